// run: tolerance=0 nvcc="-fmad=false"
// Without contraction, float and double arithmetic in a kernel equals the host's bit for bit: sums, products, quotients, roots, polynomial and compensated sums.
#include <stdio.h>
#include <math.h>
#include <string.h>
template <typename T>
__host__ __device__ T work(int seed) {
  T x = T(seed) / T(7) + T(0.01), s = 0, c = 0;
  for (int i = 1; i < 200; i++) {
    x = x * x * T(0.3) - x / T(i) + T(1.1);
    if (x > 10 || x < -10) x = x / T(17.3);
    T y = sqrt(x * x + T(i)) - c, t = s + y;
    c = (t - s) - y;
    s = t;
    x += y * T(0.001);
  }
  return s + c * x;
}
__global__ void kernel(float *f, double *d) {
  int t = threadIdx.x;
  f[t] = work<float>(t);
  d[t] = work<double>(t);
}
int main() {
  float *f, hf[64];
  double *d, hd[64];
  cudaMalloc(&f, sizeof hf);
  cudaMalloc(&d, sizeof hd);
  kernel<<<1, 64>>>(f, d);
  cudaMemcpy(hf, f, sizeof hf, cudaMemcpyDeviceToHost);
  cudaMemcpy(hd, d, sizeof hd, cudaMemcpyDeviceToHost);
  int different = 0;
  for (int i = 0; i < 64; i++) {
    float a = work<float>(i);
    double b = work<double>(i);
    different += memcmp(&a, &hf[i], 4) != 0;
    different += memcmp(&b, &hd[i], 8) != 0;
  }
  printf("%d\n", different);
  for (int i = 0; i < 64; i += 9)
    printf("%a %a\n", hf[i], hd[i]);
  return 0;
}
