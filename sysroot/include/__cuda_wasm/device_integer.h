/* Integer intrinsics: bit counting, wide products, byte permutation, funnel shifts, averages. */
#ifndef __CUDA_WASM_DEVICE_INTEGER_H
#define __CUDA_WASM_DEVICE_INTEGER_H
#include <__cuda_wasm/host_defines.h>

#define __CW_D __device__ inline
__CW_D int __clz(int x) { return x == 0 ? 32 : __builtin_clz((unsigned)x); }
__CW_D int __clzll(long long x) { return x == 0 ? 64 : __builtin_clzll((unsigned long long)x); }
__CW_D int __popc(unsigned x) { return __builtin_popcount(x); }
__CW_D int __popcll(unsigned long long x) { return __builtin_popcountll(x); }
__CW_D int __ffs(int x) { return x == 0 ? 0 : __builtin_ctz((unsigned)x) + 1; }
__CW_D int __ffsll(long long x) { return x == 0 ? 0 : __builtin_ctzll((unsigned long long)x) + 1; }
__CW_D unsigned __brev(unsigned x) {
  x = (x >> 1 & 0x55555555u) | (x & 0x55555555u) << 1;
  x = (x >> 2 & 0x33333333u) | (x & 0x33333333u) << 2;
  x = (x >> 4 & 0x0f0f0f0fu) | (x & 0x0f0f0f0fu) << 4;
  return __builtin_bswap32(x);
}
__CW_D unsigned long long __brevll(unsigned long long x) {
  return (unsigned long long)__brev((unsigned)x) << 32 | __brev((unsigned)(x >> 32));
}
/* Position of the offset-th set bit at or after base (before it for a negative offset), else 0xffffffff. */
__CW_D unsigned __fns(unsigned mask, unsigned base, int offset) {
  int step = offset < 0 ? -1 : 1;
  if (offset == 0) return (mask >> (base & 31) & 1) ? base : 0xffffffffu;
  for (int i = (int)base; i >= 0 && i < 32; i += step) {
    if (mask >> i & 1) offset -= step;
    if (offset == 0) return (unsigned)i;
  }
  return 0xffffffffu;
}
__CW_D int __mulhi(int a, int b) { return (int)((long long)a * b >> 32); }
__CW_D unsigned __umulhi(unsigned a, unsigned b) { return (unsigned)((unsigned long long)a * b >> 32); }
__CW_D unsigned long long __umul64hi(unsigned long long a, unsigned long long b) {
  unsigned long long a0 = (unsigned)a, a1 = a >> 32, b0 = (unsigned)b, b1 = b >> 32;
  unsigned long long m = a1 * b0 + (a0 * b0 >> 32), n = a0 * b1 + (unsigned)m;
  return a1 * b1 + (m >> 32) + (n >> 32);
}
__CW_D long long __mul64hi(long long a, long long b) {
  return (long long)(__umul64hi((unsigned long long)a, (unsigned long long)b) - (a < 0 ? (unsigned long long)b : 0) -
                     (b < 0 ? (unsigned long long)a : 0));
}
__CW_D int __mul24(int a, int b) { return (int)((unsigned)(a << 8 >> 8) * (unsigned)(b << 8 >> 8)); }
__CW_D unsigned __umul24(unsigned a, unsigned b) { return (a & 0xffffffu) * (b & 0xffffffu); }
__CW_D int mul24(int a, int b) { return __mul24(a, b); }
__CW_D unsigned umul24(unsigned a, unsigned b) { return __umul24(a, b); }
__CW_D int mulhi(int a, int b) { return __mulhi(a, b); }
__CW_D unsigned umulhi(unsigned a, unsigned b) { return __umulhi(a, b); }
__CW_D unsigned mulhi(unsigned a, unsigned b) { return __umulhi(a, b); }
__CW_D unsigned mulhi(int a, unsigned b) { return __umulhi((unsigned)a, b); }
__CW_D unsigned mulhi(unsigned a, int b) { return __umulhi(a, (unsigned)b); }
__CW_D long long mul64hi(long long a, long long b) { return __mul64hi(a, b); }
__CW_D unsigned long long umul64hi(unsigned long long a, unsigned long long b) { return __umul64hi(a, b); }
__CW_D unsigned __sad(int a, int b, unsigned c) {
  return (a < b ? (unsigned)b - (unsigned)a : (unsigned)a - (unsigned)b) + c;
}
__CW_D unsigned __usad(unsigned a, unsigned b, unsigned c) { return (a < b ? b - a : a - b) + c; }
__CW_D int __hadd(int a, int b) { return (a & b) + ((a ^ b) >> 1); }
__CW_D int __rhadd(int a, int b) { return (a | b) - ((a ^ b) >> 1); }
__CW_D unsigned __uhadd(unsigned a, unsigned b) { return (a & b) + ((a ^ b) >> 1); }
__CW_D unsigned __urhadd(unsigned a, unsigned b) { return (a | b) - ((a ^ b) >> 1); }
__CW_D unsigned __byte_perm(unsigned a, unsigned b, unsigned s) {
  unsigned long long bytes = (unsigned long long)b << 32 | a;
  return ((unsigned)(bytes >> ((s & 7) * 8)) & 0xffu) | ((unsigned)(bytes >> ((s >> 4 & 7) * 8)) & 0xffu) << 8 |
         ((unsigned)(bytes >> ((s >> 8 & 7) * 8)) & 0xffu) << 16 | ((unsigned)(bytes >> ((s >> 12 & 7) * 8)) & 0xffu) << 24;
}
__CW_D unsigned __funnelshift_l(unsigned low, unsigned high, unsigned n) {
  n &= 31;
  return n == 0 ? high : high << n | low >> (32 - n);
}
__CW_D unsigned __funnelshift_lc(unsigned low, unsigned high, unsigned n) {
  return n >= 32 ? low : __funnelshift_l(low, high, n);
}
__CW_D unsigned __funnelshift_r(unsigned low, unsigned high, unsigned n) {
  n &= 31;
  return n == 0 ? low : low >> n | high << (32 - n);
}
__CW_D unsigned __funnelshift_rc(unsigned low, unsigned high, unsigned n) {
  return n >= 32 ? high : __funnelshift_r(low, high, n);
}
/* Dot products of four bytes, or of two halfwords with two bytes. */
__CW_D int __dp4a(int a, int b, int c) {
  for (int i = 0; i < 32; i += 8) c += (int)(signed char)(a >> i) * (int)(signed char)(b >> i);
  return c;
}
__CW_D unsigned __dp4a(unsigned a, unsigned b, unsigned c) {
  for (int i = 0; i < 32; i += 8) c += (a >> i & 0xffu) * (b >> i & 0xffu);
  return c;
}
__CW_D int __dp2a_lo(int a, int b, int c) { return c + (short)a * (signed char)b + (a >> 16) * (signed char)(b >> 8); }
__CW_D int __dp2a_hi(int a, int b, int c) { return __dp2a_lo(a, b >> 16, c); }
__CW_D unsigned __dp2a_lo(unsigned a, unsigned b, unsigned c) {
  return c + (a & 0xffffu) * (b & 0xffu) + (a >> 16) * (b >> 8 & 0xffu);
}
__CW_D unsigned __dp2a_hi(unsigned a, unsigned b, unsigned c) { return __dp2a_lo(a, b >> 16, c); }
#undef __CW_D

#endif
