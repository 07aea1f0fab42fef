// run: units="arrays_host.c" tolerance=0
// Matrices as C passes them: bounds that are parameters, pointers to rows, flexible members.
#include <cstdio>

extern "C" void c_arrays(int n, int m);

__global__ void transpose(const double *in, double *out, int n, int m) {
  int i = threadIdx.x, j = threadIdx.y;
  out[j * n + i] = in[i * m + j];
}

extern "C" void transpose_on_device(int n, int m, const double *in, double *out) {
  double *memory;
  size_t bytes = sizeof(double) * n * m;
  cudaMalloc(&memory, 2 * bytes);
  cudaMemcpy(memory, in, bytes, cudaMemcpyHostToDevice);
  transpose<<<1, dim3(n, m)>>>(memory, memory + n * m, n, m);
  cudaMemcpy(out, memory + n * m, bytes, cudaMemcpyDeviceToHost);
  cudaFree(memory);
}

int main() {
  c_arrays(3, 4);
  std::printf("done\n");
  return 0;
}
