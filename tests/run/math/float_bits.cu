// run: tolerance=0
// Rounding-mode intrinsics, conversions with rounding modes, reinterpretation, classification, saturation, fma, exact on bits.
#include <stdio.h>
#define F __float_as_uint
#define D(x) (unsigned)(__double_as_longlong(x) ^ __double_as_longlong(x) >> 32)
__constant__ float fs[10] = {0.f,   1.f,   -1.5f,      0.1f,        3.14159265f,
                             -2.5f, 1e10f, 16777216.f, 123456.789f, -7.0625f};
__global__ void kernel(unsigned *out) {
  int t = threadIdx.x, n = 0;
  float x = fs[t], y = fs[(t + 3) % 10] + 0.3f, z = fs[(t + 7) % 10];
  double a = x * 1.1, b = y / 3.0, c = z;
  unsigned *o = out + t * 64;
  o[n++] = F(__fadd_rn(x, y));
  o[n++] = F(__fadd_rz(x, y));
  o[n++] = F(__fadd_ru(x, y));
  o[n++] = F(__fadd_rd(x, y));
  o[n++] = F(__fsub_rn(x, y));
  o[n++] = F(__fmul_rn(x, y));
  o[n++] = F(__fmul_rz(x, y));
  o[n++] = F(__fmul_ru(x, y));
  o[n++] = F(__fmul_rd(x, y));
  o[n++] = F(__fdiv_rn(x, y));
  o[n++] = F(__fdiv_rz(x, y));
  o[n++] = F(__fdiv_ru(x, y));
  o[n++] = F(__frcp_rn(y));
  o[n++] = F(__fsqrt_rn(fabsf(x)));
  o[n++] = F(__fsqrt_rd(fabsf(x)));
  o[n++] = F(__fmaf_rn(x, y, z));
  o[n++] = F(__fmaf_rz(x, y, z));
  o[n++] = F(fmaf(x, y, z));
  o[n++] = F(__saturatef(x));
  o[n++] = __float2int_rn(y);
  o[n++] = __float2int_rz(y);
  o[n++] = __float2int_ru(y);
  o[n++] = __float2int_rd(y);
  o[n++] = __float2uint_rn(y);
  o[n++] = (unsigned)__float2ll_rn(y * 100);
  o[n++] = F(__int2float_rn(0x7fffff81 - t));
  o[n++] = F(__int2float_rz(0x7fffff81 - t));
  o[n++] = F(__int2float_ru(-0x7fffff81 + t));
  o[n++] = F(__uint2float_rd(0xffffff81u - t));
  o[n++] = F(__ll2float_rn((long long)1e18 + t));
  o[n++] = F(__double2float_rn(a));
  o[n++] = F(__double2float_rd(a));
  o[n++] = F(__double2float_ru(a));
  o[n++] = D(__dadd_rn(a, b));
  o[n++] = D(__dmul_rn(a, b));
  o[n++] = D(__ddiv_rn(a, b));
  o[n++] = D(__dsqrt_rn(fabs(a)));
  o[n++] = D(__fma_rn(a, b, c));
  o[n++] = D(__dadd_rz(a, b));
  o[n++] = D(__dmul_ru(a, b));
  o[n++] = D(fma(a, b, -a));
  o[n++] = __double2int_rn(b);
  o[n++] = __double2int_rd(b);
  o[n++] = (unsigned)__double2ll_rz(a * 1000);
  o[n++] = __double2hiint(a);
  o[n++] = __double2loint(a);
  o[n++] = D(__hiloint2double(0x40091eb8 + t, t));
  o[n++] = D(__int2double_rn(t - 5));
  o[n++] = D(__ull2double_rn(~0ull - t));
  o[n++] = isnan(x / fs[0] * fs[0]) + 2 * isinf(1e30f * y * y * 1e30f * 1e30f) + 4 * isfinite(x) +
           8 * signbit(x);
  o[n++] = F(copysignf(x, -y));
  o[n++] = F(__int_as_float(0x3f800000 + t));
  o[n++] = (unsigned)(int)(x * 1e30f * 1e9f);
  o[n++] = (unsigned)(x * -1e12f);
  o[n++] = F(rintf(y)) ^ F(floorf(y)) * 3 ^ F(ceilf(y)) * 5 ^ F(truncf(y)) * 7 ^ F(roundf(y)) * 9 ^
           F(nearbyintf(z)) * 11;
  o[n++] = lrintf(y) + llroundf(y);
  o[n++] = F(fminf(x, y)) ^ F(fmaxf(x, z)) * 3;
  o[n++] = F(fdimf(x, y)) ^ F(fabsf(z));
  o[n++] = D(rint(b)) ^ D(floor(a)) ^ D(round(b));
  o[n++] = F(ldexpf(x, t)) ^ F(scalbnf(y, -t)) ^ ilogbf(y) ^ F(logbf(y));
  int e;
  o[n++] = F(frexpf(y, &e)) + e;
  float ip;
  o[n++] = F(modff(y, &ip)) ^ F(ip) * 3;
  o[n++] = F(fmodf(x, y)) ^ F(remainderf(x, y)) * 3;
  o[n++] = F(nextafterf(x, 2.f));
}
int main() {
  unsigned *d, h[640];
  cudaMalloc(&d, sizeof h);
  cudaMemset(d, 0, sizeof h);
  kernel<<<1, 10>>>(d);
  cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 64; i++) {
    printf("%d:", i);
    for (int t = 0; t < 10; t++)
      printf(" %08x", h[t * 64 + i]);
    printf("\n");
  }
  return 0;
}
