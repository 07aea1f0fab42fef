/* One 16-bit floating type with its pair, conversions and functions: included by cuda_fp16.h and cuda_bf16.h, which set
     __CW_W      the word in function names (half, bfloat16)
     __CW_N, __CW_N2, __CW_RAW, __CW_RAW2   the type, the pair, and both as plain bits
     __CW_MANTISSA, __CW_BIAS               bits of the mantissa without the hidden one, and the exponent's bias
   and define __cw_##__CW_W##_value (bits to float) and __cw_##__CW_W##_nearest (float to bits, to nearest even).
   Sums, products and quotients are computed in float and rounded once more, which gives the correctly rounded result because float has more than twice as many bits; fma is computed
   in double and rounded to odd before. Results that are not numbers are 0x7fff, as on the device. */
#define __CW_PASTE3_(a, b, c) a##b##c
#define __CW_PASTE3(a, b, c) __CW_PASTE3_(a, b, c)
#define __CW_PASTE5_(a, b, c, d, e) a##b##c##d##e
#define __CW_PASTE5(a, b, c, d, e) __CW_PASTE5_(a, b, c, d, e)
/* <a><word><b> and <a><word><b><word><c> */
#define __CW_NAME(a, b) __CW_PASTE3(a, __CW_W, b)
#define __CW_NAME2(a, b, c) __CW_PASTE5(a, __CW_W, b, __CW_W, c)
#define __CW_F static __CW_HD inline
#define __CW_DF static __device__ inline

struct __CW_RAW {
  unsigned short x;
};
struct __attribute__((aligned(4))) __CW_RAW2 {
  unsigned short x, y;
};

struct __CW_N {
 protected:
  unsigned short __x;

 public:
  __CW_N() = default;
  __CW_HD constexpr __CW_N(const __CW_RAW& raw) : __x(raw.x) {}
  __CW_HD __CW_N(float v) : __x(__CW_NAME(__cw_, _nearest)(v)) {}
  __CW_HD __CW_N(double v) : __x((unsigned short)__cw_narrow<__CW_MANTISSA, __CW_BIAS>(v, __CW_NEAREST)) {}
#define __CW_FROM(T) \
  __CW_HD __CW_N(T v) : __x((unsigned short)__cw_narrow<__CW_MANTISSA, __CW_BIAS>(__cw_odd((long long)v), __CW_NEAREST)) {}
  __CW_FROM(short) __CW_FROM(unsigned short) __CW_FROM(int) __CW_FROM(unsigned) __CW_FROM(long) __CW_FROM(long long)
#undef __CW_FROM
  __CW_HD __CW_N(unsigned long v) : __x((unsigned short)__cw_narrow<__CW_MANTISSA, __CW_BIAS>(__cw_odd((unsigned long long)v), __CW_NEAREST)) {}
  __CW_HD __CW_N(unsigned long long v) : __x((unsigned short)__cw_narrow<__CW_MANTISSA, __CW_BIAS>(__cw_odd(v), __CW_NEAREST)) {}
  __CW_HD constexpr operator __CW_RAW() const { return __CW_RAW{__x}; }
  __CW_HD __CW_N& operator=(const __CW_RAW& raw) {
    __x = raw.x;
    return *this;
  }
  __CW_HD operator float() const { return __CW_NAME(__cw_, _value)(__x); }
  __CW_HD constexpr operator bool() const { return (__x & 0x7fff) != 0; }
#define __CW_TO(T) \
  __CW_HD operator T() const { return (T)__cw_saturate<T>((double)(float)*this, __CW_ZERO); }
  __CW_TO(char) __CW_TO(signed char) __CW_TO(unsigned char) __CW_TO(short) __CW_TO(unsigned short) __CW_TO(int) __CW_TO(unsigned)
  __CW_TO(long) __CW_TO(unsigned long) __CW_TO(long long) __CW_TO(unsigned long long)
#undef __CW_TO
#define __CW_ASSIGN(T) \
  __CW_HD __CW_N& operator=(T v) { return *this = __CW_N(v); }
  __CW_ASSIGN(float) __CW_ASSIGN(double) __CW_ASSIGN(short) __CW_ASSIGN(unsigned short) __CW_ASSIGN(int) __CW_ASSIGN(unsigned)
  __CW_ASSIGN(long long) __CW_ASSIGN(unsigned long long)
#undef __CW_ASSIGN
};

struct __attribute__((aligned(4))) __CW_N2 {
  __CW_N x, y;
  __CW_N2() = default;
  __CW_HD constexpr __CW_N2(const __CW_N& low, const __CW_N& high) : x(low), y(high) {}
  __CW_HD __CW_N2(const __CW_RAW2& raw) : x(__CW_RAW{raw.x}), y(__CW_RAW{raw.y}) {}
  __CW_HD operator __CW_RAW2() const { return __CW_RAW2{((__CW_RAW)x).x, ((__CW_RAW)y).x}; }
};

/* ---- bits, halves and pairs */

__CW_F unsigned short __CW_NAME(__, _as_ushort)(__CW_N v) { return ((__CW_RAW)v).x; }
__CW_F short __CW_NAME(__, _as_short)(__CW_N v) { return (short)((__CW_RAW)v).x; }
__CW_F __CW_N __CW_NAME(__ushort_as_, )(unsigned short bits) { return __CW_N(__CW_RAW{bits}); }
__CW_F __CW_N __CW_NAME(__short_as_, )(short bits) { return __CW_N(__CW_RAW{(unsigned short)bits}); }
__CW_F __CW_N2 __CW_NAME(make_, 2)(__CW_N x, __CW_N y) { return __CW_N2(x, y); }
__CW_F __CW_N2 __CW_NAME(__halves2, 2)(__CW_N low, __CW_N high) { return __CW_N2(low, high); }
__CW_F __CW_N2 __CW_NAME2(__, 2, 2)(__CW_N v) { return __CW_N2(v, v); }
__CW_F __CW_N __CW_NAME(__low2, )(__CW_N2 v) { return v.x; }
__CW_F __CW_N __CW_NAME(__high2, )(__CW_N2 v) { return v.y; }
__CW_F __CW_N2 __CW_NAME(__low2, 2)(__CW_N2 v) { return __CW_N2(v.x, v.x); }
__CW_F __CW_N2 __CW_NAME(__high2, 2)(__CW_N2 v) { return __CW_N2(v.y, v.y); }
__CW_F __CW_N2 __CW_NAME(__lows2, 2)(__CW_N2 a, __CW_N2 b) { return __CW_N2(a.x, b.x); }
__CW_F __CW_N2 __CW_NAME(__highs2, 2)(__CW_N2 a, __CW_N2 b) { return __CW_N2(a.y, b.y); }
__CW_F __CW_N2 __lowhigh2highlow(__CW_N2 v) { return __CW_N2(v.y, v.x); }

/* ---- conversions */

#define __CW_ROUNDED(suffix, mode) \
  __CW_F __CW_N __CW_NAME(__float2, suffix)(float v) { return __CW_N(__CW_RAW{(unsigned short)__cw_narrow<__CW_MANTISSA, __CW_BIAS>(v, mode)}); }
__CW_ROUNDED(_rz, __CW_ZERO)
__CW_ROUNDED(_ru, __CW_UP)
__CW_ROUNDED(_rd, __CW_DOWN)
#undef __CW_ROUNDED
__CW_F __CW_N __CW_NAME(__float2, )(float v) { return __CW_N(v); }
__CW_F __CW_N __CW_NAME(__float2, _rn)(float v) { return __CW_N(v); }
__CW_F __CW_N __CW_NAME(__double2, )(double v) { return __CW_N(v); }
__CW_F float __CW_NAME(__, 2float)(__CW_N v) { return (float)v; }
__CW_F float __low2float(__CW_N2 v) { return (float)v.x; }
__CW_F float __high2float(__CW_N2 v) { return (float)v.y; }
__CW_F __CW_N2 __CW_NAME(__float2, 2_rn)(float v) { return __CW_N2(__CW_N(v), __CW_N(v)); }
__CW_F __CW_N2 __CW_NAME(__floats2, 2_rn)(float x, float y) { return __CW_N2(__CW_N(x), __CW_N(y)); }
__CW_F __CW_N2 __CW_NAME(__float22, 2_rn)(float2 v) { return __CW_N2(__CW_N(v.x), __CW_N(v.y)); }
__CW_F float2 __CW_NAME(__, 22float2)(__CW_N2 v) { return make_float2((float)v.x, (float)v.y); }
#define __CW_INTEGER(name, T, suffix, mode)                                                                                    \
  __CW_F T __CW_NAME(__, 2##name##suffix)(__CW_N v) { return (T)__cw_saturate<T>((double)(float)v, mode); }                    \
  __CW_F __CW_N __CW_PASTE3(__##name##2, __CW_W, suffix)(T v) {                                                                \
    return __CW_N(__CW_RAW{(unsigned short)__cw_narrow<__CW_MANTISSA, __CW_BIAS>(__cw_odd((typename __cw_wide<T>::type)v), mode)}); \
  }
#define __CW_INTEGERS(name, T) \
  __CW_INTEGER(name, T, _rn, __CW_NEAREST) __CW_INTEGER(name, T, _rz, __CW_ZERO) __CW_INTEGER(name, T, _ru, __CW_UP) __CW_INTEGER(name, T, _rd, __CW_DOWN)
__CW_INTEGERS(short, short) __CW_INTEGERS(ushort, unsigned short) __CW_INTEGERS(int, int) __CW_INTEGERS(uint, unsigned)
__CW_INTEGERS(ll, long long) __CW_INTEGERS(ull, unsigned long long)
#undef __CW_INTEGERS
#undef __CW_INTEGER
__CW_F signed char __CW_NAME(__, 2char_rz)(__CW_N v) { return (signed char)v; }
__CW_F unsigned char __CW_NAME(__, 2uchar_rz)(__CW_N v) { return (unsigned char)v; }

/* ---- arithmetic: each function for one value and for pairs */

#define __CW_PAIRWISE(f2, f, R2) \
  __CW_F R2 f2(__CW_N2 a, __CW_N2 b) { return R2(f(a.x, b.x), f(a.y, b.y)); }
__CW_F __CW_N __cw_saturated(__CW_N v) { return (float)v > 0 ? ((float)v < 1 ? v : __CW_N(1.0f)) : __CW_N(0.0f); }
#define __CW_OPERATION(name, pair, op)                                           \
  __CW_F __CW_N name(__CW_N a, __CW_N b) { return __CW_N((float)a op (float)b); } \
  __CW_PAIRWISE(pair, name, __CW_N2)
__CW_OPERATION(__hadd, __hadd2, +)
__CW_OPERATION(__hsub, __hsub2, -)
__CW_OPERATION(__hmul, __hmul2, *)
__CW_OPERATION(__hadd_rn, __hadd2_rn, +)
__CW_OPERATION(__hsub_rn, __hsub2_rn, -)
__CW_OPERATION(__hmul_rn, __hmul2_rn, *)
__CW_OPERATION(__hdiv, __h2div, /)
#undef __CW_OPERATION
#define __CW_SATURATED(name, pair, f)                                                \
  __CW_F __CW_N name(__CW_N a, __CW_N b) { return __cw_saturated(f(a, b)); }          \
  __CW_PAIRWISE(pair, name, __CW_N2)
__CW_SATURATED(__hadd_sat, __hadd2_sat, __hadd)
__CW_SATURATED(__hsub_sat, __hsub2_sat, __hsub)
__CW_SATURATED(__hmul_sat, __hmul2_sat, __hmul)
#undef __CW_SATURATED
__CW_F __CW_N __hfma(__CW_N a, __CW_N b, __CW_N c) {
  return __CW_N(__CW_RAW{(unsigned short)__cw_narrow<__CW_MANTISSA, __CW_BIAS>(__cw_fma_odd((float)a, (float)b, (float)c), __CW_NEAREST)});
}
__CW_F __CW_N __hfma_sat(__CW_N a, __CW_N b, __CW_N c) { return __cw_saturated(__hfma(a, b, c)); }
__CW_F __CW_N __hfma_relu(__CW_N a, __CW_N b, __CW_N c) {
  __CW_N v = __hfma(a, b, c);
  return (float)v <= 0 ? __CW_N(0.0f) : v;
}
__CW_F __CW_N2 __hfma2(__CW_N2 a, __CW_N2 b, __CW_N2 c) { return __CW_N2(__hfma(a.x, b.x, c.x), __hfma(a.y, b.y, c.y)); }
__CW_F __CW_N2 __hfma2_sat(__CW_N2 a, __CW_N2 b, __CW_N2 c) { return __CW_N2(__hfma_sat(a.x, b.x, c.x), __hfma_sat(a.y, b.y, c.y)); }
__CW_F __CW_N2 __hfma2_relu(__CW_N2 a, __CW_N2 b, __CW_N2 c) { return __CW_N2(__hfma_relu(a.x, b.x, c.x), __hfma_relu(a.y, b.y, c.y)); }
__CW_F __CW_N __hneg(__CW_N v) { return (float)v != (float)v ? __CW_N(__CW_RAW{0x7fff}) : __CW_N(__CW_RAW{(unsigned short)(((__CW_RAW)v).x ^ 0x8000)}); }
__CW_F __CW_N __habs(__CW_N v) { return (float)v != (float)v ? __CW_N(__CW_RAW{0x7fff}) : __CW_N(__CW_RAW{(unsigned short)(((__CW_RAW)v).x & 0x7fff)}); }
__CW_F __CW_N2 __hneg2(__CW_N2 v) { return __CW_N2(__hneg(v.x), __hneg(v.y)); }
__CW_F __CW_N2 __habs2(__CW_N2 v) { return __CW_N2(__habs(v.x), __habs(v.y)); }

/* a * b + c of complex numbers. */
__CW_DF __CW_N2 __hcmadd(__CW_N2 a, __CW_N2 b, __CW_N2 c) {
  return __CW_N2(__hfma(__hneg(a.y), b.y, __hfma(a.x, b.x, c.x)), __hfma(a.y, b.x, __hfma(a.x, b.y, c.y)));
}

/* ---- comparisons; u: true where a value is not a number */

__CW_F bool __hisnan(__CW_N v) { return (float)v != (float)v; }
__CW_F __CW_N2 __hisnan2(__CW_N2 v) { return __CW_N2(__CW_N(__hisnan(v.x) ? 1.0f : 0.0f), __CW_N(__hisnan(v.y) ? 1.0f : 0.0f)); }
__CW_F int __hisinf(__CW_N v) {
  unsigned bits = ((__CW_RAW)v).x, infinity = 0x7fff >> __CW_MANTISSA << __CW_MANTISSA;
  return (bits & 0x7fff) != infinity ? 0 : bits >> 15 ? -1 : 1;
}
#define __CW_COMPARISON(name, op)                                                                                             \
  __CW_F bool __h##name(__CW_N a, __CW_N b) { return (float)a op (float)b; }                                                   \
  __CW_F bool __h##name##u(__CW_N a, __CW_N b) { return (float)a op (float)b || __hisnan(a) || __hisnan(b); }                  \
  __CW_F __CW_N2 __h##name##2(__CW_N2 a, __CW_N2 b) { return __CW_N2(__CW_N(__h##name(a.x, b.x) ? 1.0f : 0.0f), __CW_N(__h##name(a.y, b.y) ? 1.0f : 0.0f)); } \
  __CW_F __CW_N2 __h##name##u2(__CW_N2 a, __CW_N2 b) { return __CW_N2(__CW_N(__h##name##u(a.x, b.x) ? 1.0f : 0.0f), __CW_N(__h##name##u(a.y, b.y) ? 1.0f : 0.0f)); } \
  __CW_F bool __hb##name##2(__CW_N2 a, __CW_N2 b) { return __h##name(a.x, b.x) && __h##name(a.y, b.y); }                       \
  __CW_F bool __hb##name##u2(__CW_N2 a, __CW_N2 b) { return __h##name##u(a.x, b.x) && __h##name##u(a.y, b.y); }
__CW_COMPARISON(eq, ==) __CW_COMPARISON(lt, <) __CW_COMPARISON(le, <=) __CW_COMPARISON(gt, >) __CW_COMPARISON(ge, >=)
#undef __CW_COMPARISON
__CW_F bool __hneu(__CW_N a, __CW_N b) { return (float)a != (float)b; }
__CW_F bool __hne(__CW_N a, __CW_N b) { return (float)a != (float)b && !__hisnan(a) && !__hisnan(b); }
__CW_F __CW_N2 __hne2(__CW_N2 a, __CW_N2 b) { return __CW_N2(__CW_N(__hne(a.x, b.x) ? 1.0f : 0.0f), __CW_N(__hne(a.y, b.y) ? 1.0f : 0.0f)); }
__CW_F __CW_N2 __hneu2(__CW_N2 a, __CW_N2 b) { return __CW_N2(__CW_N(__hneu(a.x, b.x) ? 1.0f : 0.0f), __CW_N(__hneu(a.y, b.y) ? 1.0f : 0.0f)); }
__CW_F bool __hbne2(__CW_N2 a, __CW_N2 b) { return __hne(a.x, b.x) && __hne(a.y, b.y); }
__CW_F bool __hbneu2(__CW_N2 a, __CW_N2 b) { return __hneu(a.x, b.x) && __hneu(a.y, b.y); }
/* The same as masks of 16 bits each. */
#define __CW_MASK(name)                                                                                                       \
  __CW_F unsigned __h##name##2_mask(__CW_N2 a, __CW_N2 b) { return (__h##name(a.x, b.x) ? 0xffffu : 0) | (__h##name(a.y, b.y) ? 0xffff0000u : 0); } \
  __CW_F unsigned __h##name##u2_mask(__CW_N2 a, __CW_N2 b) { return (__h##name##u(a.x, b.x) ? 0xffffu : 0) | (__h##name##u(a.y, b.y) ? 0xffff0000u : 0); }
__CW_MASK(eq) __CW_MASK(ne) __CW_MASK(lt) __CW_MASK(le) __CW_MASK(gt) __CW_MASK(ge)
#undef __CW_MASK
/* The other value where one is not a number; -0 is less than +0. */
__CW_F __CW_N __hmax(__CW_N a, __CW_N b) {
  if (__hisnan(a) && __hisnan(b)) return __CW_N(__CW_RAW{0x7fff});
  if (__hisnan(a) || __hisnan(b)) return __hisnan(a) ? b : a;
  return (float)a == (float)b ? (((__CW_RAW)a).x >> 15 ? b : a) : (float)a > (float)b ? a : b;
}
__CW_F __CW_N __hmin(__CW_N a, __CW_N b) {
  if (__hisnan(a) && __hisnan(b)) return __CW_N(__CW_RAW{0x7fff});
  if (__hisnan(a) || __hisnan(b)) return __hisnan(a) ? b : a;
  return (float)a == (float)b ? (((__CW_RAW)a).x >> 15 ? a : b) : (float)a < (float)b ? a : b;
}
__CW_F __CW_N __hmax_nan(__CW_N a, __CW_N b) { return __hisnan(a) || __hisnan(b) ? __CW_N(__CW_RAW{0x7fff}) : __hmax(a, b); }
__CW_F __CW_N __hmin_nan(__CW_N a, __CW_N b) { return __hisnan(a) || __hisnan(b) ? __CW_N(__CW_RAW{0x7fff}) : __hmin(a, b); }
__CW_PAIRWISE(__hmax2, __hmax, __CW_N2)
__CW_PAIRWISE(__hmin2, __hmin, __CW_N2)
__CW_PAIRWISE(__hmax2_nan, __hmax_nan, __CW_N2)
__CW_PAIRWISE(__hmin2_nan, __hmin_nan, __CW_N2)
#undef __CW_PAIRWISE

/* ---- operators */

#define __CW_BINARY(op, one, pair)                                               \
  __CW_F __CW_N operator op(const __CW_N& a, const __CW_N& b) { return one(a, b); }   \
  __CW_F __CW_N2 operator op(const __CW_N2& a, const __CW_N2& b) { return pair(a, b); } \
  __CW_F __CW_N& operator op##=(__CW_N& a, const __CW_N& b) { return a = one(a, b); } \
  __CW_F __CW_N2& operator op##=(__CW_N2& a, const __CW_N2& b) { return a = pair(a, b); }
__CW_BINARY(+, __hadd, __hadd2) __CW_BINARY(-, __hsub, __hsub2) __CW_BINARY(*, __hmul, __hmul2) __CW_BINARY(/, __hdiv, __h2div)
#undef __CW_BINARY
__CW_F __CW_N operator+(const __CW_N& v) { return v; }
__CW_F __CW_N operator-(const __CW_N& v) { return __hneg(v); }
__CW_F __CW_N2 operator+(const __CW_N2& v) { return v; }
__CW_F __CW_N2 operator-(const __CW_N2& v) { return __hneg2(v); }
__CW_F __CW_N& operator++(__CW_N& v) { return v = __hadd(v, __CW_N(1.0f)); }
__CW_F __CW_N& operator--(__CW_N& v) { return v = __hsub(v, __CW_N(1.0f)); }
__CW_F __CW_N operator++(__CW_N& v, int) {
  __CW_N old = v;
  ++v;
  return old;
}
__CW_F __CW_N operator--(__CW_N& v, int) {
  __CW_N old = v;
  --v;
  return old;
}
#define __CW_COMPARE(op, name, pair)                                              \
  __CW_F bool operator op(const __CW_N& a, const __CW_N& b) { return name(a, b); } \
  __CW_F bool operator op(const __CW_N2& a, const __CW_N2& b) { return pair(a, b); }
__CW_COMPARE(==, __heq, __hbeq2) __CW_COMPARE(!=, __hneu, __hbneu2) __CW_COMPARE(<, __hlt, __hblt2)
__CW_COMPARE(<=, __hle, __hble2) __CW_COMPARE(>, __hgt, __hbgt2) __CW_COMPARE(>=, __hge, __hbge2)
#undef __CW_COMPARE

/* ---- functions, computed in float */

#define __CW_MATH(name, f)                                                      \
  __CW_DF __CW_N h##name(__CW_N v) { return __CW_N(f((float)v)); }               \
  __CW_DF __CW_N2 h2##name(__CW_N2 v) { return __CW_N2(h##name(v.x), h##name(v.y)); }
__CW_MATH(sqrt, sqrtf) __CW_MATH(rsqrt, rsqrtf) __CW_MATH(rcp, 1.0f /) __CW_MATH(exp, expf) __CW_MATH(exp2, exp2f) __CW_MATH(exp10, exp10f)
__CW_MATH(log, logf) __CW_MATH(log2, log2f) __CW_MATH(log10, log10f) __CW_MATH(sin, sinf) __CW_MATH(cos, cosf) __CW_MATH(tanh, tanhf)
__CW_MATH(tanh_approx, tanhf)
__CW_MATH(ceil, ceilf) __CW_MATH(floor, floorf) __CW_MATH(rint, rintf) __CW_MATH(trunc, truncf)
#undef __CW_MATH

/* ---- warps and memory */

#define __CW_SHUFFLES(f, X)                                                                                  \
  __CW_DF __CW_N f(unsigned mask, __CW_N v, X x, int width = 32) {                                            \
    return __CW_N(__CW_RAW{(unsigned short)f(mask, (unsigned)((__CW_RAW)v).x, x, width)});                    \
  }                                                                                                          \
  __CW_DF __CW_N2 f(unsigned mask, __CW_N2 v, X x, int width = 32) {                                          \
    return __builtin_bit_cast(__CW_N2, f(mask, __builtin_bit_cast(unsigned, v), x, width));                   \
  }
__CW_SHUFFLES(__shfl_sync, int) __CW_SHUFFLES(__shfl_up_sync, unsigned) __CW_SHUFFLES(__shfl_down_sync, unsigned) __CW_SHUFFLES(__shfl_xor_sync, int)
#undef __CW_SHUFFLES
__CW_DF __CW_N atomicAdd(__CW_N* address, __CW_N v) {
  unsigned short* bits = (unsigned short*)address;
  unsigned short old = *bits, assumed;
  do {
    assumed = old;
    old = atomicCAS(bits, assumed, ((__CW_RAW)__hadd(__CW_N(__CW_RAW{assumed}), v)).x);
  } while (old != assumed);
  return __CW_N(__CW_RAW{old});
}
__CW_DF __CW_N2 atomicAdd(__CW_N2* address, __CW_N2 v) {
  __CW_N2 old;
  old.x = atomicAdd(&address->x, v.x);
  old.y = atomicAdd(&address->y, v.y);
  return old;
}

#undef __CW_NAME
#undef __CW_NAME2
#undef __CW_F
#undef __CW_DF
#undef __CW_PASTE3
#undef __CW_PASTE3_
#undef __CW_PASTE5
#undef __CW_PASTE5_
#undef __CW_W
#undef __CW_N
#undef __CW_N2
#undef __CW_RAW
#undef __CW_RAW2
#undef __CW_MANTISSA
#undef __CW_BIAS
