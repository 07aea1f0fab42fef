// run: tolerance=0 nvcc="-rdc=true"
// Grids that kernels launch: each has shared memory of its own, sees what was stored before its launch, and is complete when those are that it launches itself.
#include <cstdio>

// Shared memory of parent and child, in every block.
__global__ void sum(int* out, const int* in) {
  __shared__ int s[64];
  s[threadIdx.x] = in[threadIdx.x];
  __syncthreads();
  atomicAdd(out, s[63 - threadIdx.x]);
}
__global__ void parent(int* out, int* own, int* scratch) {
  __shared__ int s[64];
  int* mine = scratch + 64 * blockIdx.x;
  s[threadIdx.x] = 1000 + threadIdx.x + blockIdx.x;
  mine[threadIdx.x] = threadIdx.x * blockIdx.x;
  __syncthreads();
  if (threadIdx.x == 0) {
    cudaStream_t stream;
    cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking);
    sum<<<3, 64, 0, stream>>>(out + blockIdx.x, mine);
    cudaStreamDestroy(stream);
  }
  __syncthreads();
  atomicAdd(own + blockIdx.x, s[threadIdx.x]);
}

// What is launched on one stream runs one after the other, each with what it launches.
__device__ int place;
__global__ void note(int* log, int what) { log[atomicAdd(&place, 1)] = what; }
__global__ void branch(int* log, int what, int depth) {
  log[atomicAdd(&place, 1)] = what;
  if (depth == 0) return;
  branch<<<1, 1>>>(log, 10 * what + 1, depth - 1);
  branch<<<1, 1>>>(log, 10 * what + 2, depth - 1);
}
__global__ void root(int* log) {
  branch<<<1, 1>>>(log, 1, 2);
  note<<<1, 1>>>(log, 9);
}

// Copies and fills among launches of a stream; what comes when all else has ended.
__global__ void count(int* p, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) p[i] += i;
}
__global__ void last(int* p, int n) {
  int sum = 0;
  for (int i = 0; i < n; i++) sum += p[i];
  p[n] = sum;
}
__global__ void chain(int* p, int* q, int n) {
  last<<<1, 1, 0, cudaStreamTailLaunch>>>(q, n);
  cudaMemsetAsync(p, 0, n * sizeof(int));
  count<<<(n + 31) / 32, 32>>>(p, n);
  cudaMemcpyAsync(q, p, n * sizeof(int), cudaMemcpyDeviceToDevice);
  count<<<(n + 31) / 32, 32>>>(p, n);
  count<<<(n + 31) / 32, 32>>>(q, n);
  count<<<(n + 31) / 32, 32, 0, cudaStreamFireAndForget>>>(p + n, n);
}

// An algorithm that goes down by itself: what is to be sorted is split, and the parts are launched.
__global__ void quicksort(int* data, int left, int right, int depth) {
  if (depth == 12 || right - left < 16) {
    for (int i = left + 1; i <= right; i++) {
      int v = data[i], j = i;
      for (; j > left && data[j - 1] > v; j--) data[j] = data[j - 1];
      data[j] = v;
    }
    return;
  }
  int pivot = data[(left + right) / 2], l = left, r = right;
  while (l <= r) {
    while (data[l] < pivot) l++;
    while (data[r] > pivot) r--;
    if (l <= r) {
      int t = data[l];
      data[l++] = data[r];
      data[r--] = t;
    }
  }
  cudaStream_t a, b;
  cudaStreamCreateWithFlags(&a, cudaStreamNonBlocking);
  cudaStreamCreateWithFlags(&b, cudaStreamNonBlocking);
  if (left < r) quicksort<<<1, 1, 0, a>>>(data, left, r, depth + 1);
  if (l < right) quicksort<<<1, 1, 0, b>>>(data, l, right, depth + 1);
  cudaStreamDestroy(a);
  cudaStreamDestroy(b);
}
__global__ void sort_rows(int* data, int n) { quicksort<<<1, 1>>>(data + n * (int)blockIdx.x, 0, n - 1, 0); }

int main() {
  const int blocks = 200, n = 100, rows = 40, row = 500;
  int *out, *own, *scratch, *log, *p, *q, *data;
  cudaMallocManaged(&out, blocks * sizeof(int));
  cudaMallocManaged(&own, blocks * sizeof(int));
  cudaMalloc(&scratch, 64 * blocks * sizeof(int));
  cudaMallocManaged(&log, 20 * sizeof(int));
  cudaMallocManaged(&p, 2 * n * sizeof(int));
  cudaMallocManaged(&q, (n + 1) * sizeof(int));
  cudaMallocManaged(&data, rows * row * sizeof(int));

  int wrong = 0;
  for (int round = 0; round < 3; round++) {
    for (int i = 0; i < blocks; i++) out[i] = own[i] = 0;
    parent<<<blocks, 64>>>(out, own, scratch);
    cudaDeviceSynchronize();
    for (int i = 0; i < blocks; i++) wrong += out[i] != 3 * 2016 * i || own[i] != 64 * (1000 + i) + 2016;
  }
  printf("%d wrong, %s\n", wrong, cudaGetErrorString(cudaGetLastError()));

  root<<<1, 1>>>(log);
  cudaDeviceSynchronize();
  for (int i = 0; i < 8; i++) printf("%d ", log[i]);
  printf("%s\n", cudaGetErrorString(cudaGetLastError()));

  for (int i = 0; i < n; i++) p[i] = p[n + i] = 7;
  chain<<<1, 1>>>(p, q, n);
  cudaDeviceSynchronize();
  printf("%d %d %d %d %s\n", p[50], p[n + 50], q[50], q[n], cudaGetErrorString(cudaGetLastError()));

  unsigned state = 1;
  for (int i = 0; i < rows * row; i++) data[i] = (int)((state = state * 1664525u + 1013904223u) >> 8);
  sort_rows<<<rows, 1>>>(data, row);
  cudaDeviceSynchronize();
  int unordered = 0;
  for (int r = 0; r < rows; r++) {
    for (int i = 1; i < row; i++) unordered += data[r * row + i - 1] > data[r * row + i];
  }
  printf("%d unordered, %s\n", unordered, cudaGetErrorString(cudaGetLastError()));
}
