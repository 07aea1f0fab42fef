#ifndef _GLOB_H
#define _GLOB_H
#include <__cuda_wasm/types.h>
#define GLOB_ERR 1
#define GLOB_MARK 2
#define GLOB_NOSORT 4
#define GLOB_DOOFFS 8
#define GLOB_NOCHECK 16
#define GLOB_APPEND 32
#define GLOB_NOESCAPE 64
#define GLOB_PERIOD 128
#define GLOB_MAGCHAR 256
#define GLOB_NOMAGIC 2048
#define GLOB_ONLYDIR 8192
#define GLOB_NOSPACE 1
#define GLOB_ABORTED 2
#define GLOB_NOMATCH 3
typedef struct {
  size_t gl_pathc;
  char** gl_pathv;
  size_t gl_offs;
  int gl_flags;
  void* __functions[5]; /* glibc's own readers of directories (GLOB_ALTDIRFUNC), which we lack */
} glob_t;
__CW_BEGIN
int glob(const char* pattern, int flags, int (*on_error)(const char* path, int error), glob_t* found);
void globfree(glob_t* found);
__CW_END
#endif
