// run: tolerance=0
// std::valarray: arithmetic, comparisons and functions element by element, slices, masks, lists of indices and generalized slices, as values and as places.
#include <iostream>
#include <numeric>
#include <valarray>

template <class T> static void print(const char* name, const std::valarray<T>& v) {
  std::cout << name << ":";
  for (const T& x : v) std::cout << ' ' << x;
  std::cout << '\n';
}

int main() {
  std::valarray<int> a{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, b(2, 12);
  print("sum", std::valarray<int>(a + b * 3 - 1));
  print("quotient", std::valarray<int>(100 / a % b));
  print("bits", std::valarray<int>((a << 2) ^ (a & b) | 1));
  print("less", std::valarray<bool>(a < b * 3 && a != 2));
  std::cout << a.sum() << ' ' << a.min() << ' ' << a.max() << ' ' << a.size() << '\n';
  print("shift", a.shift(2));
  print("cshift", a.cshift(-3));
  print("apply", std::valarray<int>(a.apply([](int x) { return x * x; })));
  print("slice", std::valarray<int>(a[std::slice(1, 4, 3)]));
  a[std::slice(0, 3, 4)] = std::valarray<int>{-1, -2, -3};
  a[std::slice(1, 3, 4)] *= std::valarray<int>{10, 20, 30};
  print("places", a);
  a[a < 0] = 77;
  print("mask", a);
  std::valarray<size_t> at{11, 0, 3};
  print("list", std::valarray<int>(a[at]));
  a[at] += std::valarray<int>{100, 200, 300};
  print("added", a);
  std::valarray<size_t> sizes{2, 3}, strides{6, 1};
  const std::valarray<int>& c = a;
  print("block", std::valarray<int>(c[std::gslice(1, sizes, strides)]));
  a[std::gslice(1, sizes, strides)] = 0;
  print("cleared", a);
  std::valarray<double> x{0.0, 1.0, 4.0, 9.0}, y;
  y = sqrt(x) + pow(x, 2.0) / 4.0;
  print("roots", y);
  y = -x;
  print("negated", std::valarray<double>(abs(y) + x * 0.5));
  y.resize(2, 1.5);
  y += 1;
  print("resized", y);
  std::cout << std::accumulate(std::begin(x), std::end(x), 0.0) << ' ' << (x == x).min() << '\n';
  std::valarray<double> z = std::move(x);
  swap(y, z);
  print("moved", y);
  return (int)x.size();
}
