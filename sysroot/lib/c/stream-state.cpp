/* A stream's state, buffer and position. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "stream.h"

extern "C" {
int feof(FILE* file) { return (file->flags & AT_END) != 0; }
int ferror(FILE* file) { return (file->flags & FAILED) != 0; }
void clearerr(FILE* file) { file->flags &= ~(unsigned)(AT_END | FAILED); }

int fileno(FILE* file) {
  if (file->fd < 0) errno = EBADF;
  return file->fd;
}

int setvbuf(FILE* file, char* buffer, int mode, size_t size) {
  if (mode < _IOFBF || mode > _IONBF) return EOF;
  if (file->start) { /* in use: pending data moves out first */
    if (file->write_at != file->start) __cw_flush(file);
    if (file->read_at != file->read_end) __cw_drop_input(file);
    if (file->flags & OWN_BUFFER) free(file->start - PUT_BACK);
    file->start = nullptr;
    file->read_at = file->read_end = file->write_at = nullptr;
  }
  file->flags &= ~(unsigned)(FULLY | BY_LINE | UNBUFFERED | OWN_BUFFER);
  file->flags |= mode == _IOFBF ? FULLY : mode == _IOLBF ? BY_LINE : UNBUFFERED;
  if (mode == _IONBF) buffer = nullptr;
  __cw_prepare(file);
  if (buffer ? size > 2 * PUT_BACK : mode != _IONBF && size > 4096) {
    char* memory = buffer ? buffer : (char*)malloc(size + PUT_BACK);
    if (!memory) return 0;
    if (file->flags & OWN_BUFFER) free(file->start - PUT_BACK);
    file->flags &= ~(unsigned)OWN_BUFFER;
    if (!buffer) file->flags |= OWN_BUFFER;
    file->start = (unsigned char*)memory + PUT_BACK;
    file->end = file->start + (buffer ? size - PUT_BACK : size);
    file->read_at = file->read_end = file->write_at = file->start;
  }
  return 0;
}

void setbuffer(FILE* file, char* buffer, size_t size) { setvbuf(file, buffer, buffer ? _IOFBF : _IONBF, size); }
void setbuf(FILE* file, char* buffer) { setbuffer(file, buffer, BUFSIZ); }
void setlinebuf(FILE* file) { setvbuf(file, nullptr, _IOLBF, 0); }

off_t ftello(FILE* file) {
  int appending = file->flags & APPENDS && file->start && file->write_at != file->start;
  off_t position = file->device->seek(file, 0, appending ? SEEK_END : SEEK_CUR);
  if (position < 0 || !file->start) return position;
  return position - (file->read_end - file->read_at) + (file->write_at - file->start);
}

int fseeko(FILE* file, off_t offset, int whence) {
  if (whence < SEEK_SET || whence > SEEK_END) {
    errno = EINVAL;
    return -1;
  }
  if (file->start) {
    if (file->write_at != file->start && !__cw_flush(file)) return -1;
    if (whence == SEEK_CUR) offset -= file->read_end - file->read_at;
  }
  if (file->device->seek(file, offset, whence) < 0) return -1;
  file->read_at = file->read_end = file->start;
  file->flags &= ~(unsigned)AT_END;
  return 0;
}

int fseek(FILE* file, long offset, int whence) { return fseeko(file, offset, whence); }
int fseeko64(FILE* file, off_t offset, int whence) { return fseeko(file, offset, whence); }
long ftell(FILE* file) { return ftello(file); }
off_t ftello64(FILE* file) { return ftello(file); }

void rewind(FILE* file) {
  fseeko(file, 0, SEEK_SET);
  clearerr(file);
}

int fgetpos(FILE* file, fpos_t* position) {
  position->__pos = ftello(file);
  return position->__pos < 0 ? -1 : 0;
}
int fsetpos(FILE* file, const fpos_t* position) { return fseeko(file, position->__pos, SEEK_SET); }
}
