/**
 * Implicit conversion sequences (C++ [over.best.ics]) and their ranking ([over.ics.rank]). Nothing is built or reported here: a sequence says whether and
 * how well an operand converts; `apply` (conversions.ts) builds the nodes for the chosen one.
 */
import { exprMessages } from '../../diagnostics/expr-messages.js';
import type { Loc } from '../../source/loc.js';
import type { CheckedExpr, FunctionSymbol, Type } from '../../tree/index.js';
import type { BodyContext } from '../context.js';
import { lambdaPointerType } from './invoker.js';
import { isBitField, isNullConstant } from './nodes.js';
import { type ExprSema, isExpr, type Operand } from './own.js';
import { derivesFrom, functionConvertible, qualifies, similar } from './standard.js';
import { builtinFacts, isArithmeticOrUnscoped, isIntegralOrUnscoped, isVoid, promotedOf } from './type-facts.js';

export const STANDARD = 0;
export const USER = 1;
export const ELLIPSIS = 2;
export const EXACT = 0;
export const PROMOTION = 1;
export const CONVERSION = 2;

export interface Ics {
  readonly kind: 0 | 1 | 2;
  readonly rank: 0 | 1 | 2;
  /** Source after the lvalue transformations, unqualified at the top; target without reference. */
  readonly from: Type;
  readonly to: Type;
  /** 0: the target is no reference; 1: lvalue, 2: rvalue reference. */
  readonly reference: 0 | 1 | 2;
  /** A reference that binds to an rvalue. */
  readonly rvalue: boolean;
  /** Nothing but lvalue transformations, identity. */
  readonly identity: boolean;
  /** Pointer or member pointer to bool. */
  readonly pointerToBool: boolean;
  /** User-defined conversion: the function (undefined: aggregate or list conversion without one). */
  readonly user: FunctionSymbol | undefined;
  readonly second: Ics | undefined;
  readonly ambiguous: boolean;
  /** Braced list to std::initializer_list. */
  readonly list: boolean;
}

function make(rank: 0 | 1 | 2, from: Type, to: Type, identity = false, pointerToBool = false): Ics {
  return { kind: STANDARD, rank, from, to, reference: 0, rvalue: false, identity, pointerToBool, user: undefined, second: undefined, ambiguous: false, list: false };
}

export const identityTo = (type: Type): Ics => make(EXACT, type.unqualified, type, true);

export const ellipsis = (type: Type): Ics => ({ ...make(CONVERSION, type, type), kind: ELLIPSIS });

export const userSequence = (from: Type, to: Type, user: FunctionSymbol | undefined, second: Ics | undefined, ambiguous: boolean, list = false): Ics => ({
  kind: USER, rank: CONVERSION, from, to, reference: 0, rvalue: false, identity: false, pointerToBool: false, user, second, ambiguous, list,
});

export interface SequenceOptions {
  /** No user-defined conversions (nested in one already). */
  readonly noUser?: boolean;
  /** Explicit constructors and conversion functions count (direct initialization, casts). */
  readonly explicit?: boolean;
}

const NONE: SequenceOptions = {};

/** Decayed, unqualified source type. */
export function decayedType(s: ExprSema, t: Type): Type {
  if (t.kind === 'array') return s.types.pointer(t.element);
  if (t.kind === 'function') return s.types.pointer(t);
  return t.unqualified;
}

/** A string literal where a pointer to characters that are not const is asked for. */
export const isStringToMutable = (e: CheckedExpr, to: Type): boolean => e.kind === 'string' && to.kind === 'pointer' && e.type.kind === 'array' && to.pointee === e.type.element.unqualified;

/** Standard conversion from an expression to a scalar type; undefined when there is none. */
export function scalarSequence(s: ExprSema, e: CheckedExpr, target: Type, direct = false): Ics | undefined {
  const strict = strictSequence(s, e, target, direct);
  return strict === undefined && s.options.c && isLoose(decayedType(s, e.type), target.unqualified) ? make(CONVERSION, decayedType(s, e.type), target.unqualified) : strict;
}

/** Conversions between pointers, and between pointers and integers, which C's compilers make, if with a warning. */
const isLoose = (from: Type, to: Type): boolean => (from.kind === 'pointer' && (to.kind === 'pointer' || isIntegralOrUnscoped(to))) || (to.kind === 'pointer' && isIntegralOrUnscoped(from));

/** Warns of a conversion that C++ does not have, unless C's rules have it. */
export function reportLoose(s: ExprSema, e: CheckedExpr, target: Type, loc: Loc): void {
  const from = decayedType(s, e.type);
  const to = target.unqualified;
  if (strictSequence(s, e, target, false) !== undefined || !isLoose(from, to)) return;
  const texts = [s.typeToString(from), s.typeToString(to)];
  if (from.kind !== 'pointer' || to.kind !== 'pointer') {
    s.report(exprMessages.pointerInteger, loc, texts);
    return;
  }
  const voids = isVoid(from.pointee) || isVoid(to.pointee);
  const same = voids || similar(from.pointee, to.pointee) || alike(from.pointee, to.pointee);
  if (!same) s.report(exprMessages.incompatiblePointers, loc, texts);
  else if ((from.pointee.cv & ~to.pointee.cv) !== 0) s.report(exprMessages.discardsQualifiers, loc, texts);
}

/** Function types of which one says nothing about its parameters. */
const alike = (a: Type, b: Type): boolean => a.kind === 'function' && b.kind === 'function' && a.result === b.result && (a.unprototyped || b.unprototyped);

function strictSequence(s: ExprSema, e: CheckedExpr, target: Type, direct: boolean): Ics | undefined {
  const from = decayedType(s, e.type);
  const to = target.unqualified;
  if (from === to) return make(EXACT, from, to, true);
  switch (to.kind) {
    case 'builtin': {
      const facts = builtinFacts[to.name];
      switch (facts.kind) {
        case 'bool':
          if (isArithmeticOrUnscoped(from)) return make(CONVERSION, from, to);
          if (from.kind === 'pointer' || from.kind === 'member-pointer') return make(CONVERSION, from, to, false, true);
          if (direct && from.kind === 'builtin' && from.name === 'nullptr_t') return make(CONVERSION, from, to, false, true);
          return undefined;
        case 'integer':
        case 'floating': {
          if (!isArithmeticOrUnscoped(from)) return undefined;
          if (facts.kind === 'integer') {
            if (facts.rank >= 3 && promotedOf(s.types, e) === to) return make(PROMOTION, from, to);
            if (from.kind === 'enum' && from.symbol.fixed === true && from.symbol.underlying === to) return make(PROMOTION, from, to);
          } else if (to.name === 'double' && from.kind === 'builtin' && from.name === 'float') return make(PROMOTION, from, to);
          return make(CONVERSION, from, to);
        }
        case 'null':
          return isNullConstant(e) ? make(CONVERSION, from, to) : undefined;
        case 'void':
          return undefined;
      }
      return undefined;
    }
    case 'pointer': {
      if (from.kind === 'pointer') {
        if (qualifies(s, from, to)) return make(EXACT, from, to);
        // C's conversion of a string literal to char *, which gcc and nvcc allow with a warning; better than one to void *.
        if (isStringToMutable(e, to)) return make(PROMOTION, from, to);
        const target = to.pointee;
        const source = from.pointee;
        if ((source.cv & ~target.cv) !== 0) return undefined;
        if (target.kind === 'builtin' && target.name === 'void' && source.kind !== 'function') return make(CONVERSION, from, to);
        return derivesFrom(s, source, target) ? make(CONVERSION, from, to) : undefined;
      }
      return isNullConstant(e) ? make(CONVERSION, from, to) : undefined;
    }
    case 'member-pointer': {
      if (from.kind === 'member-pointer') {
        if (qualifies(s, from, to)) return make(EXACT, from, to);
        if (!derivesFrom(s, to.class, from.class)) return undefined;
        const rebased = s.types.memberPointer(to.class, from.member);
        return qualifies(s, rebased, to) ? make(CONVERSION, from, to) : undefined;
      }
      return isNullConstant(e) ? make(CONVERSION, from, to) : undefined;
    }
    default:
      return undefined;
  }
}

/** The implicit conversion sequence from an operand to a parameter type; undefined when there is none. */
export function sequence(s: ExprSema, operand: Operand, target: Type, ctx: BodyContext, loc: Loc, options: SequenceOptions = NONE): Ics | undefined {
  if (!isExpr(operand)) {
    if (operand.kind === 'list') return s.own.listSequence(operand, target, ctx);
    const fn = s.own.functionAddress(operand, target, { ...ctx, unevaluated: true }, NOWHERE);
    return fn === undefined ? undefined : sequence(s, fn, target, ctx, loc, options);
  }
  if (operand.kind === 'error' || target === s.types.error || operand.type === s.types.error) return identityTo(target);
  if (target.kind === 'reference') return referenceSequence(s, operand, target.referee, target.rvalue, ctx, loc, options);
  return valueSequence(s, operand, target, ctx, loc, options);
}

/** As a location: do not report. */
export const NOWHERE: Loc = 0;

function valueSequence(s: ExprSema, e: CheckedExpr, target: Type, ctx: BodyContext, loc: Loc, options: SequenceOptions): Ics | undefined {
  const from = e.type;
  if (target.kind === 'class') {
    if (from.kind === 'class') {
      if (from.symbol === target.symbol) return identityTo(target);
      if (derivesFrom(s, from, target)) return make(CONVERSION, from.unqualified, target);
    }
    return options.noUser ? undefined : userDefined(s, e, target, ctx, loc, options, undefined);
  }
  if (from.kind === 'class' && from.symbol.lambda) {
    const pointer = lambdaPointerType(s, from.symbol, target, loc);
    if (pointer !== undefined) return qualifies(s, pointer.unqualified, target.unqualified) ? userSequence(from.unqualified, target, undefined, identityTo(target), false) : undefined;
  }
  if (from.kind === 'class') return options.noUser ? undefined : userDefined(s, e, target, ctx, loc, options, undefined);
  if (target.kind === 'array') return from.unqualified === target.unqualified ? identityTo(target) : undefined;
  return scalarSequence(s, e, target, options.explicit ?? false);
}

function userDefined(s: ExprSema, e: CheckedExpr, target: Type, ctx: BodyContext, loc: Loc, options: SequenceOptions, toReference: 'lvalue' | 'rvalue' | undefined): Ics | undefined {
  const found = s.own.userConversion(e, target, ctx, loc, options.explicit ?? false, toReference);
  return found === undefined ? undefined : userSequence(e.type.unqualified, target, found.fn, found.second, found.ambiguous);
}

/** Is `to` reference-related to `from`? (same, or a base, apart from qualifiers) */
export function related(s: ExprSema, to: Type, from: Type): boolean {
  return to.unqualified === from.unqualified || derivesFrom(s, from, to) || functionConvertible(s, from, to) || arrayRelated(to, from);
}

function arrayRelated(to: Type, from: Type): boolean {
  return to.kind === 'array' && from.kind === 'array' && to.size === undefined && to.element.unqualified === from.element.unqualified;
}

function bound(base: Ics, reference: 1 | 2, rvalue: boolean, to: Type): Ics {
  return { ...base, reference, rvalue, to };
}

export function referenceSequence(s: ExprSema, e: CheckedExpr, referee: Type, rvalue: boolean, ctx: BodyContext, loc: Loc, options: SequenceOptions): Ics | undefined {
  const kind = rvalue ? 2 : 1;
  const from = e.type;
  const isRelated = related(s, referee, from);
  const compatible = (isRelated && (from.cv & ~referee.cv) === 0) || (!isRelated && from.kind !== 'class' && similar(referee, from) && qualifiesThrough(s, from, referee));
  const direct = (): Ics => {
    const same = referee.unqualified === from.unqualified;
    return bound(make(same || !derivesFrom(s, from, referee) ? EXACT : CONVERSION, from.unqualified, referee, same), kind, e.category !== 'lvalue', referee);
  };
  if (e.category === 'lvalue') {
    if (compatible && (!rvalue || from.kind === 'function') && !(isBitField(e) && !rvalue && (referee.cv & 1) !== 0)) {
      if (!isBitField(e) || rvalue || (referee.cv & 1) === 0) return isBitField(e) ? undefined : direct();
    }
  } else if (compatible && (rvalue || (referee.cv & 3) === 1) && (e.category === 'xvalue' || from.kind === 'class' || from.kind === 'array')) return direct();
  if (!rvalue && (referee.cv & 3) !== 1) {
    // A non-const lvalue reference: only conversion functions to lvalues remain.
    if (from.kind === 'class' && !isRelated && !options.noUser) {
      const found = userDefined(s, e, referee, ctx, loc, options, 'lvalue');
      return found === undefined ? undefined : bound(found, kind, false, referee);
    }
    return undefined;
  }
  if (isRelated) {
    // A temporary copy of a scalar (bit-fields, prvalues); never when qualifiers are lost or an lvalue meets &&.
    if ((from.cv & ~referee.cv) !== 0) return undefined;
    if (rvalue && e.category === 'lvalue' && !isBitField(e)) return undefined;
  }
  if (from.kind === 'class' && !isRelated && !options.noUser) {
    if (!rvalue) {
      const found = userDefined(s, e, referee, ctx, loc, options, 'lvalue');
      if (found !== undefined) return bound(found, kind, false, referee);
    } else {
      const found = userDefined(s, e, referee, ctx, loc, options, 'rvalue');
      if (found !== undefined) return bound(found, kind, true, referee);
    }
  }
  if (referee.kind === 'function') return undefined;
  const value = valueSequence(s, e, referee.kind === 'class' || referee.kind === 'array' ? referee : referee.unqualified, ctx, loc, options);
  return value === undefined ? undefined : bound(value, kind, true, referee);
}

/** Reference-compatible by qualification conversions below the top level (`T*` seen as `T const*` needs a temporary before C++20; pointers to arrays of unknown bound bind). */
function qualifiesThrough(s: ExprSema, from: Type, to: Type): boolean {
  return (from.cv & ~to.cv) === 0 && from.kind === 'pointer' && to.kind === 'pointer' && s.options.std >= 20 && qualifies(s, s.types.pointer(from), s.types.pointer(to));
}

/** Negative: `a` is the better conversion; positive: `b`; 0: neither. */
export function compareSequences(s: ExprSema, a: Ics, b: Ics): number {
  if (a === b) return 0;
  if (a.kind !== b.kind) return a.kind - b.kind;
  if (a.kind === ELLIPSIS) return 0;
  if (a.list !== b.list) return a.list ? -1 : 1;
  // Braced lists to arrays: the smaller bound that holds all elements.
  if (a.to.kind === 'array' && b.to.kind === 'array' && a.to.size !== b.to.size && a.to.element.unqualified === b.to.element.unqualified && typeof a.to.size === 'number' && typeof b.to.size === 'number')
    return a.to.size - b.to.size;
  if (a.kind === USER) {
    if (a.ambiguous || b.ambiguous || a.user !== b.user) return 0;
    if (a.second !== undefined && b.second !== undefined) {
      const order = compareSequences(s, a.second, b.second);
      if (order !== 0) return order;
    }
    return compareBindings(a, b);
  }
  if (a.identity !== b.identity && !(a.rank === b.rank && a.rank === EXACT)) return a.identity ? -1 : 1;
  if (a.rank !== b.rank) return a.rank - b.rank;
  if (a.pointerToBool !== b.pointerToBool) return a.pointerToBool ? 1 : -1;
  // The fixed underlying type itself is better than what that promotes to.
  if (a.rank === PROMOTION && a.from.kind === 'enum' && a.to !== b.to) {
    const { underlying } = a.from.symbol;
    if (a.to.unqualified === underlying) return -1;
    if (b.to.unqualified === underlying) return 1;
  }
  if (a.rank === CONVERSION) {
    const order = compareDerived(s, a, b);
    if (order !== 0) return order;
  }
  if (a.identity !== b.identity) return a.identity ? -1 : 1;
  const bindings = compareBindings(a, b);
  if (bindings !== 0) return bindings;
  // Qualification: the less qualified target of otherwise similar types.
  if (a.reference === 0 && b.reference === 0 && a.to.unqualified !== b.to.unqualified && a.to.kind === 'pointer' && b.to.kind === 'pointer' && similar(a.to, b.to)) {
    if (qualifies(s, a.to.unqualified, b.to.unqualified)) return -1;
    if (qualifies(s, b.to.unqualified, a.to.unqualified)) return 1;
  }
  return 0;
}

function compareBindings(a: Ics, b: Ics): number {
  if (a.reference === 0 || b.reference === 0) return 0;
  if (a.reference !== b.reference) {
    if (a.to.kind === 'function') return a.reference === 1 ? -1 : 1;
    if (a.rvalue && b.rvalue) return a.reference === 2 ? -1 : 1;
  }
  if (a.to.unqualified === b.to.unqualified && a.to.cv !== b.to.cv) {
    if ((a.to.cv & ~b.to.cv) === 0) return -1;
    if ((b.to.cv & ~a.to.cv) === 0) return 1;
  }
  return 0;
}

/** Nearer bases are better; a base pointer is better than void*. */
function compareDerived(s: ExprSema, a: Ics, b: Ics): number {
  let x = a.to;
  let y = b.to;
  if (x.kind === 'pointer' && y.kind === 'pointer' && a.from.kind === 'pointer') {
    x = x.pointee;
    y = y.pointee;
    if (x.kind === 'builtin' || y.kind === 'builtin') {
      if (x.kind === y.kind) return 0;
      return x.kind === 'builtin' ? 1 : -1;
    }
    // From null pointers nothing is derived.
    if (a.from.pointee.kind !== 'class') return 0;
  } else if (x.kind === 'member-pointer' && y.kind === 'member-pointer') {
    if (derivesFrom(s, x.class, y.class)) return 1;
    return derivesFrom(s, y.class, x.class) ? -1 : 0;
  }
  if (x.kind !== 'class' || y.kind !== 'class') return 0;
  if (derivesFrom(s, x, y)) return -1;
  return derivesFrom(s, y, x) ? 1 : 0;
}
