// Compares the mathematical library, compiled natively with its functions renamed to cwm_…, with libquadmath over random
// arguments. Prints a line for each function: name, largest error in ulps, where, and what is allowed (CUDA's documented
// maxima). Exit status 1 if one is exceeded. math.test.ts builds and runs it.
#include <fenv.h>
#include <math.h>
#include <quadmath.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef __float128 Q;
static uint64_t state = 88172645463325252ull;
static uint64_t random_bits() {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return state * 2685821657736338717ull;
}
static double uniform() { return (double)(random_bits() >> 11) * 0x1p-53; }

// A number between low and high: evenly, or (log) of evenly distributed exponent and random sign where low < 0.
static double pick(double low, double high, bool log_scale) {
  if (!log_scale) return low + (high - low) * uniform();
  double a = low < 0 ? high * 0x1p-60 : low, x = fmin(high, exp2(log2(a) + uniform() * (log2(high) - log2(a))));
  return low < 0 && (random_bits() & 1) ? -x : x;
}

static double ulp_of(double x, bool single) {
  int e;
  frexp(x, &e);
  int least = single ? -149 : -1074, bits = single ? 24 : 53;
  return ldexp(1.0, e - bits < least ? least : e - bits);
}
static double error_in_ulps(double got, Q want, bool single) {
  double w = single ? (double)(float)want : (double)want;
  if (got != got || w != w) return (got != got) == (w != w) ? 0 : 1e30;
  if (got == w) return (got - want) == 0 ? 0 : (isinf(got) ? 0 : (double)(fabsq((Q)got - want) / ulp_of(w, single)));
  if (isinf(got) || isinf(w)) return 1e30;
  return (double)(fabsq((Q)got - want) / ulp_of(w, single));
}

static int failures;
static bool only(const char* name);
static int scale = 1;
static void verdict(const char* name, double worst, double where, double where2, double allowed) {
  bool bad = !(worst <= allowed);
  failures += bad;
  printf("%-14s %9.3f ulp at %.17g %.17g (allowed %g)%s\n", name, worst, where, where2, allowed, bad ? "  FAILED" : "");
}

typedef double (*F1)(double);
typedef float (*F1f)(float);
typedef Q (*R1)(Q);
static void check(const char* name, F1 f, R1 reference, double low, double high, bool logs, double allowed, int count = 40000) {
  if (!only(name)) return;
  double worst = 0, where = 0;
  for (int i = 0; i < count * scale; i++) {
    double x = pick(low, high, logs), e = error_in_ulps(f(x), reference(x), false);
    if (e > worst) worst = e, where = x;
  }
  verdict(name, worst, where, 0, allowed);
}
static void check(const char* name, F1f f, R1 reference, double low, double high, bool logs, double allowed, int count = 40000) {
  if (!only(name)) return;
  double worst = 0, where = 0;
  for (int i = 0; i < count * scale; i++) {
    float x = (float)pick(low, high, logs);
    double e = error_in_ulps((double)f(x), reference((Q)x), true);
    if (e > worst) worst = e, where = x;
  }
  verdict(name, worst, where, 0, allowed);
}
typedef double (*F2)(double, double);
typedef float (*F2f)(float, float);
typedef Q (*R2)(Q, Q);
static void check(const char* name, F2 f, R2 reference, double xl, double xh, bool xlog, double yl, double yh, bool ylog, double allowed, int count = 40000) {
  if (!only(name)) return;
  double worst = 0, where = 0, where2 = 0;
  for (int i = 0; i < count * scale; i++) {
    double x = pick(xl, xh, xlog), y = pick(yl, yh, ylog), e = error_in_ulps(f(x, y), reference(x, y), false);
    if (e > worst) worst = e, where = x, where2 = y;
  }
  verdict(name, worst, where, where2, allowed);
}
static void check(const char* name, F2f f, R2 reference, double xl, double xh, bool xlog, double yl, double yh, bool ylog, double allowed, int count = 40000) {
  if (!only(name)) return;
  double worst = 0, where = 0, where2 = 0;
  for (int i = 0; i < count * scale; i++) {
    float x = (float)pick(xl, xh, xlog), y = (float)pick(yl, yh, ylog);
    double e = error_in_ulps((double)f(x, y), reference((Q)x, (Q)y), true);
    if (e > worst) worst = e, where = x, where2 = y;
  }
  verdict(name, worst, where, where2, allowed);
}

static Q q_rsqrt(Q x) { return 1 / sqrtq(x); }
static Q q_rcbrt(Q x) { return 1 / cbrtq(x); }
static Q q_exp10(Q x) { return expq(x * M_LN10q); }
static Q q_log2(Q x) { return log2q(x); }
static Q q_sinpi(Q x) { x -= 2 * floorq(x / 2); return x == floorq(x) ? (Q)0 : sinq(x * M_PIq); }
static Q q_cospi(Q x) { x = fabsq(x); x -= 2 * floorq(x / 2); return x - floorq(x) == 0.5q ? (Q)0 : cosq(x * M_PIq); }
static Q q_rhypot(Q x, Q y) { return 1 / hypotq(x, y); }
static Q q_erfcx(Q x) {
  if (x < 100) return expq(x * x) * erfcq(x);
  Q z = 1 / (2 * x * x);
  return (1 - z * (1 - 3 * z * (1 - 5 * z * (1 - 7 * z)))) / (x * sqrtq(M_PIq));
}
static Q q_normcdf(Q x) { return erfcq(-x / sqrtq(2)) / 2; }
// Inverses: one Newton step in quadruple precision from our own result.
extern "C" double cwm_erfinv(double), cwm_erfcinv(double), cwm_normcdfinv(double);
static Q q_erfinv(Q x) {
  Q y = cwm_erfinv((double)x);
  for (int i = 0; i < 2; i++) y -= (fabsq(x) < 0.5q ? erfq(y) - x : x > 0 ? (1 - x) - erfcq(y) : erfcq(-y) - (1 + x)) * sqrtq(M_PIq) / 2 * expq(y * y);
  return y;
}
static Q q_erfcinv(Q x) {
  Q y = cwm_erfcinv((double)x);
  for (int i = 0; i < 2; i++) y += (x < 1 ? erfcq(y) - x : (2 - x) - erfcq(-y)) * sqrtq(M_PIq) / 2 * expq(y * y);
  return y;
}
static Q q_normcdfinv(Q p) {
  Q y = cwm_normcdfinv((double)p);
  for (int i = 0; i < 2; i++) y -= (p < 0.5q ? q_normcdf(y) - p : (1 - p) - q_normcdf(-y)) * sqrtq(2 * M_PIq) * expq(y * y / 2);
  return y;
}
static Q q_i0(Q x) {
  Q term = 1, sum = 1, z = x * x / 4;
  for (int k = 1; k < 2000 && term > sum * 1e-36q; k++) sum += term *= z / k / k;
  return sum;
}
static Q q_i1(Q x) {
  Q term = x / 2, sum = term, z = x * x / 4;
  for (int k = 1; k < 2000 && fabsq(term) > fabsq(sum) * 1e-36q; k++) sum += term *= z / k / (k + 1);
  return sum;
}

#define D1(n) extern "C" double cwm_##n(double); extern "C" float cwm_##n##f(float);
#define D2(n) extern "C" double cwm_##n(double, double); extern "C" float cwm_##n##f(float, float);
D1(acos) D1(acosh) D1(asin) D1(asinh) D1(atan) D1(atanh) D1(cbrt) D1(ceil) D1(cos) D1(cosh) D1(erf) D1(erfc) D1(exp) D1(exp2) D1(expm1) D1(floor) D1(lgamma) D1(log) D1(log10)
D1(log1p) D1(log2) D1(nearbyint) D1(rint) D1(round) D1(sin) D1(sinh) D1(sqrt) D1(tan) D1(tanh) D1(tgamma) D1(trunc) D1(exp10) D1(rsqrt) D1(rcbrt)
D1(sinpi) D1(cospi) D1(erfcx) D1(normcdf) D1(cyl_bessel_i0) D1(cyl_bessel_i1) D1(j0) D1(j1) D1(y0) D1(y1)
extern "C" float cwm_erfinvf(float), cwm_erfcinvf(float), cwm_normcdfinvf(float);
D2(atan2) D2(pow) D2(hypot) D2(rhypot) D2(fmod) D2(remainder) D2(fdim) D2(nextafter)
extern "C" double cwm_remquo(double, double, int*);
extern "C" double __cw_fma(double, double, double);
extern "C" float __cw_fmaf(float, float, float);
extern "C" double cwm_scalbn(double, int), cwm_frexp(double, int*);
extern "C" double cwm_jn(int, double), cwm_yn(int, double);

static int name_count;
static char** names;
static bool only(const char* name) {
  if (name_count == 0) return true;
  for (int i = 0; i < name_count; i++) {
    if (!strcmp(names[i], name)) return true;
  }
  return false;
}
static bool same(double a, double b) { return memcmp(&a, &b, 8) == 0 || (a != a && b != b); }

static void check_exact() {
  int wrong = 0;
  for (int i = 0; i < 300000; i++) {
    uint64_t u = random_bits(), v = random_bits(), w = random_bits();
    // Exponents near each other, so that sums cancel and quotients are moderate; a part of them anywhere.
    if (i & 3) v = (v & ~(0x7ffull << 52)) | ((((u >> 52 & 0x7ff) + (v >> 52 & 31)) & 0x7ff) << 52);
    double a, b, c;
    memcpy(&a, &u, 8);
    memcpy(&b, &v, 8);
    memcpy(&c, &w, 8);
    int q1, q2;
    double r1 = cwm_remquo(a, b, &q1), r2 = remquo(a, b, &q2);
    bool ok = same(cwm_fmod(a, b), fmod(a, b)) && same(cwm_remainder(a, b), remainder(a, b)) && same(r1, r2);
    if (!(r2 != r2) && ((q1 ^ q2) & 7)) ok = false;
    ok = ok && same(cwm_nextafter(a, b), nextafter(a, b)) && same(cwm_round(a), round(a));
    int k = (int)(int16_t)(u >> 20) / 12;
    ok = ok && same(cwm_scalbn(b, k), scalbn(b, k));
    double p = a * 0x1p-400;
    if (i & 1) c = -p * b + b * uniform(), p = a;
    ok = ok && same(__cw_fma(a, b, c), fma(a, b, c));
    int e1, e2;
    ok = ok && same(cwm_frexp(a, &e1), frexp(a, &e2)) && (isinf(a) || isnan(a) || e1 == e2);
    float fa = (float)(uniform() - 0.5) * 64, fb = (float)(uniform() - 0.5), fc = i & 1 ? -fa * fb : (float)(uniform() * 1e-30);
    if (i & 4) fa = ldexpf(fa, (int)(u & 127) - 64), fb = ldexpf(fb, (int)(v & 127) - 64), fc = ldexpf(fc, (int)(w & 127) - 64);
    ok = ok && same(__cw_fmaf(fa, fb, fc), fmaf(fa, fb, fc));
    if (!ok && wrong++ < 4) {
      printf("exact: a=%a b=%a c=%a: fmod %a %a remainder %a %a (%d %d) fma %a %a scalbn %d %a %a fmaf %a %a %a: %a %a round %a %a\n", a, b, c, cwm_fmod(a, b), fmod(a, b), r1, r2, q1,
             q2, __cw_fma(a, b, c), fma(a, b, c), k, cwm_scalbn(b, k), scalbn(b, k), fa, fb, fc, __cw_fmaf(fa, fb, fc), fmaf(fa, fb, fc), cwm_round(a), round(a));
    }
  }
  verdict("exact", wrong, 0, 0, 0);
}
static void check_special_values() {
  static const double values[] = {0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 2.0, -2.0, 3.0, -3.0, 4.5, INFINITY, -INFINITY, NAN, 1e300, -1e300, 1e-310, -1e-310, 5e-324, 1.7976931348623157e308, 0x1p53, 0x1p52 + 1};
  struct { const char* name; F1 ours, theirs; } one[] = {{"exp", cwm_exp, exp}, {"exp2", cwm_exp2, exp2}, {"expm1", cwm_expm1, expm1}, {"log", cwm_log, log}, {"log2", cwm_log2, log2}, {"log10", cwm_log10, log10}, {"log1p", cwm_log1p, log1p},
    {"sin", cwm_sin, sin}, {"cos", cwm_cos, cos}, {"tan", cwm_tan, tan}, {"asin", cwm_asin, asin}, {"acos", cwm_acos, acos}, {"atan", cwm_atan, atan}, {"sinh", cwm_sinh, sinh}, {"cosh", cwm_cosh, cosh}, {"tanh", cwm_tanh, tanh},
    {"asinh", cwm_asinh, asinh}, {"acosh", cwm_acosh, acosh}, {"atanh", cwm_atanh, atanh}, {"cbrt", cwm_cbrt, cbrt}, {"sqrt", cwm_sqrt, sqrt}, {"floor", cwm_floor, floor}, {"round", cwm_round, round}, {"rint", cwm_rint, rint},
    {"erf", cwm_erf, erf}, {"erfc", cwm_erfc, erfc}, {"tgamma", cwm_tgamma, tgamma}, {"lgamma", cwm_lgamma, lgamma}, {"j0", cwm_j0, j0}, {"y0", cwm_y0, y0}, {"j1", cwm_j1, j1}};
  struct { const char* name; F2 ours, theirs; } two[] = {{"pow", cwm_pow, pow}, {"atan2", cwm_atan2, atan2}, {"hypot", cwm_hypot, hypot}, {"fmod", cwm_fmod, fmod}, {"remainder", cwm_remainder, remainder}, {"fdim", cwm_fdim, fdim}};
  int wrong = 0;
  for (double x : values) {
    for (auto& f : one) {
      double a = f.ours(x), b = f.theirs(x);
      bool close = same(a, b) || (fabs(a - b) <= 1e-14 * fabs(b) && b != 0);
      if (!strncmp(f.name, "j", 1) || !strncmp(f.name, "y", 1)) close = close || fabs(a - b) < 1e-11 || (b < -1e300 && a < -1e300);
      if (!close && ++wrong) printf("special: %s(%a) = %a, not %a\n", f.name, x, a, b);
    }
    for (double y : values) {
      for (auto& f : two) {
        double a = f.ours(x, y), b = f.theirs(x, y);
        if (!same(a, b) && !(fabs(a - b) <= 1e-15 * fabs(b)) && ++wrong) printf("special: %s(%a, %a) = %a, not %a\n", f.name, x, y, a, b);
      }
    }
  }
  verdict("special values", wrong, 0, 0, 0);
}

// Arithmetic and conversions with a rounding mode, against the processor's.
#define R2(f) extern "C" float __f##f##_rz(float, float), __f##f##_ru(float, float), __f##f##_rd(float, float); \
  extern "C" double __d##f##_rz(double, double), __d##f##_ru(double, double), __d##f##_rd(double, double);
R2(add) R2(mul) R2(div)
extern "C" float __fmaf_rz(float, float, float), __fmaf_ru(float, float, float), __fmaf_rd(float, float, float);
extern "C" double __fma_rz(double, double, double), __fma_ru(double, double, double), __fma_rd(double, double, double);
extern "C" float __fsqrt_rz(float), __fsqrt_ru(float), __fsqrt_rd(float), __double2float_rz(double), __double2float_ru(double), __double2float_rd(double);
extern "C" double __dsqrt_rz(double), __dsqrt_ru(double), __dsqrt_rd(double);
extern "C" float __ll2float_rn(long long), __ll2float_rz(long long), __ll2float_ru(long long), __ll2float_rd(long long), __ull2float_rn(unsigned long long);
extern "C" double __ll2double_rz(long long), __ll2double_ru(long long), __ll2double_rd(long long);
struct Rounded {
  volatile float fadd, fmul, fdiv, ffma, fsqrt, narrow, fromll;
  volatile double dadd, dmul, ddiv, dfma, dsqrt, dfromll;
};
static __attribute__((noinline)) void by_processor(Rounded* r, int mode, volatile float a, volatile float b, volatile float c, volatile double x, volatile double y,
                                                   volatile double z, volatile long long n) {
  fesetround(mode);
  r->fadd = a + b, r->fmul = a * b, r->fdiv = a / b, r->ffma = fmaf(a, b, c), r->fsqrt = sqrtf(fabsf(a)), r->narrow = (float)y, r->fromll = (float)n;
  r->dadd = x + y, r->dmul = x * y, r->ddiv = x / y, r->dfma = fma(x, y, z), r->dsqrt = sqrt(fabs(x)), r->dfromll = (double)n;
  fesetround(FE_TONEAREST);
}
static void check_rounding() {
  int wrong = 0;
  for (int i = 0; i < 200000; i++) {
    float a, b, c;
    double x, y, z;
    uint64_t u = random_bits(), v = random_bits(), w = random_bits();
    if (i & 1) v = (v & ~(0x7ffull << 52)) | ((u >> 52 & 0x7ff) ^ (v >> 40 & 31)) << 52;
    unsigned ua = (unsigned)(u >> 32), ub = (unsigned)(v >> 32), uc = (unsigned)(w >> 32);
    memcpy(&a, &ua, 4), memcpy(&b, &ub, 4), memcpy(&c, &uc, 4);
    memcpy(&x, &u, 8), memcpy(&y, &v, 8), memcpy(&z, &w, 8);
    if (i % 3 == 0) c = -a * b * (1 + (float)uniform() * 1e-6f), z = -x * y * (1 + uniform() * 1e-15);
    if (i % 5 == 0) y = (double)b * (1 + uniform() * 1e-7);
    long long n = (long long)(random_bits() >> (i & 63));
    if (i & 2) n = -n;
    Rounded r;
#define MODE(m, M) \
    by_processor(&r, M, a, b, c, x, y, z, n); \
    if (!(same(r.fadd, __fadd_##m(a, b)) && same(r.fmul, __fmul_##m(a, b)) && same(r.fdiv, __fdiv_##m(a, b)) && same(r.ffma, __fmaf_##m(a, b, c)) && same(r.fsqrt, __fsqrt_##m(fabsf(a))) && \
          same(r.narrow, __double2float_##m(y)) && same(r.fromll, __ll2float_##m(n)) && same(r.dadd, __dadd_##m(x, y)) && same(r.dmul, __dmul_##m(x, y)) && same(r.ddiv, __ddiv_##m(x, y)) && \
          same(r.dfma, __fma_##m(x, y, z)) && same(r.dsqrt, __dsqrt_##m(fabs(x))) && same(r.dfromll, __ll2double_##m(n))) && wrong++ < 4) \
      printf("rounding " #m ": a=%a b=%a c=%a x=%a y=%a z=%a n=%lld: add %a %a mul %a %a div %a %a fma %a %a sqrt %a %a narrow %a %a from %a %a; dadd %a %a dmul %a %a ddiv %a %a dfma %a %a dsqrt %a %a\n", a, b, c, x, y, z, n, \
             r.fadd, __fadd_##m(a, b), r.fmul, __fmul_##m(a, b), r.fdiv, __fdiv_##m(a, b), r.ffma, __fmaf_##m(a, b, c), r.fsqrt, __fsqrt_##m(fabsf(a)), r.narrow, __double2float_##m(y), r.fromll, __ll2float_##m(n), \
             r.dadd, __dadd_##m(x, y), r.dmul, __dmul_##m(x, y), r.ddiv, __ddiv_##m(x, y), r.dfma, __fma_##m(x, y, z), r.dsqrt, __dsqrt_##m(fabs(x)));
    MODE(rz, FE_TOWARDZERO)
    MODE(ru, FE_UPWARD)
    MODE(rd, FE_DOWNWARD)
    if (!same(__ll2float_rn(n), (float)n) || !same(__ull2float_rn((unsigned long long)n), (float)(unsigned long long)n)) wrong++;
  }
  verdict("rounding", wrong, 0, 0, 0);
}

int main(int argc, char** argv) {
  if (argc > 1 && atoi(argv[1]) > 0) scale = atoi(argv[1]), argc--, argv++;
  name_count = argc - 1;
  names = argv + 1;
#define T(f, r, ...) check(#f, cwm_##f, r, __VA_ARGS__)
  T(exp, expq, -745, 710, false, 1);
  T(exp, expq, -1, 1, true, 1);
  T(exp2, exp2q, -1074, 1024, false, 1);
  T(exp10, q_exp10, -323, 308.3, false, 1);
  T(expm1, expm1q, -40, 700, false, 1);
  T(expm1, expm1q, -3, 3, true, 1);
  T(log, logq, 1e-310, 1e308, true, 1);
  T(log, logq, 0.5, 2, false, 1);
  T(log2, q_log2, 1e-310, 1e308, true, 1);
  T(log2, q_log2, 0.5, 2, false, 1);
  T(log10, log10q, 1e-310, 1e308, true, 1);
  T(log10, log10q, 0.5, 2, false, 1);
  T(log1p, log1pq, -0.9999, 3, false, 1);
  T(log1p, log1pq, 1e-12, 1e300, true, 1);
  T(sin, sinq, -100, 100, false, 2);
  T(sin, sinq, -1e300, 1e300, true, 2);
  T(sin, sinq, -2e6, 2e6, true, 2);
  T(cos, cosq, -100, 100, false, 2);
  T(cos, cosq, 1e-5, 1e300, true, 2);
  T(tan, tanq, -100, 100, false, 2);
  T(tan, tanq, -1e20, 1e20, true, 2);
  T(sinpi, q_sinpi, -100, 100, false, 2);
  T(cospi, q_cospi, -100, 100, false, 2);
  T(asin, asinq, -1, 1, false, 2);
  T(asin, asinq, -1, 1, true, 2);
  T(acos, acosq, -1, 1, false, 2);
  T(atan, atanq, -10, 10, false, 2);
  T(atan, atanq, -1e18, 1e18, true, 2);
  T(sinh, sinhq, -5, 5, false, 2);
  T(sinh, sinhq, -710, 710, true, 2);
  T(cosh, coshq, -5, 5, false, 1);
  T(cosh, coshq, -710, 710, false, 1);
  T(tanh, tanhq, -3, 3, false, 1);
  T(tanh, tanhq, -20, 20, true, 1);
  T(asinh, asinhq, -3, 3, false, 3);
  T(asinh, asinhq, -1e300, 1e300, true, 3);
  T(acosh, acoshq, 1, 4, false, 3);
  T(acosh, acoshq, 1, 1e300, true, 3);
  T(atanh, atanhq, -1, 1, false, 2);
  T(atanh, atanhq, -1, 1, true, 2);
  T(cbrt, cbrtq, -1e300, 1e300, true, 1);
  T(rcbrt, q_rcbrt, 1e-300, 1e300, true, 1);
  T(rsqrt, q_rsqrt, 1e-308, 1e300, true, 1);
  T(erf, erfq, -6, 6, false, 2);
  T(erfc, erfcq, -5, 27, false, 5);
  T(erfcx, q_erfcx, -5, 100, false, 4);
  T(erfcx, q_erfcx, 1e-3, 1e10, true, 4);
  check("erfinv", cwm_erfinv, q_erfinv, -1, 1, false, 5, 4000);
  check("erfcinv", cwm_erfcinv, q_erfcinv, 0, 2, false, 6, 4000);
  check("erfcinv", cwm_erfcinv, q_erfcinv, 1e-300, 1, true, 6, 4000);
  T(normcdf, q_normcdf, -37, 8, false, 5);
  check("normcdfinv", cwm_normcdfinv, q_normcdfinv, 0, 1, false, 8, 4000);
  check("normcdfinv", cwm_normcdfinv, q_normcdfinv, 1e-300, 0.5, true, 8, 4000);
  check("tgamma", cwm_tgamma, tgammaq, -20, 171, false, 10, 10000);
  check("tgamma", cwm_tgamma, tgammaq, -170, 4, false, 10, 10000);
  check("lgamma", cwm_lgamma, lgammaq, 1e-10, 100, true, 4, 10000);
  check("lgamma", cwm_lgamma, lgammaq, 0.3, 12, false, 4, 10000);
  check("lgamma", cwm_lgamma, lgammaq, -60, -24, false, 4, 10000);
  T(j0, j0q, 0, 8, false, 7, 10000);
  T(j1, j1q, 0, 8, false, 7, 10000);
  T(y0, y0q, 1e-3, 8, true, 7, 10000);
  T(y1, y1q, 1e-3, 8, true, 7, 10000);
  T(y0, y0q, 1e-3, 8, false, 7, 10000);
  T(y1, y1q, 1e-3, 8, false, 7, 10000);
  T(cyl_bessel_i0, q_i0, -700, 700, true, 6, 10000);
  T(cyl_bessel_i1, q_i1, -700, 700, true, 6, 10000);
  T(pow, powq, 1e-3, 1e3, true, -100, 100, false, 2);
  T(pow, powq, 0.9, 1.1, false, -6000, 6000, false, 2);
  T(pow, powq, 1e-300, 1e300, true, -2, 2, false, 2);
  T(atan2, atan2q, -10, 10, false, -10, 10, false, 2);
  T(atan2, atan2q, -1e300, 1e300, true, -1e300, 1e300, true, 2);
  T(hypot, hypotq, -1e300, 1e300, true, -1e300, 1e300, true, 2);
  T(hypot, hypotq, -10, 10, false, -10, 10, false, 2);
  T(rhypot, q_rhypot, -10, 10, false, -10, 10, false, 1);

  T(expf, expq, -104, 89, false, 1);
  T(exp2f, exp2q, -150, 128, false, 2);
  T(exp10f, q_exp10, -45, 38.5, false, 2);
  T(expm1f, expm1q, -10, 88, true, 1);
  T(logf, logq, 1e-44, 1e38, true, 1);
  T(logf, logq, 0.5, 2, false, 1);
  T(log2f, q_log2, 0.5, 2, false, 1);
  T(log2f, q_log2, 1e-44, 1e38, true, 1);
  T(log10f, log10q, 0.5, 20, false, 2);
  T(log1pf, log1pq, -0.99, 5, true, 1);
  T(log1pf, log1pq, -0.99, 5, false, 1);
  T(sinf, sinq, -100, 100, false, 2);
  T(sinf, sinq, -3e38, 3e38, true, 2);
  T(cosf, cosq, -100, 100, false, 2);
  T(cosf, cosq, -3e38, 3e38, true, 2);
  T(tanf, tanq, -100, 100, false, 4);
  T(sinpif, q_sinpi, -50, 50, false, 1);
  T(cospif, q_cospi, -50, 50, false, 1);
  T(asinf, asinq, -1, 1, false, 2);
  T(acosf, acosq, -1, 1, false, 2);
  T(atanf, atanq, -1e10, 1e10, true, 2);
  T(atan2f, atan2q, -10, 10, false, -10, 10, false, 3);
  T(sinhf, sinhq, -88, 88, true, 3);
  T(coshf, coshq, -89, 89, true, 2);
  T(tanhf, tanhq, -10, 10, true, 2);
  T(asinhf, asinhq, -1e30, 1e30, true, 3);
  T(acoshf, acoshq, 1, 1e30, true, 4);
  T(atanhf, atanhq, -1, 1, false, 3);
  T(powf, powq, 1e-3, 1e3, true, -10, 10, false, 2);
  T(powf, powq, 0.9, 1.1, false, -800, 800, false, 2);
  T(cbrtf, cbrtq, -1e38, 1e38, true, 1);
  T(rcbrtf, q_rcbrt, 1e-38, 1e38, true, 1);
  T(rsqrtf, q_rsqrt, 1e-44, 1e38, true, 2);
  T(hypotf, hypotq, -1e38, 1e38, true, -1e38, 1e38, true, 3);
  T(rhypotf, q_rhypot, -10, 10, false, -10, 10, false, 2);
  T(erff, erfq, -4, 4, false, 2);
  T(erfcf, erfcq, -4, 10, false, 4);
  T(erfcxf, q_erfcx, -4, 90, false, 4);
  check("erfinvf", cwm_erfinvf, q_erfinv, -1, 1, false, 2, 2000);
  check("erfcinvf", cwm_erfcinvf, q_erfcinv, 1e-38, 1, true, 4, 2000);
  T(normcdff, q_normcdf, -14, 5, false, 5);
  check("normcdfinvf", cwm_normcdfinvf, q_normcdfinv, 1e-38, 0.5, true, 5, 2000);
  check("tgammaf", cwm_tgammaf, tgammaq, -20, 34, false, 5, 10000);
  check("lgammaf", cwm_lgammaf, lgammaq, 1e-4, 1e4, true, 6, 10000);
  T(j0f, j0q, 0, 8, false, 9, 10000);
  T(j1f, j1q, 0, 8, false, 9, 10000);
  T(y0f, y0q, 1e-3, 8, false, 9, 10000);
  T(y1f, y1q, 1e-3, 8, false, 9, 10000);
  T(cyl_bessel_i0f, q_i0, -80, 80, false, 6, 10000);
  T(cyl_bessel_i1f, q_i1, -80, 80, false, 6, 10000);
  if (only("exact")) check_exact();
  if (only("rounding")) check_rounding();
  if (only("special")) check_special_values();
  printf("%d failures\n", failures);
  return failures != 0;
}
