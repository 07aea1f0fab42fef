/** new and delete (C++ [expr.new], [expr.delete]), throw. */
import type * as Ast from '../../ast/index.js';
import { exprMessages } from '../../diagnostics/expr-messages.js';
import type { Loc } from '../../source/loc.js';
import type { CheckedExpr, CheckedInit, FunctionSymbol, TemplateSymbol, Type } from '../../tree/index.js';
import type { BodyContext } from '../context.js';
import { movedByThrow, movesAsAllowed } from '../implicit-moves.js';
import { alignedOperator, withImplicitOperators } from './builtin-symbols.js';
import { classOperands } from './calls.js';
import { convertArguments, toIntegerValue } from './conversions.js';
import { valueInitialize } from './initialize.js';
import { errorExpr, initOf, scalarConvert, sizeExpr } from './nodes.js';
import { asExpr } from './operators.js';
import { best, candidateNotes, collect, newCollector } from './overload.js';
import type { ExprSema, InitMode, Operand } from './own.js';
import { toRvalue } from './standard.js';
import { elementType, isIntegralOrUnscoped, isVoid } from './type-facts.js';
import { useFunction } from './use.js';

const MAX_FUNDAMENTAL_ALIGN = 16;

/** Splits `T[n]…` as written in a new-expression into the element type and the (run-time) count. */
function splitType(s: ExprSema, written: Ast.TypeId, ctx: BodyContext): { readonly type: Type; readonly count: Ast.Expr | undefined; readonly unknown: boolean } {
  const { declarator } = written;
  // The outermost array node of the declarator is the one nearest the (absent) name: find it, and take it out.
  const found = withoutOuterArray(declarator);
  if (found === undefined) return { type: s.resolveTypeId(written, ctx, true), count: undefined, unknown: false };
  const type = s.resolveTypeId({ ...written, declarator: found.declarator }, ctx);
  return { type, count: found.size, unknown: found.size === undefined };
}

function withoutOuterArray(d: Ast.Declarator): { readonly declarator: Ast.Declarator; readonly size: Ast.Expr | undefined } | undefined {
  if (d.kind === 'id') return undefined;
  if (d.kind === 'array' && d.inner.kind === 'id') return { declarator: d.inner, size: d.size };
  const inner = withoutOuterArray(d.inner);
  return inner === undefined ? undefined : { declarator: { ...d, inner: inner.declarator }, size: inner.size };
}

export function checkNew(s: ExprSema, expr: Extract<Ast.Expr, { kind: 'new' }>, ctx: BodyContext): CheckedExpr {
  const { loc } = expr;
  const split = splitType(s, expr.type, ctx);
  let allocated = split.type;
  let count: CheckedExpr | undefined;
  const placement = expr.placement === undefined ? [] : s.own.checkArguments(expr.placement, ctx);
  const operands = expr.init === undefined ? undefined : s.own.checkArguments(expr.init.args, ctx);
  if (allocated.kind === 'auto') {
    const deduced = allocated.template === undefined
      ? operands?.length === 1 ? s.deduceAuto(allocated, asExpr(s, operands[0], ctx), loc) : undefined
      : s.deduceClass(allocated.template, classOperands(s, operands ?? []), ctx, loc, operands?.length === 1 && operands[0]!.kind === 'list');
    if (deduced === undefined) return errorExpr(s, loc);
    allocated = deduced;
  }
  if (split.count !== undefined) {
    const value = toIntegerValue(s, s.checkExpr(split.count, ctx), ctx, split.count.loc);
    if (value === undefined || value.kind === 'error') return errorExpr(s, loc);
    if (!isIntegralOrUnscoped(value.type)) {
      s.report(exprMessages.arraySizeNotInteger, split.count.loc, [s.typeToString(value.type)]);
      return errorExpr(s, loc);
    }
    count = scalarConvert(s, value, s.types.builtin('unsigned long'));
  } else if (split.unknown) {
    if (operands === undefined) {
      s.report(exprMessages.newUnbound, loc, [s.typeToString(s.types.array(allocated, undefined))]);
      return errorExpr(s, loc);
    }
    const list = operands?.length === 1 && operands[0].kind === 'list' ? operands[0].items.length : operands?.length;
    count = sizeExpr(s, list ?? 0, loc);
  } else if (allocated.kind === 'array' && typeof allocated.size === 'number') {
    // A typedef of an array.
    count = sizeExpr(s, allocated.size, loc);
    allocated = allocated.element;
  }
  const pointer = s.types.pointer(allocated);
  if (allocated.kind === 'reference' || allocated.kind === 'function' || isVoid(allocated)) {
    s.report(exprMessages.newInvalid, loc, [s.typeToString(allocated)]);
    return errorExpr(s, loc);
  }
  const element = elementType(allocated);
  if (element.kind === 'class' && !s.completeType(element, loc)) return errorExpr(s, loc, pointer);
  if (element.kind === 'class' && element.symbol.abstract) {
    s.report(exprMessages.abstractObject, loc, [s.typeToString(element)]);
    return errorExpr(s, loc, pointer);
  }
  const init = newInitializer(s, allocated, count, operands, expr.init?.braced === true ? 'braced' : 'direct', ctx, loc);
  if (init === 'error') return errorExpr(s, loc, pointer);
  const isArray = count !== undefined;
  const chosen = chooseNew(s, isArray ? 'operatornew[]' : 'operatornew', element, placement, expr.global, ctx, loc);
  if (chosen === undefined) return errorExpr(s, loc, pointer);
  const destructor = element.kind === 'class' ? s.destructorOf(element, loc) : undefined;
  const cookie = isArray && chosen.fn !== undefined && (destructor !== undefined || deletesSizedArrays(s, element, loc)) ? Math.max(8, s.alignOf(element)) : 0;
  const operatorDelete = init === undefined || init.kind === 'zero' || chosen.fn === undefined ? undefined : matchingDelete(s, chosen.fn, isArray, element, expr.global, loc);
  if (operatorDelete !== undefined && !ctx.unevaluated) s.markReferenced(operatorDelete, loc);
  return { kind: 'new', allocated, count, init, operatorNew: chosen.fn, args: chosen.args, operatorDelete, cookie, type: pointer, category: 'prvalue', loc };
}

function newInitializer(
  s: ExprSema, type: Type, count: CheckedExpr | undefined, operands: readonly Operand[] | undefined, mode: InitMode, ctx: BodyContext, loc: Loc,
): CheckedInit | undefined | 'error' {
  if (count === undefined) {
    if (operands === undefined) return s.defaultInitialize(type, ctx, loc, false);
    const e = s.own.initializeWith(type.kind === 'class' || type.kind === 'array' ? type : type.unqualified, operands, mode, ctx, loc);
    return e.kind === 'error' ? 'error' : initOf(e);
  }
  if (operands === undefined) {
    const one = s.defaultInitialize(type, ctx, loc, false);
    return one === undefined ? undefined : { kind: 'repeat', type, count, element: one };
  }
  if (operands.length === 0 || (operands.length === 1 && operands[0].kind === 'list' && operands[0].items.length === 0)) {
    const one = valueInitialize(s, type, ctx, loc);
    return one.kind === 'error' ? 'error' : { kind: 'repeat', type, count, element: initOf(one) };
  }
  const known = count.kind === 'integer' ? Number(count.value) : undefined;
  const list = operands[0];
  const bound = known ?? (list.kind === 'list' ? list.items.length : operands.length);
  const e = s.own.initializeWith(s.types.array(type, bound), operands, mode, ctx, loc);
  return e.kind === 'error' ? 'error' : initOf(e);
}

type Operators = readonly (FunctionSymbol | TemplateSymbol)[];

function classOperators(s: ExprSema, type: Type, name: string, loc: Loc): Operators | undefined {
  if (type.kind !== 'class') return undefined;
  const found = s.lookupMember(type.symbol, name, loc);
  return found?.entity.kind === 'overloads' ? found.entity.members : undefined;
}

function globalOperators(s: ExprSema, name: string, loc: Loc): Operators {
  const found = s.lookup(name, s.globalScope, loc);
  return withImplicitOperators(s, name, found?.kind === 'overloads' ? found.members : []);
}

function chooseNew(
  s: ExprSema, name: string, element: Type, placement: readonly Operand[], global: boolean, ctx: BodyContext, loc: Loc,
): { readonly fn: FunctionSymbol | undefined; readonly args: readonly CheckedExpr[] } | undefined {
  if (placement.some((p) => p.kind === 'error')) return undefined;
  const members = (global ? undefined : classOperators(s, element, name, loc)) ?? globalOperators(s, name, loc);
  const align = s.alignOf(element);
  if (align > MAX_FUNDAMENTAL_ALIGN && placement.length === 0 && (global || classOperators(s, element, name, loc) === undefined)) {
    const fn = alignedOperator(s, name);
    if (!ctx.unevaluated) s.markReferenced(fn, loc);
    return { fn, args: [sizeExpr(s, align, loc)] };
  }
  const size = sizeExpr(s, s.sizeOf(element), loc);
  let args: readonly Operand[] = [size, ...placement];
  let resolution: ReturnType<typeof best> | undefined;
  const alignment = align > MAX_FUNDAMENTAL_ALIGN ? alignmentOperand(s, align, loc) : undefined;
  if (alignment !== undefined) {
    // The class's own functions that take the alignment come first ([expr.new]/19).
    const aligned = newCollector();
    collect(s, aligned, members, undefined, undefined, [size, alignment, ...placement], ctx, loc);
    if (aligned.viable.length > 0) {
      args = [size, alignment, ...placement];
      resolution = best(s, aligned, ctx);
    }
  }
  if (resolution === undefined) {
    const collector = newCollector();
    collect(s, collector, members, undefined, undefined, args, ctx, loc);
    resolution = best(s, collector, ctx);
  }
  if (resolution.kind !== 'ok') {
    // Reserved placement form without <new>.
    if (placement.length === 1 && resolution.kind === 'none' && placement[0].kind !== 'list' && placement[0].kind !== 'overload-set') {
      const address = toRvalue(s, placement[0]);
      if (address.type.kind === 'pointer') return { fn: undefined, args: [scalarConvert(s, address, s.types.pointer(s.types.builtin('void')))] };
    }
    s.report(exprMessages.noOperatorNew, loc, [name.replace('operator', 'operator ')], { notes: candidateNotes(resolution) });
    return undefined;
  }
  const { fn } = resolution.candidate;
  const { params } = fn.type;
  const second = params[1];
  if (fn.parent.kind === 'namespace' && params.length === 2 && second.kind === 'pointer' && isVoid(second.pointee) && second.pointee.cv === 0)
    return { fn: undefined, args: [s.own.convertOperand(placement[0], second, ctx, loc)] };
  if (!useFunction(s, fn, ctx, loc)) return undefined;
  const converted = convertArguments(s, fn, args, ctx, loc);
  return converted === undefined ? undefined : { fn, args: converted.slice(1) };
}

/** A value of std::align_val_t, where <new> has declared it. */
function alignmentOperand(s: ExprSema, align: number, loc: Loc): CheckedExpr | undefined {
  const std = s.lookup('std', s.globalScope, loc);
  const found = std?.kind === 'namespace' ? s.lookupInNamespace(std, 'align_val_t', loc) : undefined;
  return found?.kind === 'enum' ? { kind: 'integer', value: BigInt(align), type: found.type, category: 'prvalue', loc } : undefined;
}

const isAlignment = (type: Type | undefined): boolean => type?.kind === 'enum' && type.symbol.name === 'align_val_t';

export function checkDelete(s: ExprSema, expr: Extract<Ast.Expr, { kind: 'delete' }>, ctx: BodyContext): CheckedExpr {
  const { loc, array } = expr;
  const voidType = s.types.builtin('void');
  let operand = s.checkExpr(expr.operand, ctx);
  if (operand.kind === 'error') return errorExpr(s, loc, voidType);
  if (operand.type.kind === 'class') {
    const fn = s.completeType(operand.type, loc) ? s.conversionFunctionsOf(operand.type.symbol).find((f) => f.kind === 'function' && f.type.result.kind === 'pointer') : undefined;
    if (fn?.kind === 'function') operand = s.own.callFunction(fn, operand, [], ctx, loc, true);
  }
  operand = toRvalue(s, operand);
  const deleted = operand.type.kind === 'pointer' ? operand.type.pointee : undefined;
  if (deleted === undefined || deleted.kind === 'function') {
    s.report(exprMessages.deleteInvalid, loc, [s.typeToString(operand.type)]);
    return errorExpr(s, loc, voidType);
  }
  const element = elementType(deleted);
  if (element.kind === 'class') s.completeType(element);
  const complete = element.kind === 'class' && element.symbol.state === 'complete';
  const destructor = complete ? s.destructorOf(element, loc) : undefined;
  if (destructor !== undefined && !useFunction(s, destructor, ctx, loc)) return errorExpr(s, loc, voidType);
  const name = array ? 'operatordelete[]' : 'operatordelete';
  const fn = chooseDelete(s, name, element, complete, expr.global, loc);
  if (!useFunction(s, fn, ctx, loc)) return errorExpr(s, loc, voidType);
  const cookie = array && (destructor !== undefined || (complete && !expr.global && deletesSizedArrays(s, element, loc))) ? Math.max(8, s.alignOf(element)) : 0;
  return {
    kind: 'delete', operand, array, deleted, destructor, virtual: !array && destructor?.virtual === true, operatorDelete: fn, global: expr.global, cookie, type: voidType, category: 'prvalue', loc,
  };
}

/** Class-specific first; among the global ones the usual one with the object's size when the type is complete. */
function chooseDelete(s: ExprSema, name: string, element: Type, complete: boolean, global: boolean, loc: Loc): FunctionSymbol {
  const usable = (members: Operators): FunctionSymbol[] => members.filter((m): m is FunctionSymbol => m.kind === 'function');
  const own = global || !complete ? undefined : classOperators(s, element, name, loc);
  if (own !== undefined) {
    const functions = usable(own);
    const usual = functions.find((f) => f.type.params.length === 1) ?? functions.find((f) => f.type.params.length === 2 && !isAlignment(f.type.params[1]));
    const aligned = functions.find((f) => isAlignment(f.type.params.at(-1)) && (f.type.params.length === 2 || f.type.params.length === 3));
    const chosen = s.alignOf(element) > MAX_FUNDAMENTAL_ALIGN ? (aligned ?? usual) : (usual ?? aligned);
    if (chosen !== undefined) return chosen;
  }
  if (complete && s.alignOf(element) > MAX_FUNDAMENTAL_ALIGN) return alignedOperator(s, name);
  const functions = usable(globalOperators(s, name, loc));
  const sized = functions.find((f) => f.type.params.length === 2 && f.type.params[1] === s.types.builtin('unsigned long'));
  return (complete || !isVoid(element)) && sized !== undefined && !name.endsWith('[]') ? sized : functions.find((f) => f.type.params.length === 1)!;
}

/** The class frees arrays by a function that wants to know their size: they keep their count. */
function deletesSizedArrays(s: ExprSema, element: Type, loc: Loc): boolean {
  return ownDelete(s, element, 'operatordelete[]', loc)?.type.params.length === 2;
}

/** The class's own usual operator delete. */
function ownDelete(s: ExprSema, element: Type, name: string, loc: Loc): FunctionSymbol | undefined {
  const functions = (classOperators(s, element, name, loc) ?? []).filter((m): m is FunctionSymbol => m.kind === 'function');
  return functions.find((f) => f.type.params.length === 1) ?? functions.find((f) => f.type.params.length === 2 && f.type.params[1] === s.types.builtin('unsigned long'));
}

/** What frees memory of `operatorNew` when the object's construction fails: the usual operator delete, or the placement form with the same further parameters ([expr.new]/28). */
function matchingDelete(s: ExprSema, operatorNew: FunctionSymbol, isArray: boolean, element: Type, global: boolean, loc: Loc): FunctionSymbol | undefined {
  const name = isArray ? 'operatordelete[]' : 'operatordelete';
  const extra = operatorNew.type.params.slice(1);
  const aligned = operatorNew === s.own.globalOperators.get(operatorNew.mangled) && extra.length === 1;
  if (extra.length === 0 || aligned) return chooseDelete(s, name, element, true, global, loc);
  const candidates = (global ? undefined : classOperators(s, element, name, loc)) ?? globalOperators(s, name, loc);
  return candidates.find((m): m is FunctionSymbol => m.kind === 'function' && !m.deleted && m.type.params.length === extra.length + 1 && extra.every((param, i) => m.type.params[i + 1] === param));
}

export function checkThrow(s: ExprSema, operandExpr: Ast.Expr | undefined, ctx: BodyContext, loc: Loc): CheckedExpr {
  const voidType = s.types.builtin('void');
  if (operandExpr === undefined) return { kind: 'throw', operand: undefined, thrown: undefined, destructor: undefined, type: voidType, category: 'prvalue', loc };
  const e = asExpr(s, s.own.checkOperand(operandExpr, ctx), ctx);
  if (e.kind === 'error') return errorExpr(s, loc, voidType);
  const thrown: Type = e.type.kind === 'array' ? s.types.pointer(e.type.element) : e.type.kind === 'function' ? s.types.pointer(e.type) : e.type.unqualified;
  const abstract = thrown.kind === 'class' && s.completeType(thrown, loc) && thrown.symbol.abstract;
  if (isVoid(thrown) || abstract) {
    s.report(exprMessages.throwInvalid, loc, [s.typeToString(thrown)]);
    return errorExpr(s, loc, voidType);
  }
  const { std } = s.options;
  const moved = movedByThrow(operandExpr, e, ctx, std);
  const fromMoved = moved && s.attempt(() => s.own.convertOperand(moved, thrown, ctx, loc, 'throw'));
  const operand = fromMoved && movesAsAllowed(initOf(fromMoved), moved, std) ? fromMoved : s.own.convertOperand(e, thrown, ctx, loc, 'throw');
  if (operand.kind === 'error') return errorExpr(s, loc, voidType);
  s.inspectType(thrown);
  const destructor = thrown.kind === 'class' ? s.destructorOf(thrown, loc) : undefined;
  return { kind: 'throw', operand, thrown, destructor, type: voidType, category: 'prvalue', loc };
}

