#ifndef _THRUST_RANDOM_XOR_COMBINE_ENGINE_H
#define _THRUST_RANDOM_XOR_COMBINE_ENGINE_H
#include <__thrust/system.h>
namespace thrust {
namespace random {
template <class A, size_t s1, class B, size_t s2 = 0> class xor_combine_engine {
  A a;
  B b;

 public:
  typedef A base1_type;
  typedef B base2_type;
  typedef std::conditional_t<(sizeof(typename B::result_type) > sizeof(typename A::result_type)), typename B::result_type, typename A::result_type> result_type;
  static constexpr size_t shift1 = s1, shift2 = s2;
  static constexpr result_type min = 0, max = ((result_type)(A::max - A::min) << s1) | ((result_type)(B::max - B::min) << s2);
  __CW_HD xor_combine_engine() {}
  __CW_HD explicit xor_combine_engine(result_type s) : a(s), b(s) {}
  __CW_HD void seed() { a.seed(); b.seed(); }
  __CW_HD void seed(result_type s) { a.seed(s); b.seed(s); }
  __CW_HD result_type operator()() { return ((result_type)(a() - A::min) << s1) ^ ((result_type)(b() - B::min) << s2); }
  __CW_HD void discard(unsigned long long z) {
    for (; z > 0; z--) (*this)();
  }
};
}  // namespace random
using random::xor_combine_engine;
}  // namespace thrust
#endif
