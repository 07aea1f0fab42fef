// run: tolerance=0
// Conversion functions and converting constructors: implicit, explicit, to references and pointers, in conditions, switch, operators and overload resolution.
#include <stdio.h>

struct Celsius;
struct Fahrenheit { double v; explicit Fahrenheit(double d) : v(d) {} operator Celsius() const; };
struct Celsius { double v; explicit Celsius(double d) : v(d) {} operator Fahrenheit() const { return Fahrenheit(v * 9 / 5 + 32); } };
Fahrenheit::operator Celsius() const { return Celsius((v - 32) * 5 / 9); }

struct Fraction {
  int n, d;
  Fraction(int n, int d = 1) : n(n), d(d) {}
  explicit operator double() const { return double(n) / d; }
  explicit operator bool() const { return n != 0; }
  friend Fraction operator+(Fraction a, Fraction b) { return {a.n * b.d + b.n * a.d, a.d * b.d}; }
  friend bool operator==(Fraction a, Fraction b) { return a.n * b.d == b.n * a.d; }
};

struct Text { const char* s; Text(const char* s) : s(s) {} operator const char*() const { return s; } };
struct Ref { int v = 1; operator int&() { return v; } operator const int&() const { static int c = 99; return c; } };
struct Level { int v; operator int() const { return v; } };
struct Ptr { int* p; operator int*() const { return p; } explicit operator bool() const { return p != nullptr; } };
struct Any { template <class T> operator T() const { return T(7); } };
struct Wide { operator long() const { return 1; } operator float() const { return 2.5f; } };

static const char* which(int) { return "int"; }
static const char* which(double) { return "double"; }
static const char* which(const Fraction&) { return "Fraction"; }
static const char* text(Text t) { return t; }
static const char* rank(long) { return "long"; }
static const char* rank(...) { return "ellipsis"; }

int main() {
  Fahrenheit f = Celsius(100); Celsius c = Fahrenheit(212);
  printf("%.1f %.1f\n", f.v, c.v);
  Fraction half(1, 2), sum = half + 1;
  printf("%d/%d %.2f %d %d\n", sum.n, sum.d, static_cast<double>(half), half == Fraction(2, 4), half ? 1 : 0);
  if (!Fraction(0)) printf("zero is false\n");
  printf("%s %s %s\n", which(1), which(1.5f), which(half));
  printf("%s %c\n", text("abc"), Text("xyz")[1]);
  Ref r; int& i = r; i = 5; const Ref& cr = r; const int& ci = cr; r += 2; printf("%d %d %d\n", r.v, i, ci);
  Level level{2}; switch (level) { case 2: printf("two %d %d\n", level + 1, level << 3); break; default: printf("other\n"); }
  int array[4] = {1, 2, 3, 4}; Ptr p{array}; printf("%d %d %d %d\n", *p, p[2], *(p + 3), p ? 1 : 0);
  while (p) { p.p = nullptr; } printf("%d\n", p ? 1 : 0);
  int ai = Any(); double ad = Any(); char ac = Any(); printf("%d %.1f %d\n", ai, ad, ac);
  Wide w; long l = w; float fl = w; printf("%ld %.1f %s\n", l, fl, rank(level));
  bool flag = bool(half) && static_cast<bool>(Fraction(3)); printf("%d\n", flag);
  int (*fn)(int) = nullptr; printf("%d %d\n", fn == nullptr, !fn);
}
