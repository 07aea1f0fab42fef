// run: tolerance=0
// Launch configurations in 1, 2 and 3 dimensions, every built-in variable, partial blocks, grid-stride loops, large grids.
#include <stdio.h>
#include <stdlib.h>

__global__ void coordinates(unsigned *out) {
  unsigned block = blockIdx.x + gridDim.x * (blockIdx.y + gridDim.y * blockIdx.z);
  unsigned thread = threadIdx.x + blockDim.x * (threadIdx.y + blockDim.y * threadIdx.z);
  unsigned size = blockDim.x * blockDim.y * blockDim.z;
  out[block * size + thread] = threadIdx.x + 3 * threadIdx.y + 5 * threadIdx.z + 7 * blockIdx.x +
                               11 * blockIdx.y + 13 * blockIdx.z + 17 * blockDim.x +
                               19 * blockDim.y + 23 * blockDim.z + 29 * gridDim.x + 31 * gridDim.y +
                               37 * gridDim.z + 41 * warpSize;
}
__global__ void partial(int *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  out[i] = i * i;
}
__global__ void stride(int *out, int n) {
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += blockDim.x * gridDim.x)
    out[i] += 3 * i + 1;
}
__global__ void stride2d(int *out, int w, int h) {
  for (int y = blockIdx.y * blockDim.y + threadIdx.y; y < h; y += gridDim.y * blockDim.y)
    for (int x = blockIdx.x * blockDim.x + threadIdx.x; x < w; x += gridDim.x * blockDim.x)
      out[y * w + x] += x ^ y;
}
__global__ void one_per_block(unsigned *sum) {
  if (threadIdx.x == 0) atomicAdd(sum, blockIdx.x & 0xff);
}
__global__ void high_y(unsigned *sum) {
  if (threadIdx.x == 0) atomicAdd(sum, blockIdx.y * 3 + blockIdx.z);
}
__global__ void nothing() {}

static unsigned checksum(const void *data, size_t bytes) {
  unsigned h = 2166136261u;
  const unsigned char *p = (const unsigned char *)data;
  while (bytes--)
    h = (h ^ *p++) * 16777619u;
  return h;
}

static void show(dim3 grid, dim3 block) {
  size_t n = (size_t)grid.x * grid.y * grid.z * block.x * block.y * block.z, bytes = n * 4;
  unsigned *device, *host = (unsigned *)malloc(bytes);
  cudaMalloc(&device, bytes);
  cudaMemset(device, 0xff, bytes);
  coordinates<<<grid, block>>>(device);
  cudaMemcpy(host, device, bytes, cudaMemcpyDeviceToHost);
  printf("(%u,%u,%u) (%u,%u,%u): %08x first %u last %u\n", grid.x, grid.y, grid.z, block.x, block.y,
         block.z, checksum(host, bytes), host[0], host[n - 1]);
  cudaFree(device);
  free(host);
}

int main() {
  show(1, 1);
  show(7, 33);
  show(3, 1024);
  show(dim3(2, 3), dim3(4, 5));
  show(dim3(2, 3, 4), dim3(5, 6, 7));
  show(dim3(1, 1, 9), dim3(1, 1, 64));
  show(dim3(5, 1, 2), dim3(32, 32));
  show(dim3(1, 13), dim3(1, 31));
  const int n = 1000;
  int *d, h[n];
  cudaMalloc(&d, n * 4);
  cudaMemset(d, 0, n * 4);
  partial<<<(n + 255) / 256, 256>>>(d, n);
  stride<<<3, 64>>>(d, n);
  stride<<<dim3(2), dim3(1000)>>>(d, n - 1);
  stride2d<<<dim3(2, 3), dim3(8, 4)>>>(d, 40, 25);
  nothing<<<1, 1>>>();
  nothing<<<dim3{2, 2, 2}, {3, 3, 3}>>>();
  cudaMemcpy(h, d, n * 4, cudaMemcpyDeviceToHost);
  printf("%08x %d %d %d\n", checksum(h, n * 4), h[1], h[500], h[999]);
  unsigned *sum, result;
  cudaMalloc(&sum, 4);
  cudaMemset(sum, 0, 4);
  one_per_block<<<100000, 1>>>(sum);
  cudaMemcpy(&result, sum, 4, cudaMemcpyDeviceToHost);
  printf("%u\n", result);
  high_y<<<dim3(1, 2000, 5), 2>>>(sum);
  cudaMemcpy(&result, sum, 4, cudaMemcpyDeviceToHost);
  printf("%u\n", result);
  dim3 a, b(4), c = {1, 2, 3};
  printf("%u %u %u %u %u\n", a.x, a.z, b.x, b.y, c.z);
  printf("%s\n", cudaGetErrorString(cudaGetLastError()));
  return 0;
}
