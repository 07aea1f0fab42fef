#ifndef _THRUST_RANDOM_SUBTRACT_WITH_CARRY_ENGINE_H
#define _THRUST_RANDOM_SUBTRACT_WITH_CARRY_ENGINE_H
#include <thrust/random/linear_congruential_engine.h>
namespace thrust {
namespace random {
template <class U, size_t w, size_t s, size_t r> class subtract_with_carry_engine {
  U x[r];
  unsigned k;
  int carry;

 public:
  typedef U result_type;
  static constexpr size_t word_size = w, short_lag = s, long_lag = r;
  static constexpr U modulus = (U)1 << w, min = 0, max = modulus - 1, default_seed = 19780503;
  __CW_HD explicit subtract_with_carry_engine(U value = default_seed) { seed(value); }
  __CW_HD void seed(U value = default_seed) {
    linear_congruential_engine<U, 40014u, 0u, 2147483563u> e(value == 0 ? (U)default_seed : value);
    for (size_t i = 0; i < r; i++) x[i] = e() % modulus;
    carry = x[r - 1] == 0;
    k = 0;
  }
  __CW_HD U operator()() {
    U back = x[k >= s ? k - s : k + r - s], next;
    if (back >= x[k] + carry) {
      next = back - x[k] - carry;
      carry = 0;
    } else {
      next = modulus - x[k] - carry + back;
      carry = 1;
    }
    x[k] = next;
    k = k + 1 >= r ? 0 : k + 1;
    return next;
  }
  __CW_HD void discard(unsigned long long z) {
    for (; z > 0; z--) (*this)();
  }
};
typedef subtract_with_carry_engine<uint32_t, 24, 10, 24> ranlux24_base;
typedef subtract_with_carry_engine<uint64_t, 48, 5, 12> ranlux48_base;
}  // namespace random
using random::ranlux24_base;
using random::ranlux48_base;
using random::subtract_with_carry_engine;
}  // namespace thrust
#endif
