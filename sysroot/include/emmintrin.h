/* SSE2 in host code: vectors of doubles and integers as structures, each function as the instruction is defined, element by element. */
#ifndef _EMMINTRIN_H_INCLUDED
#define _EMMINTRIN_H_INCLUDED
#include <xmmintrin.h>

typedef struct __attribute__((__aligned__(16))) __m128d {
  double __v[2];
  __CW_SIMD_OPERATORS(__m128d, double, 2)
} __m128d;
typedef struct __attribute__((__aligned__(16))) __m128i {
  long long __v[2];
  __CW_SIMD_OPERATORS(__m128i, long long, 2)
} __m128i;

#define _MM_SHUFFLE2(x, y) (((x) << 1) | (y))
__CW_SIMD void _mm_lfence(void) {}
__CW_SIMD void _mm_mfence(void) {}
__CW_SIMD void _mm_clflush(const void* p) { (void)p; }

/* ---- doubles */

__CW_SIMD __m128d _mm_setr_pd(double a, double b) {
  __m128d r = {{a, b}};
  return r;
}
__CW_SIMD __m128d _mm_set_pd(double b, double a) { return _mm_setr_pd(a, b); }
__CW_SIMD __m128d _mm_set1_pd(double a) { return _mm_setr_pd(a, a); }
__CW_SIMD __m128d _mm_set_pd1(double a) { return _mm_setr_pd(a, a); }
__CW_SIMD __m128d _mm_set_sd(double a) { return _mm_setr_pd(a, 0); }
__CW_SIMD __m128d _mm_setzero_pd(void) { return _mm_setr_pd(0, 0); }
__CW_SIMD __m128d _mm_undefined_pd(void) { return _mm_setr_pd(0, 0); }
__CW_SIMD __m128d _mm_loadu_pd(const double* p) { return _mm_setr_pd(p[0], p[1]); }
__CW_SIMD __m128d _mm_load_pd(const double* p) { return _mm_setr_pd(p[0], p[1]); }
__CW_SIMD __m128d _mm_loadr_pd(const double* p) { return _mm_setr_pd(p[1], p[0]); }
__CW_SIMD __m128d _mm_load1_pd(const double* p) { return _mm_set1_pd(*p); }
__CW_SIMD __m128d _mm_load_pd1(const double* p) { return _mm_set1_pd(*p); }
__CW_SIMD __m128d _mm_load_sd(const double* p) { return _mm_set_sd(*p); }
__CW_SIMD __m128d _mm_loadl_pd(__m128d a, const double* p) { return _mm_setr_pd(*p, a.__v[1]); }
__CW_SIMD __m128d _mm_loadh_pd(__m128d a, const double* p) { return _mm_setr_pd(a.__v[0], *p); }
__CW_SIMD void _mm_storeu_pd(double* p, __m128d a) { memcpy(p, &a, 16); }
__CW_SIMD void _mm_store_pd(double* p, __m128d a) { memcpy(p, &a, 16); }
__CW_SIMD void _mm_stream_pd(double* p, __m128d a) { memcpy(p, &a, 16); }
__CW_SIMD void _mm_storer_pd(double* p, __m128d a) {
  p[0] = a.__v[1];
  p[1] = a.__v[0];
}
__CW_SIMD void _mm_store1_pd(double* p, __m128d a) { p[0] = p[1] = a.__v[0]; }
__CW_SIMD void _mm_store_pd1(double* p, __m128d a) { p[0] = p[1] = a.__v[0]; }
__CW_SIMD void _mm_store_sd(double* p, __m128d a) { *p = a.__v[0]; }
__CW_SIMD void _mm_storel_pd(double* p, __m128d a) { *p = a.__v[0]; }
__CW_SIMD void _mm_storeh_pd(double* p, __m128d a) { *p = a.__v[1]; }
__CW_SIMD double _mm_cvtsd_f64(__m128d a) { return a.__v[0]; }

__CW_SIMD double __cw_double_of_bits(unsigned long long u) {
  double x;
  memcpy(&x, &u, 8);
  return x;
}
#define __CW_SSE2(name, x_op_y) \
  __CW_SIMD __m128d _mm_##name##_pd(__m128d a, __m128d b) { \
    for (int i = 0; i < 2; i++) { \
      double x = a.__v[i], y = b.__v[i]; \
      a.__v[i] = x_op_y; \
    } \
    return a; \
  } \
  __CW_SIMD __m128d _mm_##name##_sd(__m128d a, __m128d b) { \
    double x = a.__v[0], y = b.__v[0]; \
    a.__v[0] = x_op_y; \
    return a; \
  }
__CW_SSE2(add, x + y)
__CW_SSE2(sub, x - y)
__CW_SSE2(mul, x * y)
__CW_SSE2(div, x / y)
__CW_SSE2(min, x < y ? x : y)
__CW_SSE2(max, x > y ? x : y)
#define __CW_SSE2_COMPARE(name, test) __CW_SSE2(cmp##name, __cw_double_of_bits((test) ? ~0ull : 0ull))
__CW_SSE2_COMPARE(eq, x == y)
__CW_SSE2_COMPARE(lt, x < y)
__CW_SSE2_COMPARE(le, x <= y)
__CW_SSE2_COMPARE(gt, x > y)
__CW_SSE2_COMPARE(ge, x >= y)
__CW_SSE2_COMPARE(neq, x != y)
__CW_SSE2_COMPARE(nlt, !(x < y))
__CW_SSE2_COMPARE(nle, !(x <= y))
__CW_SSE2_COMPARE(ngt, !(x > y))
__CW_SSE2_COMPARE(nge, !(x >= y))
__CW_SSE2_COMPARE(ord, x == x && y == y)
__CW_SSE2_COMPARE(unord, x != x || y != y)
#define __CW_SSE2_BITS(name, u_op_w) \
  __CW_SIMD __m128d _mm_##name##_pd(__m128d a, __m128d b) { \
    unsigned long long u[2], w[2]; \
    memcpy(u, &a, 16); \
    memcpy(w, &b, 16); \
    for (int i = 0; i < 2; i++) u[i] = u_op_w; \
    memcpy(&a, u, 16); \
    return a; \
  } \
  __CW_SIMD __m128i _mm_##name##_si128(__m128i a, __m128i b) { \
    long long *u = a.__v, *w = b.__v; \
    for (int i = 0; i < 2; i++) u[i] = u_op_w; \
    return a; \
  }
__CW_SSE2_BITS(and, u[i] & w[i])
__CW_SSE2_BITS(andnot, ~u[i] & w[i])
__CW_SSE2_BITS(or, u[i] | w[i])
__CW_SSE2_BITS(xor, u[i] ^ w[i])
#define __CW_SSE2_TEST(name, test) \
  __CW_SIMD int _mm_comi##name##_sd(__m128d a, __m128d b) { \
    double x = a.__v[0], y = b.__v[0]; \
    return test; \
  } \
  __CW_SIMD int _mm_ucomi##name##_sd(__m128d a, __m128d b) { return _mm_comi##name##_sd(a, b); }
__CW_SSE2_TEST(eq, x == y)
__CW_SSE2_TEST(lt, x < y)
__CW_SSE2_TEST(le, x <= y)
__CW_SSE2_TEST(gt, x > y)
__CW_SSE2_TEST(ge, x >= y)
__CW_SSE2_TEST(neq, x != y)
__CW_SIMD __m128d _mm_sqrt_pd(__m128d a) { return _mm_setr_pd(sqrt(a.__v[0]), sqrt(a.__v[1])); }
__CW_SIMD __m128d _mm_sqrt_sd(__m128d a, __m128d b) { return _mm_setr_pd(sqrt(b.__v[0]), a.__v[1]); }
__CW_SIMD __m128d _mm_shuffle_pd(__m128d a, __m128d b, unsigned m) { return _mm_setr_pd(a.__v[m & 1], b.__v[m >> 1 & 1]); }
__CW_SIMD __m128d _mm_unpacklo_pd(__m128d a, __m128d b) { return _mm_setr_pd(a.__v[0], b.__v[0]); }
__CW_SIMD __m128d _mm_unpackhi_pd(__m128d a, __m128d b) { return _mm_setr_pd(a.__v[1], b.__v[1]); }
__CW_SIMD __m128d _mm_move_sd(__m128d a, __m128d b) { return _mm_setr_pd(b.__v[0], a.__v[1]); }
__CW_SIMD int _mm_movemask_pd(__m128d a) {
  unsigned long long u[2];
  memcpy(u, &a, 16);
  return (int)(u[0] >> 63) | (int)(u[1] >> 63) << 1;
}

/* ---- conversions */

__CW_SIMD __m128 _mm_cvtpd_ps(__m128d a) { return _mm_setr_ps((float)a.__v[0], (float)a.__v[1], 0, 0); }
__CW_SIMD __m128d _mm_cvtps_pd(__m128 a) { return _mm_setr_pd(a.__v[0], a.__v[1]); }
__CW_SIMD __m128 _mm_cvtsd_ss(__m128 a, __m128d b) {
  a.__v[0] = (float)b.__v[0];
  return a;
}
__CW_SIMD __m128d _mm_cvtss_sd(__m128d a, __m128 b) { return _mm_setr_pd(b.__v[0], a.__v[1]); }
__CW_SIMD int _mm_cvtsd_si32(__m128d a) { return __cw_to_int(rint(a.__v[0])); }
__CW_SIMD int _mm_cvttsd_si32(__m128d a) { return __cw_to_int(trunc(a.__v[0])); }
__CW_SIMD long long _mm_cvtsd_si64(__m128d a) { return __cw_to_long(rint(a.__v[0])); }
__CW_SIMD long long _mm_cvttsd_si64(__m128d a) { return __cw_to_long(trunc(a.__v[0])); }
__CW_SIMD __m128d _mm_cvtsi32_sd(__m128d a, int b) { return _mm_setr_pd(b, a.__v[1]); }
__CW_SIMD __m128d _mm_cvtsi64_sd(__m128d a, long long b) { return _mm_setr_pd((double)b, a.__v[1]); }
#define __CW_SIMD_CAST(name, from, to) \
  __CW_SIMD to _mm_cast##name(from a) { \
    to r; \
    memcpy(&r, &a, 16); \
    return r; \
  }
__CW_SIMD_CAST(ps_si128, __m128, __m128i)
__CW_SIMD_CAST(si128_ps, __m128i, __m128)
__CW_SIMD_CAST(pd_si128, __m128d, __m128i)
__CW_SIMD_CAST(si128_pd, __m128i, __m128d)
__CW_SIMD_CAST(ps_pd, __m128, __m128d)
__CW_SIMD_CAST(pd_ps, __m128d, __m128)

/* ---- integers: each function sees its elements in arrays x, y and r */

#define __CW_SIMD_INTEGERS(name, in, n, out, m, statement) \
  __CW_SIMD __m128i name(__m128i a, __m128i b) { \
    in x[n], y[n]; \
    out r[m]; \
    memcpy(x, &a, 16); \
    memcpy(y, &b, 16); \
    statement; \
    memcpy(&a, r, 16); \
    return a; \
  }
#define __CW_SIMD_EACH(name, T, n, of) __CW_SIMD_INTEGERS(name, T, n, T, n, for (int i = 0; i < n; i++) r[i] = (T)(of))
#define __CW_SIMD_SATURATE(v, low, high) ((v) < (low) ? (low) : (v) > (high) ? (high) : (v))

__CW_SIMD_EACH(_mm_add_epi8, unsigned char, 16, x[i] + y[i])
__CW_SIMD_EACH(_mm_sub_epi8, unsigned char, 16, x[i] - y[i])
__CW_SIMD_EACH(_mm_add_epi16, unsigned short, 8, x[i] + y[i])
__CW_SIMD_EACH(_mm_sub_epi16, unsigned short, 8, x[i] - y[i])
__CW_SIMD_EACH(_mm_add_epi32, unsigned, 4, x[i] + y[i])
__CW_SIMD_EACH(_mm_sub_epi32, unsigned, 4, x[i] - y[i])
__CW_SIMD_EACH(_mm_add_epi64, unsigned long long, 2, x[i] + y[i])
__CW_SIMD_EACH(_mm_sub_epi64, unsigned long long, 2, x[i] - y[i])
__CW_SIMD_EACH(_mm_adds_epi8, signed char, 16, __CW_SIMD_SATURATE(x[i] + y[i], -128, 127))
__CW_SIMD_EACH(_mm_adds_epi16, short, 8, __CW_SIMD_SATURATE(x[i] + y[i], -32768, 32767))
__CW_SIMD_EACH(_mm_adds_epu8, unsigned char, 16, __CW_SIMD_SATURATE(x[i] + y[i], 0, 255))
__CW_SIMD_EACH(_mm_adds_epu16, unsigned short, 8, __CW_SIMD_SATURATE(x[i] + y[i], 0, 65535))
__CW_SIMD_EACH(_mm_subs_epi8, signed char, 16, __CW_SIMD_SATURATE(x[i] - y[i], -128, 127))
__CW_SIMD_EACH(_mm_subs_epi16, short, 8, __CW_SIMD_SATURATE(x[i] - y[i], -32768, 32767))
__CW_SIMD_EACH(_mm_subs_epu8, unsigned char, 16, __CW_SIMD_SATURATE(x[i] - y[i], 0, 255))
__CW_SIMD_EACH(_mm_subs_epu16, unsigned short, 8, __CW_SIMD_SATURATE(x[i] - y[i], 0, 65535))
__CW_SIMD_EACH(_mm_mullo_epi16, short, 8, x[i] * y[i])
__CW_SIMD_EACH(_mm_mulhi_epi16, short, 8, x[i] * y[i] >> 16)
__CW_SIMD_EACH(_mm_mulhi_epu16, unsigned short, 8, (unsigned)x[i] * y[i] >> 16)
__CW_SIMD_INTEGERS(_mm_mul_epu32, unsigned, 4, unsigned long long, 2, for (int i = 0; i < 2; i++) r[i] = (unsigned long long)x[2 * i] * y[2 * i])
__CW_SIMD_INTEGERS(_mm_madd_epi16, short, 8, unsigned, 4, for (int i = 0; i < 4; i++) r[i] = (unsigned)(x[2 * i] * y[2 * i]) + (unsigned)(x[2 * i + 1] * y[2 * i + 1]))
__CW_SIMD_EACH(_mm_avg_epu8, unsigned char, 16, (x[i] + y[i] + 1) >> 1)
__CW_SIMD_EACH(_mm_avg_epu16, unsigned short, 8, (x[i] + y[i] + 1) >> 1)
__CW_SIMD_INTEGERS(_mm_sad_epu8, unsigned char, 16, unsigned long long, 2, r[0] = r[1] = 0; for (int i = 0; i < 16; i++) r[i / 8] += (unsigned)(x[i] < y[i] ? y[i] - x[i] : x[i] - y[i]))
__CW_SIMD_EACH(_mm_min_epu8, unsigned char, 16, x[i] < y[i] ? x[i] : y[i])
__CW_SIMD_EACH(_mm_max_epu8, unsigned char, 16, x[i] > y[i] ? x[i] : y[i])
__CW_SIMD_EACH(_mm_min_epi16, short, 8, x[i] < y[i] ? x[i] : y[i])
__CW_SIMD_EACH(_mm_max_epi16, short, 8, x[i] > y[i] ? x[i] : y[i])
__CW_SIMD_EACH(_mm_cmpeq_epi8, signed char, 16, x[i] == y[i] ? -1 : 0)
__CW_SIMD_EACH(_mm_cmpgt_epi8, signed char, 16, x[i] > y[i] ? -1 : 0)
__CW_SIMD_EACH(_mm_cmplt_epi8, signed char, 16, x[i] < y[i] ? -1 : 0)
__CW_SIMD_EACH(_mm_cmpeq_epi16, short, 8, x[i] == y[i] ? -1 : 0)
__CW_SIMD_EACH(_mm_cmpgt_epi16, short, 8, x[i] > y[i] ? -1 : 0)
__CW_SIMD_EACH(_mm_cmplt_epi16, short, 8, x[i] < y[i] ? -1 : 0)
__CW_SIMD_EACH(_mm_cmpeq_epi32, int, 4, x[i] == y[i] ? -1 : 0)
__CW_SIMD_EACH(_mm_cmpgt_epi32, int, 4, x[i] > y[i] ? -1 : 0)
__CW_SIMD_EACH(_mm_cmplt_epi32, int, 4, x[i] < y[i] ? -1 : 0)
__CW_SIMD_INTEGERS(_mm_unpacklo_epi8, unsigned char, 16, unsigned char, 16, for (int i = 0; i < 16; i++) r[i] = (i & 1 ? y : x)[i / 2])
__CW_SIMD_INTEGERS(_mm_unpackhi_epi8, unsigned char, 16, unsigned char, 16, for (int i = 0; i < 16; i++) r[i] = (i & 1 ? y : x)[8 + i / 2])
__CW_SIMD_INTEGERS(_mm_unpacklo_epi16, unsigned short, 8, unsigned short, 8, for (int i = 0; i < 8; i++) r[i] = (i & 1 ? y : x)[i / 2])
__CW_SIMD_INTEGERS(_mm_unpackhi_epi16, unsigned short, 8, unsigned short, 8, for (int i = 0; i < 8; i++) r[i] = (i & 1 ? y : x)[4 + i / 2])
__CW_SIMD_INTEGERS(_mm_unpacklo_epi32, unsigned, 4, unsigned, 4, for (int i = 0; i < 4; i++) r[i] = (i & 1 ? y : x)[i / 2])
__CW_SIMD_INTEGERS(_mm_unpackhi_epi32, unsigned, 4, unsigned, 4, for (int i = 0; i < 4; i++) r[i] = (i & 1 ? y : x)[2 + i / 2])
__CW_SIMD_INTEGERS(_mm_unpacklo_epi64, unsigned long long, 2, unsigned long long, 2, for (int i = 0; i < 2; i++) r[i] = (i & 1 ? y : x)[i / 2])
__CW_SIMD_INTEGERS(_mm_unpackhi_epi64, unsigned long long, 2, unsigned long long, 2, for (int i = 0; i < 2; i++) r[i] = (i & 1 ? y : x)[1 + i / 2])
__CW_SIMD_INTEGERS(_mm_packs_epi16, short, 8, signed char, 16, for (int i = 0; i < 16; i++) r[i] = (signed char)__CW_SIMD_SATURATE((i < 8 ? x : y)[i & 7], -128, 127))
__CW_SIMD_INTEGERS(_mm_packs_epi32, int, 4, short, 8, for (int i = 0; i < 8; i++) r[i] = (short)__CW_SIMD_SATURATE((i < 4 ? x : y)[i & 3], -32768, 32767))
__CW_SIMD_INTEGERS(_mm_packus_epi16, short, 8, unsigned char, 16, for (int i = 0; i < 16; i++) r[i] = (unsigned char)__CW_SIMD_SATURATE((i < 8 ? x : y)[i & 7], 0, 255))

/* Shifts by a number for all elements: given as such, or in the low half of a vector. Those beyond the width leave nothing, or signs. */
#define __CW_SIMD_SHIFT(name, T, n, of) \
  __CW_SIMD __m128i _mm_##name(__m128i a, __m128i count) { \
    unsigned long long s = (unsigned long long)count.__v[0]; \
    const int width = 8 * sizeof(T); \
    T x[n]; \
    memcpy(x, &a, 16); \
    for (int i = 0; i < n; i++) x[i] = (T)(of); \
    memcpy(&a, x, 16); \
    return a; \
  }
#define __CW_SIMD_SHIFTS(name, suffix, T, n, of) \
  __CW_SIMD_SHIFT(name##_##suffix, T, n, of) \
  __CW_SIMD __m128i _mm_##name##i_##suffix(__m128i a, int s) { \
    __m128i count = {{(unsigned)s, 0}}; \
    return _mm_##name##_##suffix(a, count); \
  }
__CW_SIMD_SHIFTS(sll, epi16, unsigned short, 8, s < width ? x[i] << s : 0)
__CW_SIMD_SHIFTS(srl, epi16, unsigned short, 8, s < width ? x[i] >> s : 0)
__CW_SIMD_SHIFTS(sra, epi16, short, 8, x[i] >> (s < width ? s : width - 1))
__CW_SIMD_SHIFTS(sll, epi32, unsigned, 4, s < width ? x[i] << s : 0)
__CW_SIMD_SHIFTS(srl, epi32, unsigned, 4, s < width ? x[i] >> s : 0)
__CW_SIMD_SHIFTS(sra, epi32, int, 4, x[i] >> (s < width ? s : width - 1))
__CW_SIMD_SHIFTS(sll, epi64, unsigned long long, 2, s < width ? x[i] << s : 0)
__CW_SIMD_SHIFTS(srl, epi64, unsigned long long, 2, s < width ? x[i] >> s : 0)
__CW_SIMD __m128i _mm_slli_si128(__m128i a, int bytes) {
  unsigned char x[16], r[16];
  memcpy(x, &a, 16);
  for (int i = 0; i < 16; i++) r[i] = i >= (bytes & 255) ? x[i - (bytes & 255)] : 0;
  memcpy(&a, r, 16);
  return a;
}
__CW_SIMD __m128i _mm_srli_si128(__m128i a, int bytes) {
  unsigned char x[16], r[16];
  memcpy(x, &a, 16);
  for (int i = 0; i < 16; i++) r[i] = i + (bytes & 255) < 16 ? x[i + (bytes & 255)] : 0;
  memcpy(&a, r, 16);
  return a;
}
#define _mm_bslli_si128(a, bytes) _mm_slli_si128(a, bytes)
#define _mm_bsrli_si128(a, bytes) _mm_srli_si128(a, bytes)

__CW_SIMD __m128i _mm_shuffle_epi32(__m128i a, unsigned m) {
  int x[4], r[4];
  memcpy(x, &a, 16);
  for (int i = 0; i < 4; i++) r[i] = x[m >> 2 * i & 3];
  memcpy(&a, r, 16);
  return a;
}
__CW_SIMD __m128i _mm_shufflelo_epi16(__m128i a, unsigned m) {
  short x[4], r[4];
  memcpy(x, &a, 8);
  for (int i = 0; i < 4; i++) r[i] = x[m >> 2 * i & 3];
  memcpy(&a, r, 8);
  return a;
}
__CW_SIMD __m128i _mm_shufflehi_epi16(__m128i a, unsigned m) {
  short x[4], r[4];
  memcpy(x, &a.__v[1], 8);
  for (int i = 0; i < 4; i++) r[i] = x[m >> 2 * i & 3];
  memcpy(&a.__v[1], r, 8);
  return a;
}
__CW_SIMD int _mm_extract_epi16(__m128i a, int i) {
  unsigned short x[8];
  memcpy(x, &a, 16);
  return x[i & 7];
}
__CW_SIMD __m128i _mm_insert_epi16(__m128i a, int value, int i) {
  unsigned short x[8];
  memcpy(x, &a, 16);
  x[i & 7] = (unsigned short)value;
  memcpy(&a, x, 16);
  return a;
}
__CW_SIMD int _mm_movemask_epi8(__m128i a) {
  unsigned char x[16];
  int m = 0;
  memcpy(x, &a, 16);
  for (int i = 0; i < 16; i++) m |= (x[i] >> 7) << i;
  return m;
}

__CW_SIMD __m128i _mm_set_epi64x(long long b, long long a) {
  __m128i r = {{a, b}};
  return r;
}
__CW_SIMD __m128i _mm_set1_epi64x(long long a) { return _mm_set_epi64x(a, a); }
__CW_SIMD __m128i _mm_setzero_si128(void) { return _mm_set_epi64x(0, 0); }
__CW_SIMD __m128i _mm_undefined_si128(void) { return _mm_set_epi64x(0, 0); }
__CW_SIMD __m128i _mm_setr_epi32(int a, int b, int c, int d) {
  int x[4] = {a, b, c, d};
  __m128i r;
  memcpy(&r, x, 16);
  return r;
}
__CW_SIMD __m128i _mm_set_epi32(int d, int c, int b, int a) { return _mm_setr_epi32(a, b, c, d); }
__CW_SIMD __m128i _mm_set1_epi32(int a) { return _mm_setr_epi32(a, a, a, a); }
__CW_SIMD __m128i _mm_setr_epi16(short a, short b, short c, short d, short e, short f, short g, short h) {
  short x[8] = {a, b, c, d, e, f, g, h};
  __m128i r;
  memcpy(&r, x, 16);
  return r;
}
__CW_SIMD __m128i _mm_set_epi16(short h, short g, short f, short e, short d, short c, short b, short a) { return _mm_setr_epi16(a, b, c, d, e, f, g, h); }
__CW_SIMD __m128i _mm_set1_epi16(short a) { return _mm_setr_epi16(a, a, a, a, a, a, a, a); }
__CW_SIMD __m128i _mm_setr_epi8(char a, char b, char c, char d, char e, char f, char g, char h, char i, char j, char k, char l, char m, char n, char o, char p) {
  char x[16] = {a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p};
  __m128i r;
  memcpy(&r, x, 16);
  return r;
}
__CW_SIMD __m128i _mm_set_epi8(char p, char o, char n, char m, char l, char k, char j, char i, char h, char g, char f, char e, char d, char c, char b, char a) {
  return _mm_setr_epi8(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p);
}
__CW_SIMD __m128i _mm_set1_epi8(char a) { return _mm_setr_epi8(a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a); }
__CW_SIMD __m128i _mm_loadu_si128(const __m128i* p) {
  __m128i r;
  memcpy(&r, p, 16);
  return r;
}
__CW_SIMD __m128i _mm_load_si128(const __m128i* p) { return _mm_loadu_si128(p); }
__CW_SIMD __m128i _mm_loadl_epi64(const __m128i* p) {
  __m128i r = {{0, 0}};
  memcpy(&r, p, 8);
  return r;
}
__CW_SIMD __m128i _mm_loadu_si64(const void* p) { return _mm_loadl_epi64((const __m128i*)p); }
__CW_SIMD __m128i _mm_loadu_si32(const void* p) {
  __m128i r = {{0, 0}};
  memcpy(&r, p, 4);
  return r;
}
__CW_SIMD __m128i _mm_loadu_si16(const void* p) {
  __m128i r = {{0, 0}};
  memcpy(&r, p, 2);
  return r;
}
__CW_SIMD void _mm_storeu_si128(__m128i* p, __m128i a) { memcpy(p, &a, 16); }
__CW_SIMD void _mm_store_si128(__m128i* p, __m128i a) { memcpy(p, &a, 16); }
__CW_SIMD void _mm_stream_si128(__m128i* p, __m128i a) { memcpy(p, &a, 16); }
__CW_SIMD void _mm_storel_epi64(__m128i* p, __m128i a) { memcpy(p, &a, 8); }
__CW_SIMD void _mm_storeu_si64(void* p, __m128i a) { memcpy(p, &a, 8); }
__CW_SIMD void _mm_storeu_si32(void* p, __m128i a) { memcpy(p, &a, 4); }
__CW_SIMD void _mm_storeu_si16(void* p, __m128i a) { memcpy(p, &a, 2); }
__CW_SIMD void _mm_stream_si32(int* p, int a) { *p = a; }
__CW_SIMD void _mm_stream_si64(long long* p, long long a) { *p = a; }
__CW_SIMD void _mm_maskmoveu_si128(__m128i a, __m128i mask, char* p) {
  char x[16];
  memcpy(x, &a, 16);
  for (int i = 0, m = _mm_movemask_epi8(mask); i < 16; i++)
    if (m >> i & 1) p[i] = x[i];
}
__CW_SIMD __m128i _mm_move_epi64(__m128i a) { return _mm_set_epi64x(0, a.__v[0]); }
__CW_SIMD __m128i _mm_cvtsi32_si128(int a) { return _mm_setr_epi32(a, 0, 0, 0); }
__CW_SIMD int _mm_cvtsi128_si32(__m128i a) { return (int)a.__v[0]; }
__CW_SIMD __m128i _mm_cvtsi64_si128(long long a) { return _mm_set_epi64x(0, a); }
__CW_SIMD long long _mm_cvtsi128_si64(__m128i a) { return a.__v[0]; }
#define _mm_cvtsi64x_si128(a) _mm_cvtsi64_si128(a)
#define _mm_cvtsi128_si64x(a) _mm_cvtsi128_si64(a)
__CW_SIMD __m128i _mm_cvtps_epi32(__m128 a) { return _mm_setr_epi32(__cw_to_int(rint(a.__v[0])), __cw_to_int(rint(a.__v[1])), __cw_to_int(rint(a.__v[2])), __cw_to_int(rint(a.__v[3]))); }
__CW_SIMD __m128i _mm_cvttps_epi32(__m128 a) { return _mm_setr_epi32(__cw_to_int(trunc(a.__v[0])), __cw_to_int(trunc(a.__v[1])), __cw_to_int(trunc(a.__v[2])), __cw_to_int(trunc(a.__v[3]))); }
__CW_SIMD __m128i _mm_cvtpd_epi32(__m128d a) { return _mm_setr_epi32(__cw_to_int(rint(a.__v[0])), __cw_to_int(rint(a.__v[1])), 0, 0); }
__CW_SIMD __m128i _mm_cvttpd_epi32(__m128d a) { return _mm_setr_epi32(__cw_to_int(trunc(a.__v[0])), __cw_to_int(trunc(a.__v[1])), 0, 0); }
__CW_SIMD __m128 _mm_cvtepi32_ps(__m128i a) {
  int x[4];
  memcpy(x, &a, 16);
  return _mm_setr_ps((float)x[0], (float)x[1], (float)x[2], (float)x[3]);
}
__CW_SIMD __m128d _mm_cvtepi32_pd(__m128i a) { return _mm_setr_pd((int)a.__v[0], (int)(a.__v[0] >> 32)); }

#endif
