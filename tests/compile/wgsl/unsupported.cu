#include <cstdio>

__global__ void formats(const char *s) { printf(s); }

__device__ int deep(int n) {
  int table[4096];
  for (int i = 0; i < 4096; i++) table[i] = n * i;
  return n == 0 ? table[7] : deep(n - 1) + table[table[n] & 4095];
}
__global__ void large_frames(int *x) { *x = deep(*x); }
