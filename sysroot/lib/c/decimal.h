/* A binary64 in decimal digits, and back. */
#ifndef CW_DECIMAL_H
#define CW_DECIMAL_H
/* 0.d₀d₁d₂… · 10^point; digits are characters, the first is not '0', what follows them is zero. Zero has no digits. */
struct cw_decimal {
  int point, count;
  char digits[1424]; /* 309 before the point, 1074 + 9 behind it, and some */
};

/* x ≥ 0 and finite, rounded half to even on its exact value: to `precision` digits behind the point (fraction ≠ 0), or to
   `precision` ≥ 1 significant digits. */
extern "C" void __cw_to_decimal(cw_decimal* result, double x, int fraction, int precision);

/* The number at text, which may have trailing characters: decimal, hexadecimal, inf or nan; correctly rounded to a
   significand of `bits` (53 or 24), in binary64. End is text where there is no number. Sets errno to ERANGE. */
extern "C" double __cw_parse_float(const char* text, char** end, int bits);
#endif
