/**
 * Warp operations as WGSL's subgroup operations, for devices whose subgroups have 32 threads in the order of their index in the block. In: a warp instruction. Out: an expression.
 *
 * CUDA's mask names the threads that take part; those that execute the operation together do. Where the mask is not all of the warp, votes are counted under it.
 */
import type { Inst, Value, WarpOp } from '../../ir/ir.js';
import type { ExpressionWriter } from './expressions.js';
import { factor } from './factor.js';
import type { Shader } from './shader.js';
import type { WgslScalar } from './types.js';
import { Unsupported } from './unsupported.js';

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
      if (isWhole && by.kind === 'const' && Number(by.value) >= 0 && Number(by.value) < 32) return `lane ^ ${Number(by.value)}u`;
      // Later segments are out of reach, earlier ones are not.
      return `select(lane ^ ${amount}, lane, (lane ^ ${amount}) >= ${isWhole ? '32u' : `lane - ${inSegment} + ${size}`})`;
    default:
      throw new Error(`'${inst.op}' is no shuffle`);
  }
}

/** Whether an integer is not 0, as a condition: an extended truth value is one itself. */
export function truthOf(s: Shader, w: ExpressionWriter, v: Value): string {
  const isTruth = v.kind === 'result' && s.valueNames.get(v) === undefined && v.inst.kind === 'convert' && v.inst.op === 'zext' && v.inst.operands[0]!.type === 'i1';
  return isTruth ? w.as(v.inst.operands[0]!, 'bool') : `${factor(w.as(v, 'i32'))} != 0`;
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
      // Subgroups have no barrier in WGSL: what lanes tell each other through memory would not be ordered.
      if ([...s.storages.values()].some((storage) => storage.read && storage.written && (storage.space === 'workgroup' || storage.space === 'storage'))) throw new Unsupported('__syncwarp to order memory', inst.loc);
      return undefined;
    case 'match-any':
    case 'match-all':
      throw new Unsupported(`__match_${op === 'match-any' ? 'any' : 'all'}_sync`, inst.loc);
    default: {
      const row = REDUCTIONS[op]!;
      if (!isFull) throw new Unsupported('a reduction over a part of a warp', inst.loc);
      return { text: `${row[0]}(${w.as(inst.operands[1]!, row[1])})`, type: row[1] };
    }
  }
}
