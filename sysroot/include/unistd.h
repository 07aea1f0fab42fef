#ifndef _UNISTD_H
#define _UNISTD_H
#include <__cuda_wasm/types.h>
#include <getopt.h>
#define STDIN_FILENO 0
#define STDOUT_FILENO 1
#define STDERR_FILENO 2
#define F_OK 0
#define X_OK 1
#define W_OK 2
#define R_OK 4
#ifndef SEEK_SET
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
#endif
#define _SC_ARG_MAX 0
#define _SC_CLK_TCK 2
#define _SC_OPEN_MAX 4
#define _SC_PAGESIZE 30
#define _SC_PAGE_SIZE 30
#define _SC_NPROCESSORS_CONF 83
#define _SC_NPROCESSORS_ONLN 84
#define _SC_PHYS_PAGES 85
#define _SC_AVPHYS_PAGES 86
#define _POSIX_VERSION 200809L
#define _POSIX_TIMERS 200809L
#define _POSIX_MONOTONIC_CLOCK 0
__CW_BEGIN
extern char** environ;
ssize_t read(int fd, void* to, size_t n);
ssize_t write(int fd, const void* from, size_t n);
ssize_t pread(int fd, void* to, size_t n, off_t offset);
ssize_t pwrite(int fd, const void* from, size_t n, off_t offset);
off_t lseek(int fd, off_t offset, int whence);
int close(int fd);
int dup(int fd);
int dup2(int fd, int to);
int isatty(int fd);
int fsync(int fd);
int fdatasync(int fd);
int ftruncate(int fd, off_t size);
int truncate(const char* path, off_t size);
int access(const char* path, int mode);
int unlink(const char* path);
int rmdir(const char* path);
int link(const char* from, const char* to);
int symlink(const char* target, const char* path);
ssize_t readlink(const char* path, char* to, size_t n);
int chdir(const char* path);
char* getcwd(char* to, size_t size);
char* get_current_dir_name(void);
unsigned sleep(unsigned seconds);
int usleep(useconds_t microseconds);
#define __CW_ONE_PROCESS __attribute__((unavailable("a program is one process in WebAssembly")))
pid_t fork(void) __CW_ONE_PROCESS;
pid_t vfork(void) __CW_ONE_PROCESS;
int pipe(int ends[2]) __CW_ONE_PROCESS;
int execl(const char* path, const char* arg, ...) __CW_ONE_PROCESS;
int execlp(const char* file, const char* arg, ...) __CW_ONE_PROCESS;
int execv(const char* path, char* const args[]) __CW_ONE_PROCESS;
int execvp(const char* file, char* const args[]) __CW_ONE_PROCESS;
#undef __CW_ONE_PROCESS
pid_t getpid(void);
pid_t getppid(void);
uid_t getuid(void);
uid_t geteuid(void);
gid_t getgid(void);
gid_t getegid(void);
int gethostname(char* to, size_t size);
long sysconf(int name);
int getpagesize(void);
void* sbrk(long increment);
int getentropy(void* to, size_t n);
void _exit(int status) __attribute__((noreturn));
__CW_END
#endif
