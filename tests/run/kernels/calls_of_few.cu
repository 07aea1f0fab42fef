// run: tolerance=0
// Functions with loops, called by a few neighbouring threads and not by others: rounds that differ between threads, results of 32 and 64 bits, a second call under the first one's result.
#include <stdio.h>
__noinline__ __device__ unsigned rounds(unsigned char x, long *kept) {
  unsigned sum = 0;
  for (int i = 0; i < (-x & 7) + 1; i++) {
    volatile short here = (short)i;
    sum += x ^ i;
  }
  *kept = sum;
  return sum;
}
__noinline__ __device__ long long wide(long long x, int stop) {
  for (int i = 0;; i++) {
    if (i == stop) break;
    x = x * 5 + i;
  }
  return x;
}
__global__ void kernel(const unsigned *in, unsigned *narrow_out, long long *wide_out, long *kept) {
  const int t = blockIdx.x * blockDim.x + threadIdx.x;
  unsigned r = t;
  long long w = -t;
  if (in[t] < 2) {
    r += rounds((unsigned char)in[t], kept + t);
    w += wide(r, in[t] * 3);
    if ((r & 7) == 1) r = rounds((unsigned char)t, kept + t);
  } else if (in[t] > 93) {
    w = wide(w, 5);
  }
  narrow_out[t] = r;
  wide_out[t] = w;
}
int main() {
  const int n = 192;
  unsigned *in, *narrow_out;
  long long *wide_out;
  long *kept;
  cudaMallocManaged(&in, n * sizeof *in);
  cudaMallocManaged(&narrow_out, n * sizeof *narrow_out);
  cudaMallocManaged(&wide_out, n * sizeof *wide_out);
  cudaMallocManaged(&kept, n * sizeof *kept);
  for (int i = 0; i < n; i++) in[i] = i * 37 % 95, kept[i] = -1;
  kernel<<<3, 64>>>(in, narrow_out, wide_out, kept);
  if (cudaDeviceSynchronize() != cudaSuccess) return 1;
  for (int i = 0; i < n; i++)
    if (in[i] < 2 || in[i] > 93) printf("%d: %u %lld %ld\n", i, narrow_out[i], wide_out[i], kept[i]);
  unsigned long long sum = 0;
  for (int i = 0; i < n; i++) sum = sum * 31 + narrow_out[i] + (unsigned long long)wide_out[i] + (unsigned long long)kept[i];
  printf("%llu\n", sum);
}
