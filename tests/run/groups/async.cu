// run: tolerance=0
// Barriers split into arriving and waiting, pipelines of a thread and of a block with producers and consumers, copies by groups.
#include <stdio.h>
#include <cooperative_groups.h>
#include <cooperative_groups/memcpy_async.h>
#include <cuda/barrier>
#include <cuda/pipeline>
namespace cg = cooperative_groups;

__global__ void split_barrier(int *out) {
  __shared__ cuda::barrier<cuda::thread_scope_block> bar;
  __shared__ int x[64];
  auto block = cg::this_thread_block();
  if (block.thread_rank() == 0) init(&bar, block.size());
  block.sync();
  int t = threadIdx.x, sum = 0;
  for (int round = 0; round < 4; round++) {
    x[t] = t * (round + 1);
    auto token = bar.arrive();
    int own = t * 3;
    bar.wait(std::move(token));
    sum += x[63 - t] + own;
    bar.arrive_and_wait();
  }
  out[t] = sum;
}

__global__ void own_pipeline(const int *in, int *out, int n) {
  __shared__ int stage[2][32];
  auto pipe = cuda::make_pipeline();
  const auto size = cuda::aligned_size_t<4>(4);
  int t = threadIdx.x, sum = 0;
  for (int i = 0; i < n; i++) {
    pipe.producer_acquire();
    cuda::memcpy_async(&stage[i % 2][t], &in[i * 32 + t], size, pipe);
    pipe.producer_commit();
    pipe.consumer_wait();
    __syncthreads();
    sum += stage[i % 2][31 - t] * (i + 1);
    __syncthreads();
    pipe.consumer_release();
  }
  out[t] = sum;
}

__global__ void producers_and_consumers(const int *in, int *out, int n) {
  __shared__ cuda::pipeline_shared_state<cuda::thread_scope_block, 3> state;
  __shared__ int stage[3][32];
  auto block = cg::this_thread_block();
  bool produces = threadIdx.x < 32;
  auto pipe = cuda::make_pipeline(block, &state, produces ? cuda::pipeline_role::producer : cuda::pipeline_role::consumer);
  int t = threadIdx.x % 32, sum = 0;
  for (int i = 0; i < n; i++) {
    if (produces) {
      pipe.producer_acquire();
      cuda::memcpy_async(&stage[i % 3][t], &in[i * 32 + t], sizeof(int), pipe);
      pipe.producer_commit();
    } else {
      pipe.consumer_wait();
      sum += stage[i % 3][31 - t] * (i + 1);
      pipe.consumer_release();
    }
  }
  if (!produces) out[t] = sum;
}

__global__ void group_copy(const char *in, char *out) {
  __shared__ int words[50];
  __shared__ char bytes[201];
  auto block = cg::this_thread_block();
  cg::memcpy_async(block, words, (const int *)in, sizeof words);
  cg::memcpy_async(block, bytes, 201, in + 1, 150);
  cg::wait(block);
  if (threadIdx.x < 150) out[threadIdx.x] = (char)(((char *)words)[149 - threadIdx.x] + bytes[threadIdx.x]);
}

int main() {
  int h[320], o[64], *in, *out;
  for (int i = 0; i < 320; i++) h[i] = i * i % 37;
  cudaMalloc(&in, sizeof h);
  cudaMalloc(&out, sizeof o);
  cudaMemcpy(in, h, sizeof h, cudaMemcpyHostToDevice);
  split_barrier<<<1, 64>>>(out);
  cudaMemcpy(o, out, sizeof o, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 64; i += 7) printf(" %d", o[i]);
  own_pipeline<<<1, 32>>>(in, out, 10);
  cudaMemcpy(o, out, 128, cudaMemcpyDeviceToHost);
  printf("\n");
  for (int i = 0; i < 32; i++) printf(" %d", o[i]);
  producers_and_consumers<<<1, 64>>>(in, out, 10);
  cudaMemcpy(o, out, 128, cudaMemcpyDeviceToHost);
  printf("\n");
  for (int i = 0; i < 32; i++) printf(" %d", o[i]);
  group_copy<<<1, 160>>>((const char *)in, (char *)out);
  cudaMemcpy(o, out, 150, cudaMemcpyDeviceToHost);
  printf("\n");
  for (int i = 0; i < 150; i++) printf("%d%s", ((char *)o)[i], i % 30 == 29 ? "\n" : " ");
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
}
