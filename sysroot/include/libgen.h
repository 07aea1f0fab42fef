#ifndef _LIBGEN_H
#define _LIBGEN_H
#include <__cuda_wasm/defs.h>
__CW_BEGIN
char* dirname(char* path);
char* __xpg_basename(char* path);
__CW_END
#define basename __xpg_basename
#endif
