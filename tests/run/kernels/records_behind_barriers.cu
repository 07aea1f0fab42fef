// run: tolerance=0
// Addresses of words in records that are made before a barrier and used behind it, where what they are made of is gone.
#include <cstdio>

__global__ void regroup(const int* in, int* out, int n) {
  __shared__ int tile[64 * 8];
  int t = threadIdx.x;
  int row = t % 16, part = t / 16;
  int at = row * 8 + part;
  for (int i = t; i < 64 * 8; i += blockDim.x) tile[i] = in[i];
  __syncthreads();
  int sum = 0;
  for (int k = 0; k < n; k++) {
    sum += tile[at + 3] * (k + 1);
    __syncthreads();
    if (part == 0) tile[at + 3] += k;
    __syncthreads();
  }
  out[t] = sum + tile[row * 8 + 1];
}

int main() {
  int *in, *out;
  cudaMallocManaged(&in, 512 * sizeof(int));
  cudaMallocManaged(&out, 64 * sizeof(int));
  for (int i = 0; i < 512; i++) in[i] = i * i % 97;
  regroup<<<1, 64>>>(in, out, 5);
  cudaDeviceSynchronize();
  int wrong = 0;
  for (int t = 0; t < 64; t++) {
    int row = t % 16, part = t / 16, tile[512], sum = 0;
    for (int i = 0; i < 512; i++) tile[i] = in[i];
    for (int k = 0; k < 5; k++) {
      sum += tile[row * 8 + part + 3] * (k + 1);
      for (int r = 0; r < 16; r++) tile[r * 8 + 3] += k;
    }
    wrong += out[t] != sum + tile[row * 8 + 1];
  }
  std::printf("%d wrong, %d %d\n", wrong, out[0], out[63]);
  return 0;
}
