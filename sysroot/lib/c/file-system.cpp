/* Names in the file system: stat, remove, rename, mkdir, links. WASI has no owners and no permission bits: stat shows
   files as rw-r--r--, directories as rwxr-xr-x. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>
#include "path.h"
#include "wasi.h"

extern "C" {
static int result_of(int error) { return error ? __cw_wasi_error(error) : 0; }

static struct timespec time_of(unsigned long nanoseconds) {
  struct timespec t = {(time_t)(nanoseconds / 1000000000), (long)(nanoseconds % 1000000000)};
  return t;
}

static int to_stat(const wasi_filestat* from, struct stat* to) {
  memset(to, 0, sizeof *to);
  to->st_dev = from->dev;
  to->st_ino = from->ino;
  to->st_nlink = from->nlink;
  to->st_size = (off_t)from->size;
  to->st_blksize = 4096;
  to->st_blocks = (blkcnt_t)((from->size + 511) / 512);
  to->st_atim = time_of(from->atim);
  to->st_mtim = time_of(from->mtim);
  to->st_ctim = time_of(from->ctim);
  switch (from->filetype) {
    case WASI_BLOCK: to->st_mode = S_IFBLK | 0644; break;
    case WASI_CHARACTER: to->st_mode = S_IFCHR | 0644; break;
    case WASI_DIRECTORY: to->st_mode = S_IFDIR | 0755; break;
    case WASI_REGULAR: to->st_mode = S_IFREG | 0644; break;
    case WASI_LINK: to->st_mode = S_IFLNK | 0777; break;
    case WASI_STREAM: to->st_mode = S_IFSOCK | 0644; break;
    default: to->st_mode = S_IFIFO | 0644; break;
  }
  return 0;
}

int stat(const char* path, struct stat* result) {
  wasi_filestat s;
  return __cw_wasi_stat(path, 1, &s) < 0 ? -1 : to_stat(&s, result);
}
int lstat(const char* path, struct stat* result) {
  wasi_filestat s;
  return __cw_wasi_stat(path, 0, &s) < 0 ? -1 : to_stat(&s, result);
}
int fstat(int fd, struct stat* result) {
  wasi_filestat s;
  int error = __wasi_fd_filestat_get(fd, &s);
  return error ? __cw_wasi_error(error) : to_stat(&s, result);
}

int access(const char* path, int) {
  wasi_filestat s;
  return __cw_wasi_stat(path, 1, &s);
}

int mkdir(const char* path, mode_t) {
  cw_place p;
  return __cw_resolve(path, &p) < 0 ? -1 : result_of(__wasi_path_create_directory(p.fd, p.name, p.length));
}
int unlink(const char* path) {
  cw_place p;
  return __cw_resolve(path, &p) < 0 ? -1 : result_of(__wasi_path_unlink_file(p.fd, p.name, p.length));
}
int rmdir(const char* path) {
  cw_place p;
  return __cw_resolve(path, &p) < 0 ? -1 : result_of(__wasi_path_remove_directory(p.fd, p.name, p.length));
}
int remove(const char* path) {
  wasi_filestat s;
  if (__cw_wasi_stat(path, 0, &s) < 0) return -1;
  return s.filetype == WASI_DIRECTORY ? rmdir(path) : unlink(path);
}
int rename(const char* from, const char* to) {
  cw_place a, b;
  if (__cw_resolve(from, &a) < 0 || __cw_resolve(to, &b) < 0) return -1;
  return result_of(__wasi_path_rename(a.fd, a.name, a.length, b.fd, b.name, b.length));
}
int link(const char* from, const char* to) {
  cw_place a, b;
  if (__cw_resolve(from, &a) < 0 || __cw_resolve(to, &b) < 0) return -1;
  return result_of(__wasi_path_link(a.fd, 0, a.name, a.length, b.fd, b.name, b.length));
}
int symlink(const char* target, const char* path) {
  cw_place p;
  if (__cw_resolve(path, &p) < 0) return -1;
  return result_of(__wasi_path_symlink(target, (unsigned)strlen(target), p.fd, p.name, p.length));
}
ssize_t readlink(const char* path, char* to, size_t n) {
  cw_place p;
  unsigned done = 0;
  if (__cw_resolve(path, &p) < 0) return -1;
  int error = __wasi_path_readlink(p.fd, p.name, p.length, to, (unsigned)n, &done);
  return error ? __cw_wasi_error(error) : (ssize_t)done;
}

/* Permissions cannot be kept: as on a file system without them, setting them succeeds for what exists. */
int chmod(const char* path, mode_t) { return access(path, F_OK); }
int fchmod(int fd, mode_t) { return fcntl(fd, F_GETFD) < 0 ? -1 : 0; }
mode_t umask(mode_t mask) {
  static mode_t current = 022;
  mode_t old = current;
  current = mask & 0777;
  return old;
}

int utimes(const char* path, const struct timeval times[2]) {
  cw_place p;
  if (__cw_resolve(path, &p) < 0) return -1;
  unsigned long t[2] = {0, 0};
  for (int i = 0; times && i < 2; i++)
    t[i] = (unsigned long)times[i].tv_sec * 1000000000 + (unsigned long)times[i].tv_usec * 1000;
  return result_of(__wasi_path_filestat_set_times(p.fd, 1, p.name, p.length, t[0], t[1], times ? 5 : 10));
}
}
