/**
 * The names of all operations, in a fixed order: their places are their codes in the binary form, so new ones are added at the end.
 */
import type {
  AtomicInst, AtomicOp, BarrierKind, BinaryOp, CompareOp, ConvertOp, FloatRules, Func, GlobalSpace, Linkage, MemoryScope, ScalarMemoryType, SpecialRegister, UnaryOp, ValueType, VectorOp, WarpOp,
} from './ir.js';

export const VALUE_TYPES: readonly ValueType[] = ['i1', 'i32', 'i64', 'f32', 'f64', 'ptr', 'v4i32', 'v4f32', 'v2i64', 'v2f64'];
export const SCALAR_MEMORY_TYPES: readonly ScalarMemoryType[] = ['i1', 'i8', 'i16', 'i32', 'i64', 'f32', 'f64', 'ptr', 'v4i32', 'v4f32', 'v2i64', 'v2f64'];
export const VECTOR_OPS: readonly VectorOp[] = ['splat', 'extract', 'insert', 'shuffle', 'any', 'all', 'bitmask', 'bytes'];
export const BINARY_OPS: readonly BinaryOp[] = [
  'add', 'sub', 'mul', 'sdiv', 'udiv', 'srem', 'urem', 'and', 'or', 'xor', 'shl', 'lshr', 'ashr', 'smin', 'smax', 'umin', 'umax', 'smulhi', 'umulhi',
  'fadd', 'fsub', 'fmul', 'fdiv', 'fmin', 'fmax', 'copysign',
];
export const COMPARE_OPS: readonly CompareOp[] = [
  'eq', 'ne', 'slt', 'sle', 'sgt', 'sge', 'ult', 'ule', 'ugt', 'uge', 'foeq', 'fune', 'folt', 'fole', 'fogt', 'foge',
];
export const UNARY_OPS: readonly UnaryOp[] = [
  'fneg', 'fabs', 'fsqrt', 'ffloor', 'fceil', 'ftrunc', 'frint', 'clz', 'ctz', 'popcount', 'bitreverse', 'byteswap',
];
export const CONVERT_OPS: readonly ConvertOp[] = [
  'sext', 'zext', 'trunc', 'sext8', 'zext8', 'sext16', 'zext16', 'sext32', 'sitofp', 'uitofp', 'fptosi', 'fptoui', 'fpext', 'fptrunc', 'bitcast', 'ptrtoint', 'inttoptr',
];
export const ATOMIC_OPS: readonly AtomicOp[] = [
  'add', 'sub', 'exchange', 'smin', 'smax', 'umin', 'umax', 'and', 'or', 'xor', 'inc', 'dec', 'fadd', 'compare-exchange', 'load', 'store',
];
export const ATOMIC_MEMORY: readonly AtomicInst['memory'][] = ['i16', 'i32', 'i64', 'f32', 'f64'];
export const SCOPES: readonly MemoryScope[] = ['thread', 'block', 'device', 'system'];
export const BARRIERS: readonly BarrierKind[] = ['block', 'block-count', 'block-and', 'block-or', 'grid'];
export const WARP_OPS: readonly WarpOp[] = [
  'sync', 'shfl', 'shfl-up', 'shfl-down', 'shfl-xor', 'ballot', 'all', 'any', 'match-any', 'match-all', 'activemask',
  'reduce-add', 'reduce-smin', 'reduce-smax', 'reduce-umin', 'reduce-umax', 'reduce-and', 'reduce-or', 'reduce-xor',
];
export const SPECIAL_REGISTERS: readonly SpecialRegister[] = [
  'threadIdx.x', 'threadIdx.y', 'threadIdx.z', 'blockIdx.x', 'blockIdx.y', 'blockIdx.z', 'blockDim.x', 'blockDim.y', 'blockDim.z', 'gridDim.x', 'gridDim.y', 'gridDim.z',
  'laneid', 'linearThread', 'dynamicShared',
];
export const LINKAGES: readonly Linkage[] = ['external', 'internal', 'once', 'weak'];
export const GLOBAL_SPACES: readonly GlobalSpace[] = ['host', 'device', 'constant', 'managed', 'shared', 'thread'];
export const FUNCTION_SPACES: readonly Func['space'][] = ['kernel', 'host', 'device', 'any'];

const KINDS = new Map<string, 'binary' | 'compare' | 'unary' | 'convert'>();
for (const op of BINARY_OPS) KINDS.set(op, 'binary');
for (const op of COMPARE_OPS) KINDS.set(op, 'compare');
for (const op of UNARY_OPS) KINDS.set(op, 'unary');
for (const op of CONVERT_OPS) KINDS.set(op, 'convert');

/** Which kind of instruction an operation's name belongs to, for the four kinds that are named by their operation. */
export function operationKind(op: string): 'binary' | 'compare' | 'unary' | 'convert' | undefined {
  return KINDS.get(op);
}

/** Name → place in a table, for encoding. */
export function codesOf<T extends string>(table: readonly T[]): ReadonlyMap<T, number> {
  return new Map(table.map((name, i) => [name, i]));
}

/** Names of the rules of FloatRules. */
export const FLOAT_RULES = ['contract', 'fastQuotients', 'fastRoots', 'fastFunctions'] as const satisfies readonly (keyof FloatRules)[];
