// run:
// A kernel parameter of lvalue reference type refers to memory that the device can reach; a launch with one argument has blocks of one thread.
#include <cstdio>
__global__ void add(int &sum, const int &step) { atomicAdd(&sum, step); }
__global__ void count(int *p) { atomicAdd(p, blockDim.x); }
int main() {
  int *m;
  cudaMallocManaged(&m, 2 * sizeof(int));
  m[0] = 5;
  m[1] = 3;
  add<<<2, 4>>>(m[0], m[1]);
  cudaDeviceSynchronize();
  printf("%d\n", m[0]);
  count<<<7>>>(m);
  cudaDeviceSynchronize();
  printf("%d\n", m[0]);
  cudaFree(m);
}
