// run: tolerance=0
// Sums that loops keep in memory behind pointers that may point to the same memory or not: in allocations of their own, in one, at the same place, in a variable, with values that loops hand on.
#include <cstdio>

__device__ int table[64];

__global__ void products(const int *a, const int *x, int *y, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  for (int k = 0; k < n; k++) y[i] += a[i * n + k] * x[k];
}

/** Each thread reads its own element only: of x, which may be that of y. */
__global__ void compound(const unsigned *a, const unsigned *x, unsigned *y, int n, int rounds) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  for (int k = 0; k < rounds; k++) y[i] += a[(i + k) % n] * x[i] + 1;
}

/** One thread walks over what it writes: x may overlap y. */
__global__ void walk(unsigned *x, unsigned *y, int n, unsigned *last) {
  unsigned seen = 0;
  int k = 0;
  while (k < n) {
    y[3] += x[k] * 3 + 1;
    seen = x[k] ^ (seen << 1);
    k++;
  }
  last[0] = seen;
  last[1] = k;
}

struct Body { int x, y, z, w; };

__global__ void pairs(const Body *p, Body *sums, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  for (int j = 0; j < n; j++) {
    int dx = p[j].x - p[i].x, dy = p[j].y - p[i].y;
    sums[i].x += dx * p[j].w;
    sums[i].y += dy * p[j].w;
    sums[i].z += dx * dy;
  }
}

__global__ void intoTable(const int *a, int n) {
  int i = threadIdx.x;
  for (int k = 0; k < n; k++) table[i] += a[k] + i;
}

/** Not all threads come to a store. */
__global__ void some(const int *a, int *y, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  for (int k = 0; k < i % 5; k++) y[i] += a[k + i];
}

unsigned sum(const unsigned *p, int n) {
  unsigned s = 0;
  for (int i = 0; i < n; i++) s = s * 31 + p[i];
  return s;
}

template <class T> T *allocate(int n, bool managed = false) {
  T *p;
  if (managed) cudaMallocManaged(&p, n * sizeof(T));
  else cudaMalloc(&p, n * sizeof(T));
  T *h = new T[n];
  unsigned *words = (unsigned *)h;
  for (size_t i = 0; i < n * sizeof(T) / 4; i++) words[i] = i * 7 % 23;
  cudaMemcpy(p, h, n * sizeof(T), cudaMemcpyDefault);
  delete[] h;
  return p;
}

void show(const char *what, const void *p, int words) {
  unsigned *h = new unsigned[words];
  cudaMemcpy(h, p, words * 4, cudaMemcpyDefault);
  printf("%s: %u, %u %u %u\n", what, sum(h, words), h[0], h[words / 2], h[words - 1]);
  delete[] h;
}

int main() {
  const int n = 50;
  int *a = allocate<int>(n * n), *x = allocate<int>(n), *y = allocate<int>(n, true);
  products<<<2, 32>>>(a, x, y, n);
  show("apart", y, n);
  products<<<2, 32>>>(a + n, a, a, 1);
  show("in one allocation", a, n);

  unsigned *u = allocate<unsigned>(n), *v = allocate<unsigned>(n);
  compound<<<2, 32>>>(u, v, v, n, 9);
  show("x is y", v, n);
  compound<<<2, 32>>>(u, u + 0, v, n, 9);
  show("x is a", v, n);
  unsigned *w = allocate<unsigned>(n);
  compound<<<2, 32>>>(u, w, v, n, 9);
  show("all apart", v, n);

  unsigned *last = allocate<unsigned>(2);
  for (int shift = 0; shift < 3; shift++) {
    unsigned *both = allocate<unsigned>(n);
    walk<<<1, 1>>>(both + shift, both, n - shift, last);
    show("overlapping", both, n);
    show("handed on", last, 2);
    cudaFree(both);
  }
  walk<<<1, 1>>>(u, v, n, last);
  show("not overlapping", v, n);
  show("handed on", last, 2);
  walk<<<1, 1>>>(u, v, 0, last);
  show("no round", v, n);

  Body *p = allocate<Body>(n), *s = allocate<Body>(n);
  pairs<<<2, 32>>>(p, s, n);
  show("members", s, 4 * n);
  pairs<<<1, 1>>>(p, p, 1);
  show("members of the same", p, 4 * n);

  intoTable<<<1, 64>>>(a, n);
  void *address;
  cudaGetSymbolAddress(&address, table);
  show("a variable", address, 64);
  intoTable<<<1, 1>>>((int *)address, n);
  show("a variable, and itself", address, 64);

  some<<<2, 32>>>(a, y, n);
  show("some", y, n);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
}
