/**
 * Declarators, parameter lists, type-ids ([dcl.decl], [dcl.fct], [dcl.name]).
 *
 * In: the parser behind the specifiers. Out: a `Declarator`, and in the `Reading` what declarations need besides: the name, and the
 * parameter scope of the function declared. A qualified declarator-id enters its class or namespace: `p.scope` is then changed and
 * the caller restores it when the declaration ends.
 */
import type {
  Attribute,
  Declarator,
  FunctionSuffix,
  Name,
  ParameterDeclaration,
  Qualifiers,
  TypeId,
} from '../ast/index.js';
import { parseMessages } from '../diagnostics/parse-messages.js';
import type { Loc } from '../source/loc.js';
import { atAttribute, attributes } from './attributes.js';
import type { Mutable, Parser } from './cursor.js';
import {
  accept,
  advance,
  atWord,
  endLoc,
  enter,
  error,
  expectClose,
  leave,
  loc,
  none,
  peek,
  seek,
  text,
} from './cursor.js';
import { flagQualifier, flagSimpleType, flagSpecifier } from './keywords.js';
import type { Scope } from './names.js';
import { declareIn, lookup, makeScope, reenter, valueEntry } from './names.js';
import { parseName, qualifierScope } from './qualified-names.js';
import { skipUntil } from './recovery.js';
import {
  groups,
  pointsToMember,
  scanAttributes,
  scanName,
  scanParameterClause,
  scanPointerOperators,
  scanSpecifiers,
} from './scan.js';
import { declSpecifiers, intSpecifier, noQualifiers, qualifierSeq, specifiersOfType } from './specifiers.js';

/** 'new': a new-type-id, which ends before `(`; 'conversion': pointer operators only. */
export type DeclaratorMode = 'named' | 'abstract' | 'either' | 'new' | 'conversion';

/** One reading of a declarator: how, and what was found. */
export interface Reading {
  readonly mode: DeclaratorMode;
  /** A `(` behind the name may begin an initializer. */
  readonly parenInit: boolean;
  name: Name | undefined;
  /** Parameters of the function suffix nearest to the name, if the name declares a function. */
  params: Scope | undefined;
  suffix: FunctionSuffix | undefined;
  /** C: names of parameters whose declarations follow the declarator. */
  identifiers: boolean;
  /** A pointer, reference or array stands between the name and everything else: no function is declared. */
  indirect: boolean;
}

export function makeReading(mode: DeclaratorMode, parenInit: boolean): Reading {
  return { mode, parenInit, name: undefined, params: undefined, suffix: undefined, identifiers: false, indirect: false };
}

export function declarator(p: Parser, r: Reading): Declarator {
  switch (p.tok) {
    case '*':
    case '&':
    case '&&':
    case '__attribute__':
    case 'alignas':
    case '__declspec':
      return pointerDeclarator(p, r);
    case '#id':
    case '::':
      if (isMemberPointer(p)) return memberPointerDeclarator(p, r);
      break;
    default:
  }
  return directDeclarator(p, r, none);
}

function isMemberPointer(p: Parser): boolean {
  if (p.tok === '#id') {
    const next = peek(p, 1);
    if (next !== '::' && next !== '<') return false;
  }
  return pointsToMember(p, p.pos) >= 0;
}

function pointerDeclarator(p: Parser, r: Reading): Declarator {
  const start = loc(p);
  if (!enter(p)) {
    leave(p);
    return unnamed(start);
  }
  let result: Declarator;
  if (p.tok === '*') {
    advance(p);
    let attrs = attributes(p);
    const qualifiers = qualifierSeq(p);
    if (atAttribute(p) && p.tok !== '[') {
      const more = attributes(p);
      attrs = attrs.length === 0 ? more : [...attrs, ...more];
    }
    const late = qualifierSeq(p);
    const all = late === noQualifiers ? qualifiers : merged(qualifiers, late);
    const inner = declarator(p, r);
    if (r.suffix === undefined) r.indirect = true;
    result = { kind: 'pointer', qualifiers: all, attributes: attrs, inner, loc: start };
  } else if (p.tok === '&' || p.tok === '&&') {
    const rvalue = p.tok === '&&';
    advance(p);
    attributes(p);
    const qualifiers = qualifierSeq(p);
    const inner = declarator(p, r);
    if (r.suffix === undefined) r.indirect = true;
    result = { kind: 'reference', rvalue, restrict: qualifiers.restrict, inner, loc: start };
  } else {
    const attrs = attributes(p);
    result =
      p.tok === '*' || p.tok === '&' || p.tok === '&&'
        ? withAttributes(declarator(p, r), attrs)
        : directDeclarator(p, r, attrs);
  }
  leave(p);
  return result;
}

function withAttributes(d: Declarator, attrs: readonly Attribute[]): Declarator {
  return d.kind === 'pointer' ? { ...d, attributes: [...attrs, ...d.attributes] } : d;
}

function merged(a: Qualifiers, b: Qualifiers): Qualifiers {
  return {
    const: a.const || b.const,
    volatile: a.volatile || b.volatile,
    restrict: a.restrict || b.restrict,
  };
}

function memberPointerDeclarator(p: Parser, r: Reading): Declarator {
  const start = loc(p);
  if (!enter(p)) {
    leave(p);
    return unnamed(start);
  }
  const name = parseName(p, 'type');
  accept(p, '::');
  accept(p, '*');
  const qualifiers = qualifierSeq(p);
  const inner = declarator(p, r);
  if (r.suffix === undefined) r.indirect = true;
  leave(p);
  return { kind: 'member-pointer', class: name, qualifiers, inner, loc: start };
}

function unnamed(at: Loc): Declarator {
  return { kind: 'id', name: undefined, pack: false, attributes: none, loc: at };
}

function directDeclarator(p: Parser, r: Reading, leading: readonly Attribute[]): Declarator {
  const start = loc(p);
  let d: Declarator;
  if (r.mode === 'conversion') return unnamed(start);
  const pack = accept(p, '...');
  const named = r.mode === 'named' || r.mode === 'either';
  if (
    named &&
    (p.tok === '#id' || p.tok === '::' || p.tok === 'operator' || p.tok === '~' || p.tok === 'decltype')
  ) {
    const name = parseName(p, 'declarator');
    r.name = name;
    if (name.qualifiers.length > 0 || name.global) {
      const scope = qualifierScope(p, name);
      if (scope !== undefined) p.scope = reenter(p.scope, scope);
    }
    const own = attributes(p);
    const attrs = own.length === 0 ? leading : leading.length === 0 ? own : [...leading, ...own];
    d = { kind: 'id', name, pack, attributes: attrs, loc: start };
  } else if (p.tok === '(' && r.mode !== 'new' && (r.mode === 'named' || groups(p, p.pos))) {
    if (!enter(p)) {
      leave(p);
      return unnamed(start);
    }
    const open = p.pos;
    const angle = p.angle;
    p.angle = 0;
    advance(p);
    d = declarator(p, r);
    p.angle = angle;
    expectClose(p, ')', open);
    leave(p);
  } else {
    if (r.mode === 'named') {
      error(p, parseMessages.expectedUnqualifiedId);
    }
    d = { kind: 'id', name: undefined, pack, attributes: leading, loc: start };
  }
  let levels = 0;
  for (;;) {
    if (levels++ >= p.maxDepth && (p.tok === '[' || p.tok === '(')) {
      // Types are walked recursively: as deep as brackets may nest.
      p.depth += levels;
      enter(p);
      leave(p);
      p.depth -= levels;
      return d;
    }
    if (p.tok === '[') {
      if (peek(p, 1) === '[' && scanAttributes(p, p.pos) > p.pos) return d;
      d = arraySuffix(p, d);
      if (r.suffix === undefined) r.indirect = true;
    } else if (p.tok === '(' && r.mode !== 'new' && isParameterList(p, r)) {
      const at = loc(p);
      const outer = p.scope;
      const scope = makeScope('function', outer);
      const identifiers = p.c && isIdentifierList(p);
      const suffix = identifiers ? identifierList(p, scope) : functionSuffix(p, scope);
      p.scope = outer;
      if (r.suffix === undefined && !r.indirect) {
        r.suffix = suffix;
        r.params = scope;
        r.identifiers = identifiers;
      }
      d = { kind: 'function', suffix, inner: d, loc: at };
    } else {
      return d;
    }
  }
}

/** C: `(a, b)` with names that are no types. */
function isIdentifierList(p: Parser): boolean {
  const close = p.match[p.pos]!;
  if (close < 0 || p.ops[p.pos + 1] !== '#id') return false;
  for (let i = p.pos + 1; i < close; i += 2) {
    if (p.ops[i] !== '#id' || (p.ops[i + 1] !== ',' && i + 1 !== close) || lookup(p.scope, p.tokens[i]!.text)?.kind === 'type') return false;
  }
  return true;
}

/** Parameters of a type yet to be read: int, if no declaration follows. */
function identifierList(p: Parser, scope: Scope): FunctionSuffix {
  const params: ParameterDeclaration[] = [];
  const close = p.match[p.pos]!;
  while (p.pos < close) {
    advance(p);
    const at = loc(p);
    declareIn(scope, text(p), valueEntry);
    params.push({ specifiers: specifiersOfType(intSpecifier(at), at, at), declarator: { kind: 'id', name: parseName(p, 'declarator'), pack: false, attributes: none, loc: at }, default: undefined, loc: at });
  }
  advance(p);
  p.scope = scope;
  return suffixTail(p, params, false);
}

function arraySuffix(p: Parser, inner: Declarator): Declarator {
  const open = p.pos;
  const at = loc(p);
  if (!enter(p)) {
    leave(p);
    return inner;
  }
  advance(p);
  // C: static and qualifiers in parameters.
  while (p.tok === 'static' || (p.flags[p.pos]! & flagQualifier) !== 0) advance(p);
  const angle = p.angle;
  p.angle = 0;
  // C: `[*]` in a prototype.
  if (p.c && p.tok === '*' && peek(p, 1) === ']') advance(p);
  const size = p.tok === ']' ? undefined : p.rules.constantExpression(p);
  p.angle = angle;
  expectClose(p, ']', open);
  leave(p);
  return { kind: 'array', size, inner, loc: at };
}

/** Parameters, or a parenthesized initializer ([dcl.ambig.res])? What is neither is read as what it more likely was meant to be. */
function isParameterList(p: Parser, r: Reading): boolean {
  if (!r.parenInit) return true;
  const first = p.pos + 1;
  if (p.ops[first] === ')') return true;
  if (scanParameterClause(p, p.pos) > 0) return true;
  const flags = p.flags[first]!;
  if ((flags & flagSpecifier) !== 0 && (flags & flagSimpleType) === 0) return true;
  if (p.ops[first] === '#id' || p.ops[first] === '::') {
    const scan = scanName(p, first);
    if (scan.kind === 'unknown' || scan.kind === 'dependent') {
      // Wrong either way; a misspelt type says less nonsense as a parameter's.
      const at = scanPointerOperators(p, scan.end);
      const next = p.ops[at + 1];
      return (
        p.ops[at] === '#id' &&
        (at === scan.end || (scan.kind === 'unknown' && (next === ',' || next === ')')))
      );
    }
  }
  const end = scanSpecifiers(p, first, true);
  if (end < 0) return false;
  switch (p.ops[end]) {
    case '#id':
    case '*':
    case '&':
    case '&&':
    case ',':
    case ')':
      return true;
    default:
      return false;
  }
}

/** `(params) cv ref noexcept -> T requires …`; parameters are declared in `scope`, which is current while they and what follows are read. */
export function functionSuffix(p: Parser, scope: Scope): FunctionSuffix {
  const open = p.pos;
  const angle = p.angle;
  p.angle = 0;
  p.scope = scope;
  advance(p);
  const params: ParameterDeclaration[] = [];
  const unprototyped = p.c && p.tok === ')';
  let variadic = false;
  if (enter(p)) {
    if (p.tok === 'void' && peek(p, 1) === ')') {
      advance(p);
    } else {
      while (p.tok !== ')' && p.tok !== '#eof') {
        if (p.tok === '...') {
          advance(p);
          variadic = true;
          break;
        }
        const before = p.pos;
        params.push(parameterDeclaration(p));
        if (p.pos === before) {
          skipUntil(p, ',', ')');
          if (p.tok !== ',' && p.tok !== ')') break;
        }
        if (p.tok === '...') {
          // `T ...` of C: varargs without a comma.
          advance(p);
          variadic = true;
          break;
        }
        if (!accept(p, ',')) break;
        if (p.tok === ')') error(p, parseMessages.expectedParameter);
      }
    }
  }
  leave(p);
  p.angle = angle;
  expectClose(p, ')', open);
  return suffixTail(p, params, variadic, unprototyped);
}

/** What follows the parameters; a lambda without parameters has only this. */
export function suffixTail(
  p: Parser,
  params: readonly ParameterDeclaration[],
  variadic: boolean,
  unprototyped = false,
): FunctionSuffix {
  let qualifiers = noQualifiers;
  let ref: FunctionSuffix['ref'] = '';
  let attrs: readonly Attribute[] = none;
  let noexcept: FunctionSuffix['noexcept'] = false;
  let throws: Loc | undefined;
  let trailingReturn: TypeId | undefined;
  let trailingRequires: FunctionSuffix['trailingRequires'];
  let override = false;
  let final = false;
  let lateNoexcept = -1;
  loop: for (;;) {
    switch (p.tok) {
      case 'const':
      case 'volatile':
      case 'restrict':
        qualifiers = merged(qualifiers, qualifierSeq(p));
        break;
      case '&':
      case '&&':
        ref = p.tok as '&' | '&&';
        advance(p);
        break;
      case 'noexcept':
        advance(p);
        noexcept = true;
        if (p.tok === '(') {
          const open = p.pos;
          if (p.late !== undefined && p.match[open]! > 0) {
            lateNoexcept = open;
            seek(p, p.match[open]!);
            advance(p);
          } else {
            advance(p);
            const angle = p.angle;
            p.angle = 0;
            noexcept = p.rules.constantExpression(p);
            p.angle = angle;
            expectClose(p, ')', open);
          }
        }
        break;
      case 'throw': {
        const open = p.pos + 1;
        if (p.ops[open] !== '(' || p.match[open]! < 0) break loop;
        noexcept = p.match[open] === open + 1;
        if (!noexcept) throws = loc(p);
        seek(p, p.match[open]!);
        advance(p);
        break;
      }
      case '->':
        advance(p);
        trailingReturn = typeId(p);
        break;
      case 'requires':
        advance(p);
        trailingRequires = p.rules.constraintExpression(p);
        break;
      case '#id':
        if (atWord(p, 'override')) override = true;
        else if (atWord(p, 'final')) final = true;
        else break loop;
        advance(p);
        break;
      default: {
        if (!atAttribute(p)) break loop;
        const more = attributes(p);
        attrs = attrs.length === 0 ? more : [...attrs, ...more];
      }
    }
  }
  const suffix: Mutable<FunctionSuffix> = {
    params,
    variadic,
    qualifiers,
    ref,
    noexcept,
    trailingReturn,
    trailingRequires,
    attributes: attrs,
    override,
    final,
    ...(throws === undefined ? {} : { throws }),
    ...(unprototyped ? { unprototyped } : {}),
  };
  if (lateNoexcept >= 0) {
    p.late!.push({
      pos: lateNoexcept,
      scope: p.scope,
      parse: () => {
        advance(p);
        suffix.noexcept = p.rules.constantExpression(p);
        expectClose(p, ')', lateNoexcept);
      },
    });
  }
  return suffix;
}

export function parameterDeclaration(p: Parser): ParameterDeclaration {
  const start = loc(p);
  let specifiers = declSpecifiers(p, 'parameter');
  const r = makeReading('either', false);
  if (specifiers.type === undefined) {
    if (p.c && specifiers.loc !== specifiers.end) specifiers = { ...specifiers, type: intSpecifier(start) };
    else error(p, parseMessages.expectedParameter);
  }
  const d = declarator(p, r);
  if (r.name !== undefined && r.name.last.kind === 'identifier')
    declareIn(p.scope, r.name.last.name, valueEntry);
  const parameter: Mutable<ParameterDeclaration> = {
    specifiers,
    declarator: d,
    default: undefined,
    loc: start,
  };
  if (p.tok === '=') {
    advance(p);
    if (p.late !== undefined) {
      const pos = p.pos;
      skipDefaultArgument(p);
      const end = p.pos;
      p.late.push({
        pos,
        scope: p.scope,
        parse: () => {
          parameter.default = initializerClause(p);
          if (p.pos !== end) error(p, parseMessages.expectedToken, [p.ops[end] === ')' ? ')' : ',']);
        },
      });
    } else {
      parameter.default = initializerClause(p);
    }
  }
  return parameter;
}

export function initializerClause(p: Parser) {
  return p.tok === '{' ? p.rules.bracedInitList(p) : p.rules.assignmentExpression(p);
}

/** Over the tokens of a default argument, to its `,` or `)`. A comma ends it if a parameter follows; else it separates template arguments. */
function skipDefaultArgument(p: Parser): void {
  for (;;) {
    switch (p.tok) {
      case '#eof':
      case ')':
      case ';':
      case '}':
      case ']':
        return;
      case ',':
        if (p.ops[p.pos + 1] === '...' || scanSpecifiers(p, p.pos + 1, true) > 0) {
          if (!insideAngles(p)) return;
        }
        break;
      case '(':
      case '[':
      case '{':
        if (p.match[p.pos]! > 0) {
          seek(p, p.match[p.pos]!);
        }
        break;
      default:
    }
    advance(p);
  }
}

/** At a comma in a default argument: `f(T a = X<int, float>(), …)`: is it inside `<…>` opened since the `=`? */
function insideAngles(p: Parser): boolean {
  let depth = 0;
  for (let i = p.pos - 1; i > 0; i--) {
    const op = p.ops[i];
    if (op === '>') depth++;
    else if (op === '<') {
      if (depth === 0) {
        // An operator `<` has a value before it that is no template; only a scan from there can tell.
        return p.ops[i - 1] === '#id' && closesAngle(p, p.pos + 1);
      }
      depth--;
    } else if (op === '=' || op === ';' || op === '{' || op === '}') return false;
  }
  return false;
}

/** From `i` on, does a `>` come before the parameter list ends, and no `=` before it? */
function closesAngle(p: Parser, i: number): boolean {
  for (let at = i; at <= p.last; at++) {
    const op = p.ops[at];
    if (op === '>') return true;
    if (op === ')' || op === '=' || op === ';' || op === '}' || op === '#eof') return false;
    const close = p.match[at]!;
    if (close > at) at = close;
  }
  return false;
}

export function typeId(p: Parser): TypeId {
  return typeIdMode(p, 'abstract');
}

export function newTypeId(p: Parser): TypeId {
  return typeIdMode(p, 'new');
}

export function conversionTypeId(p: Parser): TypeId {
  return typeIdMode(p, 'conversion');
}

function typeIdMode(p: Parser, mode: DeclaratorMode): TypeId {
  const start = loc(p);
  const specifiers = declSpecifiers(p, 'type-id');
  if (specifiers.type === undefined) error(p, parseMessages.expectedType);
  const outer = p.scope;
  const d = declarator(p, makeReading(mode, false));
  p.scope = outer;
  return { kind: 'type-id', specifiers, declarator: d, loc: start, end: endLoc(p) };
}
