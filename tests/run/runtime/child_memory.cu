// run: tolerance=0 nvcc="-rdc=true"
// What kernels hand to grids that they launch: memory of the heap and variables of the device, structs, pointers to kernels, dynamic shared memory; launches that fail.
#include <cstdio>

struct Task {
  int *from, *to;
  short scale;
  char shift;
  double factor;
};

__device__ int total;
__device__ int table[64];
__constant__ int weights[4] = {3, 5, 7, 11};

__global__ void apply(Task task, int n, unsigned char extra) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) task.to[i] = (int)(task.from[i] * task.scale * task.factor) + task.shift + extra;
}
__global__ void collect(int *p, int n, bool free_it) {
  for (int i = 0; i < n; i++) atomicAdd(&total, p[i] * weights[i & 3]);
  if (free_it) free(p);
}
__global__ void through_heap(int n) {
  int *p = (int *)malloc(n * sizeof(int)), *q = new int[n];
  for (int i = 0; i < n; i++) p[i] = i + (int)threadIdx.x;
  Task task = {p, q, (short)-2, 9, 0.5};
  apply<<<(n + 31) / 32, 32>>>(task, n, 200);
  collect<<<1, 1>>>(q, n, false);
  collect<<<1, 1>>>(p, n, true);
}

__global__ void to_table(int *p, int by) { p[threadIdx.x] += by * (int)threadIdx.x; }
__global__ void from_table(int *p, int by) { p[threadIdx.x] = table[threadIdx.x] - by; }
__global__ void chosen(int *out) {
  void (*kernel)(int *, int) = out[0] == 1 ? to_table : from_table;
  kernel<<<1, 64>>>(table, 4);
  from_table<<<1, 64>>>(out, 1);
}

__global__ void reverse(int *p) {
  extern __shared__ int s[];
  s[threadIdx.x] = p[threadIdx.x];
  __syncthreads();
  p[threadIdx.x] = s[blockDim.x - 1 - threadIdx.x];
}
__global__ void rows(int *p) {
  if (threadIdx.x == 0) reverse<<<1, 50, 50 * sizeof(int)>>>(p + 50 * blockIdx.x);
}

__global__ void failing(int *out) {
  to_table<<<1, 2000>>>(table, 1);
  out[0] = cudaPeekAtLastError() != cudaSuccess;
  out[1] = cudaGetLastError() != cudaSuccess;
  out[2] = cudaGetLastError() != cudaSuccess;
  to_table<<<1, 20>>>(table, 1);
  out[3] = cudaGetLastError() != cudaSuccess;
}

__device__ void descend(int depth, int *out) {
  if (depth > 0) {
    descend(depth - 1, out);
    descend(depth - 1, out);
    return;
  }
  collect<<<1, 1, 0, cudaStreamFireAndForget>>>(out + 1, 3, false);
}
__global__ void recursive(int *out) { descend(3, out); }

int main() {
  int *p, host;
  cudaMallocManaged(&p, 400 * sizeof(int));

  through_heap<<<1, 3>>>(40);
  cudaDeviceSynchronize();
  cudaMemcpyFromSymbol(&host, total, sizeof host);
  printf("%d %s\n", host, cudaGetErrorString(cudaGetLastError()));

  p[0] = 1;
  chosen<<<1, 1>>>(p);
  cudaDeviceSynchronize();
  printf("%d %d %d %s\n", p[0], p[1], p[63], cudaGetErrorString(cudaGetLastError()));

  for (int i = 0; i < 400; i++) p[i] = i;
  rows<<<8, 32>>>(p);
  cudaDeviceSynchronize();
  printf("%d %d %d %d %s\n", p[0], p[49], p[50], p[399], cudaGetErrorString(cudaGetLastError()));

  failing<<<1, 1>>>(p);
  cudaDeviceSynchronize();
  printf("%d %d %d %d\n", p[0], p[1], p[2], p[3]);

  for (int i = 0; i < 9; i++) p[i] = i;
  recursive<<<1, 1>>>(p);
  cudaDeviceSynchronize();
  cudaMemcpyFromSymbol(&host, total, sizeof host);
  printf("%d %s\n", host, cudaGetErrorString(cudaGetLastError()));
}
