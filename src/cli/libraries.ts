/** Libraries that a command line names with -l and -L: files of ours, or a problem that says which is missing. In: settings after takeFlags. Out: paths of static libraries, to be linked behind the other files. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FlagSettings } from './nvcc-flags.js';
import { knownLibraries } from './nvcc-flags.js';

export function findLibraries(settings: FlagSettings): string[] {
  const found: string[] = [];
  for (const name of settings.libraries) {
    const path = settings.libraryDirs.map((dir) => join(dir, name.startsWith(':') ? name.slice(1) : `lib${name}.a`)).find((candidate) => existsSync(candidate));
    if (path !== undefined) found.push(path);
    else if (!knownLibraries.has(name)) settings.problems.push(`library '${name}' is not available: cuda-wasm links the CUDA runtime, the C and C++ libraries, and static libraries of its own objects (-L names their folder)`);
  }
  settings.libraries.length = 0;
  return found;
}
