/**
 * Runs an executable (executable.ts): what the package exports as `cuda-wasm/execute`. The program's arguments are its own, so the environment says what `run` has options for:
 * CUDA_WASM_DEVICE (auto, cpu, webgpu), CUDA_WASM_THREADS (of kernels on the CPU; all cores), CUDA_WASM_DIRS (further directories to show to the program, with colons between them), CUDA_WASM_TIME_LIMIT (seconds for a kernel on WebGPU).
 */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { runInNode } from '../runtime/cpu/node-host.js';
import { mayHaveGpu, whyNoAdapter } from '../runtime/webgpu/node-device.js';
import { modulesOf } from './executable.js';
import { guarded } from './guarded.js';
import { defaultSettings } from './nvcc-flags.js';
import type { RunOptions } from './run-options.js';
import { checkRunOptions, cpuRun, hostOptions } from './run-options.js';

export function execute(file: string, args: readonly string[]): Promise<void> {
  return guarded(() => run(file, args)).then((code) => {
    if (code !== 0) process.exitCode = code;
  });
}

/** As a shell would have been given it. */
function nameOf(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith('..') ? file : `./${path}`;
}

async function run(file: string, args: readonly string[]): Promise<number> {
  const { env } = process;
  const device = env.CUDA_WASM_DEVICE ?? 'auto';
  const options: RunOptions = { device, threads: env.CUDA_WASM_THREADS ?? '0', timeLimit: env.CUDA_WASM_TIME_LIMIT ?? '30', dir: (env.CUDA_WASM_DIRS ?? '').split(':').filter((dir) => dir !== ''), cache: false };
  const modules = modulesOf(readFileSync(file, 'latin1'));
  if (modules === undefined) {
    console.error(`${file} holds no program`);
    return 1;
  }
  const settings = defaultSettings();
  checkRunOptions(options, settings);
  const { threads } = cpuRun(options, settings);
  if (settings.problems.length > 0) {
    console.error(settings.problems[0]!.replace(/--([a-z-]+) /, (_, option: string) => `CUDA_WASM_${option === 'dir' ? 'DIRS' : option.toUpperCase().replace('-', '_')}=`));
    return 1;
  }
  const host = hostOptions(nameOf(file), args, options);
  const { cpu, webgpu } = modules;
  if (webgpu === undefined && device === 'webgpu') {
    console.error('not all kernels of this program can run on WebGPU: build it with --device webgpu to see why');
    return 1;
  }
  if (webgpu !== undefined && (device === 'webgpu' || (device === 'auto' && mayHaveGpu()))) {
    const { chooseAdapter, runOnWebGpu } = await import('./run-webgpu.js');
    const adapter = await chooseAdapter(options);
    if (adapter !== undefined) {
      const otherwise = device === 'auto' ? (): number => runInNode(cpu as Uint8Array<ArrayBuffer>, { ...host, threads }) : undefined;
      return (await runOnWebGpu(adapter, { obtain: () => webgpu as Uint8Array<ArrayBuffer>, report: () => {}, otherwise }, options, host))!;
    }
    if (device === 'webgpu') {
      console.error(`there is no WebGPU here: ${await whyNoAdapter()}`);
      return 1;
    }
  }
  return runInNode(cpu as Uint8Array<ArrayBuffer>, { ...host, threads });
}
