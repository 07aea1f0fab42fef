// run: tolerance=0
// Functions that call themselves, in kernels whose threads exchange values: between warp operations, in loops around them, by some threads only, more than one such function.
#include <stdio.h>
__host__ __device__ int fibonacci(int n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); }
__host__ __device__ unsigned ackermann(unsigned m, unsigned n) { return m == 0 ? n + 1 : n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1)); }
__host__ __device__ int digits(int *list, int count, int x) {
  int mine[3] = {x % 10, count, x / 10};
  if (mine[2] != 0) count = digits(list, count, mine[2]);
  list[count & 7] = mine[0] + mine[1];
  return count + 1;
}
__global__ void kernel(int *out) {
  int t = threadIdx.x, sum = 0, list[8] = {};
  for (int round = 0; round < 3; round++) {
    int mine = fibonacci((t + round) & 7);
    sum += __shfl_xor_sync(0xffffffffu, mine, 1 << round);
    if (t % 3 == round) sum += ackermann(2, t & 3);
    int count = digits(list, 0, sum * 37);
    sum += __reduce_add_sync(0xffffffffu, list[count & 7]) + count;
  }
  __syncthreads();
  out[blockIdx.x * blockDim.x + t] = sum + list[0] * 1000;
}
int main() {
  int *out;
  cudaMallocManaged(&out, 128 * sizeof *out);
  kernel<<<2, 64>>>(out);
  printf("%s\n", cudaGetErrorName(cudaDeviceSynchronize()));
  int wrong = 0;
  for (int w = 0; w < 4; w++) {
    int sum[32] = {}, list[32][8] = {};
    for (int round = 0; round < 3; round++) {
      int all = 0, count[32];
      for (int l = 0; l < 32; l++) {
        int t = w % 2 * 32 + l;
        sum[l] += fibonacci(((t ^ 1 << round) + round) & 7);
        if (t % 3 == round) sum[l] += ackermann(2, t & 3);
        count[l] = digits(list[l], 0, sum[l] * 37);
        all += list[l][count[l] & 7];
      }
      for (int l = 0; l < 32; l++) sum[l] += all + count[l];
    }
    for (int l = 0; l < 32; l++) wrong += out[w * 32 + l] != sum[l] + list[l][0] * 1000;
  }
  for (int i = 0; i < 128; i += 11) printf("%d ", out[i]);
  printf("\n%d wrong\n", wrong);
}
