// run: tolerance=0
// Members of member templates and of their partial specializations, defined behind the class; decltype of structured bindings.
#include <cstdio>
#include <tuple>

template <class T> struct Outer {
  template <class U> struct Inner {
    static int n;
    int f();
    template <class V> int g(V);
  };
  template <class U> struct Inner<U *> {
    static int n;
    int f();
    template <class V> int g(V);
  };
  template <class U, int N> struct Two { int f(); };
  template <class U> struct Two<U, 3> { int f(); };
  template <int N> struct Two<T, N> { int f(); };
  template <class U> struct Deep {
    template <class V> struct Deeper { int f(); };
    template <class V> struct Deeper<V *> { int f(); };
  };
};
template <class T> template <class U> int Outer<T>::Inner<U>::n = sizeof(T) * 10 + sizeof(U);
template <class T> template <class U> int Outer<T>::Inner<U *>::n = 99;
template <class T> template <class U> int Outer<T>::Inner<U>::f() { return 1; }
template <class T> template <class U> int Outer<T>::Inner<U *>::f() { return 2; }
template <class T> template <class U> template <class V> int Outer<T>::Inner<U>::g(V) { return 3; }
template <class T> template <class U> template <class V> int Outer<T>::Inner<U *>::g(V) { return 4; }
template <class T> template <class U, int N> int Outer<T>::Two<U, N>::f() { return 5; }
template <class T> template <class U> int Outer<T>::Two<U, 3>::f() { return 6; }
template <class T> template <int N> int Outer<T>::Two<T, N>::f() { return 7; }
template <class T> template <class U> template <class V> int Outer<T>::Deep<U>::Deeper<V>::f() { return 8; }
template <class T> template <class U> template <class V> int Outer<T>::Deep<U>::Deeper<V *>::f() { return 9; }

template <class T> struct Name;
template <> struct Name<int> { static constexpr const char *text = "int"; };
template <> struct Name<int &> { static constexpr const char *text = "int&"; };
template <> struct Name<const int> { static constexpr const char *text = "const int"; };
template <> struct Name<const int &> { static constexpr const char *text = "const int&"; };
template <> struct Name<int &&> { static constexpr const char *text = "int&&"; };
#define SHOW(e) printf(" %s", Name<decltype(e)>::text)

struct Members {
  int a;
  const int b;
  int &c;
  mutable int d;
};

int main() {
  printf("%d %d %d %d\n", Outer<int>::Inner<char>::n, Outer<int>::Inner<char *>::n, Outer<int>::Inner<char>().f(), Outer<int>::Inner<char *>().f());
  printf("%d %d\n", Outer<int>::Inner<char>().g(1), Outer<int>::Inner<char *>().g(1));
  printf("%d %d %d\n", Outer<int>::Two<char, 1>().f(), Outer<int>::Two<char, 3>().f(), Outer<int>::Two<int, 4>().f());
  printf("%d %d\n", Outer<int>::Deep<int>::Deeper<int>().f(), Outer<int>::Deep<int>::Deeper<int *>().f());
  int z = 1, y = 2;
  using Tuple = std::tuple<int, int &, const int, int &&>;
  {
    auto [a, b, c, d] = Tuple(1, z, 2, std::move(y));
    SHOW(a); SHOW(b); SHOW(c); SHOW(d); SHOW((a)); SHOW((d));
    [&] { SHOW(a); SHOW(b); SHOW(d); }();
    printf("\n");
  }
  {
    const auto [a, b, c, d] = Tuple(1, z, 2, std::move(y));
    SHOW(a); SHOW(b); SHOW(c); SHOW(d); SHOW((a)); SHOW((b));
    printf("\n");
  }
  {
    Members m{1, 2, z, 3};
    const auto &[a, b, c, d] = m;
    SHOW(a); SHOW(b); SHOW(c); SHOW(d); SHOW((c));
    printf("\n");
  }
}
