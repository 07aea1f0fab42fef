// run: nvcc="-std=c++20" tolerance=0
// Structured bindings in captures: each by itself, by value or by reference, of arrays, members and tuples, named or implicit, in lambdas of lambdas.
#include <stdio.h>
#include <tuple>

struct Noisy {
  int i;
  Noisy(int i) : i(i) {}
  Noisy(const Noisy& o) : i(o.i + 100) {}
};
struct P {
  int a[2];
  int b;
  Noisy n;
};

int main() {
  P p{{1, 2}, 3, 4};
  auto& [q, r, n] = p;
  auto f = [q, &r]() mutable {
    q[0] += 10;
    r += q[0];
    return q[0];
  };
  int first = f(), second = f();
  printf("%d %d %d %d %zu\n", first, second, p.a[0], p.b, sizeof(f));
  auto g = [&r] { return r++; };
  auto h = [r] { return r; };
  g();
  printf("%d %d %d %zu %zu\n", h(), r, p.b, sizeof(g), sizeof(h));
  auto all = [&] { return q[1]++ + r++ + n.i++; };
  auto copies = [=]() mutable { return q[1]++ + r++ + n.i++; };
  all();
  copies();
  printf("%d %d %d %d\n", all(), copies(), p.a[1], p.n.i);
  auto nested = [r, &q] {
    return [r, &q]() mutable {
      r++;
      q[1]++;
      return r;
    };
  };
  auto inner = nested();
  inner();
  printf("%d %d %d\n", inner(), p.b, p.a[1]);
  auto [x, y, z] = p;
  auto sum = [=, &y] { return x[1] + y + z.i; };
  y = 1000;
  printf("%d %d\n", sum(), p.b);
  std::tuple<int, double> t(5, 2.5);
  auto& [i, d] = t;
  auto both = [i, &d]() mutable { return i++ + d++; };
  both();
  printf("%g %d %g\n", both(), std::get<0>(t), std::get<1>(t));
  const auto [ci, cd] = t;
  auto consts = [=] { return ci + cd; };
  printf("%g\n", consts());
  int array[] = {7, 8};
  auto [e0, e1] = array;
  auto generic = [e0, &e1](auto k) { return e1 += e0 * k; };
  generic(1);
  printf("%d %d %d\n", (int)generic(2.0), e1, array[1]);
}
