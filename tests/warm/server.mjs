/**
 * The built command line (dist/cli/bundle.js) in one process for many commands, so that the engine compiles and optimises the compiler once. In: a folder whose `requests` is a pipe with a JSON line a command (words, working
 * directory, environment, file for standard input); standard output and error are files of whoever asks. Out: `reply`, which appears complete, with the exit code. What ends a process otherwise, `process.exit`, ends the command. Workers
 * that a command leaves are ended with it. Ends when nobody can ask any more.
 */
import { closeSync, openSync, readFileSync, readSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import workerThreads from 'node:worker_threads';

const [, , folder, cli] = process.argv;
const require = createRequire(cli);

/** Of the command that runs. */
const workers = new Set();
class TrackedWorker extends workerThreads.Worker {
  constructor(...args) {
    super(...args);
    workers.add(this);
    this.once('exit', () => workers.delete(this));
  }
}
require('node:worker_threads').Worker = TrackedWorker;
syncBuiltinESMExports();

class Exit extends Error {}
const exit = process.exit;
process.exit = (code) => {
  process.exitCode = code ?? process.exitCode;
  throw new Exit();
};

/** Its identity is for caches that tests ask for: of a folder of theirs. */
async function loadMain() {
  if (cli.endsWith('.mjs')) return (await import(pathToFileURL(cli).href)).main;
  const bundle = join(cli, '../bundle.js');
  return new Script(readFileSync(bundle, 'utf8'), { filename: bundle }).runInThisContext()(require, pathToFileURL(cli).href, (name) => import(name), 'of tests').main;
}

async function serve(main, { words, cwd, env, stdin }) {
  closeSync(0);
  if (openSync(stdin, 'r') !== 0) throw new Error('standard input is taken');
  process.chdir(cwd);
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
  process.argv = [process.execPath, cli, ...words];
  process.exitCode = undefined;
  try {
    await main();
  } catch (error) {
    if (!(error instanceof Exit)) throw error;
  }
  await Promise.all([...workers].map((worker) => worker.terminate()));
  return { code: process.exitCode ?? 0, memory: process.memoryUsage.rss() };
}

const main = await loadMain();
const requests = openSync(join(folder, 'requests'), 'r');
const block = Buffer.alloc(1 << 16);
let text = '';
for (;;) {
  const end = text.indexOf('\n');
  if (end < 0) {
    const count = readSync(requests, block);
    if (count === 0) break;
    text += block.toString('utf8', 0, count);
    continue;
  }
  const reply = await serve(main, JSON.parse(text.slice(0, end)));
  text = text.slice(end + 1);
  writeFileSync(join(folder, 'reply.part'), JSON.stringify(reply));
  renameSync(join(folder, 'reply.part'), join(folder, 'reply'));
}
rmSync(folder, { recursive: true, force: true });
exit(0);
