/** Declarations of namespaces, using, linkage, static_assert …, and the choice between them ([dcl.dcl], [basic.link], [namespace.def]). */
import type { Declaration, TypeId } from '../ast/index.js';
import { parseMessages } from '../diagnostics/parse-messages.js';
import { asmStatement, textOf } from './asm.js';
import { atAttribute, attributes } from './attributes.js';
import type { Parser } from './cursor.js';
import {
  accept,
  advance,
  endLoc,
  enter,
  error,
  expect,
  expectClose,
  leave,
  loc,
  peek,
  text,
} from './cursor.js';
import { typeId } from './declarators.js';
import type { NameEntry, Scope } from './names.js';
import {
  aliasTemplateEntry,
  declarationScope,
  declareIn,
  link,
  lookup,
  makeScope,
  opaqueType,
  typeBehind,
  typeEntry,
  valueEntry,
} from './names.js';
import { packPragma, pragmaText } from './pragmas.js';
import { parseName, resolveName, wordOf } from './qualified-names.js';
import { expectSemicolon, extraneousBrace, skipDeclaration } from './recovery.js';
import { scanAttributes } from './scan.js';
import type { DeclarationContext } from './simple-declarations.js';
import { scopeOfType, simpleDeclaration } from './simple-declarations.js';
import { templateDeclaration } from './templates.js';

/** Declarations up to `}` or the end of the file. */
export function declarationSeq(p: Parser, body: Declaration[], closing: '}' | '#eof'): void {
  while (p.tok !== '#eof') {
    if (p.tok === '}') {
      if (closing === '}') return;
      extraneousBrace(p);
      continue;
    }
    const before = p.pos;
    const d = declaration(p, 'namespace');
    if (d.kind !== 'empty') body.push(d);
    if (p.pos === before) advance(p);
    if (p.scans.size > 0) p.scans.clear();
  }
}

export function declaration(p: Parser, context: DeclarationContext): Declaration {
  const start = loc(p);
  switch (p.tok) {
    case ';':
      advance(p);
      return { kind: 'empty', loc: start, end: endLoc(p) };
    case '#pragma':
      return pragmaDeclaration(p);
    case 'namespace':
      if (context !== 'member') return namespaceDeclaration(p, false);
      break;
    case 'inline':
      if (peek(p, 1) === 'namespace') {
        advance(p);
        return namespaceDeclaration(p, true);
      }
      break;
    case 'using':
      return usingDeclaration(p);
    case 'template':
      return templateDeclaration(p, context);
    case 'extern':
      if (peek(p, 1) === '#str') return linkage(p);
      if (peek(p, 1) === 'template') return templateDeclaration(p, context);
      break;
    case 'static_assert':
      return staticAssert(p);
    case 'asm': {
      const statement = asmStatement(p);
      return {
        kind: 'asm',
        text: statement.kind === 'asm' ? statement.template : '',
        loc: start,
        end: endLoc(p),
      };
    }
    case '__extension__':
      advance(p);
      return enter(p) ? left(p, declaration(p, context)) : left(p, { kind: 'empty', loc: start, end: start });
    case 'export':
      error(p, parseMessages.moduleOrExport, ['export']);
      advance(p);
      if (atModuleDirective(p)) skipDeclaration(p);
      return { kind: 'empty', loc: start, end: endLoc(p) };
    case '#id':
      if (context === 'member' || !atModuleDirective(p)) break;
      error(p, parseMessages.moduleOrExport, [text(p)]);
      skipDeclaration(p);
      return { kind: 'empty', loc: start, end: endLoc(p) };
    default:
      if (atAttribute(p)) return attributed(p, context);
  }
  return simpleDeclaration(p, context);
}

/** `import name;`, `import <header>;`, `module;` and `module name;`: nothing that begins with those words, where they name no type, is anything else. */
function atModuleDirective(p: Parser): boolean {
  const word = text(p);
  if (p.tok !== '#id' || (word !== 'import' && word !== 'module') || lookup(p.scope, word) !== undefined) return false;
  const next = peek(p, 1);
  return next === '#id' || next === ':' || (word === 'module' ? next === ';' : next === '<' || next === '#str');
}

function left(p: Parser, d: Declaration): Declaration {
  leave(p);
  return d;
}

/** Attributes in front of what is no simple declaration. */
function attributed(p: Parser, context: DeclarationContext): Declaration {
  const behind = p.ops[scanAttributes(p, p.pos)];
  if (behind === ';' || behind === 'using' || behind === 'namespace' || behind === 'template') {
    const before = p.pos;
    attributes(p);
    if (p.pos > before) {
      const d = enter(p) ? declaration(p, context) : ({ kind: 'empty', loc: loc(p), end: loc(p) } as const);
      leave(p);
      return d;
    }
  }
  return simpleDeclaration(p, context);
}

function pragmaDeclaration(p: Parser): Declaration {
  const start = loc(p);
  if (packPragma(p)) {
    advance(p);
    return { kind: 'empty', loc: start, end: endLoc(p) };
  }
  const words = pragmaText(p);
  advance(p);
  return { kind: 'pragma', text: words, loc: start, end: endLoc(p) };
}

/** At `namespace`. */
function namespaceDeclaration(p: Parser, inline: boolean): Declaration {
  const start = loc(p);
  advance(p);
  let attrs = attributes(p);
  if (p.tok === '#id' && peek(p, 1) === '=') return namespaceAlias(p, start);
  const outer = p.scope;
  const path: string[] = [];
  const inlineAt: number[] = [];
  let scope = declarationScope(outer);
  while (p.tok === '#id') {
    const name = text(p);
    path.push(name);
    advance(p);
    scope = openNamespace(scope, name, (inline && p.tok !== '::') || inlineAt.includes(path.length - 1));
    if (!accept(p, '::')) break;
    if (p.tok === 'inline') {
      inlineAt.push(path.length);
      advance(p);
    }
  }
  if (path.length === 0) {
    const unnamed = makeScope('namespace', scope);
    link(scope, unnamed);
    scope = unnamed;
  }
  if (atAttribute(p)) attrs = [...attrs, ...attributes(p)];
  const body: Declaration[] = [];
  const open = p.pos;
  if (p.tok !== '{') {
    error(p, path.length === 0 ? parseMessages.expectedNamespace : parseMessages.expectedToken, ['{']);
    skipDeclaration(p);
    return { kind: 'empty', loc: start, end: endLoc(p) };
  }
  p.scope = scope;
  if (enter(p)) {
    advance(p);
    declarationSeq(p, body, '}');
  }
  leave(p);
  p.scope = outer;
  expectClose(p, '}', open);
  return { kind: 'namespace', inline, path, ...(inlineAt.length > 0 ? { inlineAt } : {}), attributes: attrs, body, loc: start, end: endLoc(p) };
}

function openNamespace(parent: Scope, name: string, inline: boolean): Scope {
  let known: NameEntry | undefined = parent.names?.get(name);
  for (let i = 0; known === undefined && parent.linked !== undefined && i < parent.linked.length; i++) {
    const entry = parent.linked[i]!.names?.get(name);
    if (entry?.kind === 'namespace' && parent.linked[i]!.parent === parent) known = entry;
  }
  if (known?.kind === 'namespace' && known.scope !== undefined) return known.scope;
  const scope = makeScope('namespace', parent);
  declareIn(parent, name, { kind: 'namespace', template: false, scope, hidden: undefined });
  if (inline) link(parent, scope);
  return scope;
}

function namespaceAlias(p: Parser, start: number): Declaration {
  const name = text(p);
  advance(p);
  advance(p);
  if (p.tok !== '#id' && p.tok !== '::') error(p, parseMessages.expectedNamespace);
  const target = parseName(p, 'type');
  const entry = resolveName(p, target);
  if (entry?.kind === 'namespace') declareIn(declarationScope(p.scope), name, entry);
  else
    declareIn(declarationScope(p.scope), name, {
      kind: 'namespace',
      template: false,
      scope: undefined,
      hidden: undefined,
    });
  expectSemicolon(p, 'namespace alias');
  return { kind: 'namespace-alias', name, target, loc: start, end: endLoc(p) };
}

/** At `using`: a directive, an alias, using-declarations, using enum. */
function usingDeclaration(p: Parser): Declaration {
  const start = loc(p);
  const templated = p.templated;
  p.templated = false;
  advance(p);
  if (p.tok === 'namespace') {
    advance(p);
    if (p.tok !== '#id' && p.tok !== '::') error(p, parseMessages.expectedNamespace);
    const target = parseName(p, 'type');
    const entry = resolveName(p, target);
    if (entry?.kind === 'namespace' && entry.scope !== undefined)
      link(declarationScope(p.scope), entry.scope);
    attributes(p);
    expectSemicolon(p, 'namespace name');
    return { kind: 'using-directive', target, loc: start, end: endLoc(p) };
  }
  if (p.tok === 'enum') {
    advance(p);
    const name = parseName(p, 'type');
    const entry = typeBehind(resolveName(p, name));
    if (entry?.scope !== undefined) link(declarationScope(p.scope), entry.scope);
    expectSemicolon(p, 'using declaration');
    return { kind: 'using-enum', name, loc: start, end: endLoc(p) };
  }
  if (p.tok === '#id') {
    const behind = scanAttributes(p, p.pos + 1);
    if (p.ops[behind] === '=') return alias(p, start, templated);
  }
  const names: { name: ReturnType<typeof parseName>; typenameKeyword: boolean; packExpansion: boolean }[] =
    [];
  do {
    const typenameKeyword = accept(p, 'typename');
    const name = parseName(p, 'declarator');
    names.push({ name, typenameKeyword, packExpansion: accept(p, '...') });
    const word = wordOf(name.last);
    if (word !== undefined && word !== '') {
      const step = name.qualifiers[name.qualifiers.length - 1];
      if (step?.kind === 'name' && wordOf(step.name) === word) continue;
      const entry = resolveName(p, name);
      declareIn(declarationScope(p.scope), word, entry ?? (typenameKeyword ? opaqueType : valueEntry));
    }
  } while (accept(p, ','));
  expectSemicolon(p, 'using declaration');
  return { kind: 'using-declaration', names, loc: start, end: endLoc(p) };
}

function alias(p: Parser, start: number, templated: boolean): Declaration {
  const name = text(p);
  advance(p);
  const attrs = attributes(p);
  expect(p, '=');
  const type: TypeId = typeId(p);
  const scope = type.declarator.kind === 'id' ? scopeOfType(p, type.specifiers.type) : undefined;
  const entry: NameEntry = !templated
    ? typeEntry(scope)
    : scope === undefined
      ? aliasTemplateEntry
      : { kind: 'alias-template', template: true, scope, hidden: undefined };
  declareIn(declarationScope(p.scope), name, entry);
  expectSemicolon(p, 'alias declaration');
  return { kind: 'alias', name, type, attributes: attrs, loc: start, end: endLoc(p) };
}

/** A declaration directly behind `extern "C"` counts as `extern` ([dcl.link]/7): variables without initializer are declared, not defined. */
function asExtern(d: Declaration): Declaration {
  if (d.kind !== 'simple' || d.declarators.length === 0 || d.specifiers.storage.some((storage) => storage !== 'thread_local')) return d;
  return { ...d, specifiers: { ...d.specifiers, storage: ['extern', ...d.specifiers.storage] } };
}

/** `extern "C" …`. */
function linkage(p: Parser): Declaration {
  const start = loc(p);
  advance(p);
  const token = p.tokens[p.pos]!;
  const language = token.kind === 'string' && textOf(token) === 'C' ? 'C' : 'C++';
  if (token.kind === 'string' && language === 'C++' && textOf(token) !== 'C++') {
    error(p, parseMessages.unknownLinkage);
  }
  advance(p);
  if (!enter(p)) {
    leave(p);
    return { kind: 'empty', loc: start, end: start };
  }
  const body: Declaration[] = [];
  if (p.tok === '{') {
    const open = p.pos;
    advance(p);
    declarationSeq(p, body, '}');
    expectClose(p, '}', open);
  } else {
    body.push(asExtern(declaration(p, 'namespace')));
  }
  leave(p);
  return { kind: 'linkage', language, body, loc: start, end: endLoc(p) };
}

function staticAssert(p: Parser): Declaration {
  const start = loc(p);
  advance(p);
  const open = p.pos;
  let condition: ReturnType<typeof p.rules.expression> = { kind: 'error', loc: start, end: start };
  let message: Extract<Declaration, { kind: 'static-assert' }>['message'];
  if (expect(p, '(')) {
    const angle = p.angle;
    p.angle = 0;
    condition = p.rules.constantExpression(p);
    if (accept(p, ',')) {
      const token = p.tokens[p.pos]!;
      if (token.kind === 'string') {
        message = token;
        advance(p);
      } else {
        error(p, parseMessages.expectedString, ['static_assert']);
      }
    }
    p.angle = angle;
    expectClose(p, ')', open);
  }
  expectSemicolon(p, 'static_assert');
  return { kind: 'static-assert', condition, message, loc: start, end: endLoc(p) };
}
