/** `cuda-wasm profile`: compiles, runs, and tells on stderr where the time went: tables of kernels, memory operations, API calls and ranges, and what bounds the run. The exit code is the program's. */
import { runInNode } from '../runtime/cpu/node-host.js';
import { createTraceWriter, endTrace, startTrace } from '../runtime/profile/node-trace.js';
import type { Profile } from '../runtime/profile/profiler.js';
import { createProfiler } from '../runtime/profile/profiler.js';
import { renderProfile } from '../runtime/profile/tables.js';
import { loopedFor } from '../runtime/webgpu/open-device.js';
import { mayHaveGpu, whyNoAdapter } from '../runtime/webgpu/node-device.js';
import type { FlagSettings } from './nvcc-flags.js';
import { buildProgram } from './program.js';
import type { RunOptions } from './run-options.js';
import { checkArguments, checkRunOptions, cpuRun, hostOptions, programName } from './run-options.js';
import { chooseAdapter, runOnWebGpu } from './run-webgpu.js';
import type { Session } from './session.js';
import { createSession, printDiagnostics, reportUnwritable } from './session.js';

export interface ProfileOptions extends RunOptions {
  readonly trace?: string;
}

/** Lines that show that a long run goes on, where somebody looks. */
function showProgress(seconds: number, kernels: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${seconds.toFixed(0)} s, ${kernels} kernels `);
}

export async function profileCommand(given: readonly string[], args: readonly string[], settings: FlagSettings, options: ProfileOptions): Promise<number> {
  checkRunOptions(options, settings);
  const files = checkArguments(given, 'profile', settings);
  const onCpu = cpuRun(options, settings);
  const name = programName(files);
  const host = hostOptions(name, args, options);
  let adapter: GPUAdapter | undefined;
  if ((options.device === 'webgpu' || (options.device === 'auto' && mayHaveGpu())) && settings.problems.length === 0) {
    adapter = await chooseAdapter(options);
    if (adapter === undefined && options.device === 'webgpu') settings.problems.push(`there is no WebGPU here: ${await whyNoAdapter()}; --device cpu runs kernels on the CPU`);
  }
  const calls: string[] = [];
  const kernels: Record<string, string> = {};
  // A program that is profiled is another than the one that runs: it is compiled anew.
  const session: Session = {
    ...createSession(settings, { ...options, cache: false }), onProfiled: (list) => void calls.push(...list),
    onKernel: (kernel) => {
      kernels[kernel.name] = kernel.pretty.replace(/^void /, '');
    },
  };
  const build = (): Uint8Array<ArrayBuffer> | undefined => {
    const bytes = adapter === undefined ? buildProgram(session, files, onCpu.target) : buildProgram(session, files, 'webgpu', loopedFor(adapter));
    return printDiagnostics(session) ? undefined : bytes;
  };
  const { trace } = options;
  const origin = performance.timeOrigin + performance.now();
  if (trace !== undefined) {
    try {
      startTrace(trace, name);
    } catch (cause) {
      reportUnwritable(session, trace, cause);
    }
  }
  const tell = (profile: Profile, device: string): void => {
    if (process.stderr.isTTY) process.stderr.write('\r');
    process.stderr.write(`${renderProfile(profile, { device, inProgram: adapter === undefined })}\n`);
    if (trace !== undefined) endTrace(trace, performance.timeOrigin + performance.now() - origin);
  };
  if (adapter !== undefined) {
    let device = 'WebGPU';
    const profiling = { calls, ...(trace === undefined ? {} : { trace: { path: trace, origin } }), onProgress: showProgress, tell: (profile: Profile) => tell(profile, device) };
    return (await runOnWebGpu(adapter, { obtain: build, report: (found) => { device = found; }, profiling }, options, host))!;
  }
  const bytes = build();
  if (bytes === undefined) return 1;
  const writer = trace === undefined ? undefined : createTraceWriter(trace, origin);
  const profiler = createProfiler({ calls, inProgram: true, kernelName: (mangled) => kernels[mangled] ?? mangled, onEvent: writer?.event, onProgress: showProgress });
  const code = runInNode(bytes, { ...host, threads: onCpu.threads, profiler: profiler.imports });
  writer?.flush();
  tell(profiler.finish(), onCpu.name);
  return code;
}
