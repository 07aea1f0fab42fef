// run: tolerance=0
// Partial and explicit specialization of classes, members, variables and functions; choice of the most specialized one.
#include <stdio.h>

template <class T> struct Name { static const char* get() { return "any"; } };
template <> struct Name<int> { static const char* get() { return "int"; } };
template <class T> struct Name<T*> { static const char* get() { return "pointer"; } };
template <class T> struct Name<const T> { static const char* get() { return "const"; } };
template <class T> struct Name<T&> { static const char* get() { return "reference"; } };
template <class T, int n> struct Name<T[n]> { static const char* get() { return n > 3 ? "long array" : "array"; } };
template <class T> struct Name<T[]> { static const char* get() { return "open array"; } };
template <class R, class... A> struct Name<R(A...)> { static const char* get() { return sizeof...(A) == 0 ? "nullary" : "function"; } };
template <class R, class... A> struct Name<R (*)(A...)> { static const char* get() { return "function pointer"; } };
template <class C, class M> struct Name<M C::*> { static const char* get() { return "member pointer"; } };
template <template <class> class W, class T> struct Name<W<T>> { static const char* get() { return "template"; } };
template <class T> struct Wrap {};

template <class A, class B> struct Two { enum { v = 0 }; };
template <class A> struct Two<A, A> { enum { v = 1 }; };
template <class A> struct Two<A, int> { enum { v = 2 }; };
template <> struct Two<int, int> { enum { v = 3 }; };
template <class A, class B> struct Two<A*, B*> { enum { v = 4 }; };
template <class A> struct Two<A*, A*> { enum { v = 5 }; };

template <int n> struct Fib { enum { value = Fib<n - 1>::value + Fib<n - 2>::value }; };
template <> struct Fib<1> { enum { value = 1 }; };
template <> struct Fib<0> { enum { value = 0 }; };

template <class T> struct Member { int f() const { return 1; } static int s; int g() const { return s; } };
template <> int Member<char>::f() const { return 2; }
template <class T> int Member<T>::s = 10;
template <> int Member<char>::s = 20;

template <class T> constexpr int bits = sizeof(T) * 8;
template <class T> constexpr int bits<T*> = -1;
template <> constexpr int bits<bool> = 1;

template <class T, class = void> struct Special { static int v() { return 0; } };
template <class T> struct Special<T, typename T::marker> { static int v() { return 1; } };
struct Marked { typedef void marker; };
template <bool b, class T, class F> struct If { typedef T type; };
template <class T, class F> struct If<false, T, F> { typedef F type; };

int main() {
  printf("%s %s %s %s %s\n", Name<char>::get(), Name<int>::get(), Name<int*>::get(), Name<const int>::get(), Name<int&>::get());
  printf("%s, %s, %s, %s, %s, %s, %s, %s\n", Name<int[2]>::get(), Name<int[7]>::get(), Name<int[]>::get(), Name<int()>::get(), Name<int(char)>::get(), Name<void (*)(int)>::get(), Name<int Wrap<int>::*>::get(), Name<Wrap<char>>::get());
  printf("%d %d %d %d %d %d\n", Two<char, long>::v, Two<char, char>::v, Two<char, int>::v, Two<int, int>::v, Two<int*, char*>::v, Two<int*, int*>::v);
  printf("%d %d\n", Fib<20>::value, Fib<10>::value);
  Member<int> a; Member<char> b; printf("%d %d %d %d\n", a.f(), b.f(), a.g(), b.g());
  printf("%d %d %d\n", bits<short>, bits<int*>, bits<bool>);
  printf("%d %d\n", Special<int>::v(), Special<Marked>::v());
  printf("%d %d\n", (int)sizeof(If<true, char, double>::type), (int)sizeof(If<false, char, double>::type));
}
