/* The three standard streams, buffers, and output. */
#include "stream.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "exit.h"
#include "wasi.h"

extern "C" {
/* A terminal or pipe that the host made non-blocking is waited for. */
static int wait_for(ssize_t done) { return done < 0 && errno == EAGAIN && usleep(500) == 0; }

static ssize_t fd_device_read(FILE* file, void* to, size_t n) {
  ssize_t done;
  do {
    done = read(file->fd, to, n);
  } while (wait_for(done));
  return done;
}
static ssize_t fd_device_write(FILE* file, const void* from, size_t n) {
  ssize_t done;
  do {
    done = write(file->fd, from, n);
  } while (wait_for(done));
  return done;
}
static off_t fd_device_seek(FILE* file, off_t offset, int whence) { return lseek(file->fd, offset, whence); }
static int fd_device_close(FILE* file) { return close(file->fd); }
const cw_stream_device __cw_fd_device = {fd_device_read, fd_device_write, fd_device_seek, fd_device_close};

static FILE standard_input = {&__cw_fd_device, nullptr, 0, CAN_READ | STATIC};
static FILE standard_output = {&__cw_fd_device, nullptr, 1, CAN_WRITE | STATIC};
static FILE standard_error = {&__cw_fd_device, nullptr, 2, CAN_WRITE | UNBUFFERED | STATIC};
FILE* stdin = &standard_input;
FILE* stdout = &standard_output;
FILE* stderr = &standard_error;
FILE* __cw_open_streams;

static void flush_all(void) { fflush(nullptr); }

int __cw_prepare(FILE* file) {
  if (file->start) return 1;
  unsigned flags = file->flags;
  if (!(flags & (FULLY | BY_LINE | UNBUFFERED))) {
    wasi_fdstat stat;
    int terminal = file->device == &__cw_fd_device && !__wasi_fd_fdstat_get(file->fd, &stat) &&
                   stat.filetype == WASI_CHARACTER;
    flags |= terminal ? BY_LINE : FULLY;
  }
  size_t size = flags & STATIC ? 4096 : 16384;
  unsigned char* memory = flags & UNBUFFERED ? nullptr : (unsigned char*)malloc(size + PUT_BACK);
  if (memory) {
    flags |= OWN_BUFFER;
  } else {
    memory = file->small;
    size = sizeof file->small - PUT_BACK;
  }
  file->flags = flags;
  file->start = memory + PUT_BACK;
  file->end = file->start + size;
  file->read_at = file->read_end = file->write_at = file->start;
  if (flags & CAN_WRITE) __cw_flush_at_exit = flush_all;
  return 1;
}

static int write_whole(FILE* file, const unsigned char* from, size_t n) {
  while (n) {
    ssize_t done = file->device->write(file, from, n);
    if (done < 0) {
      file->flags |= FAILED;
      return 0;
    }
    from += done;
    n -= (size_t)done;
  }
  return 1;
}

int __cw_flush(FILE* file) {
  size_t n = (size_t)(file->write_at - file->start);
  file->write_at = file->start;
  return n ? write_whole(file, file->start, n) : 1;
}

void __cw_drop_input(FILE* file) {
  if (file->read_at != file->read_end) file->device->seek(file, file->read_at - file->read_end, SEEK_CUR);
  file->read_at = file->read_end = file->start;
}

int __cw_to_write(FILE* file) {
  if (!(file->flags & CAN_WRITE)) {
    errno = EBADF;
    file->flags |= FAILED;
    return 0;
  }
  if (!file->start) __cw_prepare(file);
  if (file->read_at != file->read_end) __cw_drop_input(file);
  file->flags &= ~AT_END;
  return 1;
}

/* How many bytes were taken. */
static size_t put_bytes(FILE* file, const unsigned char* from, size_t n) {
  if (!__cw_to_write(file)) return 0;
  size_t room = (size_t)(file->end - file->write_at);
  if (file->flags & UNBUFFERED) return write_whole(file, from, n) ? n : 0;
  if (n <= room) {
    memcpy(file->write_at, from, n);
    file->write_at += n;
  } else {
    memcpy(file->write_at, from, room);
    file->write_at += room;
    if (!__cw_flush(file)) return room;
    size_t rest = n - room, size = (size_t)(file->end - file->start), direct = rest - rest % size;
    if (direct && !write_whole(file, from + room, direct)) return room;
    memcpy(file->start, from + room + direct, rest - direct);
    file->write_at = file->start + (rest - direct);
  }
  if (file->flags & BY_LINE && memrchr(from, '\n', n) && !__cw_flush(file)) return 0;
  return n;
}

size_t fwrite(const void* from, size_t size, size_t count, FILE* file) {
  size_t n = size * count;
  if (!n) return 0;
  size_t done = put_bytes(file, (const unsigned char*)from, n);
  return done == n ? count : done / size;
}

int fputs(const char* text, FILE* file) {
  size_t n = strlen(text);
  return put_bytes(file, (const unsigned char*)text, n) == n ? 1 : EOF;
}

int puts(const char* text) { return fputs(text, stdout) < 0 || fputc('\n', stdout) < 0 ? EOF : (int)strlen(text) + 1; }

int fputc(int c, FILE* file) {
  unsigned char byte = (unsigned char)c;
  if (file->start && file->write_at < file->end && file->read_at == file->read_end &&
      (file->flags & (FULLY | CAN_WRITE)) == (FULLY | CAN_WRITE)) {
    *file->write_at++ = byte;
    file->flags &= ~AT_END;
    return byte;
  }
  return put_bytes(file, &byte, 1) ? byte : EOF;
}

int putc(int c, FILE* file) { return fputc(c, file); }
int putchar(int c) { return fputc(c, stdout); }
int putc_unlocked(int c, FILE* file) { return fputc(c, file); }
int putchar_unlocked(int c) { return fputc(c, stdout); }
void flockfile(FILE*) {}
void funlockfile(FILE*) {}

int fflush(FILE* file) {
  if (file) {
    if (file->start && file->read_at != file->read_end) __cw_drop_input(file);
    return !file->start || __cw_flush(file) ? 0 : EOF;
  }
  int failed = 0;
  if (standard_output.start && !__cw_flush(&standard_output)) failed = EOF;
  if (standard_error.start && !__cw_flush(&standard_error)) failed = EOF;
  for (FILE* f = __cw_open_streams; f; f = f->next)
    if (f->start && f->write_at != f->start && !__cw_flush(f)) failed = EOF;
  return failed;
}
}
