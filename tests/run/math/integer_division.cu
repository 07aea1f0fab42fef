// run:
// <cuda/cmath>: divisions and multiples rounded up and down, and logarithms, of integers.
#include <cstdio>
#include <cuda/cmath>

__global__ void kernel(int* out) {
  int i = threadIdx.x;
  out[i] = cuda::ceil_div(i * 3, 4) + 10 * cuda::round_up(i, 3) + 1000 * cuda::round_down(i, 2);
}

int main() {
  int* out;
  cudaMallocManaged(&out, 8 * sizeof(int));
  kernel<<<cuda::ceil_div(8, 8), 8>>>(out);
  cudaDeviceSynchronize();
  for (int i = 0; i < 8; i++) printf("%d ", out[i]);
  printf("\n");
  static_assert(cuda::ceil_div(10, 3) == 4 && cuda::ceil_div(9u, 3) == 3 && cuda::ceil_div(0, 5) == 0);
  static_assert(cuda::ceil_div(0x7fffffff, 2) == 0x40000000);
  static_assert(cuda::ilog2(1) == 0 && cuda::ilog2(1023u) == 9 && cuda::ilog10(999) == 2 && cuda::ilog10(1000ll) == 3);
  static_assert(sizeof(cuda::ceil_div(1ll, 2)) == 8);
  size_t bytes = cuda::round_up(size_t(1000), 256);
  printf("%zu\n", bytes);
}
