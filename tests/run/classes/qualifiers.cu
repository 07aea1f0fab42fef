// run: tolerance=0
// cv- and ref-qualified members, mutable, volatile, const correctness in overloads, const_cast, explicit constructors, deleted overloads, noexcept in types and operators.
#include <stdio.h>
#include <type_traits>
#include <utility>

struct Qualified {
  const char* f() & { return "&"; } const char* f() const& { return "const&"; } const char* f() && { return "&&"; } const char* f() const&& { return "const&&"; }
  const char* g() { return "plain"; } const char* g() const { return "const"; } const char* g() volatile { return "volatile"; } const char* g() const volatile { return "const volatile"; }
};
struct Cache { mutable int hits = 0; int value = 5; int get() const { ++hits; return value; } auto self() const { return [this] { return ++hits; }; } };
struct Builder { int n = 0; Builder& add(int v) & { n += v; return *this; } Builder&& add(int v) && { n += 10 * v; return std::move(*this); } int done() && { return n; } };
struct Only { explicit Only(int) {} Only(double) = delete; void f(int) {} void f(double) = delete; };
static int overload(int* p) { return *p; } static int overload(const int* p) { return *p + 100; } static int overload(volatile int* p) { return *p + 200; }
static int by(int&) { return 1; } static int by(const int&) { return 2; } static int by(int&&) { return 3; } static int by(const int&&) { return 4; }
struct Member { int v = 1; const int c = 2; static const int s = 3; int& ref() { return v; } const int& ref() const { return c; } };
static void quiet() noexcept {} static void loud() {}
template <class F> constexpr bool quiet_call(F f) { return noexcept(f()); }
struct Throwing { Throwing() noexcept(false) {} ~Throwing() {} Throwing(Throwing&&) noexcept {} }; template <class T> struct Wrapped { T t; Wrapped(Wrapped&&) = default; Wrapped() = default; };
template <class T> void conditional(T t) noexcept(noexcept(t())) { t(); }
__device__ volatile int flag = 3; __global__ void read(int* out) { const volatile int* p = &flag; int a = *p; flag = a + 1; out[0] = *p * 10 + a; }

int main() {
  Qualified q; const Qualified c; volatile Qualified v; const volatile Qualified cv = Qualified(); printf("%s %s %s %s | %s %s %s %s\n", q.f(), c.f(), Qualified().f(), std::move(c).f(), q.g(), c.g(), v.g(), cv.g());
  const Cache cache; cache.get(); cache.get(); cache.self()(); printf("%d\n", cache.hits);
  Builder b; b.add(1).add(2); printf("%d %d\n", b.n, Builder().add(1).add(2).done());
  int i = 1; const int ci = 2; volatile int vi = 3; printf("%d %d %d %d %d %d %d\n", overload(&i), overload(&ci), overload(&vi), by(i), by(ci), by(5), by(std::move(ci)));
  Member m; const Member cm; m.ref() = 7; printf("%d %d %d\n", m.v, cm.ref(), Member::s + m.c); int x = 3; const int& r = x; const_cast<int&>(r) = 4; printf("%d\n", x);
  Only o(1); o.f(1); static_assert(!std::is_convertible_v<int, Only> && !std::is_constructible_v<Only, double>);
  void (*p)() noexcept = quiet; void (*plain)() = quiet; plain(); p(); printf("%d %d %d %d %d\n", noexcept(quiet()), noexcept(loud()), noexcept(p()), noexcept(conditional(quiet)), noexcept(conditional(loud)));
  printf("%d %d %d %d\n", std::is_nothrow_default_constructible_v<Throwing>, std::is_nothrow_destructible_v<Throwing>, std::is_nothrow_move_constructible_v<Wrapped<Throwing>>, std::is_nothrow_default_constructible_v<Wrapped<int>>);
  int *d, h; cudaMalloc(&d, sizeof h); read<<<1, 1>>>(d); cudaMemcpy(&h, d, sizeof h, cudaMemcpyDeviceToHost); printf("%d\n", h);
}
