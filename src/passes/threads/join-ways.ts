/**
 * Loops and blocks around barriers that threads repeat or leave from different places: `if (mine) continue;` behind the last barrier of a round. In: a kernel's body. Out: what follows the last barrier there is a
 * block of its own that all threads come out of, so that they repeat or leave the outer one together.
 */
import { makeInst } from '../../ir/build.js';
import type { BlockInst, BreakInst, ContinueInst, Inst, LoopInst, Region, Value, YieldInst } from '../../ir/ir.js';
import { forEachRegion, someInst } from '../../ir/walk.js';

function has(inst: Inst, test: (inst: Inst) => boolean): boolean {
  if (test(inst)) return true;
  let found = false;
  forEachRegion(inst, (r) => {
    found ||= someInst(r, test);
  });
  return found;
}

export function joinWays(body: Region): void {
  for (const inst of body.insts) {
    forEachRegion(inst, joinWays);
    if (inst.kind === 'loop' || inst.kind === 'block') joinIn(inst);
  }
}

/** Does the instruction lead to the end of a round of the loop, or out of the block? */
function leads(inst: Inst, target: LoopInst | BlockInst): boolean {
  return target.kind === 'loop' ? inst.kind === 'continue' && inst.target === target : inst.kind === 'break' && inst.target === target;
}

function joinIn(target: LoopInst | BlockInst): void {
  const { insts } = target.body;
  const from = insts.findLastIndex((inst) => has(inst, (i) => i.kind === 'barrier')) + 1;
  if (from === 0 || !insts.slice(from, -1).some((inst) => has(inst, (i) => leads(i, target)))) return;
  const values: readonly Value[] = target.kind === 'loop' ? target.body.params : target.results;
  const region: Region = { params: [], insts: insts.slice(from) };
  const last = insts[insts.length - 1]!;
  const block = makeInst<BlockInst>({ kind: 'block', body: region, operands: [] }, values.map((v) => v.type), last.loc);
  replaceWays(region, target, block);
  const operands = [...block.results];
  const end = target.kind === 'loop' ? makeInst<ContinueInst>({ kind: 'continue', target, operands }, [], last.loc) : makeInst<YieldInst>({ kind: 'yield', operands }, [], last.loc);
  target.body.insts = [...insts.slice(0, from), block, end];
}

function replaceWays(region: Region, target: LoopInst | BlockInst, block: BlockInst): void {
  region.insts = region.insts.map((inst) => {
    if (leads(inst, target)) return makeInst<BreakInst>({ kind: 'break', target: block, operands: inst.operands }, [], inst.loc);
    forEachRegion(inst, (r) => replaceWays(r, target, block));
    return inst;
  });
}
