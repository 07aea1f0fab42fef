/* Streams over memory: open_memstream, fmemopen. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include "stream.h"

extern "C" {
struct memory_stream {
  char* data;
  size_t size, used, position;
  char** text; /* open_memstream: where to publish data and used */
  size_t* length;
  int appends, owned;
};

static ssize_t memory_read(FILE* file, void* to, size_t n) {
  memory_stream* m = (memory_stream*)file->context;
  size_t rest = m->position < m->used ? m->used - m->position : 0;
  if (n > rest) n = rest;
  memcpy(to, m->data + m->position, n);
  m->position += n;
  return (ssize_t)n;
}

static ssize_t memory_write(FILE* file, const void* from, size_t n) {
  memory_stream* m = (memory_stream*)file->context;
  if (m->appends) m->position = m->used;
  if (m->text) {
    if (m->position + n + 1 > m->size) {
      size_t size = (m->position + n + 1) * 2;
      char* larger = (char*)realloc(m->data, size);
      if (!larger) return -1;
      m->data = larger;
      m->size = size;
    }
  } else if (m->position + n > m->size) {
    n = m->position < m->size ? m->size - m->position : 0;
    if (!n) {
      errno = ENOSPC;
      return -1;
    }
  }
  if (m->position > m->used) memset(m->data + m->used, 0, m->position - m->used);
  memcpy(m->data + m->position, from, n);
  m->position += n;
  if (m->position > m->used) {
    m->used = m->position;
    if (m->used < m->size) m->data[m->used] = 0;
  }
  if (m->text) {
    *m->text = m->data;
    *m->length = m->position < m->used ? m->position : m->used;
  }
  return (ssize_t)n;
}

static off_t memory_seek(FILE* file, off_t offset, int whence) {
  memory_stream* m = (memory_stream*)file->context;
  off_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? (off_t)m->position : (off_t)m->used;
  if (base + offset < 0 || (!m->text && base + offset > (off_t)m->size)) {
    errno = EINVAL;
    return -1;
  }
  m->position = (size_t)(base + offset);
  return base + offset;
}

static int memory_close(FILE* file) {
  memory_stream* m = (memory_stream*)file->context;
  if (m->owned) free(m->data);
  free(m);
  return 0;
}

static const cw_stream_device memory_device = {memory_read, memory_write, memory_seek, memory_close};

static FILE* open_memory(memory_stream* m, unsigned flags) {
  FILE* file = m ? __cw_new_stream(&memory_device, flags | FULLY) : nullptr;
  if (file)
    file->context = m;
  else
    free(m);
  return file;
}

FILE* open_memstream(char** text, size_t* length) {
  memory_stream* m = (memory_stream*)calloc(1, sizeof(memory_stream));
  char* data = (char*)calloc(1, 64);
  if (m && data) {
    m->data = data;
    m->size = 64;
    m->text = text;
    m->length = length;
    *text = data;
    *length = 0;
    FILE* file = open_memory(m, CAN_WRITE);
    if (file) return file;
  } else {
    free(m);
  }
  free(data);
  return nullptr;
}

FILE* fmemopen(void* buffer, size_t size, const char* mode) {
  unsigned flags;
  int open_flags = __cw_parse_mode(mode, &flags);
  if (open_flags < 0) return nullptr;
  memory_stream* m = (memory_stream*)calloc(1, sizeof(memory_stream));
  if (!m) return nullptr;
  m->data = (char*)buffer;
  m->size = size;
  if (!buffer) {
    m->data = (char*)calloc(1, size + 1);
    m->owned = 1;
    if (!m->data) {
      free(m);
      return nullptr;
    }
  }
  if (open_flags & O_TRUNC) {
    if (size) m->data[0] = 0;
  } else if (open_flags & O_APPEND) {
    m->used = m->position = strnlen(m->data, size);
    m->appends = 1;
  } else {
    m->used = size;
  }
  return open_memory(m, flags);
}
}
