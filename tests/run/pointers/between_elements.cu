// run: tolerance=0
// Structures at multiples of their alignment that are none of their size are read and written as ever.
#include <cstdio>

struct Three {
  int words[3];
};

__global__ void sums(const Three *in, Three *out) {
  Three x = in[threadIdx.x];
  out[threadIdx.x] = {{x.words[0] + x.words[1], x.words[1] + x.words[2], x.words[2] - x.words[0]}};
}

int main() {
  int host[32], *in, *out;
  for (int i = 0; i < 32; i++) host[i] = i * i;
  cudaMalloc(&in, sizeof host);
  cudaMalloc(&out, sizeof host);
  cudaMemcpy(in, host, sizeof host, cudaMemcpyHostToDevice);
  sums<<<1, 4>>>((const Three *)(in + 1), (Three *)(out + 2));
  cudaMemcpy(host, out, sizeof host, cudaMemcpyDeviceToHost);
  for (int i = 2; i < 14; i++) printf("%d ", host[i]);
  printf("\n%s\n", cudaGetErrorName(cudaGetLastError()));
}
