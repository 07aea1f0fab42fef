/* Directories, read in blocks of WASI entries. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "wasi.h"

extern "C" {
struct __cw_directory {
  int fd;
  unsigned used, at;      /* of buffer */
  unsigned long cookie;   /* of the next entry to ask for */
  int ended;
  int dots;               /* of "." and "..": those given out; not all hosts have them */
  struct dirent entry;
  char buffer[4096];
};

DIR* opendir(const char* path) {
  int fd = open(path, O_RDONLY | O_DIRECTORY);
  if (fd < 0) return nullptr;
  DIR* d = (DIR*)calloc(1, sizeof(DIR));
  if (d)
    d->fd = fd;
  else
    close(fd);
  return d;
}

static unsigned char type_of(unsigned char type) {
  switch (type) {
    case WASI_BLOCK: return DT_BLK;
    case WASI_CHARACTER: return DT_CHR;
    case WASI_DIRECTORY: return DT_DIR;
    case WASI_REGULAR: return DT_REG;
    case WASI_LINK: return DT_LNK;
    case WASI_STREAM: return DT_SOCK;
    default: return DT_UNKNOWN;
  }
}

struct dirent* readdir(DIR* d) {
  if (d->dots < 2) {
    strcpy(d->entry.d_name, d->dots++ ? ".." : ".");
    d->entry.d_ino = 1;
    d->entry.d_off = 0;
    d->entry.d_reclen = sizeof d->entry;
    d->entry.d_type = DT_DIR;
    return &d->entry;
  }
  for (;;) {
    wasi_dirent head;
    unsigned rest = d->used - d->at;
    if (rest >= sizeof head) {
      memcpy(&head, d->buffer + d->at, sizeof head);
      if (rest - sizeof head >= head.name_length) {
        unsigned n = head.name_length < 255 ? head.name_length : 255;
        memcpy(d->entry.d_name, d->buffer + d->at + sizeof head, n);
        d->entry.d_name[n] = 0;
        d->entry.d_ino = head.ino;
        d->entry.d_off = (off_t)head.next;
        d->entry.d_reclen = sizeof d->entry;
        d->entry.d_type = type_of(head.type);
        d->at += (unsigned)sizeof head + head.name_length;
        d->cookie = head.next;
        if (!strcmp(d->entry.d_name, ".") || !strcmp(d->entry.d_name, "..")) continue;
        return &d->entry;
      }
    }
    if (d->ended) return nullptr;
    int error = __wasi_fd_readdir(d->fd, d->buffer, sizeof d->buffer, d->cookie, &d->used);
    d->at = 0;
    if (error) {
      d->used = 0;
      __cw_wasi_error(error);
      return nullptr;
    }
    d->ended = d->used < sizeof d->buffer;
  }
}

int closedir(DIR* d) {
  int result = close(d->fd);
  free(d);
  return result;
}

void rewinddir(DIR* d) {
  d->used = d->at = 0;
  d->cookie = 0;
  d->ended = d->dots = 0;
}

int dirfd(DIR* d) { return d->fd; }
int alphasort(const struct dirent** a, const struct dirent** b) { return strcmp((*a)->d_name, (*b)->d_name); }

int scandir(const char* path, struct dirent*** list, int (*filter)(const struct dirent*),
            int (*compare)(const struct dirent**, const struct dirent**)) {
  DIR* d = opendir(path);
  if (!d) return -1;
  struct dirent** found = nullptr;
  size_t count = 0, room = 0;
  while (struct dirent* e = readdir(d)) {
    if (filter && !filter(e)) continue;
    if (count == room) {
      room = room ? room * 2 : 16;
      found = (struct dirent**)realloc(found, room * sizeof *found);
    }
    struct dirent* copy = (struct dirent*)malloc(sizeof *copy);
    if (!copy || !found) return -1;
    *copy = *e;
    found[count++] = copy;
  }
  closedir(d);
  if (compare && count) qsort(found, count, sizeof *found, (__compar_fn_t)compare);
  *list = found;
  return (int)count;
}
}
