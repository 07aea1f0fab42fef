// run: tolerance=0
// Memory that kernels allocate: malloc and free by many threads at once, memory that outlives its kernel, new and delete of objects and arrays, blocks of all sizes, null for what cannot be, a list that grows.
#include <stdint.h>
#include <stdio.h>

struct Item {
  int key;
  Item *next;
};

struct Shape {
  double size;
  int *corners;
  int count;
  __device__ Shape(int n) : size(n * 0.5), corners(new int[n]), count(n) {
    for (int i = 0; i < n; i++) corners[i] = i * n;
  }
  __device__ ~Shape() { delete[] corners; }
  __device__ int sum() const {
    int total = 0;
    for (int i = 0; i < count; i++) total += corners[i];
    return total;
  }
};

struct Cell {
  int value;
  __device__ Cell() : value(7) {}
};

__device__ Item *buckets[16];
__device__ Shape *kept[8];

__global__ void insert(int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  Item *item = (Item *)malloc(sizeof(Item));
  item->key = i;
  unsigned long long *head = (unsigned long long *)&buckets[i % 16];
  unsigned long long seen = atomicAdd(head, 0ull), before;
  do {
    before = seen;
    item->next = (Item *)before;
    seen = atomicCAS(head, before, (unsigned long long)item);
  } while (seen != before);
}

__global__ void count(int *counts, int *sums) {
  int sum = 0, length = 0;
  for (Item *item = buckets[threadIdx.x]; item; item = item->next) {
    sum += item->key;
    length++;
  }
  counts[threadIdx.x] = length;
  sums[threadIdx.x] = sum;
}

__global__ void clear() {
  while (Item *item = buckets[threadIdx.x]) {
    buckets[threadIdx.x] = item->next;
    free(item);
  }
}

/** Blocks of many sizes, each filled, checked and freed, in another order than they were taken. */
__global__ void churn(int rounds, int *wrong) {
  unsigned seed = threadIdx.x * 977 + blockIdx.x * 131 + 1;
  unsigned char *blocks[4] = {nullptr, nullptr, nullptr, nullptr};
  int sizes[4] = {0, 0, 0, 0};
  for (int r = 0; r < rounds; r++) {
    seed = seed * 1664525u + 1013904223u;
    int slot = (seed >> 16) & 3;
    if (blocks[slot]) {
      for (int i = 0; i < sizes[slot]; i++)
        if (blocks[slot][i] != (unsigned char)(threadIdx.x + i + slot)) atomicAdd(wrong, 1);
      free(blocks[slot]);
      blocks[slot] = nullptr;
      continue;
    }
    sizes[slot] = 1 + (seed >> 20) % 60;
    blocks[slot] = (unsigned char *)malloc(sizes[slot]);
    if (!blocks[slot] || (uintptr_t)blocks[slot] % 16 != 0) atomicAdd(wrong, 1000);
    else
      for (int i = 0; i < sizes[slot]; i++) blocks[slot][i] = (unsigned char)(threadIdx.x + i + slot);
  }
#pragma unroll 1
  for (int slot = 0; slot < 4; slot++) free(blocks[slot]);
}

__global__ void make() { kept[threadIdx.x] = new Shape(threadIdx.x * 3 + 1); }

__global__ void use(int *out) {
  const Shape *shape = kept[7 - threadIdx.x];
  Cell *cells = new Cell[threadIdx.x + 1];
  int sum = 0;
  for (int i = 0; i <= threadIdx.x; i++) sum += cells[i].value;
  delete[] cells;
  out[threadIdx.x] = shape->sum() * 1000 + sum + (int)(shape->size * 2);
}

__global__ void destroy(int *out) {
  delete kept[threadIdx.x];
  kept[threadIdx.x] = nullptr;
  if (threadIdx.x == 0) *out = malloc((size_t)1 << 40) == nullptr;
}

int main() {
  int *counts, *sums, *wrong, host[16], more[16];
  cudaMalloc(&counts, sizeof host);
  cudaMalloc(&sums, sizeof more);
  cudaMalloc(&wrong, sizeof(int));
  cudaMemset(wrong, 0, sizeof(int));
  for (int round = 0; round < 2; round++) {
    insert<<<4, 64>>>(250 - round * 100);
    count<<<1, 16>>>(counts, sums);
    cudaMemcpy(host, counts, sizeof host, cudaMemcpyDeviceToHost);
    cudaMemcpy(more, sums, sizeof more, cudaMemcpyDeviceToHost);
    for (int i = 0; i < 16; i += 3) printf("%d:%d ", host[i], more[i]);
    clear<<<1, 16>>>();
  }
  churn<<<2, 64>>>(60, wrong);
  cudaMemcpy(host, wrong, sizeof(int), cudaMemcpyDeviceToHost);
  printf("\nwrong %d\n", host[0]);
  make<<<1, 8>>>();
  use<<<1, 8>>>(counts);
  cudaMemcpy(host, counts, sizeof host, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 8; i++) printf("%d ", host[i]);
  destroy<<<1, 8>>>(counts);
  cudaMemcpy(host, counts, sizeof(int), cudaMemcpyDeviceToHost);
  printf("\n%d %s\n", host[0], cudaGetErrorString(cudaGetLastError()));
}
