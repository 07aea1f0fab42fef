/* The three that the back end turns into memory.copy and memory.fill. */
#include <string.h>
extern "C" {
void* memcpy(void* to, const void* from, size_t n) { return __builtin_memcpy(to, from, n); }
void* memmove(void* to, const void* from, size_t n) { return __builtin_memmove(to, from, n); }
void* memset(void* to, int c, size_t n) { return __builtin_memset(to, c, n); }
}
