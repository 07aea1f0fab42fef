// run: tolerance=0
// Members of member templates, defined outside of all of them with a parameter list for each, under other names: functions, templates, operators, constructors, static data.
#include <cstdio>
template <class A> struct O {
  template <class B> struct I {
    B b = B();
    int plain(A a) const;
    template <class D> int mid(D d);
    I& operator+=(const B& x);
    static B s;
    template <class C> struct J { template <class D> __host__ __device__ int deep(D); static C t; int only(); J(); int n; };
    int twice(int k = 2);
    explicit I(B x); I() {}
  };
};
template <class X> template <class Y> int O<X>::I<Y>::plain(X a) const { return (int)(a + b) + (int)sizeof(Y); }
template <class X> template <class Y> template <class Z> int O<X>::I<Y>::mid(Z d) { return (int)d + (int)sizeof(Y) + (int)sizeof(X); }
template <class X> template <class Y> typename O<X>::template I<Y>& O<X>::I<Y>::operator+=(const Y& x) { b += x; return *this; }
template <class X> template <class Y> Y O<X>::I<Y>::s = Y(sizeof(X) * 10 + sizeof(Y));
template <class X> template <class Y> O<X>::I<Y>::I(Y x) : b(x) {}
template <class X> template <class Y> int O<X>::I<Y>::twice(int k) { return k * 2; }
template <class X> template <class Y> template <class Z> template <class W> int O<X>::I<Y>::J<Z>::deep(W) { return sizeof(X) * 1000 + sizeof(Y) * 100 + sizeof(Z) * 10 + sizeof(W); }
template <class X> template <class Y> template <class Z> Z O<X>::I<Y>::J<Z>::t = Z(sizeof(X) + sizeof(Y));
template <class X> template <class Y> template <class Z> int O<X>::I<Y>::J<Z>::only() { return t * 2; }
template <class X> template <class Y> template <class Z> O<X>::I<Y>::J<Z>::J() : n((int)sizeof(Y)) {}
__global__ void kernel(int *out) {
  O<int>::I<char>::J<short> *none = nullptr;
  *out = none->deep(1.0f);
}

int main() {
  int *out;
  cudaMallocManaged(&out, sizeof *out);
  kernel<<<1, 1>>>(out);
  cudaDeviceSynchronize();
  printf("%d\n", *out);
  O<int>::I<char> i; i += 'b'; O<int>::I<double> d(2.5); O<int>::I<char>::J<short> j; printf("%d %d %d %g %d\n", i.plain(3), d.mid(1.5f), i.b, O<int>::I<double>::s, i.twice()); printf("%d %d %d %d\n", j.deep(1.0), (int)j.t, j.only(), j.n); }
