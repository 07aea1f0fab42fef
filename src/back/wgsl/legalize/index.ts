/**
 * IR → IR, before a kernel is written as WGSL: what WGSL has no form for is put in other words. In: an optimised kernel, which is taken over. Out: the kernel, after `finishKernel`; before that it may become one
 * whose threads run several of its own (spreadKernel).
 */
import { copyBody } from '../../../ir/clone.js';
import type { Func } from '../../../ir/ir.js';
import { gatherVectors } from '../../../passes/gather-vectors.js';
import { ownChangedStructs } from '../../../passes/own-structs.js';
import { optimizeFunction } from '../../../passes/pipeline.js';
import { waitsForOthers } from '../../../passes/threads/waiting.js';
import { spreadThreads } from '../../../passes/threads/spread.js';
import type { Spread } from '../../../passes/threads/spread.js';
import { awaitTogether } from './awaiting.js';
import { Unsupported } from '../unsupported.js';
import { splitCalls } from './calls.js';
import { numberFunctions } from './function-pointers.js';
import { expandCopies } from './expand-copies.js';
import { cutAtGridBarriers, hasGridBarrier } from './grid-barriers.js';
import { arenaPointers } from './arena-pointers.js';
import { isArenaKernel } from '../kernel-params.js';
import { endFaults, endThreads, nameThreads, splitFormats, takeOutArguments } from './output.js';
import { keepLastError } from './last-error.js';
import { loadTogether } from './near-loads.js';
import { splitOwnAtomics } from './own-atomics.js';
import { countLanes } from './lanes.js';
import { hasBlockBarrier, meetAtBarriers } from './meetings.js';
import { keepSpinLoads } from './spin-loads.js';
import { expandRecursion } from './recursion.js';
import { splitPointers } from './split-pointers.js';
import { flattenStructs } from './struct-parameters.js';
import { splitUnaligned } from './unaligned.js';
import { narrowSwitches } from './wide-switches.js';
import { joinMembers } from './word-members.js';

/** Bindings form. In: what `legalizePlainly` gives. */
export function legalizeKernel(flat: Func): Func {
  // Pointers are not kept across barriers at which the kernel is cut.
  if (splitPointers(flat, hasGridBarrier(flat))) optimizeFunction(flat, 2);
  nameThreads(flat);
  endThreads(flat);
  return flat;
}

/** A legalized kernel, cut at its barriers across the grid; itself, if it has none. It stays as it is. Throws Unsupported. */
export function cutKernel(legal: Func): Func {
  if (!hasGridBarrier(legal)) return legal;
  const cut = cutAtGridBarriers(legal);
  optimizeFunction(cut, 2);
  return cut;
}

/** A copy of a legalized kernel to finish, where it may have to be made another one still. */
export function kernelToFinish(legal: Func): Func {
  return hasBlockBarrier(legal) ? copyKernel(legal) : legal;
}

/** A legalized kernel as one whose threads meet at one barrier, which costs more than others; the kernel stays as it is. Throws Unsupported. */
export function meetKernel(legal: Func): Func {
  const own = copyKernel(legal);
  if (splitPointers(own, true)) optimizeFunction(own, 2);
  // What states leave to each other stays in variables: as values of loops and branches, each of them would be kept several times.
  return meetAtBarriers(own);
}

export function copyKernel(fn: Func): Func {
  return { ...fn, body: copyBody(fn.body!) };
}

/** Arena form. In: what `legalizePlainly` gives. */
export function legalizeForArena(flat: Func): Func {
  const fn = arenaPointers(flat);
  optimizeFunction(fn, 2);
  if (loadTogether(fn)) optimizeFunction(fn, 2);
  nameThreads(fn);
  endThreads(fn);
  return fn;
}

/** The last step: no other pass may come behind it. */
export function finishKernel(fn: Func): Func {
  // Accesses by address cost more than others, so vectors are worth the more.
  if (isArenaKernel(fn)) gatherVectors(fn);
  endFaults(fn);
  return fn;
}

/** A legalized kernel as one of which each thread runs several of its own; the kernel stays as it is. Throws Unsupported. */
export function spreadKernel(legal: Func, spread: Spread): Func {
  const together = awaitTogether(legal);
  const made = together === undefined ? undefined : spreadOver(together, spread);
  if (made !== undefined && !('divergent' in made)) return made;
  const apart = spreadOver(copyKernel(legal), spread);
  if (!('divergent' in apart)) return apart;
  const met = spreadOver(meetKernel(legal), spread);
  if ('divergent' in met) throw new Unsupported('a barrier that not all threads of a block are known to reach together', apart.divergent.loc);
  return met;
}

function spreadOver(fn: Func, spread: Spread): ReturnType<typeof spreadThreads> {
  if (waitsForOthers(fn.body!, { paced: true })) throw new Unsupported('threads that wait for each other in a loop, where one invocation runs several of them', fn.loc);
  if (splitPointers(fn, true)) optimizeFunction(fn, 2);
  const made = spreadThreads(fn, spread);
  if (!('divergent' in made)) optimizeFunction(made, 2);
  return made;
}

/** What all forms begin with. */
export function legalizePlainly(given: Func): Func {
  // Program assembly marks prepared kernels as finished; here there is more to do.
  // The body of a function out of an object file is no property of its own.
  const fn = numberFunctions({ ...given, body: given.body, optimized: false });
  const changes = [takeOutArguments(fn), splitFormats(fn), expandRecursion(fn), keepLastError(fn), ownChangedStructs(fn), expandCopies(fn), splitCalls(fn), splitOwnAtomics(fn), keepSpinLoads(fn), countLanes(fn), narrowSwitches(fn), joinMembers(fn), splitUnaligned(fn)];
  if (changes.includes(true)) optimizeFunction(fn, 2);
  return flattenStructs(fn);
}
