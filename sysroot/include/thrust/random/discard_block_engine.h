#ifndef _THRUST_RANDOM_DISCARD_BLOCK_ENGINE_H
#define _THRUST_RANDOM_DISCARD_BLOCK_ENGINE_H
#include <__thrust/system.h>
namespace thrust {
namespace random {
/* Of every p numbers the first r. */
template <class Engine, size_t p, size_t r> class discard_block_engine {
  Engine e;
  unsigned n = 0;

 public:
  typedef Engine base_type;
  typedef typename Engine::result_type result_type;
  static constexpr size_t block_size = p, used_block = r;
  static constexpr result_type min = Engine::min, max = Engine::max;
  __CW_HD discard_block_engine() {}
  __CW_HD explicit discard_block_engine(result_type s) : e(s) {}
  __CW_HD void seed() { e.seed(); n = 0; }
  __CW_HD void seed(result_type s) { e.seed(s); n = 0; }
  __CW_HD result_type operator()() {
    if (n >= r) {
      e.discard(p - n);
      n = 0;
    }
    n++;
    return e();
  }
  __CW_HD void discard(unsigned long long z) {
    for (; z > 0; z--) (*this)();
  }
  __CW_HD const Engine& base() const { return e; }
};
}  // namespace random
using random::discard_block_engine;
}  // namespace thrust
#endif
