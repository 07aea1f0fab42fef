/* WASI preview 1 as the C library uses it. Pointers inside structures are 32-bit there. Every function but proc_exit
   gives a WASI error number; __cw_wasi_error stores its Linux counterpart in errno and gives -1. */
#ifndef CW_WASI_H
#define CW_WASI_H
#include <errno.h>
#include <stddef.h>

#define CW_WASI(name) extern "C" __attribute__((import_module("wasi_snapshot_preview1"), import_name(#name)))

struct wasi_iovec {
  unsigned buffer, length;
};
struct wasi_fdstat {
  unsigned char filetype;
  unsigned short flags;
  unsigned long rights, inheriting;
};
struct wasi_filestat {
  unsigned long dev, ino;
  unsigned char filetype;
  unsigned long nlink, size, atim, mtim, ctim;
};
struct wasi_prestat {
  unsigned char tag;
  unsigned name_length;
};
struct wasi_dirent {
  unsigned long next, ino;
  unsigned name_length;
  unsigned char type;
};
struct wasi_subscription {
  unsigned long userdata;
  unsigned long tag; /* a byte and padding */
  unsigned clock;
  unsigned long timeout, precision;
  unsigned short flags;
};
struct wasi_event {
  unsigned long userdata;
  unsigned short error;
  unsigned char type;
  unsigned long bytes;
  unsigned short flags;
};

enum { WASI_BLOCK = 1, WASI_CHARACTER = 2, WASI_DIRECTORY = 3, WASI_REGULAR = 4, WASI_STREAM = 6, WASI_LINK = 7 };

CW_WASI(args_sizes_get) int __wasi_args_sizes_get(unsigned* count, unsigned* bytes);
CW_WASI(args_get) int __wasi_args_get(unsigned* pointers, char* text);
CW_WASI(environ_sizes_get) int __wasi_environ_sizes_get(unsigned* count, unsigned* bytes);
CW_WASI(environ_get) int __wasi_environ_get(unsigned* pointers, char* text);
CW_WASI(clock_time_get) int __wasi_clock_time_get(unsigned clock, unsigned long precision, unsigned long* result);
CW_WASI(clock_res_get) int __wasi_clock_res_get(unsigned clock, unsigned long* result);
CW_WASI(random_get) int __wasi_random_get(void* to, unsigned n);
CW_WASI(poll_oneoff) int __wasi_poll_oneoff(const wasi_subscription* in, wasi_event* out, unsigned n, unsigned* count);
CW_WASI(proc_exit) void __wasi_proc_exit(int status) __attribute__((noreturn));
CW_WASI(fd_close) int __wasi_fd_close(int fd);
CW_WASI(fd_fdstat_get) int __wasi_fd_fdstat_get(int fd, wasi_fdstat* result);
CW_WASI(fd_fdstat_set_flags) int __wasi_fd_fdstat_set_flags(int fd, int flags);
CW_WASI(fd_filestat_get) int __wasi_fd_filestat_get(int fd, wasi_filestat* result);
CW_WASI(fd_filestat_set_size) int __wasi_fd_filestat_set_size(int fd, unsigned long size);
CW_WASI(fd_prestat_get) int __wasi_fd_prestat_get(int fd, wasi_prestat* result);
CW_WASI(fd_prestat_dir_name) int __wasi_fd_prestat_dir_name(int fd, char* name, unsigned length);
CW_WASI(fd_read) int __wasi_fd_read(int fd, const wasi_iovec* parts, unsigned count, unsigned* done);
CW_WASI(fd_write) int __wasi_fd_write(int fd, const wasi_iovec* parts, unsigned count, unsigned* done);
CW_WASI(fd_pread)
  int __wasi_fd_pread(int fd, const wasi_iovec* parts, unsigned count, unsigned long offset, unsigned* done);
CW_WASI(fd_pwrite)
  int __wasi_fd_pwrite(int fd, const wasi_iovec* parts, unsigned count, unsigned long offset, unsigned* done);
CW_WASI(fd_readdir) int __wasi_fd_readdir(int fd, void* to, unsigned n, unsigned long cookie, unsigned* done);
CW_WASI(fd_seek) int __wasi_fd_seek(int fd, long offset, int whence, unsigned long* position);
CW_WASI(fd_sync) int __wasi_fd_sync(int fd);
CW_WASI(path_create_directory) int __wasi_path_create_directory(int fd, const char* path, unsigned length);
CW_WASI(path_filestat_get)
  int __wasi_path_filestat_get(int fd, int flags, const char* path, unsigned length, wasi_filestat* result);
CW_WASI(path_filestat_set_times)
  int __wasi_path_filestat_set_times(int fd, int flags, const char* path, unsigned length, unsigned long atim,
      unsigned long mtim, int which);
CW_WASI(path_link)
  int __wasi_path_link(int from_fd, int flags, const char* from, unsigned from_length, int to_fd,
      const char* to, unsigned to_length);
CW_WASI(path_open)
  int __wasi_path_open(int fd, int lookup, const char* path, unsigned length, int create, unsigned long rights,
      unsigned long inheriting, int flags, int* result);
CW_WASI(path_readlink)
  int __wasi_path_readlink(int fd, const char* path, unsigned length, char* to, unsigned n, unsigned* done);
CW_WASI(path_remove_directory) int __wasi_path_remove_directory(int fd, const char* path, unsigned length);
CW_WASI(path_rename)
  int __wasi_path_rename(int from_fd, const char* from, unsigned from_length, int to_fd, const char* to,
      unsigned to_length);
CW_WASI(path_symlink)
  int __wasi_path_symlink(const char* target, unsigned target_length, int fd, const char* path, unsigned length);
CW_WASI(path_unlink_file) int __wasi_path_unlink_file(int fd, const char* path, unsigned length);

/* wasi-error.cpp */
extern "C" int __cw_wasi_error(int error);

static inline unsigned wasi_pointer(const void* p) { return (unsigned)(unsigned long)p; }
#endif
