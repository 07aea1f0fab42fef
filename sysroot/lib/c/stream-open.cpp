/* Opening and closing streams, and temporary files. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "stream.h"

extern "C" {
int __cw_parse_mode(const char* mode, unsigned* flags) {
  int open_flags, both = 0;
  *flags = *mode == 'r' ? CAN_READ : CAN_WRITE;
  switch (*mode) {
    case 'r': open_flags = 0; break;
    case 'w': open_flags = O_CREAT | O_TRUNC; break;
    case 'a':
      open_flags = O_CREAT | O_APPEND;
      *flags |= APPENDS;
      break;
    default:
      errno = EINVAL;
      return -1;
  }
  for (const char* p = mode + 1; *p && *p != ','; p++) {
    if (*p == '+') both = 1;
    if (*p == 'x') open_flags |= O_EXCL;
    if (*p == 'e') open_flags |= O_CLOEXEC;
  }
  if (both) *flags |= CAN_READ | CAN_WRITE;
  return open_flags | (both ? O_RDWR : *mode == 'r' ? O_RDONLY : O_WRONLY);
}

FILE* __cw_new_stream(const cw_stream_device* device, unsigned flags) {
  FILE* file = (FILE*)calloc(1, sizeof(FILE));
  if (!file) return file;
  file->device = device;
  file->fd = -1;
  file->flags = flags;
  file->next = __cw_open_streams;
  if (file->next) file->next->previous = file;
  __cw_open_streams = file;
  return file;
}

FILE* fopen(const char* path, const char* mode) {
  unsigned flags;
  int open_flags = __cw_parse_mode(mode, &flags);
  if (open_flags < 0) return nullptr;
  int fd = open(path, open_flags, 0666);
  if (fd < 0) return nullptr;
  FILE* file = __cw_new_stream(&__cw_fd_device, flags);
  if (file)
    file->fd = fd;
  else
    close(fd);
  if ((flags & (APPENDS | CAN_READ)) == APPENDS) lseek(fd, 0, SEEK_END);
  return file;
}

FILE* fopen64(const char* path, const char* mode) { return fopen(path, mode); }

FILE* fdopen(int fd, const char* mode) {
  unsigned flags;
  if (__cw_parse_mode(mode, &flags) < 0) return nullptr;
  if (fcntl(fd, F_GETFL) < 0) return nullptr;
  FILE* file = __cw_new_stream(&__cw_fd_device, flags);
  if (file) file->fd = fd;
  return file;
}

/* Closes what is below the stream; the FILE stays. */
static int shut(FILE* file) {
  int failed = 0;
  if (file->start) {
    if (file->write_at != file->start && !__cw_flush(file)) failed = EOF;
    if (file->read_at != file->read_end) __cw_drop_input(file);
    if (file->flags & OWN_BUFFER) free(file->start - PUT_BACK);
  }
  file->start = file->end = file->read_at = file->read_end = file->write_at = nullptr;
  if (file->device->close(file) < 0) failed = EOF;
  return failed;
}

int fclose(FILE* file) {
  int failed = shut(file);
  if (file->flags & STATIC) {
    file->flags = STATIC;
    file->fd = -1;
    return failed;
  }
  if (file->next) file->next->previous = file->previous;
  if (file->previous)
    file->previous->next = file->next;
  else
    __cw_open_streams = file->next;
  free(file);
  return failed;
}

FILE* freopen(const char* path, const char* mode, FILE* file) {
  unsigned flags;
  int open_flags = __cw_parse_mode(mode, &flags);
  if (!path) { /* the same file in another mode: only where the descriptor stays as it is */
    if (open_flags < 0) return nullptr;
    fflush(file);
    file->flags = (file->flags & ~(unsigned)(CAN_READ | CAN_WRITE | APPENDS | AT_END | FAILED)) | flags;
    return file;
  }
  shut(file);
  int fd = open_flags < 0 ? -1 : open(path, open_flags, 0666);
  file->fd = fd;
  file->device = &__cw_fd_device;
  file->flags = (file->flags & STATIC) | flags | (file == stderr ? UNBUFFERED : 0);
  if (fd >= 0) return file;
  int saved = errno;
  fclose(file);
  errno = saved;
  return nullptr;
}

static int fill_pattern(char* name) {
  static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  size_t length = strlen(name);
  if (length < 6 || strcmp(name + length - 6, "XXXXXX")) {
    errno = EINVAL;
    return 0;
  }
  unsigned char random[6];
  if (getentropy(random, 6) < 0) return 0;
  for (int i = 0; i < 6; i++) name[length - 6 + (size_t)i] = letters[random[i] % 62];
  return 1;
}

int mkstemp(char* pattern) {
  size_t length = strlen(pattern);
  for (int tries = 0; tries < 100; tries++) {
    if (!fill_pattern(pattern)) return -1;
    int fd = open(pattern, O_RDWR | O_CREAT | O_EXCL, 0600);
    if (fd >= 0 || errno != EEXIST) return fd;
    memcpy(pattern + length - 6, "XXXXXX", 6);
  }
  return -1;
}

char* mkdtemp(char* pattern) {
  return fill_pattern(pattern) && mkdir(pattern, 0700) == 0 ? pattern : nullptr;
}

FILE* tmpfile(void) {
  static const char* const places[2] = {"/tmp/tmpfXXXXXX", "tmpfXXXXXX"};
  for (int i = 0; i < 2; i++) {
    char name[24];
    strcpy(name, places[i]);
    int fd = mkstemp(name);
    if (fd < 0) continue;
    unlink(name);
    FILE* file = fdopen(fd, "w+");
    if (!file) close(fd);
    return file;
  }
  return nullptr;
}

char* tmpnam(char* name) {
  static char own[L_tmpnam];
  char* to = name ? name : own;
  for (int tries = 0; tries < 100; tries++) {
    strcpy(to, "/tmp/fileXXXXXX");
    if (!fill_pattern(to)) return nullptr;
    if (access(to, F_OK) < 0) return to;
  }
  return nullptr;
}

FILE* popen(const char*, const char*) {
  errno = ENOSYS;
  return nullptr;
}
int pclose(FILE*) {
  errno = ECHILD;
  return -1;
}

void perror(const char* text) {
  const char* message = strerror(errno);
  if (text && *text)
    fprintf(stderr, "%s: %s\n", text, message);
  else
    fprintf(stderr, "%s\n", message);
}
}
