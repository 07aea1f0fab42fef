// run: tolerance=0
// Calls through pointers that turn out to be known, or one of two, only once everything around them is one function.
#include <stdio.h>
typedef int (*operation)(int, int);
__device__ int add(int a, int b) { return a + b; }
__device__ int mix(int a, int b) { return a * 5 ^ b; }
template <class T, int N> __device__ T scaled(T x) {
  if constexpr (N > 4) return x * N + (x >> 1);
  T y = x ^ N;
  for (int i = 0; i < N; i++) y += x;
  return y;
}
template <class F> __device__ int applied(F f, int x) { return f(x, 3); }
__global__ void chosen(int *out) {
  int t = threadIdx.x;
  unsigned long zero = 0, *p = &zero;
  operation known = (int)scaled<unsigned long long, 2>(*p) & 1 ? mix : add;
  operation pick = t & 1 ? mix : add;
  operation both[2] = {pick, known};
  int r = known(t, 10) + applied(pick, t);
  for (int i = 0; i < 4; i++) r = both[i & 1](r, i);
  out[t] = r;
}
int main() {
  int *out;
  cudaMallocManaged(&out, 8 * sizeof(int));
  chosen<<<1, 8>>>(out);
  cudaDeviceSynchronize();
  for (int i = 0; i < 8; i++) printf("%d ", out[i]);
  printf("\n");
}
