// run: tolerance=0
// A binary search tree in device memory: inserted into by all threads at once (links by compare and swap), searched, walked in order with a stack of pointers; its nodes lie in an array that the host reads back.
#include <stdio.h>

struct Tree {
  int key;
  unsigned hits;
  Tree *child[2];
};

__device__ Tree *root;

__device__ unsigned hash(unsigned x) {
  x ^= x >> 16;
  x *= 0x7feb352du;
  x ^= x >> 15;
  return x;
}

__global__ void insert(Tree *nodes, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  Tree *node = &nodes[i];
  node->key = (int)(hash(i) % 100000);
  node->hits = 0;
  node->child[0] = node->child[1] = nullptr;
  __threadfence();
  Tree **link = &root;
  for (;;) {
    Tree *there = (Tree *)atomicCAS((unsigned long long *)link, 0ull, (unsigned long long)node);
    if (there == nullptr || there->key == node->key) break;
    link = &there->child[there->key < node->key];
  }
}

__global__ void search(int *found, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  int key = (int)(hash(i * 3) % 100000), depth = 0;
  Tree *at = root;
  while (at && at->key != key) {
    at = at->child[at->key < key];
    depth++;
  }
  if (at) atomicAdd(&at->hits, 1u);
  found[i] = at ? 1 : 0;
}

__global__ void in_order(int *keys, unsigned *hits, int *count) {
  Tree *stack[64];
  int top = 0, n = 0;
  Tree *at = root;
  while (at || top > 0) {
    while (at) {
      stack[top++] = at;
      at = at->child[0];
    }
    at = stack[--top];
    keys[n] = at->key;
    hits[n++] = at->hits;
    at = at->child[1];
  }
  *count = n;
}

int main() {
  const int n = 300;
  Tree *nodes;
  int *found, *keys, *count;
  unsigned *hits;
  cudaMalloc(&nodes, n * sizeof(Tree));
  cudaMalloc(&found, n * sizeof(int));
  cudaMalloc(&keys, n * sizeof(int));
  cudaMalloc(&hits, n * sizeof(unsigned));
  cudaMalloc(&count, sizeof(int));
  insert<<<3, 128>>>(nodes, n);
  search<<<3, 128>>>(found, n);
  in_order<<<1, 1>>>(keys, hits, count);
  static int there[n], sorted[n];
  static unsigned times[n];
  int number = 0, total = 0;
  cudaMemcpy(there, found, sizeof there, cudaMemcpyDeviceToHost);
  cudaMemcpy(&number, count, sizeof number, cudaMemcpyDeviceToHost);
  cudaMemcpy(sorted, keys, number * sizeof(int), cudaMemcpyDeviceToHost);
  cudaMemcpy(times, hits, number * sizeof(unsigned), cudaMemcpyDeviceToHost);
  for (int i = 0; i < n; i++) total += there[i];
  bool ordered = true;
  unsigned sum = 0;
  for (int i = 0; i < number; i++) {
    if (i > 0) ordered &= sorted[i - 1] < sorted[i];
    sum += times[i];
  }
  printf("%d keys, ordered %d, found %d, hits %u, first %d last %d\n", number, ordered, total, sum, sorted[0], sorted[number - 1]);
  printf("%s\n", cudaGetErrorString(cudaGetLastError()));
}
