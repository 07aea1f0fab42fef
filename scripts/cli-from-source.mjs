/**
 * The command line as src/ has it, not as it is built, for `npm run coverage`: tests that start it (tests/cli) count what runs. In: CUDA_WASM_COVERAGE, a folder with a tree that scripts/coverage.mjs made there. Out: V8's counts,
 * a file a process, in the folder's `counts`.
 */
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { register } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = process.env.CUDA_WASM_COVERAGE;
const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
process.once('exit', () => {
  session.post('Profiler.takePreciseCoverage', (error, taken) => {
    const result = error === null ? taken.result.filter(({ url }) => url.endsWith('.ts')) : [];
    writeFileSync(join(folder, 'counts', `${process.pid}-${Date.now()}.json`), JSON.stringify({ result }));
  });
});
register('./load-typescript.mjs', import.meta.url);
await import(pathToFileURL(join(folder, 'src/cli/main.ts')).href);
