// run: tolerance=0
// Launch configurations whose brackets a formatter has spaced.
#include <cstdio>

template <int FACTOR>
__global__ void scale(int* data, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) data[i] = data[i] * FACTOR + (1 << (i & 3));
}

__global__ void add(int* data, int n) {
  extern __shared__ int tile[];
  tile[threadIdx.x] = threadIdx.x;
  __syncthreads();
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) data[i] += tile[blockDim.x - 1 - threadIdx.x];
}

int main() {
  const int n = 64;
  int *data, flags = 1 << 4 >> 2;
  cudaMallocManaged(&data, n * sizeof(int));
  for (int i = 0; i < n; i++) data[i] = i;
  cudaStream_t stream;
  cudaStreamCreate(&stream);
  scale<3> << <2, 32 >> > (data, n);
  add << < dim3(n / 16), dim3(16), 16 * sizeof(int), stream >> >(data, n);
  scale<2><<< 2, n > 3 ? 32 : 16 >> >(data, n);
  add << <4, 16, (n >> 2) * sizeof(int) >>> (data, n);
  cudaDeviceSynchronize();
  long sum = 0;
  for (int i = 0; i < n; i++) sum += data[i] * (i + flags);
  std::printf("%d %d %d %ld\n", data[0], data[17], data[63], sum);
  return 0;
}
