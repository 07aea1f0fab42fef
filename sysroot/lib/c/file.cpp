/* Descriptors: open, read, write, seek. */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <sys/uio.h>
#include <unistd.h>
#include "path.h"
#include "wasi.h"

extern "C" {
static int result_of(int error) { return error ? __cw_wasi_error(error) : 0; }

static wasi_iovec part_of(const void* p, size_t n) {
  if (n > 0x7ffff000) n = 0x7ffff000; /* as Linux: one call moves no more */
  wasi_iovec part = {wasi_pointer(p), (unsigned)n};
  return part;
}

ssize_t read(int fd, void* to, size_t n) {
  wasi_iovec part = part_of(to, n);
  unsigned done = 0;
  int error = __wasi_fd_read(fd, &part, 1, &done);
  return error ? __cw_wasi_error(error) : (ssize_t)done;
}

ssize_t write(int fd, const void* from, size_t n) {
  wasi_iovec part = part_of(from, n);
  unsigned done = 0;
  int error = __wasi_fd_write(fd, &part, 1, &done);
  return error ? __cw_wasi_error(error) : (ssize_t)done;
}

ssize_t pread(int fd, void* to, size_t n, off_t offset) {
  wasi_iovec part = part_of(to, n);
  unsigned done = 0;
  int error = __wasi_fd_pread(fd, &part, 1, (unsigned long)offset, &done);
  return error ? __cw_wasi_error(error) : (ssize_t)done;
}

ssize_t pwrite(int fd, const void* from, size_t n, off_t offset) {
  wasi_iovec part = part_of(from, n);
  unsigned done = 0;
  int error = __wasi_fd_pwrite(fd, &part, 1, (unsigned long)offset, &done);
  return error ? __cw_wasi_error(error) : (ssize_t)done;
}

ssize_t readv(int fd, const struct iovec* parts, int count) {
  ssize_t total = 0;
  for (int i = 0; i < count; i++) {
    ssize_t n = read(fd, parts[i].iov_base, parts[i].iov_len);
    if (n < 0) return total ? total : n;
    total += n;
    if ((size_t)n < parts[i].iov_len) break;
  }
  return total;
}

ssize_t writev(int fd, const struct iovec* parts, int count) {
  ssize_t total = 0;
  for (int i = 0; i < count; i++) {
    ssize_t n = write(fd, parts[i].iov_base, parts[i].iov_len);
    if (n < 0) return total ? total : n;
    total += n;
    if ((size_t)n < parts[i].iov_len) break;
  }
  return total;
}

off_t lseek(int fd, off_t offset, int whence) {
  unsigned long position = 0;
  int error = __wasi_fd_seek(fd, offset, whence, &position);
  return error ? __cw_wasi_error(error) : (off_t)position;
}

int close(int fd) { return result_of(__wasi_fd_close(fd)); }
int fsync(int fd) { return result_of(__wasi_fd_sync(fd)); }
int fdatasync(int fd) { return fsync(fd); }

int isatty(int fd) {
  wasi_fdstat stat;
  int error = __wasi_fd_fdstat_get(fd, &stat);
  if (error) return __cw_wasi_error(error), 0;
  if (stat.filetype == WASI_CHARACTER) return 1;
  errno = ENOTTY;
  return 0;
}

enum {
  RIGHT_DATASYNC = 1, RIGHT_READ = 2, RIGHT_WRITE = 64, RIGHT_ALLOCATE = 256, RIGHT_READDIR = 1 << 14,
  RIGHT_RESIZE = 1 << 22
};

int open(const char* path, int flags, ...) {
  cw_place place;
  if (__cw_resolve(path, &place) < 0) return -1;
  wasi_fdstat stat;
  int error = __wasi_fd_fdstat_get(place.fd, &stat);
  if (error) return __cw_wasi_error(error);
  unsigned long reading = RIGHT_READ | RIGHT_READDIR, writing = RIGHT_DATASYNC | RIGHT_WRITE | RIGHT_ALLOCATE | RIGHT_RESIZE;
  unsigned long rights = ~(reading | writing);
  int access = flags & O_ACCMODE;
  if (access != O_WRONLY) rights |= reading;
  if (access != O_RDONLY) rights |= writing;
  int create = (flags & O_CREAT ? 1 : 0) | (flags & O_DIRECTORY ? 2 : 0) | (flags & O_EXCL ? 4 : 0) | (flags & O_TRUNC ? 8 : 0);
  int mode = (flags & O_APPEND ? 1 : 0) | (flags & O_DSYNC ? 2 : 0) | (flags & O_NONBLOCK ? 4 : 0);
  int fd = -1;
  error = __wasi_path_open(place.fd, !(flags & O_NOFOLLOW), place.name, place.length, create, stat.inheriting & rights,
                           stat.inheriting, mode, &fd);
  return error ? __cw_wasi_error(error) : fd;
}

int creat(const char* path, mode_t mode) { return open(path, O_CREAT | O_WRONLY | O_TRUNC, mode); }

int fcntl(int fd, int command, ...) {
  wasi_fdstat stat;
  int error = __wasi_fd_fdstat_get(fd, &stat);
  if (error) return __cw_wasi_error(error);
  va_list arguments;
  va_start(arguments, command);
  int value = command == F_SETFL ? va_arg(arguments, int) : 0;
  va_end(arguments);
  switch (command) {
    case F_GETFD: return FD_CLOEXEC;
    case F_SETFD: return 0;
    case F_GETFL: {
      int flags = (stat.flags & 1 ? O_APPEND : 0) | (stat.flags & 4 ? O_NONBLOCK : 0);
      int reads = (stat.rights & RIGHT_READ) != 0, writes = (stat.rights & RIGHT_WRITE) != 0;
      return flags | (reads && writes ? O_RDWR : writes ? O_WRONLY : O_RDONLY);
    }
    case F_SETFL:
      return result_of(__wasi_fd_fdstat_set_flags(fd, (value & O_APPEND ? 1 : 0) | (value & O_NONBLOCK ? 4 : 0)));
    default:
      errno = EINVAL;
      return -1;
  }
}

int dup(int) {
  errno = ENOSYS;
  return -1;
}
int dup2(int fd, int to) {
  if (fd == to) return fcntl(fd, F_GETFD) < 0 ? -1 : fd;
  errno = ENOSYS;
  return -1;
}

int ftruncate(int fd, off_t size) { return result_of(__wasi_fd_filestat_set_size(fd, (unsigned long)size)); }

int truncate(const char* path, off_t size) {
  int fd = open(path, O_WRONLY);
  if (fd < 0) return -1;
  int result = ftruncate(fd, size);
  close(fd);
  return result;
}
}
