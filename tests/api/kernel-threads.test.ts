/** Kernels of the JavaScript API on several threads of the machine: the same results, and what threads do when their device or the process ends. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, test } from 'vitest';
import type { Device, Module } from '../../src/api/index.js';
import { dist } from '../parts.js';
import { api } from './api.js';

const { closeCompiler, compileArtifact, Device: DeviceClass, loadModule } = api;
afterAll(() => closeCompiler());

const source = `
#include <cassert>
#include <cstdio>
#include <cooperative_groups.h>
__device__ int total;
__device__ int arrived;
__global__ void squares(int n, const int* x, int* y) { int i = blockIdx.x * blockDim.x + threadIdx.x; if (i < n) y[i] = x[i] * x[i]; }
__global__ void sums(const int* x, int* out) {
  __shared__ int part[128];
  part[threadIdx.x] = x[blockIdx.x * 128 + threadIdx.x];
  for (int half = 64; half > 0; half /= 2) {
    __syncthreads();
    if (threadIdx.x < half) part[threadIdx.x] += part[threadIdx.x + half];
  }
  if (threadIdx.x == 0) { out[blockIdx.x] = part[0]; atomicAdd(&total, part[0]); }
}
__global__ void speak() { printf("block %d, ", blockIdx.x); printf("thread %d\\n", threadIdx.x); }
__global__ void allocates(int** p) { p[blockIdx.x] = new int(blockIdx.x); }
__global__ void frees(int** p, int* out) { out[blockIdx.x] = *p[blockIdx.x]; delete p[blockIdx.x]; }
__global__ void through(int* p) {
  cooperative_groups::grid_group grid = cooperative_groups::this_grid();
  p[blockIdx.x] = blockIdx.x + 1;
  grid.sync();
  int next = p[(blockIdx.x + 1) % gridDim.x];
  grid.sync();
  p[blockIdx.x] += next;
}
__global__ void asserts(int from) { assert(blockIdx.x < from); }
__global__ void stores(int* p, int at) { if (blockIdx.x == 37) p[at] = 1; }
__global__ void takesTime(long long* from, long long* to, float* x) {
  from[blockIdx.x] = clock64();
  float v = x[0];
  for (int i = 0; i < 20000000; i++) v = v * 0.5f + 1;
  x[1 + blockIdx.x] = v;
  to[blockIdx.x] = clock64();
}
`;

const artifact = await compileArtifact(source, { targets: ['cpu'] });
const alone = await compileArtifact(source, { targets: ['cpu'], threads: false });

/** What all kernels give. */
async function results(device: Device, module: Module, printed: () => string): Promise<unknown> {
  const n = 64 * 128;
  const x = device.from(Int32Array.from({ length: n }, (_, i) => (i * 7919) % 1000));
  const y = device.alloc(Int32Array, n);
  const out = device.alloc(Int32Array, 64);
  const pointers = device.alloc(BigInt64Array, 64);
  module.kernel('squares')({ grid: 128, block: 64 })(n, x, y);
  const squares = await y.read();
  module.kernel('sums')({ grid: 64, block: 128 })(x, out);
  const sums = await out.read();
  module.kernel('allocates')({ grid: 64, block: 1 })(pointers);
  module.kernel('frees')({ grid: 64, block: 1 })(pointers, out);
  const freed = await out.read();
  module.kernel('speak')({ grid: 20, block: 2 })();
  await device.synchronize();
  return { squares, sums, freed, total: await module.variable('total').read(Int32Array), printed: printed() };
}

describe('results do not depend on the number of threads', () => {
  test.each([1, 2, 5])('%d threads', async (threads) => {
    let text = '';
    using device = await DeviceClass.open('cpu', { threads, shareAlways: true, print: (more) => (text += more) });
    const module = await loadModule(artifact, { device });
    let plainText = '';
    using one = await DeviceClass.open('cpu', { print: (more) => (plainText += more) });
    const plain = await loadModule(alone, { device: one });
    expect(await results(device, module, () => text)).toEqual(await results(one, plain, () => plainText));
    expect(text).toBe(Array.from({ length: 20 }, (_, block) => `block ${block}, thread 0\nblock ${block}, thread 1\n`).join(''));
  });

  test('faults on other threads are told with their block, and the device goes on after a reset', async () => {
    using device = await DeviceClass.open('cpu', { threads: 3, shareAlways: true });
    const module = await loadModule(artifact, { device });
    const p = device.alloc(Int32Array, 64);
    module.kernel('stores')({ grid: 64, block: 1 })(p, 0x1fff_ffff);
    await expect(device.synchronize()).rejects.toThrow(/cudaErrorIllegalAddress.*stores/);
    await device.reset();
    module.kernel('asserts')({ grid: 64, block: 1 })(63);
    await expect(device.synchronize()).rejects.toThrow(/cudaErrorAssert: .*block: \[63,0,0\], thread: \[0,0,0\] Assertion `blockIdx\.x < from` failed/);
    await device.reset();
    module.kernel('squares')({ grid: 1, block: 64 })(64, p, p);
    await device.synchronize();
  });
});

test('blocks run at the same time, on threads that the launches have started which are worth it', async () => {
  /** Did two blocks overlap? By launches, until they did. */
  const overlaps = async (threads: number, rounds: number): Promise<boolean[]> => {
    using device = await DeviceClass.open('cpu', { threads });
    const module = await loadModule(artifact, { device });
    const x = device.from(new Float32Array(3));
    const from = device.alloc(BigInt64Array, 2);
    const to = device.alloc(BigInt64Array, 2);
    const seen: boolean[] = [];
    while (seen.length < rounds && !seen.includes(true)) {
      module.kernel('takesTime')({ grid: 2, block: 1 })(from, to, x);
      const [begin, end] = [await from.read(), await to.read()];
      seen.push(begin[0]! < end[1]! && begin[1]! < end[0]!);
    }
    return seen;
  };
  // The threads take part once they are there.
  expect((await overlaps(2, 50)).at(-1)).toBe(true);
  expect(await overlaps(1, 2)).toEqual([false, false]);
});

test('the threads of a device help all of its modules, also those loaded later, and not those that are disposed of', async () => {
  using device = await DeviceClass.open('cpu', { threads: 3, shareAlways: true });
  const modules = [await loadModule(artifact, { device }), await loadModule(artifact, { device })];
  const x = device.from(Int32Array.from({ length: 4096 }, (_, i) => i % 10));
  const y = device.alloc(Int32Array, 4096);
  for (let round = 0; round < 30; round++) {
    if (round % 10 === 9) {
      modules[round % 2]!.dispose();
      modules[round % 2] = await loadModule(artifact, { device });
    }
    // The buffers go from module to module.
    modules[round % 2]!.kernel('squares')({ grid: 64, block: 64 })(4096, x, y);
    modules[(round + 1) % 2]!.kernel('squares')({ grid: 64, block: 64 })(4096, y, y);
  }
  expect((await y.read()).every((value, i) => value === (i % 10) ** 4)).toBe(true);
});

test('the end of a device ends its threads; without launches that are worth it there are none', async () => {
  const threads = createRequire(import.meta.url)('node:worker_threads') as { Worker: typeof Worker };
  const Original = threads.Worker;
  const ended: Promise<number>[] = [];
  threads.Worker = class extends Original {
    constructor(...args: ConstructorParameters<typeof Worker>) {
      super(...args);
      ended.push(new Promise((resolve) => this.on('exit', resolve)));
    }
  };
  try {
    const device = await DeviceClass.open('cpu', { threads: 4 });
    const module = await loadModule(artifact, { device });
    const p = device.alloc(Int32Array, 64);
    for (let i = 0; i < 100; i++) module.kernel('squares')({ grid: 2, block: 32 })(64, p, p);
    await device.synchronize();
    expect(ended).toHaveLength(0);
    device.dispose();
    const shared = await DeviceClass.open('cpu', { threads: 4, shareAlways: true });
    const other = await loadModule(artifact, { device: shared });
    other.kernel('squares')({ grid: 2, block: 32 })(64, shared.alloc(Int32Array, 64), shared.alloc(Int32Array, 64));
    expect(ended).toHaveLength(3);
    shared.dispose();
    await Promise.all(ended);
  } finally {
    threads.Worker = Original;
  }
});

test('threads that sleep do not keep the process, whether the device is disposed of or not', () => {
  for (const end of ['device.dispose(); closeCompiler();', 'closeCompiler();']) {
    const script = `
      import { Device, compile, closeCompiler } from ${JSON.stringify(pathToFileURL(`${dist}api/index.js`).href)};
      const device = await Device.open('cpu', { threads: 3, shareAlways: true });
      const module = await compile('__global__ void one(int* p) { p[blockIdx.x] = 1; }', { device });
      const p = device.alloc(Int32Array, 8);
      module.kernel('one')({ grid: 8, block: 1 })(p);
      console.log((await p.read()).join(''));
      ${end}`;
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', timeout: 60_000 });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '11111111\n', stderr: '' });
  }
});

test('the number of threads must be one', async () => {
  await expect(DeviceClass.open('cpu', { threads: 0 })).rejects.toThrow('kernels cannot run on 0 threads');
});
