// run: units="extern_c_library.cpp extern_c_kernels.cu" tolerance=0
// C linkage across units: functions, variables, structures by value, callbacks, variable arguments; kernels and device functions with C linkage.
#include <stdio.h>
#include "extern_c.h"

extern "C" __global__ void c_kernel(int *out, int n);
extern "C" __device__ int c_device(int x);
extern "C" int plain_launch(int *out, int n);
extern "C" __constant__ int c_table[3];

static int by_x(const Point *a, const Point *b) { return a->x - b->x; }
extern "C" int by_y(const Point *a, const Point *b) { return a->y - b->y; }
__global__ void calls(int *out) { out[threadIdx.x] += c_device(threadIdx.x) + c_table[threadIdx.x % 3]; }

int main() {
  printf("%d %d\n", c_add(2, 3), c_counter);
  Point m = c_middle({0, 10}, {8, 20});
  printf("%d %d\n", m.x, m.y);
  Point points[] = {{3, 1}, {1, 3}, {2, 2}};
  c_sort(points, 3, by_x);
  printf("%d%d%d ", points[0].x, points[1].x, points[2].x);
  c_sort(points, 3, by_y);
  printf("%d%d%d\n", points[0].x, points[1].x, points[2].x);
  printf("%d %d\n", c_variadic(3, 1, 20, 300), c_counter);
  int *data;
  cudaMallocManaged(&data, 8 * sizeof(int));
  c_kernel<<<1, 8>>>(data, 8);
  calls<<<1, 8>>>(data);
  cudaDeviceSynchronize();
  for (int i = 0; i < 8; i++) printf("%d ", data[i]);
  printf("%d\n", plain_launch(data, 8));
  cudaFree(data);
}
