/**
 * Barriers and warp operations that the threads model cannot run: it takes kernels apart at them, so they must stand in the kernel itself.
 *
 * In: a module after inlining. Out: a diagnostic for each barrier or warp operation that was left in a function which kernels call (it is recursive, or called through a pointer).
 */
import type { DiagnosticSink } from '../../diagnostics/diagnostic.js';
import { lowerMessages } from '../../diagnostics/lower-messages.js';
import type { Inst, Module } from '../../ir/ir.js';
import type { Loc } from '../../source/loc.js';
import { forEachInst } from '../../ir/walk.js';
import { reachableFrom } from '../remove-unused.js';

export function checkSynchronization(module: Module, diagnostics: DiagnosticSink): void {
  const kernels = [...module.functions.values()].filter((fn) => fn.space === 'kernel' && fn.body !== undefined);
  if (kernels.length === 0) return;
  for (const fn of reachableFrom(module, kernels).functions) {
    if (fn.space === 'kernel' || fn.image !== undefined || fn.body === undefined) continue;
    forEachInst(fn.body, (inst) => {
      if (inst.kind !== 'barrier' && inst.kind !== 'warp') return;
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
