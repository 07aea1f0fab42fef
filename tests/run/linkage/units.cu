// run: tolerance=0 units="units_other.cu units_host.cpp"
// Several units: extern functions and variables, static ones apart, inline ones merged, device functions and variables across units, kernels launched from another unit.
#include <stdio.h>
#include "units.cuh"
static int hidden = 1;
static int helper(int x) { return x + hidden; }
int shared_counter = 10;
__device__ int device_value = 5;
__constant__ int factors[4] = {1, 2, 3, 4};
__global__ void here(int *out) { out[threadIdx.x] = across(threadIdx.x) + factors[threadIdx.x & 3]; if (threadIdx.x == 0) other_value += 1; }
int main() {
  printf("%d %d\n", helper(1), other_helper(1)); increment(); increment(); printf("%d %s %d\n", shared_counter, message, inline_count()); printf("%d ", inline_count()); printf("%d\n", other_inline_count()); printf("%.2f %d\n", host_only(3.0), c_function(4)); int *d, h[8]; cudaMalloc(&d, sizeof h); here<<<1, 8>>>(d); cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost); for (int v : h) printf("%d ", v); printf("\n"); launch_other(d, 8); cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost); for (int v : h) printf("%d ", v); printf("\n"); there<<<1, 2>>>(d, 100); cudaMemcpy(h, d, 8, cudaMemcpyDeviceToHost); printf("%d %d\n", h[0], h[1]); int v; cudaMemcpyFromSymbol(&v, other_value, 4); printf("%d\n", v); printf("%d %d\n", largest(3, 9), other_largest(4, 2)); Point p = {1, 2}; printf("%d\n", p.sum() + table[2]); return 0;
}
