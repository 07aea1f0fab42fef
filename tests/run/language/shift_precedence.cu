// run: tolerance=0
// >> beside operators of lower and higher precedence, and beside template arguments that close with it.
#include <stdio.h>

template <typename T>
struct Box {
  T value;
};
template <int N>
struct Number {
  static const int value = N;
};

__global__ void kernel(int *out, int a, int b) {
  out[0] = a < b >> 5;
  out[1] = b >> 2 > a;
  out[2] = a + b >> 3;
  out[3] = b >> 2 >> a;
  out[4] = a == b >> 6 && b >> 3 == 8;
  out[5] = a | b >> 4 & 6 ^ b >> 1;
}

int main() {
  int a = 1, b = 64;
  printf("%d %d %d %d\n", a < b >> 5, b >> 2 > 3, a + b >> 3, b >> 2 >> 1);
  printf("%d %d %d\n", a <= b >> 6, b >> 6 >= a, a == b >> 6);
  printf("%d %d\n", a < 2 ? b >> 1 : b >> 2, b << 1 >> 2 < 40);
  Box<Box<int>> nested = {{a < b >> 5}};
  printf("%d %d\n", nested.value.value, Number<(64 >> 3)>::value);
  b >>= 2;
  printf("%d %d\n", b, a > b >> 3);
  int *d, out[6];
  cudaMalloc(&d, sizeof out);
  kernel<<<64 >> 6, b >> 4>>>(d, 1, 64);
  cudaMemcpy(out, d, sizeof out, cudaMemcpyDeviceToHost);
  for (int x : out) printf("%d ", x);
  printf("\n");
  return 0;
}
