// run: nvcc="-std=c++20 --expt-relaxed-constexpr" tolerance=0
// Requires-clauses behind the parameters, which they name; packs of values of one type that is an earlier parameter.
#include <concepts>
#include <cstddef>
#include <cstdio>
#include <type_traits>

template <class T>
concept Addable = requires(T a) { a + a; };

template <class A, class B>
__host__ __device__ auto add(A a, B b)
  requires requires { a + b; }
{
  return a + b;
}
template <class A, class B>
__host__ __device__ int add(A *a, B *b)
  requires(sizeof(*a) >= sizeof(*b))
{
  return 77;
}
template <class T>
bool sized(T t)
  requires requires { t.size(); }
{
  return true;
}
template <class T>
bool sized(T t)
  requires(!requires { t.size(); })
{
  return false;
}
struct Sized {
  int size() const { return 3; }
};
template <class F, class... A>
__host__ __device__ auto apply(F f, A... a)
  requires requires { f(a...); }
{
  return f(a...);
}
template <class F>
auto counted(F f, int a)
  requires std::is_same_v<decltype(f(a)), int>
{
  return f(a) + 1;
}
template <class T>
  requires Addable<T>
int both(T t)
  requires(sizeof(t) > 2)
{
  return 1;
}
template <class T>
int both(T t)
  requires(sizeof(t) <= 2)
{
  return 2;
}
template <class T>
  requires Addable<T>
int narrower(T t) {
  return 1;
}
template <class T>
  requires Addable<T>
int narrower(T t)
  requires std::integral<T>
{
  return 2;
}

struct Point {
  int x = 7;
};
struct Member {
  int v = 3;
  template <class T>
  int f(T t)
    requires requires { v + t.x; }
  {
    return v + t.x;
  }
  template <class T>
  int f(T t)
    requires(!requires { t.x; })
  {
    return 100;
  }
};
template <class T> struct Box {
  T t;
  template <class U>
  Box(U u)
    requires requires { T(u); }
      : t(u) {}
  template <class U>
  auto times(U u) const
    requires requires { this->t * u; };
  void set(T u)
    requires requires { t = u; }
  {
    t = u;
  }
  void whole()
    requires std::integral<T>
  {
    printf("whole\n");
  }
  friend auto operator-(const Box &b, auto k)
    requires requires { b.t - k; }
  {
    return b.t - k;
  }
};
template <class T>
template <class U>
auto Box<T>::times(U u) const
  requires requires { this->t * u; }
{
  return t * u;
}

template <class T, T... N> struct Sequence {
  static constexpr int n = sizeof...(N);
  static constexpr T sum = (N + ... + T(0));
};
template <int... N> struct Integers {};
template <class T, template <T...> class S, T... N> constexpr T first(S<N...>) {
  T all[] = {N...};
  return all[0];
}
template <class P, class Q> struct Joined;
template <class T, T... A, T... B> struct Joined<Sequence<T, A...>, Sequence<T, B...>> {
  using type = Sequence<T, A..., B...>;
};
template <class T, T A, T... N> __host__ __device__ constexpr T largest(Sequence<T, A, N...>) {
  T m = A;
  ((m = N > m ? N : m), ...);
  return m;
}
template <class T, T... V> struct Values {
  static constexpr T v[] = {V...};
};
template <class T, T (*...F)(T)> struct Steps {
  static T run(T x) {
    ((x = F(x)), ...);
    return x;
  }
};
int one_more(int x) { return x + 1; }
int twice(int x) { return x * 2; }
template <auto... V> constexpr int total = (0 + ... + (int)V);

__global__ void kernel(int *out) {
  out[0] = add(2, 3);
  out[1] = apply([](int a, int b) { return a * b; }, 6, 7);
  out[2] = largest(Sequence<int, 3, 9, 4>{});
}

int main() {
  printf("%d %g\n", add(1, 2), add(1, 2.5));
  long l = 1;
  int i = 2;
  printf("%d\n", add(&l, &i));
  printf("%d %d\n", sized(Sized{}), sized(3));
  printf("%d %d\n", apply([](int a, int b) { return a * b; }, 6, 7), counted([](int a) { return a; }, 6));
  printf("%d %d %d %d\n", both(1), both((short)1), narrower(1), narrower(1.5));
  Member m;
  printf("%d %d\n", m.f(Point{}), m.f(3));
  Box<int> b(4);
  printf("%g %d\n", b.times(0.5), b - 3);
  b.set(9);
  b.whole();
  auto generic = [](auto a, auto c)
    requires requires { a + c; }
  { return a + c; };
  printf("%d %d\n", b.t, generic(1, 2));
  printf("%d %ld %c\n", Sequence<int, 1, 2, 3>::n, Sequence<long, 4, 5>::sum, Sequence<char, 'A', 1>::sum);
  printf("%d %d\n", first<int, Integers, 9, 8>(Integers<9, 8>{}), Joined<Sequence<short, 1, 2>, Sequence<short, 3>>::type::n);
  printf("%d %d %u\n", largest(Sequence<int, 3, 9, 4>{}), Values<int, 1, -2>::v[1], Values<unsigned char, 200>::v[0]);
  printf("%d %d\n", Steps<int, one_more, twice, one_more>::run(4), total<1, 'b', true, 4l>);
  int *out;
  cudaMallocManaged(&out, 3 * sizeof(int));
  kernel<<<1, 1>>>(out);
  cudaDeviceSynchronize();
  printf("%d %d %d\n", out[0], out[1], out[2]);
  cudaFree(out);
  return 0;
}
