/**
 * Names: id-expressions, nested-name-specifiers, template-ids, operator names ([expr.prim.id], [temp.names], [over.oper]).
 *
 * In: the parser at a name. Out: a `Name`. Which `<` begins template arguments is decided as in scan.ts.
 */
import type { Name, QualifierStep, TemplateArgument, TypeSpecifier, UnqualifiedName } from '../ast/index.js';
import { parseMessages } from '../diagnostics/parse-messages.js';
import type { Loc } from '../source/loc.js';
import type { Parser } from './cursor.js';
import {
  accept,
  advance,
  endLoc,
  enter,
  error,
  errorAt,
  expectClose,
  leave,
  loc,
  none,
  peek,
  seek,
  text,
} from './cursor.js';
import type { NameEntry, Scope } from './names.js';
import { isTypeKind, lookup, lookupMember, lookupQualifier, mayHaveMore, typeBehind } from './names.js';
import { globalScope, isTemplateAt, looksLikeTemplateId, scanTemplateArguments, scanTypeId } from './scan.js';

/** How a name is used: in an expression, where only a type can stand, as a declarator-id, or behind `.` and `->`. */
export type NameUse = 'expression' | 'type' | 'declarator' | 'member';

/** Reads a name; an error name with an empty identifier where there is none. */
export function parseName(p: Parser, use: NameUse): Name {
  const start = loc(p);
  if (p.tok === '#id') {
    const next = peek(p, 1);
    if (next !== '::' && next !== '<') {
      const token = p.tokens[p.pos]!;
      advance(p);
      return {
        kind: 'name',
        global: false,
        qualifiers: none,
        templateKeyword: false,
        last: { kind: 'identifier', name: token.text, loc: start, end: token.end },
        loc: start,
        end: token.end,
      };
    }
  }
  return qualifiedName(p, use, start);
}

function qualifiedName(p: Parser, use: NameUse, start: Loc): Name {
  const qualifiers: QualifierStep[] = [];
  let scope: Scope | undefined;
  let qualified = false;
  let global = false;
  if (p.tok === '::') {
    global = true;
    scope = globalScope(p);
    qualified = true;
    advance(p);
  } else if (p.tok === 'decltype') {
    const stepLoc = loc(p);
    advance(p);
    const expr = parenthesized(p);
    qualifiers.push({ kind: 'decltype', expr, loc: stepLoc });
    if (!accept(p, '::')) error(p, parseMessages.expectedToken, ['::']);
    qualified = true;
  }
  for (;;) {
    const stepLoc = loc(p);
    const templateKeyword = qualified || use === 'member' ? accept(p, 'template') : false;
    if (p.tok !== '#id') {
      const last = specialName(p, scope);
      return { kind: 'name', global, qualifiers, templateKeyword, last, loc: start, end: last.end };
    }
    const name = text(p);
    const wordLoc = loc(p);
    let entry = qualified
      ? scope === undefined
        ? undefined
        : lookupMember(scope, name)
      : lookup(p.scope, name);
    const dependent = qualified && entry === undefined && (scope === undefined || mayHaveMore(scope));
    advance(p);
    let step: UnqualifiedName = { kind: 'identifier', name, loc: wordLoc, end: endLoc(p) };
    if (p.tok === '::') entry = qualified ? typeBehind(entry) : lookupQualifier(p.scope, name);
    if (p.tok === '<' && beginsArguments(p, use, qualified, name, entry, dependent, templateKeyword)) {
      step = templateId(p, step);
      if (p.tok === '::') entry = typeBehind(entry);
    }
    if (p.tok === '::' && (p.ops[p.pos + 1] !== '*' || use === 'type')) {
      if (p.ops[p.pos + 1] === '*' && use === 'type') {
        return { kind: 'name', global, qualifiers, templateKeyword, last: step, loc: start, end: step.end };
      }
      advance(p);
      qualifiers.push({ kind: 'name', name: step, templateKeyword, loc: stepLoc });
      scope = entry?.scope;
      qualified = true;
      continue;
    }
    return { kind: 'name', global, qualifiers, templateKeyword, last: step, loc: start, end: step.end };
  }
}

function beginsArguments(
  p: Parser,
  use: NameUse,
  qualified: boolean,
  name: string,
  entry: NameEntry | undefined,
  dependent: boolean,
  templateKeyword: boolean,
): boolean {
  if (use === 'member' && !qualified && !templateKeyword) {
    if (!p.memberTemplates.has(name) && !(entry !== undefined && isTypeKind(entry.kind) && entry.template))
      return false;
    const end = scanTemplateArguments(p, p.pos);
    return end > 0 && (looksLikeTemplateId(p, p.pos, end) || p.ops[end] === ')' || p.ops[end] === ';');
  }
  if (use === 'type' && (entry === undefined || dependent)) {
    // Only a type can stand here: `<` cannot be an operator.
    return scanTemplateArguments(p, p.pos) > 0;
  }
  if (qualified && dependent && p.memberTemplates.has(name) && !templateKeyword) {
    const end = scanTemplateArguments(p, p.pos);
    return end > 0 && looksLikeTemplateId(p, p.pos, end);
  }
  return isTemplateAt(p, entry, dependent, templateKeyword, p.pos);
}

/** `operator …`, `~T`, or an error. */
function specialName(p: Parser, scope: Scope | undefined): UnqualifiedName {
  if (p.tok === 'operator') return operatorName(p, scope);
  const start = loc(p);
  if (p.tok === '~') {
    advance(p);
    const type = destroyedType(p);
    return { kind: 'destructor', type, loc: start, end: endLoc(p) };
  }
  error(
    p,
    p.tok === '#eof' || p.pos === 0 ? parseMessages.expectedIdentifier : parseMessages.expectedUnqualifiedId,
  );
  return { kind: 'identifier', name: '', loc: start, end: start };
}

function destroyedType(p: Parser): TypeSpecifier {
  const start = loc(p);
  if (p.tok === 'decltype') {
    advance(p);
    return { kind: 'decltype', expr: parenthesized(p), loc: start };
  }
  if (p.tok !== '#id') error(p, parseMessages.expectedClassName);
  const wordLoc = loc(p);
  const name = p.tok === '#id' ? text(p) : '';
  if (p.tok === '#id') advance(p);
  let last: UnqualifiedName = { kind: 'identifier', name, loc: wordLoc, end: endLoc(p) };
  if (p.tok === '<' && scanTemplateArguments(p, p.pos) > 0) last = templateId(p, last);
  return {
    kind: 'named',
    name: {
      kind: 'name',
      global: false,
      qualifiers: none,
      templateKeyword: false,
      last,
      loc: wordLoc,
      end: last.end,
    },
    typenameKeyword: false,
    loc: start,
  };
}

function parenthesized(p: Parser) {
  const open = p.pos;
  const angle = p.angle;
  p.angle = 0;
  if (!accept(p, '(')) {
    error(p, parseMessages.expectedToken, ['(']);
    p.angle = angle;
    return { kind: 'error', loc: loc(p), end: loc(p) } as const;
  }
  const expr = p.rules.expression(p);
  p.angle = angle;
  expectClose(p, ')', open);
  return expr;
}

/** `operator+`, `operator()`, `operator new[]`, `operator""_x`, `operator T`. */
function operatorName(p: Parser, scope: Scope | undefined): UnqualifiedName {
  const start = loc(p);
  advance(p);
  const op = operatorToken(p);
  if (op !== undefined) {
    const plain: UnqualifiedName = { kind: 'operator', op, loc: start, end: endLoc(p) };
    if (p.tok === '<' && (op !== '<' || peek(p, 1) !== '(')) {
      // operator+<int>(a, b): arguments only where they scan as such.
      const end = scanTemplateArguments(p, p.pos);
      if (end > 0 && p.ops[end] === '(') return templateId(p, plain);
    }
    return plain;
  }
  if (p.tok === '#str') {
    const token = p.tokens[p.pos]!;
    advance(p);
    let suffix = token.kind === 'string' ? (token.udSuffix ?? '') : '';
    if (suffix === '' && p.tok === '#id') {
      suffix = text(p);
      advance(p);
    }
    return { kind: 'literal-operator', suffix, loc: start, end: endLoc(p) };
  }
  if (p.tok === 'co_await') {
    error(p, parseMessages.coroutine, ['co_await']);
    advance(p);
    return { kind: 'operator', op: 'co_await', loc: start, end: endLoc(p) };
  }
  if (scanTypeId(p, p.pos) < 0 && p.tok !== '#id' && p.tok !== '::' && p.tok !== 'typename') {
    error(p, parseMessages.expectedOperator);
    return { kind: 'identifier', name: '', loc: start, end: endLoc(p) };
  }
  const outer = p.scope;
  if (scope !== undefined) p.scope = { ...scope, parent: p.scope, original: scope, visiting: false };
  const type = p.rules.conversionTypeId(p);
  p.scope = outer;
  return { kind: 'conversion', type, loc: start, end: endLoc(p) };
}

function operatorToken(p: Parser): string | undefined {
  const op = p.ops[p.pos]!;
  switch (op) {
    case 'new':
    case 'delete':
      advance(p);
      if (p.tok === '[' && peek(p, 1) === ']') {
        seek(p, p.pos + 2);
        return `${op}[]`;
      }
      return op;
    case '(':
      if (peek(p, 1) !== ')') return undefined;
      seek(p, p.pos + 2);
      return '()';
    case '[':
      if (peek(p, 1) !== ']') return undefined;
      seek(p, p.pos + 2);
      return '[]';
    case '>': {
      const first = p.tokens[p.pos]!;
      if (first.joined && (p.ops[p.pos + 1] === '>' || p.ops[p.pos + 1] === '>=')) {
        if (p.ops[p.pos + 1] === '>=') {
          seek(p, p.pos + 2);
          return '>>=';
        }
        if (p.tokens[p.pos + 1]!.joined && p.ops[p.pos + 2] === '=') {
          seek(p, p.pos + 3);
          return '>>=';
        }
        seek(p, p.pos + 2);
        return '>>';
      }
      advance(p);
      return op;
    }
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
    case '^':
    case '&':
    case '|':
    case '~':
    case '!':
    case '=':
    case '<':
    case '+=':
    case '-=':
    case '*=':
    case '/=':
    case '%=':
    case '^=':
    case '&=':
    case '|=':
    case '<<':
    case '<<=':
    case '==':
    case '!=':
    case '<=':
    case '>=':
    case '<=>':
    case '&&':
    case '||':
    case '++':
    case '--':
    case ',':
    case '->*':
    case '->':
      advance(p);
      return op;
    default:
      return undefined;
  }
}

/** At `<`: the template-id of `template`. */
export function templateId(p: Parser, template: UnqualifiedName): UnqualifiedName {
  const args = templateArguments(p);
  return { kind: 'template-id', template, args, loc: template.loc, end: endLoc(p) };
}

/** `<args>` with the closing `>`. */
export function templateArguments(p: Parser): readonly TemplateArgument[] {
  const open = p.pos;
  advance(p);
  if (p.tok === '>') {
    advance(p);
    return none;
  }
  const args: TemplateArgument[] = [];
  if (!enter(p)) {
    leave(p);
    return args;
  }
  const angle = p.angle;
  p.angle = 1;
  for (;;) {
    args.push(templateArgument(p));
    if (p.tok !== ',') break;
    advance(p);
  }
  p.angle = angle;
  leave(p);
  if (p.tok === '>') {
    advance(p);
    return args;
  }
  errorAt(p, parseMessages.expectedToken, loc(p), loc(p), ['>']);
  const end = scanTemplateArguments(p, open);
  if (end > p.pos) seek(p, end);
  return args;
}

/** A type-id where the tokens can be one, else an expression ([temp.arg]/2). */
export function templateArgument(p: Parser): TemplateArgument {
  const start = loc(p);
  // A lone name of a template is an id-expression: sema decides whether it is a template argument or a deduced class.
  if (!namesTemplate(p)) {
    const end = scanTypeId(p, p.pos);
    if (end > 0 && endsArgument(p, end)) {
      const type = p.rules.typeId(p);
      return { kind: 'type', type, loc: start, packExpansion: accept(p, '...') };
    }
  }
  const expr = p.rules.constantExpression(p);
  return { kind: 'expression', expr, loc: start, packExpansion: accept(p, '...') };
}

function endsArgument(p: Parser, i: number): boolean {
  const op = p.ops[i];
  return op === ',' || op === '>' || op === '...' || op === '#eof' || op === ';';
}

function namesTemplate(p: Parser): boolean {
  let i = p.pos;
  if (p.ops[i] !== '#id' && p.ops[i] !== '::') return false;
  let qualified = false;
  let scope: Scope | undefined = p.ops[i] === '::' ? globalScope(p) : undefined;
  if (scope !== undefined) {
    qualified = true;
    i++;
  }
  while (p.ops[i] === '#id') {
    const name = p.tokens[i]!.text;
    const entry = qualified
      ? scope === undefined
        ? undefined
        : lookupMember(scope, name)
      : p.ops[i + 1] === '::'
        ? lookupQualifier(p.scope, name)
        : lookup(p.scope, name);
    if (p.ops[i + 1] === '::') {
      scope = typeBehind(entry)?.scope;
      qualified = true;
      i += 2;
      continue;
    }
    if (entry === undefined || !entry.template || entry.kind === 'type') return false;
    const next = p.ops[i + 1];
    return next === ',' || next === '>' || next === '...';
  }
  return false;
}

/** What a name that was read refers to, as far as the name table knows. */
export function resolveName(p: Parser, name: Name): NameEntry | undefined {
  let scope: Scope | undefined = name.global ? globalScope(p) : undefined;
  let qualified = name.global;
  for (const step of name.qualifiers) {
    if (step.kind === 'decltype') {
      scope = undefined;
    } else {
      const word = wordOf(step.name);
      const entry =
        word === undefined
          ? undefined
          : qualified
            ? scope && lookupMember(scope, word)
            : lookupQualifier(p.scope, word);
      scope = typeBehind(entry)?.scope;
    }
    qualified = true;
  }
  const word = wordOf(name.last);
  if (word === undefined) return undefined;
  return qualified ? scope && lookupMember(scope, word) : lookup(p.scope, word);
}

/** The scope that a name's qualifiers name; undefined without qualifiers or where it is not known. */
export function qualifierScope(p: Parser, name: Name): Scope | undefined {
  let scope: Scope | undefined = name.global ? globalScope(p) : undefined;
  let qualified = name.global;
  for (const step of name.qualifiers) {
    const word = step.kind === 'name' ? wordOf(step.name) : undefined;
    const entry =
      word === undefined ? undefined : qualified ? scope && lookupMember(scope, word) : lookupQualifier(p.scope, word);
    scope = typeBehind(entry)?.scope;
    qualified = true;
  }
  return scope;
}

/** The identifier of an unqualified name or of its template-id. */
export function wordOf(name: UnqualifiedName): string | undefined {
  if (name.kind === 'identifier') return name.name;
  return name.kind === 'template-id' ? wordOf(name.template) : undefined;
}

/** A name as it would be written, for messages. */
export function spellName(name: Name): string {
  let s = name.global ? '::' : '';
  for (const step of name.qualifiers)
    s += `${step.kind === 'name' ? (wordOf(step.name) ?? '') : 'decltype(…)'}::`;
  return s + (wordOf(name.last) ?? 'operator');
}
