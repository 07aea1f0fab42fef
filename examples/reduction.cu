// The sum of many numbers, three ways: atomics only, a tree in shared memory, and warp shuffles.
//
//   cuda-wasm run examples/reduction.cu -- 1000000
//
#include <stdio.h>
#include <stdlib.h>

#define THREADS 256

// Every thread adds to one place in memory. Right, and slow: they stand in line.
__global__ void sumAtomic(const int *in, int n, int *total) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    atomicAdd(total, in[i]);
  }
}

// A block sums up 256 numbers in eight steps, halving the number of busy threads in each.
__global__ void sumTree(const int *in, int n, int *total) {
  __shared__ int s[THREADS];
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  s[threadIdx.x] = i < n ? in[i] : 0;
  __syncthreads();
  for (int half = THREADS / 2; half > 0; half /= 2) {
    if (threadIdx.x < half) {
      s[threadIdx.x] += s[threadIdx.x + half];
    }
    __syncthreads();
  }
  if (threadIdx.x == 0) {
    atomicAdd(total, s[0]);
  }
}

// Threads of one warp read each other's registers: no shared memory, no barrier.
__global__ void sumShuffle(const int *in, int n, int *total) {
  int sum = 0;
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x) {
    sum += in[i];
  }
  for (int offset = 16; offset > 0; offset /= 2) {
    sum += __shfl_down_sync(0xffffffff, sum, offset);
  }
  if (threadIdx.x % 32 == 0) {
    atomicAdd(total, sum);
  }
}

typedef void (*Kernel)(const int *, int, int *);

static bool check(const char *name, Kernel kernel, int blocks, const int *in, int n, int *total, int expected) {
  int result;
  cudaMemset(total, 0, sizeof(int));
  kernel<<<blocks, THREADS>>>(in, n, total);
  cudaMemcpy(&result, total, sizeof result, cudaMemcpyDeviceToHost);
  printf("%-8s %d %s\n", name, result, result == expected ? "PASSED" : "FAILED");
  return result == expected;
}

int main(int argc, char **argv) {
  int n = argc > 1 ? atoi(argv[1]) : 100000;
  if (n < 1) {
    fprintf(stderr, "usage: reduction [number of elements]\n");
    return 1;
  }
  int *numbers = (int *)malloc(n * sizeof(int)), *in, *total, expected = 0;
  for (int i = 0; i < n; i++) {
    numbers[i] = i % 10;
    expected += numbers[i];
  }
  cudaMalloc(&in, n * sizeof(int));
  cudaMalloc(&total, sizeof(int));
  cudaMemcpy(in, numbers, n * sizeof(int), cudaMemcpyHostToDevice);
  int blocks = (n + THREADS - 1) / THREADS;
  bool right = check("atomics", sumAtomic, blocks, in, n, total, expected);
  right &= check("tree", sumTree, blocks, in, n, total, expected);
  right &= check("shuffles", sumShuffle, blocks < 64 ? blocks : 64, in, n, total, expected);
  cudaFree(in);
  cudaFree(total);
  free(numbers);
  return right ? 0 : 1;
}
