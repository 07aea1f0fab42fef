// run: tolerance=0
// Dynamic shared memory of narrow elements: bytes, halves of words, structs of both; each launch gets just what it uses.
#include <cstdio>

struct Pair {
  signed char small;
  unsigned short large;
};

__global__ void reverse_bytes(const unsigned char *in, unsigned char *out, int n) {
  extern __shared__ unsigned char bytes[];
  for (int i = threadIdx.x; i < n; i += blockDim.x) bytes[i] = in[blockIdx.x * n + i];
  __syncthreads();
  for (int i = threadIdx.x; i < n; i += blockDim.x) out[blockIdx.x * n + i] = bytes[n - 1 - i];
}

__global__ void sum_shorts(const int *in, int *out) {
  extern __shared__ short shorts[];
  shorts[threadIdx.x] = (short)in[threadIdx.x];
  __syncthreads();
  int sum = 0;
  for (unsigned i = 0; i <= threadIdx.x; i++) sum += shorts[i];
  out[threadIdx.x] = sum;
}

__global__ void rotate_pairs(const int *in, int *out) {
  extern __shared__ Pair pairs[];
  pairs[threadIdx.x].small = (signed char)in[threadIdx.x];
  pairs[threadIdx.x].large = (unsigned short)(in[threadIdx.x] * 3);
  __syncthreads();
  Pair other = pairs[(threadIdx.x + 5) % blockDim.x];
  out[threadIdx.x] = other.small * 100000 + other.large;
}

int main() {
  const int n = 250, blocks = 3, threads = 96;
  unsigned char bytes[n * blocks], *d_in, *d_out;
  for (int i = 0; i < n * blocks; i++) bytes[i] = (unsigned char)(i * 7 + i / n);
  cudaMalloc(&d_in, sizeof bytes);
  cudaMalloc(&d_out, sizeof bytes);
  cudaMemcpy(d_in, bytes, sizeof bytes, cudaMemcpyHostToDevice);
  reverse_bytes<<<blocks, 64, n>>>(d_in, d_out, n);
  cudaMemcpy(bytes, d_out, sizeof bytes, cudaMemcpyDeviceToHost);
  int wrong = 0;
  for (int b = 0; b < blocks; b++)
    for (int i = 0; i < n; i++) wrong += bytes[b * n + i] != (unsigned char)((b * n + n - 1 - i) * 7 + b);
  printf("bytes: %d wrong, first %d, last %d\n", wrong, bytes[0], bytes[n * blocks - 1]);

  int values[threads], *d_values, *d_results;
  for (int i = 0; i < threads; i++) values[i] = (i * 977) % 60000 - 30000;
  cudaMalloc(&d_values, sizeof values);
  cudaMalloc(&d_results, sizeof values);
  cudaMemcpy(d_values, values, sizeof values, cudaMemcpyHostToDevice);
  sum_shorts<<<1, threads, threads * sizeof(short)>>>(d_values, d_results);
  int results[threads];
  cudaMemcpy(results, d_results, sizeof results, cudaMemcpyDeviceToHost);
  printf("shorts: %d %d %d\n", results[0], results[40], results[threads - 1]);
  rotate_pairs<<<1, threads, threads * sizeof(Pair)>>>(d_values, d_results);
  cudaMemcpy(results, d_results, sizeof results, cudaMemcpyDeviceToHost);
  printf("pairs: %d %d %d\n", results[0], results[40], results[threads - 1]);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
  return 0;
}
