// run: tolerance=0
// After a barrier across the grid, functions that a kernel calls still know their block.
#include <stdio.h>
#include <cooperative_groups.h>
namespace cg = cooperative_groups;
__device__ __noinline__ int place(int scale) { return (blockIdx.x * blockDim.x + threadIdx.x) * scale; }
__global__ void rounds(int *a, int *b) {
  cg::grid_group grid = cg::this_grid();
  a[place(1)] = place(2);
  grid.sync();
  int other = (place(1) + 40) % (int)grid.size();
  b[place(1)] = a[other] + place(100);
  grid.sync();
  a[place(1)] = b[other] * 3 + place(1);
}
int main() {
  int h[128], *a, *b;
  cudaMalloc(&a, sizeof h);
  cudaMalloc(&b, sizeof h);
  void *args[] = {&a, &b};
  cudaLaunchCooperativeKernel((void *)rounds, dim3(4), dim3(32), args, 0, 0);
  cudaMemcpy(h, a, sizeof h, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 128; i += 15) printf(" %d", h[i]);
  printf("\n");
}
