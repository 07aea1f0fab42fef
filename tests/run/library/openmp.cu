// run: tolerance=0 nvcc="-Xcompiler -fopenmp"
// OpenMP on the host: loops, reductions, critical and atomic sections, sections, single; what does not depend on the number of threads.
#include <omp.h>
#include <cstdio>

__global__ void square(int* p) { p[threadIdx.x] *= p[threadIdx.x]; }

int main() {
  const int n = 1000;
  static int a[n];
  long sum = 0;
  int largest = 0, i;
#pragma omp parallel for private(i) schedule(static, 16)
  for (i = 0; i < n; i++) a[i] = i * 7 % 1009;
#pragma omp parallel for reduction(+ : sum) reduction(max : largest)
  for (int k = 0; k < n; k++) {
    sum += a[k];
    if (a[k] > largest) largest = a[k];
  }
  printf("%ld %d\n", sum, largest);
  int count = 0, atomics = 0;
#pragma omp parallel for
  for (int k = 0; k < 100; k++) {
#pragma omp critical
    count++;
#pragma omp atomic
    atomics += 2;
  }
  printf("%d %d\n", count, atomics);
  int first = 0, second = 0, once = 0;
#pragma omp parallel sections
  {
#pragma omp section
    first = 1;
#pragma omp section
    second = 2;
  }
#pragma omp parallel
  {
#pragma omp single
    once++;
#pragma omp barrier
#pragma omp master
    once += 10;
  }
  printf("%d %d %d\n", first, second, once);
#pragma omp parallel for collapse(2)
  for (int y = 0; y < 10; y++)
    for (int x = 0; x < 10; x++) a[10 * y + x] = y - x;
  printf("%d %d\n", a[9], a[90]);
  omp_lock_t lock;
  omp_init_lock(&lock);
  omp_set_lock(&lock);
  printf("%d\n", omp_test_lock(&lock));
  omp_unset_lock(&lock);
  printf("%d\n", omp_test_lock(&lock));
  omp_destroy_lock(&lock);
  double start = omp_get_wtime();
  printf("%d %d %d\n", omp_get_wtime() >= start, omp_in_parallel(), omp_get_thread_num());
#ifdef _OPENMP
  printf("OpenMP %d\n", _OPENMP >= 201511);
#endif
  int *device, host[4] = {1, 2, 3, 4};
  cudaMalloc(&device, sizeof host);
  cudaMemcpy(device, host, sizeof host, cudaMemcpyHostToDevice);
  square<<<1, 4>>>(device);
  cudaMemcpy(host, device, sizeof host, cudaMemcpyDeviceToHost);
#pragma omp simd
  for (int k = 0; k < 4; k++) host[k]++;
  printf("%d %d %d %d\n", host[0], host[1], host[2], host[3]);
}
