/** `cuda-wasm run --threads`: every launch shared out to several threads gives what one thread gives, faults and output included. */
import { describe, expect, test } from 'vitest';
import { createWorkplace } from './command.js';

const { run } = createWorkplace({
  'print.cu': `#include <cstdio>
__global__ void tell() { printf("block %d of %d\\n", blockIdx.x, gridDim.x); }
int main() {
  tell<<<40, 1>>>();
  tell<<<3, 1>>>();
  cudaDeviceSynchronize();
  puts("end");
}
`,
  'fault.cu': `#include <cstdio>
__global__ void store(int **p) { if (blockIdx.x == 77) *p[0] = 1; }
int main() {
  int **p;
  cudaMalloc(&p, 8);
  int *wild = (int *)0xfffffff0u;
  cudaMemcpy(p, &wild, 8, cudaMemcpyHostToDevice);
  store<<<200, 32>>>(p);
  printf("%d\\n", cudaDeviceSynchronize());
  printf("%d\\n", cudaGetLastError());
}
`,
  'null.cu': `#include <cstdio>
__global__ void store(int *p) { if (blockIdx.x == 77) *p = 1; }
int main() {
  store<<<200, 32>>>(nullptr);
  printf("%d\\n", cudaDeviceSynchronize());
}
`,
  'assert.cu': `#include <cassert>
#include <cstdio>
__global__ void test(int limit) { assert(blockIdx.x * blockDim.x + threadIdx.x != limit); }
int main() {
  test<<<100, 32>>>(64 * 32 + 5);
  printf("%d\\n", cudaDeviceSynchronize());
}
`,
  'deadlock.cu': `#include <cstdio>
__global__ void wait(volatile int *flag) { while (*flag == 0) ; }
int main() {
  int *flag;
  cudaMalloc(&flag, 4);
  cudaMemset(flag, 0, 4);
  wait<<<8, 1>>>(flag);
  printf("%d\\n", cudaDeviceSynchronize());
}
`,
  'stack.cu': `#include <cstdio>
__device__ int deep(int n, volatile int *p) { volatile int a[64]; a[n & 63] = n; return n == 0 ? a[0] : deep(n - 1, p) + a[n & 63] + *p; }
__global__ void recurse(int n, int *out) { if (blockIdx.x > 5 || n < 100) out[blockIdx.x] = deep(n, out + 50); }
int main() {
  int *out, host[20];
  cudaMalloc(&out, 400);
  cudaMemset(out, 0, 400);
  recurse<<<20, 1>>>(50, out);
  cudaMemcpy(host, out, sizeof host, cudaMemcpyDeviceToHost);
  printf("%d %d\\n", host[0], host[19]);
  recurse<<<20, 1>>>(10000000, out);
  printf("%d\\n", cudaDeviceSynchronize());
}
`,
  'misaligned.cu': `#include <cstdio>
__global__ void count(char *p) { atomicAdd((int *)(p + 2), 1); }
int main() {
  char *p;
  cudaMalloc(&p, 64);
  count<<<4, 32>>>(p);
  printf("%d\\n", cudaDeviceSynchronize());
}
`,
});

describe('several threads', () => {
  const flags = '--device cpu --threads 3 -fshare-always';

  test('keep the order of blocks in what kernels print', () => {
    const lines = [...Array.from({ length: 40 }, (_, i) => `block ${i} of 40\n`), 'block 0 of 3\n', 'block 1 of 3\n', 'block 2 of 3\n', 'end\n'];
    expect(run(`run ${flags} print.cu`)).toEqual({ stdout: lines.join(''), stderr: '', code: 0 });
  });

  test('give the same sticky error and message for a bad access', () => {
    const alone = run('run --device cpu --threads 1 fault.cu');
    expect(alone.stdout).toBe('700\n700\n');
    expect(run(`run ${flags} fault.cu`)).toEqual(alone);
    // Which block it was is not known for sure: the store is noticed afterwards.
    expect(run(`run ${flags} null.cu`)).toMatchObject({ stdout: '700\n', stderr: expect.stringContaining('a kernel wrote through a null pointer') });
  });

  test('tell a failed assertion as one thread does', () => {
    const alone = run('run --device cpu --threads 1 assert.cu');
    expect(alone).toMatchObject({ stdout: '710\n', stderr: expect.stringContaining('block: [64,0,0], thread: [5,0,0]') });
    expect(run(`run ${flags} assert.cu`)).toEqual(alone);
  });

  test('notice that nothing gets on', () => {
    expect(run(`run ${flags} deadlock.cu`)).toMatchObject({ stdout: '719\n', stderr: expect.stringContaining('deadlock') });
  });

  test('have stacks of their own, which end', () => {
    const { stdout, stderr } = run(`run ${flags} stack.cu`);
    expect(stdout).toBe('1275 1275\n714\n');
    expect(stderr).toContain('stack overflow');
  });

  test('find atomic operations at odd addresses', () => {
    expect(run(`run ${flags} misaligned.cu`)).toMatchObject({ stdout: '716\n', stderr: expect.stringContaining('misaligned address') });
  });
});

test('one thread has a memory of its own and plain operations; several share one', () => {
  const alone = run('emit --wat misaligned.cu').stdout;
  expect(alone).toMatch(/\(memory \d+ 65536\)/);
  expect(alone).not.toContain('atomic');
  const together = run('emit --wat --threads misaligned.cu').stdout;
  expect(together).toMatch(/\(import "env" "memory" \(memory \d+ 65536 shared\)\)/);
  expect(together).toContain('i32.atomic.rmw.add');
});

test('what cannot be is told', () => {
  expect(run('run --threads 1000 print.cu')).toMatchObject({ code: 1, stderr: expect.stringContaining('--threads 1000: kernels run on 1 to 64 threads') });
  expect(run('run --threads 2 --check print.cu')).toMatchObject({ code: 1, stderr: expect.stringContaining('memory accesses are tested on one thread') });
});
