// run: tolerance=0
// Literal classes: strings, matrices, rationals and intervals with constexpr constructors and operators; constexpr references and pointers; members that are constants.
#include <stdio.h>

struct Text {
  const char *begin;
  int length;
  template <int N> constexpr Text(const char (&s)[N]) : begin(s), length(N - 1) {}
  constexpr Text(const char *b, int n) : begin(b), length(n) {}
  constexpr char operator[](int i) const { return begin[i]; }
  constexpr int find(char c) const {
    for (int i = 0; i < length; i++)
      if (begin[i] == c) return i;
    return -1;
  }
  constexpr Text after(char c) const { return {begin + find(c) + 1, length - find(c) - 1}; }
  constexpr int number() const {
    int n = 0;
    for (int i = 0; i < length && begin[i] >= '0' && begin[i] <= '9'; i++) n = n * 10 + (begin[i] - '0');
    return n;
  }
};
constexpr bool operator==(const Text &a, const Text &b) {
  if (a.length != b.length) return false;
  for (int i = 0; i < a.length; i++)
    if (a[i] != b[i]) return false;
  return true;
}
constexpr Text version("v=12.35");
static_assert(version.after('=').number() == 12 && version.after('.').number() == 35 && version.find('?') == -1);
static_assert(Text("ab") == Text("ab") && !(Text("ab") == Text("ac")));

template <int R, int C>
struct Matrix {
  double m[R][C];
  template <int K>
  constexpr Matrix<R, K> operator*(const Matrix<C, K> &o) const {
    Matrix<R, K> out{};
    for (int i = 0; i < R; i++)
      for (int j = 0; j < K; j++)
        for (int k = 0; k < C; k++) out.m[i][j] += m[i][k] * o.m[k][j];
    return out;
  }
  static constexpr Matrix identity() {
    Matrix out{};
    for (int i = 0; i < R && i < C; i++) out.m[i][i] = 1;
    return out;
  }
};
template <class M> constexpr M power(M base, unsigned n) {
  M result = M::identity();
  for (; n; n >>= 1, base = base * base)
    if (n & 1) result = result * base;
  return result;
}
constexpr Matrix<2, 2> fib{{{1, 1}, {1, 0}}};
static_assert(power(fib, 30).m[0][1] == 832040);

constexpr long gcd(long a, long b) { return b ? gcd(b, a % b) : a < 0 ? -a : a; }
class Rational {
  long n, d;

 public:
  constexpr Rational(long num = 0, long den = 1) : n(num / gcd(num, den) * (den < 0 ? -1 : 1)), d(den / gcd(num, den) * (den < 0 ? -1 : 1)) {}
  constexpr long num() const { return n; }
  constexpr long den() const { return d; }
  friend constexpr Rational operator+(Rational a, Rational b) { return {a.n * b.d + b.n * a.d, a.d * b.d}; }
  friend constexpr Rational operator*(Rational a, Rational b) { return {a.n * b.n, a.d * b.d}; }
  friend constexpr bool operator<(Rational a, Rational b) { return a.n * b.d < b.n * a.d; }
  constexpr Rational &operator+=(Rational o) { return *this = *this + o; }
  constexpr explicit operator double() const { return double(n) / d; }
};
constexpr Rational operator""_r(unsigned long long n) { return Rational((long)n); }
constexpr Rational harmonic(int n) {
  Rational sum;
  for (int i = 1; i <= n; i++) sum += Rational(1, i);
  return sum;
}
constexpr Rational h10 = harmonic(10);
static_assert(h10.num() == 7381 && h10.den() == 2520 && Rational(1, -2) < 0_r);

struct Shape {
  int kind;
  constexpr explicit Shape(int k) : kind(k) {}
};
struct Box : Shape {
  int w, h;
  static constexpr int corners = 4;
  constexpr Box(int a, int b) : Shape(1), w(a), h(b) {}
  constexpr int area() const { return w * h; }
  constexpr Box grown(int by) const { Box b = *this; b.w += by; b.h += by; return b; }
};
constexpr Box box(3, 4);
constexpr const Box &reference = box;
constexpr const int *inside = &box.h;
constexpr int Box::*member = &Box::w;
constexpr int (Box::*method)() const = &Box::area;
static_assert(reference.grown(2).area() == 30 && *inside == 4 && box.*member == 3 && (box.*method)() == 12);

int main() {
  printf("%d %d\n", version.after('=').number(), version[0]);
  constexpr auto p = power(fib, 20);
  printf("%g %g\n", p.m[0][0], power(fib, 45).m[0][1]);
  printf("%ld/%ld %.6f\n", h10.num(), h10.den(), double(h10 * Rational(1, 2)));
  printf("%d %d %d %d\n", reference.area(), Box::corners, box.kind, box.grown(1).*member);
}
