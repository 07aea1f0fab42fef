/** The API's thread that compiles, as src/ has it: for `npm run coverage`, in whose tree of links (scripts/coverage.mjs) it has the place of the built one. It may be ended at any time, so it counts after each reply. */
import { register } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { startCounting } from './counts.mjs';

const folder = process.env.CUDA_WASM_COVERAGE;
const count = startCounting(join(folder, 'counts'));
const send = parentPort.postMessage.bind(parentPort);
parentPort.postMessage = (reply) => {
  count();
  send(reply);
};
register('./load-typescript.mjs', import.meta.url);
// Messages wait until the thread listens.
await import(pathToFileURL(join(folder, 'src/api/compile-worker.ts')).href);
