// run: tolerance=0
// mmap of anonymous memory, registered with the runtime; gcc's __sync functions on the host.
#include <stdio.h>
#include <sys/mman.h>
__global__ void twice(int *p, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) p[i] = p[i] * 2 + 1;
}
int main() {
  const int n = 3000;
  int *p = (int *)mmap(NULL, n * sizeof(int), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), *d;
  if (p == MAP_FAILED) return 1;
  printf("%d %d %d\n", (int)((size_t)p % 4096), p[0], p[n - 1]);
  for (int i = 0; i < n; i++) p[i] = i;
  printf("%s\n", cudaGetErrorName(cudaHostRegister(p, n * sizeof(int), cudaHostRegisterMapped)));
  cudaHostGetDevicePointer(&d, p, 0);
  twice<<<12, 256>>>(d, n);
  cudaDeviceSynchronize();
  printf("%d %d\n", p[0], p[n - 1]);
  cudaHostUnregister(p);
  printf("%d %d\n", munmap(p, n * sizeof(int)), mmap(NULL, 0, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED);
  int v = 5;
  unsigned long long w = 7;
  printf("%d %d %llu", __sync_fetch_and_add(&v, 3), __sync_sub_and_fetch(&v, 1), __sync_fetch_and_or(&w, 8));
  printf(" %d %d %d", __sync_val_compare_and_swap(&v, 7, 9), __sync_bool_compare_and_swap(&v, 7, 1), __sync_lock_test_and_set(&v, 4));
  __sync_synchronize();
  printf(" %d %llu\n", v, w);
}
