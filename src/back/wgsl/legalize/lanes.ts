/** The number of a thread in its warp, where nothing else is asked of warps: its number in the block modulo 32, for which no subgroups are needed. In: any kernel. Out: whether something changed. */
import { constI32, makeInst } from '../../../ir/build.js';
import type { BinaryInst, Func, SpecialInst, Value } from '../../../ir/ir.js';
import { replaceInsts, replaceValues, someInst } from '../../../ir/walk.js';

export function countLanes(fn: Func): boolean {
  const { body } = fn;
  if (body === undefined || someInst(body, (inst) => inst.kind === 'warp') || !someInst(body, (inst) => inst.kind === 'special' && inst.register === 'laneid')) return false;
  const replaced = new Map<Value, Value>();
  replaceInsts(body, (inst) => {
    if (inst.kind !== 'special' || inst.register !== 'laneid') return undefined;
    const thread = makeInst<SpecialInst>({ kind: 'special', register: 'linearThread', operands: [] }, ['i32'], inst.loc);
    const lane = makeInst<BinaryInst>({ kind: 'binary', op: 'and', operands: [thread.results[0]!, constI32(31)] }, ['i32'], inst.loc);
    replaced.set(inst.results[0]!, lane.results[0]!);
    return [thread, lane];
  });
  replaceValues(body, replaced);
  return true;
}
