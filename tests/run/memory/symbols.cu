// run: tolerance=0
// __constant__, __device__ and __managed__ variables: initial values, copies to and from symbols with offsets, addresses and sizes, structs and arrays, use from functions.
#include <stdio.h>
struct Config {
  int n;
  float scale[3];
  char tag;
};
__constant__ int table[8] = {1, 2, 4, 8, 16};
__constant__ Config config = {5, {0.5f, 1.5f}, 'q'};
__constant__ double unset;
__device__ int counter = 100;
__device__ float grid[4][3] = {{1}, {2, 3}, {4, 5, 6}};
__device__ int *pointer;
__device__ int (*chosen)(int);
static __device__ unsigned char bytes[5] = "abcd";
__managed__ int managed = 7;
__managed__ float managed_array[4] = {1, 2};
__device__ const int limit = 33;
__device__ int twice(int x) {
  return 2 * x;
}
__device__ int bump(int by) {
  return atomicAdd(&counter, by);
}
template <typename T>
__device__ T cell = T(9);
namespace ns {
__device__ long wide = 1L << 40;
}
__global__ void read(int *out) {
  int n = 0;
  for (int i = 0; i < 8; i++)
    out[n++] = table[i];
  out[n++] = config.n;
  out[n++] = (int)(config.scale[threadIdx.x + 1] * 2);
  out[n++] = config.tag;
  out[n++] = (int)unset;
  out[n++] = bump(5);
  out[n++] = bump(-1);
  out[n++] = (int)grid[2][1];
  out[n++] = (int)(grid[1][1] + grid[3][2]);
  out[n++] = bytes[2];
  out[n++] = limit;
  out[n++] = managed;
  out[n++] = (int)managed_array[1];
  out[n++] = (int)(ns::wide >> 35);
  out[n++] = (int)cell<int>;
  pointer = &counter;
  chosen = twice;
  bytes[2] = 'X';
  managed += 1;
  managed_array[3] = 2.5f;
  grid[3][0] = 9;
}
__global__ void again(int *out) {
  out[0] = *pointer;
  out[1] = chosen(21);
  out[2] = table[5];
  out[3] = managed;
  out[4] = (int)unset;
  out[5] = config.n;
}
int main() {
  int *d, h[24];
  cudaMalloc(&d, sizeof h);
  read<<<1, 1>>>(d);
  cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 22; i++)
    printf("%d ", h[i]);
  printf("\n");
  cudaDeviceSynchronize();
  printf("%d %.1f %.1f\n", managed, managed_array[3], managed_array[0]);
  managed = 50;
  int back[8];
  float g[12];
  cudaMemcpyFromSymbol(back, table, sizeof back);
  cudaMemcpyFromSymbol(g, grid, sizeof g);
  printf("%d %d %.0f %.0f\n", back[4], back[7], g[9], g[4]);
  int part[2] = {77, 88};
  double pi = 3.75;
  cudaMemcpyToSymbol(table, part, sizeof part, 4 * sizeof(int));
  cudaMemcpyToSymbol(unset, &pi, sizeof pi);
  cudaMemcpyFromSymbol(back, table, 3 * sizeof(int), 3 * sizeof(int));
  printf("%d %d %d\n", back[0], back[1], back[2]);
  Config c = {9, {1, 2, 3}, 'z'};
  cudaMemcpyToSymbol(config, &c, sizeof c);
  again<<<1, 1>>>(d);
  cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 6; i++)
    printf("%d ", h[i]);
  printf("\n");
  void *address;
  size_t size;
  cudaGetSymbolAddress(&address, grid);
  cudaGetSymbolSize(&size, grid);
  printf("%zu\n", size);
  float v = 123;
  cudaMemcpy((float *)address + 5, &v, 4, cudaMemcpyHostToDevice);
  cudaMemcpyFromSymbol(&v, grid, 4, 20);
  printf("%.0f\n", v);
  char text[5];
  cudaMemcpyFromSymbol(text, bytes, 5);
  printf("%s\n", text);
  cudaMemcpyFromSymbol(&h[0], counter, 4, 0, cudaMemcpyDeviceToHost);
  printf("%d\n", h[0]);
  printf("%s %s\n", cudaGetErrorName(cudaMemcpyToSymbol(counter, back, 8)),
         cudaGetErrorName(cudaMemcpyFromSymbol(back, counter, 4, 4)));
  return 0;
}
