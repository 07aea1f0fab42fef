/** Runs a program with its kernels on WebGPU: the device is opened, and the program's worker starts, while this thread gets the program. Loaded only where there may be a GPU. */
import { writeSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import type { NodeRunOptions } from '../runtime/cpu/node-host.js';
import { createTraceWriter } from '../runtime/profile/node-trace.js';
import type { Profile } from '../runtime/profile/profiler.js';
import { createProfiler } from '../runtime/profile/profiler.js';
import { stillRunning, unsuitable } from '../runtime/webgpu/messages.js';
import { findNodeAdapter } from '../runtime/webgpu/node-device.js';
import { loadProgram, startNodeWorker } from '../runtime/webgpu/node-run.js';
import { adapterName, isSoftware, openDevice } from '../runtime/webgpu/open-device.js';
import { kernelWorker, programWorker } from './node-files.js';
import type { RunOptions } from './run-options.js';
import { openTuning } from './tuning.js';

/** What the option --device leaves of the adapters that there are: `auto` takes no software. */
export async function chooseAdapter(options: RunOptions): Promise<GPUAdapter | undefined> {
  const adapter = await findNodeAdapter({ unchecked: options.unchecked });
  return adapter !== undefined && (options.device === 'webgpu' || !isSoftware(adapter)) ? adapter : undefined;
}

/** What --verbose adds to the name of the device that was taken instead. */
export function notOnWebGpu(reason: string): string {
  return `; not WebGPU: ${reason.split('\n')[0]!.replace(/; run it with --device cpu/, '')}`;
}

export interface WebGpuRun {
  /** The program's bytes, or none after errors that it has told. */
  readonly obtain: () => Uint8Array<ArrayBuffer> | undefined;
  /** Told the device's name before the program runs. */
  readonly report: (device: string) => void;
  /** With the device `auto`: what is done instead if the device cannot run one of the program's kernels, and why. */
  readonly otherwise?: ((reason: string) => number | undefined) | undefined;
  /** The program is profiled. */
  readonly profiling?: WebGpuProfiling;
}

export interface WebGpuProfiling {
  readonly calls: readonly string[];
  readonly trace?: { readonly path: string; readonly origin: number };
  readonly onProgress: (seconds: number, kernels: number) => void;
  readonly tell: (profile: Profile) => void;
}

/** The exit code; undefined only if that is what `otherwise` gives. */
export async function runOnWebGpu(adapter: GPUAdapter, { obtain, report, otherwise, profiling }: WebGpuRun, options: RunOptions, host: NodeRunOptions): Promise<number | undefined> {
  const worker = startNodeWorker(programWorker());
  const opening = openDevice(adapter);
  let isHung = false;
  try {
    const bytes = obtain();
    if (bytes === undefined) return 1;
    const program = await loadProgram(bytes);
    const open = await opening;
    const reason = otherwise === undefined ? undefined : unsuitable(program.kernels, open.facts);
    if (otherwise !== undefined && reason !== undefined) {
      worker.close();
      return otherwise(reason);
    }
    report(`WebGPU: ${adapterName(adapter)}`);
    // Serving the device is one hot loop, unlike a compilation (see the launcher): it should be optimised soon. Programs that read back after each launch have come to their end before that; baseline code from the start halves what the first of
    // these trips take.
    setFlagsFromString('--interrupt-budget=20000');
    setFlagsFromString('--always-sparkplug');
    const writer = profiling?.trace && createTraceWriter(profiling.trace.path, profiling.trace.origin);
    // The device's thread sees kernels and memory operations, the program's thread calls.
    const profiler = profiling && createProfiler({ calls: [], inProgram: false, kernelName: (name) => name, onEvent: writer?.event, onProgress: profiling.onProgress });
    const tuning = options.tune && profiling === undefined ? openTuning(program.kernels, adapterName(adapter), options.cache) : undefined;
    const end = await worker.run(program, { ...host, threads: { count: 1, worker: kernelWorker() } }, open, { timeLimit: Number(options.timeLimit) * 1000, poison: options.check === true, profiler, tuner: tuning?.tuner }, profiling && { calls: profiling.calls, ...(profiling.trace && { trace: profiling.trace }) });
    isHung = end.isHung;
    tuning?.keep();
    if (options.verbose) for (const line of tuning?.report() ?? []) process.stderr.write(`${line}\n`);
    if (profiling !== undefined && profiler !== undefined && end.profile !== undefined) {
      writer?.flush();
      const { kernels, memory } = profiler.finish();
      profiling.tell({ ...end.profile, kernels, memory });
    }
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
