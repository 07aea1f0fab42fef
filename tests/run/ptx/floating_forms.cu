// run: tolerance=0
// Floating instructions in their rarer forms: roundings, .ftz and .sat, minima with NaN, kinds of numbers, narrow types one by one and in pairs, conversions between all of them; each against CUDA's own functions, or printed where it is exact.
#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <stdio.h>

#define CHECKS 48
__device__ int wrong[CHECKS];
__device__ void check(int i, unsigned long long got, unsigned long long want) {
  if (got != want) atomicAdd(&wrong[i], 1);
}
#define BITS(x) __float_as_uint(x)
#define WORDS(x) (unsigned long long)__double_as_longlong(x)
__device__ unsigned mix(unsigned x) { return (x ^ x >> 15) * 2654435761u ^ x << 7; }
__device__ float between(unsigned lane, unsigned salt) { return __uint_as_float((mix(lane * 977 + salt * 131071) & 0x83ffffff) + 0x3e000000); }

__device__ void single(float a, float b, float c) {
  float r;
  asm("add.rz.f32 %0, %1, %2;" : "=f"(r) : "f"(a), "f"(b));
  check(0, BITS(r), BITS(__fadd_rz(a, b)));
  asm("sub.rm.f32 %0, %1, %2;" : "=f"(r) : "f"(a), "f"(b));
  check(1, BITS(r), BITS(__fsub_rd(a, b)));
  asm("mul.rp.f32 %0, %1, %2;" : "=f"(r) : "f"(a), "f"(b));
  check(2, BITS(r), BITS(__fmul_ru(a, b)));
  asm("fma.rz.f32 %0, %1, %2, %3;" : "=f"(r) : "f"(a), "f"(b), "f"(c));
  check(3, BITS(r), BITS(__fmaf_rz(a, b, c)));
  asm("div.rp.f32 %0, %1, %2;" : "=f"(r) : "f"(a), "f"(b));
  check(4, BITS(r), BITS(__fdiv_ru(a, b)));
  asm("rcp.rz.f32 %0, %1;" : "=f"(r) : "f"(a));
  check(5, BITS(r), BITS(__frcp_rz(a)));
  asm("sqrt.rm.f32 %0, %1;" : "=f"(r) : "f"(fabsf(a)));
  check(6, BITS(r), BITS(__fsqrt_rd(fabsf(a))));
  asm("add.rn.sat.f32 %0, %1, %2;" : "=f"(r) : "f"(a), "f"(b));
  check(7, BITS(r), BITS(__saturatef(__fadd_rn(a, b))));
  asm("{ .reg .f32 p; mul.rn.f32 p, %1, %2; add.rn.f32 %0, p, %3; }" : "=f"(r) : "f"(a), "f"(b), "f"(c));
  check(8, BITS(r), BITS(__fadd_rn(__fmul_rn(a, b), c)));
  asm("cvt.rmi.f32.f32 %0, %1;" : "=f"(r) : "f"(a * 50));
  check(9, BITS(r), BITS(floorf(a * 50)));
  asm("cvt.sat.f32.f32 %0, %1;" : "=f"(r) : "f"(a));
  check(10, BITS(r), BITS(__saturatef(a)));
  double d;
  asm("add.rp.f64 %0, %1, %2;" : "=d"(d) : "d"((double)a * 1e10), "d"((double)b));
  check(11, WORDS(d), WORDS(__dadd_ru((double)a * 1e10, b)));
  asm("cvt.rz.f32.f64 %0, %1;" : "=f"(r) : "d"(d));
  check(12, BITS(r), BITS(__double2float_rz(d)));
}

__device__ unsigned pair(float low, float high) { return __half_as_ushort(__float2half(low)) | (unsigned)__half_as_ushort(__float2half(high)) << 16; }
__device__ unsigned pair_bf(float low, float high) { return __bfloat16_as_ushort(__float2bfloat16(low)) | (unsigned)__bfloat16_as_ushort(__float2bfloat16(high)) << 16; }
__device__ unsigned word(__half2 v) { return __half_as_ushort(__low2half(v)) | (unsigned)__half_as_ushort(__high2half(v)) << 16; }
__device__ __half2 halves(unsigned v) { return __halves2half2(__ushort_as_half((unsigned short)v), __ushort_as_half((unsigned short)(v >> 16))); }

__device__ void narrow(float a, float b, float c) {
  unsigned r, x = pair(a, b), y = pair(b, c), z = pair(c, a);
  unsigned short h, p = (unsigned short)x, q = (unsigned short)y;
  asm("add.f16x2 %0, %1, %2;" : "=r"(r) : "r"(x), "r"(y));
  check(13, r, word(__hadd2(halves(x), halves(y))));
  asm("fma.rn.f16x2 %0, %1, %2, %3;" : "=r"(r) : "r"(x), "r"(y), "r"(z));
  check(14, r, word(__hfma2(halves(x), halves(y), halves(z))));
  asm("fma.rn.relu.f16x2 %0, %1, %2, %3;" : "=r"(r) : "r"(x), "r"(y), "r"(z));
  check(15, r, word(__hfma2_relu(halves(x), halves(y), halves(z))));
  asm("mul.rn.sat.f16 %0, %1, %2;" : "=h"(h) : "h"(p), "h"(q));
  check(16, h, __half_as_ushort(__hmul_sat(__ushort_as_half(p), __ushort_as_half(q))));
  asm("max.f16x2 %0, %1, %2;" : "=r"(r) : "r"(x), "r"(y));
  check(17, r, word(__hmax2(halves(x), halves(y))));
  asm("neg.f16x2 %0, %1;" : "=r"(r) : "r"(x));
  check(18, r, x ^ 0x80008000u);
  asm("abs.f16 %0, %1;" : "=h"(h) : "h"(p));
  check(19, h, p & 0x7fff);
  unsigned u = pair_bf(a, b), v = pair_bf(b, c), w = pair_bf(c, a);
  asm("fma.rn.bf16x2 %0, %1, %2, %3;" : "=r"(r) : "r"(u), "r"(v), "r"(w));
  __nv_bfloat16 f = __hfma(__float2bfloat16(a), __float2bfloat16(b), __float2bfloat16(c)), g = __hfma(__float2bfloat16(b), __float2bfloat16(c), __float2bfloat16(a));
  check(20, r, __bfloat16_as_ushort(f) | (unsigned)__bfloat16_as_ushort(g) << 16);
  asm("{ .reg .pred p; setp.lt.f16 p, %1, %2; selp.u32 %0, 1, 0, p; }" : "=r"(r) : "h"(p), "h"(q));
  check(21, r, __hlt(__ushort_as_half(p), __ushort_as_half(q)));
  asm("cvt.rn.f16.f32 %0, %1;" : "=h"(h) : "f"(a));
  check(22, h, p);
  asm("cvt.rz.f16.f32 %0, %1;" : "=h"(h) : "f"(a));
  check(23, h, __half_as_ushort(__float2half_rz(a)));
  float s;
  asm("cvt.f32.f16 %0, %1;" : "=f"(s) : "h"(p));
  check(24, BITS(s), BITS(__half2float(__ushort_as_half(p))));
  asm("cvt.rn.f16x2.f32 %0, %1, %2;" : "=r"(r) : "f"(b), "f"(a));
  check(25, r, x);
  asm("cvt.rn.bf16x2.f32 %0, %1, %2;" : "=r"(r) : "f"(b), "f"(a));
  check(26, r, u);
  asm("cvt.rn.bf16.f32 %0, %1;" : "=h"(h) : "f"(c));
  check(27, h, __bfloat16_as_ushort(__float2bfloat16(c)));
  asm("cvt.rni.s32.f16 %0, %1;" : "=r"(r) : "h"(p));
  check(28, r, (unsigned)__half2int_rn(__ushort_as_half(p)));
  asm("cvt.rz.f16.s32 %0, %1;" : "=h"(h) : "r"((int)(a * 4000)));
  check(29, h, __half_as_ushort(__int2half_rz((int)(a * 4000))));
  asm("cvt.rna.tf32.f32 %0, %1;" : "=r"(r) : "f"(a));
  check(30, r, (BITS(a) + 0x1000) & 0xffffe000u);
}

__device__ void whole(int i, float a) {
  int r;
  unsigned u;
  short h;
  long long w;
  float f;
  asm("cvt.sat.s8.s32 %0, %1;" : "=r"(r) : "r"(i));
  check(31, (unsigned)r, (unsigned)min(max(i, -128), 127));
  asm("cvt.sat.u16.s32 %0, %1;" : "=h"(h) : "r"(i));
  check(32, (unsigned short)h, (unsigned short)min(max(i, 0), 65535));
  asm("cvt.sat.u32.s64 %0, %1;" : "=r"(u) : "l"((long long)i * 3));
  check(33, u, (unsigned)min(max((long long)i * 3, 0ll), 4294967295ll));
  asm("cvt.s64.s16 %0, %1;" : "=l"(w) : "h"((short)i));
  check(34, (unsigned long long)w, (unsigned long long)(long long)(short)i);
  asm("cvt.rzi.u8.f32 %0, %1;" : "=r"(u) : "f"(a * 300));
  check(35, u, (unsigned)fminf(fmaxf(truncf(a * 300), 0), 255));
  asm("cvt.rz.f32.s32 %0, %1;" : "=f"(f) : "r"(i));
  check(36, BITS(f), BITS(__int2float_rz(i)));
  asm("cvt.rp.f32.u32 %0, %1;" : "=f"(f) : "r"((unsigned)i));
  check(37, BITS(f), BITS(__uint2float_ru((unsigned)i)));
  asm("cvt.rni.s64.f32 %0, %1;" : "=l"(w) : "f"(a * 1e12f));
  check(38, (unsigned long long)w, (unsigned long long)__float2ll_rn(a * 1e12f));
}

// Zeros, subnormal numbers, infinities, NaN.
__global__ void edges(const unsigned* in, unsigned* out) {
  float a = __uint_as_float(in[threadIdx.x]), r;
  unsigned* o = out + threadIdx.x * 8;
  asm("add.ftz.f32 %0, %1, 0f00000000;" : "=f"(r) : "f"(a));
  o[0] = a != a ? 1 : BITS(r);
  asm("min.ftz.f32 %0, %1, 0f3F800000;" : "=f"(r) : "f"(a));
  o[1] = BITS(r);
  asm("max.ftz.NaN.f32 %0, %1, 0f3F800000;" : "=f"(r) : "f"(a));
  o[2] = BITS(r);
  asm("mul.ftz.sat.f32 %0, %1, 0f40000000;" : "=f"(r) : "f"(a));
  o[3] = BITS(r);
  unsigned k;
  asm("{ .reg .pred p, q; .reg .b32 n; testp.finite.f32 p, %1; testp.subnormal.f32 q, %1; selp.b32 %0, 1, 0, p; @q add.u32 %0, %0, 10; testp.notanumber.f32 p, %1; @p add.u32 %0, %0, 100; testp.normal.f32 q, %1; selp.b32 n, 1000, 0, q; add.u32 %0, %0, n; }" : "=r"(k) : "f"(a));
  o[4] = k;
  asm("{ .reg .pred p, q; setp.ltu.f32 p, %1, 0f3F800000; setp.num.f32 q, %1, %1; selp.b32 %0, 1, 0, p; @q add.u32 %0, %0, 10; setp.ne.f32 p, %1, %1; @p add.u32 %0, %0, 100; setp.neu.f32 p, %1, %1; @p add.u32 %0, %0, 1000; }" : "=r"(k) : "f"(a));
  o[5] = k;
  int i;
  asm("cvt.rni.ftz.s32.f32 %0, %1;" : "=r"(i) : "f"(a));
  o[6] = (unsigned)i;
  asm("cvt.rzi.s8.f32 %0, %1;" : "=r"(i) : "f"(a));
  o[7] = (unsigned)i;
}

// Powers of two, and what else the approximations have to hit.
__global__ void approximations(float* out) {
  asm("ex2.approx.ftz.f32 %0, %1;" : "=f"(out[0]) : "f"(5.0f));
  asm("lg2.approx.f32 %0, %1;" : "=f"(out[1]) : "f"(1024.0f));
  asm("rcp.approx.ftz.f32 %0, %1;" : "=f"(out[2]) : "f"(0.25f));
  asm("rsqrt.approx.f32 %0, %1;" : "=f"(out[3]) : "f"(0.0625f));
  asm("sqrt.approx.ftz.f32 %0, %1;" : "=f"(out[4]) : "f"(144.0f));
  asm("sin.approx.f32 %0, %1;" : "=f"(out[5]) : "f"(0.0f));
  asm("cos.approx.f32 %0, %1;" : "=f"(out[6]) : "f"(0.0f));
  asm("tanh.approx.f32 %0, %1;" : "=f"(out[7]) : "f"(0.0f));
  asm("div.approx.f32 %0, %1, %2;" : "=f"(out[8]) : "f"(12.0f), "f"(4.0f));
  asm("div.full.f32 %0, %1, %2;" : "=f"(out[9]) : "f"(1.0f), "f"(8.0f));
  asm("copysign.f32 %0, %1, %2;" : "=f"(out[10]) : "f"(-1.0f), "f"(3.0f));
}

__global__ void run() {
  unsigned t = threadIdx.x + blockIdx.x * blockDim.x;
  float a = between(t, 1), b = between(t, 2), c = between(t, 3);
  single(a, b, c);
  narrow(a, b, c);
  whole((int)(mix(t) >> (t % 4 * 8)) - (t % 4 ? 100 : 0), a);
}

int main() {
  run<<<8, 64>>>();
  int h[CHECKS];
  cudaMemcpyFromSymbol(h, wrong, sizeof h);
  printf("%s\n", cudaGetErrorName(cudaDeviceSynchronize()));
  for (int i = 0; i < CHECKS; i++) printf("%d%s", h[i], i % 16 == 15 ? "\n" : " ");
  unsigned *in, *out;
  float* f;
  cudaMallocManaged(&in, 10 * sizeof(unsigned));
  cudaMallocManaged(&out, 80 * sizeof(unsigned));
  cudaMallocManaged(&f, 11 * sizeof(float));
  const unsigned values[10] = {0, 0x80000000u, 0x00000001u, 0x807fffffu, 0x00800000u, 0x3f000000u, 0xc2f70000u, 0x7f800000u, 0xff800000u, 0x7fc00000u};
  for (int i = 0; i < 10; i++) in[i] = values[i];
  edges<<<1, 10>>>(in, out);
  approximations<<<1, 1>>>(f);
  printf("%s\n", cudaGetErrorName(cudaDeviceSynchronize()));
  for (int i = 0; i < 80; i++) {
    if (i % 8 < 4) printf("%08x%s", out[i], " ");
    else printf("%d%s", (int)out[i], i % 8 == 7 ? "\n" : " ");
  }
  for (int i = 0; i < 11; i++) printf("%g ", f[i]);
  printf("\n");
}
