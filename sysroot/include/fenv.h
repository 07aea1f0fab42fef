/* The floating-point environment of WebAssembly: rounding to nearest only, and no exception flags. What would change or test it is
   refused at the call. */
#ifndef __CUDA_WASM_FENV_H
#define __CUDA_WASM_FENV_H
#include <__cuda_wasm/defs.h>

#define FE_INVALID 0x01
#define FE_DIVBYZERO 0x04
#define FE_OVERFLOW 0x08
#define FE_UNDERFLOW 0x10
#define FE_INEXACT 0x20
#define FE_ALL_EXCEPT 0x3d
#define FE_TONEAREST 0
#define FE_DOWNWARD 0x400
#define FE_UPWARD 0x800
#define FE_TOWARDZERO 0xc00
typedef unsigned short fexcept_t;
typedef struct { unsigned control, status; } fenv_t;
#define FE_DFL_ENV ((const fenv_t*)-1)

__CW_BEGIN
static inline int fegetround(void) { return FE_TONEAREST; }
static inline int feclearexcept(int flags) { return (void)flags, 0; }
#define __CW_FENV(f, parameters, what) int f parameters __attribute__((unavailable(what)));
__CW_FENV(fesetround, (int mode), "WebAssembly rounds to nearest only; kernels have __fadd_rd and its kin")
__CW_FENV(fetestexcept, (int flags), "WebAssembly has no floating-point exception flags")
__CW_FENV(feraiseexcept, (int flags), "WebAssembly has no floating-point exception flags")
__CW_FENV(fegetexceptflag, (fexcept_t * flags, int which), "WebAssembly has no floating-point exception flags")
__CW_FENV(fesetexceptflag, (const fexcept_t* flags, int which), "WebAssembly has no floating-point exception flags")
__CW_FENV(fegetenv, (fenv_t * environment), "WebAssembly has no floating-point environment")
__CW_FENV(fesetenv, (const fenv_t* environment), "WebAssembly has no floating-point environment")
__CW_FENV(feholdexcept, (fenv_t * environment), "WebAssembly has no floating-point environment")
__CW_FENV(feupdateenv, (const fenv_t* environment), "WebAssembly has no floating-point environment")
#undef __CW_FENV
__CW_END
#endif
