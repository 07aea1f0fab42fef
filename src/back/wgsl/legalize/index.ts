/** IR → IR, before a kernel is written as WGSL: what WGSL has no form for is put in other words. In: an optimised kernel, which is taken over. Out: the kernel to write. */
import type { Func } from '../../../ir/ir.js';
import { optimizeFunction } from '../../../passes/pipeline.js';
import { splitCalls } from './calls.js';
import { expandCopies } from './expand-copies.js';
import { endFaults, takeOutArguments } from './output.js';
import { splitPointers } from './split-pointers.js';
import { copyChangedStructs, flattenStructs } from './struct-parameters.js';

export function legalizeKernel(given: Func): Func {
  // Program assembly marks prepared kernels as finished; here there is more to do.
  const fn: Func = { ...given, optimized: false };
  const changes = [takeOutArguments(fn), copyChangedStructs(fn), expandCopies(fn), splitCalls(fn)];
  if (changes.includes(true)) optimizeFunction(fn, 2);
  const flat = flattenStructs(fn);
  if (splitPointers(flat)) optimizeFunction(flat, 2);
  endFaults(flat);
  return flat;
}
