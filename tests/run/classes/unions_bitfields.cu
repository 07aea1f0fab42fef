// run: tolerance=0
// Anonymous unions and structures at every scope, unions with constructors, bit-fields of all kinds, tagged unions, type punning through char.
#include <stdio.h>
#include <string.h>

static union { int number; unsigned char bytes[4]; };
struct Variant {
  enum Kind { none, integer, real, text } kind = none;
  union { int i; double d; char s[8]; };
  Variant() : i(0) {} Variant(int v) : kind(integer), i(v) {} Variant(double v) : kind(real), d(v) {} Variant(const char* v) : kind(text) { strncpy(s, v, 7); s[7] = 0; }
  void print() const { switch (kind) { case none: printf("none "); break; case integer: printf("%d ", i); break; case real: printf("%.2f ", d); break; case text: printf("%s ", s); } }
};
struct Nested { int tag; union { struct { short lo, hi; }; int both; struct { unsigned a : 4, b : 12, c : 16; } bits; }; };
struct Bits { signed a : 3; unsigned b : 5; int : 0; unsigned long long c : 40; bool d : 1; char e : 4; enum Mode { off, on } mode : 2; };
struct Flags { unsigned read : 1, write : 1, : 6, level : 8; };
union Word { unsigned value; Flags flags; Word(unsigned v = 0) : value(v) {} };
__global__ void pack(unsigned* out, int n) { Bits b = {}; b.a = n; b.b = n * 3; b.c = 1ull << 35 | n; union { float f; unsigned u; } pun; pun.f = 1.0f; out[0] = b.a + 8; out[1] = b.b; out[2] = unsigned(b.c >> 32); out[3] = pun.u; }

int main() {
  number = 0x01020304; printf("%d %d\n", bytes[0], bytes[3]);
  union { float f; unsigned u; }; f = 1.0f; printf("%08x\n", u);
  Variant v[] = {Variant(), 42, 2.5, "hello"}; for (const Variant& each : v) each.print(); v[1] = Variant("swap"); v[1].print(); printf("%d\n", (int)sizeof(Variant));
  Nested n; n.both = 0x00050007; printf("%d %d %d %d %d\n", n.lo, n.hi, n.bits.a, n.bits.b, n.bits.c); n.hi = 1; printf("%x\n", n.both);
  Bits b = {-4, 31, 1ull << 39, true, 5, Bits::on}; b.a++; b.b++; b.c -= 1; b.e -= 6; printf("%d %u %llx %d %d %d %d\n", b.a, b.b, (unsigned long long)b.c, b.d, b.e, b.mode, (int)sizeof b);
  Word w; w.flags.write = 1; w.flags.level = 0xab; printf("%x %d\n", w.value, Word(1).flags.read); b.a = 3; int wrapped = b.a + 1; unsigned char c = b.b = 33; printf("%d %d\n", wrapped, c);
  float x = -2.5f; unsigned raw; memcpy(&raw, &x, sizeof raw); printf("%08x\n", raw);
  unsigned *d, h[4]; cudaMalloc(&d, sizeof h); pack<<<1, 1>>>(d, -3); cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost); printf("%u %u %u %08x\n", h[0], h[1], h[2], h[3]);
}
