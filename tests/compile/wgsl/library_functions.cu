// What shaders have no functions of their own for comes out of the library.
__global__ void remainders(float *x, const double *d, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) x[i] = fmodf(x[i], 3.0f) + (float)sqrt(d[i]);
}
