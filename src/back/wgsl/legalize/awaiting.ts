/**
 * Waiting for arrivals that every thread of a block has made before it waits (cuda::barrier, cuda::pipeline): a loop over a volatile read, marked by the intrinsic "await-arrivals". Where all threads of the block come to it
 * together, all have arrived by then; so they leave it together, by a vote, and no thread depends on others' progress while it spins. In: a kernel. Out: a copy whose marked loops end by votes; whether they stand where
 * barriers may is checked afterwards.
 */
import { constI32, makeInst } from '../../../ir/build.js';
import { copyBody } from '../../../ir/clone.js';
import type { BarrierInst, CompareInst, ConvertInst, Func, IfInst, Inst, LoopInst, Region } from '../../../ir/ir.js';
import { forEachRegion, someInst } from '../../../ir/walk.js';

function isMark(inst: Inst): boolean {
  return inst.kind === 'intrinsic' && inst.name === 'await-arrivals';
}

/** Undefined: nobody waits so. */
export function awaitTogether(fn: Func): Func | undefined {
  if (!someInst(fn.body!, isMark)) return undefined;
  const body = copyBody(fn.body!);
  let voted = false;
  const walk = (region: Region): void => {
    for (const inst of region.insts) {
      if (inst.kind === 'loop' && marked(inst)) voted = voteOnEnd(inst) || voted;
      forEachRegion(inst, walk);
    }
  };
  walk(body);
  drop(body);
  return voted ? { ...fn, body } : undefined;
}

function drop(region: Region): void {
  region.insts = region.insts.filter((inst) => !isMark(inst));
  for (const inst of region.insts) forEachRegion(inst, drop);
}

/** Is the mark in this loop, and in none inside of it? */
function marked(loop: LoopInst): boolean {
  const inRegion = (region: Region): boolean =>
    region.insts.some((inst) => {
      if (isMark(inst)) return true;
      let found = false;
      if (inst.kind !== 'loop') forEachRegion(inst, (r) => void (found ||= inRegion(r)));
      return found;
    });
  return inRegion(loop.body);
}

/** The loop's only way out is an `if` of its own: all take it, or nobody does. */
function voteOnEnd(loop: LoopInst): boolean {
  const { insts } = loop.body;
  const leaves = (region: Region): boolean => region.insts[region.insts.length - 1]!.kind === 'break' && region.insts.length === 1;
  const at = insts.findIndex((inst) => inst.kind === 'if' && (leaves(inst.then) || leaves(inst.otherwise)));
  const test = insts[at];
  if (test === undefined || test.kind !== 'if') return false;
  insts.splice(at, 0, ...vote(test, leaves(test.then)));
  return true;
}

function vote(test: IfInst, endsIfTrue: boolean): Inst[] {
  const { loc } = test;
  const extended = makeInst<ConvertInst>({ kind: 'convert', op: 'zext', operands: [test.operands[0]!] }, ['i32'], loc);
  const barrier = makeInst<BarrierInst>({ kind: 'barrier', barrier: endsIfTrue ? 'block-and' : 'block-or', operands: [extended.results[0]!] }, ['i32'], loc);
  const holds = makeInst<CompareInst>({ kind: 'compare', op: 'ne', operands: [barrier.results[0]!, constI32(0)] }, ['i1'], loc);
  test.operands[0] = holds.results[0]!;
  return [extended, barrier, holds];
}
