/**
 * Functions of the library that the back end's own code calls, so that no call in the program keeps them: the linker takes them as further roots, and whole-program passes must not drop them.
 */
import type { Module } from '../../ir/ir.js';

/** For `fma`; memory of threads; the scheduler of fibers; finer checks of accesses. */
const names = { fma: ['__cw_fmaf', '__cw_fma'], threads: ['__cw_scratch', '__cw_run_fibers'] } as const;

const all: ReadonlySet<string> = new Set([...names.fma, ...names.threads]);

export function isLibraryRoot(name: string): boolean {
  return all.has(name);
}

/** What the program of these units may need. */
export function libraryRoots(units: Iterable<Module>): string[] {
  let kernels = false;
  for (const unit of units) for (const fn of unit.functions.values()) if (fn.space === 'kernel') kernels = true;
  return kernels ? [...names.fma, ...names.threads] : [...names.fma];
}

/** Before whole-program optimisation: counts them as called from outside. Program assembly does not export them for that. */
export function keepLibraryRoots(module: Module): void {
  for (const name of all) {
    const fn = module.functions.get(name);
    if (fn?.body !== undefined) fn.exportName ??= name;
  }
}
