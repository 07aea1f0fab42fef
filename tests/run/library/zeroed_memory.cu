// run: tolerance=0
// What calloc and anonymous mappings give is zero, whatever the heap went through before: growth, splits, merges, aligned blocks, blocks that grow in place.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static unsigned state = 12345;
static unsigned number(unsigned below) {
  state = state * 1664525u + 1013904223u;
  return (state >> 8) % below;
}

static size_t some_size() {
  static const unsigned most[] = {24, 600, 5000, 70000, 400000, 3000000};
  return 1 + number(most[number(6)]);
}

static long dirt;
static char* look(void* p, size_t bytes) {
  const char* c = (const char*)p;
  for (size_t i = 0; i < bytes; i++) dirt += c[i] != 0;
  memset(p, 0x5a, bytes);
  return (char*)p;
}

int main() {
  char* blocks[60] = {};
  long callocs = 0;
  for (int step = 0; step < 6000; step++) {
    char*& block = blocks[number(60)];
    size_t bytes = some_size();
    switch (number(6)) {
      case 0:
      case 1:
        free(block);
        block = look(calloc(1, bytes), bytes);
        callocs++;
        break;
      case 2:
        free(block);
        block = (char*)memset(malloc(bytes), 0x5a, bytes);
        break;
      case 3:
        block = (char*)memset(realloc(block, bytes), 0x5a, bytes);
        break;
      case 4: {
        size_t alignment = 32u << number(8), whole = (bytes + alignment - 1) / alignment * alignment;
        free(block);
        block = (char*)memset(aligned_alloc(alignment, whole), 0x5a, whole);
        break;
      }
      default:
        free(block);
        block = 0;
        if (number(8) == 0) {
          void* mapping = mmap(0, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
          look(mapping, bytes);
          munmap(mapping, bytes);
        }
    }
  }
  for (char* block : blocks) free(block);
  printf("%ld blocks of calloc, %ld bytes not zero\n", callocs, dirt);
}
