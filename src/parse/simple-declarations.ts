/**
 * simple-declaration, function-definition, member-declaration ([dcl.dcl], [dcl.fct.def], [class.mem]): specifiers and declarators with their initializers.
 *
 * Names are declared right behind their declarator, so that initializers see them. Inside a class, function bodies and default
 * member initializers are passed over and parsed at the end of the outermost class.
 */
import type {
  Attribute,
  Declaration,
  Declarator,
  DeclSpecifiers,
  Expr,
  FunctionBody,
  InitDeclarator,
  Initializer,
  ParameterDeclaration,
  TypeSpecifier,
} from '../ast/index.js';
import { parseMessages } from '../diagnostics/parse-messages.js';
import { stringLiteral } from './asm.js';
import { attributes } from './attributes.js';
import type { Mutable, Parser } from './cursor.js';
import {
  accept,
  advance,
  endLoc,
  error,
  errorAt,
  errorBehind,
  expect,
  expectClose,
  loc,
  none,
  peek,
  seek,
  text,
} from './cursor.js';
import type { Reading } from './declarators.js';
import { declarator, functionSuffix, makeReading } from './declarators.js';
import { deferredBody, functionBody, skipFunctionBody } from './functions.js';
import { initializer } from './initializers.js';
import { flagSpecifier } from './keywords.js';
import type { NameEntry, Scope } from './names.js';
import {
  declarationScope,
  declareIn,
  enclosingNamespace,
  functionTemplateEntry,
  lookup,
  makeScope,
  opaqueType,
  typeEntry,
  valueEntry,
  variableTemplateEntry,
} from './names.js';
import { resolveName, wordOf } from './qualified-names.js';
import { expectSemicolon, skipDeclaration, skipUntil } from './recovery.js';
import { declSpecifiers, intSpecifier } from './specifiers.js';
import { structuredBinding } from './structured-bindings.js';

export type DeclarationContext = 'namespace' | 'block' | 'member';

export function simpleDeclaration(p: Parser, context: DeclarationContext): Declaration {
  const start = loc(p);
  const first = p.pos;
  const templated = p.templated;
  const outer = p.scope;
  let specifiers = declSpecifiers(p, context);
  p.templated = false;
  if (p.tok === ';') {
    if (
      specifiers.type === undefined &&
      p.pos !== first &&
      specifiers.attributes.length === 0 &&
      !specifiers.friend
    ) {
      error(p, parseMessages.expectedDeclaration);
    }
    advance(p);
    return { kind: 'simple', specifiers, declarators: none, loc: start, end: endLoc(p) };
  }
  if (p.c && specifiers.type === undefined && startsDeclarator(p)) specifiers = implicitInt(p, specifiers);
  if (specifiers.type === undefined) {
    if (namesDeductionGuide(p)) return deductionGuide(p, specifiers, start);
    if (!startsDeclarator(p)) return brokenDeclaration(p, specifiers, start, first, context);
  } else if (
    specifiers.type.kind === 'auto' &&
    (p.tok === '[' || ((p.tok === '&' || p.tok === '&&') && peek(p, 1) === '['))
  ) {
    const binding = structuredBinding(p, specifiers, start);
    expectSemicolon(p, 'declaration');
    return { ...binding, end: endLoc(p) };
  } else if (definesType(specifiers.type) && !startsDeclarator(p)) {
    // `struct S { … }` without its semicolon: what follows is the next declaration.
    expectSemicolonAfterType(p, specifiers.type);
    return { kind: 'simple', specifiers, declarators: none, loc: start, end: endLoc(p) };
  }
  const parenInit =
    !p.c &&
    context !== 'member' &&
    specifiers.type !== undefined &&
    !specifiers.storage.includes('typedef') &&
    !specifiers.friend;
  const list: InitDeclarator[] = [];
  for (;;) {
    const at = loc(p);
    const before = p.pos;
    const inner = p.scope;
    const r = makeReading(context === 'member' && p.tok === ':' ? 'either' : 'named', parenInit);
    const d = declarator(p, r);
    if (specifiers.type === undefined && !namesUntyped(p, r)) missingType(p, r, before);
    if (!(p.c && context === 'member')) declareName(p, specifiers, r, templated, context, inner);
    if (r.identifiers && list.length === 0 && !beginsBody(p)) parameterDeclarations(p, r);
    if (list.length === 0 && r.suffix !== undefined && beginsBody(p)) {
      const result = functionDefinition(p, specifiers, d, r, start, context);
      p.scope = outer;
      return result;
    }
    list.push(initDeclarator(p, d, r, at, context));
    p.scope = inner;
    if (p.pos === before) advance(p);
    if (p.tok !== ',') break;
    advance(p);
  }
  p.scope = outer;
  endDeclaration(p, list, context);
  return { kind: 'simple', specifiers, declarators: list, loc: start, end: endLoc(p) };
}

/** C: a declaration that names no type. gcc warns of those that have no specifier at all, too. */
function implicitInt(p: Parser, specifiers: DeclSpecifiers): DeclSpecifiers {
  const at = loc(p);
  errorAt(p, parseMessages.implicitInt, at, p.tokens[p.pos]!.end);
  p.lastError = -1;
  return { ...specifiers, type: intSpecifier(at) };
}

/** C: the declarations between `f(a, b)` and the body, which give the parameters their types. */
function parameterDeclarations(p: Parser, r: Reading): void {
  const params = r.suffix!.params as ParameterDeclaration[];
  const outer = p.scope;
  p.scope = r.params!;
  while (p.tok !== '{' && p.tok !== ';' && p.tok !== '#eof') {
    const before = p.pos;
    const specifiers = declSpecifiers(p, 'parameter');
    do {
      const at = loc(p);
      const reading = makeReading('named', false);
      const d = declarator(p, reading);
      const word = reading.name?.last.kind === 'identifier' ? reading.name.last.name : '';
      const index = params.findIndex((param) => declaredWord(param) === word);
      if (index >= 0) params[index] = { specifiers, declarator: d, default: undefined, loc: at };
      else if (p.lastError !== p.pos) p.sink.report(parseMessages.notAParameter, at, [word]);
    } while (accept(p, ','));
    expectSemicolon(p, 'declaration');
    if (p.pos === before) break;
  }
  p.scope = outer;
}

function declaredWord(param: ParameterDeclaration): string | undefined {
  let at = param.declarator;
  while (at.kind !== 'id') at = at.inner;
  return at.name?.last.kind === 'identifier' ? at.name.last.name : undefined;
}

function endDeclaration(p: Parser, list: readonly InitDeclarator[], context: DeclarationContext): void {
  if (p.tok === ';') {
    advance(p);
    return;
  }
  const only = list.length === 1 ? list[0]! : undefined;
  if (
    only !== undefined &&
    only.declarator.kind === 'function' &&
    context !== 'block' &&
    p.lastError !== p.pos &&
    p.tok !== '}'
  ) {
    errorBehind(p, parseMessages.expectedTokenAfter, [';', 'top level declarator']);
    if ((p.flags[p.pos]! & flagSpecifier) === 0) skipDeclaration(p);
    return;
  }
  if (context === 'block') {
    expectSemicolon(p, 'declaration');
    return;
  }
  if (p.lastError === p.pos || p.halted) {
    skipDeclaration(p);
    return;
  }
  expectSemicolon(p, context === 'member' ? 'member declaration' : 'top level declarator');
}

function initDeclarator(
  p: Parser,
  d: Declarator,
  r: Reading,
  at: number,
  context: DeclarationContext,
): InitDeclarator {
  let asmName: string | undefined;
  let attrs: readonly Attribute[] = attributes(p);
  if (p.tok === 'asm') {
    advance(p);
    const open = p.pos;
    if (expect(p, '(')) {
      asmName = stringLiteral(p, 'asm label');
      expectClose(p, ')', open);
    }
    const more = attributes(p);
    attrs = attrs.length === 0 ? more : [...attrs, ...more];
  }
  let bitWidth: Expr | undefined;
  if (context === 'member' && p.tok === ':') {
    advance(p);
    bitWidth = p.rules.constantExpression(p);
    const more = attributes(p);
    attrs = attrs.length === 0 ? more : [...attrs, ...more];
  }
  const node: Mutable<InitDeclarator> = {
    declarator: d,
    init: undefined,
    bitWidth,
    asmName,
    attributes: attrs,
    loc: at,
  };
  if (
    context === 'member' &&
    p.late !== undefined &&
    (p.tok === '=' || p.tok === '{') &&
    r.suffix === undefined
  ) {
    lateInitializer(p, node);
  } else if (p.tok === '=' || p.tok === '(' || p.tok === '{') {
    node.init = initializer(p);
  }
  return node;
}

/** A default member initializer waits for the end of the class. */
function lateInitializer(p: Parser, node: Mutable<InitDeclarator>): void {
  const pos = p.pos;
  if (p.tok === '{') {
    const close = p.match[pos]!;
    if (close < 0) {
      node.init = initializer(p);
      return;
    }
    seek(p, close);
    advance(p);
  } else {
    // A comma may separate template arguments; one behind which `name =`, `name;` or `*name` stands separates declarators.
    for (;;) {
      skipUntil(p, ',');
      if (p.tok !== ',' || separatesDeclarators(p)) break;
      advance(p);
    }
  }
  p.late!.push({
    pos,
    scope: p.scope,
    parse: () => {
      const init: Initializer | undefined = initializer(p);
      node.init = init;
      if (p.tok !== ',' && p.tok !== ';')
        errorBehind(p, parseMessages.expectedTokenAfter, [';', 'member declaration']);
    },
  });
}

function separatesDeclarators(p: Parser): boolean {
  let i = p.pos + 1;
  while (p.ops[i] === '*' || p.ops[i] === '&') i++;
  if (p.ops[i] !== '#id') return false;
  const op = p.ops[i + 1];
  return (
    op === '=' ||
    op === ';' ||
    op === '{' ||
    op === '[' ||
    op === ':' ||
    (op === ',' && lookup(p.scope, p.tokens[i]!.text) === undefined)
  );
}

function functionDefinition(
  p: Parser,
  specifiers: DeclSpecifiers,
  d: Declarator,
  r: Reading,
  start: number,
  context: DeclarationContext,
): Declaration {
  if (p.tok === '=') {
    const isDefault = peek(p, 1) === 'default';
    seek(p, p.pos + 2);
    expectSemicolon(p, isDefault ? 'defaulted function' : 'deleted function');
    const body: FunctionBody = { kind: isDefault ? 'default' : 'delete' };
    return { kind: 'function', specifiers, declarator: d, body, loc: start, end: endLoc(p) };
  }
  const scope = r.params!;
  const pos = p.pos;
  if (p.isSystem?.(p.tokens[pos]!.loc) && skipFunctionBody(p)) {
    return { kind: 'function', specifiers, declarator: d, body: deferredBody(p, pos, scope), loc: start, end: endLoc(p) };
  }
  if (context === 'member' && p.late !== undefined && skipFunctionBody(p)) {
    const node: Mutable<Extract<Declaration, { kind: 'function' }>> = {
      kind: 'function',
      specifiers,
      declarator: d,
      body: { kind: 'default' },
      loc: start,
      end: endLoc(p),
    };
    p.late.push({
      pos,
      scope,
      parse: () => {
        node.body = functionBody(p);
      },
    });
    return node;
  }
  p.scope = scope;
  const body = functionBody(p);
  return { kind: 'function', specifiers, declarator: d, body, loc: start, end: endLoc(p) };
}

function beginsBody(p: Parser): boolean {
  switch (p.tok) {
    case '{':
    case 'try':
      return true;
    case ':':
      return true;
    case '=':
      return peek(p, 1) === 'default' || peek(p, 1) === 'delete';
    default:
      return false;
  }
}

/** Can a declarator begin here? */
function startsDeclarator(p: Parser): boolean {
  switch (p.tok) {
    case '#id':
    case '::':
    case '*':
    case '&':
    case '&&':
    case '(':
    case '~':
    case 'operator':
    case ':':
    case '...':
    case '__attribute__':
    case 'decltype':
      return true;
    default:
      return false;
  }
}

function definesType(type: TypeSpecifier): boolean {
  return type.kind === 'class' || type.kind === 'enum';
}

function expectSemicolonAfterType(p: Parser, type: TypeSpecifier): void {
  const what = type.kind === 'class' ? type.definition.tag : 'enum';
  errorBehind(p, parseMessages.expectedTokenAfter, [';', what]);
  if (
    (p.flags[p.pos]! & flagSpecifier) === 0 &&
    p.tok !== '}' &&
    p.tok !== 'template' &&
    p.tok !== 'namespace' &&
    p.tok !== 'using'
  ) {
    skipDeclaration(p);
  }
}

function brokenDeclaration(
  p: Parser,
  specifiers: DeclSpecifiers,
  start: number,
  first: number,
  context: DeclarationContext,
): Declaration {
  if (p.pos === first) error(p, parseMessages.expectedUnqualifiedId);
  else error(p, specifiers.friend ? parseMessages.expectedType : parseMessages.missingTypeSpecifier);
  if (p.tok === '}' && context === 'namespace') {
    advance(p);
  } else {
    skipDeclaration(p);
    if (p.pos === first && p.tok !== '}') advance(p);
  }
  return { kind: 'empty', loc: start, end: endLoc(p) };
}

/** Declarators that need no type: constructors, destructors, conversion functions. */
function namesUntyped(p: Parser, r: Reading): boolean {
  const name = r.name;
  if (name === undefined) return false;
  const { last, qualifiers } = name;
  if (last.kind === 'destructor' || last.kind === 'conversion') return true;
  const word = wordOf(last);
  if (word === undefined) return false;
  const step = qualifiers.length > 0 ? qualifiers[qualifiers.length - 1]! : undefined;
  if (step !== undefined) {
    if (step.kind === 'name' && wordOf(step.name) === word) return true;
    // Through an alias: using B = A; B::A() {…}.
    return declarationScope(p.scope).className === word;
  }
  return declarationScope(p.scope).className === word;
}

function missingType(p: Parser, r: Reading, at: number): void {
  if (r.name === undefined || r.name.end === r.name.loc || p.lastError === at) return;
  errorAt(p, parseMessages.missingTypeSpecifier, r.name.loc, r.name.end);
}

function declareName(
  p: Parser,
  specifiers: DeclSpecifiers,
  r: Reading,
  templated: boolean,
  context: DeclarationContext,
  inner: Scope,
): void {
  const name = r.name;
  if (name === undefined) return;
  const isFunction = r.suffix !== undefined;
  if (templated && isFunction && (context === 'member' || specifiers.friend)) {
    const word = wordOf(name.last);
    if (word !== undefined) p.memberTemplates.add(word);
  }
  if (name.last.kind !== 'identifier' || name.qualifiers.length > 0 || name.global || name.last.name === '')
    return;
  let scope = declarationScope(inner);
  let entry: NameEntry;
  if (specifiers.storage.includes('typedef')) {
    entry = isFunction || r.indirect ? opaqueType : typeEntry(scopeOfType(p, specifiers.type));
  } else if (templated) {
    entry = isFunction ? functionTemplateEntry : variableTemplateEntry;
  } else {
    entry = valueEntry;
  }
  if (specifiers.friend) scope = enclosingNamespace(scope);
  if (specifiers.type === undefined && scope.className === name.last.name) return;
  declareIn(scope, name.last.name, entry);
}

/** Where members of a type are looked up, if that is known. */
export function scopeOfType(p: Parser, type: TypeSpecifier | undefined): Scope | undefined {
  switch (type?.kind) {
    case 'named':
    case 'elaborated': {
      const entry = resolveName(p, type.name);
      if (entry === undefined) return undefined;
      if (entry.scope === undefined && entry.hidden !== undefined) return entry.hidden.scope;
      return entry.scope;
    }
    case 'class':
    case 'enum':
      return p.definedScope;
    default:
      return undefined;
  }
}

/** `A(T) -> A<T>`, at A. */
function namesDeductionGuide(p: Parser): boolean {
  if (p.tok !== '#id' || peek(p, 1) !== '(') return false;
  const close = p.match[p.pos + 1]!;
  return close > 0 && p.ops[close + 1] === '->' && lookup(p.scope, text(p))?.kind === 'class-template';
}

function deductionGuide(p: Parser, specifiers: DeclSpecifiers, start: number): Declaration {
  const name = text(p);
  advance(p);
  const outer = p.scope;
  const suffix = functionSuffix(p, makeScope('function', outer));
  p.scope = outer;
  expectSemicolon(p, 'deduction guide');
  const result = suffix.trailingReturn!;
  return {
    kind: 'deduction-guide',
    name,
    explicit: specifiers.explicit !== false,
    suffix: { ...suffix, trailingReturn: undefined },
    result,
    loc: start,
    end: endLoc(p),
  };
}
