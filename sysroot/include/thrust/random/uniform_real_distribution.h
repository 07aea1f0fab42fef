#ifndef _THRUST_RANDOM_UNIFORM_REAL_DISTRIBUTION_H
#define _THRUST_RANDOM_UNIFORM_REAL_DISTRIBUTION_H
#include <__thrust/system.h>
#include <utility>
namespace thrust {
namespace random {
template <class Real = double> class uniform_real_distribution {
 public:
  typedef Real result_type;
  typedef std::pair<Real, Real> param_type;
  __CW_HD explicit uniform_real_distribution(Real a = 0, Real b = 1) : p(a, b) {}
  __CW_HD explicit uniform_real_distribution(const param_type& q) : p(q) {}
  __CW_HD void reset() {}
  template <class E> __CW_HD Real operator()(E& e) { return (*this)(e, p); }
  template <class E> __CW_HD Real operator()(E& e, const param_type& q) {
    Real x = static_cast<Real>(e() - E::min);
    x /= Real(1) + static_cast<Real>(E::max - E::min);
    return x * (q.second - q.first) + q.first;
  }
  __CW_HD Real a() const { return p.first; }
  __CW_HD Real b() const { return p.second; }
  __CW_HD param_type param() const { return p; }
  __CW_HD void param(const param_type& q) { p = q; }
  __CW_HD Real min() const { return a(); }
  __CW_HD Real max() const { return b(); }

 private:
  param_type p;
};
}  // namespace random
using random::uniform_real_distribution;
}  // namespace thrust
#endif
