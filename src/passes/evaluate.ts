/**
 * Arithmetic on constants, exactly as ir.ts defines it: 32- and 64-bit wrap-around, f32 rounding after each operation, CUDA's conversions. Undefined where a result must not be decided at compile time
 * (division by zero, results that are NaN: their sign and payload belong to the machine).
 */
import type { BinaryOp, CompareOp, ConvertOp, UnaryOp, ValueType } from '../ir/ir.js';

type Num = number | bigint;

export function evaluateBinary(op: BinaryOp, type: ValueType, a: Num, b: Num): Num | undefined {
  switch (type) {
    case 'i1':
      return op === 'and' ? Number(a) & Number(b) : op === 'or' ? Number(a) | Number(b) : op === 'xor' ? Number(a) ^ Number(b) : undefined;
    case 'i32':
      return binary32(op, a as number, b as number);
    case 'i64': {
      const r = binary64(op, a as bigint, b as bigint);
      return r === undefined ? undefined : BigInt.asIntN(64, r);
    }
    case 'f32':
    case 'f64': {
      const r = binaryFloat(op, a as number, b as number);
      if (r === undefined || r !== r) return undefined;
      return type === 'f32' ? Math.fround(r) : r;
    }
    default:
      return undefined;
  }
}

function binary32(op: BinaryOp, a: number, b: number): number | undefined {
  switch (op) {
    case 'add':
      return (a + b) | 0;
    case 'sub':
      return (a - b) | 0;
    case 'mul':
      return Math.imul(a, b);
    case 'sdiv':
      return b === 0 ? undefined : (a / b) | 0;
    case 'udiv':
      return b === 0 ? undefined : Math.floor((a >>> 0) / (b >>> 0)) | 0;
    case 'srem':
      return b === 0 ? undefined : b === -1 ? 0 : a % b | 0;
    case 'urem':
      return b === 0 ? undefined : (a >>> 0) % (b >>> 0) | 0;
    case 'and':
      return a & b;
    case 'or':
      return a | b;
    case 'xor':
      return a ^ b;
    case 'shl':
      return a << b;
    case 'lshr':
      return (a >>> b) | 0;
    case 'ashr':
      return a >> b;
    case 'smin':
      return Math.min(a, b);
    case 'smax':
      return Math.max(a, b);
    case 'umin':
      return Math.min(a >>> 0, b >>> 0) | 0;
    case 'umax':
      return Math.max(a >>> 0, b >>> 0) | 0;
    case 'smulhi':
      return Number((BigInt(a) * BigInt(b)) >> 32n);
    case 'umulhi':
      return Number((BigInt(a >>> 0) * BigInt(b >>> 0)) >> 32n) | 0;
    default:
      return undefined;
  }
}

const u64 = (v: bigint): bigint => BigInt.asUintN(64, v);

function binary64(op: BinaryOp, a: bigint, b: bigint): bigint | undefined {
  switch (op) {
    case 'add':
      return a + b;
    case 'sub':
      return a - b;
    case 'mul':
      return a * b;
    case 'sdiv':
      return b === 0n ? undefined : a / b;
    case 'udiv':
      return b === 0n ? undefined : u64(a) / u64(b);
    case 'srem':
      return b === 0n ? undefined : a % b;
    case 'urem':
      return b === 0n ? undefined : u64(a) % u64(b);
    case 'and':
      return a & b;
    case 'or':
      return a | b;
    case 'xor':
      return a ^ b;
    case 'shl':
      return a << (b & 63n);
    case 'lshr':
      return u64(a) >> (b & 63n);
    case 'ashr':
      return a >> (b & 63n);
    case 'smin':
      return a < b ? a : b;
    case 'smax':
      return a > b ? a : b;
    case 'umin':
      return u64(a) < u64(b) ? a : b;
    case 'umax':
      return u64(a) > u64(b) ? a : b;
    case 'smulhi':
      return (a * b) >> 64n;
    case 'umulhi':
      return (u64(a) * u64(b)) >> 64n;
    default:
      return undefined;
  }
}

/** In double precision: for f32 operands, rounding the result once more gives the correctly rounded f32 result for + - * /. */
function binaryFloat(op: BinaryOp, a: number, b: number): number | undefined {
  switch (op) {
    case 'fadd':
      return a + b;
    case 'fsub':
      return a - b;
    case 'fmul':
      return a * b;
    case 'fdiv':
      return a / b;
    case 'fmin':
      return a !== a ? b : b !== b ? a : Math.min(a, b);
    case 'fmax':
      return a !== a ? b : b !== b ? a : Math.max(a, b);
    case 'copysign':
      if (b !== b) return undefined;
      return b < 0 || Object.is(b, -0) ? -Math.abs(a) : Math.abs(a);
    default:
      return undefined;
  }
}

export function evaluateCompare(op: CompareOp, type: ValueType, a: Num, b: Num): boolean {
  if (type === 'i32' || type === 'ptr') {
    switch (op) {
      case 'ult':
        return (a as number) >>> 0 < (b as number) >>> 0;
      case 'ule':
        return (a as number) >>> 0 <= (b as number) >>> 0;
      case 'ugt':
        return (a as number) >>> 0 > (b as number) >>> 0;
      case 'uge':
        return (a as number) >>> 0 >= (b as number) >>> 0;
      default:
        break;
    }
  }
  switch (op) {
    case 'eq':
    case 'foeq':
      return a === b;
    case 'ne':
    case 'fune':
      return a !== b;
    case 'slt':
    case 'folt':
      return a < b;
    case 'sle':
    case 'fole':
      return a <= b;
    case 'sgt':
    case 'fogt':
      return a > b;
    case 'sge':
    case 'foge':
      return a >= b;
    case 'ult':
      return u64(a as bigint) < u64(b as bigint);
    case 'ule':
      return u64(a as bigint) <= u64(b as bigint);
    case 'ugt':
      return u64(a as bigint) > u64(b as bigint);
    case 'uge':
      return u64(a as bigint) >= u64(b as bigint);
    default:
      return op satisfies never;
  }
}

export function evaluateUnary(op: UnaryOp, type: ValueType, a: Num): Num | undefined {
  switch (op) {
    case 'fneg':
      return a !== a ? undefined : -(a as number);
    case 'fabs':
      return a !== a ? undefined : Math.abs(a as number);
    case 'fsqrt': {
      const r = Math.sqrt(a as number);
      return r !== r ? undefined : type === 'f32' ? Math.fround(r) : r;
    }
    case 'ffloor':
      return a !== a ? undefined : Math.floor(a as number);
    case 'fceil':
      return a !== a ? undefined : Math.ceil(a as number);
    case 'ftrunc':
      return a !== a ? undefined : Math.trunc(a as number);
    case 'frint':
      return a !== a ? undefined : roundToEven(a as number);
    case 'clz':
      return type === 'i32' ? Math.clz32(a as number) : BigInt(clz64(u64(a as bigint)));
    case 'ctz':
      return type === 'i32' ? ctz32(a as number) : BigInt(ctz64(u64(a as bigint)));
    case 'popcount':
      return type === 'i32' ? popcount32(a as number) : BigInt(popcount32(low(a as bigint)) + popcount32(high(a as bigint)));
    case 'bitreverse':
      return type === 'i32' ? reverse32(a as number) : join(reverse32(high(a as bigint)), reverse32(low(a as bigint)));
    case 'byteswap':
      return type === 'i32' ? swap32(a as number) : join(swap32(high(a as bigint)), swap32(low(a as bigint)));
    default:
      return op satisfies never;
  }
}

const low = (v: bigint): number => Number(BigInt.asIntN(32, v));
const high = (v: bigint): number => Number(BigInt.asIntN(32, v >> 32n));
/** From (new low word, new high word). */
const join = (lo: number, hi: number): bigint => BigInt.asIntN(64, (BigInt(hi) << 32n) | BigInt(lo >>> 0));

function roundToEven(a: number): number {
  if (Math.abs(a) >= 4503599627370496) return a;
  const floor = Math.floor(a);
  const rest = a - floor;
  const r = rest < 0.5 ? floor : rest > 0.5 ? floor + 1 : floor % 2 === 0 ? floor : floor + 1;
  return r === 0 && (a < 0 || Object.is(a, -0)) ? -0 : r;
}
function clz64(v: bigint): number {
  const hi = high(v);
  return hi === 0 ? 32 + Math.clz32(low(v)) : Math.clz32(hi);
}
function ctz32(v: number): number {
  return v === 0 ? 32 : 31 - Math.clz32(v & -v);
}
function ctz64(v: bigint): number {
  const lo = low(v);
  return lo === 0 ? 32 + ctz32(high(v)) : ctz32(lo);
}
function popcount32(v: number): number {
  let n = 0;
  for (let x = v >>> 0; x !== 0; x &= x - 1) n++;
  return n;
}
function reverse32(v: number): number {
  let r = 0;
  for (let i = 0; i < 32; i++) r = (r << 1) | ((v >>> i) & 1);
  return r | 0;
}
function swap32(v: number): number {
  return ((v & 0xff) << 24) | ((v & 0xff00) << 8) | ((v >>> 8) & 0xff00) | (v >>> 24);
}

export function evaluateConvert(op: ConvertOp, from: ValueType, to: ValueType, a: Num): Num | undefined {
  switch (op) {
    case 'sext':
      return from === 'i1' ? (to === 'i64' ? -BigInt(a) : -Number(a) | 0) : BigInt(a);
    case 'zext':
      return to === 'i64' ? BigInt(Number(a) >>> 0) : Number(a);
    case 'trunc':
      return low(a as bigint);
    case 'sext8':
      return typeof a === 'bigint' ? BigInt.asIntN(8, a) : (a << 24) >> 24;
    case 'zext8':
      return typeof a === 'bigint' ? BigInt.asUintN(8, a) : a & 0xff;
    case 'sext16':
      return typeof a === 'bigint' ? BigInt.asIntN(16, a) : (a << 16) >> 16;
    case 'zext16':
      return typeof a === 'bigint' ? BigInt.asUintN(16, a) : a & 0xffff;
    case 'sext32':
      return BigInt.asIntN(32, a as bigint);
    case 'sitofp':
      return intToFloat(a, to);
    case 'uitofp':
      return intToFloat(typeof a === 'bigint' ? u64(a) : a >>> 0, to);
    case 'fptosi':
      return floatToInt(a as number, to, true);
    case 'fptoui':
      return floatToInt(a as number, to, false);
    case 'fpext':
      return a !== a ? undefined : a;
    case 'fptrunc':
      return a !== a ? undefined : Math.fround(a as number);
    case 'bitcast':
      return bitcast(from, to, a);
    case 'ptrtoint':
      return to === 'i64' ? BigInt(a) : Number(a) | 0;
    case 'inttoptr':
      return typeof a === 'bigint' ? Number(BigInt.asUintN(32, a)) : a >>> 0;
    default:
      return op satisfies never;
  }
}

/** One rounding only: 64-bit integers that a double cannot hold are not converted to f32 here. */
function intToFloat(a: Num, to: ValueType): number | undefined {
  if (to === 'f64') return Number(a);
  const wide = Number(a);
  if (typeof a === 'bigint' && BigInt(wide) !== a) return undefined;
  return Math.fround(wide);
}

function floatToInt(a: number, to: ValueType, signed: boolean): Num {
  const whole = a !== a ? 0 : Math.trunc(a);
  if (to === 'i32') {
    if (signed) return whole <= -2147483648 ? -2147483648 : whole >= 2147483647 ? 2147483647 : whole | 0;
    return whole <= 0 ? 0 : whole >= 4294967295 ? -1 : whole | 0;
  }
  if (signed) return whole <= -(2 ** 63) ? -(2n ** 63n) : whole >= 2 ** 63 ? 2n ** 63n - 1n : BigInt(whole);
  return whole <= 0 ? 0n : whole >= 2 ** 64 ? -1n : BigInt.asIntN(64, BigInt(whole));
}

const scratch = new DataView(new ArrayBuffer(8));

function bitcast(from: ValueType, to: ValueType, a: Num): Num | undefined {
  if (a !== a) return undefined;
  switch (from) {
    case 'i32':
      scratch.setInt32(0, a as number);
      break;
    case 'i64':
      scratch.setBigInt64(0, a as bigint);
      break;
    case 'f32':
      scratch.setFloat32(0, a as number);
      break;
    default:
      scratch.setFloat64(0, a as number);
  }
  const r = to === 'i32' ? scratch.getInt32(0) : to === 'i64' ? scratch.getBigInt64(0) : to === 'f32' ? scratch.getFloat32(0) : scratch.getFloat64(0);
  return r !== r ? undefined : r;
}
