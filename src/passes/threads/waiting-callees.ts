/**
 * Barriers and warp operations in functions that are called through pointers or virtually: threads can wait for each other in the kernel itself only. In: a linked program. Out: one in which such functions are called by name, after
 * comparing the pointer with each, so that they are copied into the kernel like others (inline.ts); and, when that is done, without their bodies, which nobody calls any more.
 */
import { createRegion, unreachable } from '../../ir/build.js';
import { addressedFunctions, functionsReaching } from '../../ir/effects.js';
import type { Func, Inst, Module } from '../../ir/ir.js';
import { someInst } from '../../ir/walk.js';
import { callsThroughPointers, calleesOf, functionsWithAddress, nameCallees } from '../indirect-calls.js';
import { calledFromKernels, isSynchronization } from './check-synchronization.js';

export function nameWaitingCallees(module: Module): void {
  const own = [...module.functions.values()].filter((fn) => fn.image === undefined && fn.body !== undefined && fn.optimized !== true);
  if (!own.some((fn) => fn.space === 'kernel') || !own.some(callsThroughPointers)) return;
  const candidates = functionsWithAddress(module);
  let waiting = new Set<Func>();
  const callsOne = (inst: Inst): boolean => inst.kind === 'call-indirect' && calleesOf(inst, candidates).some((fn) => waiting.has(fn));
  // Who calls such a function through a pointer waits as well, and may be called through one.
  for (let before = -1; before !== waiting.size; ) {
    before = waiting.size;
    const all = functionsReaching(own, (inst) => isSynchronization(inst) || callsOne(inst));
    waiting = new Set(candidates.all.filter((fn) => all.has(fn)));
  }
  for (const fn of own) if (fn.space !== 'host' && someInst(fn.body!, callsOne)) nameCallees(fn, candidates, (callee) => callee, waiting);
}

/** To be called when functions have been copied into kernels. */
export function dropWaitingCallees(module: Module): void {
  const called = calledFromKernels(module);
  // Without optimisation what they wait with is in functions that they call.
  const waiting = functionsReaching(module.functions.values(), isSynchronization);
  for (const fn of addressedFunctions(module)) {
    if (fn.space === 'kernel' || fn.image !== undefined || fn.body === undefined || called.has(fn) || !waiting.has(fn)) continue;
    fn.body = createRegion(fn.body.params.map(({ type, name }) => (name === undefined ? { type } : { type, name })));
    unreachable({ region: fn.body, loc: fn.loc });
  }
}
