// run: tolerance=0
// SSE and SSE2 in host code, as image libraries use them: every element of every operation, edge cases, and a filter that a kernel computes too.
#include <cstdio>
#include <cstring>
#include <cmath>
#include <emmintrin.h>

typedef unsigned char Bytes[16];
static unsigned state = 12345;
static __m128i any() {
  unsigned x[4];
  for (unsigned &word : x) {
    state = state * 1664525u + 1013904223u;
    word = state ^ state >> 13;
  }
  if (state & 1) x[2] = x[1];
  __m128i v;
  memcpy(&v, x, 16);
  return v;
}
static void show(const char *name, __m128i v) {
  Bytes b;
  memcpy(b, &v, 16);
  printf("%-22s", name);
  for (unsigned char byte : b) printf(" %02x", byte);
  printf("\n");
}
static void show(const char *name, __m128 v) { show(name, _mm_castps_si128(v)); }
static void show(const char *name, __m128d v) { show(name, _mm_castpd_si128(v)); }

__global__ void brighten(const unsigned char *in, unsigned char *out, int n, int by) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) out[i] = min(in[i] + by, 255);
}

#define INTEGERS(f) show(#f, f(a, b)), show(#f, f(b, b));
#define SHIFT(f) show(#f, f(a, 3)), show(#f, f(a, 40)), show(#f, f(b, 15));
#define FLOATS(f) show(#f "s", f##s(p, q)), show(#f "d", f##d(x, y));
#define FIRST(f) show(#f "s", f##s(p, q)), show(#f "d", f##d(x, y));
#define TEST(name) if (i == 0) printf("%s %d %d %d %d\n", #name, _mm_comi##name##_ss(p, q), _mm_comi##name##_ss(p, p), _mm_ucomi##name##_sd(x, y), _mm_ucomi##name##_sd(y, y));

int main() {
  __m128i a = any(), b = any();
  for (int round = 0; round < 2; round++, a = any(), b = any()) {
    INTEGERS(_mm_add_epi8)
    INTEGERS(_mm_sub_epi8)
    INTEGERS(_mm_unpacklo_epi8)
    INTEGERS(_mm_unpackhi_epi8)
    INTEGERS(_mm_add_epi16)
    INTEGERS(_mm_sub_epi16)
    INTEGERS(_mm_unpacklo_epi16)
    INTEGERS(_mm_unpackhi_epi16)
    INTEGERS(_mm_add_epi32)
    INTEGERS(_mm_sub_epi32)
    INTEGERS(_mm_unpacklo_epi32)
    INTEGERS(_mm_unpackhi_epi32)
    INTEGERS(_mm_add_epi64)
    INTEGERS(_mm_sub_epi64)
    INTEGERS(_mm_unpacklo_epi64)
    INTEGERS(_mm_unpackhi_epi64)
    INTEGERS(_mm_cmpeq_epi8)
    INTEGERS(_mm_cmpgt_epi8)
    INTEGERS(_mm_cmplt_epi8)
    INTEGERS(_mm_cmpeq_epi16)
    INTEGERS(_mm_cmpgt_epi16)
    INTEGERS(_mm_cmplt_epi16)
    INTEGERS(_mm_cmpeq_epi32)
    INTEGERS(_mm_cmpgt_epi32)
    INTEGERS(_mm_cmplt_epi32)
    INTEGERS(_mm_adds_epi8)
    INTEGERS(_mm_adds_epi16)
    INTEGERS(_mm_adds_epu8)
    INTEGERS(_mm_adds_epu16)
    INTEGERS(_mm_subs_epi8)
    INTEGERS(_mm_subs_epi16)
    INTEGERS(_mm_subs_epu8)
    INTEGERS(_mm_subs_epu16)
    INTEGERS(_mm_mullo_epi16)
    INTEGERS(_mm_mulhi_epi16)
    INTEGERS(_mm_mulhi_epu16)
    INTEGERS(_mm_mul_epu32)
    INTEGERS(_mm_madd_epi16)
    INTEGERS(_mm_avg_epu8)
    INTEGERS(_mm_avg_epu16)
    INTEGERS(_mm_sad_epu8)
    INTEGERS(_mm_min_epu8)
    INTEGERS(_mm_max_epu8)
    INTEGERS(_mm_min_epi16)
    INTEGERS(_mm_max_epi16)
    INTEGERS(_mm_packs_epi16)
    INTEGERS(_mm_packs_epi32)
    INTEGERS(_mm_packus_epi16)
    INTEGERS(_mm_and_si128)
    INTEGERS(_mm_andnot_si128)
    INTEGERS(_mm_or_si128)
    INTEGERS(_mm_xor_si128)
    SHIFT(_mm_slli_epi16)
    SHIFT(_mm_slli_epi32)
    SHIFT(_mm_slli_epi64)
    SHIFT(_mm_srli_epi16)
    SHIFT(_mm_srli_epi32)
    SHIFT(_mm_srli_epi64)
    SHIFT(_mm_srai_epi16)
    SHIFT(_mm_srai_epi32)
    show("sll", _mm_sll_epi32(a, _mm_cvtsi32_si128(7)));
    show("srl", _mm_srl_epi16(a, _mm_cvtsi64_si128(1LL << 40)));
    show("sra", _mm_sra_epi16(a, _mm_cvtsi64_si128(99)));
    show("slli_si128", _mm_slli_si128(a, 5));
    show("srli_si128", _mm_srli_si128(a, 11));
    show("shuffle_epi32", _mm_shuffle_epi32(a, _MM_SHUFFLE(0, 3, 1, 2)));
    show("shufflelo", _mm_shufflelo_epi16(a, _MM_SHUFFLE(1, 1, 3, 0)));
    show("shufflehi", _mm_shufflehi_epi16(a, _MM_SHUFFLE(2, 0, 3, 1)));
    show("insert", _mm_insert_epi16(a, 0x1234, 6));
    printf("%d %d %x %lld\n", _mm_extract_epi16(a, 2), _mm_movemask_epi8(a), _mm_cvtsi128_si32(b), _mm_cvtsi128_si64(b));
    show("move_epi64", _mm_move_epi64(a));
    show("cvtepi32_ps", _mm_cvtepi32_ps(a));
    show("cvtepi32_pd", _mm_cvtepi32_pd(a));
  }
  show("set_epi8", _mm_set_epi8(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0));
  show("setr_epi16", _mm_setr_epi16(0, 1, 2, 3, 4, 5, 6, -7));
  show("set_epi64x", _mm_set_epi64x(-2, 1));
  show("set1_epi8", _mm_set1_epi8(-3));

  __m128 floats[3] = {_mm_setr_ps(1.5f, -0.0f, 3e38f, -2.25f), _mm_set_ps(4.f, -1e38f, 0.f, 1.5f), _mm_setr_ps(NAN, 2.5f, -3.5f, 1e10f)};
  __m128d doubles[3] = {_mm_setr_pd(0.1, -7.5), _mm_set_pd(-7.5, 1e300), _mm_setr_pd(NAN, 2.5)};
  for (int i = 0; i < 3; i++) {
    __m128 p = floats[i], q = floats[(i + 1) % 3];
    __m128d x = doubles[i], y = doubles[(i + 1) % 3];
    FLOATS(_mm_min_p)
    FLOATS(_mm_max_p)
    FLOATS(_mm_cmpeq_p)
    FLOATS(_mm_cmplt_p)
    FLOATS(_mm_cmple_p)
    FLOATS(_mm_cmpgt_p)
    FLOATS(_mm_cmpge_p)
    FLOATS(_mm_cmpneq_p)
    FLOATS(_mm_cmpnlt_p)
    FLOATS(_mm_cmpnle_p)
    FLOATS(_mm_cmpngt_p)
    FLOATS(_mm_cmpnge_p)
    FLOATS(_mm_cmpord_p)
    FLOATS(_mm_cmpunord_p)
    FLOATS(_mm_and_p)
    FLOATS(_mm_andnot_p)
    FLOATS(_mm_or_p)
    FLOATS(_mm_xor_p)
    FLOATS(_mm_unpacklo_p)
    FLOATS(_mm_unpackhi_p)
    FIRST(_mm_min_s)
    FIRST(_mm_max_s)
    FIRST(_mm_cmpeq_s)
    FIRST(_mm_cmplt_s)
    FIRST(_mm_cmple_s)
    FIRST(_mm_cmpgt_s)
    FIRST(_mm_cmpge_s)
    FIRST(_mm_cmpneq_s)
    FIRST(_mm_cmpnlt_s)
    FIRST(_mm_cmpnle_s)
    FIRST(_mm_cmpngt_s)
    FIRST(_mm_cmpnge_s)
    FIRST(_mm_cmpord_s)
    FIRST(_mm_cmpunord_s)
    TEST(eq)
    TEST(lt)
    TEST(le)
    TEST(gt)
    TEST(ge)
    TEST(neq)
    show("shuffle_ps", _mm_shuffle_ps(p, q, _MM_SHUFFLE(2, 0, 3, 1)));
    show("shuffle_pd", _mm_shuffle_pd(x, y, _MM_SHUFFLE2(0, 1)));
    show("movehl", _mm_movehl_ps(p, q));
    show("movelh", _mm_movelh_ps(p, q));
    show("move_ss", _mm_move_ss(p, q));
    show("move_sd", _mm_move_sd(x, y));
    printf("%d %d %d %d %d %d %lld\n", _mm_movemask_ps(p), _mm_movemask_pd(x), _mm_cvtss_si32(p), _mm_cvttss_si32(p), _mm_cvtsd_si32(y), _mm_cvttsd_si32(y), _mm_cvtsd_si64(y));
    show("cvtps_epi32", _mm_cvtps_epi32(p));
    show("cvttps_epi32", _mm_cvttps_epi32(p));
    show("cvtpd_epi32", _mm_cvtpd_epi32(x));
    show("cvttpd_epi32", _mm_cvttpd_epi32(x));
  }
  __m128 u = _mm_setr_ps(1.5f, -2.f, 16.f, 0.75f), v = _mm_setr_ps(3.f, 7.f, 0.1f, -9.f);
  __m128d s = _mm_setr_pd(1.5, -2.25), r = _mm_setr_pd(3, 0.1);
  show("arithmetic", u * v + u / v - v);
  show("add_ps", _mm_add_ps(u, v)), show("sub_ps", _mm_sub_ps(u, v)), show("mul_ps", _mm_mul_ps(u, v)), show("div_ps", _mm_div_ps(u, v));
  show("add_ss", _mm_add_ss(u, v)), show("sub_ss", _mm_sub_ss(u, v)), show("mul_ss", _mm_mul_ss(u, v)), show("div_ss", _mm_div_ss(u, v));
  show("add_pd", _mm_add_pd(s, r)), show("sub_pd", _mm_sub_pd(s, r)), show("mul_pd", _mm_mul_pd(s, r)), show("div_pd", _mm_div_pd(s, r));
  show("add_sd", _mm_add_sd(s, r)), show("sub_sd", _mm_sub_sd(s, r)), show("mul_sd", _mm_mul_sd(s, r)), show("div_sd", _mm_div_sd(s, r));
  show("sqrt_ps", _mm_sqrt_ps(_mm_mul_ps(v, v))), show("sqrt_sd", _mm_sqrt_sd(s, r)), show("cvtpd_ps", _mm_cvtpd_ps(r)), show("cvtps_pd", _mm_cvtps_pd(v));
  float estimate = _mm_cvtss_f32(_mm_rsqrt_ss(_mm_set_ss(16.f))), reciprocal = _mm_cvtss_f32(_mm_rcp_ss(_mm_set_ss(8.f)));
  printf("%d %d\n", fabsf(estimate - 0.25f) < 1e-3f, fabsf(reciprocal - 0.125f) < 1e-3f);
  __m128 rows[4] = {_mm_setr_ps(0, 1, 2, 3), _mm_setr_ps(4, 5, 6, 7), _mm_setr_ps(8, 9, 10, 11), _mm_setr_ps(12, 13, 14, 15)};
  _MM_TRANSPOSE4_PS(rows[0], rows[1], rows[2], rows[3]);
  for (__m128 row : rows) printf("%g %g %g %g\n", row[0], row[1], row[2], row[3]);

  alignas(16) unsigned char pixels[64], host[64], device[64];
  for (int i = 0; i < 64; i++) pixels[i] = (unsigned char)(i * 37);
  const __m128i by = _mm_set1_epi8(70);
  for (int i = 0; i < 64; i += 16) _mm_store_si128((__m128i *)(host + i), _mm_adds_epu8(_mm_load_si128((const __m128i *)(pixels + i)), by));
  unsigned char *in, *out;
  cudaMalloc(&in, 64), cudaMalloc(&out, 64);
  cudaMemcpy(in, pixels, 64, cudaMemcpyHostToDevice);
  brighten<<<2, 32>>>(in, out, 64, 70);
  cudaMemcpy(device, out, 64, cudaMemcpyDeviceToHost);
  printf("filter %s\n", memcmp(host, device, 64) == 0 ? "agrees" : "differs");
  float *list = (float *)_mm_malloc(64, 64);
  printf("aligned %d\n", (int)((size_t)list % 64));
  _mm_free(list);
}
