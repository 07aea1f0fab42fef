#ifndef _THRUST_RANDOM_NORMAL_DISTRIBUTION_H
#define _THRUST_RANDOM_NORMAL_DISTRIBUTION_H
#include <__thrust/system.h>
#include <math.h>
#include <utility>
namespace thrust {
namespace random {
/* By the inverse of the error function, one number of the engine a sample, as Thrust has it where nvcc compiles it. */
template <class Real = double> class normal_distribution {
 public:
  typedef Real result_type;
  typedef std::pair<Real, Real> param_type;
  __CW_HD explicit normal_distribution(Real mean = 0, Real stddev = 1) : p(mean, stddev) {}
  __CW_HD explicit normal_distribution(const param_type& q) : p(q) {}
  __CW_HD void reset() {}
  template <class E> __CW_HD Real operator()(E& e) { return (*this)(e, p); }
  template <class E> __CW_HD Real operator()(E& e, const param_type& q) {
    typedef typename E::result_type U;
    constexpr U range = E::max - E::min;
    constexpr Real scale = static_cast<Real>(1. / static_cast<double>(range)), half = scale / 2;
    Real root = static_cast<Real>(-1.4142135623730950488016887242097);
    U u = e() - E::min;
    if (u > range / 2) {
      u = range - u;
      root = -root;
    }
    Real x = u * scale + half;
    return q.first + q.second * root * erfcinv(2 * x);
  }
  __CW_HD Real mean() const { return p.first; }
  __CW_HD Real stddev() const { return p.second; }
  __CW_HD param_type param() const { return p; }
  __CW_HD void param(const param_type& q) { p = q; }

 private:
  param_type p;
};
}  // namespace random
using random::normal_distribution;
}  // namespace thrust
#endif
