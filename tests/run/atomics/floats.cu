// run: tolerance=1e-5
// Atomic add of float and double, exchange of float, compare-and-swap loops for max, min and multiply, on global and shared memory.
#include <stdio.h>
__device__ float atomic_max(float *p, float v) {
  int *ip = (int *)p, old = *ip, seen;
  do {
    seen = old;
    if (__int_as_float(seen) >= v) break;
    old = atomicCAS(ip, seen, __float_as_int(v));
  } while (old != seen);
  return __int_as_float(old);
}
__device__ double atomic_mul(double *p, double v) {
  unsigned long long *ip = (unsigned long long *)p, old = *ip, seen;
  do {
    seen = old;
    old = atomicCAS(ip, seen, __double_as_longlong(v * __longlong_as_double(seen)));
  } while (seen != old);
  return __longlong_as_double(old);
}
__global__ void adds(float *f, double *d) {
  int t = blockIdx.x * blockDim.x + threadIdx.x;
  atomicAdd(&f[0], 0.25f);
  atomicAdd(&f[1], (float)(t % 8));
  atomicAdd(&f[2 + t % 3], 1.0f);
  atomicAdd_block(&f[5], 0.5f * (blockIdx.x == 0));
  atomicAdd(&d[0], t * 0.5);
  atomicAdd(&d[1], 1e-3);
  atomicAdd_system(&d[2], -1.0);
  atomic_max(&f[6], (t * 37 % 1001) * 0.125f - 30);
  if (t % 64 == 0) atomic_mul(&d[3], 1.5);
}
__global__ void in_shared(float *out) {
  __shared__ float s[4];
  __shared__ double d;
  if (threadIdx.x < 4) s[threadIdx.x] = threadIdx.x;
  if (threadIdx.x == 0) d = 100;
  __syncthreads();
  atomicAdd(&s[threadIdx.x & 1], 0.5f);
  atomicAdd(&d, 0.125);
  atomic_max(&s[2], threadIdx.x * 0.75f);
  if (threadIdx.x == 7) out[5] = atomicExch(&s[3], 42.5f);
  __syncthreads();
  if (threadIdx.x < 4) out[threadIdx.x] = s[threadIdx.x];
  if (threadIdx.x == 4) out[4] = (float)d;
}
__global__ void returned(float *out) {
  __shared__ float s;
  __shared__ double d;
  s = 1.5f;
  d = 2.5;
  out[0] = atomicAdd(&s, 2.f);
  out[1] = s;
  out[2] = (float)atomicAdd(&d, 0.25);
  out[3] = (float)d;
  out[4] = atomicExch(&s, -1.f);
  out[5] = s;
  out[6] = atomic_max(&s, 3.f);
  out[7] = s;
}
int main() {
  float hf[8] = {0, 0, 0, 0, 0, 0, -1e30f}, *f;
  double hd[4] = {0, 0, 0, 1}, *d;
  cudaMalloc(&f, sizeof hf);
  cudaMalloc(&d, sizeof hd);
  cudaMemcpy(f, hf, sizeof hf, cudaMemcpyHostToDevice);
  cudaMemcpy(d, hd, sizeof hd, cudaMemcpyHostToDevice);
  adds<<<5, 100>>>(f, d);
  cudaMemcpy(hf, f, sizeof hf, cudaMemcpyDeviceToHost);
  cudaMemcpy(hd, d, sizeof hd, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 7; i++)
    printf("%g ", hf[i]);
  printf("\n");
  for (double v : hd)
    printf("%.8g ", v);
  printf("\n");
  in_shared<<<1, 96>>>(f);
  cudaMemcpy(hf, f, sizeof hf, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 6; i++)
    printf("%g ", hf[i]);
  printf("\n");
  returned<<<1, 1>>>(f);
  cudaMemcpy(hf, f, sizeof hf, cudaMemcpyDeviceToHost);
  for (float v : hf)
    printf("%g ", v);
  printf("\n");
  return 0;
}
