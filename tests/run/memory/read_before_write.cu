// run:
// What was read before a write keeps its value, also where it is used as an index or extended to 64 bits.
#include <cstdio>
__global__ void k(int *p, long *q, int *x, int *idx) {
  long a = p[0];
  p[0] = 1;
  q[0] = a;
  q[1] = a * 2;
  int *at = &x[idx[0]];
  int before = *at;
  idx[0] = 1;
  *at = 5 + before;
}
int main() {
  int *p; long *q; int *x, *idx;
  cudaMallocManaged(&p, 4); cudaMallocManaged(&q, 16); cudaMallocManaged(&x, 16); cudaMallocManaged(&idx, 16);
  p[0] = 42; idx[0] = 2; x[0] = x[1] = x[2] = 0;
  k<<<1, 1>>>(p, q, x, idx);
  cudaDeviceSynchronize();
  printf("%d %ld %ld, %d %d %d\n", p[0], q[0], q[1], x[0], x[1], x[2]);
}
