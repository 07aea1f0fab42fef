// Reduction modulo pi/2 of large arguments (M. Payne and R. Hanek, "Radian reduction for trigonometric functions", 1983): the
// bits of 2/pi that matter for the exponent, times the 53 bits of the argument.
#include "core.h"

// The 64 bits of 2/pi from bit position n (0: the first after the point); zeros before the point.
CW_IN cw_u64 bits_at(int n) {
  // 1280 bits. Inside the function, since device code sees no variables of the host.
  static const cw_u64 two_over_pi[] = {
      0xa2f9836e4e441529, 0xfc2757d1f534ddc0, 0xdb6295993c439041, 0xfe5163abdebbc561, 0xb7246e3a424dd2e0,
      0x06492eea09d1921c, 0xfe1deb1cb129a73e, 0xe88235f52ebb4484, 0xe99c7026b45f7e41, 0x3991d639835339f4,
      0x9c845f8bbdf9283b, 0x1ff897ffde05980f, 0xef2f118b5a0a6d1f, 0x6d367ecf27cb09b7, 0x4f463f669e5fea2d,
      0x7527bac7ebe5f17b, 0x3d0739f78a5292ea, 0x6bfb5fb11f8d5d08, 0x56033046fc7b6bab, 0xf0cfbc209af4361d};
  if (n < -63) return 0;
  if (n < 0) return two_over_pi[0] >> -n;
  int word = n >> 6, shift = n & 63;
  return shift ? two_over_pi[word] << shift | two_over_pi[word + 1] >> (64 - shift) : two_over_pi[word];
}
CW_IN cw_u64 high_product(cw_u64 a, cw_u64 b) {
  cw_u64 a0 = (unsigned)a, a1 = a >> 32, b0 = (unsigned)b, b1 = b >> 32;
  cw_u64 m = a1 * b0 + (a0 * b0 >> 32), n = a0 * b1 + (unsigned)m;
  return a1 * b1 + (m >> 32) + (n >> 32);
}

extern "C" __CW_HD int __cw_rem_pio2_large(double x, double* h, double* l) {
  if (!cw_is_finite(x)) {
    *h = *l = x - x;
    return 0;
  }
  cw_u64 u = cw_bits_of(x), m = (u & 0xffffffffffffful) | 0x10000000000000ul;
  int e = (int)(u >> 52 & 0x7ff) - 1075;
  // x 2/pi modulo 4 = m 2^e 2/pi: bits of 2/pi before position e - 2 give multiples of 4. Three words hold 192 bits from there on;
  // the product's words from the top: w2 (with 2 integer bits at its head), w1, w0.
  cw_u64 c2 = bits_at(e - 2), c1 = bits_at(e + 62), c0 = bits_at(e + 126);
  cw_u64 w0 = m * c0, w1 = high_product(m, c0), w2 = high_product(m, c1) + m * c2, t = m * c1;
  w1 += t;
  w2 += w1 < t;
  int q = (int)(w2 >> 62);
  // The fraction, 190 bits; above one half it counts down from the next quadrant.
  w2 = w2 << 2 | w1 >> 62;
  w1 = w1 << 2 | w0 >> 62;
  w0 <<= 2;
  bool negative = w2 >> 63;
  if (negative) {
    q++;
    w2 = ~w2;
    w1 = ~w1;
    w0 = ~w0;
  }
  int shift = 0;
  while (w2 >> 62 == 0 && shift < 128) {
    w2 = w2 << 1 | w1 >> 63;
    w1 = w1 << 1 | w0 >> 63;
    w0 <<= 1;
    shift++;
  }
  // fraction = (w2 2^-64 + w1 2^-128) 2^-shift; the upper 53 bits exactly, then the rest.
  double a = (double)(cw_i64)(w2 >> 11) * cw_pow2(-53 - shift);
  double b = (double)(cw_i64)((w2 & 2047) << 52 | w1 >> 12) * cw_pow2(-64 - 52 - shift);
  cw_dd r = cw_mul(cw_fast_sum(a, b), cw_make(CW_PIO2_HI, CW_PIO2_LO));
  bool flip = negative != (x < 0.0);
  *h = flip ? -r.h : r.h;
  *l = flip ? -r.l : r.l;
  return x < 0.0 ? -q : q;
}
