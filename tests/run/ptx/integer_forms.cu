// run: tolerance=0
// Integer instructions in their rarer forms, each against the same thing in C: parts of products, carries through sums and products, saturation, pairs of 16 bits, bit positions and masks, permutation modes, dot products, video instructions.
#include <stdio.h>

#define CHECKS 48
__device__ int wrong[CHECKS];
typedef unsigned long long u64;
typedef long long s64;

__device__ void check(int i, u64 got, u64 want) {
  if (got != want) atomicAdd(&wrong[i], 1);
}
__device__ unsigned mix(unsigned x) { return (x ^ x >> 15) * 2654435761u ^ x << 7; }
// Edges in the first lanes, any bits in the others.
__device__ unsigned sample(unsigned lane, unsigned salt) {
  const unsigned edges[8] = {0, 1, 0xffffffffu, 0x7fffffffu, 0x80000000u, 0xffff, 0x10000, 0x80007fff};
  return lane < 64 ? edges[salt % 3 == 0 ? lane % 8 : lane / 8] : mix(lane * 977 + salt * 131071);
}
__device__ int clamp32(s64 v) { return v < -2147483648ll ? -2147483647 - 1 : v > 2147483647ll ? 2147483647 : (int)v; }
__device__ u64 joined(unsigned low, unsigned high) { return (u64)high << 32 | low; }

__device__ void products(unsigned a, unsigned b, unsigned c) {
  unsigned r, s, t, u;
  int i;
  s64 w;
  unsigned short h;
  asm("mul24.lo.u32 %0, %1, %2;" : "=r"(r) : "r"(a), "r"(b));
  check(0, r, (unsigned)((u64)(a & 0xffffff) * (b & 0xffffff)));
  asm("mul24.hi.s32 %0, %1, %2;" : "=r"(i) : "r"(a), "r"(b));
  check(1, (unsigned)i, (unsigned)((s64)((int)(a << 8) >> 8) * ((int)(b << 8) >> 8) >> 16));
  asm("mad24.lo.s32 %0, %1, %2, %3;" : "=r"(i) : "r"(a), "r"(b), "r"(c));
  check(2, (unsigned)i, (unsigned)((s64)((int)(a << 8) >> 8) * ((int)(b << 8) >> 8)) + c);
  asm("mul.hi.s16 %0, %1, %2;" : "=h"(h) : "h"((short)a), "h"((short)b));
  check(3, h, (unsigned short)((short)a * (short)b >> 16));
  asm("mul.wide.u16 %0, %1, %2;" : "=r"(r) : "h"((unsigned short)a), "h"((unsigned short)b));
  check(4, r, (unsigned)(unsigned short)a * (unsigned short)b);
  asm("mad.wide.s32 %0, %1, %2, %3;" : "=l"(w) : "r"(a), "r"(b), "l"((s64)(int)c));
  check(5, (u64)w, (u64)((s64)(int)a * (int)b + (int)c));
  asm("mad.hi.s32 %0, %1, %2, %3;" : "=r"(i) : "r"(a), "r"(b), "r"(c));
  check(6, (unsigned)i, (unsigned)__mulhi((int)a, (int)b) + c);
  asm("mad.hi.sat.s32 %0, %1, %2, %3;" : "=r"(i) : "r"(a), "r"(b), "r"(c));
  check(7, (unsigned)i, (unsigned)clamp32((s64)__mulhi((int)a, (int)b) + (int)c));
  // 64 bits times 64 bits, by rows of partial sums.
  asm("{\n\t"
      "mul.lo.u32      %0, %4, %6;\n\t"
      "mul.hi.u32      %1, %4, %6;\n\t"
      "mad.lo.cc.u32   %1, %4, %7, %1;\n\t"
      "madc.hi.u32     %2, %4, %7, 0;\n\t"
      "mad.lo.cc.u32   %1, %5, %6, %1;\n\t"
      "madc.hi.cc.u32  %2, %5, %6, %2;\n\t"
      "madc.hi.u32     %3, %5, %7, 0;\n\t"
      "mad.lo.cc.u32   %2, %5, %7, %2;\n\t"
      "addc.u32        %3, %3, 0;\n\t"
      "}" : "=&r"(r), "=&r"(s), "=&r"(t), "=&r"(u) : "r"(a), "r"(b), "r"(c), "r"(a ^ c));
  u64 x = joined(a, b), y = joined(c, a ^ c);
  check(8, joined(r, s), x * y);
  check(9, joined(t, u), __umul64hi(x, y));
}

// The carry lives on from one statement to the next.
__device__ void carries(unsigned a, unsigned b, unsigned c) {
  unsigned r, s, t;
  asm volatile("add.cc.u32 %0, %1, %2;" : "=r"(r) : "r"(a), "r"(b));
  asm volatile("addc.cc.u32 %0, %1, %2;" : "=r"(s) : "r"(b), "r"(c));
  asm volatile("addc.u32 %0, %1, 0;" : "=r"(t) : "r"(c));
  u64 sum = joined(a, b) + joined(b, c);
  check(10, joined(r, s), sum);
  check(11, t, c + (sum < joined(a, b)));
  asm volatile("sub.cc.u32 %0, %1, %2;" : "=r"(r) : "r"(a), "r"(b));
  asm volatile("subc.cc.u32 %0, %1, %2;" : "=r"(s) : "r"(b), "r"(c));
  asm volatile("subc.u32 %0, %1, 0;" : "=r"(t) : "r"(c));
  check(12, joined(r, s), joined(a, b) - joined(b, c));
  check(13, t, c - (joined(a, b) < joined(b, c)));
  u64 w, v;
  asm volatile("add.cc.u64 %0, %2, %3;\n\taddc.u64 %1, %4, 0;" : "=l"(w), "=l"(v) : "l"(sum), "l"(joined(c, a)), "l"(joined(a, c)));
  check(14, w, sum + joined(c, a));
  check(15, v, joined(a, c) + (sum + joined(c, a) < sum));
  int i;
  asm("add.sat.s32 %0, %1, %2;" : "=r"(i) : "r"(a), "r"(b));
  check(16, (unsigned)i, (unsigned)clamp32((s64)(int)a + (int)b));
  asm("sub.sat.s32 %0, %1, %2;" : "=r"(i) : "r"(a), "r"(b));
  check(17, (unsigned)i, (unsigned)clamp32((s64)(int)a - (int)b));
  asm("add.u16x2 %0, %1, %2;" : "=r"(r) : "r"(a), "r"(b));
  check(18, r, __vadd2(a, b));
  asm("min.s16x2 %0, %1, %2;" : "=r"(r) : "r"(a), "r"(b));
  check(19, r, __vmins2(a, b));
  asm("max.u16x2 %0, %1, %2;" : "=r"(r) : "r"(a), "r"(b));
  check(20, r, __vmaxu2(a, b));
}

__device__ unsigned byte_of(u64 both, int k) { return (unsigned)(both >> 8 * (k & 7)) & 255; }
__device__ unsigned bytes_of(u64 both, int d, int c, int b, int a) { return byte_of(both, d) << 24 | byte_of(both, c) << 16 | byte_of(both, b) << 8 | byte_of(both, a); }

__device__ void bits(unsigned a, unsigned b, unsigned c) {
  unsigned r;
  asm("bfind.u32 %0, %1;" : "=r"(r) : "r"(a));
  check(21, r, a ? 31 - __clz(a) : 0xffffffffu);
  asm("bfind.shiftamt.s32 %0, %1;" : "=r"(r) : "r"(a));
  unsigned m = a ^ (unsigned)((int)a >> 31);
  check(22, r, m ? __clz(m) : 0xffffffffu);
  asm("bmsk.clamp.b32 %0, %1, %2;" : "=r"(r) : "r"(a & 63), "r"(b & 63));
  u64 ones = (b & 63) >= 32 ? 0xffffffffull : (1ull << (b & 63)) - 1;
  check(23, r, (a & 63) >= 32 ? 0 : (unsigned)(ones << (a & 63)));
  asm("szext.clamp.s32 %0, %1, %2;" : "=r"(r) : "r"(a), "r"(b & 63));
  check(24, r, (b & 63) >= 32 ? a : (b & 63) == 0 ? 0 : (unsigned)((int)(a << (32 - (b & 63))) >> (32 - (b & 63))));
  asm("fns.b32 %0, %1, %2, %3;" : "=r"(r) : "r"(a), "r"(b & 31), "r"((int)(c & 7) - 3));
  check(25, r, __fns(a, b & 31, (int)(c & 7) - 3));
  u64 both = joined(a, b);
  int n = c & 3;
  asm("prmt.b32.f4e %0, %1, %2, %3;" : "=r"(r) : "r"(a), "r"(b), "r"(c));
  check(26, r, bytes_of(both, n + 3, n + 2, n + 1, n));
  asm("prmt.b32.b4e %0, %1, %2, %3;" : "=r"(r) : "r"(a), "r"(b), "r"(c));
  check(27, r, bytes_of(both, n + 5, n + 6, n + 7, n));
  asm("prmt.b32.rc8 %0, %1, %2, %3;" : "=r"(r) : "r"(a), "r"(b), "r"(c));
  check(28, r, bytes_of(both, n, n, n, n));
  asm("prmt.b32.ecl %0, %1, %2, %3;" : "=r"(r) : "r"(a), "r"(b), "r"(c));
  check(29, r, bytes_of(both, 3, max(n, 2), max(n, 1), n));
  asm("prmt.b32.ecr %0, %1, %2, %3;" : "=r"(r) : "r"(a), "r"(b), "r"(c));
  check(30, r, bytes_of(both, n, min(n, 2), min(n, 1), 0));
  asm("prmt.b32.rc16 %0, %1, %2, %3;" : "=r"(r) : "r"(a), "r"(b), "r"(c));
  check(31, r, n & 1 ? bytes_of(both, 3, 2, 3, 2) : bytes_of(both, 1, 0, 1, 0));
  int i;
  asm("dp2a.lo.s32.u32 %0, %1, %2, %3;" : "=r"(i) : "r"(a), "r"(b), "r"(c));
  check(32, (unsigned)i, (unsigned)((short)a * (int)(b & 255) + (int)((int)a >> 16) * (int)(b >> 8 & 255)) + c);
  asm("dp2a.hi.u32.s32 %0, %1, %2, %3;" : "=r"(i) : "r"(a), "r"(b), "r"(c));
  check(33, (unsigned)i, (a & 0xffff) * (unsigned)(int)(signed char)(b >> 16) + (a >> 16) * (unsigned)(int)(signed char)(b >> 24) + c);
  asm("cnot.b32 %0, %1;" : "=r"(r) : "r"(a));
  check(34, r, a == 0);
  asm("slct.u32.s32 %0, %1, %2, %3;" : "=r"(r) : "r"(a), "r"(b), "r"(c));
  check(35, r, (int)c >= 0 ? a : b);
}

__device__ void video(unsigned a, unsigned b, unsigned c) {
  unsigned r;
  int i;
  asm("vadd.s32.u32.s32.sat %0, %1, %2;" : "=r"(i) : "r"(a), "r"(b));
  check(36, (unsigned)i, (unsigned)clamp32((s64)a + (int)b));
  asm("vsub.s32.s32.s32 %0, %1.b1, %2.h1;" : "=r"(i) : "r"(a), "r"(b));
  check(37, (unsigned)i, (unsigned)((signed char)(a >> 8) - (short)(b >> 16)));
  asm("vmax.s32.s32.s32.max %0, %1, %2, %3;" : "=r"(i) : "r"(a), "r"(b), "r"(c));
  check(38, (unsigned)i, (unsigned)max(max((int)a, (int)b), (int)c));
  asm("vabsdiff.u32.u32.u32.add %0, %1.b0, %2.b3, %3;" : "=r"(r) : "r"(a), "r"(b), "r"(c));
  check(39, r, (unsigned)abs((int)(a & 255) - (int)(b >> 24)) + c);
  asm("vshl.u32.u32.u32.clamp %0, %1, %2;" : "=r"(r) : "r"(a), "r"(b & 63));
  check(40, r, (b & 63) >= 32 ? 0 : a << (b & 63));
  asm("vset.s32.u32.lt %0, %1, %2;" : "=r"(r) : "r"(a), "r"(b));
  check(41, r, (s64)(int)a < (s64)b);
  asm("vmad.s32.s32.u32.shr7 %0, %1.b0, %2.b1, %3;" : "=r"(i) : "r"(a), "r"(b), "r"(c));
  check(42, (unsigned)i, (unsigned)(((s64)(signed char)a * (int)(b >> 8 & 255) + (int)c) >> 7));
  asm("vadd4.u32.u32.u32.sat %0, %1, %2, %3;" : "=r"(r) : "r"(a), "r"(b), "r"(0));
  check(43, r, __vaddus4(a, b));
  asm("vavrg2.u32.u32.u32 %0, %1, %2, %3;" : "=r"(r) : "r"(a), "r"(b), "r"(0));
  check(44, r, __vavgu2(a, b));
  asm("vmin4.s32.s32.s32 %0, %1, %2, %3;" : "=r"(r) : "r"(a), "r"(b), "r"(0));
  check(45, r, __vmins4(a, b));
  asm("vset4.u32.u32.ge %0, %1, %2, %3;" : "=r"(r) : "r"(a), "r"(b), "r"(0));
  check(46, r, __vsetgeu4(a, b));
  asm("vabsdiff2.s32.s32.s32.add %0, %1, %2, %3;" : "=r"(r) : "r"(a), "r"(b), "r"(c));
  check(47, r, (unsigned)abs((short)a - (short)b) + (unsigned)abs(((int)a >> 16) - ((int)b >> 16)) + c);
}

__global__ void run() {
  unsigned a = sample(threadIdx.x, 1), b = sample(threadIdx.x, 3), c = sample(threadIdx.x, blockIdx.x + 4);
  products(a, b, c);
  carries(a, b, c);
  bits(a, b, c);
  video(a, b, c);
}

int main() {
  run<<<8, 256>>>();
  int h[CHECKS];
  cudaMemcpyFromSymbol(h, wrong, sizeof h);
  printf("%s\n", cudaGetErrorName(cudaDeviceSynchronize()));
  for (int i = 0; i < CHECKS; i++) printf("%d%s", h[i], i % 16 == 15 ? "\n" : " ");
}
