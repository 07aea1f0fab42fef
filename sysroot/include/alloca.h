#ifndef _ALLOCA_H
#define _ALLOCA_H
#include <__cuda_wasm/defs.h>
#define alloca(size) __builtin_alloca(size)
#endif
