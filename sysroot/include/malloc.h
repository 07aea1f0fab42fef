#ifndef _MALLOC_H
#define _MALLOC_H
#include <stdlib.h>
#include <stdio.h>
__CW_BEGIN
void* memalign(size_t alignment, size_t size);
size_t malloc_usable_size(void* p);
int malloc_trim(size_t keep);
__CW_END
#endif
