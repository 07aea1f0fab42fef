/* WASI preview 1 over Linux, as far as the C library uses it, and a linear memory at a fixed low address: the library's
   symbols carry the prefix cw_. Descriptor 3 is the preopened working directory ".". */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>
#include "harness.h"

typedef unsigned long u64;
struct iovec32 { unsigned buffer, length; };

static const u64 memory_base = 0x40000000, memory_limit = 0x70000000;
static u64 memory_end = memory_base;
char captured_device_text[65536];
unsigned captured_device_length;

void start_memory() {
  void* p = mmap((void*)memory_base, memory_limit - memory_base, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);
  if (p != (void*)memory_base) {
    perror("mmap");
    exit(3);
  }
}

static int wasi(int error) {
  switch (error) {
    case 0: return 0;
    case EACCES: return 2;
    case EBADF: return 8;
    case EEXIST: return 20;
    case EINVAL: return 28;
    case EISDIR: return 31;
    case ENOENT: return 44;
    case ENOTDIR: return 54;
    case ENOTEMPTY: return 55;
    case ESPIPE: return 70;
    default: return 29;
  }
}
static int last(long r) { return r < 0 ? wasi(errno) : 0; }
static unsigned char type_of(unsigned mode) {
  return S_ISREG(mode) ? 4 : S_ISDIR(mode) ? 3 : S_ISCHR(mode) ? 2 : S_ISLNK(mode) ? 7 : 0;
}
struct path_text {
  char text[4096];
  path_text(const char* p, unsigned n) { memcpy(text, p, n); text[n] = 0; }
};
struct filestat { u64 dev, ino; unsigned char type; u64 nlink, size, atim, mtim, ctim; };
static u64 ns(struct timespec t) { return (u64)t.tv_sec * 1000000000 + (u64)t.tv_nsec; }
static void fill(filestat* to, const struct stat& s) {
  *to = {s.st_dev, s.st_ino, type_of(s.st_mode), s.st_nlink, (u64)s.st_size, ns(s.st_atim), ns(s.st_mtim), ns(s.st_ctim)};
}

extern "C" {
unsigned char* const shim_unused = nullptr;
u64 cw___cw_test_memory_size(int) { return memory_end / 65536; }
u64 cw___cw_test_memory_grow(int, u64 pages) {
  if (memory_end + pages * 65536 > memory_limit) return ~0ul;
  u64 old = memory_end;
  memory_end += pages * 65536;
  return old / 65536;
}
void* cw_memcpy(void* a, const void* b, u64 n) { return memcpy(a, b, n); }
void* cw_memmove(void* a, const void* b, u64 n) { return memmove(a, b, n); }
void* cw_memset(void* a, int c, u64 n) { return memset(a, c, n); }

__thread int cw___cw_in_kernel;
void cw___cw_device_print(const char* text, u64 n) {
  memcpy(captured_device_text + captured_device_length, text, n);
  captured_device_length += (unsigned)n;
}
void cw___cw_device_assert(const char*, const char*, unsigned, const char*) { _exit(99); }
void cw___cw_run_constructors() {}
int cw___cw_main(int argc, char** argv, char**) { return program_main(argc, argv); }

static int arg_count;
static char** arg_values;
void shim_arguments(int argc, char** argv) { arg_count = argc; arg_values = argv; }
static int sizes(char** list, int count, unsigned* n, unsigned* bytes) {
  *n = (unsigned)count;
  *bytes = 0;
  for (int i = 0; i < count; i++) *bytes += (unsigned)strlen(list[i]) + 1;
  return 0;
}
static int contents(char** list, int count, unsigned* pointers, char* text) {
  for (int i = 0; i < count; i++) {
    pointers[i] = (unsigned)(u64)text;
    text = stpcpy(text, list[i]) + 1;
  }
  return 0;
}
static char variable[] = "SHIM_VARIABLE=a=b", home[] = "PWD=/home/test";
static char* variables[] = {variable, home};
int cw___wasi_args_sizes_get(unsigned* n, unsigned* bytes) { return sizes(arg_values, arg_count, n, bytes); }
int cw___wasi_args_get(unsigned* p, char* text) { return contents(arg_values, arg_count, p, text); }
int cw___wasi_environ_sizes_get(unsigned* n, unsigned* bytes) { return sizes(variables, 2, n, bytes); }
int cw___wasi_environ_get(unsigned* p, char* text) { return contents(variables, 2, p, text); }
int cw___wasi_clock_time_get(unsigned clock, u64, u64* r) {
  struct timespec t;
  if (clock_gettime((clockid_t)clock, &t) < 0) return wasi(errno);
  *r = ns(t);
  return 0;
}
int cw___wasi_clock_res_get(unsigned clock, u64* r) {
  struct timespec t;
  if (clock_getres((clockid_t)clock, &t) < 0) return wasi(errno);
  *r = ns(t);
  return 0;
}
int cw___wasi_random_get(void* to, unsigned n) { return last(getrandom(to, n, 0)); }
int cw___wasi_poll_oneoff(const void* subscription, void*, unsigned, unsigned* count) {
  u64 timeout;
  memcpy(&timeout, (const char*)subscription + 24, 8);
  struct timespec t = {(time_t)(timeout / 1000000000), (long)(timeout % 1000000000)};
  nanosleep(&t, nullptr);
  *count = 1;
  return 0;
}
void cw___wasi_proc_exit(int status) { _exit(status); }
int cw___wasi_fd_close(int fd) { return last(close(fd)); }
int cw___wasi_fd_fdstat_get(int fd, void* to) {
  struct stat s;
  if (fstat(fd, &s) < 0) return wasi(errno);
  struct { unsigned char type; unsigned short flags; u64 rights, inheriting; } r = {};
  r.type = type_of(s.st_mode);
  int flags = fcntl(fd, F_GETFL), mode = flags & O_ACCMODE;
  r.flags = flags & O_APPEND ? 1 : 0;
  r.rights = ~0ul & ~(mode == O_RDONLY ? 64ul : mode == O_WRONLY ? 2ul : 0ul);
  r.inheriting = ~0ul;
  memcpy(to, &r, sizeof r);
  return 0;
}
int cw___wasi_fd_fdstat_set_flags(int, int) { return 0; }
int cw___wasi_fd_filestat_get(int fd, filestat* r) {
  struct stat s;
  if (fstat(fd, &s) < 0) return wasi(errno);
  fill(r, s);
  return 0;
}
int cw___wasi_fd_filestat_set_size(int fd, u64 size) { return last(ftruncate(fd, (off_t)size)); }
int cw___wasi_fd_prestat_get(int fd, unsigned* r) {
  if (fd != 3) return 8;
  r[0] = 0;
  r[1] = 1;
  return 0;
}
int cw___wasi_fd_prestat_dir_name(int, char* name, unsigned) {
  *name = '.';
  return 0;
}
static int one(long r, unsigned* done) {
  *done = r < 0 ? 0 : (unsigned)r;
  return last(r);
}
static void* at(const iovec32* p) { return (void*)(u64)p->buffer; }
int cw___wasi_fd_read(int fd, const iovec32* p, unsigned, unsigned* d) { return one(read(fd, at(p), p->length), d); }
int cw___wasi_fd_write(int fd, const iovec32* p, unsigned, unsigned* d) { return one(write(fd, at(p), p->length), d); }
int cw___wasi_fd_pread(int fd, const iovec32* p, unsigned, u64 o, unsigned* d) { return one(pread(fd, at(p), p->length, (off_t)o), d); }
int cw___wasi_fd_pwrite(int fd, const iovec32* p, unsigned, u64 o, unsigned* d) { return one(pwrite(fd, at(p), p->length, (off_t)o), d); }
int cw___wasi_fd_seek(int fd, long offset, int whence, u64* position) {
  off_t r = lseek(fd, offset, whence);
  *position = (u64)r;
  return last(r);
}
int cw___wasi_fd_sync(int fd) { return last(fsync(fd)); }
int cw___wasi_fd_readdir(int fd, char* to, unsigned n, u64 cookie, unsigned* done) {
  DIR* d = fdopendir(dup(fd));
  rewinddir(d);
  unsigned used = 0;
  u64 index = 0;
  while (struct dirent* e = readdir(d)) {
    if (index++ < cookie) continue;
    struct { u64 next, ino; unsigned length; unsigned char type; } head = {};
    head.next = index;
    head.ino = e->d_ino;
    head.length = (unsigned)strlen(e->d_name);
    head.type = e->d_type == DT_DIR ? 3 : 4;
    char whole[512];
    memcpy(whole, &head, sizeof head);
    memcpy(whole + sizeof head, e->d_name, head.length);
    unsigned size = (unsigned)sizeof head + head.length, take = n - used < size ? n - used : size;
    memcpy(to + used, whole, take);
    used += take;
    if (take < size) break;
  }
  closedir(d);
  *done = used;
  return 0;
}
int cw___wasi_path_create_directory(int fd, const char* p, unsigned n) { return last(mkdirat(fd, path_text(p, n).text, 0777)); }
int cw___wasi_path_filestat_get(int fd, int follow, const char* p, unsigned n, filestat* r) {
  struct stat s;
  if (fstatat(fd, path_text(p, n).text, &s, follow ? 0 : AT_SYMLINK_NOFOLLOW) < 0) return wasi(errno);
  fill(r, s);
  return 0;
}
int cw___wasi_path_filestat_set_times(int fd, int, const char* p, unsigned n, u64 a, u64 m, int) {
  struct timespec t[2] = {{(time_t)(a / 1000000000), (long)(a % 1000000000)}, {(time_t)(m / 1000000000), (long)(m % 1000000000)}};
  return last(utimensat(fd, path_text(p, n).text, t, 0));
}
int cw___wasi_path_link(int f, int, const char* a, unsigned n, int t, const char* b, unsigned m) {
  return last(linkat(f, path_text(a, n).text, t, path_text(b, m).text, 0));
}
int cw___wasi_path_open(int fd, int, const char* p, unsigned n, int create, u64 rights, u64, int flags, int* result) {
  int reads = (rights & 2) != 0, writes = (rights & 64) != 0;
  int mode = reads && writes ? O_RDWR : writes ? O_WRONLY : O_RDONLY;
  if (create & 1) mode |= O_CREAT;
  if (create & 2) mode |= O_DIRECTORY;
  if (create & 4) mode |= O_EXCL;
  if (create & 8) mode |= O_TRUNC;
  if (flags & 1) mode |= O_APPEND;
  *result = openat(fd, path_text(p, n).text, mode, 0666);
  return last(*result);
}
int cw___wasi_path_readlink(int fd, const char* p, unsigned n, char* to, unsigned size, unsigned* done) {
  return one(readlinkat(fd, path_text(p, n).text, to, size), done);
}
int cw___wasi_path_remove_directory(int fd, const char* p, unsigned n) { return last(unlinkat(fd, path_text(p, n).text, AT_REMOVEDIR)); }
int cw___wasi_path_rename(int f, const char* a, unsigned n, int t, const char* b, unsigned m) {
  return last(renameat(f, path_text(a, n).text, t, path_text(b, m).text));
}
int cw___wasi_path_symlink(const char* a, unsigned n, int fd, const char* p, unsigned m) {
  return last(symlinkat(path_text(a, n).text, fd, path_text(p, m).text));
}
int cw___wasi_path_unlink_file(int fd, const char* p, unsigned n) { return last(unlinkat(fd, path_text(p, n).text, 0)); }
}
