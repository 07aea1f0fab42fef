// run: tolerance=0
// SFINAE: enable_if in results, parameters and template parameters, void_t, expression tests, overloads that differ in conditions only, tag dispatch.
#include <stdio.h>
#include <type_traits>

template <class T> typename std::enable_if<std::is_integral<T>::value, const char*>::type kind(T) { return "integral"; }
template <class T> typename std::enable_if<std::is_floating_point<T>::value, const char*>::type kind(T) { return "floating"; }
template <class T, std::enable_if_t<std::is_pointer_v<T>, int> = 0> const char* kind(T) { return "pointer"; }
template <class T, std::enable_if_t<std::is_class_v<T>, int> = 0> const char* kind(T) { return "class"; }
template <class T> auto size_of(const T& t) -> decltype(t.size()) { return t.size(); }
template <class T> auto size_of(const T& t) -> decltype(t.length) { return t.length * 10; }
static int size_of(...) { return -1; }
template <class T, class = void> struct has_begin : std::false_type {};
template <class T> struct has_begin<T, std::void_t<decltype(std::declval<T&>().begin())>> : std::true_type {};
template <class T> class has_foo { template <class U> static char test(decltype(&U::foo)); template <class U> static long test(...); public: enum { value = sizeof(test<T>(nullptr)) == 1 }; };
template <class T, class U, class = void> struct can_add : std::false_type {};
template <class T, class U> struct can_add<T, U, decltype(void(std::declval<T>() + std::declval<U>()))> : std::true_type {};
struct Sized { int size() const { return 7; } }; struct Long { int length = 4; }; struct Range { int* begin(); int* end(); }; struct Foo { void foo(); };
static const char* dispatch(int, std::true_type) { return "signed"; }
static const char* dispatch(unsigned, std::false_type) { return "unsigned"; }
template <class T> const char* sign(T v) { return dispatch(v, std::is_signed<T>()); }
struct Any { template <class T, std::enable_if_t<(sizeof(T) > 4), int> = 0> Any(T) : v(8) {} template <class T, std::enable_if_t<(sizeof(T) <= 4), int> = 0> Any(T) : v(4) {} int v; };
template <class T> struct Only { template <class U, class = std::enable_if_t<std::is_same_v<T, U>>> int get(U) { return 1; } int get(long) { return 2; } };
template <class F, class... A> using result = decltype(std::declval<F>()(std::declval<A>()...));
template <class T, class... U> constexpr bool one_of = (std::is_same_v<T, U> || ...);
template <class T> __host__ __device__ std::enable_if_t<(sizeof(T) == 4), int> words(T) { return 1; }
template <class T> __host__ __device__ std::enable_if_t<(sizeof(T) == 8), int> words(T) { return 2; }
__global__ void count(int* out) { out[0] = words(1) * 10 + words(1.0); }

int main() {
  int x = 0; printf("%s %s %s %s %s\n", kind(1), kind('c'), kind(1.5f), kind(&x), kind(Sized()));
  printf("%d %d %d\n", size_of(Sized()), size_of(Long()), size_of(3));
  printf("%d %d %d %d\n", has_begin<Range>::value, has_begin<int>::value, has_foo<Foo>::value, has_foo<Range>::value);
  printf("%d %d %d\n", can_add<int, double>::value, can_add<int*, int>::value, can_add<int*, double>::value);
  printf("%s %s %d %d\n", sign(1), sign(1u), Any(1).v, Any(1.0).v);
  Only<int> only; printf("%d %d\n", only.get(1), only.get('c'));
  auto f = [](int a, double b) { return a + b; }; static_assert(std::is_same<result<decltype(f), int, double>, double>::value, "");
  printf("%d %d\n", one_of<int, char, int>, one_of<int, char>);
  int *d, h; cudaMalloc(&d, sizeof h); count<<<1, 1>>>(d); cudaMemcpy(&h, d, sizeof h, cudaMemcpyDeviceToHost); printf("%d\n", h);
}
