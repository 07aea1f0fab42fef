// run: tolerance=0
// Enumerations: fixed underlying types, scoped enumerations, promotion in overloads, flags with operators, in templates, switch and kernels.
#include <stdio.h>

enum Plain { zero, one, ten = 10, eleven };
enum Negative { minus = -1, plus = 1 };
enum Fixed : unsigned char { small = 250 };
enum Big : unsigned long long { huge = 0xffffffffffffffffull };
enum class Scoped { a = 1, b, c };
enum class Tiny : signed char { low = -128, high = 127 };
enum class Flags : unsigned { none = 0, read = 1, write = 2, all = 3 };
constexpr Flags operator|(Flags a, Flags b) { return Flags(unsigned(a) | unsigned(b)); }
constexpr bool has(Flags f, Flags bit) { return (unsigned(f) & unsigned(bit)) != 0; }
enum Later : int; static int value(Later l) { return int(l); } enum Later : int { soon = 77 };
struct Holder { enum Kind { first, second } kind; enum class Deep { x = 5 }; static constexpr Deep deep = Deep::x; };

static const char* which(int) { return "int"; }
static const char* which(unsigned) { return "unsigned"; }
static const char* which(unsigned char) { return "unsigned char"; }
static const char* which(unsigned long long) { return "unsigned long long"; }
static const char* which(Scoped) { return "Scoped"; }
template <Scoped s> struct Traits { static constexpr int v = int(s) * 100; };
template <> struct Traits<Scoped::b> { static constexpr int v = -1; };
__global__ void kernel(Scoped s, Plain p, int* out) {
  switch (s) { case Scoped::a: *out = 1; break; case Scoped::b: *out = 2 + p; break; default: *out = 3; }
}

int main() {
  printf("%d %d %d %d %d\n", zero, eleven, minus, small, huge == ~0ull);
  printf("%d %d %d %d\n", (int)sizeof(Fixed), (int)sizeof(Big), (int)sizeof(Tiny), (int)sizeof(Scoped));
  printf("%s %s %s %s %s\n", which(one), which(small), which(+small), which(huge), which(Scoped::a));
  printf("%d %d %d\n", ten + one, one << 3, minus < zero);
  Flags f = Flags::read | Flags::write; printf("%d %d %d\n", f == Flags::all, has(f, Flags::write), has(Flags::none, Flags::read));
  printf("%d %d %d %d\n", value(soon), Holder::second, int(Holder::Deep::x), int(Holder::deep));
  printf("%d %d %d\n", Traits<Scoped::a>::v, Traits<Scoped::b>::v, Traits<Scoped::c>::v);
  Plain p = Plain(1); p = static_cast<Plain>(p + 9); int count[eleven + 1] = {}; count[p]++; printf("%d %d\n", p == ten, count[10]);
  Tiny t = Tiny::low; printf("%d %d\n", int(t), t < Tiny::high);
  using E = Scoped; for (E e : {E::a, E::c}) printf("%d ", int(e)); printf("\n");
  int *d, h; cudaMalloc(&d, sizeof h); kernel<<<1, 1>>>(Scoped::b, eleven, d); cudaMemcpy(&h, d, sizeof h, cudaMemcpyDeviceToHost); printf("%d\n", h);
}
