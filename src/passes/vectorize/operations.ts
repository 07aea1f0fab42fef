/**
 * Pure operations on lanes: the parts of the result, or undefined where WebAssembly has no vector form (then each lane is computed by itself). Every lane gets exactly what the scalar operation gives.
 */
import { binary, compareLanes, constI32, constLanes, convert, select, unary, vector } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { BinaryInst, BinaryOp, CompareInst, CompareOp, ConstValue, ConvertInst, Inst, SelectInst, UnaryInst, Value, ValueType, VectorType } from '../../ir/ir.js';
import { divideAsDoubles, divideByConstant } from './divide.js';
import type { Division } from './divide.js';
import type { LaneValue } from './lanes.js';
import { blend, lowWords, maskNot, pairs, partsOf, partType, splat, upperHalf } from './lanes.js';

export function vectorOperation(b: Builder, inst: Inst, args: readonly LaneValue[], groups: number): readonly Value[] | undefined {
  switch (inst.kind) {
    case 'binary':
      return vectorBinary(b, inst, args, groups);
    case 'compare':
      return vectorCompare(b, inst, args, groups);
    case 'unary':
      return vectorUnary(b, inst, args, groups);
    case 'convert':
      return vectorConvert(b, inst, args, groups);
    case 'select':
      return vectorSelect(b, inst, args, groups);
    default:
      return undefined;
  }
}

/** Has the operation a vector form? `uniform`: whether an operand is the same in all lanes. For estimates. */
export function hasVectorForm(inst: Inst, uniform: (operand: number) => boolean): boolean {
  switch (inst.kind) {
    case 'binary': {
      const type = inst.operands[0].type;
      switch (inst.op) {
        case 'shl':
        case 'lshr':
        case 'ashr':
          return uniform(1);
        case 'sdiv':
        case 'udiv':
        case 'srem':
        case 'urem':
        case 'smulhi':
        case 'umulhi':
          return type === 'i32';
        default:
          return true;
      }
    }
    case 'compare':
    case 'select':
      return true;
    case 'unary':
      return inst.op.startsWith('f');
    case 'convert': {
      const [from, to] = [inst.operands[0].type, inst.results[0].type];
      switch (inst.op) {
        case 'sitofp':
        case 'uitofp':
          return from === 'i32';
        case 'fptosi':
        case 'fptoui':
          return to === 'i32';
        default:
          return true;
      }
    }
    default:
      return false;
  }
}

function each(parts: readonly Value[], others: readonly Value[], make: (a: Value, c: Value) => Value): Value[] {
  return parts.map((part, i) => make(part, others[i]));
}

function vectorBinary(b: Builder, inst: BinaryInst, args: readonly LaneValue[], groups: number): readonly Value[] | undefined {
  const { op } = inst;
  const type = inst.operands[0].type;
  const left = partsOf(b, args[0], type, groups);
  switch (op) {
    case 'shl':
    case 'lshr':
    case 'ashr': {
      const count = args[1].uniform;
      if (count === undefined) return undefined;
      const narrow = count.type === 'i64' ? (count.kind === 'const' ? constI32(Number(count.value)) : convert(b, 'trunc', count, 'i32')) : count;
      return left.map((part) => binary(b, op, part, narrow));
    }
    case 'sdiv':
    case 'udiv':
    case 'srem':
    case 'urem':
      return type === 'i32' ? divided(b, op, left, args[1], groups) : undefined;
    case 'smulhi':
    case 'umulhi':
      if (type !== 'i32') return undefined;
      break;
    case 'smin':
    case 'smax':
    case 'umin':
    case 'umax':
      if (type === 'i64') return minMaxWide(b, op, left, partsOf(b, args[1], type, groups));
      break;
    default:
      break;
  }
  return each(left, partsOf(b, args[1], type, groups), (x, y) => binary(b, op, x, y));
}

function divided(b: Builder, op: Division, left: readonly Value[], divisor: LaneValue, groups: number): Value[] {
  const known = left.map((x) => divideByConstant(b, op, x, divisor.uniform));
  return known.every((part) => part !== undefined) ? known : each(left, partsOf(b, divisor, 'i32', groups), (x, y) => divideAsDoubles(b, op, x, y, divisor.uniform));
}

const signBits: Value = { kind: 'const', type: 'v2i64', value: 0x80000000000000008000000000000000n };

function minMaxWide(b: Builder, op: 'smin' | 'smax' | 'umin' | 'umax', left: readonly Value[], right: readonly Value[]): Value[] {
  return each(left, right, (x, y) => {
    const less = op === 'smin' || op === 'umin';
    const bias = (v: Value): Value => (op === 'umin' || op === 'umax' ? binary(b, 'xor', v, signBits) : v);
    return select(b, compareLanes(b, less ? 'slt' : 'sgt', bias(x), bias(y)), x, y);
  });
}

const signedForms: { readonly [op in CompareOp]?: CompareOp } = { ult: 'slt', ule: 'sle', ugt: 'sgt', uge: 'sge' };

function vectorCompare(b: Builder, inst: CompareInst, args: readonly LaneValue[], groups: number): readonly Value[] {
  const type = inst.operands[0].type;
  const left = partsOf(b, args[0], type, groups);
  const right = partsOf(b, args[1], type, groups);
  if (type === 'i1') {
    const different = each(left, right, (x, y) => binary(b, 'xor', x, y));
    return inst.op === 'ne' ? different : maskNot(b, different);
  }
  if (type !== 'i64') {
    const masks = each(left, right, (x, y) => knownCompare(inst.op, x, y) ?? compareLanes(b, inst.op, x, y));
    return type === 'f64' ? lowWords(b, masks) : masks;
  }
  const signed = signedForms[inst.op];
  const bias = (v: Value): Value => (signed === undefined ? v : binary(b, 'xor', v, signBits));
  return lowWords(b, each(left, right, (x, y) => compareLanes(b, signed ?? inst.op, bias(x), bias(y))));
}

/** Of two constants with lanes of 32 bits. */
function knownCompare(op: CompareOp, left: Value, right: Value): Value | undefined {
  if (left.kind !== 'const' || right.kind !== 'const' || left.type !== 'v4i32') return undefined;
  const order = orders[op];
  if (order === undefined) return undefined;
  const lane = (value: ConstValue, i: number): number => Number(BigInt.asIntN(32, BigInt(value.value) >> BigInt(32 * i)));
  const holds = (i: number): number => (order(lane(left, i), lane(right, i)) ? -1 : 0);
  return constLanes([holds(0), holds(1), holds(2), holds(3)]);
}

const orders: { readonly [op in CompareOp]?: (x: number, y: number) => boolean } = {
  eq: (x, y) => x === y, ne: (x, y) => x !== y, slt: (x, y) => x < y, sle: (x, y) => x <= y, sgt: (x, y) => x > y, sge: (x, y) => x >= y,
  ult: (x, y) => x >>> 0 < y >>> 0, ule: (x, y) => x >>> 0 <= y >>> 0, ugt: (x, y) => x >>> 0 > y >>> 0, uge: (x, y) => x >>> 0 >= y >>> 0,
};

function vectorUnary(b: Builder, inst: UnaryInst, args: readonly LaneValue[], groups: number): readonly Value[] | undefined {
  const type = inst.operands[0].type;
  if (type !== 'f32' && type !== 'f64') return undefined;
  return partsOf(b, args[0], type, groups).map((part) => unary(b, inst.op, part));
}

/** Four lanes out of the low two of each of two parts. */
function joined(b: Builder, parts: readonly Value[]): Value[] {
  return pairs(parts).map(([first, second]) => vector(b, 'shuffle', [first, second], first.type, [0, 1, 4, 5]));
}

function widened(b: Builder, op: ConvertInst['op'], values: readonly Value[], type: VectorType): Value[] {
  return values.flatMap((value) => [convert(b, op, value, type), convert(b, op, upperHalf(b, value), type)]);
}

function vectorConvert(b: Builder, inst: ConvertInst, args: readonly LaneValue[], groups: number): readonly Value[] | undefined {
  const from = inst.operands[0].type;
  const to = inst.results[0].type;
  const parts = partsOf(b, args[0], from, groups);
  switch (inst.op) {
    case 'sext':
    case 'zext': {
      if (from === 'i1') {
        if (to === 'i32') return inst.op === 'sext' ? parts : parts.map((part) => binary(b, 'and', part, constLanes([1, 1, 1, 1])));
        const wide = widened(b, 'sext', parts, 'v2i64');
        return inst.op === 'sext' ? wide : wide.map((part) => binary(b, 'and', part, splat(b, { kind: 'const', type: 'i64', value: 1n })));
      }
      return widened(b, inst.op, parts, 'v2i64');
    }
    case 'trunc':
      return lowWords(b, parts);
    case 'sext8':
    case 'sext16':
    case 'sext32': {
      const count = constI32((to === 'i64' ? 64 : 32) - Number(inst.op.slice(4)));
      return parts.map((part) => binary(b, 'ashr', binary(b, 'shl', part, count), count));
    }
    case 'zext8':
    case 'zext16': {
      const bits = inst.op === 'zext8' ? 0xff : 0xffff;
      const mask = splat(b, to === 'i64' ? { kind: 'const', type: 'i64', value: BigInt(bits) } : constI32(bits));
      return parts.map((part) => binary(b, 'and', part, mask));
    }
    case 'sitofp':
    case 'uitofp':
      if (from !== 'i32') return undefined;
      return to === 'f32' ? parts.map((part) => convert(b, inst.op, part, 'v4f32')) : widened(b, inst.op, parts, 'v2f64');
    case 'fptosi':
    case 'fptoui':
      if (to !== 'i32') return undefined;
      return from === 'f32' ? parts.map((part) => convert(b, inst.op, part, 'v4i32')) : joined(b, parts.map((part) => convert(b, inst.op, part, 'v4i32')));
    case 'fpext':
      return widened(b, 'fpext', parts, 'v2f64');
    case 'fptrunc':
      return joined(b, parts.map((part) => convert(b, 'fptrunc', part, 'v4f32')));
    case 'bitcast':
      return parts.map((part) => convert(b, 'bitcast', part, partType(to)));
    case 'ptrtoint':
      return to === 'i32' ? parts : widened(b, 'zext', parts, 'v2i64');
    case 'inttoptr':
      return from === 'i32' ? parts : lowWords(b, parts);
    default:
      return inst.op satisfies never;
  }
}

const minMaxOf: { readonly [op in CompareOp]?: BinaryOp } = { slt: 'smin', sle: 'smin', sgt: 'smax', sge: 'smax', ult: 'umin', ule: 'umin', ugt: 'umax', uge: 'umax' };
const opposite: { readonly [op in BinaryOp]?: BinaryOp } = { smin: 'smax', smax: 'smin', umin: 'umax', umax: 'umin' };

/** a < b ? a : b on 32-bit integers, and its like. */
function minMaxSelect(inst: SelectInst): BinaryOp | undefined {
  const [condition, then, otherwise] = inst.operands;
  if (inst.results[0].type !== 'i32' || condition.kind !== 'result' || condition.inst.kind !== 'compare') return undefined;
  const found = minMaxOf[condition.inst.op];
  const [left, right] = condition.inst.operands;
  if (found === undefined) return undefined;
  if (same(left, then) && same(right, otherwise)) return found;
  return same(left, otherwise) && same(right, then) ? opposite[found] : undefined;
}

function same(a: Value, c: Value): boolean {
  return a === c || (a.kind === 'const' && c.kind === 'const' && a.type === c.type && a.value === c.value);
}

function vectorSelect(b: Builder, inst: SelectInst, args: readonly LaneValue[], groups: number): readonly Value[] {
  const type: ValueType = inst.results[0].type;
  const extreme = minMaxSelect(inst);
  const [then, otherwise] = [partsOf(b, args[1], type, groups), partsOf(b, args[2], type, groups)];
  if (extreme !== undefined) return each(then, otherwise, (x, y) => binary(b, extreme, x, y));
  return blend(b, partsOf(b, args[0], 'i1', groups), then, otherwise, type);
}
