// run: tolerance=0
// What is deduced from a function's name and from its address: by value, by reference, by a forwarding reference, from overloads and templates, through make_tuple and make_pair.
#include <cstdio>
#include <tuple>
#include <type_traits>
#include <utility>

int twice(int x) { return 2 * x; }
int pick(int x) { return x + 1; }
double pick(double x) { return x / 2; }
template <class T> T triple(T x) { return 3 * x; }
struct Number { int value; int plus(int x) const { return value + x; } };

template <class T> int by_value(T) { return std::is_same<T, int (*)(int)>::value; }
template <class T> int by_reference(const T&) { return std::is_same<T, int (*)(int)>::value ? 1 : std::is_same<T, int(int)>::value ? 2 : 0; }
template <class T> int forwarded(T&&) { return std::is_same<T, int (*)(int)>::value ? 1 : std::is_same<T, int (&)(int)>::value ? 2 : 0; }
template <class R, class A> R call(R (*f)(A), A a) { return f(a); }
template <class... F> int sum(int x, F&&... f) { return (... + f(x)); }

typedef int (*Function)(int);
typedef std::tuple<const char*, Function> Entry;

int main() {
  printf("%d %d\n", by_value(twice), by_value(&twice));
  printf("%d %d\n", by_reference(twice), by_reference(&twice));
  printf("%d %d %d %d\n", forwarded(twice), forwarded(&twice), forwarded(triple<int>), forwarded(&triple<int>));
  printf("%d %g\n", call(&twice, 4), call<double, double>(&pick, 5.0));
  printf("%d\n", sum(5, twice, &twice, triple<int>, &triple<int>));
  Entry entry = std::make_tuple("twice", &twice), other = std::make_tuple("triple", triple<int>);
  printf("%d %d\n", std::get<1>(entry)(7), std::get<1>(other)(7));
  auto pair = std::make_pair(&Number::plus, &Number::value);
  Number n{40};
  printf("%d %d\n", (n.*pair.first)(2), n.*pair.second);
}
