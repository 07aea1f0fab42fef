/* glibc's errno for the library's own sources, built natively; the codes are the same. */
#ifndef _ERRNO_SHIM_H
#define _ERRNO_SHIM_H
#include_next <errno.h>
#undef errno
extern "C" int* __errno_location() __attribute__((const));
#define errno (*__errno_location())
#endif
