#ifndef _STRING_H
#define _STRING_H
#include <__cuda_wasm/defs.h>
#include <strings.h>
__CW_BEGIN
__CW_HD void* memcpy(void* to, const void* from, size_t n);
__CW_HD void* memmove(void* to, const void* from, size_t n);
__CW_HD void* memset(void* to, int c, size_t n);
__CW_HD int memcmp(const void* a, const void* b, size_t n);
__CW_HD void* memchr(const void* p, int c, size_t n);
void* memrchr(const void* p, int c, size_t n);
void* rawmemchr(const void* p, int c);
void* mempcpy(void* to, const void* from, size_t n);
void* memccpy(void* to, const void* from, int c, size_t n);
void* memmem(const void* p, size_t n, const void* needle, size_t length);
void explicit_bzero(void* p, size_t n);

__CW_HD size_t strlen(const char* s);
__CW_HD size_t strnlen(const char* s, size_t n);
__CW_HD char* strcpy(char* to, const char* from);
__CW_HD char* strncpy(char* to, const char* from, size_t n);
__CW_HD char* strcat(char* to, const char* from);
__CW_HD char* strncat(char* to, const char* from, size_t n);
__CW_HD int strcmp(const char* a, const char* b);
__CW_HD int strncmp(const char* a, const char* b, size_t n);
__CW_HD char* strchr(const char* s, int c);
__CW_HD char* strrchr(const char* s, int c);
__CW_HD char* strstr(const char* s, const char* needle);
char* strchrnul(const char* s, int c);
char* strcasestr(const char* s, const char* needle);
size_t strspn(const char* s, const char* accept);
size_t strcspn(const char* s, const char* reject);
char* strpbrk(const char* s, const char* accept);
char* strtok(char* s, const char* delimiters);
char* strtok_r(char* s, const char* delimiters, char** save);
char* strsep(char** s, const char* delimiters);
char* stpcpy(char* to, const char* from);
char* stpncpy(char* to, const char* from, size_t n);
char* strdup(const char* s);
char* strndup(const char* s, size_t n);
int strcoll(const char* a, const char* b);
size_t strxfrm(char* to, const char* from, size_t n);
char* strerror(int code);
char* strerror_r(int code, char* buffer, size_t size);
char* strsignal(int signal);
int strverscmp(const char* a, const char* b);
#ifdef __cplusplus
extern "C++" inline const char* basename(const char* path) {
  const char* slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}
#endif
__CW_END
#endif
