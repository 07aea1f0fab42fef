/**
 * Numbers for what is known of values and instructions: arrays by number are read several times as fast as maps. In: a region. Out: each instruction, result and parameter in it has a number of its own, from 0 on in
 * program order; an instruction has that of its first result.
 *
 * They belong to whoever numbered last and hold until the region changes: passes number at their start, and hand no numbers on. A region that has not changed is given the same numbers again.
 */
import type { Inst, InstResult, Region, RegionParam, Value } from './ir.js';
import { forEachRegion, isStructured } from './walk.js';

/** What is defined in a region and used in it. */
export type Held = InstResult | RegionParam;

export function isHeld(v: Value): v is Held {
  return v.kind === 'result' || v.kind === 'param';
}

/** Gives how many numbers there are. */
export function numberRegion(region: Region): number {
  let next = 0;
  const visit = (r: Region): void => {
    for (const param of r.params) param.number = next++;
    const { insts } = r;
    for (let i = 0; i < insts.length; i++) {
      const inst: Inst = insts[i]!;
      inst.number = next++;
      const { results } = inst;
      for (let k = 0; k < results.length; k++) results[k]!.number = k === 0 ? inst.number : next++;
      if (isStructured(inst)) forEachRegion(inst, visit);
    }
  };
  visit(region);
  return next;
}
