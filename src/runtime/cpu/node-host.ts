/**
 * The CPU device's host part for Node: WASI from node:wasi (its experimental warning silenced), files below the working directory, stderr, clock.
 */
import { writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import process from 'node:process';
import type { WASI } from 'node:wasi';
import type { WorkerStart } from './node-worker.js';
import type { HostThreads } from './threads.js';
import { runProgram } from './run-program.js';
import type { ProgramHost } from './run-program.js';

export interface NodeRunOptions {
  /** argv, the program's name first. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Working directory of the program, preopened for reading and writing as "." and under its absolute path. */
  readonly cwd?: string;
  /** Further directories: path as the program sees it → path on this machine. */
  readonly dirs?: Readonly<Record<string, string>>;
  /** File descriptors; 0, 1, 2 unless given. */
  readonly stdin?: number;
  readonly stdout?: number;
  readonly stderr?: number;
  /** How many threads may run kernels, of a program that was built for several, and the workers' bundle (node-worker.ts). */
  readonly threads?: { readonly count: number; readonly always?: boolean; readonly worker: string };
  readonly profiler?: ProgramHost['profiler'];
}

/** `import` would load Node's module loader, which takes longer than all else that a small program needs. */
function loadWasi(): typeof WASI {
  const emitWarning = process.emitWarning;
  process.emitWarning = () => {};
  try {
    return (createRequire(process.execPath)('node:wasi') as { readonly WASI: typeof WASI }).WASI;
  } finally {
    process.emitWarning = emitWarning;
  }
}

/**
 * Puts a JavaScript function before each WASI function. Called directly from WebAssembly, node:wasi's functions have fast-call variants, with which Node 20.20 crashes with a corrupt heap once a program
 * has run for a while; through JavaScript the ordinary ones are called.
 */
function viaJavaScript(imports: WebAssembly.ModuleImports): WebAssembly.ModuleImports {
  const wrapped: WebAssembly.ModuleImports = {};
  for (const [name, fn] of Object.entries(imports)) {
    if (typeof fn === 'function') wrapped[name] = (...args: unknown[]) => (fn as (...args: unknown[]) => unknown)(...args);
  }
  return wrapped;
}

/** Runs a program module; gives its exit code. */
export function runInNode(bytes: BufferSource, options: NodeRunOptions): number {
  return runProgram(bytes, createNodeHost(options));
}

/** Workers do not keep the process: they sleep until it ends. */
function nodeThreads({ count, always = false, worker }: NonNullable<NodeRunOptions['threads']>): HostThreads {
  const open = (start: WorkerStart): void => {
    const { Worker } = createRequire(worker)('node:worker_threads') as typeof import('node:worker_threads');
    new Worker(worker, { workerData: start }).unref();
  };
  return { count, always, start: (start) => open({ ...start, number: 0 }), startHost: open };
}

export function createNodeHost(options: NodeRunOptions): ProgramHost {
  const Wasi = loadWasi();
  const cwd = options.cwd ?? process.cwd();
  const stderr = options.stderr ?? 2;
  const wasi = new Wasi({
    version: 'preview1',
    args: [...options.args],
    env: { ...(options.env ?? process.env), PWD: cwd },
    preopens: { '.': cwd, [cwd]: cwd, ...options.dirs },
    stdin: options.stdin ?? 0,
    stdout: options.stdout ?? 1,
    stderr,
    returnOnExit: true,
  });
  return {
    wasi: viaJavaScript(wasi.wasiImport as WebAssembly.ModuleImports),
    start: (instance) => wasi.start(instance) as unknown as number,
    writeError: (text) => void writeSync(stderr, text),
    clock: () => process.hrtime.bigint(),
    ...(options.threads && { threads: nodeThreads(options.threads) }),
    ...(options.profiler && { profiler: options.profiler }),
  };
}
