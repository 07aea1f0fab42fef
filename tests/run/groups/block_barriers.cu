// run: tolerance=0
// cuda::barrier and cuda::pipeline that all threads of a block use: arriving and waiting apart, several phases and barriers, parity, double buffering.
#include <stdio.h>
#include <cooperative_groups.h>
#include <cuda/barrier>
#include <cuda/pipeline>
namespace cg = cooperative_groups;
using block_barrier = cuda::barrier<cuda::thread_scope_block>;

__global__ void split_phases(const int *in, int *out, int rounds) {
  __shared__ block_barrier ready;
  __shared__ int x[128];
  auto block = cg::this_thread_block();
  int t = threadIdx.x, sum = 0;
  if (t == 0) init(&ready, blockDim.x);
  block.sync();
  for (int r = 0; r < rounds; r++) {
    x[t] = in[(t + r) % 128] * (r + 1);
    auto token = ready.arrive();
    int own = in[t] * r;
    ready.wait(std::move(token));
    sum += x[blockDim.x - 1 - t] + own;
    ready.arrive_and_wait();
  }
  out[blockIdx.x * blockDim.x + t] = sum;
}

/** A sum over the block, level by level, each waited for by its own barrier. */
__global__ void tree(const int *in, int *out) {
  __shared__ block_barrier levels[7];
  __shared__ int x[128];
  int t = threadIdx.x;
  if (t < 7) init(&levels[t], blockDim.x);
  x[t] = in[t];
  __syncthreads();
  for (int level = 0, d = 64; d > 0; d /= 2, level++) {
    int sum = t < d ? x[t] + x[t + d] : x[t];
    levels[level].arrive_and_wait();
    __syncthreads();
    x[t] = sum;
    __syncthreads();
  }
  out[t] = x[0] + t;
}

__global__ void double_buffer(const int *in, int *out, int n) {
  __shared__ cuda::pipeline_shared_state<cuda::thread_scope_block, 2> state;
  __shared__ int stage[2][64];
  auto block = cg::this_thread_block();
  auto pipe = cuda::make_pipeline(block, &state);
  int t = threadIdx.x, sum = 0;
  pipe.producer_acquire();
  cuda::memcpy_async(&stage[0][t], &in[t], sizeof(int), pipe);
  pipe.producer_commit();
  for (int i = 0; i < n; i++) {
    if (i + 1 < n) {
      pipe.producer_acquire();
      cuda::memcpy_async(&stage[(i + 1) % 2][t], &in[(i + 1) * 64 + t], sizeof(int), pipe);
      pipe.producer_commit();
    }
    pipe.consumer_wait();
    block.sync();
    sum += stage[i % 2][63 - t] * (i + 1);
    block.sync();
    pipe.consumer_release();
  }
  out[t] = sum;
}

int hash(const int *x, int n) {
  unsigned h = 7;
  for (int i = 0; i < n; i++) h = h * 31 + x[i];
  return (int)h;
}

int main() {
  int *in, *out;
  cudaMallocManaged(&in, 640 * sizeof(int));
  cudaMallocManaged(&out, 512 * sizeof(int));
  for (int i = 0; i < 640; i++) in[i] = i * i % 37;
  split_phases<<<4, 128>>>(in, out, 5);
  cudaDeviceSynchronize();
  printf("%d %d %d\n", out[0], out[511], hash(out, 512));
  split_phases<<<2, 96>>>(in, out, 3);
  cudaDeviceSynchronize();
  printf("%d %d %d\n", out[0], out[191], hash(out, 192));
  tree<<<1, 128>>>(in, out);
  cudaDeviceSynchronize();
  printf("%d %d\n", out[0], hash(out, 128));
  double_buffer<<<1, 64>>>(in, out, 10);
  cudaDeviceSynchronize();
  printf("%d %d\n", out[0], hash(out, 64));
  printf("%s\n", cudaGetErrorString(cudaGetLastError()));
}
