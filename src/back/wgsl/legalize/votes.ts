/**
 * Conditions that are the same for all threads of a block, though WGSL cannot know it, become votes: any thread's truth is everybody's, and what comes out of a vote is uniform. In: a kernel with a barrier where
 * WGSL would not have one. Out: a copy in which the conditions that decide about barriers are voted on, if they depend on nothing that tells threads apart: on memory that all read at the same place, say.
 */
import { constI32, makeInst } from '../../../ir/build.js';
import { cloneRegion, createCloneContext } from '../../../ir/clone.js';
import type { BarrierInst, CompareInst, ConvertInst, Func, IfInst, Inst, Region, Value } from '../../../ir/ir.js';
import type { Held } from '../../../ir/numbering.js';
import { isHeld } from '../../../ir/numbering.js';
import { forEachRegion, someInst } from '../../../ir/walk.js';
import { varyingValues } from '../analyses/uniformity.js';

/** Undefined: nothing to vote on. `isFixed`: the load reads memory that nobody writes. */
export function voteOnConditions(fn: Func, isFixed: (load: Inst) => boolean): Func | undefined {
  const context = createCloneContext();
  const body = cloneRegion(fn.body!, context);
  const originals = new Map<Value, Held>([...context.values].flatMap(([from, to]) => (isHeld(from) ? [[to, from] as const] : [])));
  const asWgsl = varyingValues(fn.body!, isFixed);
  const inTruth = varyingValues(fn.body!, () => true);
  const isHidden = (condition: Value): boolean => {
    const original = originals.get(condition);
    return original !== undefined && asWgsl[original.number] === 1 && inTruth[original.number] !== 1;
  };
  let voted = false;
  const walk = (region: Region, waiting: ReadonlySet<Inst>): void => {
    region.insts = region.insts.flatMap((inst) => {
      const inner = someInside(inst, (i) => i.kind === 'barrier') ? new Set([...waiting, inst]) : waiting;
      forEachRegion(inst, (r) => walk(r, inner));
      if (inst.kind !== 'if' || !(inner.has(inst) || leaves(inst, waiting)) || !isHidden(inst.operands[0]!)) return [inst];
      voted = true;
      return [...vote(inst), inst];
    });
  };
  walk(body, new Set());
  return voted ? { ...fn, body } : undefined;
}

function someInside(inst: Inst, test: (inst: Inst) => boolean): boolean {
  let found = false;
  forEachRegion(inst, (r) => {
    found ||= someInst(r, test);
  });
  return found;
}

/** Does a branch leave, or repeat, something that has a barrier? */
function leaves(inst: IfInst, waiting: ReadonlySet<Inst>): boolean {
  return someInside(inst, (i) => (i.kind === 'break' || i.kind === 'continue') && waiting.has(i.target));
}

/** Puts a vote in the place of the condition. */
function vote(inst: IfInst): Inst[] {
  const extended = makeInst<ConvertInst>({ kind: 'convert', op: 'zext', operands: [inst.operands[0]!] }, ['i32'], inst.loc);
  const barrier = makeInst<BarrierInst>({ kind: 'barrier', barrier: 'block-or', operands: [extended.results[0]!] }, ['i32'], inst.loc);
  const holds = makeInst<CompareInst>({ kind: 'compare', op: 'ne', operands: [barrier.results[0]!, constI32(0)] }, ['i1'], inst.loc);
  inst.operands[0] = holds.results[0]!;
  return [extended, barrier, holds];
}
