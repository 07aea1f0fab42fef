// run: tolerance=1e-5
// Reductions of several styles: shared-memory trees, warp shuffles, grid-stride, volatile last warp, templates over operation and type, arg max, last block.
#include <stdio.h>
#include <stdlib.h>
#include <limits.h>
#define N 10007
struct Sum {
  template <typename T>
  __device__ T operator()(T a, T b) const {
    return a + b;
  }
};
struct Max {
  template <typename T>
  __device__ T operator()(T a, T b) const {
    return a > b ? a : b;
  }
};
struct Min {
  template <typename T>
  __device__ T operator()(T a, T b) const {
    return a < b ? a : b;
  }
};

template <typename T, typename Op>
__global__ void tree(const T *in, T *out, int n, T identity, Op op) {
  extern __shared__ unsigned char storage[];
  T *s = reinterpret_cast<T *>(storage);
  T v = identity;
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x)
    v = op(v, in[i]);
  s[threadIdx.x] = v;
  __syncthreads();
  for (unsigned w = blockDim.x / 2; w > 0; w >>= 1) {
    if (threadIdx.x < w) s[threadIdx.x] = op(s[threadIdx.x], s[threadIdx.x + w]);
    __syncthreads();
  }
  if (threadIdx.x == 0) out[blockIdx.x] = s[0];
}
__global__ void interleaved(const int *in, int *out, int n) {
  __shared__ int s[256];
  unsigned t = threadIdx.x, i = blockIdx.x * blockDim.x + t;
  s[t] = i < n ? in[i] : 0;
  __syncthreads();
  for (unsigned w = 1; w < blockDim.x; w *= 2) {
    if (t % (2 * w) == 0) s[t] += s[t + w];
    __syncthreads();
  }
  if (t == 0) atomicAdd(out, s[0]);
}
template <typename T>
__device__ T warp_sum(T v) {
  for (int o = 16; o > 0; o /= 2)
    v += __shfl_down_sync(0xffffffff, v, o);
  return v;
}
template <typename T>
__global__ void shuffle(const T *in, T *out, int n) {
  __shared__ T partial[32];
  T v = 0;
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x)
    v += in[i];
  v = warp_sum(v);
  int lane = threadIdx.x & 31, warp = threadIdx.x >> 5;
  if (lane == 0) partial[warp] = v;
  __syncthreads();
  v = threadIdx.x < blockDim.x / 32 ? partial[lane] : T(0);
  if (warp == 0) v = warp_sum(v);
  if (threadIdx.x == 0) out[blockIdx.x] = v;
}
__device__ unsigned arrived = 0;
__global__ void last_block(const int *in, int *partial, int *out, int n) {
  __shared__ int s[128];
  __shared__ bool last;
  int v = 0;
  for (int i = blockIdx.x * 128 + threadIdx.x; i < n; i += gridDim.x * 128)
    v += in[i];
  s[threadIdx.x] = v;
  __syncthreads();
  for (int w = 64; w > 0; w >>= 1) {
    if (threadIdx.x < w) s[threadIdx.x] += s[threadIdx.x + w];
    __syncthreads();
  }
  if (threadIdx.x == 0) {
    partial[blockIdx.x] = s[0];
    __threadfence();
    last = atomicInc(&arrived, gridDim.x - 1) == gridDim.x - 1;
  }
  __syncthreads();
  if (last && threadIdx.x == 0) {
    int total = 0;
    for (int b = 0; b < gridDim.x; b++)
      total += ((volatile int *)partial)[b];
    *out = total;
  }
}
__global__ void arg_max(const int *in, int n, int *index) {
  __shared__ int best[256], where[256];
  int t = threadIdx.x, b = INT_MIN, w = -1;
  for (int i = t; i < n; i += 256)
    if (in[i] > b) {
      b = in[i];
      w = i;
    }
  best[t] = b;
  where[t] = w;
  __syncthreads();
  for (int h = 128; h; h >>= 1) {
    if (t < h && (best[t + h] > best[t] || (best[t + h] == best[t] && where[t + h] < where[t]))) {
      best[t] = best[t + h];
      where[t] = where[t + h];
    }
    __syncthreads();
  }
  if (!t) *index = where[0];
}
int main() {
  int *h = (int *)malloc(N * 4), *d, *out, *partial, sum = 0, got[16], index;
  float *hf = (float *)malloc(N * 4), *df, *outf, gotf[16];
  double *hd = (double *)malloc(N * 8), *dd, *outd, gotd[16], total = 0;
  for (int i = 0; i < N; i++) {
    h[i] = (int)((unsigned)i * 2654435761u % 20001) - 10000;
    hf[i] = h[i] / 64.0f;
    hd[i] = h[i] / 3.0;
    sum += h[i];
    total += hd[i];
  }
  cudaMalloc(&d, N * 4);
  cudaMalloc(&df, N * 4);
  cudaMalloc(&dd, N * 8);
  cudaMalloc(&out, 64);
  cudaMalloc(&outf, 64);
  cudaMalloc(&outd, 128);
  cudaMalloc(&partial, 64);
  cudaMemcpy(d, h, N * 4, cudaMemcpyHostToDevice);
  cudaMemcpy(df, hf, N * 4, cudaMemcpyHostToDevice);
  cudaMemcpy(dd, hd, N * 8, cudaMemcpyHostToDevice);
  tree<<<8, 256, 1024>>>(d, out, N, 0, Sum());
  tree<<<1, 8, 32>>>(out, out, 8, 0, Sum());
  cudaMemcpy(got, out, 64, cudaMemcpyDeviceToHost);
  printf("tree %d %d\n", got[0], got[0] == sum);
  tree<<<1, 128, 512>>>(d, out, N, INT_MIN, Max());
  cudaMemcpy(got, out, 4, cudaMemcpyDeviceToHost);
  printf("max %d\n", got[0]);
  tree<<<1, 64, 256>>>(df, outf, N, 1e30f, Min());
  cudaMemcpy(gotf, outf, 4, cudaMemcpyDeviceToHost);
  printf("min %.6g\n", gotf[0]);
  tree<<<1, 64, 512>>>(dd, outd, N, 0.0, Sum());
  cudaMemcpy(gotd, outd, 8, cudaMemcpyDeviceToHost);
  printf("double %.10g %d\n", gotd[0], gotd[0] - total < 1e-6 && total - gotd[0] < 1e-6);
  cudaMemset(out, 0, 64);
  interleaved<<<(N + 255) / 256, 256>>>(d, out, N);
  cudaMemcpy(got, out, 4, cudaMemcpyDeviceToHost);
  printf("interleaved %d\n", got[0]);
  shuffle<<<4, 192>>>(d, out, N);
  cudaMemcpy(got, out, 16, cudaMemcpyDeviceToHost);
  printf("shuffle %d %d %d\n", got[0] + got[1] + got[2] + got[3], got[0], got[3]);
  shuffle<<<1, 1024>>>(df, outf, N);
  cudaMemcpy(gotf, outf, 4, cudaMemcpyDeviceToHost);
  printf("float %.6g\n", gotf[0]);
  shuffle<<<2, 64>>>(dd, outd, N);
  cudaMemcpy(gotd, outd, 16, cudaMemcpyDeviceToHost);
  printf("double %.10g %.10g\n", gotd[0], gotd[1]);
  for (int r = 0; r < 3; r++) {
    last_block<<<5 + r, 128>>>(d, partial, out, N - r);
    cudaMemcpy(got, out, 4, cudaMemcpyDeviceToHost);
    printf("last block %d\n", got[0]);
  }
  arg_max<<<1, 256>>>(d, N, out);
  cudaMemcpy(&index, out, 4, cudaMemcpyDeviceToHost);
  printf("arg max %d -> %d\n", index, h[index]);
  return 0;
}
