/** Kernels of a linked program are copied, with what they call out of the library, before they become shaders. */
import { expect, it } from 'vitest';
import { kernelShader } from '../../src/back/wgsl/kernel-shader.js';
import { printModule } from '../../src/ir/print.js';
import { prepared } from './kernels.js';

const program = `
#include <cstring>
__device__ unsigned bits(float f) { unsigned u; memcpy(&u, &f, 4); return u; }
__global__ void kernel(float *x, unsigned *u) { u[threadIdx.x] = __vadd4(u[threadIdx.x], bits(expf(x[threadIdx.x]))); }
int main() { kernel<<<1, 32>>>(nullptr, nullptr); }
`;

const outlining = `
#include <math.h>
__global__ void kernel(double *x) { x[0] = tan(x[0]) + tan(x[1]) * exp(x[2]); }
int main() { kernel<<<1, 1>>>(nullptr); }
`;

it('copies kernels and what they call', () => {
  const { linked, kernels, before } = prepared(program);
  expect(kernels.map((fn) => fn.pretty)).toEqual(['void kernel(float *, unsigned int *)']);
  expect(printModule(linked)).toBe(before);
  // As program assembly has them.
  kernels[0]!.optimized = true;
  const { distinct, refused } = kernelShader(kernels[0]!, () => undefined, { refusal: (_fn, _loc, what) => what });
  expect(refused).toBeUndefined();
  expect(distinct!.body).toContain('bitcast<u32>(exponential(x[params.x_offset + thread_idx.x]))');
});

it('rounds products of the library and of intrinsics for themselves', () => {
  const { kernels } = prepared(`
__global__ void kernel(float *x) { x[0] = __fmul_rn(x[0], x[1]) + x[2] * x[3]; }
int main() { kernel<<<1, 1>>>(nullptr); }
`);
  const { distinct } = kernelShader(kernels[0]!, () => undefined, { refusal: (_fn, _loc, what) => what });
  expect(distinct!.body.replaceAll('params.x_offset', 'o')).toContain('x[o] = fma(x[o + 2u], x[o + 3u], x[o] * x[o + 1u]);');
});

it('validates kernels that use variables, which refer to others', () => {
  const { kernels } = prepared(`
#include <cstdio>
__constant__ float table[4] = {1, 2, 3, 4};
__device__ int counter;
__device__ int *where = &counter;
__device__ int twice(int x) { return 2 * x; }
__device__ int (*chosen)(int) = twice;
__global__ void kernel(float *x) {
  x[threadIdx.x] = table[threadIdx.x];
  if (x[0] > 3) printf("%d", atomicAdd(&counter, 1));
  if (x[1] > 3) x[2] = chosen(*where);
}
int main() { kernel<<<1, 4>>>(nullptr); }
`);
  expect(kernels).toHaveLength(1);
});

it('keeps larger functions of the library as functions, each once, with their tables', () => {
  const { kernels } = prepared(outlining);
  const { distinct, refused } = kernelShader(kernels[0]!, () => undefined, { refusal: (_fn, _loc, what) => what });
  expect(refused).toBeUndefined();
  expect(distinct!.body.match(/tan_f64\(/g)).toHaveLength(2);
  expect(distinct!.head.match(/fn tan_f64\(/g)).toHaveLength(1);
  expect(distinct!.head.match(/const two_over_pi = array<vec2u, 20>\(/g)).toHaveLength(1);
  expect(distinct!.bindings.map(({ name }) => name)).toEqual(['x']);
});
