/** <random>'s engines and distributions, and C's generators: their sequences are the library's. Real numbers to 12 or 5 digits, since they come from functions like log. */
import type { Random } from '../random.js';
import type { Area } from './case.js';
import { times } from './case.js';

const preamble = `#include <random>
#include <stdlib.h>
#include <string>
#include <sstream>
#include <limits>
template <class D, class G> static void draw(D d, G &g, int n) { std::string s; for (int i = 0; i < n; i++) { char b[64]; snprintf(b, sizeof b, " %.*g", sizeof(d(g)) == 4 ? 5 : 12, (double)d(g)); s += b; } show("%s", s.c_str() + 1); }
template <class D, class G> static void whole(D d, G &g, int n) { std::string s; for (int i = 0; i < n; i++) { s += ' '; s += std::to_string((long long)d(g)); } show("%s", s.c_str() + 1); }
`;

function statement(random: Random): string {
  const engine = random.pick(['std::mt19937', 'std::mt19937', 'std::mt19937_64', 'std::minstd_rand', 'std::minstd_rand0', 'std::default_random_engine', 'std::knuth_b', 'std::ranlux24', 'std::ranlux48', 'std::ranlux24_base']);
  const seed = random.pick(['', '(0)', `(${random.below(1 << 30)})`, `(${random.below(100)}u)`]);
  const n = random.pick([3, 5, 10]);
  const real = random.pick(['double', 'float']);
  const a = random.pick(['0.5', '1', '2.5', '10', '0.1', '3', '100']);
  const b = random.pick(['1', '0.25', '2', '7.5', '1000']);
  const whole = random.pick(['int', 'unsigned', 'long', 'unsigned long', 'short', 'long long']);
  const lo = random.between(0, 100);
  const draws = random.pick<() => string>([
    () => `for (int i = 0; i < ${n}; i++) show("%llu", (unsigned long long)g());`,
    () => `g.discard(${random.below(2000)}); show("%llu", (unsigned long long)g());`,
    () => `whole(std::uniform_int_distribution<${whole}>(${lo}, ${lo + random.pick([0, 1, 5, 9, 99, 1000, 30000])}), g, ${n});`,
    () => `whole(std::uniform_int_distribution<${whole}>(), g, ${n});`,
    () => `whole(std::uniform_int_distribution<long>(std::numeric_limits<long>::min(), ${random.pick(['std::numeric_limits<long>::max()', '0', '1000'])}), g, ${n});`,
    () => `draw(std::uniform_real_distribution<${real}>(${random.pick(['', `-${a}, ${b}`, `0, ${a}`])}), g, ${n});`,
    () => `draw(std::uniform_real_distribution<${real}>(), g, ${n});`,
    () => `draw(std::normal_distribution<${real}>(${a}, ${b}), g, ${n});`,
    () => `draw(std::normal_distribution<${real}>(), g, ${n + 1});`,
    () => `draw(std::exponential_distribution<${real}>(${a}), g, ${n});`,
    () => `whole(std::bernoulli_distribution(${random.pick(['0.5', '0.1', '0.9', '0', '1'])}), g, ${n});`,
    () => `whole(std::binomial_distribution<int>(${random.pick([1, 5, 10, 40, 200])}, ${random.pick(['0.5', '0.1', '0.9'])}), g, ${n});`,
    () => `whole(std::poisson_distribution<int>(${random.pick(['0.5', '4', '11.5', '12', '30', '200'])}), g, ${n});`,
    () => `whole(std::geometric_distribution<int>(${random.pick(['0.5', '0.1', '0.9'])}), g, ${n});`,
    () => `draw(std::gamma_distribution<${real}>(${a}, ${b}), g, ${n});`,
    () => `draw(std::lognormal_distribution<${real}>(0.5, 0.25), g, ${n});`,
    () => `draw(std::cauchy_distribution<${real}>(${a}, ${b}), g, ${n});`,
    () => `draw(std::weibull_distribution<${real}>(${a}, ${b}), g, ${n});`,
    () => `draw(std::chi_squared_distribution<${real}>(${a}), g, ${n});`,
    () => `draw(std::student_t_distribution<${real}>(${a}), g, ${n});`,
    () => `draw(std::fisher_f_distribution<${real}>(${a}, ${b}), g, ${n});`,
    () => `draw(std::extreme_value_distribution<${real}>(${a}, ${b}), g, ${n});`,
    () => `whole(std::negative_binomial_distribution<int>(${random.between(1, 9)}, 0.4), g, ${n});`,
    () => `whole(std::discrete_distribution<int>({${times(random.between(1, 5), () => random.between(1, 9)).join(', ')}}), g, ${n});`,
    () => `std::vector<double> at{0, 1, ${b === '1' ? '2' : '3'}}, w{2, 1, 3}; draw(std::piecewise_constant_distribution<>(at.begin(), at.end(), w.begin()), g, ${n}); draw(std::piecewise_linear_distribution<>(at.begin(), at.end(), w.begin()), g, ${n});`,
    () => `draw([](auto &e) { return std::generate_canonical<${real}, ${random.pick([10, 24, 53])}>(e); }, g, ${n});`,
    () => `std::ostringstream o; o << g; show("%.100s", o.str().c_str()); g(); std::istringstream i(o.str()); i >> g; show("%llu", (unsigned long long)g());`,
  ]);
  switch (random.below(12)) {
    case 0:
      return `srand(${random.below(100000)}); for (int i = 0; i < ${n}; i++) show("%d", rand()); show("%ld", random());`;
    case 1:
      return `srand48(${random.below(100000)}); show("%a %ld %ld", drand48(), lrand48(), mrand48()); unsigned short x[3] = {1, 2, ${random.below(9)}}; show("%a %ld %ld", erand48(x), nrand48(x), jrand48(x));`;
    case 2:
      return `unsigned s = ${random.below(100000)}; for (int i = 0; i < ${n}; i++) show("%d %u", rand_r(&s), s);`;
    case 3:
      return `std::seed_seq q{${times(random.between(0, 5), () => random.below(1 << 30)).join(', ')}}; std::mt19937 g(q); ${draws().replaceAll(engine, 'std::mt19937')}`;
    default:
      return `${engine} g${seed}; { ${draws()} }${random.oneIn(2) ? ` { ${draws()} }` : ''}`;
  }
}

export const randomNumbers: Area = { preamble, statement };
