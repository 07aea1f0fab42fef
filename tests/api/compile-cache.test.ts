/** What was compiled lately is there at once: simple kernels within a tenth of a millisecond, and nothing is mixed up. */
import { afterAll, expect, test } from 'vitest';
import { api } from './api.js';

const { closeCompiler, compileArtifact } = api;
afterAll(() => closeCompiler());

const simple = '__global__ void scale(float* p, float a) { p[threadIdx.x] *= a * FACTOR; }';
const complex = `#include <cuda_fp16.h>
template <int N> __device__ float power(float x) { if constexpr (N == 0) return 1; else return x * power<N - 1>(x); }
${Array.from({ length: 40 }, (_, i) => `__global__ void kernel${i}(float* p, const __half* h) { __shared__ float s[64]; s[threadIdx.x] = power<${i % 8}>(__half2float(h[threadIdx.x])); __syncthreads(); p[threadIdx.x] = s[63 - threadIdx.x]; }`).join('\n')}`;

async function milliseconds(source: string, options: Parameters<typeof compileArtifact>[1]): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 50; i++) {
    const start = performance.now();
    await compileArtifact(source, options);
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[25]!;
}

test('the same again costs no compilation', async () => {
  const options = { defines: { FACTOR: 2 }, targets: ['cpu'] } as const;
  const first = await compileArtifact(simple, options);
  expect(await compileArtifact(simple, { ...options })).toBe(first);
  expect(await milliseconds(simple, options)).toBeLessThan(0.1);
  await compileArtifact(complex, { targets: ['cpu'] });
  expect(await milliseconds(complex, { targets: ['cpu'] })).toBeLessThan(0.5);
});

test('other options, targets and included texts are something else', async () => {
  const base = { defines: { FACTOR: 2 }, targets: ['cpu'] } as const;
  const first = await compileArtifact(simple, base);
  expect(await compileArtifact(simple, { ...base, defines: { FACTOR: 3 } })).not.toBe(first);
  expect((await compileArtifact(simple, { ...base, targets: ['webgpu'] })).wasm).toBeUndefined();
  const including = '#include "factor.h"\n__global__ void one(int* p) { *p = FACTOR; }';
  const [a, b] = [await compileArtifact(including, { targets: ['cpu'], include: { 'factor.h': '#define FACTOR 1\n' } }), await compileArtifact(including, { targets: ['cpu'], include: { 'factor.h': '#define FACTOR 2\n' } })];
  expect(a).not.toBe(b);
});

test('warnings are told each time, errors too, and who has given up gets nothing', async () => {
  const warns = '__global__ void w(int* p) { int unused; *p = 1.5; return; }\n#warning look here\n';
  const told: string[] = [];
  for (let i = 0; i < 2; i++) await compileArtifact(warns, { targets: ['cpu'], onWarning: (text) => told.push(text) });
  expect(told.length).toBe(2);
  expect(told[1]).toBe(told[0]);
  for (let i = 0; i < 2; i++) await expect(compileArtifact('__global__ void broken(', { targets: ['cpu'] })).rejects.toThrow('error');
  await expect(compileArtifact(warns, { targets: ['cpu'], signal: AbortSignal.abort() })).rejects.toThrow();
  const controller = new AbortController();
  const given = compileArtifact(warns, { targets: ['cpu'], signal: controller.signal });
  controller.abort(new Error('given up'));
  await expect(given).rejects.toThrow('given up');
});
