/** `run --tune`: the ways in which a kernel can run are tried, the output stays what it is, and the next run knows. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useSoftwareGpu } from '../run/software-gpu.js';
import { createWorkplace } from './command.js';

beforeAll(useSoftwareGpu);
const cache = mkdtempSync(join(tmpdir(), 'cuda-wasm-tuning-'));
afterAll(() => rmSync(cache, { recursive: true, force: true }));

const { run } = createWorkplace({
  'launches.cu': `#include <cstdio>
#include <vector>
__global__ void add(int* p, int n, int value) { int i = blockIdx.x * blockDim.x + threadIdx.x; if (i < n) p[i] += value + i % 7; }
__global__ void single(int* p) { p[threadIdx.x] *= 2; }
int main() {
  const int n = 10000;
  int* p;
  cudaMalloc(&p, n * 4);
  cudaMemset(p, 0, n * 4);
  for (int i = 0; i < 40; i++) {
    add<<<(n + 63) / 64, 64>>>(p, n, i);
    single<<<1, 32>>>(p);
    if (i % 3 == 0) cudaDeviceSynchronize();
  }
  std::vector<int> host(n);
  cudaMemcpy(host.data(), p, n * 4, cudaMemcpyDeviceToHost);
  unsigned sum = 0;
  for (int value : host) sum = sum * 31 + value;
  printf("%u\\n", sum);
}
`,
}, { CUDA_WASM_CACHE_DIR: cache });

test('a kernel runs in the way that was measured to be fastest, with the same results', () => {
  const plain = run('run --device webgpu launches.cu');
  const first = run('run --device webgpu --tune --verbose launches.cu');
  const second = run('run --device webgpu --tune --verbose launches.cu');
  expect(plain).toMatchObject({ code: 0, stderr: '' });
  expect([first.stdout, second.stdout]).toEqual([plain.stdout, plain.stdout]);
  const [, way] = /^tuned void add\(int \*, int, int\), blocks of 64×1×1, 2\^7 of them: (native|coarse) \(native [\d.]+ µs, coarse [\d.]+ µs\)$/m.exec(first.stderr)!;
  expect(second.stderr).toContain(`tuned void add(int *, int, int), blocks of 64×1×1, 2^7 of them: ${way}, as known\n`);
  expect(first.stderr).not.toContain('tuned void single');
});
