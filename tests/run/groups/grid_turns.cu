// run: tolerance=0
// What is said between barriers of the grid comes in their order; addresses in shared memory and local arrays that are kept across them; threads that have returned; sums that differ from turn to turn.
#include <cooperative_groups.h>
#include <cstdio>
namespace cg = cooperative_groups;

__global__ void tell(int turns) {
  cg::grid_group grid = cg::this_grid();
  for (int turn = 0; turn < turns; turn++) {
    // The last block first.
    if (threadIdx.x == 0 && blockIdx.x == gridDim.x - 1 - turn % gridDim.x) printf("turn %d: block %d\n", turn, (int)blockIdx.x);
    grid.sync();
  }
}

__global__ void keep(int *out, int n) {
  cg::grid_group grid = cg::this_grid();
  __shared__ int row[64];
  extern __shared__ int more[];
  int own[4];
  // One of the two, by the block's number: an address that is kept.
  int *mine = blockIdx.x % 2 ? row : more;
  mine[threadIdx.x] = (int)(threadIdx.x * 10 + blockIdx.x);
  for (int i = 0; i < 4; i++) own[(i + threadIdx.x) % 4] = i;
  int *last = &own[threadIdx.x % 4];
  double sum = 0.5;
  long long wide = 1ll << 40;
  float4 four = make_float4(1, 2, 3, 4);
  grid.sync();
  for (int round = 0; round < n; round++) {
    // What a neighbour of the same block has put there, and the same place of the next block.
    sum += mine[(threadIdx.x + 1) % blockDim.x];
    wide += *last + round;
    four.x += four.w;
    if (round % 3 == 2) {
      out[(blockIdx.x + 1) % gridDim.x * blockDim.x + threadIdx.x] += (int)sum;
      grid.sync();
      mine[threadIdx.x] += out[blockIdx.x * blockDim.x + threadIdx.x] % 7;
      *last += 1;
    }
    grid.sync();
  }
  out[blockIdx.x * blockDim.x + threadIdx.x] += (int)(wide >> 40) + (int)(wide & 1023) + (int)four.x + own[1];
}

/** The halves of a block add their parts; half of the threads of each block are gone by then. */
__global__ void leave(int *cells, int *total, int n) {
  cg::grid_group grid = cg::this_grid();
  int first = (int)grid.thread_rank();
  int sum = 0;
  for (int i = first; i < n; i += (int)grid.size()) sum += i;
  atomicAdd(&cells[blockIdx.x], sum);
  grid.sync();
  if (threadIdx.x >= 8) return;
  if (threadIdx.x == 0)
    for (unsigned i = 0; i < gridDim.x; i++) atomicAdd(total, cells[i]);
}

/** A search: rounds go on until nothing changes in the whole grid. */
__global__ void labels(int *label, const int *next, int n, volatile int *changed, int *rounds) {
  cg::grid_group grid = cg::this_grid();
  int count = 0, again;
  do {
    if (grid.thread_rank() == 0) *changed = 0;
    grid.sync();
    for (int i = (int)grid.thread_rank(); i < n; i += (int)grid.size()) {
      int smallest = min(label[i], label[next[i]]);
      if (smallest < atomicMin(&label[next[i]], smallest)) *changed = 1;
      if (smallest < atomicMin(&label[i], smallest)) *changed = 1;
    }
    grid.sync();
    again = *changed;
    count++;
    grid.sync();
  } while (again);
  if (grid.thread_rank() == 0) *rounds = count > 0;
}

/** The same as keep, one thread after the other. */
void expect(int *out, int blocks, int threads, int n) {
  const int most = 3 * 32;
  static int mine[most], own[most][4];
  static double sum[most];
  static long long wide[most];
  for (int t = 0; t < blocks * threads; t++) {
    mine[t] = t % threads * 10 + t / threads;
    for (int i = 0; i < 4; i++) own[t][(i + t % threads) % 4] = i;
    sum[t] = 0.5;
    wide[t] = 1ll << 40;
  }
  for (int round = 0; round < n; round++) {
    for (int t = 0; t < blocks * threads; t++) {
      sum[t] += mine[t / threads * threads + (t % threads + 1) % threads];
      wide[t] += own[t][t % threads % 4] + round;
    }
    if (round % 3 != 2) continue;
    for (int t = 0; t < blocks * threads; t++) out[(t / threads + 1) % blocks * threads + t % threads] += (int)sum[t];
    for (int t = 0; t < blocks * threads; t++) {
      mine[t] += out[t] % 7;
      own[t][t % threads % 4] += 1;
    }
  }
  for (int t = 0; t < blocks * threads; t++) out[t] += (int)(wide[t] >> 40) + (int)(wide[t] & 1023) + (1 + 4 * n) + own[t][1];
}

int main() {
  int turns = 5;
  void *told[] = {&turns};
  cudaLaunchCooperativeKernel((void *)tell, dim3(3), dim3(32), told, 0, 0);
  cudaDeviceSynchronize();

  const int blocks = 3, threads = 32, size = blocks * threads;
  int rounds = 7, *out, host[size], expected[size] = {};
  cudaMallocManaged(&out, size * sizeof(int));
  for (int i = 0; i < size; i++) out[i] = 0;
  void *kept[] = {&out, &rounds};
  cudaLaunchCooperativeKernel((void *)keep, dim3(blocks), dim3(threads), kept, threads * sizeof(int), 0);
  cudaMemcpy(host, out, sizeof host, cudaMemcpyDefault);
  expect(expected, blocks, threads, rounds);
  int wrong = 0;
  for (int i = 0; i < size; i++) wrong += host[i] != expected[i];
  printf("kept: %d wrong, %d %d\n", wrong, host[0], host[size - 1]);

  int *cells, *total, n = 1000;
  cudaMallocManaged(&cells, 4 * sizeof(int));
  cudaMallocManaged(&total, sizeof(int));
  for (int i = 0; i < 4; i++) cells[i] = 0;
  *total = 0;
  void *left[] = {&cells, &total, &n};
  cudaLaunchCooperativeKernel((void *)leave, dim3(4), dim3(16), left, 0, 0);
  cudaDeviceSynchronize();
  printf("total %d\n", *total);

  const int nodes = 200;
  int *label, *next, *changed, *some, count = nodes;
  cudaMallocManaged(&label, nodes * sizeof(int));
  cudaMallocManaged(&next, nodes * sizeof(int));
  cudaMallocManaged(&changed, sizeof(int));
  cudaMallocManaged(&some, sizeof(int));
  for (int i = 0; i < nodes; i++) {
    label[i] = i;
    next[i] = (i + 4) % nodes;
  }
  void *labelled[] = {&label, &next, &count, &changed, &some};
  cudaLaunchCooperativeKernel((void *)labels, dim3(2), dim3(64), labelled, 0, 0);
  cudaDeviceSynchronize();
  int sum = 0;
  for (int i = 0; i < nodes; i++) sum += label[i];
  printf("labels %d %d, %s\n", sum, *some, cudaGetErrorString(cudaGetLastError()));
}
