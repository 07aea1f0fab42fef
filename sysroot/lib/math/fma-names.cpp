// fma and fmaf as functions of their own, for those who take their address: <math.h> declares them as builtins, and is
// therefore not included here.
#include <__cuda_wasm/defs.h>

extern "C" __CW_HD double __cw_fma(double, double, double);
extern "C" __CW_HD float __cw_fmaf(float, float, float);

extern "C" __CW_HD double fma(double a, double b, double c) { return __cw_fma(a, b, c); }
extern "C" __CW_HD float fmaf(float a, float b, float c) { return __cw_fmaf(a, b, c); }
