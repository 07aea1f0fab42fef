/* Aligned memory, as gcc's headers of vector instructions have it. */
#ifndef _MM_MALLOC_H_INCLUDED
#define _MM_MALLOC_H_INCLUDED
#include <stdlib.h>
static __inline void* _mm_malloc(size_t size, size_t alignment) {
  void* p;
  if (alignment < sizeof(void*)) alignment = sizeof(void*);
  return posix_memalign(&p, alignment, size) == 0 ? p : 0;
}
static __inline void _mm_free(void* p) { free(p); }
#endif
