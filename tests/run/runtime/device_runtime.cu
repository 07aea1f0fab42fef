// run: tolerance=0 nvcc="-rdc=true"
// The runtime inside kernels: streams of their own, launches on them, errors, attributes, memory that other kernels use.
#include <cstdio>

__global__ void fill(int* p, int value, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) p[i] = value + i;
}

__global__ void quicksort(int* data, int left, int right, int depth) {
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
  cudaStream_t s;
  if (left < r) {
    cudaStreamCreateWithFlags(&s, cudaStreamNonBlocking);
    quicksort<<<1, 1, 0, s>>>(data, left, r, depth + 1);
    cudaStreamDestroy(s);
  }
  if (l < right) {
    cudaStreamCreateWithFlags(&s, cudaStreamNonBlocking);
    quicksort<<<1, 1, 0, s>>>(data, l, right, depth + 1);
    cudaStreamDestroy(s);
  }
}

__global__ void parent(int* out, int n) {
  int* scratch = nullptr;
  if (cudaMalloc((void**)&scratch, 16) == cudaSuccess && scratch != nullptr) scratch[1] = 5;
  fill<<<(n + 31) / 32, 32>>>(out, 100, n);
  cudaError_t error = cudaGetLastError();
  int warp = 0;
  cudaDeviceGetAttribute(&warp, cudaDevAttrWarpSize, 0);
  printf("parent: %s, warp %d, scratch %d\n", cudaGetErrorString(error), warp, scratch ? scratch[1] : 0);
  cudaFree(scratch);
}

int main() {
  const int n = 50;
  int *p, host[n];
  cudaMallocManaged(&p, n * sizeof(int));
  parent<<<1, 1>>>(p, n);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
  printf("%d %d\n", p[0], p[n - 1]);
  for (int i = 0; i < n; i++) p[i] = i * 37 % 53;
  quicksort<<<1, 1>>>(p, 0, n - 1, 0);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
  cudaMemcpy(host, p, sizeof host, cudaMemcpyDeviceToHost);
  bool ordered = true;
  for (int i = 1; i < n; i++) ordered = ordered && host[i - 1] <= host[i];
  printf("%d %d %d\n", ordered, host[0], host[n - 1]);
}
