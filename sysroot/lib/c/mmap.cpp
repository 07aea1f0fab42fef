// <sys/mman.h> on the heap: a mapping is a block of whole pages, freed as a whole when the page it begins with is unmapped.
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sys/mman.h>

static const size_t page = 4096;

extern "C" void* __cw_zeroed_alloc(size_t alignment, size_t size); /* malloc.cpp */

// Mappings that are alive, to know what may be freed.
struct Mapping {
  char* address;
  Mapping* next;
};
static Mapping* mappings;

extern "C" {
void* mmap(void*, size_t length, int, int flags, int file, off_t offset) {
  bool anonymous = flags & MAP_ANONYMOUS;
  if (length == 0 || offset % (off_t)page != 0) {
    errno = EINVAL;
    return MAP_FAILED;
  }
  if (flags & MAP_FIXED || (!anonymous && flags & MAP_SHARED)) {
    errno = ENODEV;
    return MAP_FAILED;
  }
  size_t bytes = (length + page - 1) / page * page;
  char* address = (char*)__cw_zeroed_alloc(page, bytes);
  Mapping* mapping = (Mapping*)malloc(sizeof(Mapping));
  if (!address || !mapping) {
    free(address);
    free(mapping);
    errno = ENOMEM;
    return MAP_FAILED;
  }
  for (size_t done = 0; !anonymous && done < length;) {
    ssize_t got = pread(file, address + done, length - done, offset + (off_t)done);
    if (got < 0) {
      free(address);
      free(mapping);
      return MAP_FAILED;
    }
    if (got == 0) break;
    done += (size_t)got;
  }
  mapping->address = address;
  mapping->next = mappings;
  mappings = mapping;
  return address;
}

int munmap(void* address, size_t length) {
  if (length == 0 || (size_t)address % page != 0) {
    errno = EINVAL;
    return -1;
  }
  for (Mapping** link = &mappings; *link; link = &(*link)->next) {
    Mapping* m = *link;
    if (m->address != (char*)address) continue;
    *link = m->next;
    free(m->address);
    free(m);
    break;
  }
  return 0;
}

int mlock(const void*, size_t) { return 0; }
int munlock(const void*, size_t) { return 0; }
int madvise(void*, size_t, int) { return 0; }
int msync(void*, size_t, int) { return 0; }
}
