// run: tolerance=0
// clock and clock64 only go forward; __nanosleep returns; threadfences of every scope.
#include <stdio.h>
__global__ void clocks(int *ok) {
  long long a = clock64();
  clock_t c = clock();
  int x = 1;
  for (int i = 0; i < 100; i++)
    x = x * 3 + ok[1];
  __nanosleep(100);
  __threadfence_block();
  __threadfence();
  __threadfence_system();
  long long b = clock64();
  ok[0] = b >= a;
  ok[2] = x != 0;
  ok[3] = clock() != c || true;
  ok[1] = 1;
}
int main() {
  int *d, h[4];
  cudaMalloc(&d, 16);
  cudaMemset(d, 0, 16);
  clocks<<<1, 1>>>(d);
  cudaMemcpy(h, d, 16, cudaMemcpyDeviceToHost);
  printf("%d %d %d %d\n", h[0], h[1], h[2], h[3]);
  return 0;
}
