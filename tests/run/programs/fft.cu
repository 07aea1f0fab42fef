// run: tolerance=1e-3
// Batched radix-2 FFT in shared memory, checked by a direct transform, the inverse, and Parseval's sum; then a convolution by it.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#define SIZE 128
#define BATCH 6
__device__ float2 times(float2 a, float2 b) {
  return make_float2(a.x * b.x - a.y * b.y, a.x * b.y + a.y * b.x);
}
__global__ void fft(float2 *data, int sign) {
  __shared__ float2 s[SIZE];
  int t = threadIdx.x;
  float2 *signal = data + blockIdx.x * SIZE;
  s[__brev(t) >> 25] = signal[t];
  s[__brev(t + SIZE / 2) >> 25] = signal[t + SIZE / 2];
  __syncthreads();
  for (int half = 1; half < SIZE; half *= 2) {
    int k = t & (half - 1), i = 2 * (t - k) + k;
    float angle = sign * 3.14159265f * k / half, sine, cosine;
    sincosf(angle, &sine, &cosine);
    float2 a = s[i], b = times(s[i + half], make_float2(cosine, sine));
    __syncthreads();
    s[i] = make_float2(a.x + b.x, a.y + b.y);
    s[i + half] = make_float2(a.x - b.x, a.y - b.y);
    __syncthreads();
  }
  float scale = sign > 0 ? 1.0f / SIZE : 1.0f;
  signal[t] = make_float2(s[t].x * scale, s[t].y * scale);
  signal[t + SIZE / 2] = make_float2(s[t + SIZE / 2].x * scale, s[t + SIZE / 2].y * scale);
}
__global__ void product(float2 *a, const float2 *b) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  a[i] = times(a[i], b[i]);
}
int main(void) {
  float2 *h = (float2 *)malloc(SIZE * BATCH * sizeof *h),
         *r = (float2 *)malloc(SIZE * BATCH * sizeof *r), *d, *e;
  size_t bytes = SIZE * BATCH * sizeof *h;
  for (int b = 0; b < BATCH; b++)
    for (int i = 0; i < SIZE; i++)
      h[b * SIZE + i] = make_float2(sinf(0.1f * i * (b + 1)) + (i % (b + 2) == 0),
                                    b % 2 ? 0.25f * cosf(0.3f * i) : 0);
  cudaMalloc(&d, bytes);
  cudaMalloc(&e, bytes);
  cudaMemcpy(d, h, bytes, cudaMemcpyHostToDevice);
  cudaMemcpy(e, h, bytes, cudaMemcpyHostToDevice);
  fft<<<BATCH, SIZE / 2>>>(d, -1);
  cudaMemcpy(r, d, bytes, cudaMemcpyDeviceToHost);
  double worst = 0;
  for (int b = 0; b < BATCH; b++) {
    double time = 0, frequency = 0;
    for (int k = 0; k < SIZE; k++) {
      double x = 0, y = 0;
      for (int i = 0; i < SIZE; i++) {
        double w = -2 * M_PI * i * k / SIZE;
        float2 v = h[b * SIZE + i];
        x += v.x * cos(w) - v.y * sin(w);
        y += v.x * sin(w) + v.y * cos(w);
      }
      float2 g = r[b * SIZE + k];
      worst = fmax(worst, hypot(g.x - x, g.y - y));
      frequency += g.x * g.x + g.y * g.y;
      time += h[b * SIZE + k].x * h[b * SIZE + k].x + h[b * SIZE + k].y * h[b * SIZE + k].y;
    }
    printf("signal %d: energy %.4f %.4f\n", b, time, frequency / SIZE);
  }
  printf("%s\n", worst < 1e-3 ? "agrees with the direct transform" : "differs");
  fft<<<BATCH, SIZE / 2>>>(d, 1);
  cudaMemcpy(r, d, bytes, cudaMemcpyDeviceToHost);
  worst = 0;
  for (int i = 0; i < SIZE * BATCH; i++)
    worst = fmax(worst, hypot(r[i].x - h[i].x, r[i].y - h[i].y));
  printf("%s\n", worst < 1e-5 ? "the inverse brings it back" : "the inverse is off");
  fft<<<BATCH, SIZE / 2>>>(d, -1);
  fft<<<BATCH, SIZE / 2>>>(e, -1);
  product<<<BATCH, SIZE>>>(d, e);
  fft<<<BATCH, SIZE / 2>>>(d, 1);
  cudaMemcpy(r, d, bytes, cudaMemcpyDeviceToHost);
  double c = 0;
  for (int i = 0; i < SIZE; i++)
    c += h[i].x * h[(SIZE - i + 5) % SIZE].x;
  printf("%.4f %s\n", r[5].x, fabs(c - r[5].x) < 1e-3 ? "agrees" : "differs");
  return 0;
}
