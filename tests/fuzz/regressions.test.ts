/** What random programs found, made small. The expected values are g++'s. */
import { expect, test } from 'vitest';
import { missing, ours } from './toolchain.js';

const unbuilt = missing?.startsWith('dist') === true;

if (unbuilt) console.warn(`regressions: skipped, ${missing}`);

async function prints(source: string, expected: string, path = '/fuzz/program.cpp'): Promise<void> {
  for (const level of [0, 2] as const) expect(await ours(`#include <stdio.h>\n${source}`, level, { path })).toBe(`${expected}\nexit 0`);
}

test.skipIf(unbuilt)('a cast bit-field promotes by its type', () =>
  prints('struct B { unsigned a : 7; unsigned long b : 24; } s{5, 9}; int main() { printf("%d %d %d\\n", (unsigned)s.a - 6 < 0, s.a - 6 < 0, static_cast<unsigned long>(s.b) - 10 < 0); }', '0 1 0'));

test.skipIf(unbuilt)('assignments to bit-fields promote by the width', () =>
  prints('struct B { unsigned a : 7; } s{5}; int main() { int x = (s.a = 5) - 6 < 0, y = ++s.a - 7 < 0, z = s.a-- - 7 < 0; printf("%d %d %d\\n", x, y, z); }', '1 1 1'));

test.skipIf(unbuilt)('a label that nothing jumps to', () => prints('int main() { unused: puts("here"); }', 'here'));

test.skipIf(unbuilt)('a uniform value merged after threads parted', () =>
  prints(
    `__global__ void kernel(long *out) {
  int t = threadIdx.x, a = t;
  long c = blockIdx.x;
  switch ((t + (int)c) & 3) { case 0: a = 1; case 1: a += 2; break; case 3: a = 4; break; default: c = 1 - c; }
  a = __shfl_xor_sync(0xffffffffu, a, 4);
  out[blockIdx.x * 32 + t] = c * 100 + a;
}
int main() {
  long *out, sum = 0;
  cudaMallocManaged(&out, 96 * sizeof *out);
  kernel<<<3, 32>>>(out);
  cudaDeviceSynchronize();
  for (int i = 0; i < 96; i++) { int b = i / 32, t = i % 32, k = (t + b) & 3; int u = t ^ 4, m = (u + b) & 3; long want = (k == 2 ? 1 - b : b) * 100 + (m == 0 ? 3 : m == 1 ? u + 2 : m == 3 ? 4 : u); sum += out[i] != want; }
  printf("%ld\\n", sum);
}`,
    '0',
    '/fuzz/program.cu',
  ));

test.skipIf(unbuilt)('a shuffle of what __syncthreads_count gives', () =>
  prints('__global__ void kernel(long *out) { long d = __syncthreads_count(threadIdx.x & 1); out[threadIdx.x] = __shfl_xor_sync(0xffffffffu, d, 8); }\nint main() { long *out; cudaMallocManaged(&out, 512); kernel<<<1, 64>>>(out); cudaDeviceSynchronize(); printf("%ld %ld\\n", out[0], out[63]); }', '32 32', '/fuzz/program.cu'));
