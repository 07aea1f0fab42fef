// run: tolerance=0
// Warps that run in step without saying so, in device memory: lanes tell each other through a volatile pointer to what the kernel was given.
#include <cstdio>

__global__ void unrollWarps(int* in, int* out, unsigned n) {
  unsigned t = threadIdx.x, i = blockIdx.x * blockDim.x * 2 + t;
  int* data = in + blockIdx.x * blockDim.x * 2;
  if (i + blockDim.x < n) in[i] += in[i + blockDim.x];
  __syncthreads();
  for (int stride = blockDim.x / 2; stride > 32; stride >>= 1) {
    if (t < stride) data[t] += data[t + stride];
    __syncthreads();
  }
  if (t < 32) {
    volatile int* v = data;
    v[t] += v[t + 32];
    v[t] += v[t + 16];
    v[t] += v[t + 8];
    v[t] += v[t + 4];
    v[t] += v[t + 2];
    v[t] += v[t + 1];
  }
  if (t == 0) out[blockIdx.x] = data[0];
}

template <unsigned SIZE>
__global__ void complete(float* in, float* out) {
  const int t = threadIdx.x;
  float* data = in + blockIdx.x * SIZE;
  if (SIZE >= 256 && t < 128) data[t] += data[t + 128];
  __syncthreads();
  if (SIZE >= 128 && t < 64) data[t] += data[t + 64];
  __syncthreads();
  if (t < 32) {
    volatile float* v = data;
    if (SIZE >= 64) v[t] += v[t + 32];
    if (SIZE >= 32) v[t] += v[t + 16];
    v[t] += v[t + 8];
    v[t] += v[t + 4];
    v[t] += v[t + 2];
    v[t] += v[t + 1];
  }
  if (t == 0) out[blockIdx.x] = data[0];
}

// Sums of all before, the pointer itself volatile.
__global__ void scan(volatile unsigned* p) {
  int i = threadIdx.x + blockIdx.x * blockDim.x, lane = threadIdx.x & 31;
  if (lane >= 1) p[i] += p[i - 1];
  if (lane >= 2) p[i] += p[i - 2];
  if (lane >= 4) p[i] += p[i - 4];
  if (lane >= 8) p[i] += p[i - 8];
  if (lane >= 16) p[i] += p[i - 16];
}

// Volatile memory that no lane shares with another.
__global__ void own(volatile int* p, int n) {
  int i = threadIdx.x + blockIdx.x * blockDim.x;
  for (int round = 0; round < n; round++) p[i] = p[i] * 3 + 1;
}

int main() {
  const int n = 4096;
  int *data, *out;
  float *reals, *sums;
  cudaMallocManaged(&data, n * sizeof(int));
  cudaMallocManaged(&out, n * sizeof(int));
  cudaMallocManaged(&reals, n * sizeof(float));
  cudaMallocManaged(&sums, n * sizeof(float));
  for (int i = 0; i < n; i++) data[i] = i * 7 % 1000, reals[i] = i % 64;
  unrollWarps<<<n / 512, 256>>>(data, out, n);
  complete<256><<<n / 256, 256>>>(reals, sums);
  cudaDeviceSynchronize();
  for (int i = 0; i < n / 512; i++) printf("%d ", out[i]);
  printf("\n");
  for (int i = 0; i < n / 256; i++) printf("%g ", sums[i]);
  printf("\n");
  for (int i = 0; i < 128; i++) data[i] = i % 5 + 1, out[i] = 0;
  scan<<<2, 64>>>((unsigned*)data);
  own<<<1, 64>>>(out + 64, 3);
  cudaDeviceSynchronize();
  for (int i = 31; i < 128; i += 32) printf("%d %d ", data[i - 3], data[i]);
  printf("\n%d\n", out[64]);
}
