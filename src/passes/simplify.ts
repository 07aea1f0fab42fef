/**
 * Algebra: what one pure instruction simplifies to, given its operands. Either a value that replaces its result, or undefined; in the latter case the instruction may have been rewritten in place.
 * New instructions go to `out`, ahead of the one at hand. Every rule is exact: for integers modulo 2^n, for floats bit for bit (NaN payloads apart).
 */
import { constant, FALSE, makeInst, TRUE, undef, zero } from '../ir/build.js';
import type {
  BinaryInst, BinaryOp, CompareInst, CompareOp, ConvertInst, ConvertOp, IndexInst, InlineSite, Inst, MemoryType, SelectInst, Value, ValueType,
} from '../ir/ir.js';
import { loadedConstant } from './constant-loads.js';
import { bitsOf, isSigned } from './known-bits.js';
import { evaluateBinary, evaluateCompare, evaluateConvert, evaluateUnary } from './evaluate.js';

export interface Folder {
  readonly replaced: Map<Value, Value>;
  out: Inst[];
  loc: number;
  inlinedAt: InlineSite | undefined;
}

export function simplify(f: Folder, inst: Inst): Value | undefined {
  switch (inst.kind) {
    case 'binary':
      return simplifyBinary(f, inst);
    case 'compare':
      return simplifyCompare(f, inst);
    case 'unary': {
      const a = inst.operands[0]!;
      if (a.kind === 'const') {
        const r = evaluateUnary(inst.op, a.type, a.value);
        return r === undefined ? undefined : constant(a.type, r);
      }
      const inner = definition(a, 'unary');
      if (!inner) return undefined;
      if (inst.op === 'fneg' && inner.op === 'fneg') return inner.operands[0];
      if (inst.op === 'fabs' && (inner.op === 'fneg' || inner.op === 'fabs')) inst.operands[0] = inner.operands[0]!;
      return undefined;
    }
    case 'convert':
      return simplifyConvert(f, inst);
    case 'select':
      return simplifySelect(f, inst);
    case 'index':
      return simplifyIndex(f, inst);
    case 'load':
      return loadedConstant(inst);
    default:
      return undefined;
  }
}

// ---- making instructions

function add<T extends BinaryInst | CompareInst | ConvertInst | SelectInst | IndexInst>(f: Folder, inst: T): Value {
  if (f.inlinedAt) inst.inlinedAt = f.inlinedAt;
  const simpler = simplify(f, inst);
  if (simpler) return simpler;
  f.out.push(inst);
  return inst.results[0]!;
}

function binary(f: Folder, op: BinaryOp, a: Value, b: Value): Value {
  return add(f, makeInst<BinaryInst>({ kind: 'binary', op, operands: [a, b] }, [a.type], f.loc));
}
function compare(f: Folder, op: CompareOp, a: Value, b: Value): Value {
  return add(f, makeInst<CompareInst>({ kind: 'compare', op, operands: [a, b] }, ['i1'], f.loc));
}
function convert(f: Folder, op: ConvertOp, a: Value, to: ValueType): Value {
  return add(f, makeInst<ConvertInst>({ kind: 'convert', op, operands: [a] }, [to], f.loc));
}

// ---- looking at operands

type OfKind<K extends Inst['kind']> = Extract<Inst, { kind: K }>;

function definition<K extends Inst['kind']>(v: Value, kind: K): OfKind<K> | undefined {
  return v.kind === 'result' && v.inst.kind === kind ? (v.inst as OfKind<K>) : undefined;
}

function convertedBy(v: Value, op: ConvertOp): Value | undefined {
  const d = definition(v, 'convert');
  return d && d.op === op ? d.operands[0] : undefined;
}

function isConst(v: Value, value: number): boolean {
  return v.kind === 'const' && (typeof v.value === 'bigint' ? v.value === BigInt(value) : Object.is(v.value, value));
}

function isCommutative(op: BinaryOp): boolean {
  switch (op) {
    case 'add':
    case 'mul':
    case 'and':
    case 'or':
    case 'xor':
    case 'smin':
    case 'smax':
    case 'umin':
    case 'umax':
    case 'smulhi':
    case 'umulhi':
    case 'fadd':
    case 'fmul':
      return true;
    default:
      return false;
  }
}

/** k where the constant is 2^k, k ≥ 1 (unsigned), else -1. */
function log2(v: Value): number {
  if (v.kind !== 'const') return -1;
  if (v.type === 'i32') {
    const u = (v.value as number) >>> 0;
    return u > 1 && (u & (u - 1)) === 0 ? 31 - Math.clz32(u) : -1;
  }
  if (v.type !== 'i64') return -1;
  const u = BigInt.asUintN(64, v.value as bigint);
  if (u <= 1n || (u & (u - 1n)) !== 0n) return -1;
  return u.toString(2).length - 1;
}

// ---- binary

function simplifyBinary(f: Folder, inst: BinaryInst): Value | undefined {
  const ops = inst.operands;
  if (ops[0]!.kind === 'const' && ops[1]!.kind !== 'const' && isCommutative(inst.op)) ops.reverse();
  const a = ops[0]!;
  const b = ops[1]!;
  const { type } = a;
  if (b.kind === 'const') {
    if (a.kind === 'const') {
      const r = evaluateBinary(inst.op, type, a.value, b.value);
      return r === undefined ? undefined : constant(type, r);
    }
    if (inst.op === 'sub') {
      inst.op = 'add';
      ops[1] = constant(type, typeof b.value === 'bigint' ? -b.value : -b.value | 0);
      return simplifyBinary(f, inst);
    }
    const r = withConstant(f, inst, a, b);
    if (r) return r;
  }
  switch (inst.op) {
    case 'sub':
      if (a === b) return zero(type);
      break;
    case 'xor':
      if (a === b) return zero(type);
      break;
    case 'and':
    case 'or':
    case 'smin':
    case 'smax':
    case 'umin':
    case 'umax':
      if (a === b) return a;
      break;
    case 'shl':
    case 'lshr':
    case 'ashr':
      if (isConst(a, 0)) return a;
      break;
    case 'fadd': {
      const n = definition(b, 'unary');
      if (n?.op === 'fneg') {
        inst.op = 'fsub';
        ops[1] = n.operands[0]!;
      }
      break;
    }
    case 'fsub': {
      const n = definition(b, 'unary');
      if (n?.op === 'fneg') {
        inst.op = 'fadd';
        ops[1] = n.operands[0]!;
      }
      break;
    }
    default:
      break;
  }
  return undefined;
}

const INVERSE: Partial<Record<CompareOp, CompareOp>> = {
  eq: 'ne', ne: 'eq', slt: 'sge', sge: 'slt', sgt: 'sle', sle: 'sgt', ult: 'uge', uge: 'ult', ugt: 'ule', ule: 'ugt', foeq: 'fune', fune: 'foeq',
};

function withConstant(f: Folder, inst: BinaryInst, a: Value, b: Value & { kind: 'const' }): Value | undefined {
  const { type } = a;
  const ops = inst.operands;
  switch (inst.op) {
    case 'add':
    case 'mul': {
      if (isConst(b, inst.op === 'add' ? 0 : 1)) return a;
      if (inst.op === 'mul' && isConst(b, 0)) return b;
      const inner = definition(a, 'binary');
      const c = inner?.operands[1];
      if (inner && inner.op === inst.op && c?.kind === 'const') {
        ops[0] = inner.operands[0]!;
        ops[1] = constant(type, evaluateBinary(inst.op, type, c.value, b.value)!);
        return withConstant(f, inst, ops[0], ops[1] as typeof b);
      }
      return undefined;
    }
    case 'and': {
      if (isConst(b, 0)) return b;
      if (isConst(b, -1) || (type === 'i1' && b.value === 1)) return a;
      const inner = definition(a, 'binary');
      const c = inner?.operands[1];
      if (inner && inner.op === 'and' && c?.kind === 'const') {
        ops[0] = inner.operands[0]!;
        ops[1] = constant(type, evaluateBinary('and', type, c.value, b.value)!);
        return withConstant(f, inst, ops[0], ops[1] as typeof b);
      }
      // A mask of low ones that covers all bits that may be set.
      const bits = bitsOf(a);
      const mask = typeof b.value === 'bigint' ? b.value : BigInt(b.value >>> 0);
      const wanted = (1n << BigInt(bits)) - 1n;
      if (type !== 'i1' && (mask & wanted) === wanted) return a;
      return undefined;
    }
    case 'or':
      if (isConst(b, 0)) return a;
      return isConst(b, -1) || (type === 'i1' && b.value === 1) ? b : undefined;
    case 'xor': {
      if (isConst(b, 0)) return a;
      if (type === 'i1') {
        const inner = definition(a, 'binary');
        if (inner && inner.op === 'xor' && inner.operands[1] === TRUE) return inner.operands[0];
        const test = definition(a, 'compare');
        const inverse = test && INVERSE[test.op];
        if (inverse) return compare(f, inverse, test.operands[0]!, test.operands[1]!);
        ops[1] = TRUE;
        return undefined;
      }
      const inner = definition(a, 'binary');
      const c = inner?.operands[1];
      if (inner && inner.op === 'xor' && c?.kind === 'const') {
        ops[0] = inner.operands[0]!;
        ops[1] = constant(type, evaluateBinary('xor', type, c.value, b.value)!);
        return withConstant(f, inst, ops[0], ops[1] as typeof b);
      }
      return undefined;
    }
    case 'shl':
    case 'lshr':
    case 'ashr': {
      const width = type === 'i64' ? 64 : 32;
      const count = Number(b.value) & (width - 1);
      if (count === 0) return a;
      const inner = definition(a, 'binary');
      const c = inner?.operands[1];
      if (inner && inner.op === inst.op && c?.kind === 'const') {
        const total = (Number(c.value) & (width - 1)) + count;
        if (total >= width && inst.op !== 'ashr') return zero(type);
        ops[0] = inner.operands[0]!;
        ops[1] = constant(type, Math.min(total, width - 1));
      }
      return undefined;
    }
    case 'sdiv':
      return isConst(b, 1) ? a : undefined;
    case 'udiv': {
      if (isConst(b, 1)) return a;
      const k = log2(b);
      return k > 0 ? binary(f, 'lshr', a, constant(type, k)) : undefined;
    }
    case 'srem':
      return isConst(b, 1) || isConst(b, -1) ? zero(type) : undefined;
    case 'urem': {
      if (isConst(b, 1)) return zero(type);
      const k = log2(b);
      return k > 0 ? binary(f, 'and', a, constant(type, (1n << BigInt(k)) - 1n)) : undefined;
    }
    case 'umin':
      return isConst(b, 0) ? b : isConst(b, -1) ? a : undefined;
    case 'umax':
      return isConst(b, 0) ? a : isConst(b, -1) ? b : undefined;
    case 'fadd':
      return isConst(b, -0) ? a : undefined;
    case 'fsub':
      return isConst(b, 0) ? a : undefined;
    case 'fmul':
      return b.value === 1 ? a : undefined;
    case 'fdiv': {
      if (b.value === 1) return a;
      const reciprocal = exactReciprocal(b.value as number, type);
      if (reciprocal === undefined) return undefined;
      inst.op = 'fmul';
      ops[1] = constant(type, reciprocal);
      return undefined;
    }
    default:
      return undefined;
  }
}

/** 1/c where c is a power of two and both are normal: then x / c and x * (1/c) agree bit for bit. */
function exactReciprocal(c: number, type: ValueType): number | undefined {
  const a = Math.abs(c);
  const limit = type === 'f32' ? 126 : 1022;
  if (!(a >= 2 ** -limit && a <= 2 ** limit)) return undefined;
  const e = Math.round(Math.log2(a));
  return 2 ** e === a ? 1 / c : undefined;
}

// ---- comparisons

const SWAPPED: Record<CompareOp, CompareOp> = {
  eq: 'eq', ne: 'ne', slt: 'sgt', sle: 'sge', sgt: 'slt', sge: 'sle', ult: 'ugt', ule: 'uge', ugt: 'ult', uge: 'ule',
  foeq: 'foeq', fune: 'fune', folt: 'fogt', fole: 'foge', fogt: 'folt', foge: 'fole',
};
const UNSIGNED: Partial<Record<CompareOp, CompareOp>> = { slt: 'ult', sle: 'ule', sgt: 'ugt', sge: 'uge' };

function simplifyCompare(f: Folder, inst: CompareInst): Value | undefined {
  const ops = inst.operands;
  if (ops[0]!.kind === 'const' && ops[1]!.kind !== 'const') {
    ops.reverse();
    inst.op = SWAPPED[inst.op];
  }
  const a = ops[0]!;
  const b = ops[1]!;
  if (a.kind === 'const' && b.kind === 'const') return evaluateCompare(inst.op, a.type, a.value, b.value) ? TRUE : FALSE;
  if (a === b && a.kind !== 'undef' && inst.op.charCodeAt(0) !== 102) return evaluateCompare(inst.op, 'i32', 0, 0) ? TRUE : FALSE;
  if (a.type === 'i1' && b.kind === 'const') {
    const same = (inst.op === 'eq') === (b.value === 1);
    return same ? a : binary(f, 'xor', a, TRUE);
  }
  if ((inst.op === 'eq' || inst.op === 'ne') && isConst(b, 0)) {
    const flag = convertedBy(a, 'zext') ?? convertedBy(a, 'sext');
    if (flag?.type === 'i1') return inst.op === 'ne' ? flag : binary(f, 'xor', flag, TRUE);
    // Comparing a zero-extended narrow value, or a difference.
    const d = definition(a, 'binary');
    if (d?.op === 'sub' || (d?.op === 'xor' && a.type !== 'i1')) {
      ops[0] = d.operands[0]!;
      ops[1] = d.operands[1]!;
      return simplifyCompare(f, inst);
    }
  }
  if ((inst.op === 'eq' || inst.op === 'ne') && isConst(b, 1)) {
    const flag = convertedBy(a, 'zext');
    if (flag?.type === 'i1') return inst.op === 'eq' ? flag : binary(f, 'xor', flag, TRUE);
  }
  if (b.kind === 'const' && b.type !== 'ptr') {
    if (isConst(b, 0)) {
      if (inst.op === 'ult') return FALSE;
      if (inst.op === 'uge') return TRUE;
    }
    if (a.type === 'i32' && bitsOf(a) < 32) {
      if (isConst(b, 0) && inst.op === 'slt') return FALSE;
      if (isConst(b, 0) && inst.op === 'sge') return TRUE;
    }
  }
  if (a.type === 'i64') return narrowCompare(f, inst, a, b);
  if (a.type === 'ptr' && (inst.op === 'eq' || inst.op === 'ne') && b.kind === 'const' && b.value === 0) {
    // The address of an object is never null.
    if (a.kind === 'global-address' || definition(a, 'alloca')) return inst.op === 'ne' ? TRUE : FALSE;
  }
  return undefined;
}

/** Comparisons of extended 32-bit values are comparisons of these. */
function narrowCompare(f: Folder, inst: CompareInst, a: Value, b: Value): Value | undefined {
  const wide = definition(a, 'convert');
  if (!wide || (wide.op !== 'sext' && wide.op !== 'zext') || wide.operands[0]!.type !== 'i32') return undefined;
  let other: Value;
  if (b.kind === 'const') {
    const v = b.value as bigint;
    const fits = wide.op === 'sext' ? BigInt.asIntN(32, v) === v : BigInt.asUintN(32, v) === v;
    if (!fits) return undefined;
    other = constant('i32', BigInt.asIntN(32, v));
  } else {
    const w = definition(b, 'convert');
    if (!w || w.op !== wide.op || w.operands[0]!.type !== 'i32') return undefined;
    other = w.operands[0]!;
  }
  const op = wide.op === 'zext' ? (UNSIGNED[inst.op] ?? inst.op) : inst.op;
  return compare(f, op, wide.operands[0]!, other);
}

// ---- select

function simplifySelect(f: Folder, inst: SelectInst): Value | undefined {
  const ops = inst.operands;
  const [c, a, b] = ops as [Value, Value, Value];
  if (c.kind === 'const') return c.value === 1 ? a : b;
  if (a === b) return a;
  if (a.kind === 'const' && b.kind === 'const') {
    if (Object.is(a.value, b.value)) return a;
    if (a.type === 'i1') return a.value === 1 ? c : binary(f, 'xor', c, TRUE);
    if (a.type === 'i32' || a.type === 'i64') {
      if (isConst(a, 1) && isConst(b, 0)) return convert(f, 'zext', c, a.type);
      if (isConst(a, 0) && isConst(b, 1)) return convert(f, 'zext', binary(f, 'xor', c, TRUE), a.type);
    }
  }
  if (a.type === 'i1') {
    if (isConst(b, 0)) return binary(f, 'and', c, a);
    if (isConst(a, 1)) return binary(f, 'or', c, b);
  }
  const not = definition(c, 'binary');
  if (not?.op === 'xor' && not.operands[1] === TRUE) {
    ops[0] = not.operands[0]!;
    ops[1] = b;
    ops[2] = a;
  }
  return undefined;
}

// ---- conversions

function simplifyConvert(f: Folder, inst: ConvertInst): Value | undefined {
  const a = inst.operands[0]!;
  const to = inst.results[0]!.type;
  if (a.kind === 'const') {
    const r = evaluateConvert(inst.op, a.type, to, a.value);
    return r === undefined ? undefined : constant(to, r);
  }
  if (a.kind === 'undef') return undef(to);
  const inner = definition(a, 'convert');
  const source = inner?.operands[0];
  switch (inst.op) {
    case 'sext':
      if (inner?.op === 'sext' || (inner?.op === 'zext' && source!.type === 'i1')) return convert(f, inner.op, source!, to);
      if (a.type === 'i32' && bitsOf(a) < 32) return convert(f, 'zext', a, to);
      return undefined;
    case 'zext':
      return inner?.op === 'zext' ? convert(f, 'zext', source!, to) : undefined;
    case 'trunc':
      return narrowed(f, a, 6, true);
    case 'zext8':
      if (bitsOf(a) <= 8) return a;
      if (inner && lowBitsKept(inner.op, 8)) inst.operands[0] = source!;
      return undefined;
    case 'zext16':
      if (bitsOf(a) <= 16) return a;
      if (inner && lowBitsKept(inner.op, 16)) inst.operands[0] = source!;
      return undefined;
    case 'sext8':
      if (isSigned(a, 8)) return a;
      if (inner && lowBitsKept(inner.op, 8)) inst.operands[0] = source!;
      return undefined;
    case 'sext16':
      if (isSigned(a, 16)) return a;
      if (inner && lowBitsKept(inner.op, 16)) inst.operands[0] = source!;
      return undefined;
    case 'sext32':
      if (inner?.op === 'sext' || inner?.op === 'sext32' || inner?.op === 'sext16' || inner?.op === 'sext8') return a;
      if (inner?.op === 'zext' && source!.type === 'i32') return convert(f, 'sext', source!, 'i64');
      return bitsOf(a) < 32 ? a : undefined;
    case 'bitcast':
      return inner?.op === 'bitcast' && source!.type === to ? source : undefined;
    case 'ptrtoint':
      return inner?.op === 'inttoptr' && source!.type === 'i32' ? (to === 'i32' ? source : convert(f, 'zext', source!, 'i64')) : undefined;
    case 'inttoptr': {
      if (inner?.op === 'ptrtoint') return source;
      if (a.type === 'i64') {
        const narrow = narrowed(f, a, 6, true);
        if (narrow) return convert(f, 'inttoptr', narrow, 'ptr');
      }
      return undefined;
    }
    case 'fptrunc':
      return inner?.op === 'fpext' ? source : undefined;
    case 'fpext':
    case 'sitofp':
    case 'uitofp':
    case 'fptosi':
    case 'fptoui':
      return undefined;
    default:
      return inst.op satisfies never;
  }
}

/** Does a conversion (to the same type) leave the low bits as they are? */
function lowBitsKept(op: ConvertOp, bits: 8 | 16): boolean {
  return op === 'sext16' || op === 'zext16' || op === 'sext32' || (bits === 8 && (op === 'sext8' || op === 'zext8'));
}

// ---- addresses

/**
 * The low 32 bits of an i64, computed in i32: exact for + - * << & | ^ and extensions. Undefined if nothing is gained (`strict`: other leaves than extensions and constants are not worth a truncation
 * of their own), or the expression is too deep.
 */
function narrowed(f: Folder, v: Value, depth: number, strict: boolean): Value | undefined {
  if (v.kind === 'const') return constant('i32', BigInt.asIntN(32, v.value as bigint));
  if (!canNarrow(v, depth, strict)) return undefined;
  return narrow(f, v);
}

function canNarrow(v: Value, depth: number, strict: boolean): boolean {
  if (v.kind === 'const') return true;
  if (v.kind !== 'result') return !strict;
  const { inst } = v;
  if (inst.kind === 'convert') {
    const from = inst.operands[0]!.type;
    if (inst.op === 'sext' || inst.op === 'zext' || (inst.op === 'ptrtoint' && from === 'ptr')) return true;
    if (inst.op === 'sext32') return depth > 0 && canNarrow(inst.operands[0]!, depth - 1, strict);
  }
  if (inst.kind === 'binary' && depth > 0 && isLowOp(inst)) {
    return canNarrow(inst.operands[0]!, depth - 1, strict) && canNarrow(inst.operands[1]!, depth - 1, strict);
  }
  return !strict;
}

function isLowOp(inst: BinaryInst): boolean {
  switch (inst.op) {
    case 'add':
    case 'sub':
    case 'mul':
    case 'and':
    case 'or':
    case 'xor':
      return true;
    case 'shl': {
      const count = inst.operands[1]!;
      return count.kind === 'const' && (Number(count.value) & 63) < 32;
    }
    default:
      return false;
  }
}

function narrow(f: Folder, v: Value): Value {
  if (v.kind === 'const') return constant('i32', BigInt.asIntN(32, v.value as bigint));
  if (v.kind === 'result') {
    const { inst } = v;
    if (inst.kind === 'convert') {
      const from = inst.operands[0]!;
      switch (inst.op) {
        case 'sext':
        case 'zext':
          return from.type === 'i32' ? from : convert(f, inst.op, from, 'i32');
        case 'ptrtoint':
          return convert(f, 'ptrtoint', from, 'i32');
        case 'sext32':
          return narrow(f, from);
        default:
          break;
      }
    }
    if (inst.kind === 'binary' && isLowOp(inst)) return binary(f, inst.op, narrow(f, inst.operands[0]!), narrow(f, inst.operands[1]!));
  }
  // A trunc that `simplify` cannot improve upon.
  const inst = makeInst<ConvertInst>({ kind: 'convert', op: 'trunc', operands: [v] }, ['i32'], f.loc);
  if (f.inlinedAt) inst.inlinedAt = f.inlinedAt;
  f.out.push(inst);
  return inst.results[0]!;
}

function simplifyIndex(f: Folder, inst: IndexInst): Value | undefined {
  const ops = inst.operands;
  let i = ops[1]!;
  if (i.type === 'i64') {
    const narrow = narrowed(f, i, 8, true);
    if (narrow) {
      i = narrow;
      ops[1] = i;
    }
  }
  if (i.kind !== 'const') return undefined;
  if (Number(i.value) === 0) return ops[0];
  const inner = definition(ops[0]!, 'index');
  const c = inner?.operands[1];
  if (inner && c?.kind === 'const' && sameElement(inner.element, inst.element)) {
    const sum = (Number(c.value) + Number(i.value)) | 0;
    if (sum === 0) return inner.operands[0];
    ops[0] = inner.operands[0]!;
    ops[1] = constant('i32', sum);
  }
  return undefined;
}

function sameElement(a: MemoryType, b: MemoryType): boolean {
  if (a === b) return true;
  return a.kind === 'scalar' && b.kind === 'scalar' && a.scalar === b.scalar && a.size === b.size;
}
