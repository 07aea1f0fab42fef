// run: tolerance=0
// Dynamic shared memory that is smaller than what code names which this launch does not run.
#include <cstdio>

struct Pair { float first; int second; };

extern __shared__ int numbers[];

__global__ void sum(int* out, int n) {
  int i = threadIdx.x;
  numbers[i] = i + 1;
  if (n > 40 && i == 0) numbers[40] = -1;
  if (n > 60) numbers[60] += numbers[50];
  __syncthreads();
  int s = 0;
  for (int k = 0; k < blockDim.x; k++) s += numbers[k];
  if (n > 40) s += numbers[40];
  out[i] = s + numbers[3];
}

__global__ void pairs(int* out, int n) {
  extern __shared__ Pair p[];
  int i = threadIdx.x;
  p[i].first = i;
  p[i].second = 2 * i;
  if (n > 10) p[10].second = 5;
  __syncthreads();
  out[i] = (int)p[(i + 1) % blockDim.x].first + p[1].second + (n > 10 ? p[10].second : 0);
}

int main() {
  int* out;
  cudaError_t error;
  cudaMallocManaged(&out, 61 * sizeof(int));
  const int sizes[] = {8, 41, 61};
  for (int n : sizes) {
    sum<<<1, n < 60 ? 8 : 32, n * sizeof(int)>>>(out, n < 60 ? n : 50);
    error = cudaDeviceSynchronize();
    printf("%s %d %d\n", cudaGetErrorString(error), out[0], out[7]);
  }
  pairs<<<1, 4, 4 * sizeof(Pair)>>>(out, 4);
  error = cudaDeviceSynchronize();
    printf("%s %d %d\n", cudaGetErrorString(error), out[0], out[3]);
  pairs<<<1, 4, 11 * sizeof(Pair)>>>(out, 11);
  error = cudaDeviceSynchronize();
    printf("%s %d %d\n", cudaGetErrorString(error), out[0], out[3]);
  cudaFree(out);
}
