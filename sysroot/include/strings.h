#ifndef _STRINGS_H
#define _STRINGS_H
#include <__cuda_wasm/defs.h>
__CW_BEGIN
int strcasecmp(const char* a, const char* b);
int strncasecmp(const char* a, const char* b, size_t n);
int bcmp(const void* a, const void* b, size_t n);
void bcopy(const void* from, void* to, size_t n);
void bzero(void* p, size_t n);
char* index(const char* s, int c);
char* rindex(const char* s, int c);
int ffs(int n);
int ffsl(long n);
int ffsll(long long n);
__CW_END
#endif
