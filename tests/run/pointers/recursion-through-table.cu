// run:
// Expressions that call themselves: through pointers to functions, and as virtual functions of a tree.
#include <cstdio>

typedef float (*Op)(float, float);
__device__ float add(float a, float b) { return a + b; }
__device__ float mul(float a, float b) { return a * b; }
__device__ Op table[] = {add, mul};

struct Node { int op, left, right; float value; };

__device__ float eval(const Node *nodes, int i) {
  const Node &n = nodes[i];
  if (n.op < 0) return n.value;
  float a = eval(nodes, n.left);
  float b = eval(nodes, n.right);
  return table[n.op](a, b);
}

__global__ void run(const Node *nodes, float *out) { out[threadIdx.x] = eval(nodes, threadIdx.x); }

int main() {
  Node host[] = {{0, 1, 2, 0}, {1, 3, 4, 0}, {-1, 0, 0, 5}, {-1, 0, 0, 3}, {0, 2, 3, 0}};
  Node *nodes; float *out;
  cudaMalloc(&nodes, sizeof host);
  cudaMallocManaged(&out, 5 * sizeof(float));
  cudaMemcpy(nodes, host, sizeof host, cudaMemcpyHostToDevice);
  run<<<1, 5>>>(nodes, out);
  printf("%s:", cudaGetErrorString(cudaDeviceSynchronize()));
  for (int i = 0; i < 5; i++) printf(" %g", out[i]);
  printf("\n");
}
