// run: nvcc="-use_fast_math" tolerance=1e-3
// -use_fast_math: no macros (as nvcc 13), powf of the hardware (no negative bases), denormals flushed; the rest within the fast forms' error.
#include <stdio.h>
#include <math.h>
#if defined(__USE_FAST_MATH__) || defined(__FAST_MATH__)
#error nvcc defines neither
#endif
__global__ void kernel(float *out) {
  float two = 2.0f + threadIdx.x, zero = (float)threadIdx.x;
  out[0] = powf(-two, two);
  out[1] = powf(two, 3.0f);
  out[2] = __powf(zero, zero);
  out[3] = sinf(two) + cosf(two);
  out[4] = expf(two) / logf(two + 1.0f);
  out[5] = (1e-20f + zero) * 1e-20f;
  out[6] = __fdividef(two, 1e38f);
  out[7] = sqrtf(two) / two;
}
int main() {
  float *d, h[8];
  cudaMalloc(&d, sizeof h);
  kernel<<<1, 1>>>(d);
  cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost);
  for (float v : h) printf("%s%g\n", isnan(v) ? "nan " : "", isnan(v) ? 0.0f : v);
  printf("host %g\n", powf(-2.0f, 2.0f));
  cudaFree(d);
}
