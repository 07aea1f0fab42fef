// Arithmetic and conversions with CUDA's four rounding modes. The hardware rounds to nearest; the exact error of that result
// tells whether its neighbour is the right one in another mode.
#include <cuda_runtime.h>
#include "core.h"

extern "C" __CW_HD double __cw_fma(double, double, double);
extern "C" __CW_HD double __cw_fma_in_integers(double, double, double, int mode);

#define CW_DEV extern "C" __device__
#define CW_DIN static __device__ inline

enum Mode { nearest, zero, up, down };

CW_DIN double next_up(double x) { return x == 0.0 ? 4.9406564584124654e-324 : cw_from_bits(x > 0.0 ? cw_bits_of(x) + 1 : cw_bits_of(x) - 1); }
CW_DIN double next_down(double x) { return -next_up(-x); }
CW_DIN float next_up(float x) { return x == 0.0f ? 1.40129846e-45f : cw_from_bits(x > 0.0f ? cw_bits_of(x) + 1u : cw_bits_of(x) - 1u); }
CW_DIN float next_down(float x) { return -next_up(-x); }

// r is the nearest to an exact value; error has the sign of that value less r. Infinity from overflow counts as above or
// below the value.
template <class T> CW_DIN T adjust(T r, double error, Mode mode) {
  if (mode == nearest || r != r || error == 0.0) return r;
  bool lower = mode == down || (mode == zero && (r > 0 || (r == 0 && error > 0.0)));
  if (lower) return error < 0.0 ? next_down(r) : r;
  return error > 0.0 ? next_up(r) : r;
}
// Of infinite results only those count that come from finite operands.
CW_DIN double overflow_error(double r) { return r > 0.0 ? -1.0 : 1.0; }

// A double (and the sign of what it lacks of the exact value) as a float.
CW_DIN float to_float(double h, double l, Mode mode) {
  float r = (float)h;
  if (mode == nearest && l == 0.0) return r;
  if (mode == nearest) {
    // The rest decides only when h is half way.
    if (l == 0.0 || !cw_is_finite(h)) return r;
    double d = h - (double)r;
    double gap = d > 0.0 ? (double)next_up(r) - h : h - (double)next_down(r);
    if (cw_abs(d) != gap) return r;
    return d > 0.0 ? (l > 0.0 ? next_up(r) : r) : (l < 0.0 ? next_down(r) : r);
  }
  if (!cw_is_finite(h)) return r;
  double d = h - (double)r;
  if (isinf(r)) d = overflow_error((double)r);
  return adjust(r, d != 0.0 ? d : l, mode);
}

CW_DIN double add(double a, double b, Mode mode) {
  double r = a + b;
  if (mode == nearest) return r;
  if (!cw_is_finite(a) || !cw_is_finite(b)) return r;
  if (!cw_is_finite(r)) return adjust(r, overflow_error(r), mode);
  if (r == 0.0 && (a != 0.0 || b != 0.0 || cw_bits_of(a) != cw_bits_of(b))) return mode == down ? -0.0 : 0.0;
  return adjust(r, cw_sum(a, b).l, mode);
}
// The error of a b, of its sign at least: exact by a fused product, after scaling away from underflow.
CW_DIN double product_error(double a, double b, double r) {
  double big = cw_pow2(500);
  if (cw_abs(r) > 1e-280) return __cw_fma(a, b, -r);
  if (cw_abs(a) < cw_abs(b)) return cw_abs(b) > 1e100 ? __cw_fma(a * big, b, -(r * big)) : __cw_fma(a * big, b * big, -(r * big * big));
  return cw_abs(a) > 1e100 ? __cw_fma(a, b * big, -(r * big)) : __cw_fma(a * big, b * big, -(r * big * big));
}
CW_DIN double mul(double a, double b, Mode mode) {
  double r = a * b;
  if (mode == nearest || !cw_is_finite(a) || !cw_is_finite(b) || a == 0.0 || b == 0.0) return r;
  if (!cw_is_finite(r)) return adjust(r, overflow_error(r), mode);
  return adjust(r, product_error(a, b, r), mode);
}
CW_DIN double div(double a, double b, Mode mode) {
  double r = a / b;
  if (mode == nearest || !cw_is_finite(a) || !cw_is_finite(b) || a == 0.0 || b == 0.0) return r;
  if (!cw_is_finite(r)) return adjust(r, overflow_error(r), mode);
  // The sign of a/b - r is that of (a - r b) / b; frexp'd operands keep the residual exact.
  int ea, eb;
  double ma = frexp(a, &ea), mb = frexp(b, &eb), q = scalbn(r, eb - ea);
  if (scalbn(q, ea - eb) != r) return r;
  double rest = __cw_fma(-q, mb, ma);
  return adjust(r, mb > 0.0 ? rest : -rest, mode);
}
CW_DIN double root(double a, Mode mode) {
  double r = __builtin_sqrt(a);
  if (mode == nearest || !cw_is_finite(r) || r == 0.0) return r;
  int e;
  double m = frexp(a, &e);
  if (e & 1) {
    m *= 2.0;
    e--;
  }
  double s = scalbn(r, -e / 2);
  return adjust(r, __cw_fma(-s, s, m), mode);
}
CW_DIN double fused(double a, double b, double c, Mode mode) {
  if (mode == nearest) return fma(a, b, c);
  if (!cw_is_finite(a) || !cw_is_finite(b) || !cw_is_finite(c)) return __cw_fma(a, b, c);
  if (a == 0.0 || b == 0.0) return add(a * b, c, mode);
  if (c == 0.0) return mul(a, b, mode);
  return __cw_fma_in_integers(a, b, c, mode);
}

// Floats: products are exact in double; sums, quotients and roots have an error of known sign.
CW_DIN float add(float a, float b, Mode mode) {
  if (mode == nearest) return a + b;
  cw_dd s = cw_sum((double)a, (double)b);
  if (!cw_is_finite(s.h)) return (float)s.h;
  if (s.h == 0.0) return (float)add((double)a, (double)b, mode);
  return to_float(s.h, s.l, mode);
}
CW_DIN float mul(float a, float b, Mode mode) {
  return mode == nearest ? a * b : to_float((double)a * (double)b, 0.0, mode);
}
CW_DIN float div(float a, float b, Mode mode) {
  if (mode == nearest) return a / b;
  double x = (double)a, y = (double)b, q = x / y;
  if (!cw_is_finite(q) || q == 0.0) return a / b;
  double rest = __cw_fma(-q, y, x);
  return to_float(q, y > 0.0 ? rest : -rest, mode);
}
CW_DIN float root(float a, Mode mode) {
  if (mode == nearest) return __builtin_sqrtf(a);
  double x = (double)a, s = __builtin_sqrt(x);
  if (!cw_is_finite(s) || s == 0.0) return (float)s;
  return to_float(s, __cw_fma(-s, s, x), mode);
}
CW_DIN float fused(float a, float b, float c, Mode mode) {
  if (mode == nearest) return fmaf(a, b, c);
  cw_dd s = cw_sum((double)a * (double)b, (double)c);
  if (!cw_is_finite(s.h)) return (float)s.h;
  if (s.h == 0.0) return (float)add((double)a * (double)b, (double)c, mode);
  return to_float(s.h, s.l, mode);
}

#define CW_MODES(M) M(rn, nearest) M(rz, zero) M(ru, up) M(rd, down)
#define CW_ARITHMETIC(suffix, mode)                                                                        \
  CW_DEV float __fadd_##suffix(float a, float b) { return add(a, b, mode); }                               \
  CW_DEV float __fsub_##suffix(float a, float b) { return add(a, -b, mode); }                              \
  CW_DEV float __fmul_##suffix(float a, float b) { return mul(a, b, mode); }                               \
  CW_DEV float __fdiv_##suffix(float a, float b) { return div(a, b, mode); }                               \
  CW_DEV float __frcp_##suffix(float a) { return div(1.0f, a, mode); }                                     \
  CW_DEV float __fsqrt_##suffix(float a) { return root(a, mode); }                                         \
  CW_DEV float __fmaf_##suffix(float a, float b, float c) { return fused(a, b, c, mode); }                 \
  CW_DEV float __fmaf_ieee_##suffix(float a, float b, float c) { return fused(a, b, c, mode); }            \
  CW_DEV double __dadd_##suffix(double a, double b) { return add(a, b, mode); }                            \
  CW_DEV double __dsub_##suffix(double a, double b) { return add(a, -b, mode); }                           \
  CW_DEV double __dmul_##suffix(double a, double b) { return mul(a, b, mode); }                            \
  CW_DEV double __ddiv_##suffix(double a, double b) { return div(a, b, mode); }                            \
  CW_DEV double __drcp_##suffix(double a) { return div(1.0, a, mode); }                                    \
  CW_DEV double __dsqrt_##suffix(double a) { return root(a, mode); }                                       \
  CW_DEV double __fma_##suffix(double a, double b, double c) { return fused(a, b, c, mode); }              \
  CW_DEV float __double2float_##suffix(double a) { return to_float(a, 0.0, mode); }
CW_MODES(CW_ARITHMETIC)

// To integers: rounded, then saturated. NaN gives 0 from float to 32 bits, else the sign bit alone, as on an H100.
CW_DIN double whole(double x, Mode mode) {
  return mode == nearest ? __builtin_rint(x) : mode == zero ? __builtin_trunc(x) : mode == up ? __builtin_ceil(x) : __builtin_floor(x);
}
CW_DIN int to_int(double x) { return x >= 2147483647.0 ? 2147483647 : x > -2147483648.0 ? (int)x : -2147483647 - 1; }
CW_DIN unsigned to_uint(double x) { return x != x ? 0x80000000u : x >= 4294967295.0 ? 4294967295u : x > 0.0 ? (unsigned)x : 0u; }
CW_DIN long long to_ll(double x) {
  return x >= 9223372036854775808.0 ? 9223372036854775807ll : x > -9223372036854775808.0 ? (long long)x : -9223372036854775807ll - 1;
}
CW_DIN unsigned long long to_ull(double x) {
  if (x != x) return 0x8000000000000000ull;
  return x >= 18446744073709551616.0 ? 18446744073709551615ull : x > 0.0 ? (unsigned long long)x : 0ull;
}
#define CW_TO_INTEGERS(suffix, mode)                                                                       \
  CW_DEV int __float2int_##suffix(float x) { return x != x ? 0 : to_int(whole((double)x, mode)); }         \
  CW_DEV unsigned __float2uint_##suffix(float x) { return x != x ? 0u : to_uint(whole((double)x, mode)); } \
  CW_DEV long long __float2ll_##suffix(float x) { return to_ll(whole((double)x, mode)); }                  \
  CW_DEV unsigned long long __float2ull_##suffix(float x) { return to_ull(whole((double)x, mode)); }       \
  CW_DEV int __double2int_##suffix(double x) { return to_int(whole(x, mode)); }                            \
  CW_DEV unsigned __double2uint_##suffix(double x) { return to_uint(whole(x, mode)); }                     \
  CW_DEV long long __double2ll_##suffix(double x) { return to_ll(whole(x, mode)); }                        \
  CW_DEV unsigned long long __double2ull_##suffix(double x) { return to_ull(whole(x, mode)); }
CW_MODES(CW_TO_INTEGERS)

// From integers: 32 bits fit a double; 64 bits are the sum of two.
CW_DIN double high_part(unsigned long long x) { return (double)(unsigned)(x >> 32) * 4294967296.0; }
CW_DIN double low_part(unsigned long long x) { return (double)(unsigned)x; }
CW_DIN double high_part(long long x) { return (double)(int)(x >> 32) * 4294967296.0; }
CW_DIN double low_part(long long x) { return (double)(unsigned)x; }
template <class T> CW_DIN float sum_to_float(T x, Mode mode) {
  cw_dd s = cw_fast_sum(high_part(x), low_part(x));
  return s.h == 0.0 && s.l == 0.0 ? 0.0f : to_float(s.h, s.l, mode);
}
template <class T> CW_DIN double sum_to_double(T x, Mode mode) {
  cw_dd s = cw_fast_sum(high_part(x), low_part(x));
  return adjust(s.h, s.l, mode);
}
#define CW_FROM_INTEGERS(suffix, mode)                                                                     \
  CW_DEV float __int2float_##suffix(int x) { return to_float((double)x, 0.0, mode); }                      \
  CW_DEV float __uint2float_##suffix(unsigned x) { return to_float((double)x, 0.0, mode); }                \
  CW_DEV float __ll2float_##suffix(long long x) { return sum_to_float(x, mode); }                          \
  CW_DEV float __ull2float_##suffix(unsigned long long x) { return sum_to_float(x, mode); }                \
  CW_DEV double __ll2double_##suffix(long long x) { return sum_to_double(x, mode); }                       \
  CW_DEV double __ull2double_##suffix(unsigned long long x) { return sum_to_double(x, mode); }
CW_MODES(CW_FROM_INTEGERS)
