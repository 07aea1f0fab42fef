/**
 * Overloaded operators (C++ [over.match.oper]): member, non-member and (C++20) rewritten candidates. When no overload is viable, operands of class type are
 * converted for the builtin operator by their conversion functions.
 */
import type * as Ast from '../../ast/index.js';
import { exprMessages } from '../../diagnostics/expr-messages.js';
import type { Loc } from '../../source/loc.js';
import type { CheckedExpr, FunctionSymbol, TemplateSymbol } from '../../tree/index.js';
import type { BodyContext } from '../context.js';
import { argumentTypes, callFunction } from './calls.js';
import { toBool } from './conversions.js';
import { lambdaToPointer } from './invoker.js';
import { boolExpr, intExpr, resultOf } from './nodes.js';
import { best, type Collector, candidateNotes, collect, newCollector } from './overload.js';
import { type ExprSema, isExpr, type Operand } from './own.js';
import { CONVERSION } from './sequences.js';
import { toRvalue } from './standard.js';
import { isScalar } from './type-facts.js';

function memberOperators(s: ExprSema, object: CheckedExpr, key: string, loc: Loc): readonly (FunctionSymbol | TemplateSymbol)[] | undefined {
  if (object.type.kind !== 'class' || !s.completeType(object.type)) return undefined;
  const found = s.lookupMember(object.type.symbol, key, loc);
  return found?.entity.kind === 'overloads' ? found.entity.members : undefined;
}

/** Non-member operators: unqualified lookup skips class scopes; then the associated namespaces. */
function freeOperators(s: ExprSema, key: string, args: readonly Operand[], ctx: BodyContext, loc: Loc): (FunctionSymbol | TemplateSymbol)[] {
  let scope: BodyContext['scope'] | undefined = ctx.scope;
  while (scope !== undefined && scope.kind === 'class') scope = scope.parent;
  const found = scope === undefined ? undefined : s.lookup(key, scope, loc);
  const members = found?.kind === 'overloads' ? found.members.filter((m) => m.parent.kind !== 'class' || (m.kind === 'function' && m.thisClass === undefined)) : [];
  const associated = s.argumentDependentLookup(key, argumentTypes(args), loc);
  return associated.length === 0 ? members : [...members, ...associated];
}

function finish(s: ExprSema, collector: Collector, op: string, object: CheckedExpr, args: readonly Operand[], ctx: BodyContext, loc: Loc): CheckedExpr | undefined {
  const resolution = best(s, collector, ctx);
  if (resolution.kind === 'none') return undefined;
  if (resolution.kind === 'ambiguous') {
    s.report(exprMessages.ambiguousOperator, loc, [op, args.map((a) => (isExpr(a) ? `'${s.typeToString(a.type)}'` : 'list')).join(' and ')], { notes: candidateNotes(resolution) });
    return { kind: 'error', type: s.types.builtin('int'), category: 'prvalue', loc };
  }
  const { fn, reversed } = resolution.candidate;
  const ordered = reversed ? [args[1], args[0]] : args;
  if (fn.thisClass !== undefined) {
    const self = reversed ? ordered[0] : object;
    return callFunction(s, fn, isExpr(self) ? self : object, ordered.slice(1), ctx, loc, true);
  }
  return callFunction(s, fn, undefined, ordered, ctx, loc, false);
}

/** Is the best candidate one that a builtin operator on non-class operands beats (it needs user-defined conversions)? */
function beatenByBuiltin(collector: Collector, args: readonly Operand[]): boolean {
  if (args.some((a) => !isExpr(a) || a.type.kind === 'class')) return false;
  return collector.viable.every((c) => c.conversions.some((i) => i.kind !== 0));
}

export function overloadedBinary(s: ExprSema, op: Ast.BinaryOp | Ast.AssignOp, left: Operand, right: Operand, ctx: BodyContext, loc: Loc): CheckedExpr | undefined {
  const key = `operator${op}`;
  const args = [left, right];
  const collector = newCollector();
  if (isExpr(left)) {
    const members = memberOperators(s, left, key, loc);
    if (members !== undefined) collect(s, collector, members, undefined, left, [right], ctx, loc);
  }
  if (op !== '=') {
    const free = freeOperators(s, key, args, ctx, loc);
    if (free.length > 0) collectFree(s, collector, free, args, ctx, loc, false);
  }
  if (s.options.std >= 20 && collector.viable.length === 0) {
    const rewritten = rewrittenComparison(s, op, left, right, ctx, loc);
    if (rewritten !== undefined) return rewritten;
  }
  if (collector.viable.length === 0 || beatenByBuiltin(collector, args)) {
    if (op === '=' && collector.rejected.length > 0 && isExpr(left)) {
      s.report(exprMessages.noMatchingMember, loc, [key], { notes: candidateNotes({ kind: 'none', rejected: collector.rejected }) });
      return { kind: 'error', type: left.type, category: 'prvalue', loc };
    }
    return undefined;
  }
  return finish(s, collector, op, isExpr(left) ? left : boolExpr(s, false, loc), args, ctx, loc);
}

/** Members among free candidates come from friend declarations; the object counts as an argument of both families: conversions are compared position by position. */
function collectFree(s: ExprSema, collector: Collector, free: readonly (FunctionSymbol | TemplateSymbol)[], args: readonly Operand[], ctx: BodyContext, loc: Loc, reversed: boolean): void {
  const first = collector.viable.length;
  collect(s, collector, free, undefined, undefined, args, ctx, loc, {}, reversed);
  // Align with member candidates, whose first operand is the object.
  for (let i = first; first > 0 && i < collector.viable.length; i++) {
    const c = collector.viable[i];
    if (c.fn.thisClass === undefined && c.object === undefined && c.conversions.length === args.length)
      collector.viable[i] = { ...c, object: c.conversions[0], conversions: c.conversions.slice(1) };
  }
  // Beside a free function's parameter, an inherited member's object is converted to the base class as well.
  for (let i = 0; i < first && first < collector.viable.length; i++) {
    const c = collector.viable[i];
    const from = c.object?.from;
    if (c.object !== undefined && from?.kind === 'class' && c.fn.thisClass !== undefined && from.symbol !== c.fn.thisClass)
      collector.viable[i] = { ...c, object: { ...c.object, rank: CONVERSION, identity: false } };
  }
}

const mirrored: Partial<Record<string, Ast.BinaryOp>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=', '==': '==' };

/** `a != b` by `==`, `a < b` by `<=>`, and both, and `<=>` itself, with operands exchanged. */
function rewrittenComparison(s: ExprSema, op: string, left: Operand, right: Operand, ctx: BodyContext, loc: Loc): CheckedExpr | undefined {
  if (op === '!=' || op === '==') {
    const equal = (op === '!=' ? direct(s, 'operator==', left, right, ctx, loc) : undefined) ?? direct(s, 'operator==', right, left, ctx, loc);
    if (equal === undefined || op === '==') return equal;
    const value = toBool(s, equal, ctx, loc);
    return value.kind === 'error' ? value : { kind: 'logical-not', operand: value, type: s.types.builtin('bool'), category: 'prvalue', loc };
  }
  if (op === '<=>') {
    const backward = direct(s, 'operator<=>', right, left, ctx, loc);
    return backward === undefined ? undefined : overloadedBinary(s, op, intExpr(s, 0, loc), backward, ctx, loc);
  }
  if (op !== '<' && op !== '>' && op !== '<=' && op !== '>=') return undefined;
  const zero = intExpr(s, 0, loc);
  const forward = direct(s, 'operator<=>', left, right, ctx, loc);
  if (forward !== undefined) return overloadedBinary(s, op, forward, zero, ctx, loc);
  const backward = direct(s, 'operator<=>', right, left, ctx, loc);
  return backward === undefined ? undefined : overloadedBinary(s, mirrored[op]!, backward, zero, ctx, loc);
}

function direct(s: ExprSema, key: string, left: Operand, right: Operand, ctx: BodyContext, loc: Loc): CheckedExpr | undefined {
  const collector = newCollector();
  if (isExpr(left)) {
    const members = memberOperators(s, left, key, loc);
    if (members !== undefined) collect(s, collector, members, undefined, left, [right], ctx, loc);
  }
  const free = freeOperators(s, key, [left, right], ctx, loc);
  if (free.length > 0) collectFree(s, collector, free, [left, right], ctx, loc, false);
  return collector.viable.length === 0 ? undefined : finish(s, collector, key.slice(8), isExpr(left) ? left : boolExpr(s, false, loc), [left, right], ctx, loc);
}

export function overloadedUnary(s: ExprSema, op: string, operand: CheckedExpr, postfix: boolean, ctx: BodyContext, loc: Loc): CheckedExpr | undefined {
  const key = `operator${op}`;
  const extra: Operand[] = postfix ? [intExpr(s, 0, loc)] : [];
  const collector = newCollector();
  const members = memberOperators(s, operand, key, loc);
  if (members !== undefined) collect(s, collector, members, undefined, operand, extra, ctx, loc);
  const args = [operand, ...extra];
  const free = freeOperators(s, key, [operand], ctx, loc);
  if (free.length > 0) collectFree(s, collector, free, args, ctx, loc, false);
  if (collector.viable.length === 0 || beatenByBuiltin(collector, args)) return undefined;
  return finish(s, collector, op, operand, args, ctx, loc);
}

/** A class operand that a builtin operator modifies: seen through its conversion function to a reference. */
export function builtinTarget(s: ExprSema, e: CheckedExpr, ctx: BodyContext): CheckedExpr {
  if (e.type.kind !== 'class' || !s.completeType(e.type)) return e;
  for (const fn of s.conversionFunctionsOf(e.type.symbol)) {
    if (fn.kind !== 'function' || fn.explicit || (e.type.cv & ~fn.type.thisCv) !== 0) continue;
    const { type, category } = resultOf(fn.type.result);
    if (category === 'lvalue' && isScalar(type) && (type.cv & 1) === 0) return callFunction(s, fn, e, [], ctx, e.loc, true);
  }
  return e;
}

/** A class operand of a builtin operator, converted by its conversion function to a scalar; anything else unchanged. */
export function builtinOperand(s: ExprSema, e: CheckedExpr, ctx: BodyContext): CheckedExpr {
  if (e.type.kind !== 'class' || !s.completeType(e.type)) return e;
  let found: FunctionSymbol | undefined;
  for (const fn of s.conversionFunctionsOf(e.type.symbol)) {
    if (fn.kind !== 'function' || fn.explicit || (e.type.cv & ~fn.type.thisCv) !== 0) continue;
    const { type } = resultOf(fn.type.result);
    if (!isScalar(type) && type.kind !== 'array') continue;
    // Of a const and a non-const overload the object's own constness decides; of several types the first declared arithmetic one.
    if (found === undefined || (resultOf(found.type.result).type.unqualified === type.unqualified && fn.type.thisCv === e.type.cv)) found = fn;
  }
  if (found === undefined) return (e.type.symbol.lambda ? lambdaToPointer(s, e, undefined, ctx, e.loc) : undefined) ?? e;
  return toRvalue(s, callFunction(s, found, e, [], ctx, e.loc, true));
}
