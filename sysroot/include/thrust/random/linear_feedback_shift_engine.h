#ifndef _THRUST_RANDOM_LINEAR_FEEDBACK_SHIFT_ENGINE_H
#define _THRUST_RANDOM_LINEAR_FEEDBACK_SHIFT_ENGINE_H
#include <__thrust/system.h>
#include <stdint.h>
namespace thrust {
namespace random {
template <class U, size_t w, size_t k, size_t q, size_t s> class linear_feedback_shift_engine {
  U value;
  static constexpr U mask = (U)~(U)0 >> (sizeof(U) * 8 - w);

 public:
  typedef U result_type;
  static constexpr size_t word_size = w, exponent1 = k, exponent2 = q, step_size = s;
  static constexpr U min = 0, max = mask, default_seed = 341;
  __CW_HD explicit linear_feedback_shift_engine(U v = default_seed) : value(v) {}
  __CW_HD void seed(U v = default_seed) { value = v; }
  __CW_HD U operator()() {
    const U b = (((value << q) ^ value) & mask) >> (k - s), kept = ((U)~(U)0 << (w - k)) & mask;
    return value = ((value & kept) << s) ^ b;
  }
  __CW_HD void discard(unsigned long long z) {
    for (; z > 0; z--) (*this)();
  }
};
}  // namespace random
using random::linear_feedback_shift_engine;
}  // namespace thrust
#endif
