/** `profile`: tables with exact counts, traces, ranges, on both devices. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { useSoftwareGpu } from '../run/software-gpu.js';
import { createWorkplace } from './command.js';

beforeAll(useSoftwareGpu);

const { run, folder } = createWorkplace({
  'work.cu': `#include <cstdio>
#include <cstdlib>
#include <nvtx3/nvToolsExt.h>
__global__ void scale(int* p, int n) { int i = blockIdx.x * blockDim.x + threadIdx.x; if (i < n) p[i] = p[i] * 3 + 1; }
__global__ void zero(int* p) { p[threadIdx.x] = 0; }
int main(int argc, char** argv) {
  int rounds = argc > 1 ? atoi(argv[1]) : 10, host[64];
  int* p;
  nvtxRangePushA("set up");
  cudaMalloc(&p, sizeof host);
  nvtxRangePop();
  nvtxRangeId_t all = nvtxRangeStartW(L"rounds");
  zero<<<1, 64>>>(p);
  for (int i = 0; i < rounds; i++) {
    scale<<<1, 64>>>(p, 64);
    if (i % 3 == 0) cudaMemset(p, 0, 4);
  }
  cudaDeviceSynchronize();
  nvtxRangeEnd(all);
  cudaMemcpy(host, p, sizeof host, cudaMemcpyDeviceToHost);
  cudaMemcpy(p, host, 100, cudaMemcpyHostToDevice);
  cudaFree(p);
  printf("%d\\n", host[1]);
  return 7;
}
`,
  'threads.cu': `#include <cstdio>
#include <thread>
__global__ void add(int* p) { atomicAdd(p, 1); }
int main() {
  int* p;
  cudaMallocManaged(&p, sizeof *p);
  *p = 0;
  std::thread other([&] { for (int i = 0; i < 7; i++) add<<<1, 10>>>(p); cudaDeviceSynchronize(); });
  other.join();
  printf("%d\\n", *p);
}
`,
});

/** Rows of a table: name → calls. */
function callsIn(text: string, title: string): Record<string, number> {
  const [, body = ''] = new RegExp(`^${title}[^\\n]*:\\n[^\\n]*\\n((?:  .*\\n)*)`, 'm').exec(text) ?? [];
  const rows = body.split('\n').flatMap((line) => {
    const cells = line.trim().split(/ {2,}/);
    return cells[0]?.endsWith('%') ? [[cells[cells.length - 1]!, Number(cells[2])] as const] : [];
  });
  return Object.fromEntries(rows);
}

describe.each(['cpu', 'webgpu'])('on %s', (device) => {
  test('the run is what it is without, and everything is counted', () => {
    const { stdout, stderr, code } = run(`profile --device ${device} --threads 1 --verify-ir work.cu -- 10`);
    expect({ stdout, code }).toEqual({ stdout: '29524\n', code: 7 });
    expect(callsIn(stderr, 'Kernels')).toEqual({ 'scale(int *, int)': 10, 'zero(int *)': 1 });
    expect(callsIn(stderr, 'Memory operations')).toEqual({ fill: 4, 'copy device to host': 1, 'copy host to device': 1 });
    expect(callsIn(stderr, 'CUDA API calls')).toEqual({ cudaLaunchKernel: 11, cudaMemset: 4, cudaMalloc: 1, cudaFree: 1, cudaDeviceSynchronize: 1, cudaMemcpy: 2 });
    expect(callsIn(stderr, 'NVTX ranges')).toEqual({ 'set up': 1, rounds: 1 });
    expect(stderr).toMatch(/^The run is bound by /m);
  });

  test('a trace has every event', () => {
    run(`profile --device ${device} --trace out.json work.cu -- 500`);
    const events = JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8')) as { readonly name: string; readonly ph: string; readonly cat: string; readonly ts: number; readonly dur: number; readonly args: { readonly bytes: number } }[];
    const of = (category: string, name: string) => events.filter((event) => event.ph === 'X' && event.cat === category && event.name === name);
    expect(of('kernel', 'scale(int *, int)').length).toBe(500);
    expect(of('memory', 'fill').length).toBe(167);
    expect(of('memory', 'copy host to device').map(({ args }) => args.bytes)).toEqual([100]);
    expect(of('api', 'cudaLaunchKernel').length).toBe(501);
    const [range] = of('range', 'rounds');
    const [program] = events.filter(({ cat }) => cat === 'run');
    // On WebGPU the times of kernels come from another clock, which is set by the time that reading it takes.
    const slack = device === 'cpu' ? 0.002 : 2000;
    for (const { ts, dur } of of('kernel', 'scale(int *, int)')) {
      expect(ts).toBeGreaterThanOrEqual(range!.ts - slack);
      expect(ts + dur).toBeLessThanOrEqual(range!.ts + range!.dur + slack);
    }
    expect(range!.ts + range!.dur).toBeLessThanOrEqual(program!.dur);
  });
});

test('many short calls are counted exactly, and timed now and then', () => {
  const { stderr } = run('profile --device cpu --threads 1 work.cu -- 40000');
  expect(callsIn(stderr, 'Kernels')).toEqual({ 'scale(int *, int)': 40000, 'zero(int *)': 1 });
  expect(callsIn(stderr, 'CUDA API calls')).toMatchObject({ cudaLaunchKernel: 40001, cudaMemset: 13334 });
  const [, untimed] = /\((\d+) of these calls were counted and not timed\)/.exec(stderr)!;
  expect(Number(untimed)).toBeGreaterThan(30000);
});

test('launches that are shared out, and threads of host code, are counted too', () => {
  const shared = run('profile --device cpu --threads 2 -fshare-always work.cu -- 10');
  expect(shared).toMatchObject({ stdout: '29524\n', code: 7 });
  expect(callsIn(shared.stderr, 'Kernels')).toEqual({ 'scale(int *, int)': 10, 'zero(int *)': 1 });
  for (const device of ['cpu --threads 2', 'webgpu']) {
    const { stdout, stderr, code } = run(`profile --device ${device} threads.cu`);
    expect({ stdout, code }).toEqual({ stdout: '70\n', code: 0 });
    expect(callsIn(stderr, 'Kernels')).toEqual({ 'add(int *)': 7 });
    expect(callsIn(stderr, 'CUDA API calls')).toMatchObject({ cudaLaunchKernel: 7, cudaDeviceSynchronize: 1 });
  }
});

test('errors are told as by run, and a trace that cannot be written ends with an error', () => {
  expect(run('profile --device cpu missing.cu')).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('missing.cu') });
  expect(run('profile --device other work.cu').stderr).toContain("device 'other' is unknown");
  const { code, stderr } = run('profile --device cpu --trace not/there/out.json work.cu');
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('not/there/out.json') });
});
