/* glibc's errno for the library's own sources, built natively. */
#ifndef _ERRNO_H
#define _ERRNO_H
extern "C" int* __errno_location() __attribute__((const));
#define errno (*__errno_location())
#define EINVAL 22
#define ERANGE 34
#endif
