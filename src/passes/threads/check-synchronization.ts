/**
 * Barriers and warp operations that the threads model cannot run: it takes kernels apart at them, so they must stand in the kernel itself.
 *
 * In: a module after inlining. Out: a diagnostic for each barrier or warp operation that was left in a function which kernels call: it is recursive.
 */
import type { DiagnosticSink } from '../../diagnostics/diagnostic.js';
import { lowerMessages } from '../../diagnostics/lower-messages.js';
import { functionKey } from '../../ir/build.js';
import type { Func, Inst, Module } from '../../ir/ir.js';
import type { Loc } from '../../source/loc.js';
import { forEachInst } from '../../ir/walk.js';

export function isSynchronization(inst: Inst): boolean {
  return inst.kind === 'barrier' || inst.kind === 'warp';
}

/** Kernels, and functions that they call by name. */
export function calledFromKernels(module: Module): Set<Func> {
  const called = new Set([...module.functions.values()].filter((fn) => fn.space === 'kernel' && fn.body !== undefined));
  // The set grows while it is walked.
  for (const fn of called) {
    const device = fn.side === 'both' ? module.functions.get(functionKey(fn.name, 'device')) : undefined;
    if (device !== undefined) called.add(device);
    if (fn.image !== undefined || fn.body === undefined) continue;
    forEachInst(fn.body, (inst) => {
      if (inst.kind === 'call') called.add(inst.callee);
    });
  }
  return called;
}

export function checkSynchronization(module: Module, diagnostics: DiagnosticSink): void {
  for (const fn of calledFromKernels(module)) {
    if (fn.space === 'kernel' || fn.image !== undefined || fn.body === undefined) continue;
    forEachInst(fn.body, (inst) => {
      if (!isSynchronization(inst)) return;
      diagnostics.report(lowerMessages.synchronizationInCall, placeIn(inst), [inst.kind === 'barrier' ? 'barrier' : 'warp operation', fn.pretty]);
    });
  }
}

/** The position in the function itself of what came with inlined calls. */
function placeIn(inst: Inst): Loc {
  let { loc } = inst;
  for (let site = inst.inlinedAt; site !== undefined; site = site.outer) loc = site.loc;
  return loc;
}
