/**
 * Warp operations as WGSL's subgroup operations, for devices whose subgroups have 32 threads in the order of their index in the block. In: a warp instruction. Out: an expression.
 *
 * CUDA's mask names the threads that take part; those that execute the operation together do. Where the mask is not all of the warp, votes are counted under it.
 */
import type { Inst, Value, WarpOp } from '../../../ir/ir.js';
import type { ExpressionWriter } from '../expression-text.js';
import { factor } from '../expression-text.js';
import type { Shader } from '../shader.js';
import type { WgslScalar } from '../types.js';

const REDUCTIONS: Partial<Record<WarpOp, readonly [string, WgslScalar]>> = {
  'reduce-add': ['subgroupAdd', 'i32'], 'reduce-smin': ['subgroupMin', 'i32'], 'reduce-smax': ['subgroupMax', 'i32'], 'reduce-umin': ['subgroupMin', 'u32'], 'reduce-umax': ['subgroupMax', 'u32'],
  'reduce-and': ['subgroupAnd', 'u32'], 'reduce-or': ['subgroupOr', 'u32'], 'reduce-xor': ['subgroupXor', 'u32'],
};

function isConstant(v: Value, value: number): boolean {
  return v.kind === 'const' && Number(v.value) === value;
}

/** The lane that a shuffle reads, of 32 or of segments of `width`. */
function sourceLane(w: ExpressionWriter, inst: Extract<Inst, { kind: 'warp' }>): string {
  const [by, width] = [inst.operands[2]!, inst.operands[3]!];
  const isWhole = isConstant(width, 32);
  const amount = factor(w.as(by, 'u32'));
  const size = factor(w.as(width, 'u32'));
  const last = width.kind === 'const' ? `${Number(width.value) - 1}u` : `(${size} - 1u)`;
  const inSegment = isWhole ? 'lane' : `(lane & ${last})`;
  switch (inst.op) {
    case 'shfl':
      return isWhole ? `${amount} & 31u` : `(lane - ${inSegment}) + (${amount} & ${last})`;
    case 'shfl-up':
      return `select(lane - ${amount}, lane, ${inSegment} < ${amount})`;
    case 'shfl-down':
      return `select(lane + ${amount}, lane, ${amount} >= ${size} - ${inSegment})`;
    case 'shfl-xor':
      // Later segments are out of reach, earlier ones are not.
      return `select(lane ^ ${amount}, lane, (lane ^ ${amount}) >= ${isWhole ? '32u' : `lane - ${inSegment} + ${size}`})`;
    default:
      throw new Error(`'${inst.op}' is no shuffle`);
  }
}

/** Whether an integer is not 0, as a condition: an extended truth value is one itself. */
export function truthOf(s: Shader, w: ExpressionWriter, v: Value): string {
  const isTruth = v.kind === 'result' && s.valueNames[v.number] === undefined && v.inst.kind === 'convert' && v.inst.op === 'zext' && v.inst.operands[0]!.type === 'i1';
  return isTruth ? w.as(v.inst.operands[0]!, 'bool') : `${factor(w.as(v, 'i32'))} != 0`;
}

/** Lanes with the same value as this one; those of all, if all have the same. */
function matchHelper(s: Shader, op: 'match-any' | 'match-all', type: WgslScalar): string {
  const name = `${op === 'match-any' ? 'matching' : 'all_matching'}__${type}`;
  const same = (a: string, b: string): string => (type === 'vec2u' ? `all(${a} == ${b})` : `${a} == ${b}`);
  const text =
    op === 'match-any'
      ? `fn ${name}(value: ${type}) -> u32 {
  var rest = subgroupBallot(true).x;
  var lanes = 0u;
  while rest != 0u {
    let is_same = ${same('value', 'subgroupShuffle(value, countTrailingZeros(rest))')};
    let found = subgroupBallot(is_same).x;
    if is_same {
      lanes = found;
    }
    rest &= ~found;
  }
  return lanes;
}`
      : `fn ${name}(value: ${type}) -> u32 {\n  return select(0u, subgroupBallot(true).x, subgroupAll(${same('value', 'subgroupBroadcastFirst(value)')}));\n}`;
  s.helpers.set(name, text);
  return name;
}

/** A reduction over the lanes of a mask: at once where all lanes that are here name the same ones, else lane by lane. */
function partHelper(s: Shader, call: string, type: WgslScalar): string {
  const next: Record<string, string> = {
    subgroupAdd: 'result + other', subgroupMin: 'min(result, other)', subgroupMax: 'max(result, other)', subgroupAnd: 'result & other', subgroupOr: 'result | other', subgroupXor: 'result ^ other',
  };
  const name = `${call}__${type}`;
  s.helpers.set(name, `fn ${name}(value: ${type}, mask: u32) -> ${type} {
  if subgroupAll(mask == subgroupBroadcastFirst(mask)) {
    return ${call}(value);
  }
  let first = countTrailingZeros(mask);
  var result = subgroupShuffle(value, first);
  for (var lane = 0u; lane < 32u; lane++) {
    let other = subgroupShuffle(value, lane);
    if lane > first && ((mask >> lane) & 1u) != 0u {
      result = ${next[call]!};
    }
  }
  return result;
}`);
  return name;
}

/** Undefined: nothing needs to be written. */
export function warpOperation(s: Shader, w: ExpressionWriter, inst: Extract<Inst, { kind: 'warp' }>): { readonly text: string; readonly type: WgslScalar } | undefined {
  const { op } = inst;
  s.subgroups = true;
  const mask = inst.operands[0];
  const isFull = mask !== undefined && isConstant(mask, -1);
  const under = (ballot: string): string => (isFull || mask === undefined ? ballot : `(${ballot} & (${w.as(mask, 'u32')}))`);
  const holds = (): string => truthOf(s, w, inst.operands[1]!);
  switch (op) {
    case 'shfl':
    case 'shfl-up':
    case 'shfl-down':
    case 'shfl-xor': {
      const [by, width] = [inst.operands[2]!, inst.operands[3]!];
      // GPUs have an instruction for it, without the lane's number.
      if (op === 'shfl-xor' && by.kind === 'const' && width.kind === 'const' && Number(by.value) >= 0 && Number(by.value) < Number(width.value)) return { text: `subgroupShuffleXor(${w.as(inst.operands[1]!, 'i32')}, ${Number(by.value)}u)`, type: 'i32' };
      s.inputs.add('lane');
      return { text: `subgroupShuffle(${w.as(inst.operands[1]!, 'i32')}, ${sourceLane(w, inst)})`, type: 'i32' };
    }
    case 'ballot':
      return { text: under(`subgroupBallot(${holds()}).x`), type: 'u32' };
    case 'any':
      return { text: isFull ? `u32(subgroupAny(${holds()}))` : `u32(${under(`subgroupBallot(${holds()}).x`)} != 0u)`, type: 'u32' };
    case 'all':
      return { text: isFull ? `u32(subgroupAll(${holds()}))` : `u32(${under(`subgroupBallot(!(${holds()})).x`)} == 0u)`, type: 'u32' };
    case 'activemask':
      return { text: 'subgroupBallot(true).x', type: 'u32' };
    case 'sync':
      // Subgroups have no barrier in WGSL. Lanes run in step; what they tell each other through memory is atomic, which keeps its order (shader.ts).
      return undefined;
    case 'match-any':
    case 'match-all': {
      const v = inst.operands[1]!;
      const type: WgslScalar = v.type === 'i64' ? 'vec2u' : 'u32';
      return { text: under(`${matchHelper(s, op, type)}(${w.as(v, type)})`), type: 'u32' };
    }
    default: {
      const [call, type] = REDUCTIONS[op]!;
      const value = w.as(inst.operands[1]!, type);
      return { text: isFull ? `${call}(${value})` : `${partHelper(s, call, type)}(${value}, ${w.as(inst.operands[0]!, 'u32')})`, type };
    }
  }
}
