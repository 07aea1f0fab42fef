// Arguments that do not fit, and why functions are no candidates: the template, its arguments and the place where it was instantiated.
template <class A, class B> struct Pair {};
template <template <class> class C> struct Holder {};
Holder<Pair> *other_parameters;
// @-1:1 error CW6033: template template argument 'Pair' has other template parameters than template template parameter 'C'
template <template <class...> class C> struct Any {};
Any<Pair> *any_parameters;
template <class A, class B = int> struct Defaulted {};
Holder<Defaulted> *defaulted;
template <unsigned char N> struct Byte {};
Byte<300> *narrowed;
// @-1:1 error CW6034: non-type template argument evaluates to 300, which cannot be narrowed to type 'unsigned char'
template <class T> struct Plain {};
template <class T> struct Plain<T> {};
//                 ^ error CW6035: class template partial specialization does not specialize any template argument of 'Plain', and is not more constrained
template <class T, class U> struct Two {};
template <class T, class U> struct Two<T, int> {};
//                 ^ error CW6036: partial specialization of 'Two' has a template parameter that cannot be deduced: 'U'
template <template <class> class W, class T> struct Plain<W<T>> {};
template <class T, T v> struct Plain<Byte<v>> {};
template <class R, class... A> struct Plain<R(A...)> {};
template <class... T> struct Rest {};
template <class T, class... R> struct Rest<T, R...> {};
template <class T> int chosen(T t) {
  if constexpr (t) return 1;
//              ^ error CW4133: constexpr if condition is not a constant expression
  return 0;
}
template <class T> T larger(T a, T b);
template <class T, int N> int length(const T (&a)[N], const T (&b)[N]);
template <class... T> void pointers(T *...p);
template <class T> auto size(const T &t) -> decltype(t.size());
template <class T> struct Box { Box(T, T); };
struct NoDefault { NoDefault(int); };
template <class T> struct Twice { T two[2]; };
template <class T> auto apply(T f) { return f(1, 2); }
//                                          ^ error CW5006: no matching member function for call to 'operator()'
int main() {
  int n = 0, a[3], b[4];
  chosen(n);
  larger(1, 2.0);
//^ error CW5001: no matching function for call to 'larger'
  length(a, b);
//^ error CW5001: no matching function for call to 'length'
  pointers(&n, 3);
//^ error CW5001: no matching function for call to 'pointers'
  size(n);
//^ error CW5001: no matching function for call to 'size'
  Box box(1, 2.0);
//    ^ error CW6017: no viable constructor or deduction guide for deduction of template arguments of 'Box'
  Twice<NoDefault> twice;
//                 ^ error CW5003: attempt to use a deleted function 'Twice<NoDefault>::Twice()'
  apply([](int x) { return x; });
}
