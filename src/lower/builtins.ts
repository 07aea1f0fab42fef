/**
 * Compiler builtins → IR: one table row a builtin (src/tree/builtins.ts says their types). A row gets the checked call and gives its value.
 */
import * as build from '../ir/build.js';
import { constI32, constI64 } from '../ir/build.js';
import type { AtomicInst, AtomicOp, BarrierKind, SpecialRegister, UnaryOp, WarpOp } from '../ir/ir.js';
import type { CheckedExpr, Type } from '../tree/index.js';
import { passThroughOverflow } from './overflow.js';
import type { FunctionState } from './context.js';
import { copyObject } from './copies.js';
import { address, effect, indexValue, scalarConvert, temporarySlot, value } from './expressions.js';
import { libraryFunction } from './functions.js';
import { reportUnsupported } from './report.js';
import type { Value, ValueType } from './ir-imports.js';
import { BYTE, isAggregate, isFloating, isVoid, scalarInfo, valueType } from './types.js';
import { allocaAtEntry } from './functions.js';

type BuiltinExpr = Extract<CheckedExpr, { kind: 'builtin' }>;
type Row = (f: FunctionState, e: BuiltinExpr, to: Value | undefined) => Value | undefined;

// ---- special registers as variables: threadIdx.x …

const SPECIALS: Record<string, readonly SpecialRegister[]> = {
  threadIdx: ['threadIdx.x', 'threadIdx.y', 'threadIdx.z'],
  blockIdx: ['blockIdx.x', 'blockIdx.y', 'blockIdx.z'],
  blockDim: ['blockDim.x', 'blockDim.y', 'blockDim.z'],
  gridDim: ['gridDim.x', 'gridDim.y', 'gridDim.z'],
};

/** `threadIdx.x` read as a value; undefined for anything else. */
export function specialVariable(f: FunctionState, e: CheckedExpr): Value | undefined {
  if (e.kind === 'convert' && e.conversion === 'no-op') return specialVariable(f, e.operand);
  if (e.kind === 'field' && e.base.kind === 'variable' && e.base.variable.builtin !== undefined) {
    const registers = SPECIALS[e.base.variable.builtin];
    return registers === undefined ? undefined : build.special(f.b, registers[e.field.index]!);
  }
  if (e.kind === 'variable' && e.variable.builtin === 'warpSize') return constI32(32);
  return undefined;
}

/** The whole of `threadIdx` as an object: a temporary filled with its registers. */
export function specialObject(f: FunctionState, name: string, type: Type): Value {
  const slot = temporarySlot(f, type);
  if (name === 'warpSize') {
    build.store(f.b, 'i32', slot, constI32(32), 4);
    return slot;
  }
  SPECIALS[name]!.forEach((register, i) => build.store(f.b, 'i32', build.index(f.b, slot, BYTE, constI32(4 * i)), build.special(f.b, register), 4));
  return slot;
}

// ---- rows

const arg = (f: FunctionState, e: BuiltinExpr, i: number): Value => value(f, e.args[i]!);

function toI32(f: FunctionState, v: Value): Value {
  if (v.type === 'i1') return build.convert(f.b, 'zext', v, 'i32');
  return v.type === 'i64' ? build.convert(f.b, 'trunc', v, 'i32') : v;
}

/** Counts bits of the operand; the result is an int. */
function bits(op: UnaryOp): Row {
  return (f, e) => toI32(f, build.unary(f.b, op, arg(f, e, 0)));
}
function unary(op: UnaryOp): Row {
  return (f, e) => build.unary(f.b, op, arg(f, e, 0));
}
const ffs: Row = (f, e) => {
  const v = arg(f, e, 0);
  const found = build.binary(f.b, 'add', toI32(f, build.unary(f.b, 'ctz', v)), constI32(1));
  return build.select(f.b, build.compare(f.b, 'ne', v, build.zero(v.type)), found, constI32(0));
};
const parity: Row = (f, e) => build.binary(f.b, 'and', toI32(f, build.unary(f.b, 'popcount', arg(f, e, 0))), constI32(1));
const byteswap16: Row = (f, e) => {
  const v = arg(f, e, 0);
  return build.binary(f.b, 'lshr', build.unary(f.b, 'byteswap', v), constI32(16));
};
/** Redundant sign bits. */
const clrsb: Row = (f, e) => {
  const v = arg(f, e, 0);
  const width = v.type === 'i64' ? 64 : 32;
  const flipped = build.binary(f.b, 'xor', v, build.binary(f.b, 'ashr', v, build.constant(v.type, width - 1)));
  return build.binary(f.b, 'sub', toI32(f, build.unary(f.b, 'clz', flipped)), constI32(1));
};

function memory(kind: 'copy' | 'move' | 'set'): Row {
  return (f, e) => {
    const to = arg(f, e, 0);
    if (kind === 'set') {
      const byte = arg(f, e, 1);
      build.fill(f.b, to, byte, toI32(f, arg(f, e, 2)), 1);
    } else {
      const from = arg(f, e, 1);
      build.copy(f.b, to, from, toI32(f, arg(f, e, 2)), 1, undefined, kind === 'move');
    }
    return to;
  };
}

/** A library function of the same meaning; argument and result types as declared. */
function library(name: string): Row {
  return (f, e, to) => {
    const args = e.args.map((a) => (isAggregate(a.type) ? address(f, a) : value(f, a)));
    const result = isVoid(e.type) || isAggregate(e.type) ? undefined : valueType(e.type);
    if (isAggregate(e.type)) args.unshift(to ?? temporarySlot(f, e.type));
    return build.call(f.b, libraryFunction(f.unit, name, args.map((a) => a.type), result), args);
  };
}

function classify(f: FunctionState, v: Value): { magnitude: Value; infinity: Value } {
  const { b } = f;
  if (v.type === 'f32') {
    const word = build.convert(b, 'bitcast', v, 'i32');
    return { magnitude: build.binary(b, 'and', word, constI32(0x7fffffff)), infinity: constI32(0x7f800000) };
  }
  const word = build.convert(b, 'bitcast', v, 'i64');
  return { magnitude: build.binary(b, 'and', word, constI64(0x7fffffffffffffffn)), infinity: constI64(0x7ff0000000000000n) };
}
function classified(op: 'eq' | 'ugt' | 'ult'): Row {
  return (f, e) => {
    const { magnitude, infinity } = classify(f, arg(f, e, 0));
    return resultBool(f, build.compare(f.b, op, magnitude, infinity), e.type);
  };
}
function resultBool(f: FunctionState, v: Value, type: Type): Value {
  const to = valueType(type);
  return to === 'i1' ? v : build.convert(f.b, 'zext', v, to);
}
const isInfSign: Row = (f, e) => {
  const v = arg(f, e, 0);
  const { magnitude, infinity } = classify(f, v);
  const sign = build.select(f.b, build.compare(f.b, 'folt', v, build.zero(v.type)), constI32(-1), constI32(1));
  return build.select(f.b, build.compare(f.b, 'eq', magnitude, infinity), sign, constI32(0));
};
const signbit: Row = (f, e) => {
  const v = arg(f, e, 0);
  const word = v.type === 'f32' ? build.convert(f.b, 'bitcast', v, 'i32') : build.convert(f.b, 'bitcast', v, 'i64');
  return resultBool(f, build.compare(f.b, 'slt', word, build.zero(word.type)), e.type);
};
const isNormal: Row = (f, e) => {
  const { magnitude, infinity } = classify(f, arg(f, e, 0));
  const smallest = magnitude.type === 'i32' ? constI32(0x00800000) : constI64(0x0010000000000000n);
  return resultBool(f, build.binary(f.b, 'and', build.compare(f.b, 'uge', magnitude, smallest), build.compare(f.b, 'ult', magnitude, infinity)), e.type);
};
/** __builtin_fpclassify(nan, inf, normal, subnormal, zero, x). */
const fpclassify: Row = (f, e) => {
  const { b } = f;
  const [nan, inf, normal, subnormal, zero] = e.args.slice(0, 5).map((a) => value(f, a)) as [Value, Value, Value, Value, Value];
  const { magnitude, infinity } = classify(f, arg(f, e, 5));
  const smallest = magnitude.type === 'i32' ? constI32(0x00800000) : constI64(0x0010000000000000n);
  const small = build.select(b, build.compare(b, 'eq', magnitude, build.zero(magnitude.type)), zero, build.select(b, build.compare(b, 'ult', magnitude, smallest), subnormal, normal));
  return build.select(b, build.compare(b, 'ult', magnitude, infinity), small, build.select(b, build.compare(b, 'eq', magnitude, infinity), inf, nan));
};
function unordered(op: 'folt' | 'fole' | 'fogt' | 'foge' | 'less-greater' | 'unordered'): Row {
  return (f, e) => {
    const { b } = f;
    const x = arg(f, e, 0);
    const y = arg(f, e, 1);
    if (op === 'less-greater') return resultBool(f, build.binary(b, 'or', build.compare(b, 'folt', x, y), build.compare(b, 'fogt', x, y)), e.type);
    if (op === 'unordered') return resultBool(f, build.binary(b, 'or', build.compare(b, 'fune', x, x), build.compare(b, 'fune', y, y)), e.type);
    return resultBool(f, build.compare(b, op, x, y), e.type);
  };
}

const bitCast: Row = (f, e, to) => {
  const operand = e.args[0]!;
  if (isAggregate(e.type)) {
    const slot = to ?? temporarySlot(f, e.type);
    if (isAggregate(operand.type)) copyObject(f, slot, address(f, operand), e.type);
    else {
      const v = operand.category === 'prvalue' ? value(f, operand) : undefined;
      if (v === undefined) copyObject(f, slot, address(f, operand), e.type);
      else build.store(f.b, scalarInfo(operand.type)!.memory, slot, v, 1);
    }
    return slot;
  }
  if (isAggregate(operand.type) || operand.category !== 'prvalue') {
    const info = scalarInfo(e.type)!;
    return build.load(f.b, info.memory, address(f, operand), !info.unsigned, 1);
  }
  const v = value(f, operand);
  const target = valueType(e.type);
  if (v.type === target) return isFloating(e.type) ? v : scalarConvert(f, v, operand.type, e.type);
  if (v.type === 'i1') return build.convert(f.b, 'zext', v, target);
  if (target === 'i1') return build.compare(f.b, 'ne', v, build.zero(v.type));
  if (v.type === 'ptr') return build.convert(f.b, 'ptrtoint', v, target);
  if (target === 'ptr') return build.convert(f.b, 'inttoptr', v, 'ptr');
  return build.convert(f.b, 'bitcast', v, target);
};

function special(register: SpecialRegister): Row {
  return (f) => build.special(f.b, register);
}
function intrinsic(name: string, result: ValueType | undefined): Row {
  return (f, e) => {
    const v = build.intrinsic(f.b, name, e.args.map((a) => value(f, a)), result);
    return v === undefined || isVoid(e.type) || v.type === valueType(e.type) ? v : toI32(f, v);
  };
}
function barrier(kind: BarrierKind): Row {
  return (f, e) => build.barrier(f.b, kind, kind === 'block' || kind === 'grid' ? undefined : toI32(f, arg(f, e, 0)));
}
function fence(scope: 'block' | 'device' | 'system'): Row {
  return (f) => {
    build.append(f.b, { kind: 'fence', scope, operands: [] }, []);
    return undefined;
  };
}
function warp(op: WarpOp): Row {
  return (f, e) => {
    const args = e.args.map((a, i) => {
      const v = value(f, a);
      return (op === 'match-any' || op === 'match-all') && i === 1 ? v : toI32(f, v);
    });
    const v = build.warp(f.b, op, args);
    return v === undefined || isVoid(e.type) ? v : valueType(e.type) === 'i1' ? build.compare(f.b, 'ne', v, constI32(0)) : v;
  };
}

const ATOMIC_OPS: Record<string, { signed: AtomicOp; unsigned: AtomicOp }> = {
  add: { signed: 'add', unsigned: 'add' },
  sub: { signed: 'sub', unsigned: 'sub' },
  exch: { signed: 'exchange', unsigned: 'exchange' },
  cas: { signed: 'compare-exchange', unsigned: 'compare-exchange' },
  min: { signed: 'smin', unsigned: 'umin' },
  max: { signed: 'smax', unsigned: 'umax' },
  and: { signed: 'and', unsigned: 'and' },
  or: { signed: 'or', unsigned: 'or' },
  xor: { signed: 'xor', unsigned: 'xor' },
  inc: { signed: 'inc', unsigned: 'inc' },
  dec: { signed: 'dec', unsigned: 'dec' },
};

/** atomic_add_i32 and so on: the name says operation and type. */
function atomicRow(name: string): Row | undefined {
  const match = /^atomic_([a-z]+)_([iuf])(16|32|64)$/.exec(name);
  if (match === null) return undefined;
  const row = ATOMIC_OPS[match[1]!];
  if (row === undefined) return undefined;
  const letter = match[2]!;
  const width = match[3]!;
  const memoryType = (letter === 'f' ? `f${width}` : `i${width}`) as AtomicInst['memory'];
  const op: AtomicOp = letter === 'f' && match[1] === 'add' ? 'fadd' : letter === 'i' ? row.signed : row.unsigned;
  return (f, e) => {
    const args = e.args.map((a) => value(f, a));
    const old = build.atomic(f.b, op, memoryType, 'device', args);
    return isVoid(e.type) ? undefined : old;
  };
}

const nothing: Row = (f, e) => {
  for (const a of e.args) effect(f, a);
  return undefined;
};

const ROWS: Record<string, Row> = {
  // bits
  __builtin_clz: bits('clz'), __builtin_clzl: bits('clz'), __builtin_clzll: bits('clz'),
  __builtin_ctz: bits('ctz'), __builtin_ctzl: bits('ctz'), __builtin_ctzll: bits('ctz'),
  __builtin_popcount: bits('popcount'), __builtin_popcountl: bits('popcount'), __builtin_popcountll: bits('popcount'),
  __builtin_ffs: ffs, __builtin_ffsl: ffs, __builtin_ffsll: ffs,
  __builtin_parity: parity, __builtin_parityl: parity, __builtin_parityll: parity,
  __builtin_clrsb: clrsb, __builtin_clrsbl: clrsb, __builtin_clrsbll: clrsb,
  __builtin_bswap16: byteswap16, __builtin_bswap32: unary('byteswap'), __builtin_bswap64: unary('byteswap'),
  __builtin_bitreverse32: unary('bitreverse'), __builtin_bitreverse64: unary('bitreverse'),
  // memory
  __builtin_memcpy: memory('copy'), __builtin_memmove: memory('move'), __builtin_memset: memory('set'),
  __builtin_alloca: (f, e) => {
    const size = e.args[0]!;
    if (size.kind === 'integer') return allocaAtEntry(f, { kind: 'bytes', size: Number(size.value), align: 16 }, 'alloca');
    return build.intrinsic(f.b, 'alloca', [toI32(f, indexValue(f, size))], 'ptr');
  },
  __builtin_bit_cast: bitCast,
  __builtin_addressof: (f, e) => address(f, e.args[0]!),
  __builtin_launder: (f, e) => arg(f, e, 0),
  __builtin_assume_aligned: (f, e) => arg(f, e, 0),
  __builtin_frame_address: (f) => build.intrinsic(f.b, 'frame-address', [], 'ptr'),
  __builtin_return_address: () => build.NULL,
  // floating point
  __builtin_sqrt: unary('fsqrt'), __builtin_sqrtf: unary('fsqrt'), __builtin_fabs: unary('fabs'), __builtin_fabsf: unary('fabs'), __builtin_floor: unary('ffloor'), __builtin_floorf: unary('ffloor'),
  __builtin_ceil: unary('fceil'), __builtin_ceilf: unary('fceil'), __builtin_trunc: unary('ftrunc'), __builtin_truncf: unary('ftrunc'), __builtin_rint: unary('frint'), __builtin_rintf: unary('frint'),
  __builtin_nearbyint: unary('frint'), __builtin_nearbyintf: unary('frint'), __builtin_fabsl: unary('fabs'), __builtin_sqrtl: unary('fsqrt'),
  __builtin_copysign: (f, e) => build.binary(f.b, 'copysign', arg(f, e, 0), arg(f, e, 1)),
  __builtin_copysignf: (f, e) => build.binary(f.b, 'copysign', arg(f, e, 0), arg(f, e, 1)),
  fma_f32: (f, e) => build.fma(f.b, arg(f, e, 0), arg(f, e, 1), arg(f, e, 2)),
  fma_f64: (f, e) => build.fma(f.b, arg(f, e, 0), arg(f, e, 1), arg(f, e, 2)),
  __builtin_fma: (f, e) => build.fma(f.b, arg(f, e, 0), arg(f, e, 1), arg(f, e, 2)),
  __builtin_fmaf: (f, e) => build.fma(f.b, arg(f, e, 0), arg(f, e, 1), arg(f, e, 2)),
  __builtin_huge_val: (_f, e) => build.constant(valueType(e.type), Infinity), __builtin_huge_valf: (_f, e) => build.constant(valueType(e.type), Infinity),
  __builtin_inf: (_f, e) => build.constant(valueType(e.type), Infinity), __builtin_inff: (_f, e) => build.constant(valueType(e.type), Infinity),
  __builtin_infl: (_f, e) => build.constant(valueType(e.type), Infinity), __builtin_huge_vall: (_f, e) => build.constant(valueType(e.type), Infinity),
  __builtin_nan: (_f, e) => build.constant(valueType(e.type), Number.NaN), __builtin_nanf: (_f, e) => build.constant(valueType(e.type), Number.NaN), __builtin_nanl: (_f, e) => build.constant(valueType(e.type), Number.NaN),
  __builtin_nans: (_f, e) => build.constant(valueType(e.type), Number.NaN), __builtin_nansf: (_f, e) => build.constant(valueType(e.type), Number.NaN),
  __builtin_isnan: classified('ugt'), __builtin_isinf: classified('eq'), __builtin_isfinite: classified('ult'), __builtin_isinf_sign: isInfSign, __builtin_isnormal: isNormal,
  __builtin_signbit: signbit, __builtin_signbitf: signbit, __builtin_signbitl: signbit, __builtin_fpclassify: fpclassify,
  __builtin_isgreater: unordered('fogt'), __builtin_isgreaterequal: unordered('foge'), __builtin_isless: unordered('folt'), __builtin_islessequal: unordered('fole'),
  __builtin_islessgreater: unordered('less-greater'), __builtin_isunordered: unordered('unordered'),
  // control
  __builtin_expect: (f, e) => {
    const v = arg(f, e, 0);
    effect(f, e.args[1]!);
    return v;
  },
  __builtin_unreachable: (f) => {
    build.unreachable(f.b);
    return undefined;
  },
  __builtin_trap: intrinsic('trap', undefined),
  __builtin_abort: library('abort'),
  __builtin_assume: nothing,
  __builtin_prefetch: nothing,
  __builtin_constant_p: (_f, e) => build.constant(valueType(e.type), e.args[0]!.kind === 'integer' || e.args[0]!.kind === 'floating' ? 1 : 0),
  __builtin_is_constant_evaluated: (_f, e) => build.constant(valueType(e.type), 0),
  __builtin_object_size: (_f, e) => build.constant(valueType(e.type), -1),
  __builtin_wasm_memory_size: (f, e) => widen(f, build.intrinsic(f.b, 'memory-size', [], 'i32')!, e.type),
  __builtin_wasm_memory_grow: (f, e) => {
    const pages = toI32(f, arg(f, e, 1));
    return widen(f, build.intrinsic(f.b, 'memory-grow', [pages], 'i32')!, e.type);
  },
  __builtin_wasm_memory_atomic_wait32: (f, e) => build.intrinsic(f.b, 'atomic-wait', [arg(f, e, 0), toI32(f, arg(f, e, 1)), arg(f, e, 2)], 'i32'),
  __builtin_wasm_memory_atomic_notify: (f, e) => build.intrinsic(f.b, 'atomic-notify', [arg(f, e, 0), toI32(f, arg(f, e, 1))], 'i32'),
  // CUDA
  laneid: special('laneid'),
  clock: intrinsic('clock', 'i64'), clock64: intrinsic('clock', 'i64'), globaltimer: intrinsic('globaltimer', 'i64'), smid: intrinsic('smid', 'i32'),
  syncthreads: barrier('block'), syncthreads_count: barrier('block-count'), syncthreads_and: barrier('block-and'), syncthreads_or: barrier('block-or'),
  syncgrid: barrier('grid'),
  syncwarp: warp('sync'), threadfence_block: fence('block'), threadfence: fence('device'), threadfence_system: fence('system'),
  nanosleep: intrinsic('nanosleep', undefined), await_arrivals: intrinsic('await-arrivals', undefined), trap: intrinsic('trap', undefined), brkpt: nothing, exit_thread: intrinsic('exit-thread', undefined),
  shfl_sync: warp('shfl'), shfl_up_sync: warp('shfl-up'), shfl_down_sync: warp('shfl-down'), shfl_xor_sync: warp('shfl-xor'),
  ballot_sync: warp('ballot'), all_sync: warp('all'), any_sync: warp('any'), activemask: warp('activemask'),
  match_any_sync: warp('match-any'), match_any_sync64: warp('match-any'), match_all_sync: warp('match-all'), match_all_sync64: warp('match-all'),
  reduce_add_sync: warp('reduce-add'), reduce_min_sync: warp('reduce-umin'), reduce_max_sync: warp('reduce-umax'), reduce_min_sync_s: warp('reduce-smin'), reduce_max_sync_s: warp('reduce-smax'),
  reduce_and_sync: warp('reduce-and'), reduce_or_sync: warp('reduce-or'), reduce_xor_sync: warp('reduce-xor'),
};

function widen(f: FunctionState, v: Value, type: Type): Value {
  return valueType(type) === 'i64' ? build.convert(f.b, 'sext', v, 'i64') : v;
}

/** gcc builtins that are library functions under the name without the prefix. */
const LIBRARY = new Set(
  ('memcmp strlen strcmp strncmp strcpy strncpy strcat strncat strchr strrchr strstr memchr abs labs llabs sin sinf cos cosf tan tanf asin asinf acos acosf atan atanf atan2 atan2f sinh sinhf cosh coshf tanh ' +
    'tanhf exp expf exp2 exp2f expm1 expm1f log logf log2 log2f log10 log10f log1p log1pf pow powf fmod fmodf cbrt cbrtf hypot hypotf round roundf lround lroundf llround llroundf lrint lrintf llrint llrintf ' +
    'fmin fminf fmax fmaxf fdim fdimf ldexp ldexpf frexp frexpf modf modff scalbn scalbnf logb logbf ilogb ilogbf erf erff erfc erfcf tgamma tgammaf lgamma lgammaf nextafter nextafterf remainder remainderf ' +
    'malloc calloc realloc free printf puts putchar abort exit').split(' '),
);

export function lowerBuiltin(f: FunctionState, e: BuiltinExpr, to: Value | undefined): Value | undefined {
  f.b.loc = e.loc;
  const row = ROWS[e.name] ?? atomicRow(e.name);
  if (row !== undefined) return row(f, e, to);
  const overflow = /^__builtin_[su]?(add|sub|mul)l{0,2}_overflow$/.exec(e.name);
  if (overflow !== null) return passThroughOverflow(f, e, overflow[1] as 'add' | 'sub' | 'mul');
  const name = e.name.replace(/^__builtin_/, '');
  if (LIBRARY.has(name)) return library(name)(f, e, to);
  reportUnsupported(f, `the builtin '${e.name}'`, e.loc);
  return isVoid(e.type) || isAggregate(e.type) ? undefined : build.undef(valueType(e.type));
}
