/* The system's types (Linux x86-64), shared by the headers that give them to programs. */
#ifndef __CUDA_WASM_TYPES_H
#define __CUDA_WASM_TYPES_H
#include <__cuda_wasm/defs.h>
#include <bits/types.h>

typedef long ssize_t;
typedef long off_t;
typedef long off64_t;
typedef long time_t;
typedef long suseconds_t;
typedef long clock_t;
/* Under which names glibc's own headers have them. */
typedef long __time_t, __clock_t;
typedef int clockid_t;
typedef int pid_t;
typedef unsigned uid_t;
typedef unsigned gid_t;
typedef unsigned id_t;
typedef unsigned mode_t;
typedef unsigned long dev_t;
typedef unsigned long ino_t;
typedef unsigned long nlink_t;
typedef long blksize_t;
typedef long blkcnt_t;
typedef unsigned useconds_t;

struct timespec {
  time_t tv_sec;
  long tv_nsec;
};

struct timeval {
  time_t tv_sec;
  suseconds_t tv_usec;
};

#endif
