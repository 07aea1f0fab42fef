#!/usr/bin/env node
/**
 * What `cuda-wasm` starts. A program that was compiled before is run from here, without the compiler; everything else is the bundle's work (main.ts). So whatever this file imports has to be small.
 */
import { runInNode } from '../runtime/cpu/node-host.js';
import { mayHaveGpu } from '../runtime/webgpu/node-device.js';
import { guarded } from './guarded.js';
import { runBundle } from './load-bundle.js';
import { findLibraries } from './libraries.js';
import { createNodeFiles } from './node-files.js';
import { defaultSettings, takeFlags } from './nvcc-flags.js';
import type { CachedProgram } from './program-cache.js';
import { openProgramCache, replayWarnings } from './program-cache.js';
import type { CpuRun, RunOptions } from './run-options.js';
import { checkRunOptions, cpuRun, hostOptions, parseRun, programName } from './run-options.js';

declare const BUILD_IDENTITY: string;

interface KnownRun {
  readonly files: readonly string[];
  readonly args: readonly string[];
  readonly options: RunOptions;
  readonly lookupMilliseconds: number;
  /** For the CPU, and for WebGPU: at least what `options.device` asks for if there is no choice. */
  readonly onCpu: CpuRun;
  readonly cpu: CachedProgram | undefined;
  readonly webgpu: CachedProgram | undefined;
}

/** What the command line asks for, if it is to run what was compiled before. */
function findKnown(argv: readonly string[]): KnownRun | undefined {
  const separator = argv.indexOf('--');
  const settings = defaultSettings();
  const [command, ...words] = takeFlags(separator < 0 ? argv : argv.slice(0, separator), settings);
  const run = command === 'run' && findLibraries(settings).length === 0 && settings.problems.length === 0 && !settings.preprocessOnly ? parseRun(words) : undefined;
  if (run === undefined) return undefined;
  const { files, options } = run;
  const { device } = options;
  const onCpu = cpuRun(options, settings);
  checkRunOptions(options, settings);
  if (settings.problems.length > 0) return undefined;
  const cache = openProgramCache(options);
  if (cache === undefined) return undefined;
  const start = performance.now();
  const contents = createNodeFiles();
  const find = (target: string): CachedProgram | undefined => cache.find({ settings, options, target, files }, contents);
  const webgpu = device === 'webgpu' || (device === 'auto' && mayHaveGpu()) ? find('webgpu') : undefined;
  const cpu = device !== 'webgpu' ? find(onCpu.target) : undefined;
  if (cpu === undefined && webgpu === undefined) return undefined;
  return { files, args: separator < 0 ? [] : argv.slice(separator + 1), options, lookupMilliseconds: performance.now() - start, onCpu, cpu, webgpu };
}

/** Runs it; undefined where what the machine turns out to have takes another form of the program. */
async function runKnown(known: KnownRun): Promise<number | undefined> {
  const { options, onCpu, cpu, webgpu } = known;
  const host = hostOptions(programName(known.files), known.args, options);
  const report = (program: CachedProgram, device: string): void => {
    if (!options.verbose) return;
    process.stderr.write(`device       ${device}\n`);
    for (const line of program.kernels) process.stderr.write(`kernel ${line}\n`);
    process.stderr.write(`cache        ${known.lookupMilliseconds.toFixed(2).padStart(9)} ms\n`);
  };
  const runOnCpu = (program: CachedProgram, why = ''): number => {
    replayWarnings(program);
    report(program, `${onCpu.name}${why}`);
    return runInNode(program.bytes, { ...host, threads: onCpu.threads });
  };
  if (options.device === 'webgpu' || (options.device === 'auto' && mayHaveGpu())) {
    const { chooseAdapter, notOnWebGpu, runOnWebGpu } = await import('./run-webgpu.js');
    const adapter = await chooseAdapter(options);
    if (adapter !== undefined && webgpu !== undefined) {
      const otherwise = (reason: string): number | undefined => cpu && runOnCpu(cpu, notOnWebGpu(reason));
      return runOnWebGpu(adapter, { obtain: () => webgpu.bytes, report: (device) => { replayWarnings(webgpu); report(webgpu, device); }, otherwise: options.device === 'auto' ? otherwise : undefined }, options, host);
    }
    if (adapter !== undefined) return undefined;
  }
  if (cpu === undefined) return undefined;
  return runOnCpu(cpu);
}

function start(): void {
  const known = findKnown(process.argv.slice(2));
  if (known === undefined) {
    runBundle(BUILD_IDENTITY);
    return;
  }
  void guarded(async () => {
    const code = await runKnown(known);
    if (code === undefined) runBundle(BUILD_IDENTITY);
    return code ?? 0;
  }).then((code) => {
    // The bundle, where it was started, says itself how the process ends.
    if (code !== 0) process.exitCode = code;
  });
}

start();
