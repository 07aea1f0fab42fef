// <complex.h> in C++: std::complex, as gcc has it.
#ifndef _COMPLEX_H
#define _COMPLEX_H
#ifdef __cplusplus
#include <complex>
#else
#error "complex numbers of C are not part of cuda-wasm"
#endif
#endif
