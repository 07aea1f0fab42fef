// run: tolerance=0
// Divergent branches, loops of different length, break, continue, return in the middle, nested switches, data-dependent recursion depth per thread.
#include <stdio.h>
__global__ void branches(int *out) {
  int t = blockIdx.x * blockDim.x + threadIdx.x, r = 0;
  if (t & 1) {
    if (t & 2)
      r = 3;
    else
      r = t * 2;
  } else if (t % 5 == 0)
    r = -t;
  else {
    r = 100;
    if (t > 50) r++;
  }
  switch (t % 7) {
    case 0:
      r += 1;
    case 1:
      r += 10;
      break;
    case 2:
      for (int i = 0; i < t; i++) {
        if (i == 20) break;
        r ^= i;
      }
      break;
    case 6:
      r *= 2;
    default:
      r -= 5;
  }
  int n = t, steps = 0;
  while (n > 1) {
    n = n & 1 ? 3 * n + 1 : n / 2;
    if (++steps > 60) break;
  }
  r += steps * 1000;
  for (int i = 0; i < 10; i++) {
    if ((i + t) % 3 == 0) continue;
    if (i * t > 400) break;
    r += i;
  }
  int k = 0;
  do {
    k += t % 4 + 1;
    if (k == 9) {
      r += 7;
      break;
    }
  } while (k < 20);
  if (t > 200) {
    out[t] = r;
    return;
  }
  bool a = t > 10 && (r += 1) && t < 100 || (r += 2) > 0;
  r += a ? t % 3 ? 5 : 6 : 7;
  for (int i = 0; i < t % 5; i++)
    for (int j = i; j < 5; j++) {
      if (j == t % 4) goto next;
      r += i * j;
    }
next:
  out[t] = r + k;
}
__device__ int fib(int n) {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}
__device__ int depth(int n) {
  if (n <= 0) return 0;
  int local[3] = {n, n * 2, n * 3};
  return local[n % 3] + depth(n - 1 - n % 2);
}
__device__ bool even(int n);
__device__ bool odd(int n) {
  return n == 0 ? false : even(n - 1);
}
__device__ bool even(int n) {
  return n == 0 ? true : odd(n - 1);
}
__global__ void recursion(int *out) {
  int t = threadIdx.x;
  out[t] = fib(t % 13) * 10000 + depth(t) * 2 + even(t);
}
__global__ void search(const int *sorted, int n, int *out) {
  int t = threadIdx.x, key = t * 11, lo = 0, hi = n;
  while (lo < hi) {
    int mid = (lo + hi) / 2;
    if (sorted[mid] < key)
      lo = mid + 1;
    else
      hi = mid;
  }
  out[t] = lo < n && sorted[lo] == key ? lo : ~lo;
}
__global__ void mandel(unsigned char *out, int w, int h) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x >= w || y >= h) return;
  int cr = (x * 3 - 2 * w) * 4096 / w, ci = (2 * y - h) * 4096 / h, zr = 0, zi = 0, i = 0;
  for (; i < 100; i++) {
    int r2 = zr * zr >> 12, i2 = zi * zi >> 12;
    if (r2 + i2 > 4 << 12) break;
    zi = (zr * zi >> 11) + ci;
    zr = r2 - i2 + cr;
  }
  out[y * w + x] = i;
}
static int *d, h[512];
static void show(const char *name, int n) {
  printf("%s %s ", name, cudaGetErrorName(cudaMemcpy(h, d, n * 4, cudaMemcpyDeviceToHost)));
  unsigned s = 0;
  for (int i = 0; i < n; i++)
    s = s * 31 + h[i];
  printf("%08x: %d %d %d %d\n", s, h[0], h[7], h[n / 2], h[n - 1]);
}
int main() {
  cudaMalloc(&d, 4096);
  branches<<<2, 128>>>(d);
  show("branches", 256);
  recursion<<<1, 64>>>(d);
  show("recursion", 64);
  int sorted[100], *ds;
  for (int i = 0; i < 100; i++)
    sorted[i] = i * 7;
  cudaMalloc(&ds, sizeof sorted);
  cudaMemcpy(ds, sorted, sizeof sorted, cudaMemcpyHostToDevice);
  search<<<1, 80>>>(ds, 100, d);
  show("search", 80);
  mandel<<<dim3(8, 4), dim3(8, 8)>>>((unsigned char *)d, 60, 30);
  show("mandel", 450);
  for (int y = 0; y < 30; y += 3) {
    for (int x = 0; x < 60; x++)
      putchar(" .:-=+*#%@"[((unsigned char *)h)[y * 60 + x] % 10]);
    putchar('\n');
  }
  return 0;
}
