#ifndef _THRUST_RANDOM_LINEAR_CONGRUENTIAL_ENGINE_H
#define _THRUST_RANDOM_LINEAR_CONGRUENTIAL_ENGINE_H
#include <__thrust/system.h>
#include <iosfwd>
#include <stdint.h>
namespace thrust {
namespace random {
template <class U, U a, U c, U m> class linear_congruential_engine {
  U x;
  /* a * x + c modulo m; without wider integers where c is 0 (Schrage's method). */
  static __CW_HD U next(U x) {
    if constexpr (m == 0) return a * x + c;
    else if constexpr (c == 0 && m % a < m / a) {
      const U q = m / a, r = m % a;
      U high = a * (x % q), low = r * (x / q);
      return high >= low ? high - low : m - low + high;
    } else return (U)(((unsigned long long)a * x + c) % m);
  }

 public:
  typedef U result_type;
  static constexpr U multiplier = a, increment = c, modulus = m;
  static constexpr U min = c == 0 ? 1 : 0, max = m - 1, default_seed = 1;
  __CW_HD explicit linear_congruential_engine(U s = default_seed) { seed(s); }
  __CW_HD void seed(U s = default_seed) {
    U reduced = s;
    if constexpr (m != 0) reduced %= m;
    x = reduced == 0 && (m == 0 ? c : c % (m == 0 ? 1 : m)) == 0 ? 1 : reduced;
  }
  __CW_HD U operator()() { return x = next(x); }
  __CW_HD void discard(unsigned long long z) {
    if constexpr (c == 0 && m != 0 && sizeof(U) <= 4) {
      unsigned long long power = a, product = 1;
      for (; z > 0; z >>= 1) {
        if (z & 1) product = product * power % m;
        power = power * power % m;
      }
      x = (U)(product * x % m);
    } else {
      for (; z > 0; z--) x = next(x);
    }
  }
  friend __CW_HD bool operator==(const linear_congruential_engine& p, const linear_congruential_engine& q) { return p.x == q.x; }
  friend __CW_HD bool operator!=(const linear_congruential_engine& p, const linear_congruential_engine& q) { return p.x != q.x; }
  template <class C, class Tr> friend std::basic_ostream<C, Tr>& operator<<(std::basic_ostream<C, Tr>& out, const linear_congruential_engine& e) { return out << e.x; }
};
typedef linear_congruential_engine<uint32_t, 16807, 0, 2147483647> minstd_rand0;
typedef linear_congruential_engine<uint32_t, 48271, 0, 2147483647> minstd_rand;
}  // namespace random
using random::linear_congruential_engine;
using random::minstd_rand;
using random::minstd_rand0;
}  // namespace thrust
#endif
