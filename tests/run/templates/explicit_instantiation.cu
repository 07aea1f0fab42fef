// run: units=explicit_instantiation_other.cpp tolerance=0
// Explicit instantiation of classes, functions, variables and members; extern template; the definitions live in another unit.
#include <stdio.h>

template <class T> struct Matrix { T v[4]; T trace() const; static int made; Matrix(T a, T d); };
extern template struct Matrix<double>;
template <class T> T scale(T v, int by);
extern template int scale<int>(int, int);
template <class T> int shared_counter() { static int n = 0; return ++n; }
extern int count_elsewhere();
template <class T> struct Local { T get() const { return T(3); } template <class U> U as() const { return U(get()) * 2; } };
template struct Local<char>;
template int Local<char>::as<int>() const;
template <int n> int power(int b) { return b * power<n - 1>(b); }
template <> int power<0>(int) { return 1; }
template int power<5>(int);

int main() {
  Matrix<double> m(1.5, 2.5); printf("%.1f %d\n", m.trace(), Matrix<double>::made);
  printf("%d %d\n", scale(6, 7), power<5>(2));
  shared_counter<int>(); printf("%d %d\n", shared_counter<int>(), count_elsewhere());
  printf("%d\n", Local<char>().as<int>());
}
