/**
 * Memory of constant expressions ([expr.const]/5.18): what `new` and std::allocator give has to be freed before the evaluation ends, in the way it was asked for. Placement is
 * for the library only (std::construct_at and its kind), as in g++ and clang.
 */
import type { Loc } from '../../../source/loc.js';
import type { CheckedExpr, ClassSymbol, FunctionSymbol, ParentSymbol } from '../../../tree/index.js';
import { elementType } from '../type-facts.js';
import { asInteger, asPointer, target } from './access.js';
import { mostDerived } from './dynamic-types.js';
import { fail, type Machine, step } from './machine.js';
import { type Allocation, begin, end, newSlot, part, pointerTo, type PointerValue, rootOf, type Slot, type Value } from './memory.js';
import { destroy, initializeSlot } from './objects.js';
import { evaluate } from './scalars.js';

const isStd = (parent: ParentSymbol): boolean => parent.kind === 'namespace' && (parent.inline ? parent.parent !== undefined && isStd(parent.parent) : parent.name === 'std' && parent.parent?.parent === undefined && parent.parent !== undefined);

/** The std::allocator whose member is being evaluated. */
function allocatorOf(m: Machine): ClassSymbol | undefined {
  const cls = m.frame?.fn?.parent;
  return cls?.kind === 'class' && cls.name === 'allocator' && cls.specialization !== undefined && isStd(cls.parent) ? cls : undefined;
}

/** The global allocation functions: `operator new(size)` and its relatives. */
const isGlobalOperator = (fn: FunctionSymbol): boolean => fn.parent.kind === 'namespace' && fn.parent.parent === undefined;

function reserve(m: Machine, slot: Slot): PointerValue {
  m.heap.add(slot);
  return slot.type.kind === 'array' && slot.allocation!.by !== 'new' ? { kind: 'pointer', slot, index: 0, fn: undefined } : pointerTo(slot);
}

export function allocate(m: Machine, e: CheckedExpr & { kind: 'new' }): Value {
  const { loc } = e;
  if (m.s.options.std < 20) return fail(loc, "'new' is allowed in constant expressions since C++20");
  if (e.operatorNew === undefined) {
    if (!m.s.options.isSystem(loc)) return fail(loc, "placement 'new' in a constant expression, where std::construct_at is for this");
    return construct(m, e, target(evaluate(m, e.args[0]), loc));
  }
  if (!isGlobalOperator(e.operatorNew)) return fail(loc, "'new' with the class's own operator in a constant expression");
  if (e.args.some((arg) => arg.type.kind !== 'enum')) return fail(loc, "placement 'new' in a constant expression");
  const by: Allocation = { by: e.count === undefined ? 'new' : 'new[]', loc };
  if (e.count === undefined) {
    const slot = newSlot(e.allocated, undefined, false, false, by);
    if (e.init !== undefined) initializeSlot(m, e.init, slot, loc);
    return reserve(m, slot);
  }
  const count = asInteger(evaluate(m, e.count), loc);
  const slot = newSlot(m.s.types.array(e.allocated, countOf(m, count, loc)), undefined, false, false, by);
  // The initializer may be one for another number of elements than there are.
  if (e.init?.kind === 'aggregate' && e.init.elements.some(({ place }) => place.kind === 'index' && BigInt(place.to) >= count)) return fail(loc, 'more initializers than elements');
  if (e.init?.kind === 'repeat') {
    for (let i = 0; i < Number(count); i++) {
      step(m, loc);
      initializeSlot(m, e.init.element, part(slot, i), loc);
    }
  } else if (e.init !== undefined) {
    initializeSlot(m, e.init, slot, loc);
    const given = e.init.kind === 'aggregate' ? e.init.elements.length : 0;
    if (elementType(e.allocated).kind === 'class' && BigInt(given) < count) return fail(loc, "'new' of an array of classes with fewer initializers than elements");
  }
  return reserve(m, slot);
}

function countOf(m: Machine, count: bigint, loc: Loc): number {
  return count >= 0n && count <= BigInt(m.s.options.limits.constexprSteps) ? Number(count) : fail(loc, `array of ${count} elements in a constant expression`);
}

/** std::construct_at: an object where memory is. */
function construct(m: Machine, e: CheckedExpr & { kind: 'new' }, slot: Slot): Value {
  if (e.count !== undefined || slot.type.unqualified !== e.allocated.unqualified) return fail(e.loc, 'construction of an object of another type than the memory is for');
  if (slot.opaque || slot.frozen) return fail(e.loc, 'construction of an object that is not a local of the evaluation');
  begin(slot);
  if (e.init !== undefined) initializeSlot(m, e.init, slot, e.loc);
  return pointerTo(slot);
}

/** Calls of `operator new` and `operator delete` by name, which std::allocator's members make; undefined for other functions. */
export function callAllocator(m: Machine, fn: FunctionSymbol, args: readonly CheckedExpr[], loc: Loc): Value | undefined {
  if (!/^operator ?(new|delete)(\[\])?$/.test(fn.name) || !isGlobalOperator(fn)) return undefined;
  const cls = allocatorOf(m);
  const element = cls?.specialization?.args[0];
  if (cls === undefined || element?.kind !== 'type' || m.s.options.std < 20) return fail(loc, `call of '${fn.name.replace(/^operator ?/, 'operator ')}' in a constant expression`);
  if (fn.name.includes('delete')) {
    const p = asPointer(evaluate(m, args[0]), loc);
    if (p.slot === undefined) return 0n;
    const root = allocationAt(p);
    if (root?.allocation?.by !== 'std::allocator') return fail(loc, 'std::allocator is to free memory that it did not allocate');
    if (!m.heap.delete(root)) return fail(loc, 'memory is freed twice');
    end(root);
    return 0n;
  }
  const bytes = asInteger(evaluate(m, args[0]), loc);
  const slot = newSlot(m.s.types.array(element.type, countOf(m, bytes / BigInt(m.s.sizeOf(element.type)), loc)), undefined, false, false, { by: 'std::allocator', loc });
  return reserve(m, slot);
}

/** The allocation that begins where the pointer leads. */
function allocationAt(p: PointerValue): Slot | undefined {
  const slot = p.slot!;
  return slot.parent === undefined && p.index <= 0 && slot.allocation !== undefined ? slot : undefined;
}

export function free(m: Machine, e: CheckedExpr & { kind: 'delete' }): void {
  const { loc } = e;
  const p = asPointer(evaluate(m, e.operand), loc);
  if (p.slot === undefined) return;
  if (!isGlobalOperator(e.operatorDelete)) fail(loc, "'delete' with the class's own operator in a constant expression");
  let root: Slot | undefined;
  if (e.array) root = allocationAt(p);
  else {
    // Through a base: the destructor has to be virtual to find the object around it.
    const at = target(p, loc);
    root = e.virtual ? mostDerived(at) : at;
    if (root.parent !== undefined) root = undefined;
  }
  if (root?.allocation === undefined || root.allocation.by !== (e.array ? 'new[]' : 'new')) {
    fail(loc, rootOf(p.slot).allocation === undefined ? "'delete' of an object that 'new' did not make" : e.array ? "'delete[]' of what is no array from 'new[]'" : "'delete' of what is no object from 'new' of its type");
  }
  if (!m.heap.has(root)) fail(loc, "'delete' of what is already deleted");
  destroy(m, root, loc);
  m.heap.delete(root);
}

/** Everything that was allocated has to be freed when the evaluation ends. */
export function checkLeaks(m: Machine): void {
  for (const { allocation } of m.heap) fail(allocation!.loc, 'memory allocated here is not deallocated in the constant expression');
}
