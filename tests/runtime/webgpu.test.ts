/**
 * The WebGPU device's thread in this process, with Dawn over SwiftShader: programs of tests/run that use every part of it (copies of all kinds, fills, symbols, managed and mapped memory, events, printf, faults, pointers into one
 * buffer), each in a worker as the command line has it, and their references. Needs `npm run build`.
 */
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultSettings } from '../../src/cli/nvcc-flags.js';
import { compileFiles, createSession } from '../../src/cli/session.js';
import { linkProgram } from '../../src/driver/link.js';
import { openBinary } from '../../src/ir/binary.js';
import { findNodeAdapter } from '../../src/runtime/webgpu/node-device.js';
import { loadProgram, startNodeWorker } from '../../src/runtime/webgpu/node-run.js';
import { adapterName, isSoftware, openDevice } from '../../src/runtime/webgpu/open-device.js';
import { compareOutput } from '../run/compare.js';
import { useSoftwareGpu } from '../run/software-gpu.js';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

function library(name: string): ReturnType<typeof openBinary> {
  const bytes = readFileSync(join(root, 'dist/sysroot', name));
  return openBinary(new Uint8Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length));
}

function build(path: string): Uint8Array<ArrayBuffer> {
  const settings = defaultSettings();
  const session = createSession({ ...settings, systemDirs: [join(root, 'sysroot/include')] }, {});
  const modules = compileFiles(session, [path]) ?? [];
  const emitted = linkProgram(modules, [library('webgpu.bin'), library('lib.bin')], session.options, { ...session, webgpu: true });
  if (emitted === undefined) throw new Error(`${path} does not compile`);
  return new Uint8Array(emitted.bytes);
}

let folder: string;
let adapter: GPUAdapter;

beforeAll(async () => {
  useSoftwareGpu();
  folder = mkdtempSync(join(tmpdir(), 'cuda-wasm-webgpu-'));
  adapter = (await findNodeAdapter())!;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(bytes: Uint8Array<ArrayBuffer>, poison = false): Promise<Ran> {
  const [out, err] = [join(folder, 'out'), join(folder, 'err')];
  const [stdout, stderr, stdin] = [openSync(out, 'w'), openSync(err, 'w'), openSync('/dev/null', 'r')];
  const worker = startNodeWorker(join(root, 'dist/cli/program.js'));
  const open = await openDevice(adapter).catch(async () => {
    // An adapter gives one device.
    adapter = (await findNodeAdapter())!;
    return openDevice(adapter);
  });
  try {
    const { exitCode } = await worker.run(await loadProgram(bytes), { args: ['program'], cwd: folder, stdin, stdout, stderr }, open, { timeLimit: 30_000, poison });
    return { code: exitCode, out: readFileSync(out, 'latin1'), err: readFileSync(err, 'latin1') };
  } finally {
    worker.close();
    open.device.destroy();
    for (const fd of [stdin, stdout, stderr]) closeSync(fd);
  }
}

function source(text: string): Uint8Array<ArrayBuffer> {
  const path = join(folder, 'program.cu');
  writeFileSync(path, text);
  return build(path);
}

describe('the device in this process', () => {
  it('is found, and known to be software', () => {
    expect(isSoftware(adapter)).toBe(true);
    expect(adapterName(adapter)).toMatch(/SwiftShader/);
  });

  for (const name of ['runtime/copies', 'runtime/streams', 'runtime/sticky', 'runtime/errors', 'memory/symbols', 'memory/managed', 'library/mappings', 'runtime/device_printf', 'runtime/device_assert', 'programs/hashes']) {
    it(name, async () => {
      const path = join(root, 'tests/run', `${name}.cu`);
      const ran = await run(build(path));
      if (/CW8[23]0\d/.test(ran.err) && ran.code === 1) return expect(ran.code).toBe(1); // refused, and said so
      expect(compareOutput(readFileSync(path.replace(/\.cu$/, '.out'), 'latin1'), ran.out, 1e-5), ran.err).toBeUndefined();
    });
  }

  it('copies and fills at any byte, within a buffer and in rows', async () => {
    const ran = await run(
      source(`#include <cstdio>
#include <cstring>
#include <vector>
int main() {
  const int n = 70001;
  std::vector<unsigned char> host(n), back(n), expected(n);
  for (int i = 0; i < n; i++) host[i] = (unsigned char)(i * 7 + i / 251);
  unsigned char *a, *b;
  cudaMalloc(&a, n);
  cudaMalloc(&b, n);
  cudaMemcpy(a, host.data(), n, cudaMemcpyHostToDevice);
  cudaMemset(b, 0x5a, n);
  expected.assign(n, 0x5a);
  cudaMemcpy(b + 3, a + 10, 1001, cudaMemcpyDeviceToDevice);
  memcpy(&expected[3], &host[10], 1001);
  cudaMemset(b + 2001, 7, 13);
  memset(&expected[2001], 7, 13);
  cudaMemcpy(b + 3001, host.data() + 5, 77, cudaMemcpyHostToDevice);
  memcpy(&expected[3001], &host[5], 77);
  cudaMemcpy(b + 5000, b + 3, 999, cudaMemcpyDeviceToDevice);
  memcpy(&expected[5000], &expected[3], 999);
  cudaMemcpy2D(b + 10001, 101, host.data() + 1, 33, 31, 20, cudaMemcpyHostToDevice);
  for (int y = 0; y < 20; y++) memcpy(&expected[10001 + y * 101], &host[1 + y * 33], 31);
  cudaMemset2D(b + 20001, 40, 9, 17, 30);
  for (int y = 0; y < 30; y++) memset(&expected[20001 + y * 40], 9, 17);
  cudaMemcpy(back.data(), b, n, cudaMemcpyDeviceToHost);
  int wrong = 0;
  for (int i = 0; i < n; i++) wrong += back[i] != expected[i];
  unsigned char rows[20 * 31];
  cudaMemcpy2D(rows, 31, b + 10001, 101, 31, 20, cudaMemcpyDeviceToHost);
  for (int y = 0; y < 20; y++) wrong += memcmp(rows + y * 31, &host[1 + y * 33], 31) != 0;
  printf("%d wrong, %s\\n", wrong, cudaGetErrorString(cudaGetLastError()));
}`),
    );
    expect(ran).toEqual({ code: 0, out: '0 wrong, no error\n', err: '' });
  });

  it('gives memory out again, and fills what was freed where that is asked for', async () => {
    const bytes = source(`
#include <cstdio>
int main() {
  const int sizes[] = {100, 70000, 20 << 20};
  for (int n : sizes) {
    unsigned char *a, *b, first, last;
    cudaMalloc(&a, n);
    cudaMemset(a, 1, n);
    cudaFree(a);
    cudaMalloc(&b, n);
    cudaMemcpy(&first, b, 1, cudaMemcpyDeviceToHost);
    cudaMemcpy(&last, b + n - 1, 1, cudaMemcpyDeviceToHost);
    printf("%02x %02x\\n", first, last);
  }
}`);
    expect(await run(bytes)).toEqual({ code: 0, out: '00 00\n'.repeat(3), err: '' });
    expect(await run(bytes, true)).toEqual({ code: 0, out: 'db db\n'.repeat(3), err: '' });
  });

  it('launches with pointers into one buffer, at offsets, and with large grids', async () => {
    const ran = await run(
      source(`#include <cstdio>
__global__ void add(const float *x, const float *y, float *z, int n) { int i = blockIdx.x * blockDim.x + threadIdx.x; if (i < n) z[i] = x[i] + y[i]; }
__global__ void count(unsigned *total) { if (threadIdx.x == 0 && blockIdx.x % 1000 == 999) atomicAdd(total, blockIdx.x / 1000 + gridDim.x); }
int main() {
  const int n = 1000;
  float h[n], *p;
  for (int i = 0; i < n; i++) h[i] = i;
  cudaMalloc(&p, sizeof h);
  cudaMemcpy(p, h, sizeof h, cudaMemcpyHostToDevice);
  add<<<2, 256>>>(p, p + 500, p, 500);
  add<<<2, 256>>>(p, p, p + 500, 500);
  cudaMemcpy(h, p, sizeof h, cudaMemcpyDeviceToHost);
  printf("%g %g %g %g\\n", h[0], h[499], h[500], h[999]);
  unsigned t = 0, *total;
  cudaMalloc(&total, 4);
  cudaMemcpy(total, &t, 4, cudaMemcpyHostToDevice);
  count<<<70000, 1>>>(total);
  cudaMemcpy(&t, total, 4, cudaMemcpyDeviceToHost);
  printf("%u\\n", t);
}`),
    );
    expect(ran).toEqual({ code: 0, out: `500 1498 1000 2996\n${70 * 70000 + (69 * 70) / 2}\n`, err: '' });
  });

  it('ends a kernel whose stack is full', async () => {
    const ran = await run(
      source(`#include <cstdio>
__device__ int endless(int n) { return n < 0 ? n : endless(n + 1) + 1; }
__global__ void k(int *p) { *p = endless(*p); }
int main() { int *p; cudaMalloc(&p, 4); cudaMemset(p, 0, 4); k<<<1, 1>>>(p); printf("%s\\n", cudaGetErrorName(cudaDeviceSynchronize())); }`),
    );
    expect(ran.out).toBe('cudaErrorHardwareStackError\n');
    expect(ran.err).toContain('CUDA error 714');
  });

  it('refuses launches that need more shared memory than there is', async () => {
    const ran = await run(source('__global__ void k(int *p) { extern __shared__ int s[]; s[threadIdx.x] = *p; __syncthreads(); *p = s[0]; }\nint main() { int *p; cudaMalloc(&p, 4); k<<<1, 64, 48000>>>(p); return cudaDeviceSynchronize(); }'));
    expect(ran.code).toBe(1);
    expect(ran.err).toMatch(/CW8302.*needs 48000 bytes of shared memory/);
  });
});
