#ifndef _STDDEF_H
#define _STDDEF_H
#include <__cuda_wasm/defs.h>

typedef long ptrdiff_t;
#ifndef __cplusplus
typedef int wchar_t;
#endif
typedef struct {
  long long __a __attribute__((aligned(8)));
  long double __b __attribute__((aligned(16)));
} max_align_t;

#ifdef __cplusplus
extern "C++" { typedef decltype(nullptr) nullptr_t; }
#endif

#define offsetof(type, member) __builtin_offsetof(type, member)
#endif
