// run: tolerance=0
// Functions with warp operations and barriers that come as template arguments, as arguments and through local pointers.
#include <cstdio>

__device__ int warp_sum(int v) {
  for (int o = 16; o > 0; o /= 2) v += __shfl_xor_sync(~0u, v, o);
  return v;
}
__device__ int warp_max(int v) {
  for (int o = 16; o > 0; o /= 2) v = max(v, __shfl_xor_sync(~0u, v, o));
  return v;
}

typedef int (*Reduction)(int);

template <Reduction reduce> __device__ int block(int v, int neutral) {
  __shared__ int partial[32];
  int lane = threadIdx.x % 32, warp = threadIdx.x / 32, warps = blockDim.x / 32;
  int w = reduce(v);
  if (lane == 0) partial[warp] = w;
  __syncthreads();
  w = reduce(lane < warps ? partial[lane] : neutral);
  __syncthreads();
  return w;
}

__device__ int passed(Reduction reduce, int v) { return reduce(v); }
template <class F> __device__ int deeper(F f, int v) { return passed(f, v) + 1; }

__global__ void kernel(int* out) {
  int v = threadIdx.x * 37 % 101;
  Reduction local = warp_max;
  int r = block<warp_sum>(v, 0);
  int m = block<warp_max>(v, -1);
  int p = passed(warp_sum, v), d = deeper(warp_max, v), l = local(v);
  out[threadIdx.x] = r * 1000 + m;
  if (threadIdx.x % 32 == 0) out[128 + threadIdx.x / 32] = p * 1000000 + d * 1000 + l;
}

int main() {
  int* out;
  cudaMallocManaged(&out, 132 * sizeof(int));
  kernel<<<1, 128>>>(out);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
  printf("%d %d\n", out[0], out[127]);
  for (int i = 128; i < 132; i++) printf("%d\n", out[i]);
}
