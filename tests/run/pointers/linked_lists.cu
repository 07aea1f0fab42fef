// run: tolerance=0
// Singly and doubly linked lists that kernels build, walk, reverse and splice; the links are pointers in device memory.
#include <stdio.h>

struct Node {
  int value;
  Node *next;
};

struct Link {
  Link *before, *after;
  short key;
  char mark;
};

__device__ Node *heads[8];
__device__ int lengths[8];

__global__ void build(Node *pool, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  Node *node = &pool[(i * 37) % n];
  node->value = i * i % 101;
  node->next = i + 8 < n ? &pool[((i + 8) * 37) % n] : nullptr;
  if (i < 8) heads[i] = node;
}

__global__ void reverse() {
  int list = threadIdx.x;
  Node *done = nullptr;
  int length = 0;
  for (Node *node = heads[list]; node != nullptr; length++) {
    Node *next = node->next;
    node->next = done;
    done = node;
    node = next;
  }
  heads[list] = done;
  lengths[list] = length;
}

__global__ void sums(long long *out) {
  long long sum = 0, place = 1;
  for (const Node *node = heads[threadIdx.x]; node; node = node->next) sum += node->value * place++;
  out[threadIdx.x] = sum;
}

/** Removes the smallest element and appends it to the next list. */
__global__ void move_smallest() {
  for (int list = 0; list < 8; list++) {
    Node **least = &heads[list];
    for (Node **at = &heads[list]; *at; at = &(*at)->next)
      if ((*at)->value < (*least)->value) least = at;
    Node *taken = *least;
    *least = taken->next;
    taken->next = nullptr;
    Node **end = &heads[(list + 1) & 7];
    while (*end) end = &(*end)->next;
    *end = taken;
  }
}

__global__ void ring(Link *links, int n) {
  int i = threadIdx.x;
  links[i].before = links + (i + n - 1) % n;
  links[i].after = links + (i + 1) % n;
  links[i].key = (short)(i * 1000 - 9000);
  links[i].mark = (char)('a' + i);
}

__global__ void unlink_every_third(Link *links, int n, char *text) {
  Link *at = links;
  int left = n;
  while (left > 1) {
    at = at->after->after;
    at->before->after = at->after;
    at->after->before = at->before;
    *text++ = at->mark;
    at = at->after;
    left--;
  }
  *text++ = at->mark;
  *text = 0;
  links[0].key = at->key;
}

int main() {
  const int n = 200;
  Node *pool;
  long long *out, host[8];
  cudaMalloc(&pool, n * sizeof(Node));
  cudaMalloc(&out, sizeof host);
  build<<<2, 128>>>(pool, n);
  for (int round = 0; round < 3; round++) {
    sums<<<1, 8>>>(out);
    cudaMemcpy(host, out, sizeof host, cudaMemcpyDeviceToHost);
    for (long long sum : host) printf("%lld ", sum);
    printf("\n");
    if (round == 0) reverse<<<1, 8>>>();
    else move_smallest<<<1, 1>>>();
  }
  int counts[8];
  cudaMemcpyFromSymbol(counts, lengths, sizeof counts);
  for (int count : counts) printf("%d ", count);
  Link *links, first;
  char *text, order[32];
  cudaMalloc(&links, 20 * sizeof(Link));
  cudaMalloc(&text, sizeof order);
  ring<<<1, 20>>>(links, 20);
  unlink_every_third<<<1, 1>>>(links, 20, text);
  cudaMemcpy(order, text, sizeof order, cudaMemcpyDeviceToHost);
  cudaMemcpy(&first, links, sizeof first, cudaMemcpyDeviceToHost);
  printf("\n%s %d %s\n", order, first.key, cudaGetErrorString(cudaGetLastError()));
}
