// run: tolerance=0
// What stands for a template template parameter: templates that take all its arguments, with their own defaults behind those that are mentioned; the more special of such patterns. No function is const.
#include <cstdio>
template <class T, class X=int> struct Two { }; template <int N> struct Num {}; template <class... T> struct Pack {}; template <class T> struct Box {};
template <class T, int N> struct Arr {};
template <class Z> struct S { static const int v = 9; };
template <template <class> class TT, class T> struct S<TT<T>> { static const int v = 1; };
template <class Z> struct R { static const int v = 9; };
template <template <class, class> class TT, class T, class U> struct R<TT<T, U>> { static const int v = 1; };
template <class Z> struct Q { static const int v = 9; };
template <template <class...> class TT, class... T> struct Q<TT<T...>> { static const int v = sizeof...(T); };
template <class Z> struct O { static const int v = 9; };
template <template <class, int> class TT, class T, int N> struct O<TT<T, N>> { static const int v = N; };
template <class Z> struct M { static const int v = 9; };
template <template <class> class TT> struct M<TT<int>> { static const int v = 1; };
template <class Z> struct L { static const int v = 9; };
template <template <class, class...> class TT, class T, class... U> struct L<TT<T, U...>> { static const int v = sizeof...(U); };
template <class Z> struct K { static const int v = 9; };
template <class T, template <class> class TT> struct K<TT<T>> { static const int v = 1; };
template <class T> struct K<Two<T, int>> { static const int v = 2; };
template <class T> int passed(const T *) { return 1; }
int passed(...) { return 2; }
template <class T> int referred(const T &) { return 1; }
int referred(...) { return 2; }
int function(int x) { return x; }
int main() {
#define P(Z)  printf("%d%d%d%d%d%d ", S<Z>::v, R<Z>::v, Q<Z>::v, O<Z>::v, M<Z>::v, L<Z>::v);
#define C ,
P(Two<int>) P(Two<int C long>) P(Two<int C int>) P(Two<char C int>) P(Num<3>) P(Pack<>) P(Pack<int>) P(Pack<int C char>) P(Box<int>) P(Box<char>) P(Arr<int C 4>)
  puts("");
  printf("%d%d%d %d%d%d\n", K<Two<char>>::v, K<Box<int>>::v, K<Pack<int>>::v, passed(&function), passed("text"), referred(function));
}
