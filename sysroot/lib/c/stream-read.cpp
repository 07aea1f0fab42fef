/* Input from streams. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "stream.h"

extern "C" {
static int to_read(FILE* file) {
  if (!(file->flags & CAN_READ)) {
    errno = EBADF;
    file->flags |= FAILED;
    return 0;
  }
  if (!file->start) __cw_prepare(file);
  if (file->write_at != file->start) return __cw_flush(file);
  return 1;
}

/* A prompt must be seen before its answer is awaited. */
static void show_prompt(const FILE* file) {
  if (file->flags & (BY_LINE | UNBUFFERED) && stdout->start && stdout->flags & BY_LINE) __cw_flush(stdout);
}

static ssize_t read_device(FILE* file, void* to, size_t n) {
  show_prompt(file);
  ssize_t got = file->device->read(file, to, n);
  if (got <= 0) file->flags |= got ? FAILED : AT_END;
  return got;
}

int __cw_refill(FILE* file) {
  if (!to_read(file)) return EOF;
  if (file->read_at < file->read_end) return *file->read_at;
  if (file->flags & AT_END) return EOF;
  size_t room = file->flags & UNBUFFERED ? 1 : (size_t)(file->end - file->start);
  file->read_at = file->read_end = file->start;
  ssize_t got = read_device(file, file->start, room);
  if (got <= 0) return EOF;
  file->read_end = file->start + got;
  return *file->read_at;
}

int fgetc(FILE* file) {
  if (file->read_at == file->read_end && __cw_refill(file) == EOF) return EOF;
  return *file->read_at++;
}

int getc(FILE* file) { return fgetc(file); }
int getchar(void) { return fgetc(stdin); }
int getc_unlocked(FILE* file) { return fgetc(file); }
int getchar_unlocked(void) { return fgetc(stdin); }

int ungetc(int c, FILE* file) {
  if (c == EOF || !to_read(file)) return EOF;
  if (file->read_at == file->start - PUT_BACK) return EOF;
  *--file->read_at = (unsigned char)c;
  file->flags &= ~AT_END;
  return (unsigned char)c;
}

size_t fread(void* to, size_t size, size_t count, FILE* file) {
  size_t n = size * count, done = 0;
  if (!n || !to_read(file)) return 0;
  unsigned char* out = (unsigned char*)to;
  while (done < n) {
    size_t held = (size_t)(file->read_end - file->read_at), want = n - done;
    if (held) {
      if (held > want) held = want;
      memcpy(out + done, file->read_at, held);
      file->read_at += held;
      done += held;
    } else if (file->flags & AT_END) {
      break;
    } else if (want >= (size_t)(file->end - file->start)) {
      ssize_t got = read_device(file, out + done, want);
      if (got <= 0) break;
      done += (size_t)got;
    } else if (__cw_refill(file) == EOF) {
      break;
    }
  }
  return done == n ? count : done / size;
}

char* fgets(char* to, int size, FILE* file) {
  if (size < 1) return nullptr;
  char* at = to;
  size_t room = (size_t)size - 1;
  while (room) {
    if (__cw_refill(file) == EOF) {
      if (at == to || file->flags & FAILED) return nullptr;
      break;
    }
    size_t held = (size_t)(file->read_end - file->read_at);
    if (held > room) held = room;
    unsigned char* line = (unsigned char*)memchr(file->read_at, '\n', held);
    if (line) held = (size_t)(line - file->read_at) + 1;
    memcpy(at, file->read_at, held);
    file->read_at += held;
    at += held;
    room -= held;
    if (line) break;
  }
  *at = 0;
  return to;
}

ssize_t getdelim(char** line, size_t* size, int delimiter, FILE* file) {
  if (!line || !size) {
    errno = EINVAL;
    return -1;
  }
  if (!*line) *size = 0;
  size_t used = 0;
  for (;;) {
    if (__cw_refill(file) == EOF) {
      if (!used || file->flags & FAILED) return -1;
      break;
    }
    size_t held = (size_t)(file->read_end - file->read_at);
    unsigned char* stop = (unsigned char*)memchr(file->read_at, delimiter, held);
    if (stop) held = (size_t)(stop - file->read_at) + 1;
    if (used + held + 1 > *size) {
      size_t larger = *size * 2 > used + held + 1 ? *size * 2 : used + held + 1;
      if (larger < 120) larger = 120;
      char* moved = (char*)realloc(*line, larger);
      if (!moved) return -1;
      *line = moved;
      *size = larger;
    }
    memcpy(*line + used, file->read_at, held);
    file->read_at += held;
    used += held;
    if (stop) break;
  }
  (*line)[used] = 0;
  return (ssize_t)used;
}

ssize_t getline(char** line, size_t* size, FILE* file) { return getdelim(line, size, '\n', file); }
}
