#ifndef _THRUST_RANDOM_UNIFORM_INT_DISTRIBUTION_H
#define _THRUST_RANDOM_UNIFORM_INT_DISTRIBUTION_H
#include <thrust/random/uniform_real_distribution.h>
#include <limits>
namespace thrust {
namespace random {
template <class Int = int> class uniform_int_distribution {
 public:
  typedef Int result_type;
  typedef std::pair<Int, Int> param_type;
  __CW_HD explicit uniform_int_distribution(Int a = 0, Int b = std::numeric_limits<Int>::max()) : p(a, b) {}
  __CW_HD explicit uniform_int_distribution(const param_type& q) : p(q) {}
  __CW_HD void reset() {}
  template <class E> __CW_HD Int operator()(E& e) { return (*this)(e, p); }
  template <class E> __CW_HD Int operator()(E& e, const param_type& q) {
    uniform_real_distribution<double> real((double)q.first, (double)q.second + 1.0);
    return static_cast<Int>(real(e));
  }
  __CW_HD Int a() const { return p.first; }
  __CW_HD Int b() const { return p.second; }
  __CW_HD param_type param() const { return p; }
  __CW_HD void param(const param_type& q) { p = q; }
  __CW_HD Int min() const { return a(); }
  __CW_HD Int max() const { return b(); }

 private:
  param_type p;
};
}  // namespace random
using random::uniform_int_distribution;
}  // namespace thrust
#endif
