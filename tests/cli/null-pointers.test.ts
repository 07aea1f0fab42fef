/** Host code that stores through null pointers, or over what describes a kernel: the program ends as by a segmentation fault, and nothing reads as if the compiler were at fault. */
import { expect, test } from 'vitest';
import { createWorkplace } from './command.js';

const { run } = createWorkplace({
  'store.cu': `#include <cstdio>
#include <cstdlib>
__global__ void ones(int* p) { p[threadIdx.x] = 1; }
int main(int argc, char** argv) {
  int n = atoi(argv[1]), launches = atoi(argv[2]);
  int* p = argc > 3 ? (int*)malloc(n * sizeof *p) : nullptr;
  for (int i = 0; i < n; i++) p[i] = 77777;
  int* d;
  cudaMalloc(&d, 128);
  for (int i = 0; i < launches; i++) ones<<<1, 32>>>(d);
  puts(cudaGetErrorString(cudaDeviceSynchronize()));
}
`,
  'kernel.cu': `#include <cstdio>
__global__ void store(int* p) { p[threadIdx.x] = 1; }
int main() {
  store<<<1, 32>>>(nullptr);
  puts(cudaGetErrorString(cudaDeviceSynchronize()));
}
`,
  'over.cu': `#include <cstdio>
__global__ void ones(int* p) { p[threadIdx.x] = 1; }
int main() {
  int* d;
  cudaMalloc(&d, 128);
  for (unsigned* p = (unsigned*)65536; p < (unsigned*)65536 + 3000; p++) *p = 77777;
  ones<<<1, 32>>>(d);
  puts("not reached");
}
`,
});

test.each(['-O2 --threads 1', '-O2 --threads 2'])('stores of host code: %s', (flags) => {
  const fault = 'Segmentation fault: the program has written through a null pointer (--check tells where)\n';
  // The next launch notices, and tells it from what kernels do; else the program's end.
  for (const n of [1, 256, 16384]) {
    expect(run(`run --device cpu ${flags} store.cu -- ${n} 1`)).toEqual({ stdout: '', stderr: fault, code: 139 });
    expect(run(`run --device cpu ${flags} store.cu -- ${n} 0`)).toEqual({ stdout: 'no error\n', stderr: fault, code: 139 });
  }
  expect(run(`run --device cpu ${flags} store.cu -- 16384 1 elsewhere`)).toEqual({ stdout: 'no error\n', stderr: '', code: 0 });
  expect(run(`run --device cpu ${flags} kernel.cu`)).toMatchObject({ stdout: 'an illegal memory access was encountered\n', code: 0 });
  const { stdout, stderr, code } = run(`run --device cpu ${flags} over.cu`);
  expect({ stdout, code }).toEqual({ stdout: '', code: 139 });
  expect(stderr).toContain('Segmentation fault: ');
});

test.each(['-O0', '-O2 --check'])('with checks the line is told: %s', (flags) => {
  expect(run(`run --device cpu ${flags} store.cu -- 1 1`)).toMatchObject({ stdout: '', stderr: expect.stringMatching(/^store\.cu:7: Segmentation fault: invalid memory access at address 0x0\n/), code: 139 });
});
