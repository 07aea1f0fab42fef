/* Exact decimal digits of a binary64. The part before the point is built in limbs of nine digits; the part behind it is a
   binary fraction that is multiplied by 10⁹ as often as digits are wanted, each carry out being nine digits. */
#include "decimal.h"

extern "C" {
enum { LIMB = 1000000000 };

static void nine_digits(char* to, unsigned value) {
  for (int i = 9; i-- > 0; value /= 10) to[i] = (char)('0' + value % 10);
}

/* Digits of value without leading zeros; how many. */
static int plain_digits(char* to, unsigned long value) {
  char reversed[20];
  int n = 0;
  for (; value; value /= 10) reversed[n++] = (char)('0' + value % 10);
  for (int i = 0; i < n; i++) to[i] = reversed[n - 1 - i];
  return n;
}

/* Digits of m · 2^e, e > 0. */
static int integer_digits(char* to, unsigned long m, int e) {
  unsigned limbs[36];
  int count = 0;
  for (; m; m /= LIMB) limbs[count++] = (unsigned)(m % LIMB);
  while (e) {
    int shift = e < 32 ? e : 32;
    unsigned long carry = 0;
    for (int i = 0; i < count; i++) {
      carry += (unsigned long)limbs[i] << shift;
      limbs[i] = (unsigned)(carry % LIMB);
      carry /= LIMB;
    }
    for (; carry; carry /= LIMB) limbs[count++] = (unsigned)(carry % LIMB);
    e -= shift;
  }
  int n = plain_digits(to, limbs[count - 1]);
  for (int i = count - 1; i-- > 0; n += 9) nine_digits(to + n, limbs[i]);
  return n;
}

static void round_decimal(cw_decimal* d, int keep, int sticky) {
  if (keep >= d->count) return;
  if (keep < 0) {
    d->count = 0;
    return;
  }
  int up = d->digits[keep] > '5';
  if (d->digits[keep] == '5') {
    up = sticky || (keep && (d->digits[keep - 1] & 1));
    for (int i = keep + 1; i < d->count && !up; i++) up = d->digits[i] != '0';
  }
  if (up) {
    while (keep && d->digits[keep - 1] == '9') keep--;
    if (keep) {
      d->digits[keep - 1]++;
    } else {
      d->digits[0] = '1';
      d->point++;
      keep = 1;
    }
  }
  d->count = keep;
}

void __cw_to_decimal(cw_decimal* d, double x, int fraction, int precision) {
  unsigned long bits = __builtin_bit_cast(unsigned long, x);
  unsigned long m = bits & 0xfffffffffffff;
  int e = (int)(bits >> 52 & 2047);
  if (e)
    m |= 1ul << 52;
  else
    e = 1;
  e -= 1075;
  d->point = d->count = 0;
  if (!m) return;

  if (e >= 0) {
    d->count = e <= 11 ? plain_digits(d->digits, m << e) : integer_digits(d->digits, m, e);
    d->point = d->count;
    round_decimal(d, fraction ? d->count : precision, 0);
    return;
  }
  unsigned long behind = m;
  if (e > -64) {
    d->count = d->point = plain_digits(d->digits, m >> -e);
    behind = m & ((1ul << -e) - 1);
  }
  int sticky = behind != 0;
  if (behind && (fraction ? precision >= 0 : precision >= d->count)) {
    unsigned words[36]; /* little-endian; the binary point is above word top - 1 */
    int top = (31 - e) >> 5, shift = top * 32 + e, low = 0;
    for (int i = 3; i < top; i++) words[i] = 0;
    words[0] = (unsigned)(behind << shift);
    words[1] = (unsigned)(behind << shift >> 32);
    words[2] = shift ? (unsigned)(behind >> (64 - shift)) : 0;
    int high = top < 3 ? top : 3;
    int done = 0; /* digits behind the point */
    while (sticky && (fraction ? done <= precision : d->count <= precision)) {
      unsigned long carry = 0;
      for (int i = low; i < high; i++) {
        carry += (unsigned long)words[i] * LIMB;
        words[i] = (unsigned)carry;
        carry >>= 32;
      }
      if (carry && high < top) {
        words[high++] = (unsigned)carry;
        carry = 0;
      }
      while (low < high && !words[low]) low++;
      sticky = low < high;
      done += 9;
      if (d->count) {
        nine_digits(d->digits + d->count, (unsigned)carry);
        d->count += 9;
      } else if (carry) {
        d->count = plain_digits(d->digits, carry);
        d->point = d->count - done;
      }
    }
    if (!d->count) d->point = -done;
  }
  round_decimal(d, fraction ? d->point + precision : precision, sticky);
}
}
