// run: tolerance=0.002
// Functions of __half and __half2 in kernels, close to those of float; shuffles and atomic sums of halves; halves in shared memory and vectors of them.
#include <cmath>
#include <cstdio>
#include <cuda_fp16.h>

__global__ void functions(float* out) {
  int n = 0;
  for (int i = 1; i <= 6; i++) {
    __half h = __float2half(i * 0.375f);
    out[n++] = __half2float(hsqrt(h));
    out[n++] = __half2float(hrsqrt(h));
    out[n++] = __half2float(hrcp(h));
    out[n++] = __half2float(hexp(h));
    out[n++] = __half2float(hexp2(h));
    out[n++] = __half2float(hlog(h));
    out[n++] = __half2float(hlog2(h));
    out[n++] = __half2float(hlog10(h));
    out[n++] = __half2float(hsin(h));
    out[n++] = __half2float(hcos(h));
    out[n++] = __half2float(hfloor(h)) + __half2float(hceil(h)) * 10 + __half2float(hrint(h)) * 100;
    __half2 p = h2exp(__half2half2(h));
    out[n++] = __low2float(p) - __high2float(p);
  }
}

__global__ void exchange(float* out, __half* sum, __half2* pair) {
  __shared__ __half tile[32];
  int i = threadIdx.x;
  __half v = __int2half_rn(i);
  tile[31 - i] = v;
  __syncthreads();
  out[i] = __half2float(tile[i]) + 100 * __half2float(__shfl_xor_sync(~0u, v, 1));
  __half2 both = __shfl_down_sync(~0u, __halves2half2(v, __hneg(v)), 4);
  out[32 + i] = __low2float(both) - 2 * __high2float(both);
  atomicAdd(sum, __float2half(0.5f));
  atomicAdd(pair, __floats2half2_rn(1.0f, -0.25f));
}

int main() {
  float* out;
  __half* sum;
  __half2* pair;
  cudaMallocManaged(&out, 128 * sizeof(float));
  cudaMallocManaged(&sum, 4);
  cudaMallocManaged(&pair, 4);
  functions<<<1, 1>>>(out);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
  for (int i = 0; i < 72; i++) printf("%.4g%c", out[i], i % 12 == 11 ? '\n' : ' ');
  *sum = __float2half(1.0f);
  *pair = __floats2half2_rn(0.0f, 8.0f);
  exchange<<<1, 32>>>(out, sum, pair);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
  for (int i = 0; i < 64; i++) printf("%g%c", out[i], i % 16 == 15 ? '\n' : ' ');
  printf("%g %g %g\n", __half2float(*sum), __low2float(*pair), __high2float(*pair));
}
