/* SSE in host code: vectors of four floats as structures, each function as the instruction is defined, element by element. Programs see these
   headers because x86-64's gcc has SSE2 switched on; what works on MMX's registers and what changes the control register is not there. */
#ifndef _XMMINTRIN_H_INCLUDED
#define _XMMINTRIN_H_INCLUDED
#include <mm_malloc.h>
#include <string.h>
#include <math.h>
#include <__cuda_wasm/simd.h>

typedef struct __attribute__((__aligned__(16))) __m128 {
  float __v[4];
  __CW_SIMD_OPERATORS(__m128, float, 4)
} __m128;

#define _MM_SHUFFLE(z, y, x, w) (((z) << 6) | ((y) << 4) | ((x) << 2) | (w))

enum _mm_hint { _MM_HINT_NTA = 0, _MM_HINT_T2 = 1, _MM_HINT_T1 = 2, _MM_HINT_T0 = 3 };
#define _mm_prefetch(address, hint) ((void)(address), (void)(hint))
__CW_SIMD void _mm_sfence(void) {}
__CW_SIMD void _mm_pause(void) {}

__CW_SIMD unsigned __cw_bits_of_float(float x) {
  unsigned u;
  memcpy(&u, &x, 4);
  return u;
}
__CW_SIMD float __cw_float_of_bits(unsigned u) {
  float x;
  memcpy(&x, &u, 4);
  return x;
}
/* To nearest even, and truncated; what is too large, and NaN, give the most negative number. */
__CW_SIMD int __cw_to_int(double x) { return x >= -2147483648.0 && x < 2147483648.0 ? (int)x : -2147483647 - 1; }
__CW_SIMD long long __cw_to_long(double x) { return x >= -9223372036854775808.0 && x < 9223372036854775808.0 ? (long long)x : -9223372036854775807LL - 1; }

__CW_SIMD __m128 _mm_setr_ps(float a, float b, float c, float d) {
  __m128 r = {{a, b, c, d}};
  return r;
}
__CW_SIMD __m128 _mm_set_ps(float d, float c, float b, float a) { return _mm_setr_ps(a, b, c, d); }
__CW_SIMD __m128 _mm_set1_ps(float a) { return _mm_setr_ps(a, a, a, a); }
__CW_SIMD __m128 _mm_set_ps1(float a) { return _mm_set1_ps(a); }
__CW_SIMD __m128 _mm_set_ss(float a) { return _mm_setr_ps(a, 0, 0, 0); }
__CW_SIMD __m128 _mm_setzero_ps(void) { return _mm_set1_ps(0); }
__CW_SIMD __m128 _mm_undefined_ps(void) { return _mm_set1_ps(0); }
__CW_SIMD __m128 _mm_loadu_ps(const float* p) { return _mm_setr_ps(p[0], p[1], p[2], p[3]); }
__CW_SIMD __m128 _mm_load_ps(const float* p) { return _mm_loadu_ps(p); }
__CW_SIMD __m128 _mm_loadr_ps(const float* p) { return _mm_setr_ps(p[3], p[2], p[1], p[0]); }
__CW_SIMD __m128 _mm_load_ss(const float* p) { return _mm_set_ss(*p); }
__CW_SIMD __m128 _mm_load1_ps(const float* p) { return _mm_set1_ps(*p); }
__CW_SIMD __m128 _mm_load_ps1(const float* p) { return _mm_set1_ps(*p); }
__CW_SIMD void _mm_storeu_ps(float* p, __m128 a) { memcpy(p, &a, 16); }
__CW_SIMD void _mm_store_ps(float* p, __m128 a) { memcpy(p, &a, 16); }
__CW_SIMD void _mm_stream_ps(float* p, __m128 a) { memcpy(p, &a, 16); }
__CW_SIMD void _mm_storer_ps(float* p, __m128 a) {
  for (int i = 0; i < 4; i++) p[i] = a.__v[3 - i];
}
__CW_SIMD void _mm_store1_ps(float* p, __m128 a) {
  for (int i = 0; i < 4; i++) p[i] = a.__v[0];
}
__CW_SIMD void _mm_store_ps1(float* p, __m128 a) { _mm_store1_ps(p, a); }
__CW_SIMD void _mm_store_ss(float* p, __m128 a) { *p = a.__v[0]; }
__CW_SIMD float _mm_cvtss_f32(__m128 a) { return a.__v[0]; }
__CW_SIMD int _mm_cvtss_si32(__m128 a) { return __cw_to_int(rint(a.__v[0])); }
__CW_SIMD int _mm_cvt_ss2si(__m128 a) { return _mm_cvtss_si32(a); }
__CW_SIMD int _mm_cvttss_si32(__m128 a) { return __cw_to_int(trunc(a.__v[0])); }
__CW_SIMD int _mm_cvtt_ss2si(__m128 a) { return _mm_cvttss_si32(a); }
__CW_SIMD long long _mm_cvtss_si64(__m128 a) { return __cw_to_long(rint(a.__v[0])); }
__CW_SIMD long long _mm_cvttss_si64(__m128 a) { return __cw_to_long(trunc(a.__v[0])); }
__CW_SIMD __m128 _mm_cvtsi32_ss(__m128 a, int b) {
  a.__v[0] = (float)b;
  return a;
}
__CW_SIMD __m128 _mm_cvt_si2ss(__m128 a, int b) { return _mm_cvtsi32_ss(a, b); }
__CW_SIMD __m128 _mm_cvtsi64_ss(__m128 a, long long b) {
  a.__v[0] = (float)b;
  return a;
}

/* Each operation on all elements, and on the first alone: the others are the first operand's. */
#define __CW_SSE(name, x_op_y) \
  __CW_SIMD __m128 _mm_##name##_ps(__m128 a, __m128 b) { \
    for (int i = 0; i < 4; i++) { \
      float x = a.__v[i], y = b.__v[i]; \
      a.__v[i] = x_op_y; \
    } \
    return a; \
  } \
  __CW_SIMD __m128 _mm_##name##_ss(__m128 a, __m128 b) { \
    float x = a.__v[0], y = b.__v[0]; \
    a.__v[0] = x_op_y; \
    return a; \
  }
__CW_SSE(add, x + y)
__CW_SSE(sub, x - y)
__CW_SSE(mul, x * y)
__CW_SSE(div, x / y)
__CW_SSE(min, x < y ? x : y)
__CW_SSE(max, x > y ? x : y)
#define __CW_SSE_COMPARE(name, test) __CW_SSE(cmp##name, __cw_float_of_bits((test) ? 0xffffffffu : 0u))
__CW_SSE_COMPARE(eq, x == y)
__CW_SSE_COMPARE(lt, x < y)
__CW_SSE_COMPARE(le, x <= y)
__CW_SSE_COMPARE(gt, x > y)
__CW_SSE_COMPARE(ge, x >= y)
__CW_SSE_COMPARE(neq, x != y)
__CW_SSE_COMPARE(nlt, !(x < y))
__CW_SSE_COMPARE(nle, !(x <= y))
__CW_SSE_COMPARE(ngt, !(x > y))
__CW_SSE_COMPARE(nge, !(x >= y))
__CW_SSE_COMPARE(ord, x == x && y == y)
__CW_SSE_COMPARE(unord, x != x || y != y)
#define __CW_SSE_UNARY(name, of_x) \
  __CW_SIMD __m128 _mm_##name##_ps(__m128 a) { \
    for (int i = 0; i < 4; i++) { \
      float x = a.__v[i]; \
      a.__v[i] = of_x; \
    } \
    return a; \
  } \
  __CW_SIMD __m128 _mm_##name##_ss(__m128 a) { \
    float x = a.__v[0]; \
    a.__v[0] = of_x; \
    return a; \
  }
__CW_SSE_UNARY(sqrt, sqrtf(x))
/* Defined to 12 bits; these have all. */
__CW_SSE_UNARY(rcp, 1.0f / x)
__CW_SSE_UNARY(rsqrt, 1.0f / sqrtf(x))
#define __CW_SSE_BITS(name, u_op_w) \
  __CW_SIMD __m128 _mm_##name##_ps(__m128 a, __m128 b) { \
    unsigned u[4], w[4]; \
    memcpy(u, &a, 16); \
    memcpy(w, &b, 16); \
    for (int i = 0; i < 4; i++) u[i] = u_op_w; \
    memcpy(&a, u, 16); \
    return a; \
  }
__CW_SSE_BITS(and, u[i] & w[i])
__CW_SSE_BITS(andnot, ~u[i] & w[i])
__CW_SSE_BITS(or, u[i] | w[i])
__CW_SSE_BITS(xor, u[i] ^ w[i])
#define __CW_SSE_TEST(name, test) \
  __CW_SIMD int _mm_comi##name##_ss(__m128 a, __m128 b) { \
    float x = a.__v[0], y = b.__v[0]; \
    return test; \
  } \
  __CW_SIMD int _mm_ucomi##name##_ss(__m128 a, __m128 b) { return _mm_comi##name##_ss(a, b); }
/* Of NaN: as defined, where gcc has the flags alone decide. */
__CW_SSE_TEST(eq, x == y)
__CW_SSE_TEST(lt, x < y)
__CW_SSE_TEST(le, x <= y)
__CW_SSE_TEST(gt, x > y)
__CW_SSE_TEST(ge, x >= y)
__CW_SSE_TEST(neq, x != y)

__CW_SIMD __m128 _mm_shuffle_ps(__m128 a, __m128 b, unsigned m) { return _mm_setr_ps(a.__v[m & 3], a.__v[m >> 2 & 3], b.__v[m >> 4 & 3], b.__v[m >> 6 & 3]); }
__CW_SIMD __m128 _mm_unpacklo_ps(__m128 a, __m128 b) { return _mm_setr_ps(a.__v[0], b.__v[0], a.__v[1], b.__v[1]); }
__CW_SIMD __m128 _mm_unpackhi_ps(__m128 a, __m128 b) { return _mm_setr_ps(a.__v[2], b.__v[2], a.__v[3], b.__v[3]); }
__CW_SIMD __m128 _mm_movehl_ps(__m128 a, __m128 b) { return _mm_setr_ps(b.__v[2], b.__v[3], a.__v[2], a.__v[3]); }
__CW_SIMD __m128 _mm_movelh_ps(__m128 a, __m128 b) { return _mm_setr_ps(a.__v[0], a.__v[1], b.__v[0], b.__v[1]); }
__CW_SIMD __m128 _mm_move_ss(__m128 a, __m128 b) { return _mm_setr_ps(b.__v[0], a.__v[1], a.__v[2], a.__v[3]); }
__CW_SIMD int _mm_movemask_ps(__m128 a) {
  int m = 0;
  for (int i = 0; i < 4; i++) m |= (int)(__cw_bits_of_float(a.__v[i]) >> 31) << i;
  return m;
}
/* Two floats in memory, as the type of MMX's registers names them. */
typedef struct __attribute__((__aligned__(8))) __m64 {
  long long __v;
} __m64;
__CW_SIMD __m128 _mm_loadl_pi(__m128 a, const __m64* p) {
  memcpy(a.__v, p, 8);
  return a;
}
__CW_SIMD __m128 _mm_loadh_pi(__m128 a, const __m64* p) {
  memcpy(a.__v + 2, p, 8);
  return a;
}
__CW_SIMD void _mm_storel_pi(__m64* p, __m128 a) { memcpy(p, a.__v, 8); }
__CW_SIMD void _mm_storeh_pi(__m64* p, __m128 a) { memcpy(p, a.__v + 2, 8); }
#define _MM_TRANSPOSE4_PS(r0, r1, r2, r3) \
  do { \
    __m128 __t0 = _mm_unpacklo_ps(r0, r1), __t1 = _mm_unpacklo_ps(r2, r3), __t2 = _mm_unpackhi_ps(r0, r1), __t3 = _mm_unpackhi_ps(r2, r3); \
    (r0) = _mm_movelh_ps(__t0, __t1); \
    (r1) = _mm_movehl_ps(__t1, __t0); \
    (r2) = _mm_movelh_ps(__t2, __t3); \
    (r3) = _mm_movehl_ps(__t3, __t2); \
  } while (0)

#include <emmintrin.h>
#endif
