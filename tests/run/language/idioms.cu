// run: tolerance=0
// Idioms of header-only libraries: objects that register themselves, pointers to members along inheritance, counts of packs within their expansions.
#include <array>
#include <cstdio>
#include <utility>

struct Registration {
  static int count;
  Registration(const char *name) { printf("register %s %d\n", name, count++); }
  ~Registration() { printf("unregister %d\n", --count); }
};
int Registration::count = 0;
inline Registration first("first");
namespace {
inline Registration second("second");
}
struct Holder {
  static inline Registration third{"third"};
};
template <class T> struct Unused {
  static inline Registration never{"never"};
};
template <class T> struct Self {
  struct Add {
    Add() { printf("add %s\n", T::name()); }
  };
  static Add add;
  static void touch() { (void)&add; }
};
template <class T> typename Self<T>::Add Self<T>::add;
struct Plugin : Self<Plugin> {
  static const char *name() { return "plugin"; }
};
inline int counted = printf("counted\n");

struct Left {
  virtual ~Left() {}
  int a = 1;
  int left() { return a; }
};
struct Right {
  virtual ~Right() {}
  int b = 2;
  virtual int right() { return b; }
  int plain() { return 10 * b; }
};
struct Both : Left, Right {
  int c = 3;
  int right() override { return 20 + c; }
};

template <class T, std::size_t N, std::size_t... I> constexpr std::array<T, N> reversed(const std::array<T, N> &a, std::index_sequence<I...>) { return {a[sizeof...(I) - 1 - I]...}; }
template <int... I> constexpr int weighted() { return (... + (I * (int)sizeof...(I))); }
template <class... A> void separated(A... a) {
  std::size_t n = 0;
  ((printf("%d%s", (int)a, ++n < sizeof...(a) ? "," : "\n")), ...);
}
template <class... A> int totals(A... a) {
  auto each = [&](auto x) { return (int)(x * sizeof...(a)); };
  return (each(a) + ...);
}

int main() {
  Plugin::touch();
  Both both;
  Right &right = both;
  int (Both::*derived)() = &Both::plain;
  int (Right::*base)() = static_cast<int (Right::*)()>(derived);
  int Both::*field = &Both::b;
  int Right::*base_field = static_cast<int Right::*>(field);
  int (Right::*cast)() = (int (Right::*)())derived;
  int (Both::*virtually)() = &Right::right;
  int (Right::*back)() = static_cast<int (Right::*)()>(virtually);
  printf("%d %d %d %d %d %d\n", (both.*derived)(), (right.*base)(), right.*base_field, (right.*cast)(), (both.*virtually)(), (right.*back)());
  int Both::*none = nullptr;
  printf("%d\n", static_cast<int Right::*>(none) == nullptr);
  constexpr auto r = reversed(std::array<int, 4>{1, 2, 3, 4}, std::make_index_sequence<4>{});
  printf("%d%d%d%d %d %d\n", r[0], r[1], r[2], r[3], weighted<1, 2, 3>(), totals(1, 2.5, 'a'));
  separated(1, 2.5, 'a');
  return 0;
}
