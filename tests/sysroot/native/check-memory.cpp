/* The allocator: contents survive, blocks do not overlap, everything merges again; and the C library's memory functions. */
#include <stdlib.h>
#include "harness.h"

extern "C" {
void* cw_malloc(u64);
void cw_free(void*);
void* cw_calloc(u64, u64);
void* cw_realloc(void*, u64);
void* cw_memalign(u64, u64);
int cw_posix_memalign(void**, u64, u64);
u64 cw_malloc_usable_size(void*);
u64 cw___cw_test_memory_size(int);
extern __thread int cw___cw_errno;
}

struct block {
  unsigned char* p;
  u64 size;
  unsigned char mark;
};

static void fill(block& b) {
  b.mark = (unsigned char)random64();
  memset(b.p, b.mark, b.size);
}
static bool intact(const block& b, u64 n) {
  for (u64 i = 0; i < n; i++)
    if (b.p[i] != b.mark) return false;
  return true;
}

static u64 random_size() {
  u64 r = random64();
  switch (r % 16) {
    case 0: return r >> 20 & 0xfffff;
    case 1: return r >> 20 & 0xffff;
    case 2: case 3: return r >> 20 & 0xfff;
    default: return r >> 20 & 0xff;
  }
}

static void stress() {
  enum { SLOTS = 2000 };
  static block blocks[SLOTS];
  for (int step = 0; step < 200000; step++) {
    block& b = blocks[random64() % SLOTS];
    u64 action = random64() % 8;
    if (!b.p) {
      b.size = random_size();
      if (action == 0) {
        u64 alignment = 16ul << random64() % 9;
        b.p = (unsigned char*)cw_memalign(alignment, b.size);
        EXPECT(b.p && (u64)b.p % alignment == 0);
      } else if (action == 1) {
        b.p = (unsigned char*)cw_calloc(b.size, 1);
        b.mark = 0;
        EXPECT(intact(b, b.size));
      } else {
        b.p = (unsigned char*)cw_malloc(b.size);
      }
      EXPECT(b.p && (u64)b.p % 16 == 0 && cw_malloc_usable_size(b.p) >= b.size);
      fill(b);
    } else {
      EXPECT(intact(b, b.size));
      if (action < 3) {
        u64 size = random_size() + 1, kept = size < b.size ? size : b.size;
        b.p = (unsigned char*)cw_realloc(b.p, size);
        EXPECT(b.p && intact(b, kept));
        b.size = size;
        fill(b);
      } else {
        cw_free(b.p);
        b.p = nullptr;
      }
    }
  }
  for (block& b : blocks) {
    if (b.p) EXPECT(intact(b, b.size));
    cw_free(b.p);
    b.p = nullptr;
  }
  u64 pages = cw___cw_test_memory_size(0);
  u64 total = (pages - 0x40000000 / 65536) * 65536;
  // What vectorized kernels may read beyond the last object stays free.
  void* whole = cw_malloc(total - 256 - 64);
  CHECK(whole && cw___cw_test_memory_size(0) == pages, "the heap is not one piece after all was freed\n");
  cw_free(whole);
}

void check_memory() {
  void* p = cw_malloc(0);
  EXPECT(p);
  cw_free(p);
  stress();
  cw___cw_errno = 0;
  EXPECT(!cw_malloc(1ul << 33) && cw___cw_errno == 12);
  EXPECT(!cw_malloc(0x60000000) && cw___cw_errno == 12);
  EXPECT(!cw_calloc(1ul << 40, 1ul << 40));
  EXPECT(cw_posix_memalign(&p, 24, 8) == 22 && cw_posix_memalign(&p, 4096, 100) == 0 && (u64)p % 4096 == 0);
  cw_free(p);
  p = cw_malloc(0x20000000);
  EXPECT(p);
  cw_free(p);
}
