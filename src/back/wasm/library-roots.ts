/**
 * Functions of the library that the back end's own code calls, so that no call in the program keeps them: the linker takes them as further roots, and whole-program passes must not drop them.
 */
import { hasBody } from '../../ir/image.js';
import type { Module } from '../../ir/ir.js';

/** For `fma`; memory of threads; the schedulers of fibers and of blocks; where allocations lie; finer checks of accesses. */
const names = { fma: ['__cw_fmaf', '__cw_fma'], threads: ['__cw_scratch', '__cw_run_fibers', '__cw_run_resident', '__cw_apart'], check: ['__cw_check_access', '__cw_watch_heap'] } as const;

const all: ReadonlySet<string> = new Set([...names.fma, ...names.threads, ...names.check]);

export function isLibraryRoot(name: string): boolean {
  return all.has(name);
}

/** What the program of these units may need. */
export function libraryRoots(units: Iterable<Module>, check: boolean): string[] {
  let kernels = false;
  for (const unit of units) for (const fn of unit.functions.values()) if (fn.space === 'kernel') kernels = true;
  return [...names.fma, ...(kernels ? names.threads : []), ...(check ? names.check : [])];
}

/** Before whole-program optimisation: counts them as called from outside. Program assembly does not export them for that. */
export function keepLibraryRoots(module: Module): void {
  for (const name of all) {
    const fn = module.functions.get(name);
    if (fn !== undefined && hasBody(fn)) fn.exportName ??= name;
  }
}

/** With checks on: the allocator tells `__cw_watch_heap` what it gives and takes back. */
export function watchHeap(module: Module): void {
  const hook = module.globals.get('__cw_heap_watch');
  const target = module.functions.get('__cw_watch_heap');
  if (hook === undefined || target === undefined) return;
  hook.init = { bytes: new Uint8Array(8), relocations: [{ offset: 0, target, addend: 0 }] };
}
