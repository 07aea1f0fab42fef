// run: tolerance=1e-12
// Distributions as libstdc++ computes them from mt19937: uniform, normal, Bernoulli, binomial, Poisson, exponential, discrete …; shuffle and sample.
#include <algorithm>
#include <cstdio>
#include <numeric>
#include <random>
#include <vector>

template <class D> void show(const char* name, D d, int n = 5) {
  std::mt19937 g(12345);
  printf("%s:", name);
  for (int i = 0; i < n; i++) printf(" %.9g", (double)d(g));
  printf("\n");
}

int main() {
  show("int 1..6", std::uniform_int_distribution<int>(1, 6), 10);
  show("int 0..1000", std::uniform_int_distribution<int>(0, 1000));
  show("long", std::uniform_int_distribution<long>(-5000000000l, 5000000000l));
  show("double", std::uniform_real_distribution<double>(-1, 1));
  show("float", std::uniform_real_distribution<float>(0, 1));
  show("bernoulli", std::bernoulli_distribution(0.3), 12);
  show("normal", std::normal_distribution<double>(10, 2));
  show("normal float", std::normal_distribution<float>());
  show("lognormal", std::lognormal_distribution<double>(0, 0.5));
  show("exponential", std::exponential_distribution<double>(1.5));
  show("geometric", std::geometric_distribution<int>(0.2), 8);
  show("poisson", std::poisson_distribution<int>(4), 8);
  show("binomial", std::binomial_distribution<int>(10, 0.4), 8);
  show("gamma", std::gamma_distribution<double>(2, 3));
  show("weibull", std::weibull_distribution<double>(2, 1));
  show("cauchy", std::cauchy_distribution<double>(0, 1));
  show("extreme", std::extreme_value_distribution<double>(0, 1));
  show("chi squared", std::chi_squared_distribution<double>(3));
  show("student", std::student_t_distribution<double>(5));
  show("discrete", std::discrete_distribution<int>({1, 3, 0, 6}), 12);
  std::vector<double> edges = {0, 1, 4}, weights = {2, 1};
  show("piecewise", std::piecewise_constant_distribution<double>(edges.begin(), edges.end(), weights.begin()));
  std::vector<int> v(10), s;
  std::iota(v.begin(), v.end(), 0);
  std::mt19937 g(5);
  std::shuffle(v.begin(), v.end(), g);
  for (int x : v) printf("%d ", x);
  printf("\n");
  std::sample(v.begin(), v.end(), std::back_inserter(s), 4, g);
  for (int x : s) printf("%d ", x);
  printf("\n%.9g\n", std::generate_canonical<double, 53>(g));
}
