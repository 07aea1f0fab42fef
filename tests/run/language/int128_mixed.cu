// run: tolerance=0
// __int128 together with other types: compound assignment from either side, shift counts, bit-fields, bool, wide characters, floats, conversions that round once.
#include <stdio.h>

typedef unsigned __int128 u128;
typedef __int128 i128;
struct Fields {
  int a : 5;
  unsigned long f : 50;
  bool d : 1;
  signed char c : 3;
};
enum Small : short { small = -3 };

static void show(const char *what, i128 v) { printf("%s %llx %llx\n", what, (unsigned long long)(v >> 64), (unsigned long long)v); }

int main() {
  u128 v = 77;
  i128 w = -5;
  int i = 1000;
  i >>= v & 7;
  i <<= w + 7;
  unsigned long long x = 1ull << 40;
  printf("%d %llu %d\n", i, x >> v / 7, 1 << (v & 3));
  i += v;
  i *= w;
  i %= (i128)1 << 80;
  printf("%d\n", i);
  bool b = true;
  b += v;
  printf("%d", b);
  b *= (u128)1 << 100;
  printf("%d", b);
  b -= (i128)1;
  printf("%d", b);
  b |= (i128)1 << 70;
  printf("%d", b);
  b &= v << 20;
  printf("%d\n", b);
  Fields s = {1, 2, true, 1};
  s.a += v;
  s.f *= w;
  s.d &= v << 1;
  s.c >>= v & 1;
  printf("%d %llx %d %d\n", s.a, (unsigned long long)s.f, s.d, s.c);
  wchar_t wide = v * 1000003;
  char16_t half = v * 1000003;
  char32_t full = v * 1000003 << 8;
  signed char narrow = v + 100;
  Small e = (Small)(w * 20000);
  printf("%d %d %u %d %d\n", (int)wide, (int)half, (unsigned)full, narrow, (int)e);
  wide -= (i128)1 << 20;
  printf("%d\n", (int)wide);
  ++v;
  --w;
  v++;
  show("v", v--);
  show("w", w++);
  show("w", --w);
  v = ~(u128)0;
  ++v;
  show("carry", v);
  --v;
  show("borrow", v);
  float f = 1;
  f -= w;
  double d = 0.5;
  d *= w;
  w *= 2.5;
  u128 u = 1000;
  u /= 0.3f;
  printf("%g %g\n", f, d);
  show("w", w);
  show("u", u);
  // Halfway between two floats but for a bit that a double does not hold.
  u128 tie = ((u128)0x1000001 << 60) + 1;
  printf("%a %a\n", (float)tie, -(float)-(i128)tie);
  printf("%a %a\n", (float)((u128)0x1000001 << 60), (double)tie);
  return 0;
}
