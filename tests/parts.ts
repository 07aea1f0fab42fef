/**
 * Parts of the package as tests import them: as they are built, which is what users have; for `npm run coverage` from their sources, in the tree of links that scripts/coverage.mjs makes, where they find what the build made.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const dist = fileURLToPath(new URL('../dist/', import.meta.url));

const tree = process.env.CUDA_WASM_COVERAGE;
// What the build puts into its place.
if (tree !== undefined) Object.assign(globalThis, { KERNEL_WORKER: readFileSync(join(tree, 'kernel-worker.js'), 'utf8') });

/** `built`: in dist/; `source`: in src/. */
export async function importPart<T>(built: string, source: string): Promise<T> {
  return (await import(pathToFileURL(tree === undefined ? join(dist, built) : join(tree, 'src', source)).href)) as T;
}
