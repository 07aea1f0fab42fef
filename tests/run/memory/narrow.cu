// run: tolerance=0
// 8- and 16-bit data on the device: loads, stores, sign extension, arithmetic in int, unaligned neighbours, bit-fields, bool arrays, __ldg, const __restrict__, launch bounds.
#include <stdio.h>
struct Bits {
  unsigned a : 3, b : 9;
  int c : 5;
  bool d : 1;
  unsigned long long e : 40;
};
__global__ void bytes(const signed char *s, const unsigned char *u, short *out,
                      unsigned char *packed, int n) {
  int i = threadIdx.x;
  if (i < n) {
    out[i] = s[i] * u[i];
    packed[i] = (unsigned char)(s[i] >> 1) ^ (u[i] << 3);
  }
}
__global__ void neighbours(unsigned char *p, int n) {
  int i = threadIdx.x;
  if (i < n) {
    if (i % 2)
      p[i] = i;
    else
      p[i] += 100;
  }
}
__global__ void halves(unsigned short *p, const short *q) {
  int i = threadIdx.x;
  p[i] += q[i];
  p[i] >>= 1;
  p[i] ^= 0xff00;
  short t = p[i];
  t *= 3;
  if (t < 0) p[i] = -t;
}
__global__ void fields(Bits *b) {
  int i = threadIdx.x;
  b[i].a = i;
  b[i].b += i * 50;
  b[i].c = i - 10;
  b[i].d = i & 2;
  b[i].e = (unsigned long long)i << 33 | i;
  b[i].c--;
}
__global__ void flags(bool *f, const int *v, int n) {
  int i = threadIdx.x;
  if (i < n) {
    f[i] = v[i] & 4;
    bool g = v[i];
    f[i] = f[i] != g;
  }
}
__global__ void __launch_bounds__(128, 2)
    loads(const float *__restrict__ a, const int *__restrict__ b, const uchar4 *c,
          double *__restrict__ out) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  uchar4 v = __ldg(&c[i]);
  out[i] = __ldg(a + i) * __ldg(&b[i]) + v.x - v.w + (double)__ldg((const short *)b + 2 * i);
}
static unsigned sum(const void *p, size_t n) {
  unsigned h = 2166136261u;
  for (size_t i = 0; i < n; i++)
    h = (h ^ ((const unsigned char *)p)[i]) * 16777619u;
  return h;
}
int main() {
  unsigned char h[4096], *d;
  cudaMalloc(&d, 4096);
  for (int i = 0; i < 4096; i++)
    h[i] = i * 73 + (i >> 3);
  cudaMemcpy(d, h, 4096, cudaMemcpyHostToDevice);
  bytes<<<1, 100>>>((signed char *)d, d + 101, (short *)(d + 1000), d + 2001, 97);
  cudaMemcpy(h, d, 4096, cudaMemcpyDeviceToHost);
  printf("%08x %d %d\n", sum(h, 4096), ((short *)(h + 1000))[50], h[2050]);
  neighbours<<<1, 256>>>(d + 3, 250);
  cudaMemcpy(h, d, 4096, cudaMemcpyDeviceToHost);
  printf("%08x %d %d\n", sum(h, 4096), h[3 + 5], h[3 + 6]);
  halves<<<1, 128>>>((unsigned short *)(d + 256), (short *)(d + 512));
  cudaMemcpy(h, d, 4096, cudaMemcpyDeviceToHost);
  printf("%08x\n", sum(h, 4096));
  Bits b[16] = {}, *db;
  cudaMalloc(&db, sizeof b);
  cudaMemcpy(db, b, sizeof b, cudaMemcpyHostToDevice);
  fields<<<1, 16>>>(db);
  cudaMemcpy(b, db, sizeof b, cudaMemcpyDeviceToHost);
  printf("%zu %u %u %d %d %llx\n", sizeof(Bits), b[13].a, b[13].b, b[4].c, b[3].d,
         (unsigned long long)b[15].e);
  int v[40];
  bool f[40];
  for (int i = 0; i < 40; i++)
    v[i] = i * 3 % 8;
  cudaMemcpy(d + 1024, v, sizeof v, cudaMemcpyHostToDevice);
  flags<<<1, 64>>>((bool *)d, (int *)(d + 1024), 40);
  cudaMemcpy(f, d, 40, cudaMemcpyDeviceToHost);
  for (bool x : f)
    putchar('0' + x);
  putchar('\n');
  float a[64];
  int k[64];
  double o[64];
  for (int i = 0; i < 64; i++)
    a[i] = i / 4.0f, k[i] = 100000 - i * 7001;
  cudaMemcpy(d, a, 256, cudaMemcpyHostToDevice);
  cudaMemcpy(d + 256, k, 256, cudaMemcpyHostToDevice);
  loads<<<2, 32>>>((float *)d, (int *)(d + 256), (uchar4 *)(d + 512), (double *)(d + 1024));
  cudaMemcpy(o, d + 1024, 512, cudaMemcpyDeviceToHost);
  double s = 0;
  for (double x : o)
    s += x;
  printf("%.4f %.4f\n", s, o[63]);
  return 0;
}
