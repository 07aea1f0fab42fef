/** `cuda-wasm run`: compile, link, run; the exit code is the program's. */
import { writeSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { NodeRunOptions } from '../runtime/cpu/node-host.js';
import { runInNode } from '../runtime/cpu/node-host.js';
import { stillRunning } from '../runtime/webgpu/messages.js';
import { findNodeAdapter, mayHaveGpu } from '../runtime/webgpu/node-device.js';
import { startNodeWorker } from '../runtime/webgpu/node-run.js';
import { adapterName, isSoftware, openDevice } from '../runtime/webgpu/open-device.js';
import type { FlagSettings } from './nvcc-flags.js';
import { programWorker } from './node-files.js';
import { buildProgram } from './program.js';
import { createSession, printDiagnostics, printPhases } from './session.js';

export interface RunOptions {
  readonly output?: string;
  readonly device: string;
  readonly threads: string;
  readonly timeLimit: string;
  readonly dir: string[];
  readonly check?: boolean;
  readonly unchecked?: boolean;
  readonly verbose?: boolean;
  readonly verifyIr?: boolean;
}

export async function runCommand(files: readonly string[], args: readonly string[], settings: FlagSettings, options: RunOptions): Promise<number> {
  if (!['auto', 'cpu', 'webgpu'].includes(options.device)) settings.problems.push(`device '${options.device}' is unknown: use --device auto, cpu or webgpu`);
  if (options.threads !== '1') settings.problems.push('kernels run on one thread: --threads 1');
  const dirs = Object.fromEntries(options.dir.map((dir) => [resolve(dir), resolve(dir)]));
  const host: NodeRunOptions = { args: [basename(files[0]!).replace(/\.[^.]*$/, ''), ...args], dirs };
  if ((options.device === 'webgpu' || (options.device === 'auto' && mayHaveGpu())) && settings.problems.length === 0) {
    const adapter = await findNodeAdapter({ unchecked: options.unchecked });
    if (adapter !== undefined && (options.device === 'webgpu' || !isSoftware(adapter))) return runOnWebGpu(adapter, files, settings, options, host);
    if (options.device === 'webgpu') settings.problems.push("there is no WebGPU here: install the package 'webgpu', or use --device cpu");
  }
  const session = createSession(settings, options);
  const emitted = buildProgram(session, files);
  if (printDiagnostics(session) || emitted === undefined) return 1;
  if (options.verbose) {
    process.stderr.write('device       CPU\n');
    printPhases(session);
  }
  return runInNode(emitted.bytes, host);
}

/** The device is opened, and the program's worker starts, while this thread compiles. */
async function runOnWebGpu(adapter: GPUAdapter, files: readonly string[], settings: FlagSettings, options: RunOptions, host: NodeRunOptions): Promise<number> {
  const worker = startNodeWorker(programWorker());
  const opening = openDevice(adapter);
  let isHung = false;
  try {
    const session = createSession(settings, options);
    const emitted = buildProgram(session, files, 'webgpu');
    if (printDiagnostics(session) || emitted === undefined) return 1;
    const open = await opening;
    if (options.verbose) {
      process.stderr.write(`device       WebGPU: ${adapterName(adapter)}\n`);
      printPhases(session);
    }
    // Serving the device is one hot loop, unlike a compilation (see the launcher): it should be optimised soon.
    setFlagsFromString('--interrupt-budget=20000');
    const end = await worker.run(emitted.bytes, host, open, Number(options.timeLimit) * 1000);
    isHung = end.isHung;
    if (isHung) {
      // Every ordinary way out waits for the device.
      writeSync(2, stillRunning(end.exitCode));
      process.kill(process.pid, 'SIGKILL');
    }
    return end.exitCode;
  } finally {
    worker.close();
    if (!isHung) (await opening).device.destroy();
  }
}
