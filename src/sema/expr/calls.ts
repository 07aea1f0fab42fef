/**
 * Calls (C++ [expr.call], [over.call]): functions by overload resolution, with argument-dependent lookup; function pointers, member pointers, objects with
 * `operator()`, pseudo-destructors, and functional casts that were written like calls.
 */
import type * as Ast from '../../ast/index.js';
import { exprMessages } from '../../diagnostics/expr-messages.js';
import type { Loc } from '../../source/loc.js';
import type { CheckedExpr, ClassSymbol, FunctionSymbol, FunctionType, TemplateSymbol, Type } from '../../tree/index.js';
import { CONST } from '../../tree/index.js';
import type { BodyContext, OverloadSet } from '../context.js';
import { checkBuiltinCall } from './builtin-calls.js';
import { functionalCast } from './casts.js';
import { convertArguments, convertOperand, functionAddress, passed, variadicArgument } from './conversions.js';
import { checkMember } from './members.js';
import { resolvedOperand } from './names.js';
import { convert, deref, directCall, errorExpr, resultOf, temporary, toVoid } from './nodes.js';
import { best, type Collector, collect, newCollector, reportResolution, resolve } from './overload.js';
import { type ExprSema, isExpr, type Operand, type OverloadOperand } from './own.js';
import { pathTo, toBase, toRvalue } from './standard.js';
import { deduceResult, useFunction } from './use.js';

/** A call of a chosen function. */
export function callFunction(s: ExprSema, fn: FunctionSymbol, object: CheckedExpr | undefined, args: readonly Operand[], ctx: BodyContext, loc: Loc, virtual: boolean, through?: ClassSymbol): CheckedExpr {
  deduceResult(s, fn, loc);
  const result = resultOf(fn.type.result);
  if (fn.space.kernel && !ctx.unevaluated) {
    s.report(exprMessages.kernelCall, loc, [fn.name]);
    return errorExpr(s, loc, result.type);
  }
  // What decltype asks for need not be complete; every other call makes an object.
  if (result.category === 'prvalue' && result.type.kind === 'class' && !ctx.unevaluated && !s.completeType(result.type, loc)) return errorExpr(s, loc, result.type);
  if (!useFunction(s, fn, ctx, loc, through, object?.type.kind === 'class' ? object.type.symbol : undefined)) return errorExpr(s, loc, result.type);
  const converted = convertArguments(s, fn, args, ctx, loc);
  if (converted === undefined) return errorExpr(s, loc, resultOf(fn.type.result).type);
  if (fn.thisClass === undefined) {
    const call = directCall(s, fn, undefined, converted, loc);
    // A static member called through an object: the object expression is still evaluated.
    return object === undefined || isPlainObject(object) ? call : { kind: 'comma', left: toVoid(s, object), right: call, type: call.type, category: call.category, loc };
  }
  if (object === undefined) {
    s.report(exprMessages.memberWithoutObject, loc, [fn.name]);
    return errorExpr(s, loc, result.type);
  }
  const base = toBase(s, temporary(s, object), fn.thisClass);
  const self = (base.type.cv & ~fn.type.thisCv) === 0 ? base : convert('no-op', base, s.types.qualified(fn.thisClass.type, fn.type.thisCv), base.category);
  if (fn.trivial && fn.name === 'operator=' && converted.length === 1)
    return { kind: 'assign-class', left: self, right: converted[0], type: fn.thisClass.type, category: 'lvalue', loc };
  return directCall(s, fn, self, converted, loc, virtual && fn.virtual && !isExactObject(self));
}

/** Evaluating it has no effect. */
function isPlainObject(e: CheckedExpr): boolean {
  return e.kind === 'variable' || e.kind === 'this' || (e.kind === 'deref' && isPlainObject(e.pointer)) || (e.kind === 'field' && isPlainObject(e.base)) || (e.kind === 'convert' && isPlainObject(e.operand));
}

/** The dynamic type is known: a variable or temporary named directly. */
function isExactObject(e: CheckedExpr): boolean {
  return (e.kind === 'variable' && e.variable.type.kind === 'class') || e.kind === 'temporary';
}

/** Calls one function of a set (members: with its object, or `this`). */
export function callOverloads(s: ExprSema, callee: OverloadOperand, args: readonly Operand[], ctx: BodyContext, loc: Loc, extra?: readonly (FunctionSymbol | TemplateSymbol)[]): CheckedExpr {
  for (const a of args) if (a.kind === 'error') return guessResult(s, callee, loc);
  const { members } = callee.set;
  const single = members.length === 1 && (extra === undefined || extra.length === 0) ? members[0] : undefined;
  if (single !== undefined && single.kind === 'function' && callee.explicitArgs === undefined) {
    const special = single.builtin === undefined ? undefined : checkBuiltinCall(s, single, args, ctx, loc);
    if (special !== undefined) return special;
  }
  if (single !== undefined && single.kind === 'function' && single.type.unprototyped) return callUnprototyped(s, single, args, ctx, loc);
  const collector = newCollector();
  collect(s, collector, extra === undefined || extra.length === 0 ? members : [...members, ...extra], callee.explicitArgs, callee.object, args, ctx, loc);
  return callBest(s, collector, callee, args, ctx, loc);
}

function callBest(s: ExprSema, collector: Collector, callee: OverloadOperand, args: readonly Operand[], ctx: BodyContext, loc: Loc): CheckedExpr {
  const resolution = best(s, collector, ctx);
  if (resolution.kind !== 'ok') {
    const none = callee.object === undefined ? exprMessages.noMatchingCall : exprMessages.noMatchingMember;
    reportResolution(s, resolution, callee.set.name, callee.loc, { none, ambiguous: exprMessages.ambiguousCall });
    return guessResult(s, callee, loc);
  }
  const { fn } = resolution.candidate;
  const object = callee.object?.type;
  return callFunction(s, fn, callee.object, args, ctx, loc, !callee.qualified, callee.qualified ? callee.through : object?.kind === 'class' ? object.symbol : undefined);
}

/** After an error: the result type if all candidates agree on one, so that later messages make sense. */
function guessResult(s: ExprSema, callee: OverloadOperand, loc: Loc): CheckedExpr {
  const first = callee.set.members[0];
  return errorExpr(s, loc, first?.kind === 'function' && first.type.result.kind !== 'auto' ? resultOf(first.type.result).type : undefined);
}

/** `object(args…)`, `object[index]`, `object->` …: a member operator; undefined when the class has none. */
export function callOperator(s: ExprSema, name: string, object: CheckedExpr, args: readonly Operand[], ctx: BodyContext, loc: Loc): CheckedExpr | undefined {
  if (object.type.kind !== 'class' || !s.completeType(object.type, loc)) return undefined;
  const found = s.lookupMember(object.type.symbol, name, loc);
  if (found === undefined || found.entity.kind !== 'overloads') return undefined;
  return callOverloads(s, { kind: 'overload-set', set: found.entity, explicitArgs: undefined, object, qualified: false, through: undefined, addressed: false, loc }, args, ctx, loc);
}

/** See `Sema.callNamed`. */
export function callNamed(s: ExprSema, object: CheckedExpr | undefined, name: string, args: readonly CheckedExpr[], ctx: BodyContext, loc: Loc): CheckedExpr | undefined {
  if (object !== undefined) {
    if (object.type.kind !== 'class' || !s.completeType(object.type)) return undefined;
    const found = s.lookupMember(object.type.symbol, name, loc);
    if (found === undefined || found.entity.kind !== 'overloads') return undefined;
    return callOverloads(s, { kind: 'overload-set', set: found.entity, explicitArgs: undefined, object, qualified: false, through: undefined, addressed: false, loc }, args, ctx, loc);
  }
  const found = s.argumentDependentLookup(name, args.map((a) => a.type), loc);
  const ordinary = s.lookup(name, ctx.scope, loc);
  const members = ordinary?.kind === 'overloads' ? [...ordinary.members, ...found] : [...found];
  if (members.length === 0) return undefined;
  const resolution = resolve(s, members, undefined, undefined, args, ctx, loc);
  if (resolution.kind === 'none') return undefined;
  if (resolution.kind === 'ambiguous') {
    reportResolution(s, resolution, name, loc);
    return errorExpr(s, loc);
  }
  return callFunction(s, resolution.candidate.fn, undefined, args, ctx, loc, false);
}

// ---- the call expression

export function checkCall(s: ExprSema, expr: Extract<Ast.Expr, { kind: 'call' }>, ctx: BodyContext): CheckedExpr {
  let callee = expr.callee;
  let adl = true;
  while (callee.kind === 'paren') {
    callee = callee.expr;
    adl = false;
  }
  const { loc } = expr;
  if (callee.kind === 'id') return callById(s, callee.name, expr, ctx, adl);
  if (callee.kind === 'binary' && (callee.op === '.*' || callee.op === '->*')) {
    const bound = memberPointerCall(s, callee, s.own.checkArguments(expr.args, ctx), ctx, loc);
    if (bound !== undefined) return bound;
  }
  if (callee.kind === 'member') {
    const destroyed = explicitDestructor(s, callee, ctx);
    if (destroyed !== undefined) return destroyed;
    const member = checkMember(s, callee, ctx);
    return callOperand(s, member, s.own.checkArguments(expr.args, ctx), ctx, loc);
  }
  return callOperand(s, s.own.checkOperand(callee, ctx), s.own.checkArguments(expr.args, ctx), ctx, loc);
}

const errorsSoFar = (s: ExprSema): number => s.trap?.length ?? s.diagnostics.errorCount;

function callById(s: ExprSema, name: Ast.Name, expr: Extract<Ast.Expr, { kind: 'call' }>, ctx: BodyContext, adl: boolean): CheckedExpr {
  const { loc } = expr;
  const unqualified = name.qualifiers.length === 0 && !name.global;
  const last = name.last.kind === 'template-id' ? name.last.template : name.last;
  const errors = errorsSoFar(s);
  const found = s.resolveName(name, ctx, unqualified && adl);
  if (found === undefined) {
    const failed = errorsSoFar(s) > errors;
    const args = s.own.checkArguments(expr.args, ctx);
    const declared = s.options.c && !failed && !ctx.unevaluated ? s.implicitFunction(name) : undefined;
    if (declared !== undefined) return callOverloads(s, { kind: 'overload-set', set: { kind: 'overloads', name: declared.name, members: [declared] }, explicitArgs: undefined, object: undefined, qualified: false, through: undefined, addressed: false, loc }, args, ctx, loc);
    if (unqualified && adl && !failed) {
      const key = s.nameKey(last);
      const associated = s.argumentDependentLookup(key, argumentTypes(args), loc);
      if (associated.length > 0) {
        const explicitArgs = name.last.kind === 'template-id' ? s.resolveTemplateArguments(name.last.args, ctx) : undefined;
        const set: OverloadSet = { kind: 'overloads', name: key, members: [...associated] };
        return callOverloads(s, { kind: 'overload-set', set, explicitArgs, object: undefined, qualified: false, through: undefined, addressed: false, loc: name.loc }, args, ctx, loc);
      }
      // Once more, to have it reported.
      if (!args.some((a) => a.kind === 'error')) s.resolveName(name, ctx);
    }
    return errorExpr(s, loc);
  }
  if (found.kind === 'type') return functionalCast(s, found.type, s.own.checkArguments(expr.args, ctx), false, ctx, loc);
  if (found.kind === 'template') {
    const args = s.own.checkArguments(expr.args, ctx);
    const type = s.deduceClass(found.template, classOperands(s, args), ctx, loc, args.length === 1 && args[0]!.kind === 'list');
    return type === undefined ? errorExpr(s, loc) : functionalCast(s, type, args, false, ctx, loc);
  }
  const callee = resolvedOperand(s, found, name, ctx);
  const args = s.own.checkArguments(expr.args, ctx);
  if (callee.kind === 'overload-set') {
    let extra: readonly (FunctionSymbol | TemplateSymbol)[] | undefined;
    if (unqualified && adl && callee.object === undefined && args.length > 0 && !isBlockFunction(callee)) extra = s.argumentDependentLookup(callee.set.name, argumentTypes(args), loc);
    return callOverloads(s, callee, args, ctx, loc, extra);
  }
  return callOperand(s, callee, args, ctx, loc);
}

/** ADL is off when ordinary lookup found a class member. */
function isBlockFunction(callee: OverloadOperand): boolean {
  const first = callee.set.members[0];
  return first !== undefined && first.parent.kind === 'class' && !(first.kind === 'function' && first.builtin !== undefined);
}

export function argumentTypes(args: readonly Operand[]): Type[] {
  const types: Type[] = [];
  for (const a of args) {
    if (isExpr(a)) types.push(a.type);
    else if (a.kind === 'overload-set') for (const m of a.set.members) if (m.kind === 'function') types.push(m.type);
  }
  return types;
}

/** Operands for the deduction of a class: of one braced list, its items. */
export function classOperands(s: ExprSema, args: readonly Operand[]): (CheckedExpr | Ast.InitList)[] {
  const only = args.length === 1 ? args[0]! : undefined;
  const operands = only?.kind === 'list' ? only.items.map((item) => item.value) : args;
  return operands.map((operand) => (operand.kind === 'list' ? operand.list : expressionOf(s, operand)));
}

function expressionOf(s: ExprSema, operand: Exclude<Operand, { kind: 'list' }>): CheckedExpr {
  if (isExpr(operand)) return operand;
  const ctx: BodyContext = { fn: undefined, thisClass: undefined, thisType: undefined, scope: s.globalScope, unevaluated: true, constant: false, lambda: undefined };
  return functionAddress(s, operand, undefined, ctx, 0) ?? errorExpr(s, operand.loc);
}

/** Calls whatever the callee turned out to be. */
export function callOperand(s: ExprSema, callee: Operand, args: readonly Operand[], ctx: BodyContext, loc: Loc): CheckedExpr {
  if (callee.kind === 'overload-set') return callOverloads(s, callee, args, ctx, loc);
  if (callee.kind === 'list') {
    s.report(exprMessages.listAsOperand, callee.loc);
    return errorExpr(s, loc);
  }
  if (callee.kind === 'error') return callee;
  for (const a of args) if (a.kind === 'error') return errorExpr(s, loc);
  const { type } = callee;
  if (type.kind === 'class') return callObject(s, callee, args, ctx, loc);
  if (callee.kind === 'function' && callee.function.type === type) {
    const set: OverloadSet = { kind: 'overloads', name: callee.function.name, members: [callee.function] };
    return callOverloads(s, { kind: 'overload-set', set, explicitArgs: undefined, object: undefined, qualified: false, through: undefined, addressed: false, loc: callee.loc }, args, ctx, loc);
  }
  const fnType = type.kind === 'function' ? type : type.kind === 'pointer' && type.pointee.kind === 'function' ? type.pointee : undefined;
  if (fnType === undefined) {
    s.report(exprMessages.notCallable, callee.loc, [s.typeToString(type)]);
    return errorExpr(s, loc);
  }
  const result = resultOf(fnType.result);
  const converted = fnType.unprototyped ? promotedArguments(s, args, ctx) : convertToParameters(s, fnType, args, ctx, loc);
  if (converted === undefined) return errorExpr(s, loc, result.type);
  const called = fnType.unprototyped ? s.types.fn(fnType.result, converted.map((a) => a.type)) : fnType;
  return { kind: 'call-pointer', pointer: toRvalue(s, callee), functionType: called, args: converted, type: result.type, category: result.category, loc };
}

/** C: arguments for parameters that nothing is known of. */
function promotedArguments(s: ExprSema, args: readonly Operand[], ctx: BodyContext): CheckedExpr[] | undefined {
  const promoted = args.map((a) => variadicArgument(s, a, ctx, a.loc));
  return promoted.some((e) => e.kind === 'error') ? undefined : promoted;
}

/**
 * C: a call of a function that was declared with `()`. Its first call settles what the parameters are, unless the function is defined here: then it has none, and the arguments are computed for what they do.
 */
function callUnprototyped(s: ExprSema, fn: FunctionSymbol, args: readonly Operand[], ctx: BodyContext, loc: Loc): CheckedExpr {
  if (args.length === 0) return callFunction(s, fn, undefined, args, ctx, loc, false);
  const promoted = promotedArguments(s, args, ctx);
  if (promoted === undefined) return errorExpr(s, loc, fn.type.result);
  if (fn.bodyState === 'none') {
    fn.type = s.types.fn(fn.type.result, promoted.map((a) => a.type));
    return callFunction(s, fn, undefined, promoted, ctx, loc, false);
  }
  const call = callFunction(s, fn, undefined, [], ctx, loc, false);
  return promoted.reduceRight<CheckedExpr>((right, a) => ({ kind: 'comma', left: toVoid(s, a), right, type: right.type, category: right.category, loc }), call);
}

/** Arguments of a call through a pointer: no overloads, no defaults. */
export function convertToParameters(s: ExprSema, type: FunctionType, args: readonly Operand[], ctx: BodyContext, loc: Loc): CheckedExpr[] | undefined {
  const { params } = type;
  if (args.length < params.length || (args.length > params.length && !type.variadic)) {
    s.report(args.length < params.length ? exprMessages.tooFewArguments : exprMessages.tooManyArguments, loc, [String(params.length), String(args.length)]);
    return undefined;
  }
  const converted = args.map((a, i) => (i < params.length ? passed(s, convertOperand(s, a, params[i], ctx, a.loc, 'pass'), params[i]) : variadicArgument(s, a, ctx, a.loc)));
  return converted.some((e) => e.kind === 'error') ? undefined : converted;
}

/** `operator()` of a class, or a conversion to a function pointer. */
function callObject(s: ExprSema, object: CheckedExpr, args: readonly Operand[], ctx: BodyContext, loc: Loc): CheckedExpr {
  const called = callOperator(s, 'operator()', object, args, ctx, loc);
  if (called !== undefined) return called;
  if (object.type.kind === 'class' && s.completeType(object.type, loc)) {
    for (const fn of s.conversionFunctionsOf(object.type.symbol)) {
      if (fn.kind !== 'function' || fn.explicit) continue;
      const t = resultOf(fn.type.result).type;
      if ((t.kind === 'pointer' && t.pointee.kind === 'function') || t.kind === 'function') return callOperand(s, callFunction(s, fn, object, [], ctx, loc, true), args, ctx, loc);
    }
    s.report(exprMessages.notCallable, object.loc, [s.typeToString(object.type)]);
  }
  return errorExpr(s, loc);
}

/** `(object.*pointer)(args)`; undefined when the pointer is not one to a member function. */
function memberPointerCall(s: ExprSema, callee: Extract<Ast.Expr, { kind: 'binary' }>, args: readonly Operand[], ctx: BodyContext, loc: Loc): CheckedExpr | undefined {
  const left = s.checkExpr(callee.left, ctx);
  const right = s.checkExpr(callee.right, ctx);
  if (left.kind === 'error' || right.kind === 'error') return errorExpr(s, loc);
  if (right.type.kind !== 'member-pointer' || right.type.member.kind !== 'function') {
    if (callee.op === '->*' && left.type.kind === 'class') {
      const bound = s.callNamed(left, 'operator->*', [right], ctx, loc) ?? s.callNamed(undefined, 'operator->*', [left, right], ctx, loc);
      if (bound !== undefined) return callOperand(s, bound, args, ctx, loc);
    }
    return callOperand(s, memberAccess(s, left, right, callee.op === '->*', ctx, callee.opLoc), args, ctx, loc);
  }
  return callMemberPointer(s, left, right, callee.op === '->*', args, ctx, loc);
}

/** The object operand of `.*` or `->*` as a glvalue of the pointer's class. */
function memberPointerObject(s: ExprSema, left: CheckedExpr, right: CheckedExpr, arrow: boolean, loc: Loc): CheckedExpr | undefined {
  const pointerType = right.type;
  if (pointerType.kind !== 'member-pointer') {
    s.report(exprMessages.memberPointerRight, loc, [arrow ? '->*' : '.*', s.typeToString(right.type)]);
    return undefined;
  }
  const object = arrow ? (left.type.kind === 'pointer' || left.type.kind === 'array' ? deref(toRvalue(s, left)) : undefined) : temporary(s, left);
  const cls = pointerType.class.kind === 'class' ? pointerType.class.symbol : undefined;
  if (object === undefined || object.type.kind !== 'class' || cls === undefined || pathTo(s, object.type.symbol, cls) === undefined) {
    s.report(exprMessages.memberPointerClass, loc, [arrow ? '->*' : '.*', s.typeToString(left.type)]);
    return undefined;
  }
  return toBase(s, object, cls);
}

export function memberAccess(s: ExprSema, left: CheckedExpr, right: CheckedExpr, arrow: boolean, _ctx: BodyContext, loc: Loc): CheckedExpr {
  const object = memberPointerObject(s, left, right, arrow, loc);
  if (object === undefined || right.type.kind !== 'member-pointer') return errorExpr(s, loc);
  const type = s.types.qualified(right.type.member, object.type.cv);
  return { kind: 'member-access', object, pointer: toRvalue(s, right), type, category: object.category === 'lvalue' ? 'lvalue' : 'xvalue', loc };
}

function callMemberPointer(s: ExprSema, left: CheckedExpr, right: CheckedExpr, arrow: boolean, args: readonly Operand[], ctx: BodyContext, loc: Loc): CheckedExpr {
  const object = memberPointerObject(s, left, right, arrow, loc);
  if (object === undefined || right.type.kind !== 'member-pointer' || right.type.member.kind !== 'function') return errorExpr(s, loc);
  const functionType = right.type.member;
  if ((object.type.cv & ~functionType.thisCv & CONST) !== 0) {
    s.report(exprMessages.memberPointerClass, loc, [arrow ? '->*' : '.*', s.typeToString(object.type)]);
    return errorExpr(s, loc);
  }
  const converted = convertToParameters(s, functionType, args, ctx, loc);
  const result = resultOf(functionType.result);
  if (converted === undefined) return errorExpr(s, loc, result.type);
  return { kind: 'call-member-pointer', object, pointer: toRvalue(s, right), functionType, args: converted, type: result.type, category: result.category, loc };
}

/** `p->~T()`, `x.~T()`; undefined when the member is no destructor. */
function explicitDestructor(s: ExprSema, callee: Extract<Ast.Expr, { kind: 'member' }>, ctx: BodyContext): CheckedExpr | undefined {
  if (callee.name.last.kind !== 'destructor') return undefined;
  const { loc } = callee;
  let base = s.checkExpr(callee.base, ctx);
  if (base.kind === 'error') return base;
  if (callee.arrow) {
    for (let links = 0; base.type.kind === 'class' && links < 256; links++) {
      const next = callOperator(s, 'operator->', base, [], ctx, loc);
      if (next === undefined) break;
      base = next;
    }
    if (base.type.kind !== 'pointer') {
      s.report(exprMessages.arrowOnNonPointer, loc, [s.typeToString(base.type)]);
      return errorExpr(s, loc);
    }
    base = deref(toRvalue(s, base));
  }
  const object = temporary(s, base);
  const type = s.types.builtin('void');
  if (object.type.kind === 'function' || object.type.kind === 'array') {
    s.report(exprMessages.memberOfNonClass, loc, [s.typeToString(object.type)]);
    return errorExpr(s, loc, type);
  }
  if (object.type.kind !== 'class') return { kind: 'destroy', object, destructor: undefined, virtual: false, type, category: 'prvalue', loc };
  if (!s.completeType(object.type, loc)) return errorExpr(s, loc, type);
  const destructor = s.destructorOf(object.type, loc);
  if (destructor !== undefined && !useFunction(s, destructor, ctx, loc)) return errorExpr(s, loc, type);
  const qualified = callee.name.qualifiers.length > 0;
  return { kind: 'destroy', object, destructor, virtual: destructor?.virtual === true && !qualified, type, category: 'prvalue', loc };
}

