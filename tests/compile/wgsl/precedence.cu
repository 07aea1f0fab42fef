// Operands that WGSL wants in parentheses.
__global__ void parity(const int *x, int *y) {
  int odd = __syncthreads_count(x[threadIdx.x] & 1);
  y[threadIdx.x] = odd + __syncthreads_and((x[threadIdx.x] + 1) & 6);
}
