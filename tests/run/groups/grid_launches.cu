// run: tolerance=0
// Launches of kernels with barriers across the grid: ones that are too large, occupancy, by cudaLaunchKernelEx, in graphs, between other work; pointers in memory; a launch that is not cooperative.
#include <cooperative_groups.h>
#include <cstdio>
namespace cg = cooperative_groups;

__global__ void turn(int *a, int n) {
  cg::grid_group grid = cg::this_grid();
  int rank = (int)grid.thread_rank();
  int mine = rank < n ? a[rank] : 0;
  grid.sync();
  if (rank < n) a[(rank + 1) % n] = mine;
}
__global__ void add(int *a, int x) { a[blockIdx.x * blockDim.x + threadIdx.x] += x; }

struct Node { int value; Node *next; };
__global__ void chain(Node *nodes, int **where, int rounds) {
  cg::grid_group grid = cg::this_grid();
  int rank = (int)grid.thread_rank(), n = (int)grid.size();
  nodes[rank].next = &nodes[(rank + 3) % n];
  nodes[rank].value = rank;
  Node *at = &nodes[rank];
  int *target = where[rank % 2];
  for (int r = 0; r < rounds; r++) {
    grid.sync();
    at = at->next;
    target[rank] += at->value;
  }
}
__global__ void fill(int *a) {
  __shared__ int block[64];
  block[threadIdx.x] = a[0];
  cg::this_grid().sync();
  a[1] = block[0];
}

int main() {
  const int n = 128;
  int h[n], *a, count = n;
  cudaMalloc(&a, sizeof h);
  for (int i = 0; i < n; i++) h[i] = i * i;
  cudaMemcpy(a, h, sizeof h, cudaMemcpyHostToDevice);
  cudaStream_t stream;
  cudaStreamCreate(&stream);
  void *args[] = {&a, &count};
  for (int i = 0; i < 3; i++) {
    cudaLaunchCooperativeKernel((void *)turn, dim3(4), dim3(32), args, 0, stream);
    add<<<4, 32, 0, stream>>>(a, 1);
  }
  cudaLaunchConfig_t config = {};
  cudaLaunchAttribute attribute = {};
  attribute.id = cudaLaunchAttributeCooperative;
  attribute.val.cooperative = 1;
  config.gridDim = dim3(2);
  config.blockDim = dim3(64);
  config.stream = stream;
  config.attrs = &attribute;
  config.numAttrs = 1;
  printf("%s\n", cudaGetErrorName(cudaLaunchKernelEx(&config, turn, a, count)));
  cudaMemcpyAsync(h, a, sizeof h, cudaMemcpyDeviceToHost, stream);
  cudaStreamSynchronize(stream);
  printf("%d %d %d %d\n", h[0], h[3], h[4], h[127]);

  cudaGraph_t graph;
  cudaGraphExec_t exec;
  cudaStreamBeginCapture(stream, cudaStreamCaptureModeGlobal);
  cudaLaunchCooperativeKernel((void *)turn, dim3(4), dim3(32), args, 0, stream);
  add<<<4, 32, 0, stream>>>(a, -1);
  cudaStreamEndCapture(stream, &graph);
  cudaGraphInstantiate(&exec, graph, 0);
  for (int i = 0; i < 3; i++) cudaGraphLaunch(exec, stream);
  cudaMemcpyAsync(h, a, sizeof h, cudaMemcpyDeviceToHost, stream);
  cudaStreamSynchronize(stream);
  printf("%d %d %d %d\n", h[0], h[7], h[8], h[127]);

  Node *nodes;
  int *sums[2], **where;
  cudaMalloc(&nodes, n * sizeof(Node));
  cudaMalloc(&where, sizeof sums);
  for (auto &p : sums) {
    cudaMalloc(&p, sizeof h);
    cudaMemset(p, 0, sizeof h);
  }
  cudaMemcpy(where, sums, sizeof sums, cudaMemcpyHostToDevice);
  int rounds = 5;
  void *args2[] = {&nodes, &where, &rounds};
  cudaLaunchCooperativeKernel((void *)chain, dim3(4), dim3(32), args2, 0, 0);
  cudaMemcpy(h, sums[1], sizeof h, cudaMemcpyDeviceToHost);
  printf("%d %d %d\n", h[1], h[2], h[127]);

  int blocks, sms;
  cudaDeviceGetAttribute(&sms, cudaDevAttrMultiProcessorCount, 0);
  cudaOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, turn, 1024, 0);
  printf("%d blocks of 1024", blocks);
  cudaOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, fill, 64, 28 * 1024);
  printf(", %d with 28 KiB\n", blocks);
  void *args3[] = {&a};
  printf("%s\n", cudaGetErrorName(cudaLaunchCooperativeKernel((void *)fill, dim3(blocks * sms + 1), dim3(64), args3, 28 * 1024, 0)));
  printf("%s\n", cudaGetErrorName(cudaGetLastError()));
  printf("%s\n", cudaGetErrorName(cudaLaunchCooperativeKernel((void *)fill, dim3(3), dim3(64), args3, 0, 0)));
  printf("%s\n", cudaGetErrorName(cudaDeviceSynchronize()));
}
