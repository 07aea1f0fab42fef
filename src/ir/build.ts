/**
 * Making IR: constants, instructions and an insertion point. Folding is left to passes, except trivial identities that lowering produces in masses.
 */
import type { Loc } from '../source/loc.js';
import { NO_LOC } from '../source/loc.js';
import type {
  AllocaInst, AtomicInst, AtomicOp, BarrierKind, BinaryOp, BlockInst, CompareOp, ConstValue, ConvertOp, Func, Global, Inst, InstResult, LoopInst, MemoryScope, MemoryType, Module, Region,
  RegionParam, ScalarMemoryType, SpecialRegister, StructType, UnaryOp, UndefValue, Value, ValueType, VectorOp, VectorType, VirtualSlot, WarpOp,
} from './ir.js';
import { makeParam, makeResult, shapeInst } from './shapes.js';

export function createModule(): Module {
  return { functions: new Map(), globals: new Map(), structs: new Map(), constructors: [] };
}

/** Name of the function that initializes a variable before main: this and the variable's name. */
export const CONSTRUCTOR_PREFIX = '_GLOBAL__sub_I_';

/** Before the names of functions that run before the initializers of variables, and the order that they have among each other. */
export const STARTUP_PREFIX = '__cw_startup.';
const LAST_PRIORITY = 65535;

/** `last`: what has a function run when the program ends. Without a priority of their own, functions of one unit run after those of units before it, variables included. */
export function startupOrder(kind: 'first' | 'last', priority: number): string {
  return kind === 'last' ? `a${String(priority).padStart(5, '0')}` : priority === LAST_PRIORITY ? 'c' : `b${String(priority).padStart(5, '0')}`;
}

export function sortStartup(constructors: readonly Func[]): Func[] {
  const keyOf = ({ name }: Func): string => (name.startsWith(STARTUP_PREFIX) ? name.slice(STARTUP_PREFIX.length).split('.', 1)[0]! : 'c');
  return [...constructors].sort((x, y) => (keyOf(x) < keyOf(y) ? -1 : keyOf(x) > keyOf(y) ? 1 : 0));
}

export function functionKey(name: string, side: 'both' | 'device'): string {
  return side === 'both' ? name : `${name}@device`;
}

export function createRegion(params: readonly { type: ValueType; name?: string }[] = []): Region {
  return { params: params.map((p) => makeParam(p.type, p.name)), insts: [] };
}

const SMALL: ConstValue[] = [];
for (let i = 0; i < 64; i++) SMALL.push({ kind: 'const', type: 'i32', value: i });

export function constI32(value: number): ConstValue {
  return value >= 0 && value < 64 ? SMALL[value]! : { kind: 'const', type: 'i32', value: value | 0 };
}
export function constI64(value: bigint): ConstValue {
  return { kind: 'const', type: 'i64', value: BigInt.asIntN(64, value) };
}
export function constF32(value: number): ConstValue {
  return { kind: 'const', type: 'f32', value: Math.fround(value) };
}
export function constF64(value: number): ConstValue {
  return { kind: 'const', type: 'f64', value };
}
export const TRUE: ConstValue = { kind: 'const', type: 'i1', value: 1 };
export const FALSE: ConstValue = { kind: 'const', type: 'i1', value: 0 };
/** A vector of constant 32-bit lanes. */
export function constLanes(lanes: readonly [number, number, number, number]): ConstValue {
  let value = 0n;
  for (let i = 3; i >= 0; i--) value = (value << 32n) | BigInt(lanes[i]! >>> 0);
  return { kind: 'const', type: 'v4i32', value };
}
export const NULL: ConstValue = { kind: 'const', type: 'ptr', value: 0 };

/** Integer or float constant of a type from a JS number or bigint. */
export function constant(type: ValueType, value: number | bigint): ConstValue {
  switch (type) {
    case 'i1':
      return value ? TRUE : FALSE;
    case 'i32':
      return constI32(typeof value === 'number' ? value | 0 : Number(BigInt.asIntN(32, value)));
    case 'i64':
      return constI64(BigInt(value));
    case 'f32':
      return constF32(Number(value));
    case 'f64':
      return constF64(Number(value));
    case 'ptr':
      return { kind: 'const', type: 'ptr', value: typeof value === 'number' ? value >>> 0 : Number(BigInt.asUintN(32, value)) };
    case 'v4i32':
    case 'v4f32':
    case 'v2i64':
    case 'v2f64':
      return { kind: 'const', type, value: BigInt.asUintN(128, BigInt(value)) };
    default:
      return type satisfies never;
  }
}
export function undef(type: ValueType): UndefValue {
  return { kind: 'undef', type };
}
export function zero(type: ValueType): ConstValue {
  return constant(type, 0);
}
export function globalAddress(global: Global): Value {
  return { kind: 'global-address', type: 'ptr', global };
}
export function functionAddress(fn: Func): Value {
  return { kind: 'function-address', type: 'ptr', function: fn };
}

/** Value type of a loaded scalar. */
export function valueTypeOf(memory: ScalarMemoryType): ValueType {
  return memory === 'i8' || memory === 'i16' ? 'i32' : memory;
}

/** Distributes over a union, so that each member loses its own base fields. */
type InstFields<T> = T extends Inst ? Omit<T, 'number' | 'results' | 'loc' | 'inlinedAt'> : never;

/** Creates an instruction that is in no region yet. */
export function makeInst<T extends Inst>(fields: InstFields<T>, resultTypes: readonly ValueType[], loc: Loc): T {
  const given = fields as unknown as Inst;
  // An array that grows from nothing takes room for sixteen.
  const results: InstResult[] = resultTypes.length === 0 ? [] : new Array(resultTypes.length);
  const inst = shapeInst(given, given.operands, results, loc, given.inlinedAt);
  for (let index = 0; index < resultTypes.length; index++) results[index] = makeResult(inst, index, resultTypes[index]!);
  return inst as T;
}

/** Appends instructions to the current region. */
export interface Builder {
  region: Region;
  loc: Loc;
}

export function createBuilder(region: Region): Builder {
  return { region, loc: NO_LOC };
}

export function append<T extends Inst>(b: Builder, fields: InstFields<T>, resultTypes: readonly ValueType[]): T {
  const inst = makeInst<T>(fields, resultTypes, b.loc);
  b.region.insts.push(inst);
  return inst;
}

function one(inst: Inst): InstResult {
  return inst.results[0]!;
}

export function binary(b: Builder, op: BinaryOp, left: Value, right: Value): Value {
  return one(append(b, { kind: 'binary', op, operands: [left, right] }, [left.type]));
}
export function compare(b: Builder, op: CompareOp, left: Value, right: Value): Value {
  return one(append(b, { kind: 'compare', op, operands: [left, right] }, ['i1']));
}
export function unary(b: Builder, op: UnaryOp, operand: Value): Value {
  return one(append(b, { kind: 'unary', op, operands: [operand] }, [operand.type]));
}
export function convert(b: Builder, op: ConvertOp, operand: Value, to: ValueType): Value {
  return one(append(b, { kind: 'convert', op, operands: [operand] }, [to]));
}
export function select(b: Builder, condition: Value, then: Value, otherwise: Value): Value {
  return one(append(b, { kind: 'select', operands: [condition, then, otherwise] }, [then.type]));
}
export function fma(b: Builder, x: Value, y: Value, z: Value): Value {
  return one(append(b, { kind: 'fma', operands: [x, y, z] }, [x.type]));
}
export function index(b: Builder, base: Value, element: MemoryType, i: Value): Value {
  if (i.kind === 'const' && (i.value === 0 || i.value === 0n)) return base;
  return one(append(b, { kind: 'index', element, operands: [base, i] }, ['ptr']));
}
export function field(b: Builder, base: Value, struct: StructType, fieldIndex: number): Value {
  return one(append(b, { kind: 'field', struct, field: fieldIndex, operands: [base] }, ['ptr']));
}
export function alloca(b: Builder, type: MemoryType, name: string): InstResult {
  return one(append<AllocaInst>(b, { kind: 'alloca', type, name, operands: [] }, ['ptr']));
}
export function load(b: Builder, memory: ScalarMemoryType, address: Value, signed: boolean, align: number, volatile = false): Value {
  return one(append(b, { kind: 'load', memory, signed, align, volatile, operands: [address] }, [valueTypeOf(memory)]));
}
export function store(b: Builder, memory: ScalarMemoryType, address: Value, value: Value, align: number, volatile = false, group?: number): void {
  append(b, { kind: 'store', memory, align, volatile, ...(group === undefined ? {} : { group }), operands: [address, value] }, []);
}
export function copy(b: Builder, to: Value, from: Value, bytes: Value, align: number, type?: MemoryType, overlap = false): void {
  append(b, { kind: 'copy', overlap, type, align, operands: [to, from, bytes] }, []);
}
export function fill(b: Builder, to: Value, byte: Value, bytes: Value, align: number, type?: MemoryType): void {
  append(b, { kind: 'fill', type, align, operands: [to, byte, bytes] }, []);
}
export function atomic(b: Builder, op: AtomicOp, memory: AtomicInst['memory'], scope: MemoryScope, operands: Value[]): Value | undefined {
  const type: ValueType = memory === 'i16' ? 'i32' : memory;
  const inst = append<AtomicInst>(b, { kind: 'atomic', op, memory, scope, operands }, op === 'store' ? [] : [type]);
  return inst.results[0];
}
export function barrier(b: Builder, kind: BarrierKind, predicate?: Value): Value | undefined {
  return append(b, { kind: 'barrier', barrier: kind, operands: predicate ? [predicate] : [] }, predicate ? ['i32'] : []).results[0];
}
export function warp(b: Builder, op: WarpOp, operands: Value[]): Value | undefined {
  return append(b, { kind: 'warp', op, operands }, op === 'sync' ? [] : ['i32']).results[0];
}
export function special(b: Builder, register: SpecialRegister): Value {
  return one(append(b, { kind: 'special', register, operands: [] }, [register === 'dynamicShared' ? 'ptr' : 'i32']));
}
/** What a call through this pointer calls, if that is known and the call fits it. */
export function knownCallee(pointer: Value, params: readonly ValueType[], result: ValueType | undefined): Func | undefined {
  if (pointer.kind !== 'function-address') return undefined;
  const fn = pointer.function;
  return fn.kernel === undefined && fn.result === result && fn.params.length === params.length && fn.params.every((p, i) => p.type === params[i]) ? fn : undefined;
}
export function call(b: Builder, callee: Func, args: Value[]): Value | undefined {
  return append(b, { kind: 'call', callee, operands: args }, callee.result ? [callee.result] : []).results[0];
}
export function callIndirect(b: Builder, pointer: Value, params: readonly ValueType[], result: ValueType | undefined, args: Value[], virtual?: VirtualSlot): Value | undefined {
  const callee = knownCallee(pointer, params, result);
  if (callee !== undefined) return call(b, callee, args);
  return append(b, { kind: 'call-indirect', params, result, operands: [pointer, ...args], ...(virtual === undefined ? {} : { virtual }) }, result ? [result] : []).results[0];
}
export function vector(b: Builder, op: VectorOp, operands: Value[], type: ValueType, lanes: readonly number[] = []): Value {
  return one(append(b, { kind: 'vector', op, lanes, operands }, [type]));
}
/** A comparison of vectors: its mask. */
export function compareLanes(b: Builder, op: CompareOp, left: Value, right: Value): Value {
  return one(append(b, { kind: 'compare', op, operands: [left, right] }, [maskTypeOf(left.type)]));
}
export function isVectorType(type: ValueType): type is VectorType {
  return type.charCodeAt(0) === 118;
}
/** Type of the mask that a comparison of such vectors gives; i1 for scalars. */
export function maskTypeOf(type: ValueType): ValueType {
  switch (type) {
    case 'v4i32':
    case 'v4f32':
      return 'v4i32';
    case 'v2i64':
    case 'v2f64':
      return 'v2i64';
    default:
      return 'i1';
  }
}
export function intrinsic(b: Builder, name: string, args: Value[], result: ValueType | undefined): Value | undefined {
  return append(b, { kind: 'intrinsic', name, operands: args }, result ? [result] : []).results[0];
}

// ---- terminators: appended to the current region, which must not have one yet

export function yieldValues(b: Builder, values: Value[] = []): void {
  append(b, { kind: 'yield', operands: values }, []);
}
export function breakTo(b: Builder, target: BlockInst | LoopInst, values: Value[] = []): void {
  append(b, { kind: 'break', target, operands: values }, []);
}
export function continueTo(b: Builder, target: LoopInst, values: Value[] = []): void {
  append(b, { kind: 'continue', target, operands: values }, []);
}
export function returnValue(b: Builder, value?: Value): void {
  append(b, { kind: 'return', operands: value ? [value] : [] }, []);
}
export function unreachable(b: Builder): void {
  append(b, { kind: 'unreachable', operands: [] }, []);
}

export function isTerminator(inst: Inst): boolean {
  switch (inst.kind) {
    case 'yield':
    case 'break':
    case 'continue':
    case 'return':
    case 'throw':
    case 'unreachable':
      return true;
    default:
      return false;
  }
}

/** Does the region end in a terminator already? */
export function isTerminated(region: Region): boolean {
  const last = region.insts[region.insts.length - 1];
  return last !== undefined && isTerminator(last);
}

/** The regions an instruction owns, in source order. */
export function regionsOf(inst: Inst): readonly Region[] {
  switch (inst.kind) {
    case 'if':
      return [inst.then, inst.otherwise];
    case 'switch':
      return [...inst.cases.map((c) => c.region), inst.otherwise];
    case 'block':
    case 'loop':
      return [inst.body];
    case 'try':
      return [inst.body, inst.handler];
    default:
      return NO_REGIONS;
  }
}

const NO_REGIONS: readonly Region[] = [];

export type { RegionParam };
