// run: tolerance=0
// Locals written through a pointer to volatile: plain reads after it see the new value, in straight code and in loops.
#include <stdio.h>
__host__ __device__ inline int bump(volatile int *p, int by) {
  int old = *p;
  *p = old + by;
  return old;
}
__host__ __device__ int run(int n) {
  int a = 5, b = 1, seen = 0;
  int old = bump(&a, 3);
  for (int i = 0; i < n; i++) {
    seen += b;
    bump(&b, i);
  }
  return a * 10000 + old * 1000 + b * 100 + seen;
}
__global__ void kernel(int *out, int n) { out[threadIdx.x] = run(n + threadIdx.x); }
int main() {
  int *d, h[4];
  cudaMalloc(&d, sizeof h);
  kernel<<<1, 4>>>(d, 3);
  cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost);
  printf("%d %d %d %d %d\n", run(3), h[0], h[1], h[2], h[3]);
}
