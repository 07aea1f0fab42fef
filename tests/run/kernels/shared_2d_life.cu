// run: tolerance=0
// Many small dependent launches: a cellular automaton with bytes, double buffering, and populations counted by atomics each generation.
#include <stdio.h>
#define W 64
#define H 40
__global__ void life(const unsigned char *in, unsigned char *out, int *alive) {
  __shared__ unsigned char s[10][18];
  __shared__ int count;
  int lx = threadIdx.x + 1, ly = threadIdx.y + 1, x = blockIdx.x * 16 + threadIdx.x,
      y = blockIdx.y * 8 + threadIdx.y;
  if (threadIdx.x + threadIdx.y == 0) count = 0;
  for (int j = threadIdx.y; j < 10; j += 8)
    for (int i = threadIdx.x; i < 18; i += 16)
      s[j][i] = in[(blockIdx.y * 8 + j - 1 + H) % H * W + (blockIdx.x * 16 + i - 1 + W) % W];
  __syncthreads();
  int n = -s[ly][lx];
  for (int j = -1; j <= 1; j++)
    for (int i = -1; i <= 1; i++)
      n += s[ly + j][lx + i];
  bool a = n == 3 || (n == 2 && s[ly][lx]);
  out[y * W + x] = a;
  if (a) atomicAdd(&count, 1);
  __syncthreads();
  if (threadIdx.x + threadIdx.y == 0 && count) atomicAdd(alive, count);
}
int main() {
  unsigned char h[W * H], *a, *b;
  int *n, alive[100];
  unsigned r = 1;
  for (unsigned char &c : h) {
    r = r * 1664525 + 1013904223;
    c = r >> 30 == 0;
  }
  cudaMalloc(&a, sizeof h);
  cudaMalloc(&b, sizeof h);
  cudaMalloc(&n, sizeof alive);
  cudaMemset(n, 0, sizeof alive);
  cudaMemcpy(a, h, sizeof h, cudaMemcpyHostToDevice);
  for (int i = 0; i < 100; i++) {
    life<<<dim3(W / 16, H / 8), dim3(16, 8)>>>(a, b, n + i);
    unsigned char *t = a;
    a = b;
    b = t;
  }
  cudaMemcpy(alive, n, sizeof alive, cudaMemcpyDeviceToHost);
  cudaMemcpy(h, a, sizeof h, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 100; i += 11)
    printf("%d ", alive[i]);
  printf("\n");
  unsigned s = 0;
  for (unsigned char c : h)
    s = s * 31 + c;
  printf("%08x\n", s);
  return 0;
}
