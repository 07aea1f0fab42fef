// run: tolerance=0
// What drivers give is zero: memory that is allocated anew, again where nothing else lives beside it, device, managed and pinned.
#include <cstdio>
#include <cstring>

__global__ void fill(unsigned char* p, size_t bytes) {
  for (size_t i = blockIdx.x * blockDim.x + threadIdx.x; i < bytes; i += gridDim.x * blockDim.x) p[i] = 0x5a;
}

static long count(const unsigned char* p, size_t bytes) {
  long n = 0;
  for (size_t i = 0; i < bytes; i++) n += p[i] != 0;
  return n;
}

int main() {
  static unsigned char host[3 << 20];
  const size_t sizes[] = {4, 1000, 65536, 700000, 3 << 20};
  for (size_t bytes : sizes) {
    for (int round = 0; round < 3; round++) {
      unsigned char* p;
      cudaMalloc(&p, bytes);
      cudaMemcpy(host, p, bytes, cudaMemcpyDeviceToHost);
      printf("%ld ", count(host, bytes));
      fill<<<8, 256>>>(p, bytes);
      cudaMemcpy(host, p, bytes, cudaMemcpyDeviceToHost);
      printf("%d%c", count(host, bytes) == (long)bytes, round == 2 ? '\n' : ' ');
      cudaFree(p);
    }
  }
  for (int round = 0; round < 2; round++) {
    unsigned char *managed, *pinned;
    cudaMallocManaged(&managed, 5000);
    cudaMallocHost(&pinned, 5000);
    printf("%ld %ld\n", count(managed, 5000), count(pinned, 5000));
    memset(managed, 1, 5000);
    memset(pinned, 2, 5000);
    cudaFree(managed);
    cudaFreeHost(pinned);
  }
}
