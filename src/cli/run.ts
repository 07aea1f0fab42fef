/** `cuda-wasm run`: compile, link, run; the exit code is the program's. */
import { runInNode } from '../runtime/cpu/node-host.js';
import { mayHaveGpu, whyNoAdapter } from '../runtime/webgpu/node-device.js';
import { loopedFor } from '../runtime/webgpu/open-device.js';
import type { FlagSettings } from './nvcc-flags.js';
import { buildProgram } from './program.js';
import type { RunOptions } from './run-options.js';
import { checkArguments, checkRunOptions, cpuRun, hostOptions, programName } from './run-options.js';
import { chooseAdapter, notOnWebGpu, runOnWebGpu } from './run-webgpu.js';
import { createSession, printDiagnostics, printPhases } from './session.js';

export async function runCommand(given: readonly string[], args: readonly string[], settings: FlagSettings, options: RunOptions): Promise<number> {
  checkRunOptions(options, settings);
  const files = checkArguments(given, 'run', settings);
  const onCpu = cpuRun(options, settings);
  const host = hostOptions(programName(files), args, options);
  let adapter: GPUAdapter | undefined;
  if ((options.device === 'webgpu' || (options.device === 'auto' && mayHaveGpu())) && settings.problems.length === 0) {
    adapter = await chooseAdapter(options);
    if (adapter === undefined && options.device === 'webgpu') settings.problems.push(`there is no WebGPU here: ${await whyNoAdapter()}; --device cpu runs kernels on the CPU`);
  }
  const session = createSession(settings, options);
  const obtain = (): Uint8Array<ArrayBuffer> | undefined => {
    const bytes = adapter === undefined ? buildProgram(session, files, onCpu.target) : buildProgram(session, files, 'webgpu', loopedFor(adapter));
    return printDiagnostics(session) ? undefined : bytes;
  };
  const report = (device: string): void => {
    if (!options.verbose) return;
    process.stderr.write(`device       ${device}\n`);
    printPhases(session);
  };
  const runOnCpu = (bytes: Uint8Array<ArrayBuffer>, why = ''): number => {
    report(`${onCpu.name}${why}`);
    return runInNode(bytes, { ...host, threads: onCpu.threads });
  };
  if (adapter !== undefined) {
    // Linking changes what it links: the program for the CPU is compiled anew. What there is to say of it was said the first time.
    const otherwise = (reason: string): number => {
      const again = createSession(settings, options);
      const bytes = buildProgram(again, files, onCpu.target);
      if (bytes !== undefined && again.diagnostics.errorCount === 0) return runOnCpu(bytes, notOnWebGpu(reason));
      printDiagnostics(again);
      return 1;
    };
    return (await runOnWebGpu(adapter, { obtain, report, otherwise: options.device === 'auto' ? otherwise : undefined }, options, host))!;
  }
  const bytes = obtain();
  return bytes === undefined ? 1 : runOnCpu(bytes);
}
