// run: tolerance=1e-6
// Pointers that may point to global, shared, dynamic shared or local memory, as values: chosen at run time, kept in arrays and structs, passed to functions, compared.
#include <stdio.h>

struct Range {
  const float *first, *last;
};

__device__ __noinline__ float sum(Range r) {
  float total = 0;
  while (r.first != r.last) total += *r.first++;
  return total;
}

__device__ __noinline__ void bump(int *counter, int by) { atomicAdd(counter, by); }

__global__ void ranges(const float *x, float *out) {
  __shared__ float tile[32];
  extern __shared__ float more[];
  float own[6];
  int t = threadIdx.x;
  tile[t] = x[t] * 2;
  more[t] = x[t] + 100;
  for (int i = 0; i < 6; i++) own[i] = (float)(i * t);
  __syncthreads();
  Range all[4] = {{x, x + 8}, {tile + 8, tile + 16}, {more + t, more + t + 1}, {own, own + 6}};
  Range chosen = all[t % 4];
  out[t] = sum(chosen);
}

__global__ void counters(int *global, int *out) {
  __shared__ int block[2];
  int own = 0;
  if (threadIdx.x < 2) block[threadIdx.x] = 0;
  __syncthreads();
  int *which = threadIdx.x % 3 == 0 ? global : &block[threadIdx.x & 1];
  bump(which, threadIdx.x);
  own += threadIdx.x;
  __syncthreads();
  out[threadIdx.x] = own * 10000 + block[0] * 100 + block[1];
}

struct Buffer {
  double *data;
  int length;
  __device__ void push(double v) { data[length++] = v; }
};

__global__ void buffers(double *out) {
  __shared__ double shared[16];
  double local[4];
  Buffer list[2];
  list[0].data = shared;
  list[0].length = 0;
  list[1] = {local, 0};
  for (int i = 0; i < 12; i++) list[i % 3 == 0].push(i * 1.5);
  const void *kept = &list[0];
  for (int i = 0; i < 4; i++) out[i] = local[i] + ((const Buffer *)kept)->data[i + 4];
  out[4] = list[0].length * 10 + list[1].length;
  out[5] = list[1].data == local && list[0].data != local && list[0].data < list[0].data + 1;
}

__global__ void swap(float *a, float *b, int rounds) {
  float *from = a, *to = b;
  for (int r = 0; r < rounds; r++) {
    to[threadIdx.x] = from[(threadIdx.x + 1) % blockDim.x] + 1;
    __syncthreads();
    float *kept = from;
    from = to;
    to = kept;
  }
  if (threadIdx.x == 0) *to = from == a ? -1 : -2;
}

int main() {
  float host[32], *x, *y;
  for (int i = 0; i < 32; i++) host[i] = i * 0.5f;
  cudaMalloc(&x, sizeof host);
  cudaMalloc(&y, sizeof host);
  cudaMemcpy(x, host, sizeof host, cudaMemcpyHostToDevice);
  ranges<<<1, 32, 32 * sizeof(float)>>>(x, y);
  cudaMemcpy(host, y, sizeof host, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 32; i += 5) printf("%g ", host[i]);
  int *global, *out, numbers[32];
  cudaMalloc(&global, sizeof(int));
  cudaMemset(global, 0, sizeof(int));
  cudaMalloc(&out, sizeof numbers);
  counters<<<1, 32>>>(global, out);
  cudaMemcpy(numbers, out, sizeof numbers, cudaMemcpyDeviceToHost);
  int total;
  cudaMemcpy(&total, global, sizeof total, cudaMemcpyDeviceToHost);
  printf("\n%d %d %d %d\n", numbers[0], numbers[1], numbers[2], total);
  double *d, six[6];
  cudaMalloc(&d, sizeof six);
  buffers<<<1, 1>>>(d);
  cudaMemcpy(six, d, sizeof six, cudaMemcpyDeviceToHost);
  printf("%g %g %g %g %g %g\n", six[0], six[1], six[2], six[3], six[4], six[5]);
  swap<<<1, 32>>>(x, y, 5);
  cudaMemcpy(host, x, sizeof host, cudaMemcpyDeviceToHost);
  printf("%g %g ", host[0], host[3]);
  cudaMemcpy(host, y, sizeof host, cudaMemcpyDeviceToHost);
  printf("%g %g %s\n", host[0], host[3], cudaGetErrorString(cudaGetLastError()));
}
