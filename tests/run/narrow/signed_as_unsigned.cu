// run: tolerance=0
// Narrow numbers with a sign, extended and then taken for unsigned ones: conversions to floating point, quotients, remainders.
#include <stdio.h>

__constant__ signed char letters[4] = {-1, -128, 127, 5};

__global__ void converted(const signed char *bytes, const short *shorts, float *out, int n) {
  int i = threadIdx.x;
  out[i] = (unsigned)bytes[i];
  out[n + i] = (unsigned)shorts[i];
  out[2 * n + i] = (unsigned)letters[i & 3];
  out[3 * n + i] = (unsigned)(signed char)(i * 37);
  out[4 * n + i] = (unsigned)(short)(i * 5120) * 2.0f;
  out[5 * n + i] = (float)(i & 1 ? (unsigned)bytes[i] : (unsigned)shorts[i]);
}

__global__ void divided(const signed char *bytes, const short *shorts, unsigned *out, int n) {
  int i = threadIdx.x;
  unsigned by = (i & 7) + 1;
  out[i] = (unsigned)bytes[i] / by;
  out[n + i] = (unsigned)bytes[i] % by;
  out[2 * n + i] = (unsigned)shorts[i] / by;
  out[3 * n + i] = (unsigned)shorts[i] % 10u;
  out[4 * n + i] = 4000000000u / (unsigned)(signed char)(bytes[i] | 1);
  out[5 * n + i] = (unsigned)(signed char)~n % ((bytes[i] & 31) + 1u);
}

int main() {
  const int n = 32;
  signed char host_bytes[n], *bytes;
  short host_shorts[n], *shorts;
  float floats[6 * n], *f;
  unsigned words[6 * n], *w;
  for (int i = 0; i < n; i++) {
    host_bytes[i] = (signed char)(i * 29 - 100);
    host_shorts[i] = (short)((i * 2999 - 30000) & ~255);
  }
  cudaMalloc(&bytes, sizeof host_bytes);
  cudaMalloc(&shorts, sizeof host_shorts);
  cudaMalloc(&f, sizeof floats);
  cudaMalloc(&w, sizeof words);
  cudaMemcpy(bytes, host_bytes, sizeof host_bytes, cudaMemcpyHostToDevice);
  cudaMemcpy(shorts, host_shorts, sizeof host_shorts, cudaMemcpyHostToDevice);
  converted<<<1, n>>>(bytes, shorts, f, n);
  divided<<<1, n>>>(bytes, shorts, w, n);
  cudaMemcpy(floats, f, sizeof floats, cudaMemcpyDeviceToHost);
  cudaMemcpy(words, w, sizeof words, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 6 * n; i++) printf("%.0f %u%c", floats[i], words[i], i % 4 == 3 ? '\n' : ' ');
}
