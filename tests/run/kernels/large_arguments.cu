// run: tolerance=0
// Large and odd kernel arguments: structs with arrays, packed and aligned ones, many arguments, pointers to pointers, references taken to parameters, arguments changed in the kernel.
#include <stdio.h>
struct Big {
  int v[200];
  double d;
  char c[13];
};
struct __attribute__((packed)) Packed {
  char a;
  int b;
  short c;
  double d;
};
struct alignas(16) Aligned {
  char x;
};
__global__ void big(Big b, int *out) {
  int s = 0;
  for (int i = threadIdx.x; i < 200; i += blockDim.x)
    s += b.v[i];
  b.v[0] = 5;
  out[threadIdx.x] = s + b.v[0] + (int)b.d + b.c[threadIdx.x % 13];
}
__global__ void odd(char a, Packed p, bool b, Aligned al, short s, long long l, Aligned *ptr,
                    float f, int *out) {
  int *where = &out[1];
  *where = a + p.b + p.c + (int)p.d;
  out[0] = p.a + b + al.x + s + (int)(l >> 20) + (int)f;
  out[2] = (size_t)&ptr[1] - (size_t)&ptr[0];
  short &r = s;
  r += 5;
  out[3] = s;
}
__global__ void many(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k,
                     int l, int m, int n, int o, int *out) {
  *out = a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g + 8 * h + 9 * i + 10 * j + 11 * k +
         12 * l + 13 * m + 14 * n + 15 * o;
}
__global__ void table(int **rows, int n) {
  rows[blockIdx.x][threadIdx.x] = blockIdx.x * 10 + threadIdx.x + n;
}
int main() {
  Big b;
  for (int i = 0; i < 200; i++)
    b.v[i] = i;
  b.d = 9.5;
  for (int i = 0; i < 13; i++)
    b.c[i] = i;
  int *d, h[64];
  cudaMalloc(&d, sizeof h);
  big<<<1, 16>>>(b, d);
  cudaMemcpy(h, d, 64, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 16; i++)
    printf("%d ", h[i]);
  printf("%d\n", b.v[0]);
  Packed p = {1, 100000, -7, 2.5};
  odd<<<1, 1>>>(-3, p, true, Aligned{7}, -300, 5LL << 20, (Aligned *)d, 3.9f, d);
  cudaMemcpy(h, d, 16, cudaMemcpyDeviceToHost);
  printf("%d %d %d %d\n", h[0], h[1], h[2], h[3]);
  many<<<1, 1>>>(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, d);
  cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost);
  printf("%d\n", h[0]);
  int *rows[3], **dr;
  for (int *&r : rows)
    cudaMalloc(&r, 16);
  cudaMalloc(&dr, sizeof rows);
  cudaMemcpy(dr, rows, sizeof rows, cudaMemcpyHostToDevice);
  table<<<3, 4>>>(dr, 1);
  for (int *r : rows) {
    cudaMemcpy(h, r, 16, cudaMemcpyDeviceToHost);
    printf("%d %d ", h[0], h[3]);
  }
  printf("\n");
  return 0;
}
