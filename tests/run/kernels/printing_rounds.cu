// run: tolerance=0
// printf in rounds of a loop that the compiler writes one after the other, with barriers between them; in both arms of a branch; with a string that was chosen before; twice with the same.
#include <stdio.h>
__device__ void report(int round, double x, const char *what) { printf("%d %.2f %s\n", round, x, what); }
__global__ void kernel(int *out, int n) {
  __shared__ int shared[32];
  int t = threadIdx.x;
  for (int k = 0; k < 3; k++) {
    if (t == 0) printf("%d %u %s\n", n + k, 67u, "text");
    shared[t] = t + k;
    __syncthreads();
    out[t] += shared[31 - t];
    __syncthreads();
  }
  for (int k = 0; k < 2; k++) {
    if (t == 3) report(k, out[t] / 4.0, n & 1 ? "odd" : "even");
    out[t] += __shfl_xor_sync(0xffffffffu, out[t], 1 << k);
  }
  if (t == 7) {
    if (out[t] & 1) printf("odd %lld\n", (long long)out[t] << 33);
    else printf("even %lld\n", (long long)out[t] << 33);
    printf("%d\n", 5);
    printf("%d\n", 5);
  }
}
int main() {
  int *out;
  cudaMallocManaged(&out, 32 * sizeof *out);
  for (int i = 0; i < 32; i++) out[i] = 0;
  kernel<<<1, 32>>>(out, 5);
  printf("%s\n", cudaGetErrorName(cudaDeviceSynchronize()));
  printf("%d %d\n", out[3], out[31]);
}
