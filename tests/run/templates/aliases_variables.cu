// run: tolerance=0
// Alias templates, variable templates (with partial specializations, static members, inline), template template parameters, dependent types.
#include <stdio.h>
#include <type_traits>

template <class T> using Ptr = T*;
template <class T, int n> using Grid = T[n][n];
template <class R, class... A> using Fn = R (*)(A...);
template <class T> struct Box { T v; typedef T value_type; template <class U> using rebind = Box<U>; static constexpr int code = sizeof(T); };
template <class B> using Value = typename B::value_type;
template <class B, class U> using Rebind = typename B::template rebind<U>;
template <class T> using Always = int;
template <bool b> using Bool = std::integral_constant<bool, b>;

template <class T> constexpr T pi = T(3.14159265358979L);
template <class T> inline int counter = 1;
template <class T> constexpr bool is_box = false;
template <class T> constexpr bool is_box<Box<T>> = true;
template <int n> int slots[n + 1] = {n};
template <class... T> constexpr int total_size = (int(sizeof(T)) + ... + 0);
struct Statics { template <class T> static constexpr T half = T(1) / 2; };

template <template <class> class C, class T> int code_of(const C<T>&) { return C<T>::code * 10 + C<char>::code; }
template <template <class, int> class A> int arrays() { return sizeof(A<int, 2>) + sizeof(A<char, 3>); }
template <class T, int n> struct Fixed { T v[n]; };
template <class T> struct Default { template <class U = T, template <class> class C = Box> static int make() { return sizeof(C<U>); } };
static int add(int a, int b) { return a + b; }
__global__ void areas(double* out) { out[0] = pi<double> * 4; out[1] = pi<float>; }

int main() {
  int x = 5; Ptr<int> p = &x; Grid<int, 2> g = {{1, 2}, {3, 4}}; Fn<int, int, int> f = add; printf("%d %d %d\n", *p, g[1][0], f(2, 3));
  Value<Box<double>> d = 2.5; Rebind<Box<int>, char> c{'c'}; Always<void> i = 7; printf("%.1f %c %d %d\n", d, c.v, i, Bool<true>::value);
  counter<int>++; counter<char> += 10; printf("%d %d %d %.4f %d\n", counter<int>, counter<char>, counter<long>, pi<double>, pi<int>);
  printf("%d %d %d %d\n", is_box<Box<int>>, is_box<int>, slots<3>[0] + slots<4>[0], (int)(sizeof slots<3> / sizeof(int)));
  printf("%d %.1f %d\n", total_size<int, char, double>, Statics::half<double>, Statics::half<int>);
  printf("%d %d %d %d\n", code_of(Box<int>()), arrays<Fixed>(), Default<double>::make(), Default<double>::make<char>());
  double h[2], *dev; cudaMalloc(&dev, sizeof h); areas<<<1, 1>>>(dev); cudaMemcpy(h, dev, sizeof h, cudaMemcpyDeviceToHost); printf("%.5f %.5f\n", h[0], h[1]);
}
