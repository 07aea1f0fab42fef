/**
 * What the parts of vectorization share: the state of one piece of code that is being vectorized, operands, masks and code for single lanes.
 *
 * Invariants: code is only reached while at least one lane runs, so that scalar code for what all lanes share is right; `mask` (undefined: all) says which. What a lane that does not run computes is never
 * stored, never decides a branch and never becomes an address.
 */
import { append, binary, compare, constant, constI32, createRegion, isTerminated, load, store, vector, yieldValues } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { AllocaInst, BlockInst, Func, IfInst, Inst, LoopInst, MemoryType, SpecialInst, Value, ValueType } from '../../ir/ir.js';
import { scalarSize } from '../../ir/print.js';
import { affine, combined, knownLanes, laneCount, partCount, partsOf, partType, uniform } from './lanes.js';
import type { LaneValue, Mask } from './lanes.js';
import { isVarying, laneSizeOfLocal } from './shapes.js';
import type { Exit, LaneAnalysis } from './shapes.js';

/** What surrounds the code. */
export interface VectorHooks {
  special(b: Builder, inst: SpecialInst): LaneValue;
  /** Constants that stand for something else here (addresses of shared variables). */
  constant(b: Builder, value: Value): Value;
  alloca(b: Builder, inst: AllocaInst): LaneValue;
  /** All running lanes return together. */
  leave(b: Builder, values: readonly LaneValue[]): void;
  /** The form of a function that computes four lanes; undefined: it has none. */
  vectorFunction(callee: Func): Func | undefined;
  /** Vectors at this address and before are in memory, whether a thread would read them or not; undefined: nobody knows. */
  readonly lastVectors?: Value | undefined;
  /** Values that are defined elsewhere, and are the same in all lanes, need not be given lanes. */
  readonly outside?: boolean;
  /** After each instruction of the outermost list. */
  defined?(b: Builder, inst: Inst, mask: Mask | undefined): void;
  /** At the end of the outermost list, for the lanes that get there. */
  ended?(b: Builder, mask: Mask | undefined): void;
}

/** How the results of a construct reach what uses them: as its results, or through variables where lanes come at different times. */
export interface Delivery {
  readonly groups: number;
  readonly to: readonly { readonly type: ValueType; readonly shape: number }[];
  /** For each flat value; undefined: directly. */
  readonly variables: readonly Value[] | undefined;
  /** Lanes that came before must keep what they have brought. */
  blended: boolean;
}

export interface Vectorizer {
  /** Groups of four lanes. */
  readonly groups: number;
  readonly analysis: LaneAnalysis;
  readonly hooks: VectorHooks;
  /** Results that are known before the code runs: the same in all lanes, or lane 0's. */
  readonly known: ReadonlyMap<Inst, Value>;
  readonly values: Map<Value, LaneValue>;
  readonly deliveries: Map<Inst, Delivery>;
  /** Parameters of loops that lanes repeat at different times. */
  readonly loopVariables: Map<Inst, Delivery>;
  /** Constructs that all lanes leave and repeat together. */
  readonly direct: Map<Inst, BlockInst | LoopInst>;
  /** Where they leave a loop to, if not to its own end. */
  readonly left: Map<Inst, BlockInst>;
  /** The analysis where more is known to be the same in all lanes; undefined: loops are not written a second time for that. */
  readonly reanalyze: ((steady: ReadonlySet<Inst>) => LaneAnalysis) | undefined;
  /** Variables, one a group, with the masks of the lanes that wait there. */
  readonly waiting: Map<Exit, readonly Value[]>;
  /** Results of the function, where lanes return at different times. */
  returned: Delivery | undefined;
}

/** Is the value there? What an address was made of may have stayed in the part of a kernel that made it. */
export function isAtHand(v: Vectorizer, value: Value): boolean {
  return (value.kind !== 'result' && value.kind !== 'param') || v.values.has(value) || v.hooks.outside === true;
}

export function operand(v: Vectorizer, b: Builder, value: Value): LaneValue {
  if (value.kind === 'result' || value.kind === 'param') {
    const known = v.values.get(value) ?? (v.hooks.outside === true ? uniform(value) : undefined);
    if (known === undefined) throw new Error(`a ${value.kind} of type ${value.type}${value.name === undefined ? '' : ` (${value.name})`} has no lanes`);
    return known;
  }
  return uniform(value.kind === 'global-address' ? v.hooks.constant(b, value) : value);
}

// ---- variables

function memoryOf(type: ValueType): MemoryType {
  const size = scalarSize(type);
  return { kind: 'scalar', scalar: type, size, align: size, unsigned: true };
}

/** A local variable; made a value again by mem2reg. */
export function variable(b: Builder, type: ValueType, name: string): Value {
  const address = append<AllocaInst>(b, { kind: 'alloca', type: memoryOf(type), name, operands: [] }, ['ptr']).results[0];
  // What an earlier round of a loop around left in it does not matter.
  write(b, address, { kind: 'undef', type });
  return address;
}

/** Local memory of the threads, one after the other. */
export function localLanes(b: Builder, inst: AllocaInst, groups: number): Value {
  const size = laneSizeOfLocal(inst.type.size) * laneCount * groups;
  return append<AllocaInst>(b, { kind: 'alloca', type: { kind: 'bytes', size, align: 16 }, name: inst.name, operands: [] }, ['ptr']).results[0];
}

export function read(b: Builder, address: Value, type: ValueType): Value {
  return load(b, type, address, false, scalarSize(type));
}

export function write(b: Builder, address: Value, value: Value): void {
  store(b, value.type, address, value, scalarSize(value.type));
}

// ---- flat forms: the values that carry lanes through results and parameters

export function flatTypes(type: ValueType, shape: number, groups: number): ValueType[] {
  if (shape === 0) return [type];
  const parts: ValueType[] = new Array<ValueType>(partCount(type) * groups).fill(partType(type));
  if (isVarying(shape)) return parts;
  return type === 'i64' ? ['i32', ...parts] : [type];
}

export function flatten(b: Builder, lanes: LaneValue, type: ValueType, shape: number, groups: number): Value[] {
  if (shape === 0) {
    if (lanes.uniform === undefined) throw new Error('lanes differ where they should agree');
    return [lanes.uniform];
  }
  if (isVarying(shape)) return [...partsOf(b, lanes, type, groups)];
  if (lanes.base === undefined) throw new Error('lanes do not grow by a constant where they should');
  return type === 'i64' ? [lanes.base, ...partsOf(b, lanes, type, groups)] : [lanes.base];
}

export function unflatten(values: readonly Value[], type: ValueType, shape: number): LaneValue {
  if (shape === 0) return uniform(values[0]);
  if (isVarying(shape)) return { parts: values };
  return type === 'i64' ? { base: values[0], stride: shape, parts: values.slice(1) } : affine(values[0], shape);
}

// ---- branches

/** if (condition) { then } else { otherwise } with results. */
export function branch(b: Builder, condition: Value, types: readonly ValueType[], then: (b: Builder) => readonly Value[], otherwise: (b: Builder) => readonly Value[]): readonly Value[] {
  const inst = append<IfInst>(b, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [condition] }, types);
  for (const [region, write] of [[inst.then, then], [inst.otherwise, otherwise]] as const) {
    const inner: Builder = { region, loc: b.loc };
    const values = write(inner);
    if (!isTerminated(inner.region)) yieldValues(inner, [...values]);
  }
  return inst.results;
}

const nothing = (): readonly Value[] => [];

export function when(b: Builder, condition: Value, then: (b: Builder) => void): void {
  branch(b, condition, [], (inner) => {
    then(inner);
    return [];
  }, nothing);
}

export function anyLane(b: Builder, mask: Mask): Value {
  const some = combined(b, 'or', mask);
  return some.kind === 'const' ? constant('i1', some.value === 0n ? 0 : 1) : vector(b, 'any', [some], 'i1');
}

export function everyLane(b: Builder, mask: Mask): Value {
  const known = knownLanes(mask);
  return known === undefined ? vector(b, 'all', [combined(b, 'and', mask)], 'i1') : constant('i1', known.every((runs) => runs) ? 1 : 0);
}

/** One bit a lane. */
export function laneBits(b: Builder, mask: Mask): Value {
  return mask.map((group, i) => (i === 0 ? vector(b, 'bitmask', [group], 'i32') : binary(b, 'shl', vector(b, 'bitmask', [group], 'i32'), constI32(i * laneCount)))).reduce((all, bits) => binary(b, 'or', all, bits));
}

/** Runs `one` for each running lane, in ascending order; it gives that lane's result, which goes into the parts. */
export function forEachLane(b: Builder, groups: number, mask: Mask | undefined, initial: readonly Value[], one: (b: Builder, lane: number, parts: readonly Value[]) => readonly Value[]): readonly Value[] {
  let parts = initial;
  const known = mask === undefined ? undefined : knownLanes(mask);
  if (known !== undefined) {
    known.forEach((runs, lane) => {
      if (runs) parts = one(b, lane, parts);
    });
    return parts;
  }
  const bits = mask === undefined ? undefined : laneBits(b, mask);
  for (let lane = 0; lane < laneCount * groups; lane++) {
    if (bits === undefined) {
      parts = one(b, lane, parts);
      continue;
    }
    const before = parts;
    const runs = compare(b, 'ne', binary(b, 'and', bits, constI32(1 << lane)), constI32(0));
    parts = branch(b, runs, before.map((p) => p.type), (inner) => one(inner, lane, before), () => before);
  }
  return parts;
}
