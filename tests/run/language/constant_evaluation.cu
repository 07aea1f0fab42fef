// run: tolerance=0
// What a compiler has to compute while it compiles: each result is asserted there, and printed from a run-time call too.
#include <cstdio>

struct Point {
  int x, y;
  constexpr Point() : x(0), y(0) {}
  constexpr Point(int a, int b) : x(a), y(b) {}
  constexpr explicit Point(int both) : Point(both, both) {}
  constexpr int sum() const { return x + y; }
  constexpr Point& move(int by) {
    x += by;
    y -= by;
    return *this;
  }
};

struct Named : Point {
  int id;
  constexpr Named(int a, int b, int n) : Point(a, b), id(n) {}
  constexpr int total() const { return sum() + id; }
};

struct Deep : Named {
  constexpr Deep(int n) : Named(n, n + 1, n + 2) {}
};

struct Flags {
  unsigned low : 3, high : 5;
  int sign : 4;
};

union Either {
  int i;
  float f;
  constexpr Either(int n) : i(n) {}
};

constexpr int loops(int n) {
  int result = 0;
  for (int i = 0; i < n; i++) {
    if (i == 3) continue;
    if (i > 6) break;
    result += i;
  }
  int k = n;
  while (k > 0) {
    k -= 2;
    if (k == 1) return result * 10 + 1;
  }
  do {
    result++;
    if (result % 7 == 0) break;
  } while (result < 100);
  while (int half = k + n) {
    k--;
    result += half;
    if (half > 50) break;
  }
  return result;
}

constexpr int choose(int n) {
  switch (n) {
    case 0: return 10;
    case 1:
      n += 5;
    case 2: n *= 2; break;
    default: n = -n;
  }
  return n;
}

constexpr long pointers() {
  int data[6] = {1, 2, 3, 4};
  int* p = data + 1;
  const int* end = data + 6;
  long result = *p++ * 100 + *++p;
  p += 2;
  p -= 1;
  result = result * 10 + (end - p);
  result = result * 10 + (p < end) + (p >= data) + (p != end) + (p == data + 3);
  data[5] = p[-1] + 3[data];
  *p = 7;
  int& ref = data[0];
  ref = 9;
  return result * 10 + data[5] + data[0] + data[3];
}

constexpr double reals() {
  double a = 1.5;
  float b = 0.25f;
  a += b;
  a++;
  --b;
  a *= 2;
  return -a / b + (a > b ? (long double)a : 0.0L);
}

constexpr unsigned wrap(unsigned a) {
  unsigned char c = 250;
  c += 10;
  short s = 5;
  s <<= 2;
  s |= 3;
  s ^= 1;
  s &= 0x7f;
  int r = 100;
  r %= 7;
  r >>= 1;
  return a - 10 + c + (unsigned)s + (unsigned)r + (~0u >> 28) + (unsigned)!a;
}

constexpr int twice(int n) { return 2 * n; }
constexpr int apply(int (*f)(int), int n) { return f == nullptr ? -1 : f(n); }

constexpr int members() {
  int Point::*field = &Point::y;
  int (Point::*method)() const = &Point::sum;
  Point p(3, 4);
  p.*field = 6;
  const Point* q = &p;
  int Point::*none = nullptr;
  return (p.*method)() * 100 + q->*field * 10 + (none == nullptr) + (field != none) + (field == &Point::y);
}

constexpr int bases() {
  Deep d(5);
  Named& n = d;
  Point& p = n;
  p.move(2);
  const Point copy = d;
  Point* q = &d;
  Deep* back = static_cast<Deep*>(q);
  return static_cast<Named&>(p).total() * 100 + copy.x * 10 + back->id;
}

constexpr int aggregates() {
  struct Row {
    int cells[3];
    Point at;
  };
  Row rows[2] = {{{1, 2, 3}, Point(4)}, {{5}, {}}};
  Row other = rows[0];
  other.cells[1] = 20;
  rows[1] = other;
  Flags f = {5, 9, -3};
  f.low = f.low + 4;
  f.high++;
  return rows[1].cells[1] + rows[0].at.sum() + other.cells[2] + f.low * 1000 + f.high * 100 + f.sign;
}

constexpr int commas(int n) {
  int r = (n++, n * 2);
  (n > 3 ? r : n) = 40;
  auto scaled = [n](int k) { return k * n; };
  auto counting = [&r](int k) mutable { r += k; return r; };
  return scaled(3) + counting(2) + r;
}

constexpr int fibonacci(int n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); }

template <class T, class... Rest> constexpr auto add(T first, Rest... rest) {
  if constexpr (sizeof...(rest) == 0) return first;
  else return first + add(rest...);
}

constexpr int iterate() {
  int sum = 0;
  const int list[] = {3, 1, 4, 1, 5};
  for (int each : list) sum = sum * 2 + each;
  for (auto& c : "abc")
    if (c) sum += c;
  return sum;
}

constexpr Either either(41);
constexpr const char* text = "constant";
constexpr int lengthOf(const char* s) { return *s ? 1 + lengthOf(s + 1) : 0; }
enum class Level : short { low = -2, high = 7 };

#define BOTH(name, value)          \
  static_assert((name) == (value), #name); \
  printf("%s = %lld\n", #name, (long long)(name))

int main() {
  BOTH(loops(5), 71);
  BOTH(loops(4), 17);
  BOTH(choose(0) + choose(1) * 2 + choose(2) * 3 + choose(9), 37);
  BOTH(pointers(), 204251);
  BOTH((int)(reals() * 100), 1283);
  BOTH(wrap(3), 35);
  BOTH(apply(twice, 21), 42);
  BOTH(apply(nullptr, 21), -1);
  BOTH(members(), 963);
  BOTH(bases(), 1877);
  BOTH(aggregates(), 2028);
  BOTH(commas(3), 96);
  BOTH(fibonacci(15), 610);
  BOTH(add(1, 2.5, 3u, 4L) * 2, 21);
  BOTH(iterate(), 373);
  BOTH(either.i, 41);
  BOTH(lengthOf(text), 8);
  BOTH((int)Level::low * (int)Level::high, -14);
  return 0;
}
