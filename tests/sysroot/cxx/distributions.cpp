// Engines and distributions: the numbers of fixed seeds.
#include <algorithm>
#include <cstdio>
#include <random>
#include <sstream>
#include <vector>

template <class E> void engine(const char* name) {
  E e, f(42);
  std::seed_seq q{1, 2, 3};
  E g(q);
  unsigned long sums[3] = {0, 0, 0};
  for (int i = 0; i < 2000; i++) {
    sums[0] = sums[0] * 31 + e();
    sums[1] = sums[1] * 31 + f();
    sums[2] = sums[2] * 31 + g();
  }
  e.discard(777);
  std::printf("%s %lx %lx %lx %lx %lx %lx\n", name, sums[0], sums[1], sums[2], (unsigned long)e(), (unsigned long)E::min(), (unsigned long)E::max());
  std::stringstream text;
  text << f;
  E h;
  text >> h;
  std::printf("  %d %d %d\n", f == h, e == h, f() == h());
}
template <class D, class E> void draw(const char* name, D d, E e) {
  std::printf("%s:", name);
  for (int i = 0; i < 7; i++) std::printf(" %.10g", double(d(e)));
  double sum = 0;
  for (int i = 0; i < 300; i++) sum += double(d(e));
  std::printf(" | %.10g\n", sum);
}
template <class E> void all(const char* name, E e) {
  std::printf("-- %s\n", name);
  draw("int", std::uniform_int_distribution<int>(-5, 100), e);
  draw("int all", std::uniform_int_distribution<int>(-2147483647 - 1, 2147483647), e);
  draw("long", std::uniform_int_distribution<long>(0, 1l << 40), e);
  draw("unsigned long", std::uniform_int_distribution<unsigned long>(), e);
  draw("short", std::uniform_int_distribution<short>(3, 9), e);
  draw("real", std::uniform_real_distribution<double>(-1, 3), e);
  draw("float", std::uniform_real_distribution<float>(0, 10), e);
  draw("normal", std::normal_distribution<double>(5, 2), e);
  draw("normal float", std::normal_distribution<float>(), e);
  draw("bernoulli", std::bernoulli_distribution(0.3), e);
  draw("exponential", std::exponential_distribution<double>(2.5), e);
  draw("lognormal", std::lognormal_distribution<double>(0.5, 0.25), e);
  draw("gamma", std::gamma_distribution<double>(2.5, 1.5), e);
  draw("gamma small", std::gamma_distribution<double>(0.4, 3), e);
  draw("chi", std::chi_squared_distribution<double>(3), e);
  draw("cauchy", std::cauchy_distribution<double>(1, 2), e);
  draw("fisher", std::fisher_f_distribution<double>(4, 5), e);
  draw("student", std::student_t_distribution<double>(5), e);
  draw("weibull", std::weibull_distribution<double>(1.5, 2), e);
  draw("extreme", std::extreme_value_distribution<double>(1, 2), e);
  draw("geometric", std::geometric_distribution<int>(0.2), e);
  draw("poisson", std::poisson_distribution<int>(4), e);
  draw("poisson large", std::poisson_distribution<int>(100.5), e);
  draw("binomial", std::binomial_distribution<int>(10, 0.3), e);
  draw("binomial large", std::binomial_distribution<int>(1000, 0.7), e);
  draw("negative binomial", std::negative_binomial_distribution<int>(5, 0.4), e);
  draw("discrete", std::discrete_distribution<int>{1, 2, 3, 4}, e);
}
int main() {
  engine<std::minstd_rand0>("minstd_rand0");
  engine<std::minstd_rand>("minstd_rand");
  engine<std::mt19937>("mt19937");
  engine<std::mt19937_64>("mt19937_64");
  engine<std::ranlux24_base>("ranlux24_base");
  engine<std::ranlux48_base>("ranlux48_base");
  engine<std::ranlux24>("ranlux24");
  engine<std::ranlux48>("ranlux48");
  engine<std::knuth_b>("knuth_b");
  all("mt19937", std::mt19937(7));
  all("mt19937_64", std::mt19937_64(7));
  all("minstd_rand", std::minstd_rand(7));
  all("ranlux24", std::ranlux24(7));
  std::vector<int> v(20);
  for (int i = 0; i < 20; i++) v[i] = i;
  std::mt19937 e(1);
  std::shuffle(v.begin(), v.end(), e);
  for (int i : v) std::printf("%d ", i);
  std::printf("\n");
}
