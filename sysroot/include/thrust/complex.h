#ifndef _THRUST_COMPLEX_H
#define _THRUST_COMPLEX_H
#include <complex>
namespace thrust {
using std::abs;
using std::arg;
using std::complex;
using std::conj;
using std::norm;
using std::polar;
using std::proj;
#define __THRUST_COMPLEX(f) using std::f;
__THRUST_COMPLEX(exp) __THRUST_COMPLEX(log) __THRUST_COMPLEX(log10) __THRUST_COMPLEX(pow) __THRUST_COMPLEX(sqrt) __THRUST_COMPLEX(sin) __THRUST_COMPLEX(cos) __THRUST_COMPLEX(tan)
__THRUST_COMPLEX(sinh) __THRUST_COMPLEX(cosh) __THRUST_COMPLEX(tanh) __THRUST_COMPLEX(asin) __THRUST_COMPLEX(acos) __THRUST_COMPLEX(atan) __THRUST_COMPLEX(asinh) __THRUST_COMPLEX(acosh)
__THRUST_COMPLEX(atanh)
#undef __THRUST_COMPLEX
}  // namespace thrust
#endif
