// run: tolerance=0
// Parameter packs: expansion in calls, initializers, bases, template arguments and lambdas; folds of all kinds; recursion; sizeof...; packs in kernels.
#include <stdio.h>
#include <utility>

static void print() { printf("\n"); }
template <class T, class... R> void print(T first, R... rest) { printf("%g ", double(first)); print(rest...); }
template <class... T> auto sum(T... v) { return (v + ...); }
template <class... T> auto difference(T... v) { return (... - v); }
template <class... T> auto right_difference(T... v) { return (v - ...); }
template <class... T> int with_init(T... v) { return (100 + ... + v); }
template <class... T> bool all(T... v) { return (v && ...); }
template <class... T> bool any(T... v) { return (... || v); }
template <class... T> void each(T... v) { ((printf("[%d]", v)), ...); printf("\n"); }
template <class... T> int squares(T... v) { int a[] = {v * v...}; int s = 0; for (int x : a) s += x; return s; }
template <int... n> struct Ints { static constexpr int count = sizeof...(n); static constexpr int sum = (n + ... + 0); };
template <int... n> int product(Ints<n...>) { return (n * ... * 1); }
template <class... B> struct Bases : B... { Bases(B... b) : B(b)... {} using B::get...; };
struct A1 { int v; int get(char) const { return v; } }; struct A2 { int v; int get(double) const { return v * 2; } };
template <class T, class... A> T* create(A&&... a) { return new T(std::forward<A>(a)...); }
struct Made { int a; double b; Made(int& x, double&& y) : a(x++), b(y) {} };
template <class... T> struct Tuple;
template <> struct Tuple<> { static constexpr int size = 0; };
template <class H, class... T> struct Tuple<H, T...> : Tuple<T...> { H head; Tuple(H h, T... t) : Tuple<T...>(t...), head(h) {} static constexpr int size = 1 + Tuple<T...>::size; };
template <int i, class H, class... T> auto& get(Tuple<H, T...>& t) { if constexpr (i == 0) return t.head; else return get<i - 1>(static_cast<Tuple<T...>&>(t)); }
template <class F, class... A> auto call(F f, A... a) { return [=] { return f(a...); }; }
template <class T, std::size_t... i> T dot(const T* a, const T* b, std::index_sequence<i...>) { return ((a[i] * b[i]) + ...); }
template <class... T> __global__ void gather(float* out, T... v) { float all[] = {float(v)...}; out[threadIdx.x] = all[threadIdx.x] + sizeof...(v); }
template <template <class...> class C, class... T> struct Apply { typedef C<T..., int> type; };
template <class... T> struct Count { static constexpr int value = sizeof...(T); };

int main() {
  print(1, 2.5, 'a', 4u);
  printf("%d %.1f %d %d %d\n", sum(1, 2, 3), sum(1.5, 2), difference(10, 3, 2), right_difference(10, 3, 2), with_init(1, 2));
  printf("%d %d %d %d\n", all(1, true, 'c'), all(1, 0), any(0, 0), all()); each(1, 2, 3);
  printf("%d %d %d %d\n", squares(1, 2, 3), Ints<1, 2, 3>::count, Ints<4, 5>::sum, product(Ints<2, 3, 7>()));
  Bases<A1, A2> bases(A1{3}, A2{4}); printf("%d %d\n", bases.get('x'), bases.get(1.0));
  int n = 5; Made* m = create<Made>(n, 2.5); printf("%d %d %.1f\n", m->a, n, m->b); delete m;
  Tuple<int, double, const char*> t(1, 2.5, "three"); get<1>(t) *= 2; printf("%d %.1f %s %d\n", get<0>(t), get<1>(t), get<2>(t), t.size);
  printf("%d\n", call([](int a, int b) { return a * b; }, 6, 7)());
  int x[3] = {1, 2, 3}, y[3] = {4, 5, 6}; printf("%d\n", dot(x, y, std::make_index_sequence<3>()));
  printf("%d %d\n", Apply<Count, char, long>::type::value, Count<>::value);
  float h[3], *d; cudaMalloc(&d, sizeof h); gather<<<1, 3>>>(d, 1, 2.5, 'A'); cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost); printf("%.1f %.1f %.1f\n", h[0], h[1], h[2]);
}
