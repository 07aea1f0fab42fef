// run: nvcc="-std=c++20 --expt-relaxed-constexpr" tolerance=0
// Objects of constant expressions live and end as at run time: destructors in every exit, temporaries, new and delete, allocators, virtual calls while objects are built and destroyed.
#include <algorithm>
#include <cstdio>
#include <memory>
#include <numeric>
#include <vector>

struct Count {
  int &n;
  constexpr Count(int &r) : n(r) { ++n; }
  constexpr Count(const Count &o) : n(o.n) { n += 100; }
  constexpr ~Count() { n += 10; }
};

constexpr int scopes() {
  int n = 0;
  {
    Count a(n);
    Count b(n);
  }
  for (int i = 0; i < 3; i++) {
    Count c(n);
    if (i == 1) continue;
    if (i == 2) break;
  }
  return n;
}
constexpr int early(int k) {
  int n = 0;
  auto f = [&](int stop) {
    Count a(n);
    if (stop) return n;
    Count b(n);
    return n;
  };
  const int r = f(k);
  return r * 1000 + n;
}
constexpr int temporaries(bool choose) {
  int n = 0;
  const int a = (Count(n), n);
  const int b = n;
  Count(n).n += 1000;
  const int c = choose ? Count(n).n : 7;
  {
    const Count &kept = Count(n);
    n += kept.n > 0 ? 10000 : 0;
  }
  return a * 10000000 + b * 1000000 + c * 100 + n;
}
constexpr int parameters() {
  int n = 0;
  auto f = [](Count c) { return c.n; };
  Count c(n);
  return f(c) * 10000 + f(Count(n)) + n;
}
constexpr int declared_in_condition() {
  struct Guard {
    int &n;
    int k;
    constexpr operator bool() const { return k > 0; }
    constexpr ~Guard() { n += 10; }
  };
  int n = 0, k = 3;
  while (Guard g{n, k}) {
    k--;
    n++;
    if (k == 0) break;
  }
  return n;
}

struct Letter {
  char **to;
  char c;
  constexpr Letter(char *&at, char l) : to(&at), c(l) {}
  constexpr ~Letter() { *(*to)++ = c; }
};
struct Lower {
  Letter o;
  constexpr Lower(char *&at) : o(at, 'b') {}
  constexpr ~Lower() { *(*o.to)++ = 'B'; }
};
struct Upper : Lower {
  Letter m, k;
  Letter row[2];
  constexpr Upper(char *&at) : Lower(at), m(at, 'm'), k(at, 'k'), row{{at, '0'}, {at, '1'}} {}
  constexpr ~Upper() { *(*m.to)++ = 'D'; }
};
struct Text {
  char letters[16];
};
constexpr Text order() {
  Text t = {};
  char *at = t.letters;
  { Upper u(at); }
  return t;
}

struct Shape {
  int built = 0, *log = nullptr;
  constexpr Shape() : built(id()) {}
  constexpr virtual int id() const { return 1; }
  constexpr virtual ~Shape() {
    if (log) *log = *log * 10 + id();
  }
};
struct Box : Shape {
  int mine;
  constexpr Box() : mine(id()) {}
  constexpr int id() const override { return 2; }
  constexpr ~Box() {
    if (log) *log = *log * 10 + id();
  }
};
constexpr int virtuals() {
  int log = 0;
  Shape *p = new Box;
  p->log = &log;
  const int r = p->id() * 100 + p->built * 10 + static_cast<Box *>(p)->mine;
  delete p;
  return r * 100 + log;
}

struct Side {
  int o = 9;
  constexpr virtual int side() const { return 3; }
};
struct Plain {
  int c = 1;
  constexpr virtual const Plain *me() const { return this; }
};
struct Both : Side, Plain {
  int d = 2;
  constexpr const Both *me() const override { return this; }
};
constexpr int casts() {
  Both x;
  Plain *p = &x;
  const Plain *covariant = p->me();
  Side *s = dynamic_cast<Side *>(p);
  Both *b = dynamic_cast<Both *>(s);
  Plain alone;
  Plain *q = &alone;
  return s->o * 1000 + b->d * 100 + (covariant == p) * 10 + (dynamic_cast<Both *>(q) == nullptr);
}

constexpr int heap() {
  int *a = new int[10]{1, 2, 3};
  int s = 0;
  for (int i = 0; i < 10; i++) s += a[i];
  delete[] a;
  int *b = new int(7);
  s = s * 10 + *b;
  delete b;
  delete static_cast<int *>(nullptr);
  int n = 0;
  Count *c = new Count[2]{n, n};
  delete[] c;
  return s * 100 + n;
}

class String {
  char *text = nullptr;
  int n = 0;

 public:
  constexpr String(const char *s) {
    while (s[n]) n++;
    text = new char[n + 1];
    for (int i = 0; i <= n; i++) text[i] = s[i];
  }
  constexpr String(const String &o) : String(o.text) {}
  constexpr String(String &&o) : text(o.text), n(o.n) { o.text = nullptr; }
  constexpr ~String() { delete[] text; }
  constexpr int size() const { return n; }
  constexpr char operator[](int i) const { return text[i]; }
};
template <class T> class List {
  T *data = nullptr;
  int n = 0, room = 0;
  std::allocator<T> memory;
  using traits = std::allocator_traits<std::allocator<T>>;

 public:
  constexpr List() = default;
  List(const List &) = delete;
  constexpr ~List() {
    for (int i = 0; i < n; i++) std::destroy_at(data + i);
    if (data) traits::deallocate(memory, data, room);
  }
  constexpr void push(const T &t) {
    if (n == room) {
      const int more = room ? room * 2 : 1;
      T *fresh = memory.allocate(more);
      for (int i = 0; i < n; i++) {
        std::construct_at(fresh + i, static_cast<T &&>(data[i]));
        std::destroy_at(data + i);
      }
      if (data) memory.deallocate(data, room);
      data = fresh;
      room = more;
    }
    std::construct_at(data + n++, t);
  }
  constexpr T &operator[](int i) { return data[i]; }
  constexpr int size() const { return n; }
};
constexpr int lists() {
  List<String> l;
  l.push("ab");
  l.push("cde");
  l.push("f");
  int t = 0;
  for (int i = 0; i < l.size(); i++) t = t * 10 + l[i].size();
  return t * 1000 + l[1][2];
}

struct Row {
  std::vector<int> cells;
  constexpr Row(std::initializer_list<int> l) : cells(l) {}
};
constexpr int primes(int n) {
  std::vector<int> p;
  for (int i = 2; (int)p.size() < n; i++) {
    if (std::none_of(p.begin(), p.end(), [=](int q) { return i % q == 0; })) p.push_back(i);
  }
  return p.back() * 1000 + std::accumulate(p.begin(), p.end(), 0);
}
constexpr int vectors() {
  std::vector<Row> rows;
  rows.push_back({1, 2, 3});
  rows.push_back({4, 5});
  rows.insert(rows.begin(), Row{7});
  std::vector<Row> copy = rows;
  copy.erase(copy.begin() + 1);
  std::vector<int> w(5, 9);
  w.resize(8);
  w.resize(2);
  w.insert(w.end(), {1, 3, 2});
  std::sort(w.begin(), w.end());
  const auto moved = std::move(w);
  int r = 0;
  for (int x : moved) r = r * 10 + x;
  return r * 100 + (int)copy.size() * 10 + rows[0].cells[0];
}

struct Pair {
  int x, y;
};
constexpr int assignments() {
  Pair s{1, 2};
  int &r = s.x;
  s = Pair{s.y, s.x};
  const int first = s.x * 10 + s.y;
  s = s;
  s = Pair{8, 9};
  return first * 1000 + s.x * 100 + s.y * 10 + r;
}
union Either {
  int a;
  Pair p;
  constexpr Either() : a(3) {}
};
constexpr int unions() {
  Either u;
  int r = u.a;
  u.p.x = 5;
  u.p.y = 6;
  r = r * 100 + u.p.x * 10 + u.p.y;
  u.a = 4;
  return r * 10 + u.a;
}
struct Copied {
  int v;
  constexpr Copied(int x) : v(x) {}
  constexpr Copied(const Copied &o) : v(o.v + 1) {}
};
constexpr int arrays() {
  Copied a[2] = {1, 2};
  auto [x, y] = a;
  return x.v * 10 + y.v;
}

constexpr int entered_in_the_middle(int n) {
  int r = 0, i = 0;
  switch (n % 4) {
    case 0:
      do {
        r += 1000;
        i++;
        case 3: r += 100;
        case 2: r += 10;
        case 1: r += 1;
      } while (++i < 3);
  }
  return r;
}
constexpr int inner_labels(int n) {
  switch (n) {
    {
      case 1: return 10;
    }
    if (n) {
      case 2: return 20;
    } else {
      case 3: return 30;
    }
    default: return 40;
  }
}
constexpr int tried(int x) {
  try {
    return x + 1;
  } catch (...) {
    return 0;
  }
}
constexpr bool one_place() {
  struct {
    int a, b;
  } s{};
  const void *p = &s, *q = &s.a, *r = &s.b;
  return p == q && p != r;
}
constexpr float rounded_once() { return (float)((1LL << 60) + (1LL << 36) + 1); }

// Each value is computed by the compiler, and once more by the program.
#define BOTH(call)                                              \
  do {                                                               \
    constexpr auto known = call;                                     \
    auto compute = [] { return call; };                              \
    decltype(+compute) volatile later = compute;                           \
    printf("%s %.10g %.10g\n", #call, (double)known, (double)later()); \
  } while (0)

int main() {
  BOTH(scopes());
  BOTH(early(0));
  BOTH(early(1));
  BOTH(temporaries(true));
  BOTH(temporaries(false));
  BOTH(parameters());
  BOTH(declared_in_condition());
  constexpr Text known = order();
  printf("%s %s\n", known.letters, order().letters);
  BOTH(virtuals());
  BOTH(casts());
  BOTH(heap());
  BOTH(lists());
  BOTH(primes(10));
  BOTH(vectors());
  BOTH(assignments());
  BOTH(unions());
  BOTH(arrays());
  BOTH(entered_in_the_middle(0));
  BOTH(entered_in_the_middle(2));
  BOTH(entered_in_the_middle(3));
  BOTH(inner_labels(1));
  BOTH(inner_labels(2));
  BOTH(inner_labels(3));
  BOTH(inner_labels(4));
  BOTH(tried(3));
  BOTH(one_place());
  BOTH(rounded_once());
  return 0;
}
