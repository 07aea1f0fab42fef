// run: tolerance=0
// Functions of the compiler on values that only the run knows, in host code.
#include <cstdio>
#include <cstring>

static volatile unsigned bits = 0xf0f10u;
static volatile unsigned long long wide = 0x0102030405060708ull;
static volatile int negative = -255;
static volatile double number = -2.75, tiny = 1e-310, zero = 0.0;
static volatile float single = 1e-40f;

template <class T> static void classes(const char* name, T v) {
  T nan = v - v;
  nan = nan / nan;
  T inf = (T)1 / (T)zero;
  printf("%s: nan %d%d inf %d%d%d finite %d%d normal %d%d sign %d%d kind %d%d%d%d%d\n", name, !!__builtin_isnan(v), !!__builtin_isnan(nan), !!__builtin_isinf(v), !!__builtin_isinf(inf),
         __builtin_isinf_sign(-inf), !!__builtin_isfinite(v), !!__builtin_isfinite(inf), !!__builtin_isnormal(v), !!__builtin_isnormal((T)1), !!__builtin_signbit(v), !!__builtin_signbit(inf),
         __builtin_fpclassify(0, 1, 2, 3, 4, nan), __builtin_fpclassify(0, 1, 2, 3, 4, inf), __builtin_fpclassify(0, 1, 2, 3, 4, (T)1), __builtin_fpclassify(0, 1, 2, 3, 4, v),
         __builtin_fpclassify(0, 1, 2, 3, 4, (T)0));
  printf("  order %d%d%d%d%d%d\n", !!__builtin_isgreater(v, (T)0), !!__builtin_isgreaterequal(v, v), !!__builtin_isless(v, (T)1), !!__builtin_islessequal(nan, v), !!__builtin_islessgreater(v, (T)2),
         !!__builtin_isunordered(v, nan));
}

int main() {
  printf("%d %d %d %d %d %d\n", __builtin_popcount(bits), __builtin_popcountll(wide), __builtin_clz(bits), __builtin_clzll(wide), __builtin_ctz(bits), __builtin_ctzll(wide));
  printf("%d %d %d %d %d %d\n", __builtin_ffs((int)bits), __builtin_ffs((int)zero), __builtin_ffsll((long long)wide), __builtin_parity(bits), __builtin_parityll(wide), __builtin_clrsb(negative));
  printf("%x %x %llx\n", __builtin_bswap16((unsigned short)bits), __builtin_bswap32(bits), (unsigned long long)__builtin_bswap64(wide));
  classes("double", (double)number);
  classes("small double", (double)tiny);
  classes("float", (float)single);
  printf("%g %g %g %g %g %g\n", __builtin_fabs(number), __builtin_copysign(3.0, number), __builtin_floor(number), __builtin_ceil(number), __builtin_trunc(number), __builtin_sqrt(number * number));
  printf("%g %g %g\n", __builtin_fma(number, 2.0, 1.0), __builtin_huge_val(), -__builtin_inf());
  int sum = 0;
  long long product = 0;
  unsigned difference = 0;
  bool first = __builtin_add_overflow(2147483000, (int)(bits & 0xfff), &sum);
  bool second = __builtin_mul_overflow((long long)wide, (long long)negative, &product);
  bool third = __builtin_sub_overflow(bits, bits + 1u, &difference);
  printf("%d %d %d %lld %d %u\n", first, sum, second, product, third, difference);
  char* text = (char*)__builtin_alloca(16 + (bits & 15));
  strcpy(text, "on the stack");
  char copy[16];
  __builtin_memcpy(copy, text, 13);
  printf("%s %d %d\n", (char*)__builtin_assume_aligned(copy, 1), (int)__builtin_strlen(copy), __builtin_strcmp(copy, text));
  if (__builtin_expect(bits == 0, 0)) __builtin_unreachable();
  printf("%d\n", __builtin_addressof(sum) == &sum);
  return 0;
}
