/* CUDA's additions to C's mathematics, for host and device code. Bodies: sysroot/lib/math. */
#ifndef __CUDA_WASM_MATH_CUDA_H
#define __CUDA_WASM_MATH_CUDA_H
#include <__cuda_wasm/host_defines.h>
#include <math.h>
#include <__cuda_wasm/min_max.h>

#define __CW_X1(N) extern "C" __CW_HD double N(double); extern "C" __CW_HD float N##f(float); \
  __CW_HD inline float N(float x) { return N##f(x); }
__CW_X1(rsqrt) __CW_X1(rcbrt) __CW_X1(sinpi) __CW_X1(cospi) __CW_X1(erfinv) __CW_X1(erfcinv) __CW_X1(erfcx)
__CW_X1(normcdf) __CW_X1(normcdfinv) __CW_X1(cyl_bessel_i0) __CW_X1(cyl_bessel_i1)
#undef __CW_X1
__CW_HD inline float exp10(float x) { return exp10f(x); }
__CW_HD inline float j0(float x) { return j0f(x); }
__CW_HD inline float j1(float x) { return j1f(x); }
__CW_HD inline float jn(int n, float x) { return jnf(n, x); }
__CW_HD inline float y0(float x) { return y0f(x); }
__CW_HD inline float y1(float x) { return y1f(x); }
__CW_HD inline float yn(int n, float x) { return ynf(n, x); }
__CW_HD inline void sincos(float x, float* s, float* c) { sincosf(x, s, c); }
extern "C" {
__CW_HD void sincospi(double, double*, double*);
__CW_HD void sincospif(float, float*, float*);
__CW_HD double rhypot(double, double);
__CW_HD float rhypotf(float, float);
__CW_HD double norm(int, const double*);
__CW_HD float normf(int, const float*);
__CW_HD double rnorm(int, const double*);
__CW_HD float rnormf(int, const float*);
__CW_HD double norm3d(double, double, double);
__CW_HD float norm3df(float, float, float);
__CW_HD double rnorm3d(double, double, double);
__CW_HD float rnorm3df(float, float, float);
__CW_HD double norm4d(double, double, double, double);
__CW_HD float norm4df(float, float, float, float);
__CW_HD double rnorm4d(double, double, double, double);
__CW_HD float rnorm4df(float, float, float, float);
}
__CW_HD inline void sincospi(float x, float* s, float* c) { sincospif(x, s, c); }
__CW_HD inline float rhypot(float x, float y) { return rhypotf(x, y); }
__CW_HD inline float fdividef(float x, float y) { return x / y; }

#endif
