/* C++'s overloads of abs, which <stdlib.h> and <math.h> both give. */
#ifndef __CUDA_WASM_ABS_H
#define __CUDA_WASM_ABS_H
#include <__cuda_wasm/defs.h>
extern "C" __CW_HD int abs(int n);
extern "C++" {
__CW_HD inline long abs(long n) { return n < 0 ? -n : n; }
__CW_HD inline long long abs(long long n) { return n < 0 ? -n : n; }
__CW_HD inline float abs(float x) { return __builtin_fabsf(x); }
__CW_HD inline double abs(double x) { return __builtin_fabs(x); }
__CW_HD inline long double abs(long double x) { return (long double)__builtin_fabs((double)x); }
}
#endif
