/**
 * Signed or unsigned? IR integers have no sign. Each variable gets the type that needs fewest conversions: operations, indices and special registers vote. Also: which values are known to be
 * small and not negative, so that signed comparisons may be written unsigned.
 */
import type { BinaryOp, Inst, LoopInst, RegionParam, Value } from '../../../ir/ir.js';
import type { Held } from '../../../ir/numbering.js';
import { isHeld } from '../../../ir/numbering.js';
import type { Inlining } from './inlining.js';
import type { Shader } from '../shader.js';
import type { WgslScalar } from '../types.js';
import type { Variables, Web } from './variables.js';

export const SIGNED: ReadonlySet<BinaryOp> = new Set<BinaryOp>(['sdiv', 'srem', 'ashr', 'smin', 'smax']);
export const UNSIGNED: ReadonlySet<BinaryOp> = new Set<BinaryOp>(['udiv', 'urem', 'lshr', 'umin', 'umax']);

const LIMIT = 2 ** 31;
const NOT_ASKED = -1;
const NONE = -2;
/** Largest values: no device has larger blocks; grids as CUDA allows. */
const REGISTER_MAXIMUM: Record<string, number> = {
  'threadIdx.x': 1023, 'threadIdx.y': 1023, 'threadIdx.z': 1023, 'blockDim.x': 1024, 'blockDim.y': 1024, 'blockDim.z': 1024,
  'blockIdx.x': LIMIT - 2, 'blockIdx.y': 65534, 'blockIdx.z': 65534, 'gridDim.x': LIMIT - 1, 'gridDim.y': 65535, 'gridDim.z': 65535, linearThread: 1023, laneid: 31,
};

export interface Ranges {
  /** m, if the value is known to lie in 0 … m < 2³¹. */
  maximum(v: Value): number | undefined;
}

/** `count`: of the kernel's numbers. */
export function createRanges(loops: ReadonlyMap<RegionParam, LoopInst>, continues: ReadonlyMap<LoopInst, readonly Inst[]>, count: number): Ranges {
  /** By number: the maximum, or one of these. */
  const known = new Float64Array(count).fill(NOT_ASKED);
  const small = (m: number): number | undefined => (m < LIMIT ? m : undefined);

  function maximum(v: Value): number | undefined {
    if (v.kind === 'const') return v.type === 'i32' && Number(v.value) >= 0 ? Number(v.value) : undefined;
    if (v.type !== 'i32' || !isHeld(v)) return undefined;
    const before = known[v.number]!;
    if (before !== NOT_ASKED) return before === NONE ? undefined : before;
    known[v.number] = NONE; // a cycle knows nothing
    const found = v.kind === 'result' ? ofInst(v.inst) : counter(v);
    known[v.number] = found ?? NONE;
    return found;
  }

  function ofInst(inst: Inst): number | undefined {
    const operand = (i: number): number | undefined => maximum(inst.operands[i]!);
    switch (inst.kind) {
      case 'special':
        return REGISTER_MAXIMUM[inst.register];
      case 'select': {
        const a = operand(1);
        const b = operand(2);
        return a === undefined || b === undefined ? undefined : Math.max(a, b);
      }
      case 'convert':
        return inst.op === 'zext' && inst.operands[0]!.type === 'i1' ? 1 : inst.op === 'zext8' ? 255 : inst.op === 'zext16' ? 65535 : undefined;
      case 'binary': {
        const a = operand(0);
        const b = operand(1);
        if (inst.op === 'and') return a === undefined ? b : b === undefined ? a : Math.min(a, b);
        if (a === undefined || b === undefined) return undefined;
        const amount = inst.operands[1]!.kind === 'const' ? b : undefined;
        switch (inst.op) {
          case 'add':
            return small(a + b);
          case 'mul':
            return small(a * b);
          case 'shl':
            return amount === undefined || amount > 30 ? undefined : small(a * 2 ** amount);
          case 'lshr':
          case 'ashr':
            return amount === undefined ? a : a >>> (amount & 31);
          case 'udiv':
          case 'sdiv':
            return amount === undefined || amount === 0 ? undefined : Math.floor(a / amount);
          case 'urem':
          case 'srem':
            return amount === undefined || amount === 0 ? undefined : Math.min(a, amount - 1);
          default:
            return undefined;
        }
      }
      default:
        return undefined;
    }
  }

  /** for (i = start; i < bound; i += step) with all three known. */
  function counter(param: RegionParam): number | undefined {
    const loop = loops.get(param);
    if (loop === undefined) return undefined;
    const i = loop.body.params.indexOf(param);
    const start = maximum(loop.operands[i]!);
    const head = loop.body.insts.find((inst) => inst.kind === 'if');
    if (start === undefined || head === undefined) return undefined;
    const test = head.operands[0]!;
    const otherwise = head.otherwise.insts[head.otherwise.insts.length - 1]!;
    if (test.kind !== 'result' || test.inst.kind !== 'compare' || test.inst.operands[0] !== param) return undefined;
    if ((otherwise.kind !== 'break' || otherwise.target !== loop) && otherwise.kind !== 'return') return undefined;
    const bound = maximum(test.inst.operands[1]!);
    const { op } = test.inst;
    if (bound === undefined || (op !== 'slt' && op !== 'ult' && op !== 'sle' && op !== 'ule')) return undefined;
    const last = op === 'slt' || op === 'ult' ? bound - 1 : bound;
    let most = start;
    for (const back of continues.get(loop) ?? []) {
      const next = back.operands[i]!;
      if (next === param) continue;
      if (next.kind !== 'result' || next.inst.kind !== 'binary' || next.inst.operands[0] !== param) return undefined;
      const step = maximum(next.inst.operands[1]!);
      if (step === undefined) return undefined;
      if (next.inst.op === 'add') most = Math.max(most, last + step);
      else if (next.inst.op === 'mul') most = Math.max(most, last * step);
      else if (next.inst.op === 'shl' && next.inst.operands[1]!.kind === 'const' && step < 31) most = Math.max(most, last * 2 ** step);
      else if (next.inst.op !== 'lshr' && next.inst.op !== 'ashr') return undefined;
    }
    return small(most);
  }

  return { maximum };
}

/** Chooses i32 or u32 for each web of integers. */
export function chooseTypes(s: Shader, inlining: Inlining, variables: Variables, ranges: Ranges): ReadonlyMap<Web, WgslScalar> {
  const types = new Map<Web, WgslScalar>();
  const { inlined, uses } = inlining;

  type Votes = { signed: number; unsigned: number };
  const vote = (votes: Votes, type: WgslScalar | undefined): void => {
    if (type === 'i32') votes.signed++;
    else if (type === 'u32') votes.unsigned++;
  };

  /** What the leaves of an expression are. */
  function leaves(v: Value, votes: Votes, own: Web): void {
    if (v.kind === 'param' && s.valueTypes[v.number] !== undefined) {
      vote(votes, s.valueTypes[v.number]);
      return;
    }
    const web = variables.webOf(v);
    if (web !== undefined) {
      if (web !== own) vote(votes, types.get(web));
      return;
    }
    if (v.kind === 'result') definition(v.inst, votes, own);
  }

  function definition(inst: Inst, votes: Votes, own: Web): void {
    switch (inst.kind) {
      case 'special':
        vote(votes, 'u32');
        return;
      case 'binary':
        if (SIGNED.has(inst.op)) vote(votes, 'i32');
        else if (UNSIGNED.has(inst.op)) vote(votes, 'u32');
        else for (const v of inst.operands) leaves(v, votes, own);
        return;
      case 'select':
        leaves(inst.operands[1]!, votes, own);
        leaves(inst.operands[2]!, votes, own);
        return;
      case 'convert':
        vote(votes, inst.op === 'fptosi' || inst.op === 'sext8' || inst.op === 'sext16' ? 'i32' : inst.op === 'fptoui' || inst.op === 'ptrtoint' || inst.op === 'zext8' || inst.op === 'zext16' ? 'u32' : undefined);
        return;
      case 'load':
      case 'atomic':
        vote(votes, s.memoryType(inst.operands[0]!, inst.loc));
        return;
      default:
        return;
    }
  }

  function demands(v: Held, votes: Votes, own: Web): void {
    for (const user of uses[v.number] ?? []) {
      switch (user.kind) {
        case 'index':
          if (user.operands[1] === v) vote(votes, 'u32');
          break;
        case 'compare': {
          const other = user.operands[0] === v ? user.operands[1]! : user.operands[0]!;
          const bothSmall = ranges.maximum(v) !== undefined && ranges.maximum(other) !== undefined;
          if (user.op.startsWith('s') && !bothSmall) vote(votes, 'i32');
          // Engines see that a loop ends where its counter is compared as it is.
          else if (user.op === 'ult' && v.kind === 'param' && s.loopOfParam.has(v)) votes.unsigned += 100;
          else if (user.op.startsWith('u')) vote(votes, 'u32');
          else if (other.kind !== 'const') leaves(other, votes, own);
          break;
        }
        case 'binary':
          if (SIGNED.has(user.op)) vote(votes, 'i32');
          else if (UNSIGNED.has(user.op)) vote(votes, 'u32');
          else if (inlined[user.number] === 1) demands(user.results[0]!, votes, own);
          break;
        case 'select':
          if (inlined[user.number] === 1) demands(user.results[0]!, votes, own);
          break;
        case 'convert':
          vote(votes, user.op === 'sitofp' && ranges.maximum(v) === undefined ? 'i32' : user.op === 'uitofp' || user.op === 'inttoptr' ? 'u32' : undefined);
          break;
        case 'store':
        case 'atomic':
          if (user.operands[0] !== v) vote(votes, s.memoryType(user.operands[0]!, user.loc));
          break;
        default:
          break;
      }
    }
  }

  for (const web of variables.webs) {
    const type = web.members[0]!.type;
    if (type !== 'i32') {
      types.set(web, type === 'i1' ? 'bool' : type === 'f32' ? 'f32' : type === 'i64' || type === 'f64' ? 'vec2u' : 'u32');
      continue;
    }
    const votes: Votes = { signed: 0, unsigned: 0 };
    for (const member of web.members) {
      if (member.kind === 'result') definition(member.inst, votes, web);
      else {
        const loop = s.loopOfParam.get(member);
        if (loop !== undefined) leaves(loop.operands[loop.body.params.indexOf(member)]!, votes, web);
      }
      demands(member, votes, web);
    }
    types.set(web, votes.unsigned > votes.signed ? 'u32' : 'i32');
  }
  return types;
}

/** A number of 8 or 16 bits with a sign, in a word. */
export function extendsSign(v: Value): boolean {
  if (v.kind !== 'result') return false;
  const { inst } = v;
  if (inst.kind === 'convert') return inst.op === 'sext8' || inst.op === 'sext16';
  if (inst.kind === 'select') return inst.operands.slice(1).some(extendsSign);
  return inst.kind === 'load' && inst.signed && (inst.memory === 'i8' || inst.memory === 'i16');
}
