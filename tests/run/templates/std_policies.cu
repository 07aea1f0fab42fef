// run: tolerance=0
// Modern class design: inherited constructors, noexcept in traits, mixins, type erasure, iterators of one's own, span-like views.
#include <algorithm>
#include <cstdio>
#include <iterator>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

template <class> struct signature;
template <class R, class C, class... A> struct signature<R (C::*)(A...)> { static constexpr const char* kind = "mutable"; };
template <class R, class C, class... A> struct signature<R (C::*)(A...) const> { static constexpr const char* kind = "const"; };
template <class R, class C, class... A> struct signature<R (C::*)(A...) noexcept> { static constexpr const char* kind = "mutable noexcept"; };
template <class R, class C, class... A> struct signature<R (C::*)(A...) const noexcept> { static constexpr const char* kind = "const noexcept"; };

struct Base {
  std::string text;
  Base() : text("default") {}
  explicit Base(int n) : text("int " + std::to_string(n)) {}
  Base(const char* s, int times = 2) {
    while (times-- > 0) text += s;
  }
};
struct Plain : Base {
  using Base::Base;
  int extra = 5;
};
struct Own : Base {
  using Base::Base;
  explicit Own(int n) : Base(n * 10) { text += " own"; }
};

template <class T> struct Comparable {
  friend bool operator!=(const T& a, const T& b) { return !(a == b); }
  friend bool operator>(const T& a, const T& b) { return b < a; }
};
template <class T> struct Printable {
  void print() const { printf("%s\n", static_cast<const T&>(*this).str().c_str()); }
};
struct Meters : Comparable<Meters>, Printable<Meters> {
  double v;
  explicit Meters(double x) : v(x) {}
  friend bool operator==(Meters a, Meters b) { return a.v == b.v; }
  friend bool operator<(Meters a, Meters b) { return a.v < b.v; }
  std::string str() const { return std::to_string(static_cast<int>(v)) + "m"; }
};

void draw_object(int v, int depth);
void draw_object(const std::string& s, int depth);
template <class T> void draw_object(const std::vector<T>& v, int depth);
class Drawable {
  struct Concept {
    virtual ~Concept() = default;
    virtual std::unique_ptr<Concept> clone() const = 0;
    virtual void draw(int depth) const = 0;
  };
  template <class T> struct Model final : Concept {
    T value;
    Model(T v) : value(std::move(v)) {}
    std::unique_ptr<Concept> clone() const override { return std::make_unique<Model>(value); }
    void draw(int depth) const override { draw_object(value, depth); }
  };
  std::unique_ptr<Concept> self;

 public:
  template <class T, class = std::enable_if_t<!std::is_same_v<std::decay_t<T>, Drawable>>> Drawable(T&& v) : self(std::make_unique<Model<std::decay_t<T>>>(std::forward<T>(v))) {}
  Drawable(const Drawable& o) : self(o.self->clone()) {}
  Drawable(Drawable&&) noexcept = default;
  Drawable& operator=(Drawable o) noexcept {
    self = std::move(o.self);
    return *this;
  }
  friend void draw_object(const Drawable& d, int depth) { d.self->draw(depth); }
};
namespace shapes {
struct Dot {};
void draw_object(const Dot&, int depth) { printf("%*s.\n", depth, ""); }
}
void draw_object(int v, int depth) { printf("%*s%d\n", depth, "", v); }
void draw_object(const std::string& s, int depth) { printf("%*s%s\n", depth, "", s.c_str()); }
template <class T> void draw_object(const std::vector<T>& v, int depth) {
  printf("%*s{\n", depth, "");
  for (const auto& e : v) draw_object(e, depth + 2);
  printf("%*s}\n", depth, "");
}

class Range {
  int first, last;

 public:
  class iterator {
    int at;

   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = int;
    using difference_type = std::ptrdiff_t;
    using pointer = const int*;
    using reference = int;
    explicit iterator(int i = 0) : at(i) {}
    int operator*() const { return at; }
    iterator& operator++() {
      ++at;
      return *this;
    }
    iterator operator++(int) {
      auto old = *this;
      ++*this;
      return old;
    }
    bool operator==(const iterator& o) const { return at == o.at; }
    bool operator!=(const iterator& o) const { return at != o.at; }
  };
  Range(int a, int b) : first(a), last(b) {}
  iterator begin() const { return iterator(first); }
  iterator end() const { return iterator(last); }
};

template <class T> class View {
  T* p;
  size_t n;

 public:
  template <size_t k> constexpr View(T (&a)[k]) noexcept : p(a), n(k) {}
  template <class C, class = decltype(std::declval<C&>().data())> View(C& c) : p(c.data()), n(c.size()) {}
  T* begin() const { return p; }
  T* end() const { return p + n; }
};
static int total(View<const int> v) { return std::accumulate(v.begin(), v.end(), 0); }

template <int i, class T> struct Slot {
  T value;
  constexpr explicit Slot(T v) : value(v) {}
};
template <int i, class T> constexpr T& slot(Slot<i, T>& s) { return s.value; }
struct Settings : Slot<0, int>, Slot<1, double>, Slot<2, char> {
  Settings() : Slot<0, int>(1), Slot<1, double>(2.5), Slot<2, char>('c') {}
};

int main() {
  struct Probe {
    void a() {}
    void b() const {}
    void c() noexcept {}
    void d() const noexcept {}
  };
  printf("%s, %s, %s, %s\n", signature<decltype(&Probe::a)>::kind, signature<decltype(&Probe::b)>::kind, signature<decltype(&Probe::c)>::kind, signature<decltype(&Probe::d)>::kind);
  Plain p, p1(3), p2("ab"), p3{"x", 4};
  printf("%s|%s|%s|%s|%d\n", p.text.c_str(), p1.text.c_str(), p2.text.c_str(), p3.text.c_str(), p3.extra);
  Own o(4), o2("own", 1);
  printf("%s|%s\n", o.text.c_str(), o2.text.c_str());
  Meters a(3), b(4);
  printf("%d %d\n", a != b, a > b);
  b.print();
  std::vector<Drawable> document;
  document.push_back(1);
  document.emplace_back(std::string("text"));
  document.push_back(shapes::Dot());
  auto copy = document;
  document.push_back(copy);
  draw_object(document, 0);
  Range r(1, 6);
  printf("%d %d\n", std::accumulate(r.begin(), r.end(), 0), *std::find_if(r.begin(), r.end(), [](int x) { return x * x > 10; }));
  std::vector<int> v(r.begin(), r.end());
  int raw[] = {1, 2, 3};
  printf("%d %d\n", total(raw), total(v));
  Settings s;
  slot<1>(s) *= 2;
  slot<2>(s)++;
  printf("%d %g %c\n", slot<0>(s), slot<1>(s), slot<2>(s));
  try {
    v.at(10) = 1;
  } catch (const std::out_of_range&) {
    printf("out of range\n");
  }
  try {
    throw std::runtime_error("failed: " + std::to_string(7));
  } catch (const std::exception& e) {
    printf("%s\n", e.what());
  }
}
