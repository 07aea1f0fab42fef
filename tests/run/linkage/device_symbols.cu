// run: units=device_symbols_other.cu tolerance=0
// Separate compilation of device code: __device__ variables, functions, constant memory, templates, function pointers and kernels of another unit.
#include <stdio.h>

extern __device__ int shared_counter;
extern __constant__ float coefficients[3];
extern __device__ float evaluate(float x);
extern __global__ void increment(int by);
struct Functor { float k; __device__ float operator()(float v) const; };
typedef float (*Fn)(float);
extern __device__ Fn chosen;
static __device__ int mine = 1;
template <class T> __device__ T doubled(T v) { return v + v; }
extern __device__ int use_double(int v);
extern void run_there(float* out);

__global__ void here(float* out, int* counts) {
  int i = threadIdx.x;
  out[i] = evaluate(float(i)) + Functor{2}(float(i)) + chosen(float(i)) + coefficients[i % 3];
  atomicAdd(&shared_counter, 1); mine += i == 0;
  __syncthreads();
  if (i == 0) { counts[0] = shared_counter; counts[1] = mine; counts[2] = use_double(4) + doubled(1); }
}

int main() {
  float* out; int* counts; cudaMalloc(&out, 16); cudaMalloc(&counts, 16); float h[4]; int c[3];
  float k[3] = {100, 200, 300}; cudaMemcpyToSymbol(coefficients, k, sizeof k);
  increment<<<1, 2>>>(10); here<<<1, 4>>>(out, counts);
  cudaMemcpy(h, out, sizeof h, cudaMemcpyDeviceToHost); cudaMemcpy(c, counts, sizeof c, cudaMemcpyDeviceToHost);
  printf("%g %g %g %g\n%d %d %d\n", h[0], h[1], h[2], h[3], c[0], c[1], c[2]);
  run_there(out); cudaMemcpy(h, out, sizeof h, cudaMemcpyDeviceToHost); printf("%g %g\n", h[0], h[1]);
  int value = 0; cudaMemcpyFromSymbol(&value, shared_counter, sizeof value); printf("%d %s\n", value, cudaGetErrorString(cudaDeviceSynchronize()));
}
