#include <cstdio>

__global__ void doubles(double *x) { x[threadIdx.x] *= 2.0; }

struct Node {
  int value;
  Node *next;
};

__global__ void lists(Node *nodes, int *sums) {
  int sum = 0;
  for (Node *node = &nodes[threadIdx.x]; node; node = node->next) sum += node->value;
  sums[threadIdx.x] = sum;
}

__global__ void tables(float **rows) { rows[blockIdx.x][threadIdx.x] = 1.0f; }

__global__ void shuffles(int *x) {
  int v = x[threadIdx.x];
  v += __shfl_down_sync(0xffffffff, v, 1);
  x[threadIdx.x] = v;
}

__global__ void prints(int n) {
  printf("%d\n", n);
}

__global__ void choice(float *a, float *b, int c) {
  float *p = c ? a : b;
  p[threadIdx.x] = 0.0f;
}

__global__ void votes(int *x) {
  int n = __syncthreads_count(x[threadIdx.x] > 0);
  x[threadIdx.x] = n;
}

__global__ void early_exit(float *x, int n) {
  __shared__ float tile[64];
  int i = threadIdx.x;
  if (i >= n) return;
  tile[i] = x[i];
  __syncthreads();
  x[i] = tile[63 - i];
}

__global__ void fences(int *x) {
  x[0] = 1;
  __threadfence();
  x[1] = 1;
}

__global__ void float_atomics(float *x) { atomicAdd(x, 1.0f); }

__global__ void allocates(int **x) { *x = new int[4]; }
