/**
 * Loops that only look whether another thread has written something yet: `while (*flag == 0) {}`. Drivers take loads out of such loops, atomic ones too, and the loop never ends; what writes they leave where it is. So the
 * load becomes an atomic sum with zero. In: a kernel with everything inlined. Out: the same kernel. True if it changed.
 */
import { constI32, makeInst } from '../../../ir/build.js';
import { addressRoot } from '../../../ir/effects.js';
import type { AtomicInst, Func, Inst, LoopInst, Region, Value } from '../../../ir/ir.js';
import { countInsts, forEachRegion, replaceValues, someInst } from '../../../ir/walk.js';

/** Instructions of a loop that only looks, at most: others have better reasons to read volatile memory. */
const LARGEST = 24;

export function keepSpinLoads(fn: Func): boolean {
  const replaced = new Map<Value, Value>();
  const visit = (region: Region, loop: LoopInst | undefined): void => {
    region.insts = region.insts.map((inst) => {
      forEachRegion(inst, (inner) => visit(inner, inst.kind === 'loop' ? (onlyLooks(inst) ? inst : undefined) : loop));
      if (loop === undefined || !isLook(inst)) return inst;
      const sum = makeInst<AtomicInst>({ kind: 'atomic', op: 'add', memory: 'i32', scope: 'device', operands: [inst.operands[0]!, constI32(0)] }, ['i32'], inst.loc);
      if (inst.inlinedAt) sum.inlinedAt = inst.inlinedAt;
      replaced.set(inst.results[0]!, sum.results[0]!);
      return sum;
    });
  };
  visit(fn.body!, undefined);
  if (replaced.size > 0) replaceValues(fn.body!, replaced);
  return replaced.size > 0;
}

/** Nobody else writes to a thread's own memory. */
function isLook(inst: Inst): boolean {
  if (inst.kind !== 'load' && inst.kind !== 'atomic') return false;
  const root = addressRoot(inst.operands[0]!);
  if (root.kind === 'result' && root.inst.kind === 'alloca') return false;
  return inst.kind === 'load' ? inst.volatile && inst.memory === 'i32' : inst.kind === 'atomic' && inst.op === 'load' && inst.memory === 'i32';
}

function onlyLooks({ body }: LoopInst): boolean {
  return countInsts(body) <= LARGEST && !someInst(body, ({ kind }) => kind === 'barrier' || kind === 'store' || kind === 'loop');
}
