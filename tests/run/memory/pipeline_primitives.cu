// run: tolerance=0
// Copies to shared memory through <cuda_pipeline.h>: two stages that take turns, and a tail that is filled with zeros.
#include <cstdio>
#include <cuda_pipeline.h>

const int TILE = 64;

__global__ void sums(const float* in, float* out, int tiles) {
  __shared__ __align__(16) float stage[2][TILE];
  int t = threadIdx.x;
  float sum = 0;
  if (t < TILE / 4) __pipeline_memcpy_async(&stage[0][t * 4], &in[t * 4], sizeof(float4));
  __pipeline_commit();
  for (int i = 0; i < tiles; i++) {
    if (i + 1 < tiles && t < TILE / 4) __pipeline_memcpy_async(&stage[(i + 1) % 2][t * 4], &in[(i + 1) * TILE + t * 4], sizeof(float4));
    __pipeline_commit();
    __pipeline_wait_prior(1);
    __syncthreads();
    sum += stage[i % 2][t] * stage[i % 2][TILE - 1 - t];
    __syncthreads();
  }
  out[t] = sum;
}

__global__ void padded(const int* in, int* out) {
  __shared__ __align__(16) int part[4], single;
  if (threadIdx.x == 0) {
    nvcuda::experimental::pipeline pipe;
    __pipeline_memcpy_async(part, in, 16, 8);
    nvcuda::experimental::memcpy_async(single, in[3], pipe);
    __pipeline_commit();
    pipe.commit_and_wait();
    __pipeline_wait_prior(0);
  }
  __syncthreads();
  if (threadIdx.x < 4) out[threadIdx.x] = part[threadIdx.x] * 10 + single;
}

int main() {
  const int tiles = 5;
  float *in, *out;
  int* ints;
  cudaMallocManaged(&in, tiles * TILE * sizeof(float));
  cudaMallocManaged(&out, TILE * sizeof(float));
  cudaMallocManaged(&ints, 8 * sizeof(int));
  for (int i = 0; i < tiles * TILE; i++) in[i] = i % 13;
  for (int i = 0; i < 4; i++) ints[i] = i + 1;
  sums<<<1, TILE>>>(in, out, tiles);
  padded<<<1, 32>>>(ints, ints + 4);
  cudaDeviceSynchronize();
  printf("%g %g %g\n%d %d %d %d\n", out[0], out[31], out[63], ints[4], ints[5], ints[6], ints[7]);
  return 0;
}
