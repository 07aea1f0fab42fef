/**
 * Shared memory of blocks. Every shared global has one offset in the whole program, so that functions called by several kernels find it; a kernel's static size
 * covers the globals that it reaches.
 */
import type { Func, Global } from '../../ir/ir.js';
import { factsOf } from './reach.js';
import type { FunctionFacts, Reach, SpecialGlobal } from './reach.js';

export interface SharedLayout {
  /** Gives offsets to globals that have none yet; returns the size of the block's static part, a multiple of 16. */
  place(globals: Iterable<Global>): number;
  offsetOf(global: Global): number;
}

export function layoutShared(): SharedLayout {
  const offsets = new Map<Global, number>();
  return {
    place(globals) {
      const list = [...globals];
      let size = 0;
      for (const global of list) {
        const known = offsets.get(global);
        if (known !== undefined) size = Math.max(size, known + global.type.size);
      }
      for (const global of list) {
        if (offsets.has(global)) continue;
        const align = Math.max(global.align, 1);
        const offset = Math.ceil(size / align) * align;
        offsets.set(global, offset);
        size = offset + global.type.size;
      }
      return Math.ceil(size / 16) * 16;
    },
    offsetOf(global) {
      const offset = offsets.get(global);
      if (offset === undefined) throw new Error(`shared variable ${global.name} is used by no kernel`);
      return offset;
    },
  };
}

export interface KernelReach {
  readonly functions: Set<Func>;
  readonly sharedGlobals: Set<Global>;
  /** Special registers that functions called from the kernel read. */
  readonly calleeSpecials: Set<SpecialGlobal>;
}

/** Everything a kernel may execute. A call through a pointer may reach every function whose address is taken. */
export function reachFrom(kernel: Func, define: (fn: Func) => Func | undefined, reach: Reach): KernelReach {
  const functions = new Set<Func>();
  const sharedGlobals = new Set<Global>();
  const calleeSpecials = new Set<SpecialGlobal>();
  const work: Func[] = [];
  let indirect = false;

  function take(facts: FunctionFacts, own: boolean): void {
    for (const global of facts.sharedGlobals) sharedGlobals.add(global);
    if (!own) for (const special of facts.specials) calleeSpecials.add(special);
    for (const callee of facts.callees) push(callee);
    if (facts.indirect) indirect = true;
  }
  function push(declared: Func): void {
    const fn = define(declared);
    if (fn === undefined || fn.space === 'kernel' || functions.has(fn)) return;
    functions.add(fn);
    work.push(fn);
  }

  take(factsOf(kernel, (v) => {
    if (v.kind === 'function-address') push(v.function);
  }).facts, true);
  for (;;) {
    for (let fn = work.pop(); fn !== undefined; fn = work.pop()) take(reach.facts.get(fn) ?? factsOf(fn, () => {}).facts, false);
    if (!indirect) break;
    for (const fn of reach.addressTaken) if (fn.space !== 'host') push(fn);
    if (work.length === 0) break;
  }
  return { functions, sharedGlobals, calleeSpecials };
}
