// run: tolerance=0
// Barriers of the grid wherever all its threads come to them: in functions, in nested loops, in branches, behind a switch, in loops that end when the grid has found out something.
#include <cooperative_groups.h>
#include <cstdio>
namespace cg = cooperative_groups;

__device__ int grid_sum(cg::grid_group &grid, int value, int *scratch) {
  scratch[grid.thread_rank()] = value;
  grid.sync();
  int sum = 0;
  for (unsigned i = 0; i < grid.size(); i++) sum += scratch[i];
  grid.sync();
  return sum;
}

__device__ __noinline__ int grid_max(int value, int *cell) {
  cg::grid_group grid = cg::this_grid();
  if (grid.thread_rank() == 0) *cell = -1000000;
  grid.sync();
  atomicMax(cell, value);
  grid.sync();
  int most = *(volatile int *)cell;
  grid.sync();
  return most;
}

__global__ void calls(int *out, int *scratch) {
  cg::grid_group grid = cg::this_grid();
  int rank = (int)grid.thread_rank();
  int sum = grid_sum(grid, rank % 7, scratch);
  int most = grid_max((rank * 37) % 101, scratch);
  int again = grid_sum(grid, rank % 3 + most, scratch);
  out[rank] = sum + 1000 * most + again;
}

__global__ void nested(int *a, int *log, int n) {
  cg::grid_group grid = cg::this_grid();
  int rank = (int)grid.thread_rank(), steps = 0;
  // Bitonic sort: a barrier in the inner loop.
  for (int size = 2; size <= n; size *= 2) {
    for (int stride = size / 2; stride > 0; stride /= 2) {
      for (int i = rank; i < n; i += (int)grid.size()) {
        int j = i ^ stride;
        if (j <= i) continue;
        bool up = (i & size) == 0;
        if ((a[i] > a[j]) == up) {
          int t = a[i];
          a[i] = a[j];
          a[j] = t;
        }
      }
      steps++;
      grid.sync();
    }
  }
  if (rank == 0) *log = steps;
}

__global__ void branches(int *out, int mode, int rounds) {
  cg::grid_group grid = cg::this_grid();
  int rank = (int)grid.thread_rank(), n = (int)grid.size(), x = rank;
  for (int r = 0; r < rounds; r++) {
    out[rank] = x;
    switch ((mode + r) % 4) {
      case 0:
        grid.sync();
        x += out[(rank + 1) % n];
        break;
      case 1:
        x *= 3;
        if (r > 4) {
          grid.sync();
          x ^= out[n - 1 - rank];
        }
        // falls through
      case 2:
        grid.sync();
        x -= out[(rank + 5) % n];
        break;
      default:
        x++;
    }
    if (mode == 3 && r == 7) break;
    grid.sync();
    if (x < -100000 * (mode + 1)) continue;
    x &= 0xffff;
  }
  grid.sync();
  out[rank] = x;
}

/** Shortest ways over a grid of cells by relaxation, until nothing changes any more. */
__global__ void relax(int *distance, const int *cost, int width, int height, int *changed, int *taken) {
  cg::grid_group grid = cg::this_grid();
  int rank = (int)grid.thread_rank(), cells = width * height, rounds = 0;
  bool again;
  do {
    if (rank == 0) changed[(rounds + 1) % 2] = 0;
    for (int i = rank; i < cells; i += (int)grid.size()) {
      int x = i % width, y = i / width, best = distance[i];
      if (x > 0) best = min(best, ((volatile int *)distance)[i - 1] + cost[i]);
      if (x < width - 1) best = min(best, ((volatile int *)distance)[i + 1] + cost[i]);
      if (y > 0) best = min(best, ((volatile int *)distance)[i - width] + cost[i]);
      if (y < height - 1) best = min(best, ((volatile int *)distance)[i + width] + cost[i]);
      if (best < distance[i]) {
        distance[i] = best;
        changed[rounds % 2] = 1;
      }
    }
    grid.sync();
    again = *(volatile int *)&changed[rounds % 2] != 0;
    grid.sync();
    rounds++;
  } while (again);
  if (rank == 0) *taken = rounds > 3;
  // Nobody waits any more: threads may go.
  if (rank % 2) return;
  for (int i = rank; i < cells; i += (int)grid.size()) {
    if (i % 5 == 3) return;
    distance[i] += 100000;
  }
}

unsigned digest(const int *p, int n) {
  unsigned sum = 0;
  for (int i = 0; i < n; i++) sum = sum * 31 + (unsigned)p[i];
  return sum;
}

int main() {
  const int n = 1024;
  static int h[n], c[n];
  int *a, *b, *cost, *changed, one;
  cudaMalloc(&a, sizeof h);
  cudaMalloc(&b, sizeof h);
  cudaMalloc(&cost, sizeof h);
  cudaMalloc(&changed, 16);
  void *args[] = {&a, &b};
  cudaLaunchCooperativeKernel((void *)calls, dim3(4, 2), dim3(16, 2), args, 0, 0);
  cudaMemcpy(h, a, 256 * 4, cudaMemcpyDeviceToHost);
  printf("calls: %d %d %u\n", h[0], h[255], digest(h, 256));

  for (int blocks = 4; blocks > 0; blocks -= 2) {
    for (int i = 0; i < n; i++) h[i] = (i * 7919 + 13) % 2003;
    cudaMemcpy(a, h, sizeof h, cudaMemcpyHostToDevice);
    int count = n;
    void *args2[] = {&a, &b, &count};
    cudaLaunchCooperativeKernel((void *)nested, dim3(blocks), dim3(blocks == 4 ? 64 : 512), args2, 0, 0);
    cudaMemcpy(h, a, sizeof h, cudaMemcpyDeviceToHost);
    cudaMemcpy(&one, b, 4, cudaMemcpyDeviceToHost);
    bool sorted = true;
    for (int i = 1; i < n; i++) sorted = sorted && h[i - 1] <= h[i];
    printf("nested: %s after %d steps, %d %d %u\n", sorted ? "sorted" : "wrong", one, h[0], h[n - 1], digest(h, n));
  }

  for (int mode = 0; mode < 4; mode++) {
    int rounds = 9 + mode;
    void *args3[] = {&a, &mode, &rounds};
    cudaLaunchCooperativeKernel((void *)branches, dim3(3), dim3(40), args3, 0, 0);
    cudaMemcpy(h, a, 120 * 4, cudaMemcpyDeviceToHost);
    printf("branches %d: %d %u\n", mode, h[119], digest(h, 120));
  }

  int width = 32, height = 32;
  for (int i = 0; i < n; i++) {
    h[i] = i == 0 ? 0 : 50000;
    c[i] = 1 + (i * 31 + i / 7) % 9;
  }
  cudaMemcpy(a, h, sizeof h, cudaMemcpyHostToDevice);
  cudaMemcpy(cost, c, sizeof c, cudaMemcpyHostToDevice);
  cudaMemset(changed, 0, 16);
  int *taken = changed + 2;
  void *args4[] = {&a, &cost, &width, &height, &changed, &taken};
  cudaLaunchCooperativeKernel((void *)relax, dim3(4), dim3(32), args4, 0, 0);
  cudaMemcpy(h, a, sizeof h, cudaMemcpyDeviceToHost);
  cudaMemcpy(&one, taken, 4, cudaMemcpyDeviceToHost);
  printf("relax: %d, %d %d %u\n", one, h[33], h[n - 1], digest(h, n));
  printf("%s\n", cudaGetErrorString(cudaGetLastError()));
}
