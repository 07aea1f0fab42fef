/** What a page calls to run programs (`cuda-wasm/browser`). The workers' scripts lie beside this bundle. */
import { browserStarter } from './browser-threads.js';
import type { Program, ProgramModule, RunOptions, RunResult } from './run-sandboxed.js';
import { runSandboxed } from './run-sandboxed.js';

export type { Program, ProgramModule, RunOptions, RunResult } from './run-sandboxed.js';

/**
 * Runs a program in a worker. In: its module, or its forms for the CPU and for WebGPU, of which the best that runs here is taken. Programs with kernels for WebGPU need a page that is cross-origin
 * isolated; programs for the CPU run on any, those that were built for several threads on one of them where the page is not isolated. Rejects with the reason of `options.signal` when stopped, and with an Error that says what is missing where the program cannot run.
 */
export function runInBrowser(program: ProgramModule | Program, options: RunOptions = {}): Promise<RunResult> {
  return runSandboxed(program, options, browserStarter(
    { url: new URL('./program-worker.js', import.meta.url) },
    { url: new URL('./device-worker.js', import.meta.url) },
    { url: new URL('./kernel-worker.js', import.meta.url) },
  ));
}
