// run: units="device_functions_other.cu" tolerance=0
// Device code across units: function pointer tables, member functions, recursion, explicit instances of templates, host and device members, virtual functions.
#include <stdio.h>
#include "device_functions.cuh"

struct Doubling : Solver {
  __device__ Doubling(int n) : Solver(n) {}
  __device__ float solve(float x) const override { return 2 * Solver::solve(x); }
};
__device__ float local_op(float a, float b) { return a * 100 + b; }

__global__ void kernel(float *out, int *ints) {
  for (int i = 0; i < 3; i++) out[i] = apply(operations[i], 6, 3);
  out[3] = apply(local_op, 1, 2);
  Body body{1, 2};
  for (int i = 0; i < 4; i++) body.step(0.5f);
  out[4] = body.x;
  out[5] = body.energy();
  Solver plain(3);
  Doubling twice(4);
  const Solver *solvers[] = {&plain, &twice};
  out[6] = solvers[0]->solve(1);
  out[7] = solvers[1]->solve(1);
  ints[0] = recursive(10);
  ints[1] = generic(20);
  ints[2] = twice.size();
}

int main() {
  float *out;
  int *ints;
  cudaMallocManaged(&out, 8 * sizeof(float));
  cudaMallocManaged(&ints, 3 * sizeof(int));
  kernel<<<1, 1>>>(out, ints);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
  for (int i = 0; i < 8; i++) printf("%g ", out[i]);
  printf("\n%d %d %d %d\n", ints[0], ints[1], ints[2], Solver::twice(9));
  cudaFree(out);
  cudaFree(ints);
}
