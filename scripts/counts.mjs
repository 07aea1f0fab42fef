/** V8's counts of the modules in src/ that this thread runs from source, for `npm run coverage`. */
import { renameSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';

/** In: the folder for counts. Out: a function that writes what ran since the last time, a file each time. Until the first one, a file that ends in `.open` tells whoever waits for it. */
export function startCounting(folder) {
  const name = `${process.pid}-${threadId}`;
  const open = join(folder, `${name}.open`);
  writeFileSync(open, '');
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  let files = 0;
  return () => {
    session.post('Profiler.takePreciseCoverage', (error, taken) => {
      const result = error === null ? taken.result.filter(({ url }) => url.endsWith('.ts')) : [];
      writeFileSync(open, JSON.stringify({ result }));
      renameSync(open, join(folder, `${name}-${files++}-${Date.now()}.json`));
    });
  };
}
