/** Programs of tests/run in a real browser, with their kernels on the CPU and on WebGPU: the same references as on every device. Needs `npm run build`. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { complaint, createQueue } from '../run/execute.js';
import type { Program } from '../run/programs.js';
import { findPrograms } from '../run/programs.js';
import type { Outcome, Site } from './browser.js';
import { openPage, runInPage, startBrowser, startSite } from './browser.js';
import { compile } from '../sandbox/compile.js';

const ROOT = join(fileURLToPath(new URL('.', import.meta.url)), '../run');
const TIME_LIMIT_MS = 30_000;
const inTurn = createQueue(2);

const onBoth = [
  'classes/containers', 'cpp/basics', 'cpp/lambdas', 'kernels/histograms', 'kernels/matmul_transpose', 'kernels/shared_2d_life', 'kernels/syncthreads', 'lambdas/captures', 'language/control_flow',
  'library/arguments', 'library/assert', 'library/mappings', 'linkage/exceptions_across', 'linkage/units', 'memory/volatile_locals', 'programs/breadth_first_search', 'programs/image_pipeline', 'ptx/integer',
  'runtime/sticky', 'runtime/streams',
];
/** What asks most of the browser's WASI. */
const onCpu = ['library/exit_order', 'library/files', 'library/memory', 'library/printf', 'library/scanf', 'library/threads', 'library/time', 'runtime/device_printf'];

function build(program: Program, target: 'cpu' | 'webgpu'): Uint8Array {
  const paths = [program.file, ...program.units];
  const headers = program.companions.filter((path) => /\.cuh?$|\.h$/.test(path));
  const files = Object.fromEntries([...paths, ...headers].map((path) => [path, readFileSync(path, 'utf8')]));
  return compile(files, { target, units: paths, relocatable: program.units.length > 0 });
}

async function run(page: Page, site: Site, program: Program, target: 'cpu' | 'webgpu'): Promise<Outcome> {
  const module = `/${target}/${program.name}.wasm`;
  site.add(module, build(program, target));
  const stdin = program.stdin === undefined ? '' : readFileSync(program.stdin, 'latin1');
  const files = Object.fromEntries(program.companions.map((path) => [basename(path), readFileSync(path, 'latin1')]));
  return runInPage(page, module, { stdin, files, name: basename(program.name), args: program.args, device: target, timeLimit: TIME_LIMIT_MS / 1000 });
}

describe('programs print the same in a browser', () => {
  let page: Page;
  let site: Site;
  beforeAll(async () => {
    site = await startSite({ isolated: true });
    page = await openPage(await startBrowser(), site);
  });
  const programs = findPrograms(ROOT);

  it('are all there', () => {
    expect([...onBoth, ...onCpu].filter((name) => !programs.some((program) => program.name === name))).toEqual([]);
  });

  const check = (program: Program, target: 'cpu' | 'webgpu'): void => {
    it.concurrent(`${program.name} on ${target}`, { timeout: 10 * TIME_LIMIT_MS }, async () => {
      const start = performance.now();
      const { exitCode, stdout, stderr, device, error } = await inTurn(() => run(page, site, program, target));
      if (error !== undefined) throw new Error(error);
      const wrong = complaint(program, { code: exitCode, timedOut: false, stdout, stderr, seconds: (performance.now() - start) / 1000 }, TIME_LIMIT_MS);
      if (wrong !== undefined) throw new Error(wrong);
      if (device !== target) throw new Error(`ran on ${device}`);
    });
  };
  for (const program of programs) {
    const both = onBoth.includes(program.name);
    if (both || onCpu.includes(program.name)) check(program, 'cpu');
    if (both) check(program, 'webgpu');
  }
});
