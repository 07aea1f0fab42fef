/** --check: each kind of access that is not allowed, in host code and in kernels. The programs are compiled once for all of their cases. */
import { describe, expect, test } from 'vitest';
import { createWorkplace } from './command.js';

const { runWarm: run } = createWorkplace({
  'host.cu': `#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>
static int table[4]; static int other[4] = {1, 2, 3, 4}; static __attribute__((noinline)) int *dangling(int n) { volatile int local[64]; local[0] = n; int *p = (int *)&local[0]; return p; } static __attribute__((noinline)) int deep(int n) { return n == 0 ? 0 : 1 + deep(n - 1); }
struct Node { Node *next; int value; };
int main(int argc, char **argv) {
  int which = atoi(argv[1]), n = argc + 8;
  int *heap = (int *)malloc(10 * sizeof(int));
  std::vector<int> v(10);
  int local[4] = {0};
  heap[9] = v[9] = local[3] = table[3] = 1;
  switch (which) {
    case 0: return *(volatile int *)(long)(which);
    case 1: return heap[n];
    case 2: heap[-1] = n; break;
    case 3: free(heap); return heap[3];
    case 4: return v[n];
    case 5: return local[n];
    case 6: table[n] = 3; break;
    case 7: return *(int *)0xfffffff0;
    case 8: { Node *node = (Node *)malloc(sizeof(Node)); memset(node, 0x7f, sizeof *node); return node->next->value; }
    case 9: memset(heap, 0, 4 * n + 8); break;
    case 10: memcpy(local, heap + 2, 4 * n); break;
    case 11: { char *text = (char *)malloc(3); text[n - 7] = 1; return 0; }
    case 12: { heap = (int *)realloc(heap, 100 * sizeof(int)); heap[99] = 1; heap = (int *)realloc(heap, 5 * sizeof(int)); heap[4] = 1; return heap[n]; }
    case 13: { int *p = (int *)aligned_alloc(256, 256); p[63] = 1; return p[n + 64]; }
    case 14: { int *p = table; return *(volatile int *)(p + n - 5); }
    case 15: { volatile int *p = other; p[-n + 8] = 1; break; }
    case 16: { int *p = dangling(n); deep(3); return *(volatile int *)p; }
    default: break;
  }
  printf("done %d\\n", heap[9] + v[9] + local[3] + table[3]);
}
`,
  'kernel.cu': `#include <cstdio>
__device__ int device_table[8];
__global__ void run(int which, int *p, int n, int *freed) {
  __shared__ int shared[32];
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  shared[threadIdx.x] = i;
  switch (which) {
    case 0: p[i] = 1; break;
    case 1: if (i == 70) p[n] = 1; break;
    case 2: if (i == 70) *(volatile int *)nullptr = 1; break;
    case 3: if (i == 70) freed[0] = 1; break;
    case 4: if (i == 70) device_table[n] = 1; break;
    case 5: if (i == 70) atomicAdd(&p[n], 1); break;
    case 6: if (i == 70) p[0] = *(int *)0xfffffff0; break;
  }
}
int main(int, char **argv) {
  int *p, *freed;
  cudaMalloc(&p, 96 * sizeof(int));
  cudaMalloc(&freed, 64);
  cudaFree(freed);
  run<<<3, 32>>>(argv[1][0] - '0', p, 96, freed);
  cudaError_t error = cudaDeviceSynchronize();
  printf("%d %s\\n", error, cudaGetErrorName(error));
}
`,
}, { CUDA_WASM_CACHE_DIR: 'cache' });

const notAllocated = /invalid memory access at address 0x[0-9a-f]+, which is not allocated/;
const outside = /invalid memory access at address 0x[0-9a-f]+, outside of the array that is indexed/;
const eitherWay = /invalid memory access at address 0x[0-9a-f]+, (which is not allocated|outside of the array)/;
const badAddress = /invalid memory access at address 0x[0-9a-f]+\n/;

describe.each(['-O0', '--check -O1', '--check -O2'])('host code, %s', (flags) => {
  test('correct programs are not disturbed', () => {
    expect(run(`run host.cu ${flags} -- 99`)).toEqual({ stdout: 'done 4\n', stderr: '', code: 0 });
  });

  test.each([
    [0, 14, badAddress], [1, 15, notAllocated], [2, 16, notAllocated], [3, 17, notAllocated], [5, 19, outside], [6, 20, outside], [7, 21, badAddress], [8, 22, /what was loaded as a pointer/],
    [9, 23, notAllocated], [10, 24, notAllocated], [11, 25, notAllocated], [12, 26, notAllocated], [13, 27, notAllocated], [14, 28, eitherWay], [15, 29, eitherWay], [16, 30, notAllocated],
  ] as const)('case %i', (which, line, text) => {
    const { stderr, code } = run(`run host.cu ${flags} -- ${which}`);
    expect(stderr).toMatch(text);
    expect(stderr.startsWith(`host.cu:${line}: Segmentation fault: `)).toBe(true);
    expect(code).toBe(139);
  });

  test('containers', () => {
    const { stderr, code } = run(`run host.cu ${flags} -- 4`);
    expect(stderr).toMatch(notAllocated);
    expect(code).toBe(139);
  });
});

describe.each(['-O0', '--check -O2'])('kernels, %s', (flags) => {
  test('correct kernels are not disturbed', () => {
    expect(run(`run kernel.cu ${flags} -- 0`)).toEqual({ stdout: '0 cudaSuccess\n', stderr: '', code: 0 });
  });

  test.each([
    [1, 9, notAllocated], [2, 10, badAddress], [3, 11, notAllocated], [4, 12, outside], [5, 13, notAllocated], [6, 14, badAddress],
  ] as const)('case %i', (which, line, text) => {
    const { stdout, stderr, code } = run(`run kernel.cu ${flags} -- ${which}`);
    expect(stdout).toBe('700 cudaErrorIllegalAddress\n');
    expect(stderr).toMatch(text);
    expect(stderr.startsWith(`kernel.cu:${line}: CUDA error 700 in kernel `)).toBe(true);
    expect(stderr).toContain('in block [2,0,0], thread [6,0,0]');
    expect(code).toBe(0);
  });
});
