// run: tolerance=0
// A call through a pointer for which the program has no function of its type: it does not run here, and what follows it does.
#include <cstdio>

typedef int (*Function)(int, float, double);

__global__ void kernel(int* p, Function f) {
  p[0] = 1;
  if (f != nullptr) p[0] = f(1, 2.0f, 3.0) + p[1];
  p[1] = 5;
}

int main() {
  int* p;
  cudaMallocManaged(&p, 2 * sizeof(int));
  kernel<<<1, 1>>>(p, nullptr);
  cudaDeviceSynchronize();
  printf("%d %d\n", p[0], p[1]);
}
