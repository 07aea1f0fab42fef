/** The script of a module that carries a program (`cuda-wasm build -o app.mjs`), for Node and browsers. Its types are told by src/cli/embed.ts. */
import { browserStarter } from './browser-threads.js';
import { deviceWorkerText, embeddedName, embeddedProgram, programWorkerText } from './embedded.js';
import { isNode, nodeStarter } from './node-threads.js';
import type { RunOptions, RunResult } from './run-sandboxed.js';
import { runSandboxed } from './run-sandboxed.js';

/** Runs the program with these arguments, in threads of its own, with files in memory. */
export async function run(args: readonly string[] = [], options: RunOptions = {}): Promise<RunResult> {
  const starter = isNode()
    ? await nodeStarter(programWorkerText, deviceWorkerText, (name) => import.meta.resolve(name))
    : browserStarter({ text: programWorkerText }, { text: deviceWorkerText }, { text: programWorkerText });
  return runSandboxed(embeddedProgram, { name: embeddedName, ...options, args }, starter);
}
