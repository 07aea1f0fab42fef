// run: tolerance=0
// Barriers across the grid in cooperative launches; what a grid group says of itself; blocks that keep shared memory and locals across the barrier.
#include <stdio.h>
#include <cooperative_groups.h>
namespace cg = cooperative_groups;

__global__ void shift(int *a, int *b, int n, int steps) {
  cg::grid_group grid = cg::this_grid();
  __shared__ int kept[64];
  int rank = grid.thread_rank();
  kept[threadIdx.x] = rank;
  for (int s = 0; s < steps; s++) {
    for (int i = rank; i < n; i += grid.size()) b[(i + 1) % n] = a[i] + kept[threadIdx.x] % 3;
    grid.sync();
    int *t = a;
    a = b;
    b = t;
    cg::sync(cg::this_thread_block());
  }
}
__global__ void facts(unsigned *out) {
  cg::grid_group grid = cg::this_grid();
  if (grid.thread_rank() == 70) {
    out[0] = grid.is_valid();
    out[1] = grid.size();
    out[2] = grid.group_dim().x;
    out[3] = grid.num_blocks();
    out[4] = grid.block_rank();
    out[5] = cg::this_thread_block().group_index().y;
  }
}
int main() {
  const int n = 1000;
  int h[n], *a, *b, steps = 7, count = n;
  for (int i = 0; i < n; i++) h[i] = i;
  cudaMalloc(&a, sizeof h);
  cudaMalloc(&b, sizeof h);
  cudaMemcpy(a, h, sizeof h, cudaMemcpyHostToDevice);
  void *args[] = {&a, &b, &count, &steps};
  printf("%s\n", cudaGetErrorName(cudaLaunchCooperativeKernel((void *)shift, dim3(5), dim3(64), args, 0, 0)));
  cudaMemcpy(h, b, sizeof h, cudaMemcpyDeviceToHost);
  unsigned sum = 0;
  for (int i = 0; i < n; i++) sum = sum * 31 + h[i];
  printf("%d %d %d %u\n", h[0], h[7], h[999], sum);
  unsigned *f, hf[6];
  cudaMalloc(&f, sizeof hf);
  void *fact_args[] = {&f};
  cudaLaunchCooperativeKernel(facts, dim3(2, 2), dim3(32), fact_args, 0, 0);
  cudaMemcpy(hf, f, sizeof hf, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 6; i++) printf(" %u", hf[i]);
  facts<<<dim3(2, 2), 32>>>(f);
  cudaMemcpy(hf, f, sizeof hf, cudaMemcpyDeviceToHost);
  printf("; %u\n", hf[0]);
  printf("%s\n", cudaGetErrorName(cudaLaunchCooperativeKernel((void *)shift, dim3(1000000), dim3(64), args, 0, 0)));
}
