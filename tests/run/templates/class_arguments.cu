// run: nvcc="-std=c++20" tolerance=0
// C++20's template parameters of class and floating-point type: template parameter objects, string literals as arguments, placeholders, deduction, specialization.
#include <cstdio>
#include <cstring>
#include <cstddef>

template <size_t N>
struct FixedString {
  char text[N]{};
  constexpr FixedString(const char (&source)[N]) {
    for (size_t i = 0; i < N; i++) text[i] = source[i];
  }
  constexpr size_t size() const { return N - 1; }
  constexpr bool operator==(const FixedString&) const = default;
};

struct Point {
  int x, y;
  __host__ __device__ constexpr int dot(const Point& o) const { return x * o.x + y * o.y; }
};
struct Base {
  int b;
};
struct Derived : Base {
  short d;
  Point p[2];
};
struct Meters {
  int value;
  constexpr Meters(int v) : value(v) {}
};
union Number {
  int i;
  float f;
};
struct Tagged {
  Number n;
  bool isFloat;
};

template <Point P>
struct Box {
  static __host__ __device__ constexpr int area() { return P.x * P.y; }
  static constexpr const Point* address() { return &P; }
};
template <>
struct Box<Point{0, 0}> {
  static __host__ __device__ constexpr int area() { return -1; }
};
template <Point P>
const Point* elsewhere() {
  return &P;
}

template <FixedString S>
struct Named {
  static constexpr auto name = S;
  static const char* get() { return S.text; }
};
template <FixedString S>
constexpr size_t length(Named<S>) {
  return S.size();
}
template <FixedString A, FixedString B>
constexpr bool same() {
  if constexpr (sizeof(A) != sizeof(B)) return false;
  else return A == B;
}
template <FixedString S>
constexpr auto operator""_name() {
  return Named<S>{};
}

template <auto V>
struct Any {
  static constexpr auto value = V;
};
template <class T>
struct Kind {
  static constexpr int value = 0;
};
template <Point P>
struct Kind<Any<P>> {
  static constexpr int value = 1;
};
template <double D>
struct Kind<Any<D>> {
  static constexpr int value = 2;
};
template <int I>
struct Kind<Any<I>> {
  static constexpr int value = 3;
};

template <Meters M>
constexpr int meters() {
  return M.value;
}
template <Point P = Point{3, 4}, Meters M = 5>
constexpr int defaults() {
  return P.x * 100 + P.y * 10 + M.value;
}
template <double Scale, float Offset = 0.5f>
__host__ __device__ constexpr double scaled(double x) {
  return x * Scale + Offset;
}
template <Tagged T>
constexpr double number() {
  return T.isFloat ? T.n.f : T.n.i;
}
template <auto F>
constexpr int apply(int x) {
  return F(x);
}
template <class T, T V>
constexpr T constant = V;
template <Point... P>
constexpr int sum() {
  return (0 + ... + (P.x + P.y));
}
template <Derived D>
int derived() {
  return D.b + D.d + D.p[0].x + D.p[1].y;
}

int numbers[4] = {1, 2, 3, 4};
Derived holder = {{10}, 20, {{30, 40}, {50, 60}}};
const Point origin = {7, 8};
Point points[2] = {{1, 2}, {3, 4}};
constexpr auto square = [](int x) { return x * x; };
template <int* P>
int through() {
  return *P;
}
template <const Point& R>
int refer() {
  return R.x * 10 + R.y;
}

template <Point Step, double Factor>
__global__ void fill(double* out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  constexpr Point one{1, 10};
  if (i < n) out[i] = Factor * (Step.x * i + Step.y) + Step.dot(one);
}

int main() {
  printf("%d %d %d\n", Box<Point{3, 5}>::area(), Box<Point{0, 0}>::area(), Box<Point{-2, 8}>::area());
  printf("%d %d\n", Box<Point{3, 5}>::address() == elsewhere<Point{3, 5}>(), elsewhere<Point{5, 3}>()->x);
  printf("%s %zu\n", Named<"hello">::get(), length<"four">({}));
  printf("%d %d %d\n", same<"a", "a">(), same<"a", "b">(), same<"a", "ab">());
  printf("%s %zu\n", decltype("literal"_name)::get(), length<"xy">("xy"_name));
  printf("%d %d %d %d\n", Kind<Any<Point{1, 2}>>::value, Kind<Any<1.5>>::value, Kind<Any<7>>::value, Kind<Any<'c'>>::value);
  printf("%g %d\n", Any<2.25>::value, Any<Point{8, 9}>::value.y);
  printf("%d %d\n", meters<12>(), defaults<>());
  printf("%d\n", defaults<Point{1, 2}, 3>());
  printf("%g %g\n", scaled<2.0>(4), scaled<-1.5, 0.25f>(2));
  printf("%g %g\n", number<Tagged{{.f = 2.5f}, true}>(), number<Tagged{{.i = 7}, false}>());
  printf("%d %d\n", apply<square>(9), constant<Point, Point{4, 5}>.y);
  printf("%d %d\n", sum<Point{1, 2}, Point{3, 4}>(), sum<>());
  printf("%d\n", derived<Derived{{1}, 2, {{3, 4}, {5, 6}}}>());
  numbers[2] = 33;
  holder.p[1].y = 61;
  printf("%d %d %d %d\n", through<&numbers[2]>(), through<numbers>(), through<&holder.p[1].y>(), through<&holder.b>());
  printf("%d %d\n", refer<origin>(), refer<points[1]>());
  static_assert(__is_same(Any<0.0>, Any<0.0>) && !__is_same(Any<0.0>, Any<-0.0>));
  static_assert(!__is_same(Any<1>, Any<1L>) && !__is_same(Any<1.0f>, Any<1.0>));
  static_assert(__is_same(Box<Point{1}>, Box<Point{1, 0}>));
  static_assert(__is_same(decltype(Any<Point{1, 1}>::value), const Point));

  double* out;
  cudaMallocManaged(&out, 8 * sizeof(double));
  fill<Point{2, 3}, 0.5><<<1, 8>>>(out, 8);
  cudaDeviceSynchronize();
  for (int i = 0; i < 8; i++) printf("%g ", out[i]);
  fill<Point{-1, 0}, 4.0><<<1, 8>>>(out, 8);
  cudaDeviceSynchronize();
  for (int i = 0; i < 8; i++) printf("%g ", out[i]);
  printf("\n");
  cudaFree(out);
}
