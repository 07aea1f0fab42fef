// run: units="plain_unit_host.cpp" tolerance=0
// A unit of the host alone: what its few headers bring along.
#include <cstdio>

const char* describe(int n);
double farthest(const double* values, int n);

__global__ void square(double* values) { values[threadIdx.x] *= values[threadIdx.x]; }

int main() {
  double* values;
  cudaMallocManaged(&values, 4 * sizeof(double));
  for (int i = 0; i < 4; i++) values[i] = i - 2.5;
  square<<<1, 4>>>(values);
  cudaDeviceSynchronize();
  std::printf("%s %g\n", describe(4), farthest(values, 4));
  return 0;
}
