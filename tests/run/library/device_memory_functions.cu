// run: tolerance=0
// C functions that kernels may call: memcpy, memset, strings by hand, malloc and free, new and delete, assert that holds, clock and math in integers.
#include <cassert>
#include <cstdio>
#include <cstring>

struct Node {
  Node* next;
  int value;
  __device__ Node(int v, Node* n) : next(n), value(v) {}
};

__global__ void lists(int* out) {
  Node* head = nullptr;
  for (int i = 0; i < 10; i++) head = new Node(i * (int)(threadIdx.x + 1), head);
  int sum = 0;
  while (head) {
    Node* next = head->next;
    sum += head->value;
    delete head;
    head = next;
  }
  out[threadIdx.x] = sum;
}

__global__ void bytes(int* out) {
  char a[32], b[32];
  memset(a, 7, sizeof a);
  a[5] = (char)threadIdx.x;
  memcpy(b, a, sizeof b);
  int* heap = (int*)malloc(8 * sizeof(int));
  assert(heap != nullptr);
  for (int i = 0; i < 8; i++) heap[i] = i * i;
  int total = 0;
  for (int i = 0; i < 8; i++) total += heap[i];
  free(heap);
  out[threadIdx.x] = total + b[5] * 1000 + b[31];
  struct Pair {
    float x;
    int y;
  } p, q;
  p.x = 1.5f;
  p.y = 9;
  memcpy(&q, &p, sizeof p);
  out[threadIdx.x] += (int)(q.x * 2) + q.y;
  out[threadIdx.x] += abs(-3) + max(2, 5) + min(7u, 4u) + __popc(255) + __clz(1);
}

int main() {
  int* out;
  cudaMallocManaged(&out, 64 * sizeof(int));
  lists<<<1, 8>>>(out);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
  for (int i = 0; i < 8; i++) printf("%d ", out[i]);
  bytes<<<1, 8>>>(out);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
  for (int i = 0; i < 8; i++) printf("%d ", out[i]);
  printf("\n");
}
