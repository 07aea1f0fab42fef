// run: tolerance=0
// A pointer out of memory that points nowhere: the access is an illegal address, which is sticky, and what was stored before stays unread.
#include <stdio.h>

struct Node {
  int value;
  Node *next;
};

__global__ void sum(const Node *node, int *out) {
  int total = 0;
  for (int i = 0; i < 3; i++, node = node->next) total += node->value;
  *out = total;
}

int main() {
  Node *nodes, host[3];
  int *out, result = -1;
  cudaMalloc(&nodes, sizeof host);
  cudaMalloc(&out, sizeof result);
  for (int i = 0; i < 3; i++) host[i] = {i + 1, i < 2 ? nodes + i + 1 : nullptr};
  cudaMemcpy(nodes, host, sizeof host, cudaMemcpyHostToDevice);
  sum<<<1, 1>>>(nodes, out);
  cudaMemcpy(&result, out, sizeof result, cudaMemcpyDeviceToHost);
  printf("%d %s\n", result, cudaGetErrorName(cudaGetLastError()));
  host[1].next = (Node *)0xfffffff0ull;
  cudaMemcpy(nodes, host, sizeof host, cudaMemcpyHostToDevice);
  sum<<<1, 1>>>(nodes, out);
  printf("%s\n", cudaGetErrorName(cudaDeviceSynchronize()));
  printf("%s\n", cudaGetErrorName(cudaMemcpy(&result, out, sizeof result, cudaMemcpyDeviceToHost)));
  printf("%d %s\n", result, cudaGetErrorName(cudaGetLastError()));
}
