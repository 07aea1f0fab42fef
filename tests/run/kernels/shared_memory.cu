// run: tolerance=0
// Static and dynamic shared memory, several arrays, several views of one dynamic buffer, structs, multi-dimensional, sizes by template, opt-in size.
#include <stdio.h>

struct Item {
  short a;
  float b;
  char c[3];
};
__global__ void fixed(int *out) {
  __shared__ int a[64];
  __shared__ short b[64];
  __shared__ Item items[16];
  __shared__ int matrix[8][9];
  __shared__ unsigned char bytes[3];
  __shared__ double d;
  int t = threadIdx.x;
  a[t] = t * t;
  b[63 - t] = (short)(-t);
  if (t < 16) {
    items[t].a = t;
    items[t].b = t * 0.5f;
    items[t].c[2] = 'a' + t;
  }
  matrix[t / 8][t % 8] = t;
  if (t < 3) bytes[t] = 250 + t;
  if (t == 40) d = 1.25;
  __syncthreads();
  out[t] = a[63 - t] + b[t] + items[t & 15].a + (int)(items[(t + 1) & 15].b * 4) +
           items[(t + 5) & 15].c[2] + matrix[t % 8][t / 8] + bytes[t % 3] + (int)(d * 4);
}
extern __shared__ unsigned char raw[];
__global__ void views(int *out, int n) {
  int *ints = (int *)raw;
  float *floats = (float *)&ints[n];
  double *doubles = reinterpret_cast<double *>(floats + n);
  unsigned short *halves = (unsigned short *)(doubles + n);
  int t = threadIdx.x;
  ints[t] = 3 * t;
  floats[t] = t * 0.25f;
  doubles[t] = t * 1.5;
  halves[t] = 65535 - t;
  __syncthreads();
  int o = n - 1 - t;
  out[t] = ints[o] + (int)(floats[o] * 4) + (int)(doubles[o] * 2) + halves[o];
}
extern __shared__ int words[];
__global__ void same_buffer(int *out) {
  words[threadIdx.x] = 0x01020304 * (threadIdx.x + 1);
  __syncthreads();
  unsigned char *p = (unsigned char *)words;
  out[threadIdx.x] = p[4 * (blockDim.x - 1 - threadIdx.x) + 1] + words[threadIdx.x ^ 1];
}
template <typename T, int N>
__global__ void templated(int *out) {
  __shared__ T s[N + 1];
  if (threadIdx.x < N) s[N - threadIdx.x] = (T)(threadIdx.x + 100);
  __syncthreads();
  if (threadIdx.x < N) out[threadIdx.x] = (int)s[threadIdx.x + 1] + (int)sizeof s;
}
__device__ int helper(int *buffer, int t) {
  __shared__ int own[32];
  own[t] = buffer[t] * 2;
  __syncthreads();
  int v = own[31 - t];
  __syncthreads();
  return v;
}
__global__ void through_function(int *out) {
  __shared__ int s[32];
  s[threadIdx.x] = threadIdx.x;
  __syncthreads();
  int a = helper(s, threadIdx.x);
  s[threadIdx.x] = a + 1;
  __syncthreads();
  out[threadIdx.x] = helper(s, threadIdx.x) + a;
}
__global__ void large(int *out, int n) {
  extern __shared__ int big[];
  for (int i = threadIdx.x; i < n; i += blockDim.x)
    big[i] = i;
  __syncthreads();
  int s = 0;
  for (int i = threadIdx.x; i < n; i += blockDim.x)
    s += big[n - 1 - i] & 7;
  out[threadIdx.x] = s;
}
static int *device;
static int host[256];
static void show(const char *name, int n) {
  cudaError_t e = cudaMemcpy(host, device, n * sizeof(int), cudaMemcpyDeviceToHost);
  unsigned h = 0;
  for (int i = 0; i < n; i++)
    h = h * 31 + host[i];
  printf("%s %s %08x %d %d %d\n", name, cudaGetErrorName(e), h, host[0], host[1], host[n - 1]);
}
int main() {
  cudaMalloc(&device, sizeof host);
  fixed<<<1, 64>>>(device);
  show("fixed", 64);
  views<<<1, 48, 48 * (4 + 4 + 8 + 2)>>>(device, 48);
  show("views", 48);
  same_buffer<<<1, 32, 128>>>(device);
  show("same buffer", 32);
  templated<char, 20><<<1, 32>>>(device);
  show("char", 20);
  templated<long, 20><<<1, 32>>>(device);
  show("long", 20);
  templated<float, 5><<<1, 32>>>(device);
  show("float", 5);
  through_function<<<1, 32>>>(device);
  show("function", 32);
  large<<<1, 256, 48 * 1024>>>(device, 12 * 1024);
  show("48 KB", 256);
  printf("%s\n", cudaGetErrorName(cudaFuncSetAttribute(
                     large, cudaFuncAttributeMaxDynamicSharedMemorySize, 96 * 1024)));
  large<<<1, 256, 96 * 1024>>>(device, 24 * 1024);
  show("96 KB", 256);
  return 0;
}
