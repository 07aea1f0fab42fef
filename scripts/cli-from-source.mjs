/**
 * The command line as src/ has it, not as it is built, for `npm run coverage`: tests that start it (tests/cli) count what runs. In: CUDA_WASM_COVERAGE, a folder with a tree that scripts/coverage.mjs made there. Out: V8's counts,
 * a file a process, in the folder's `counts`. Imported (tests/warm), it gives `main` instead of calling it.
 */
import { register } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startCounting } from './counts.mjs';

const folder = process.env.CUDA_WASM_COVERAGE;
process.once('exit', startCounting(join(folder, 'counts')));
register('./load-typescript.mjs', import.meta.url);
export const { main } = await import(pathToFileURL(join(folder, 'src/cli/main.ts')).href);
if (process.argv[1].endsWith('cli-from-source.mjs')) await main();
