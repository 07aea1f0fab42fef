// run: nvcc="-std=c++20" tolerance=0
// The order of constraints: concepts made of others, conjunctions and disjunctions, members of class templates with requires-clauses, partial specializations that only constraints tell apart.
#include <cstdio>
#include <type_traits>

template <class T> concept Any = sizeof(T) > 0;
template <class T> concept Wide = Any<T> && sizeof(T) > 1;
template <class T> concept Wider = Wide<T> && (sizeof(T) > 4);
template <class T> concept Number = std::is_arithmetic_v<T>;
template <class T> concept Integer = Number<T> && std::is_integral_v<T>;
template <class T> concept Signed = Integer<T> && std::is_signed_v<T>;
template <class T> concept Either = Integer<T> || Wider<T>;
template <class T> concept HasValue = T::value || sizeof(T) == 1;

template <Any T> __host__ __device__ int f(T) { return 1; }
template <Wide T> __host__ __device__ int f(T) { return 2; }
template <Wider T> __host__ __device__ int f(T) { return 3; }

template <class T> requires Any<T> int g(T) { return 1; }
template <class T> requires Any<T> && Wide<T> int g(T) { return 2; }

template <Either T> int h(T) { return 1; }
template <Integer T> int h(T) { return 2; }

int k(auto) { return 0; }
int k(Integer auto) { return 1; }
int k(Signed auto) { return 2; }

template <class T> struct Box { static constexpr int value = 0; };
template <Any T> struct Box<T*> { static constexpr int value = 1; };
template <Wide T> struct Box<T*> { static constexpr int value = 2; };
template <class T> requires Integer<T> struct Box<T> { static constexpr int value = 3; };

template <class T>
struct Holder {
  T held;
  int which() requires Any<T> { return 1; }
  int which() requires Wider<T> { return 3; }
  int which() { return 0; }
  int wide() requires Wide<T>;
  Holder() requires std::is_integral_v<T> : held(7) {}
  Holder(T t) : held(t) {}
  friend int twice(Holder h) requires Wide<T> { return int(h.held * 2); }
};
template <class T>
int Holder<T>::wide() requires Wide<T> {
  return int(held) + 1;
}

template <Integer> int unnamed() { return 1; }
template <class> int unnamed() { return 0; }
template <Integer auto V> int constant() { return int(V); }
template <Integer... T> int pack(T...) { return 1; }
template <class... T> int pack(T...) { return 0; }

template <class T>
concept Constant = requires { constant<T{}>(); };
using nullptr_t = decltype(nullptr);
struct Yes {
  static constexpr bool value = true;
  int x;
};

template <class T>
concept Wides = requires(T t) { t.wide(); };

__global__ void kernel(int* out) {
  out[0] = f('c');
  out[1] = f(1);
  out[2] = f(1.0);
}

int main() {
  printf("%d %d %d\n", f('a'), f(1), f(2.0));
  printf("%d %d %d %d\n", g('a'), g(2), h(2), h(2.0));
  printf("%d %d %d\n", k(1.5), k(1u), k(1));
  printf("%d %d %d %d\n", Box<double>::value, Box<char*>::value, Box<int*>::value, Box<int>::value);
  printf("%d %d %d\n", Holder<char>{'a'}.which(), Holder<double>{1.5}.which(), Holder<int>().held);
  printf("%d %d\n", Holder<double>{2.0}.wide(), twice(Holder<int>{21}));
  printf("%d %d %d\n", Wides<Holder<char>>, Wides<Holder<int>>, std::is_default_constructible_v<Holder<double>>);
  printf("%d %d %d %d\n", unnamed<int>(), unnamed<float>(), constant<5>(), Constant<nullptr_t>);
  printf("%d %d\n", pack(1, 2u), pack(1, 2.0));
  printf("%d %d %d\n", HasValue<Yes>, HasValue<char>, HasValue<int>);
  int* out;
  cudaMallocManaged(&out, 3 * sizeof(int));
  kernel<<<1, 1>>>(out);
  cudaDeviceSynchronize();
  printf("%d %d %d\n", out[0], out[1], out[2]);
  cudaFree(out);
}
