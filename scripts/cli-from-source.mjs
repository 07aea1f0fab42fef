/**
 * The command line as src/ has it, not as it is built, for `npm run coverage`: tests that start it (tests/cli) count what runs. In: CUDA_WASM_COVERAGE, a folder with a tree that scripts/coverage.mjs made there. Out: V8's counts,
 * a file a process, in the folder's `counts`; `.open` stands there until then. Imported (tests/warm), it gives `main` instead of calling it.
 */
import { renameSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { register } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = process.env.CUDA_WASM_COVERAGE;
const open = join(folder, 'counts', `${process.pid}.open`);
writeFileSync(open, '');
const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
process.once('exit', () => {
  session.post('Profiler.takePreciseCoverage', (error, taken) => {
    const result = error === null ? taken.result.filter(({ url }) => url.endsWith('.ts')) : [];
    writeFileSync(open, JSON.stringify({ result }));
    renameSync(open, join(folder, 'counts', `${process.pid}-${Date.now()}.json`));
  });
});
register('./load-typescript.mjs', import.meta.url);
export const { main } = await import(pathToFileURL(join(folder, 'src/cli/main.ts')).href);
if (process.argv[1].endsWith('cli-from-source.mjs')) await main();
