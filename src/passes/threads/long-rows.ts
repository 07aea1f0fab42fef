/**
 * Kernels that know their threads by place in the grid alone: `blockIdx.x * blockDim.x + threadIdx.x`. Threads of blocks side by side then form one long row: what has to be found out for each row (bounds checks) is
 * found out once for many blocks.
 */
import { isPure } from '../../ir/effects.js';
import type { Inst, Region, Value } from '../../ir/ir.js';
import { forEachInst } from '../../ir/walk.js';

/** Threads of a row: shapes and bounds checks rest on it (vectorize/steady.ts). */
export const longestRow = 4096;

/** May threads of neighbouring blocks run as one row? Nothing else tells them apart, and they do not see in which order they run. */
export function hasLongRows(body: Region): boolean {
  const users = new Map<Value, Inst[]>();
  const blocks: Inst[] = [];
  const threads: Inst[] = [];
  let fits = true;
  forEachInst(body, (inst) => {
    for (const v of inst.operands) {
      if (v.kind === 'global-address' && v.global.space === 'shared') fits = false;
      if (v.kind !== 'result') continue;
      const list = users.get(v);
      if (list === undefined) users.set(v, [inst]);
      else list.push(inst);
    }
    switch (inst.kind) {
      case 'special':
        if (inst.register === 'blockIdx.x') blocks.push(inst);
        else if (inst.register === 'threadIdx.x') threads.push(inst);
        else if (inst.register === 'linearThread' || inst.register === 'laneid' || inst.register === 'dynamicShared') fits = false;
        break;
      case 'atomic':
      case 'barrier':
      case 'warp':
      case 'fence':
      case 'call-indirect':
      case 'intrinsic':
      case 'throw':
        fits = false;
        break;
      case 'call':
        if (!isPure(inst)) fits = false;
        break;
      case 'load':
      case 'store':
        if (inst.volatile) fits = false;
        break;
      default:
        break;
    }
  });
  if (!fits || threads.length === 0) return false;
  const usersOf = (inst: Inst): readonly Inst[] => users.get(inst.results[0]) ?? [];
  const starts = blocks.flatMap(usersOf);
  const sums = new Set<Inst>(threads.flatMap(usersOf));
  return starts.every(isBlockStart) && starts.flatMap(usersOf).every((user) => sums.has(user)) && [...sums].every(isPlaceInGrid);
}

function isSpecial(v: Value, register: string): boolean {
  return v.kind === 'result' && v.inst.kind === 'special' && v.inst.register === register;
}

/** Either way round. */
function pairs(inst: Inst, left: (v: Value) => boolean, right: (v: Value) => boolean): boolean {
  const [a, b] = inst.operands;
  return (left(a) && right(b)) || (left(b) && right(a));
}

function isBlockStart(inst: Inst): boolean {
  return inst.kind === 'binary' && inst.op === 'mul' && pairs(inst, (v) => isSpecial(v, 'blockIdx.x'), (v) => isSpecial(v, 'blockDim.x'));
}

function isPlaceInGrid(inst: Inst): boolean {
  return inst.kind === 'binary' && inst.op === 'add' && pairs(inst, (v) => isSpecial(v, 'threadIdx.x'), (v) => v.kind === 'result' && isBlockStart(v.inst));
}
