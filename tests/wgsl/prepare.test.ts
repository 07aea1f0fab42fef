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

it('calls through vtables only what overrides the function for the class', () => {
  const { kernels } = prepared(`
#include <new>
struct Shape { __device__ virtual int area() const { return 10001; } __device__ virtual int corners() const { return 10002; } };
struct Square : Shape { int a = 2; __device__ int area() const override { return a * 20001; } __device__ int corners() const override { return a + 20002; } };
struct Animal { __device__ virtual int legs() const { return 30001; } };
struct Bird : Animal { int a = 2; __device__ int legs() const override { return a + 30002; } };
struct Tagged { int tag; __device__ virtual int label() const { return 40001; } };
struct Cube : Square, Tagged { __device__ int area() const override { return 50001; } __device__ int label() const override { return 50002; } };
__global__ void make(char *p) {
  new (p) Shape;
  new (p + 64) Square;
  new (p + 128) Cube;
  new (p + 192) Tagged;
  new (p + 256) Animal;
  new (p + 320) Bird;
}
__global__ void area(Shape *s, int *out) { *out = s->area(); }
__global__ void side(Square *s, int *out) { *out = s->area(); }
__global__ void legs(Animal *a, int *out) { *out = a->legs(); }
__global__ void label(Tagged *a, int *out) { *out = a->label(); }
int main() {
  make<<<1, 1>>>(nullptr);
  area<<<1, 1>>>(nullptr, nullptr);
  side<<<1, 1>>>(nullptr, nullptr);
  legs<<<1, 1>>>(nullptr, nullptr);
  label<<<1, 1>>>(nullptr, nullptr);
}
`);
  const constants = kernels.slice(1).map((fn) => {
    const { arena, refused } = kernelShader({ ...fn, optimized: true }, () => undefined, { refusal: (_fn, _loc, what) => what });
    expect(refused).toBeUndefined();
    return [...new Set(arena!.body.match(/\b[1-5]000[12]/g))].sort();
  });
  expect(constants).toEqual([['10001', '20001', '50001'], ['20001', '50001'], ['30001', '30002'], ['40001', '50002']]);
});
