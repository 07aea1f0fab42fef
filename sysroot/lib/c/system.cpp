/* What a program asks about the system. There are no other processes and one user. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <unistd.h>
#include "wasi.h"

extern "C" {
int system(const char* command) {
  if (!command) return 0; /* no shell */
  errno = ENOSYS;
  return -1;
}

pid_t getpid(void) { return 1; }
pid_t getppid(void) { return 0; }
uid_t getuid(void) { return 1000; }
uid_t geteuid(void) { return 1000; }
gid_t getgid(void) { return 1000; }
gid_t getegid(void) { return 1000; }

int gethostname(char* to, size_t size) {
  if (size < 10) {
    errno = ENAMETOOLONG;
    return -1;
  }
  strcpy(to, "localhost");
  return 0;
}

int uname(struct utsname* u) {
  memset(u, 0, sizeof *u);
  strcpy(u->sysname, "Linux");
  strcpy(u->nodename, "localhost");
  strcpy(u->release, "0");
  strcpy(u->version, "wasi");
  strcpy(u->machine, "wasm32");
  return 0;
}

int getpagesize(void) { return 4096; }

long sysconf(int name) {
  switch (name) {
    case _SC_ARG_MAX: return ARG_MAX;
    case _SC_CLK_TCK: return 100;
    case _SC_OPEN_MAX: return 1024;
    case _SC_PAGESIZE: return 4096;
    case _SC_NPROCESSORS_CONF:
    case _SC_NPROCESSORS_ONLN: return 1;
    case _SC_PHYS_PAGES: return 0x100000;
    case _SC_AVPHYS_PAGES: return 0x100000 - (long)__builtin_wasm_memory_size(0) * 16;
    default:
      errno = EINVAL;
      return -1;
  }
}

/* Memory is grown by malloc alone. */
void* sbrk(long increment) {
  if (!increment) return (void*)((unsigned long)__builtin_wasm_memory_size(0) * 65536);
  errno = ENOMEM;
  return (void*)-1;
}

int getentropy(void* to, size_t n) {
  if (n > 256) {
    errno = EIO;
    return -1;
  }
  int error = __wasi_random_get(to, (unsigned)n);
  return error ? __cw_wasi_error(error) : 0;
}

int getrlimit(int, struct rlimit* limit) {
  limit->rlim_cur = limit->rlim_max = RLIM_INFINITY;
  return 0;
}
int setrlimit(int, const struct rlimit*) {
  errno = EPERM;
  return -1;
}
}
