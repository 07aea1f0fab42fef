// run: tolerance=0
// References, default arguments, overloads, namespaces, enum class, auto, constexpr, casts, new and delete, range-for, structured bindings.
#include <stdio.h>
#include <new>

namespace outer {
int value = 1;
namespace inner {
int value = 2;
int get() {
  return value + outer::value;
}
struct Key {
  int k;
};
int rank(Key k) {
  return k.k * 2;
}
}  // namespace inner
inline namespace v2 {
int versioned() {
  return 22;
}
}  // namespace v2
namespace {
int hidden = 33;
}
}  // namespace outer
namespace alias = outer::inner;
namespace a::b::c {
constexpr int deep = 9;
}
using outer::inner::get;

static const char *f(int) {
  return "int";
}
static const char *f(unsigned) {
  return "unsigned";
}
static const char *f(long) {
  return "long";
}
static const char *f(double) {
  return "double";
}
static const char *f(float) {
  return "float";
}
static const char *f(char) {
  return "char";
}
static const char *f(bool) {
  return "bool";
}
static const char *f(const char *) {
  return "const char*";
}
static const char *f(const void *) {
  return "const void*";
}
static const char *f(std::nullptr_t) {
  return "nullptr";
}
static const char *g(int &) {
  return "lvalue";
}
static const char *g(const int &) {
  return "const lvalue";
}
static const char *g(int &&) {
  return "rvalue";
}
static const char *h(int, double) {
  return "int,double";
}
static const char *h(double, double) {
  return "double,double";
}
static const char *h(...) {
  return "ellipsis";
}

enum class Level : short { low = -1, mid, high = 5 };
enum Plain { A, B = 5, C };
constexpr int factorial(int n) {
  return n <= 1 ? 1 : n * factorial(n - 1);
}
constexpr int sum_to(int n) {
  int s = 0;
  for (int i = 1; i <= n; i++) {
    if (i % 3 == 0) continue;
    s += i;
  }
  return s;
}
static_assert(factorial(10) == 3628800, "factorial");
static_assert(sum_to(10) == 37 && sizeof(Level) == 2);
struct Constant {
  int v;
  constexpr Constant(int x) : v(x * x) {}
  constexpr int twice() const { return 2 * v; }
};
constexpr Constant nine(3);
static int buffer[factorial(4) + nine.twice()];
static void modify(int &a, int *b, const int &c) {
  a += c;
  *b += c;
}
static void swap(int &a, int &b) {
  int t = a;
  a = b;
  b = t;
}
static int length(const char (&s)[6]) {
  return sizeof s;
}
static auto deduced(int x) {
  return x * 0.5;
}
static auto trailing(int x) -> long {
  return x;
}
struct Base {
  int b = 7;
  virtual ~Base() {}
};
struct Derived : Base {
  int d = 8;
};
struct Other : Base {};
struct Counted {
  static int n;
  int id;
  Counted() : id(n++) {}
  ~Counted() { n--; }
};
int Counted::n = 0;
static int order_log;
static int side(int v) {
  order_log = order_log * 10 + v;
  return v;
}

int main() {
  printf("%d %d %d %d %d %d\n", outer::value, alias::value, get(), outer::versioned(),
         outer::hidden, a::b::c::deep);
  outer::inner::Key key{4};
  printf("%d\n", rank(key));
  {
    using namespace outer::inner;
    int value = 100;
    printf("%d %d\n", value, ::outer::value);
  }
  short s = 1;
  unsigned char uc = 1;
  int *ip = nullptr;
  printf("%s %s %s %s %s\n", f(s), f(uc), f('c'), f(1u), f(1L));
  printf("%s %s %s %s %s\n", f(1.f), f(1.0), f(true), f("s"), f(ip));
  printf("%s %s %s %s\n", f(nullptr), f(s + uc), f(A), f('a' + 1.f));
  int i = 1;
  const int ci = 2;
  printf("%s %s %s %s\n", g(i), g(ci), g(3), g(static_cast<int &&>(i)));
  printf("%s %s %s\n", h(1, 2), h(1.5f, 2), h("x"));
  Level level = Level::mid;
  printf("%d %d %d %d\n", (int)level, static_cast<int>(Level::low), level < Level::high, B + C);
  switch (level) {
    case Level::low:
      puts("low");
      break;
    case Level::mid:
      puts("mid");
      break;
    default:
      puts("?");
  }
  printf("%zu %d %d\n", sizeof buffer / sizeof *buffer, nine.v, factorial(5));
  int x = 1, y = 2;
  modify(x, &y, x);
  swap(x, y);
  printf("%d %d %d\n", x, y, length("hello"));
  int &r = x;
  r = 50;
  int &r2 = r;
  r2++;
  printf("%d %d\n", x, &r2 == &x);
  auto d = deduced(3);
  auto *p = &d;
  const auto &cr = *p;
  decltype(d) e = 1;
  printf("%.2f %.2f %ld %.1f\n", *p, cr, trailing(5), e);
  double pi = 3.99;
  printf("%d %d %d\n", static_cast<int>(pi), int(pi), (int)pi);
  float one = 1.0f;
  printf("%x\n", reinterpret_cast<unsigned &>(one));
  const int locked = 5;
  printf("%d\n", *const_cast<int *>(&locked));
  Base *base = new Derived;
  printf("%d %d\n", dynamic_cast<Derived *>(base) != nullptr,
         dynamic_cast<Other *>(base) == nullptr);
  printf("%d\n", static_cast<Derived *>(base)->d);
  delete base;
  int *one_int = new int(42), *many = new int[5]{1, 2, 3}, *zeroed = new int[3]();
  printf("%d %d %d %d\n", *one_int, many[2], many[4], zeroed[2]);
  delete one_int;
  delete[] many;
  delete[] zeroed;
  Counted *cs = new Counted[4];
  printf("%d %d\n", Counted::n, cs[3].id);
  delete[] cs;
  printf("%d\n", Counted::n);
  alignas(Counted) char room[sizeof(Counted)];
  Counted *placed = new (room) Counted;
  printf("%d\n", placed->id);
  placed->~Counted();
  int **table = new int *[3];
  for (int k = 0; k < 3; k++) {
    table[k] = new int[k + 1];
    for (int j = 0; j <= k; j++)
      table[k][j] = k * j;
  }
  printf("%d\n", table[2][1] + table[2][2]);
  for (int k = 0; k < 3; k++)
    delete[] table[k];
  delete[] table;
  int numbers[] = {3, 1, 2};
  for (int &n : numbers)
    n *= 10;
  int total = 0;
  for (auto n : numbers)
    total += n;
  for (int n : {1, 2})
    total += n;
  printf("%d\n", total);
  struct {
    int a;
    double b;
  } pair = {1, 2.5};
  auto [first, second] = pair;
  auto &[fr, sr] = pair;
  fr = 9;
  int two[2] = {5, 6};
  auto [t0, t1] = two;
  printf("%d %.1f %d %d\n", first, second, pair.a, t0 * t1);
  if (int k = i + 1; k > 1) printf("init %d\n", k);
  if (int *null = nullptr)
    puts("never");
  else
    printf("null %d\n", null == 0);
  int log = side(1) ? (side(2), side(3)) : side(4);
  printf("%d %d\n", log, order_log);
  typedef int Row[3];
  using Matrix = Row[2];
  Matrix m = {{1, 2, 3}, {4, 5, 6}};
  printf("%d %zu\n", m[1][2], sizeof(Matrix));
  bool b = 5 > 3 and not(2 == 3);
  printf("%d %d\n", b, 6 bitand 3);
  [[maybe_unused]] int unused;
  struct Bits {
    unsigned a : 3, b : 7;
    signed c : 4;
    bool d : 1;
  } bits = {9u & 7, 127, -3, true};
  bits.b++;
  bits.c -= 5;
  printf("%u %u %d %d\n", bits.a, bits.b, bits.c, bits.d);
  union {
    int i;
    float f;
  } u;
  u.f = -2.0f;
  printf("%x\n", u.i);
  const char *raw = R"x(a)"b)x";
  printf("%s %d %d\n", raw, u'x' == 'x', 1'000'000);
  return 0;
}
