// run: tolerance=0
// Function and class templates, deduction, specialization, non-type parameters, variadics, if constexpr, on host and device.
#include <stdio.h>
#include <type_traits>

template <typename T>
__host__ __device__ T largest(T a, T b) {
  return a < b ? b : a;
}
template <typename T, typename U>
__host__ __device__ auto add(T a, U b) -> decltype(a + b) {
  return a + b;
}
template <int N>
__host__ __device__ int times(int x) {
  return x * N;
}
template <typename T, int N>
__host__ __device__ T sum(const T (&a)[N]) {
  T s = 0;
  for (int i = 0; i < N; i++)
    s += a[i];
  return s;
}
template <typename T>
const char *name() {
  return "other";
}
template <>
const char *name<int>() {
  return "int";
}
template <>
const char *name<float>() {
  return "float";
}
template <typename T>
const char *kind(T) {
  return "value";
}
template <typename T>
const char *kind(T *) {
  return "pointer";
}
template <typename T>
const char *kind(const T *) {
  return "pointer to const";
}
static const char *kind(int) {
  return "plain int";
}

template <typename T, int Capacity = 4>
class Stack {
 public:
  __host__ __device__ bool push(const T &v) {
    if (n == Capacity) return false;
    items[n++] = v;
    return true;
  }
  __host__ __device__ T pop();
  __host__ __device__ int size() const { return n; }
  static constexpr int capacity = Capacity;
  using value_type = T;

 private:
  T items[Capacity];
  int n = 0;
};
template <typename T, int Capacity>
__host__ __device__ T Stack<T, Capacity>::pop() {
  return items[--n];
}

template <typename A, typename B>
struct Same {
  static constexpr bool value = false;
};
template <typename A>
struct Same<A, A> {
  static constexpr bool value = true;
};
template <typename T>
struct Strip {
  using type = T;
};
template <typename T>
struct Strip<T *> {
  using type = typename Strip<T>::type;
};
template <typename T>
struct Strip<const T> {
  using type = typename Strip<T>::type;
};
template <int N>
struct Fib {
  static constexpr int value = Fib<N - 1>::value + Fib<N - 2>::value;
};
template <>
struct Fib<0> {
  static constexpr int value = 0;
};
template <>
struct Fib<1> {
  static constexpr int value = 1;
};

template <typename T>
T total(T last) {
  return last;
}
template <typename T, typename... Rest>
T total(T first, Rest... rest) {
  return first + total(rest...);
}
template <typename... Ts>
__host__ __device__ int fold(Ts... vs) {
  return (0 + ... + vs) * 100 + sizeof...(vs);
}
template <typename T>
__host__ __device__ int describe(T v) {
  if constexpr (std::is_floating_point<T>::value)
    return (int)(v * 10);
  else if constexpr (sizeof(T) == 1)
    return -1;
  else
    return v;
}
template <typename T>
typename std::enable_if<std::is_integral<T>::value, int>::type only(T) {
  return 1;
}
template <typename T>
typename std::enable_if<!std::is_integral<T>::value, int>::type only(T) {
  return 2;
}
template <template <typename, int> class C, typename T>
int use_template() {
  C<T, 2> c;
  c.push(T(1));
  return c.size() + C<T, 2>::capacity;
}
template <typename F>
__host__ __device__ int apply(F f, int n) {
  int s = 0;
  for (int i = 0; i < n; i++)
    s += f(i);
  return s;
}
template <int (*Fn)(int)>
int call(int x) {
  return Fn(x);
}
struct Scale {
  int k;
  __host__ __device__ int operator()(int x) const { return k * x; }
};
template <typename T>
constexpr T pi = T(3.14159265358979);
template <typename Derived>
struct Printer {
  int shown() const { return static_cast<const Derived *>(this)->value() * 2; }
};
struct Number : Printer<Number> {
  int value() const { return 21; }
};
template <typename T>
struct Wrapper {
  T v;
  template <typename U>
  Wrapper<U> to() const {
    return Wrapper<U>{static_cast<U>(v)};
  }
  Wrapper operator+(const Wrapper &o) const { return {v + o.v}; }
};
template <typename T>
Wrapper(T) -> Wrapper<T>;

template <typename T, int BLOCK>
__global__ void kernel(T *out, T factor) {
  __shared__ T s[BLOCK];
  Stack<T> stack;
  s[threadIdx.x] = (T)(threadIdx.x * factor);
  __syncthreads();
  T v = s[BLOCK - 1 - threadIdx.x];
  stack.push(v);
  stack.push(largest(v, factor));
  stack.push(add(v, 1));
  T a[] = {v, stack.pop(), stack.pop()};
  out[threadIdx.x] =
      sum(a) + stack.size() + times<3>(2) + fold(1, 2, 3) + describe(v) + apply(Scale{2}, 4);
}
template <typename T>
void run(T factor) {
  T *device, host[8];
  cudaMalloc(&device, sizeof host);
  kernel<T, 8><<<1, 8>>>(device, factor);
  cudaMemcpy(host, device, sizeof host, cudaMemcpyDeviceToHost);
  cudaFree(device);
  printf("%s:", name<T>());
  for (T v : host)
    printf(" %.2f", (double)v);
  printf("\n");
}

int main() {
  printf("%d %.1f %c %.2f\n", largest(3, 7), largest(2.5, 1.5), largest('a', 'b'),
         largest<double>(1, 2.75));
  printf("%.2f %ld %d\n", add(1, 2.25), add(1, 2L), times<-4>(5));
  int v[] = {1, 2, 3, 4};
  double d[] = {0.5, 0.25};
  printf("%d %.2f\n", sum(v), sum(d));
  printf("%s %s %s\n", name<int>(), name<float>(), name<char>());
  const int c = 1;
  printf("%s, %s, %s, %s\n", kind(1), kind(1.5), kind(v), kind(&c));
  Stack<int> s;
  for (int i = 0; i < 6; i++)
    printf("%d", s.push(i));
  int popped = s.pop();
  printf(" %d %d %d\n", popped, s.size(), Stack<int, 9>::capacity);
  printf("%d %d %d\n", Same<int, int>::value, Same<int, long>::value,
         Same<Strip<const int **>::type, int>::value);
  printf("%d %d\n", Fib<20>::value, Same<Stack<short>::value_type, short>::value);
  printf("%d %.2f %d\n", total(1, 2, 3, 4), total(1.5, 2, 'a'), fold());
  printf("%d %d %d\n", describe(2.57), describe('c'), describe(12L));
  printf("%d %d %d\n", only(5), only(5.0f), use_template<Stack, float>());
  printf("%d %d %d\n", apply(Scale{3}, 5), apply([](int x) { return x * x; }, 5),
         call<times<7>>(6));
  printf("%.5f %d %d\n", (double)pi<float>, pi<int>, Number().shown());
  Wrapper w{2.75};
  printf("%d %.2f\n", w.to<int>().v, (w + w).v);
  run(2);
  run(1.5f);
  run(2.25);
  run((short)3);
  return 0;
}
