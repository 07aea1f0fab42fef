// run: tolerance=0
// Temporaries of what is returned end with the return statement, those of arms that are not taken are none: with written and with deduced types, in functions and lambdas, with and without parentheses.
#include <cstdio>

struct T {
  int i;
  T(int i) : i(i) { printf("+%d ", i); }
  T(const T &o) : i(o.i + 100) { printf("c%d ", i); }
  T(T &&o) : i(o.i + 1000) { printf("m%d ", i); }
  ~T() { printf("-%d ", i); }
  T value() const { return *this; }
  T &self() { return *this; }
  int number() const { return i; }
  bool operator!() const { return !i; }
};
static T global(9);
static T made(int i) { return T(i); }
static T &lasting() { return global; }

static auto first(int c) { return c == 1 ? T(2).value() : made(9).self(); }
static auto second(int c) { return (c == 1 ? made(8).self() : T(2).value()); }
static decltype(auto) third(int c) { return c == 1 ? T(2).value() : made(9).self(); }
static auto numbers(int c) { return c == 1 ? T(2).number() : made(9).number(); }
static auto logical(int c) { return c == 1 && T(1).number() && made(3).number(); }
static auto comma(int c) { return T(1), c == 2 ? made(3) : made(4); }
static auto *pointer(int c) { return c == 1 ? (made(3).self().number() ? &global : nullptr) : &lasting(); }
static auto &reference(int c) { return c == 1 ? (made(3), global) : (made(4), lasting()); }
template <class Q> static auto templated(Q c) { return c == 1 ? T(2).value() : made(9).self(); }
static auto trailing(int c) -> T { return c == 1 ? T(2).value() : made(9).self(); }
static T braced(int c) { return {c == 1 ? T(2).value().number() : made(9).self().number()}; }
static bool truth(int c) { return c == 1 ? !T(2).value() : !made(9).self(); }
static auto several(int c) {
  if (c == 1) return c == 1 ? T(2).value() : made(9).self();
  return (c == 2 ? T(5).value() : made(6).self());
}

int main() {
  for (int c = 1; c < 3; c++) {
    first(c), puts("first");
    second(c), puts("second");
    third(c), puts("third");
    numbers(c), puts("numbers");
    logical(c), puts("logical");
    comma(c), puts("comma");
    pointer(c), puts("pointer");
    reference(c), puts("reference");
    templated(c), puts("templated");
    trailing(c), puts("trailing");
    braced(c), puts("braced");
    truth(c), puts("truth");
    several(c), puts("several");
    [&] { return c == 1 ? T(2).value() : made(9).self(); }(), puts("lambda");
    [&] { return (c == 1 ? T(2).value() : made(9).self()); }(), puts("parenthesized");
    [&]() -> T { return (c == 1 ? T(2).value() : made(9).self()); }(), puts("trailing");
    [&] { return (c == 4 ? throw c : T(4)); }(), puts("throwing");
  }
}
