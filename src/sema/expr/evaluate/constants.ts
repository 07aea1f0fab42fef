/**
 * Entry points of constant evaluation: values for `Sema.evaluate`, integral constant expressions, known values of variables, and constant images of static
 * initializers.
 */
import type * as Ast from '../../../ast/index.js';
import { exprMessages } from '../../../diagnostics/expr-messages.js';
import type { Note } from '../../../diagnostics/diagnostic.js';
import type { Loc } from '../../../source/loc.js';
import type { AggregateElement, CheckedExpr, CheckedInit, Type, VarSymbol } from '../../../tree/index.js';
import type { BodyContext, ConstantValue } from '../../context.js';
import { convertOperand, toIntegerValue } from '../conversions.js';
import { checkNarrowing } from '../narrowing.js';
import { addressOf, convert, integerExpr } from '../nodes.js';
import { type ExprSema, isExpr } from '../own.js';
import { asExpr } from '../operators.js';
import { elementType, integerFacts, isConst, isFloating, wrap } from '../type-facts.js';
import { read } from './access.js';
import { locate } from './glvalues.js';
import { checkLeaks } from './heap.js';
import { type Failure, fail, type Machine, newMachine } from './machine.js';
import { evaluateInto, initializeSlot } from './objects.js';
import { evaluate } from './scalars.js';
import { newSlot, part, partCount, type PointerValue, type Slot, type Value } from './memory.js';

interface ConstantState {
  readonly slots: Map<VarSymbol, Slot>;
  readonly known: Map<VarSymbol, ConstantValue | undefined>;
  readonly busy: Set<VarSymbol>;
  readonly strings: WeakMap<object, Slot>;
  readonly typeInfos: Map<Type, Slot>;
  /** Of the last evaluation. */
  failure: Failure | undefined;
}

const states = new WeakMap<ExprSema, ConstantState>();

function stateOf(s: ExprSema): ConstantState {
  let state = states.get(s);
  if (state === undefined) {
    state = { slots: new Map(), known: new Map(), busy: new Set(), strings: new WeakMap(), typeInfos: new Map(), failure: undefined };
    states.set(s, state);
  }
  return state;
}

const isFailure = (e: unknown): e is Failure => typeof e === 'object' && e !== null && (e as Failure).kind === 'not-constant';

/** Runs an evaluation; the failure when it is not constant. */
function run<T>(f: () => T): T | Failure {
  try {
    return f();
  } catch (error) {
    if (isFailure(error)) return error;
    throw error;
  }
}

/** Runs one evaluation on a machine of its own, which has to free what it allocates. */
function onMachine<T>(s: ExprSema, f: (m: Machine) => T): T {
  const m = newMachine(s, (variable, loc) => variableSlot(s, variable, loc), stateOf(s).strings, stateOf(s).typeInfos);
  const result = f(m);
  checkLeaks(m);
  return result;
}

/** May constant expressions read the variable: constexpr, or const (then only if its initializer is constant, which evaluation finds out)? */
const mayBeConstant = (v: VarSymbol): boolean => (v.type.kind === 'reference' ? true : isConst(elementType(v.type)) && (v.type.cv & 2) === 0);

const isEmpty = (t: Type): boolean => t.kind === 'class' && t.symbol.state === 'complete' && t.symbol.fields.length === 0 && !t.symbol.dynamic && t.symbol.bases.every((b) => isEmpty(b.type));

function variableSlot(s: ExprSema, variable: VarSymbol, loc: Loc): Slot {
  const state = stateOf(s);
  const known = state.slots.get(variable);
  if (known !== undefined) return known;
  // An object without members has no value that could be unknown (closures without captures).
  if (variable.role !== 'global' && isEmpty(variable.type)) return newSlot(variable.type, variable);
  if (variable.role !== 'global' && variable.init === undefined) return fail(loc, `'${variable.name}' is not usable in a constant expression`);
  if (state.busy.has(variable)) return newSlot(variable.type, variable, true);
  if (variable.builtin === undefined && mayBeConstant(variable) && variable.init !== undefined) {
    const { init } = variable;
    state.busy.add(variable);
    const slot = newSlot(variable.type, variable);
    const result = run(() => onMachine(s, (m) => initializeSlot(m, init, slot, variable.loc)));
    state.busy.delete(variable);
    if (!isFailure(result)) {
      freeze(slot);
      state.slots.set(variable, slot);
      return slot;
    }
  }
  if (variable.role !== 'global') return fail(loc, `'${variable.name}' is not usable in a constant expression`);
  const opaque = newSlot(variable.type, variable, true);
  if (variable.init !== undefined || !mayBeConstant(variable)) state.slots.set(variable, opaque);
  return opaque;
}

function freeze(slot: Slot): void {
  (slot as { frozen: boolean }).frozen = true;
  if (slot.parts !== undefined) for (const p of slot.parts) if (p !== undefined) freeze(p);
}

/** See `Own.variableConstant`. */
export function variableConstant(s: ExprSema, variable: VarSymbol): ConstantValue | undefined {
  const state = stateOf(s);
  if (state.known.has(variable)) return state.known.get(variable);
  if (variable.builtin !== undefined || !mayBeConstant(variable) || state.busy.has(variable)) return undefined;
  const { init } = variable;
  if (init === undefined) return undefined;
  let value: ConstantValue | undefined;
  if (init.kind === 'expression' && (init.expr.kind === 'integer' || init.expr.kind === 'floating')) value = { kind: init.expr.kind, value: init.expr.value, type: variable.type.unqualified } as ConstantValue;
  else if (variable.type.kind === 'builtin' || variable.type.kind === 'enum') {
    state.busy.add(variable);
    const result = init.kind === 'expression' ? evaluateValue(s, init.expr) : undefined;
    state.busy.delete(variable);
    value = result;
  }
  state.known.set(variable, value);
  return value;
}

function slotValue(slot: Slot): ConstantValue | undefined {
  const { type } = slot;
  if (type.kind === 'class') {
    const { bases, fields } = type.symbol;
    const baseValues: ConstantValue[] = [];
    const elements: ConstantValue[] = [];
    // Asking for a part makes it: which one a union has is seen first.
    const active = Math.max(0, fields.findIndex((_, i) => slot.parts?.[i] !== undefined && (slot.parts[i].value !== undefined || slot.parts[i].parts !== undefined || (slot.parts[i].zero && !slot.zero))));
    for (let i = 0; i < bases.length + fields.length; i++) {
      const value = slotValue(part(slot, i));
      if (value !== undefined) (i < bases.length ? baseValues : elements).push(value);
      else if (i >= bases.length) elements.push({ kind: 'integer', value: 0n, type: fields[i - bases.length].type });
    }
    if (type.symbol.tag !== 'union') return { kind: 'aggregate', type, elements, bases: baseValues };
    return { kind: 'aggregate', type, elements, bases: baseValues, active };
  }
  if (type.kind === 'array') {
    const elements: ConstantValue[] = [];
    for (let i = 0; i < partCount(type); i++) {
      const value = slotValue(part(slot, i));
      if (value === undefined) return undefined;
      elements.push(value);
    }
    return { kind: 'aggregate', type, elements, bases: [] };
  }
  if (slot.value === undefined) return slot.zero ? constantOf(0n, type) : undefined;
  return constantOf(slot.value, type);
}

function constantOf(value: Value, type: Type): ConstantValue | undefined {
  if (typeof value === 'number') return { kind: 'floating', value, type };
  if (typeof value === 'bigint') return isFloating(type) ? { kind: 'floating', value: Number(value), type } : { kind: 'integer', value, type };
  if (value.kind === 'member') return { kind: 'member-pointer', type, member: value.member };
  if (value.fn !== undefined) return { kind: 'pointer', type, base: value.fn, path: [], offset: 0 };
  if (value.slot === undefined) return { kind: 'pointer', type, base: undefined, path: [], offset: 0 };
  const path: number[] = [];
  let at = value.slot;
  while (at.parent !== undefined) {
    path.unshift(at.index);
    at = at.parent;
  }
  if (at.root === undefined || at.ended) return undefined;
  return { kind: 'pointer', type, base: at.root, path, offset: Math.max(value.index, 0), element: value.index >= 0 };
}

/** See `Sema.evaluate`. */
export function evaluateValue(s: ExprSema, e: CheckedExpr): ConstantValue | undefined {
  if (e.kind === 'integer' && e.type.kind !== 'pointer') return { kind: 'integer', value: e.value, type: e.type };
  if (e.kind === 'floating') return { kind: 'floating', value: e.value, type: e.type };
  if (e.kind === 'error') return undefined;
  return told(s, () => compute(s, e));
}

function compute(s: ExprSema, e: CheckedExpr): ConstantValue | undefined {
  return onMachine(s, (m) => valueOf(s, m, e));
}

function valueOf(s: ExprSema, m: Machine, e: CheckedExpr): ConstantValue | undefined {
  if (e.category !== 'prvalue') {
    if (e.type.kind === 'function') return constantOf(evaluate(m, e), s.types.pointer(e.type));
    const slot = locate(m, e);
    if (slot.opaque) return fail(e.loc, 'read of a variable that is not usable in a constant expression');
    return e.type.kind === 'class' || e.type.kind === 'array' ? slotValue(slot) : constantOf(read(slot, e.loc), e.type.unqualified);
  }
  if (e.type.kind === 'class' || e.type.kind === 'array') {
    const slot = newSlot(e.type);
    evaluateInto(m, e, slot);
    return slotValue(slot);
  }
  return constantOf(evaluate(m, e), e.type);
}

/** See `Sema.whyNotConstant`. */
export function whyNotConstant(s: ExprSema): readonly Note[] {
  const { failure } = stateOf(s);
  return failure === undefined ? [] : [{ loc: failure.loc, text: failure.text }];
}

function told<T>(s: ExprSema, f: () => T): T | undefined {
  const result = run(f);
  stateOf(s).failure = isFailure(result) ? result : undefined;
  return isFailure(result) ? undefined : result;
}

/** See `Sema.evaluateInteger`. */
export function evaluateInteger(s: ExprSema, expr: Ast.Expr, ctx: BodyContext, type?: Type): bigint | undefined {
  const operand = s.own.checkOperand(expr, ctx.constant ? ctx : { ...ctx, constant: true });
  if (operand.kind === 'error') return undefined;
  let e = isExpr(operand) || operand.kind === 'overload-set' ? asExpr(s, operand, ctx) : type === undefined ? asExpr(s, operand, ctx) : convertOperand(s, operand, type, ctx, expr.loc);
  if (e.kind === 'error') return undefined;
  if (type !== undefined) {
    const before = e;
    if (type.kind === 'builtin' && type.name === 'bool' && e.type.kind === 'class') e = s.own.convertOperand(e, type, ctx, expr.loc);
    else {
      e = convertOperand(s, e, type.unqualified, ctx, expr.loc);
      if (e.kind !== 'error' && before.type.kind !== 'class' && !(type.kind === 'builtin' && type.name === 'bool')) checkNarrowing(s, before, type, undefined);
    }
  } else {
    const value = toIntegerValue(s, e, ctx, expr.loc);
    if (value === undefined || integerFacts(value.type) === undefined) {
      s.report(exprMessages.notIntegerConstant, expr.loc, [s.typeToString(e.type)]);
      return undefined;
    }
    e = value;
  }
  if (e.kind === 'error') return undefined;
  if (e.kind === 'integer') return e.value;
  const result = run(() => compute(s, e));
  if (!isFailure(result) && result?.kind === 'integer') return wrap(e.type, result.value);
  s.report(exprMessages.notConstant, expr.loc, [], isFailure(result) ? { end: expr.end, notes: [{ loc: result.loc, text: result.text }] } : { end: expr.end });
  return undefined;
}

// ---- constant images

/** See `Sema.constantInit`. */
export function constantInit(s: ExprSema, init: CheckedInit, type: Type): CheckedInit | undefined {
  switch (init.kind) {
    case 'string':
    case 'zero':
      return init;
    case 'aggregate': {
      const elements: AggregateElement[] = [];
      let same = true;
      for (const el of init.elements) {
        const inner = constantInit(s, el.init, placeType(el, type));
        if (inner === undefined) return undefined;
        if (inner !== el.init) same = false;
        elements.push(inner === el.init ? el : { place: el.place, init: inner });
      }
      return same ? init : { ...init, elements };
    }
    case 'repeat': {
      if (typeof init.count !== 'number' || type.kind !== 'array') return undefined;
      const element = constantInit(s, init.element, type.element);
      return element === undefined ? undefined : element === init.element ? init : { ...init, element };
    }
    case 'copy-array':
      return undefined;
    case 'expression': {
      const { expr } = init;
      if (expr.kind === 'integer' || expr.kind === 'floating') return init;
      if (expr.kind === 'init') return constantInit(s, expr.init, expr.type);
      if (expr.kind === 'error') return undefined;
      return told(s, () => constantExpr(s, expr, type));
    }
    default:
      return init satisfies never;
  }
}

function placeType(el: AggregateElement, type: Type): Type {
  if (el.place.kind === 'field') return el.place.field.type;
  if (el.place.kind === 'base') return el.place.base.type;
  return type.kind === 'array' ? type.element : type;
}

function constantExpr(s: ExprSema, expr: CheckedExpr, type: Type): CheckedInit | undefined {
  const slot = newSlot(type);
  onMachine(s, (m) => initializeSlot(m, { kind: 'expression', expr }, slot, expr.loc));
  return slotInit(s, slot, expr.loc);
}

function slotInit(s: ExprSema, slot: Slot, loc: Loc): CheckedInit | undefined {
  const { type } = slot;
  if (type.kind === 'class' || type.kind === 'array') {
    if (slot.parts === undefined) return slot.zero ? { kind: 'zero', type } : { kind: 'aggregate', type, elements: [], zeroRest: true };
    const elements: AggregateElement[] = [];
    for (let i = 0; i < slot.parts.length; i++) {
      const inner = slot.parts[i];
      if (inner === undefined || (inner.value === undefined && inner.parts === undefined)) continue;
      const init = slotInit(s, inner, loc);
      if (init === undefined) return undefined;
      if (type.kind === 'array') elements.push({ place: { kind: 'index', from: i, to: i }, init });
      else {
        const { bases, fields } = type.symbol;
        elements.push({ place: i < bases.length ? { kind: 'base', base: bases[i] } : { kind: 'field', field: fields[i - bases.length] }, init });
      }
    }
    return { kind: 'aggregate', type, elements, zeroRest: true };
  }
  if (slot.value === undefined) return { kind: 'zero', type };
  const e = valueExpr(s, slot.value, type, loc);
  return e === undefined ? undefined : { kind: 'expression', expr: e };
}

/** A literal, or a canonical address expression. */
function valueExpr(s: ExprSema, value: Value, type: Type, loc: Loc): CheckedExpr | undefined {
  if (typeof value === 'number') return { kind: 'floating', value, type: type.unqualified, category: 'prvalue', loc };
  if (typeof value === 'bigint') return integerExpr(type.unqualified, value, loc);
  if (value.kind === 'member') {
    if (value.member === undefined || value.type === undefined) return convert('null-to-member-pointer', integerExpr(s.types.builtin('nullptr_t'), 0n, loc), type.unqualified);
    const pointer: CheckedExpr = { kind: 'member-pointer', member: value.member, pointerType: value.type, type: value.type, category: 'prvalue', loc };
    return value.type === type.unqualified ? pointer : undefined;
  }
  if (value.fn !== undefined) {
    const fn: CheckedExpr = { kind: 'function', function: value.fn, type: value.fn.type, category: 'lvalue', loc };
    return type.kind === 'reference' ? fn : convert('function-to-pointer', fn, type.unqualified);
  }
  if (value.slot === undefined) return type.kind === 'builtin' ? integerExpr(type.unqualified, 0n, loc) : convert('null-to-pointer', integerExpr(s.types.builtin('nullptr_t'), 0n, loc), type.unqualified);
  return addressExpr(s, value, type, loc);
}

function addressExpr(s: ExprSema, p: PointerValue, type: Type, loc: Loc): CheckedExpr | undefined {
  const object = slotExpr(s, p.slot!, loc);
  if (object === undefined) return undefined;
  if (type.kind === 'reference') return p.index < 0 ? object : elementExpr(s, object, p.index, loc);
  let pointer: CheckedExpr;
  if (p.index < 0) pointer = addressOf(s, object);
  else {
    const element = object.type.kind === 'array' ? object.type.element : object.type;
    const first = convert('array-to-pointer', object, s.types.pointer(element));
    pointer = p.index === 0 ? first : { kind: 'pointer-add', op: '+', pointer: first, index: integerExpr(s.types.builtin('long'), BigInt(p.index), loc), type: first.type, category: 'prvalue', loc };
  }
  return pointer.type === type.unqualified ? pointer : convert('pointer', pointer, type.unqualified);
}

function elementExpr(s: ExprSema, array: CheckedExpr, index: number, loc: Loc): CheckedExpr {
  const element = array.type.kind === 'array' ? array.type.element : array.type;
  const first = convert('array-to-pointer', array, s.types.pointer(element));
  const pointer: CheckedExpr = { kind: 'pointer-add', op: '+', pointer: first, index: integerExpr(s.types.builtin('long'), BigInt(index), loc), type: first.type, category: 'prvalue', loc };
  return { kind: 'deref', pointer, type: element, category: 'lvalue', loc };
}

/** The object as an lvalue; undefined when it is a temporary of the evaluation. */
function slotExpr(s: ExprSema, slot: Slot, loc: Loc): CheckedExpr | undefined {
  if (slot.parent === undefined) {
    const { root } = slot;
    if (root === undefined) return undefined;
    if (root.kind === 'string' || root.kind === 'typeid') return root;
    if (!('role' in root) || root.role !== 'global' || root.threadLocal) return undefined;
    return { kind: 'variable', variable: root, type: root.type.kind === 'reference' ? root.type.referee : root.type, category: 'lvalue', loc };
  }
  const base = slotExpr(s, slot.parent, loc);
  if (base === undefined) return undefined;
  const owner = slot.parent.type;
  if (owner.kind === 'array') return elementExpr(s, base, slot.index, loc);
  if (owner.kind !== 'class') return undefined;
  const { bases, fields } = owner.symbol;
  if (slot.index < bases.length) return convert('derived-to-base', base, bases[slot.index].type, 'lvalue', [bases[slot.index]]);
  return { kind: 'field', base, field: fields[slot.index - bases.length], type: slot.type, category: 'lvalue', loc };
}

