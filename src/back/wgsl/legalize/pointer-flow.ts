/** How pointers move through a kernel: address steps from a root, and joins. In: an optimised kernel's body. */
import type { FieldInst, IndexInst, Inst, Region, Value } from '../../../ir/ir.js';
import { forEachRegion } from '../../../ir/walk.js';

/** One step of address arithmetic. */
export type Step = IndexInst | FieldInst;

/** A pointer value as a root and the steps from it, outermost first. */
export interface Chain {
  readonly root: Value;
  readonly steps: readonly Step[];
}

export function chainOf(pointer: Value): Chain {
  const steps: Step[] = [];
  let at = pointer;
  while (at.kind === 'result' && (at.inst.kind === 'index' || at.inst.kind === 'field')) {
    steps.unshift(at.inst);
    at = at.inst.operands[0]!;
  }
  return { root: at, steps };
}

/** Joins of pointers (loop parameters, results of structured instructions) and selects → the values that flow in. */
export function collectIncoming(body: Region): Map<Value, Value[]> {
  const incoming = new Map<Value, Value[]>();
  const add = (to: Value | undefined, from: Value | undefined): void => {
    if (to === undefined || from === undefined || to.type !== 'ptr') return;
    const list = incoming.get(to);
    if (list === undefined) incoming.set(to, [from]);
    else list.push(from);
  };
  const walk = (region: Region, owner: Inst | undefined): void => {
    for (const inst of region.insts) {
      if (inst.kind === 'loop') inst.operands.forEach((v, i) => add(inst.body.params[i], v));
      if (inst.kind === 'yield') inst.operands.forEach((v, i) => add(owner?.results[i], v));
      if (inst.kind === 'break') inst.operands.forEach((v, i) => add(inst.target.results[i], v));
      if (inst.kind === 'continue') inst.operands.forEach((v, i) => add(inst.target.body.params[i], v));
      if (inst.kind === 'select') for (const v of inst.operands.slice(1)) add(inst.results[0], v);
      forEachRegion(inst, (inner) => walk(inner, inst));
    }
  };
  walk(body, undefined);
  return incoming;
}
