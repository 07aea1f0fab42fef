/* Decimal to binary, correctly rounded. Nineteen digits times a power of ten in 64-bit extended arithmetic with a bound on
   its error decide nearly always; where a halfway point lies within the bound, the decimal is compared with that point in
   exact integers. Small cases (15 digits, powers up to 22) are one exact operation. */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <strings.h>
#include "decimal.h"

extern "C" {
/* significand · 2^exponent, top bit set; the error is counted in eighths of the last place. */
struct extended {
  unsigned long significand;
  int exponent;
};

/* 10^i, i < 28, as 64-bit significands: exact. */
static const unsigned long powers_of_ten[28] = {
    0x8000000000000000, 0xa000000000000000, 0xc800000000000000, 0xfa00000000000000, 0x9c40000000000000,
    0xc350000000000000, 0xf424000000000000, 0x9896800000000000, 0xbebc200000000000, 0xee6b280000000000,
    0x9502f90000000000, 0xba43b74000000000, 0xe8d4a51000000000, 0x9184e72a00000000, 0xb5e620f480000000,
    0xe35fa931a0000000, 0x8e1bc9bf04000000, 0xb1a2bc2ec5000000, 0xde0b6b3a76400000, 0x8ac7230489e80000,
    0xad78ebc5ac620000, 0xd8d726b7177a8000, 0x878678326eac9000, 0xa968163f0a57b400, 0xd3c21bcecceda100,
    0x84595161401484a0, 0xa56fa5b99019a5c8, 0xcecb8f27f4200f3a};

/* 10^(28 i) for i = -13 … 11, rounded to 64 bits. */
static const unsigned long large_powers[25] = {
    0xe1afa13afbd14d6e, 0xe3e27a444d8d98b8, 0xe61acf033d1a45df, 0xe858ad248f5c22ca, 0xea9c227723ee8bcb,
    0xece53cec4a314ebe, 0xef340a98172aace5, 0xf18899b1bc3f8ca2, 0xf3e2f893dec3f126, 0xf64335bcf065d37d,
    0xf8a95fcf88747d94, 0xfb158592be068d2f, 0xfd87b5f28300ca0e, 0x8000000000000000, 0x813f3978f8940984,
    0x82818f1281ed44a0, 0x83c7088e1aab65db, 0x850fadc09923329e, 0x865b86925b9bc5c2, 0x87aa9aff79042287,
    0x88fcf317f22241e2, 0x8a5296ffe33cc930, 0x8bab8eefb6409c1a, 0x8d07e33455637eb3, 0x8e679c2f5e44ff8f};

static const double exact_powers[23] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/* ⌊log₂ 10^n⌋ */
static int binary_log(int n) { return (n * 217706) >> 16; }

/* Rounded to 64 bits: at most half of the last place is lost. */
static extended multiply(extended a, extended b) {
  unsigned long al = (unsigned)a.significand, ah = a.significand >> 32, bl = (unsigned)b.significand, bh = b.significand >> 32;
  unsigned long low = al * bl, middle = al * bh + (low >> 32), other = ah * bl + (unsigned)middle;
  unsigned long high = ah * bh + (middle >> 32) + (other >> 32);
  unsigned long rest = other << 32 | (unsigned)low;
  extended r = {high, a.exponent + b.exponent + 64};
  if (!(r.significand >> 63)) {
    r.significand = r.significand << 1 | rest >> 63;
    rest <<= 1;
    r.exponent--;
  }
  if (rest >> 63 && !++r.significand) {
    r.significand = 1ul << 63;
    r.exponent++;
  }
  return r;
}

/* Natural numbers in words of 32 bits. 769 digits, or 5^1100 times 54 bits and a shift. */
struct natural {
  unsigned words[192];
  int count;
};

static void multiply_add(natural* n, unsigned factor, unsigned term) {
  unsigned long carry = term;
  for (int i = 0; i < n->count; i++) {
    carry += (unsigned long)n->words[i] * factor;
    n->words[i] = (unsigned)carry;
    carry >>= 32;
  }
  if (carry) n->words[n->count++] = (unsigned)carry;
}

static void multiply_power_of_five(natural* n, int k) {
  for (; k >= 13; k -= 13) multiply_add(n, 1220703125, 0);
  unsigned rest = 1;
  while (k--) rest *= 5;
  multiply_add(n, rest, 0);
}

static void shift_left(natural* n, int shift) {
  int words = shift >> 5, bits = shift & 31;
  n->words[n->count] = 0;
  for (int i = n->count; i >= 0; i--) {
    unsigned long pair = (unsigned long)n->words[i] << 32 | (i ? n->words[i - 1] : 0);
    n->words[i + words] = (unsigned)(pair << bits >> 32);
  }
  for (int i = 0; i < words; i++) n->words[i] = 0;
  n->count += words + 1;
  while (n->count && !n->words[n->count - 1]) n->count--;
}

static int compare(const natural* a, const natural* b) {
  if (a->count != b->count) return a->count < b->count ? -1 : 1;
  for (int i = a->count; i-- > 0;)
    if (a->words[i] != b->words[i]) return a->words[i] < b->words[i] ? -1 : 1;
  return 0;
}

struct decimal_text {
  const char* digits; /* may hold a point */
  const char* end;
  int count;          /* significant digits; leading zeros are not in digits */
  int exponent;       /* of the last digit */
};

/* Orders the decimal against half · 2^e. */
static int compare_exactly(const decimal_text* t, unsigned long half, int e) {
  natural left, right;
  left.count = 0;
  int taken = 0, exponent = t->exponent + t->count, dropped = 0;
  for (const char* p = t->digits; p < t->end; p++) {
    if (*p == '.') continue;
    if (taken < 768) {
      multiply_add(&left, 10, (unsigned)(*p - '0'));
      taken++;
    } else if (*p != '0') {
      dropped = 1;
      break;
    }
  }
  if (dropped) {
    multiply_add(&left, 10, 1);
    taken++;
  }
  exponent -= taken;
  right.words[0] = (unsigned)half;
  right.words[1] = (unsigned)(half >> 32);
  right.count = right.words[1] ? 2 : 1;
  if (exponent >= 0)
    multiply_power_of_five(&left, exponent);
  else
    multiply_power_of_five(&right, -exponent);
  if (exponent > e)
    shift_left(&left, exponent - e);
  else
    shift_left(&right, e - exponent);
  return compare(&left, &right);
}

static double make(unsigned long m, int e) { /* m · 2^e, m below 2⁵⁴, in range */
  if (!m) return 0;
  while (m >> 53) m >>= 1, e++; /* only after a round up: the bit lost is zero */
  int shift = __builtin_clzll(m) - 11;
  if (e - shift < -1074) shift = e + 1074;
  m <<= shift;
  e -= shift;
  return __builtin_bit_cast(double, m >> 52 ? (m & 0xfffffffffffff) | (unsigned long)(e + 1075) << 52 : m);
}

static double overflow(void) {
  errno = ERANGE;
  return __builtin_bit_cast(double, 0x7ff0000000000000ul);
}

/* significand · 2^exponent (top bit set) to `bits` bits. error: bound in last places; t: to decide what that leaves open. */
static double round_extended(extended v, unsigned long error, const decimal_text* t, int sticky, int bits) {
  int least = bits == 53 ? -1074 : -149, greatest = bits == 53 ? 971 : 104;
  int drop = 64 - bits, tiny = 0;
  if (v.exponent + drop < least) {
    drop = least - v.exponent;
    tiny = 1;
  }
  if (drop > 65) { /* below a quarter of the least number, whatever the error */
    errno = ERANGE;
    return 0;
  }
  unsigned long m = drop >= 64 ? 0 : v.significand >> drop;
  unsigned long rest = drop > 64 ? v.significand >> 1 : drop == 64 ? v.significand : v.significand & ((1ul << drop) - 1);
  unsigned long half = drop > 64 ? 1ul << 63 : 1ul << (drop - 1);
  int up;
  unsigned long distance = rest > half ? rest - half : half - rest;
  if (error && distance <= error) {
    int order = compare_exactly(t, 2 * m + 1, v.exponent + drop - 1);
    up = order > 0 || (order == 0 && m & 1);
  } else {
    up = rest > half || (rest == half && (sticky || m & 1));
  }
  /* The error may also reach across a whole step of m: then rest is near 0 or near its end, and rounds to the same number. */
  int inexact = error != 0 || rest != 0 || sticky;
  m += (unsigned long)up;
  int e = v.exponent + drop;
  if (m >> bits && e >= greatest) return overflow();
  if (e > greatest) return overflow();
  if (tiny && inexact && !(m >> (bits - 1))) errno = ERANGE;
  return make(m, e);
}

static double decimal_value(const decimal_text* t, unsigned long w, int dropped, int q, int bits) {
  if (!w) return 0;
  if (!dropped && !(w >> 53) && bits == 53) {
    if (q >= 0 && q <= 22) return (double)w * exact_powers[q];
    if (q < 0 && q >= -22) return (double)w / exact_powers[-q];
  }
  if (!dropped && !(w >> 24) && bits == 24) { /* one rounding: both operands are exact in binary32 */
    if (q >= 0 && q <= 10) return (double)((float)w * (float)exact_powers[q]);
    if (q < 0 && q >= -10) return (double)((float)w / (float)exact_powers[-q]);
  }
  if (q > 310) return overflow();
  if (q < -345) {
    errno = ERANGE;
    return 0;
  }
  int zeros = __builtin_clzll(w);
  extended v = {w << zeros, -zeros};
  /* in eighths of a last place of v: digits beyond the nineteenth add less than one of w */
  unsigned long error = dropped ? 8ul << zeros : 0;
  int large = q >= 0 ? q / 28 : -((-q + 27) / 28), small = q - large * 28;
  if (small) {
    extended p = {powers_of_ten[small], binary_log(small) - 63};
    v = multiply(v, p);
    error += 4 + (error ? 8 : 0);
  }
  if (large) {
    extended p = {large_powers[large + 13], binary_log(large * 28) - 63};
    v = multiply(v, p);
    error += 4 + 8 + (error ? 8 : 0);
  }
  if (!error) return round_extended(v, 0, t, 0, bits);
  return round_extended(v, error / 4 + 2, t, 0, bits);
}

static double hexadecimal_value(const char* p, char** end, int bits) {
  unsigned long m = 0;
  long e = 0;
  int sticky = 0, point = 0;
  for (;; p++) {
    if (*p == '.' && !point) {
      point = 1;
      continue;
    }
    unsigned char c = (unsigned char)*p;
    if (!isxdigit(c)) break;
    unsigned digit = c <= '9' ? c - '0' : (c | 32) - 'a' + 10u;
    if (m >> 60) {
      sticky |= digit != 0;
      e += 4;
    } else {
      m = m << 4 | digit;
    }
    if (point) e -= 4;
  }
  if ((*p | 32) == 'p') {
    const char* q = p + 1;
    int negative = *q == '-';
    if (*q == '-' || *q == '+') q++;
    if (isdigit((unsigned char)*q)) {
      long n = 0;
      for (; isdigit((unsigned char)*q); q++)
        if (n < 100000000) n = n * 10 + (*q - '0');
      e += negative ? -n : n;
      p = q;
    }
  }
  if (end) *end = (char*)p;
  if (!m) return 0;
  int zeros = __builtin_clzll(m);
  e -= zeros;
  if (e > 2000) return overflow();
  if (e < -2000) e = -2000;
  extended v = {m << zeros, (int)e};
  return round_extended(v, 0, nullptr, sticky, bits);
}

double __cw_parse_float(const char* text, char** end, int bits) {
  const char* p = text;
  while (isspace((unsigned char)*p)) p++;
  int negative = *p == '-';
  if (*p == '-' || *p == '+') p++;
  double result;
  if (end) *end = (char*)text;
  if ((*p | 32) == 'i' && !strncasecmp(p, "inf", 3)) {
    if (end) *end = (char*)p + (strncasecmp(p, "infinity", 8) ? 3 : 8);
    result = __builtin_bit_cast(double, 0x7ff0000000000000ul);
    return negative ? -result : result;
  }
  if ((*p | 32) == 'n' && !strncasecmp(p, "nan", 3)) {
    p += 3;
    unsigned long nan = 0x7ff8000000000000ul;
    if (*p == '(') {
      const char* q = p + 1;
      while (isalnum((unsigned char)*q) || *q == '_') q++;
      if (*q == ')') {
        char* stop;
        unsigned long payload = strtoul(p + 1, &stop, 0);
        if (stop == q) nan |= bits == 53 ? payload & 0x7ffffffffffff : (payload & 0x3fffff) << 29;
        p = q + 1;
      }
    }
    if (end) *end = (char*)p;
    return __builtin_bit_cast(double, nan | (unsigned long)negative << 63);
  }
  if (*p == '0' && (p[1] | 32) == 'x' && (isxdigit((unsigned char)p[2]) || (p[2] == '.' && isxdigit((unsigned char)p[3])))) {
    result = hexadecimal_value(p + 2, end, bits);
    return negative ? -result : result;
  }

  decimal_text t = {nullptr, nullptr, 0, 0};
  unsigned long w = 0;
  int seen = 0, point = 0, dropped = 0;
  long behind = 0; /* digits after the point, zeros included */
  for (;; p++) {
    if (*p == '.') {
      if (point) break;
      point = 1;
      continue;
    }
    unsigned digit = (unsigned)(*p - '0');
    if (digit > 9) break;
    seen = 1;
    behind += point;
    if (!t.count && !digit) continue;
    if (!t.count++) t.digits = p;
    t.end = p + 1;
    if (t.count <= 19)
      w = w * 10 + digit;
    else if (digit)
      dropped = 1;
  }
  if (!seen) return 0;
  long exponent = 0;
  if ((*p | 32) == 'e') {
    const char* q = p + 1;
    int minus = *q == '-';
    if (*q == '-' || *q == '+') q++;
    if (isdigit((unsigned char)*q)) {
      for (; isdigit((unsigned char)*q); q++)
        if (exponent < 1000000000) exponent = exponent * 10 + (*q - '0');
      if (minus) exponent = -exponent;
      p = q;
    }
  }
  if (end) *end = (char*)p;
  long q = exponent - behind;
  t.exponent = q > 1000000000 ? 1000000000 : q < -1000000000 ? -1000000000 : (int)q;
  if (t.count > 19) q += t.count - 19;
  result = decimal_value(&t, w, dropped, q > 100000 ? 100000 : q < -100000 ? -100000 : (int)q, bits);
  return negative ? -result : result;
}

double strtod(const char* text, char** end) { return __cw_parse_float(text, end, 53); }
float strtof(const char* text, char** end) { return (float)__cw_parse_float(text, end, 24); }
long double strtold(const char* text, char** end) { return (long double)__cw_parse_float(text, end, 53); }
double atof(const char* text) { return __cw_parse_float(text, nullptr, 53); }
}
