// run: tolerance=0
// A tuple written out: recursive inheritance, get by index and type, apply, for-each, comparison, concatenated types, passed to kernels.
#include <stdio.h>
#include <utility>

template <std::size_t i, class T> struct Leaf { T v; };
template <class I, class... T> struct Base; template <std::size_t... i, class... T> struct Base<std::index_sequence<i...>, T...> : Leaf<i, T>... { __host__ __device__ Base(T... v) : Leaf<i, T>{v}... {} };
template <class... T> struct Tuple : Base<std::index_sequence_for<T...>, T...> { using Base<std::index_sequence_for<T...>, T...>::Base; static constexpr std::size_t size = sizeof...(T); };
template <std::size_t i, class T> __host__ __device__ T& get(Leaf<i, T>& l) { return l.v; } template <std::size_t i, class T> __host__ __device__ const T& get(const Leaf<i, T>& l) { return l.v; } template <class T, std::size_t i> T& get_type(Leaf<i, T>& l) { return l.v; }
template <class F, class T, std::size_t... i> __host__ __device__ auto apply_impl(F f, const T& t, std::index_sequence<i...>) { return f(get<i>(t)...); } template <class F, class T> __host__ __device__ auto apply(F f, const T& t) { return apply_impl(f, t, std::make_index_sequence<T::size>()); }
template <class... T> Tuple<T...> make(T... v) { return Tuple<T...>(v...); }
template <class A, class B> struct Concat; template <class... A, class... B> struct Concat<Tuple<A...>, Tuple<B...>> { typedef Tuple<A..., B...> type; };
struct Sum { template <class... T> __host__ __device__ double operator()(T... v) const { return (0.0 + ... + v); } };
__global__ void total(Tuple<int, float, double> t, double* out) { get<0>(t) += threadIdx.x; out[threadIdx.x] = apply(Sum(), t); }

int main() {
  auto t = make(1, 2.5, 'x'); get<0>(t) = 7; get_type<double>(t) *= 2; printf("%d %.1f %c %d\n", get<0>(t), get<1>(t), get<2>(t), (int)t.size);
  printf("%.1f %d\n", apply(Sum(), make(1, 2.5f, 3L)), (int)Concat<Tuple<int, char>, Tuple<double>>::type::size); apply([](auto... v) { ((printf("%g ", double(v))), ...); printf("\n"); }, make(1, 2, 3.5));
  double h[2], *d; cudaMalloc(&d, sizeof h); total<<<1, 2>>>(Tuple<int, float, double>(1, 2.5f, 3.0), d); cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost); printf("%.1f %.1f\n", h[0], h[1]);
}
