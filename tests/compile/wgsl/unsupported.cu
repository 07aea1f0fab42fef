#include <cstdio>

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

__global__ void early_exit(float *x, int n) {
  __shared__ float tile[64];
  int i = threadIdx.x;
  tile[i] = x[i];
  while (x[i] > 0) {
    if (i >= n) return;
    __syncthreads();
    x[i]--;
  }
  x[i] = tile[63 - i];
}

__global__ void allocates(int **x) { *x = new int[4]; }

__global__ void strings(const char *s) { printf("%s\n", s); }

__global__ void formats(const char *s) { printf(s); }
