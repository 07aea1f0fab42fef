/* The heap. Chunks carry a header of 8 bytes with their own and their left neighbour's size; free chunks are merged with
   their neighbours at once and kept in segregated lists: exact sizes below 512 bytes, then eight lists per power of two,
   found by bitmap (two-level segregated fit). Payloads are 16-byte aligned, sizes multiples of 16. Memory that grows
   elsewhere is tolerated: each contiguous piece ends in a sentinel that counts as used. */
#include <errno.h>
#include <malloc.h>
#include <string.h>
#include "exit.h"
#include "threads.h"

extern "C" {
extern unsigned char __heap_base;

struct chunk {
  unsigned left;        /* size of the chunk before this one, 0 for the first of a piece */
  unsigned size;        /* bytes including this header; bit 0: in use */
  unsigned next, prev;  /* in its list, when free; the payload, when in use */
};

/* SLACK: vectorized kernels may read so many bytes beyond an object's end, so these stay free at the end of memory. */
enum { USED = 1, HEADER = 8, MIN_CHUNK = 16, BINS = 224, PAGE = 65536, SLACK = 256 };

/* Told of what is allocated and freed, in programs that test their accesses (check.cpp); set by the compiler there. Payload, its valid
   bytes (0: freed), the room around; or, with bytes ~0, a new piece of memory. */
void (*__cw_heap_watch)(void* p, unsigned long bytes, unsigned long room);

static cw::Lock heap_lock;
static unsigned bins[BINS];
static unsigned long bitmap[4];
static unsigned long heap_end; /* end of the newest piece; its sentinel is the 8 bytes before */
static unsigned long heap_bytes;
static unsigned long untouched; /* nobody has had memory from here on: it is zero, up to the piece's end */

static inline chunk* at(unsigned long address) { return (chunk*)address; }
static inline unsigned address_of(chunk* c) { return (unsigned)(unsigned long)c; }
static inline unsigned size_of(chunk* c) { return c->size & ~15u; }
static inline chunk* right_of(chunk* c) { return at((unsigned long)c + size_of(c)); }
static inline void* payload(chunk* c) { return (char*)c + HEADER; }

static inline void touch(unsigned long end) {
  if (end > untouched) untouched = end;
}

static inline unsigned bin_of(unsigned size) {
  unsigned units = size >> 4;
  if (units < 32) return units;
  unsigned log = 31 - (unsigned)__builtin_clz(units);
  return 32 + (log - 5) * 8 + (units >> (log - 3) & 7);
}

static void insert(chunk* c, unsigned size) {
  unsigned bin = bin_of(size), head = bins[bin];
  c->size = size;
  right_of(c)->left = size;
  c->next = head;
  c->prev = 0;
  if (head) at(head)->prev = address_of(c);
  bins[bin] = address_of(c);
  bitmap[bin >> 6] |= 1ul << (bin & 63);
}

static void take_out(chunk* c) {
  if (c->next) at(c->next)->prev = c->prev;
  if (c->prev) {
    at(c->prev)->next = c->next;
    return;
  }
  unsigned bin = bin_of(c->size);
  bins[bin] = c->next;
  if (!c->next) bitmap[bin >> 6] &= ~(1ul << (bin & 63));
}

/* Puts back a chunk whose header is valid, merged with free neighbours. */
static void release(chunk* c) {
  unsigned size = size_of(c);
  chunk* right = at((unsigned long)c + size);
  if (!(right->size & USED)) {
    take_out(right);
    size += right->size;
  }
  if (c->left) {
    chunk* left = at((unsigned long)c - c->left);
    if (!(left->size & USED)) {
      take_out(left);
      size += left->size;
      c->size = 0; /* so that a second free of it is noticed */
      c = left;
    }
  }
  insert(c, size);
}

static int grow(unsigned size) {
  unsigned long spare = heap_bytes >> 3;
  if (spare > (4ul << 20)) spare = 4ul << 20;
  unsigned long start = (unsigned long)__builtin_wasm_memory_size(0) * PAGE;
  unsigned long room = 0;
  if (!heap_end) { /* what lies between the static data and the end of the first pages */
    unsigned long base = ((unsigned long)&__heap_base + 15) & ~15ul;
    room = start > base ? start - base : 0;
  }
  unsigned long need = size + 32ul + SLACK;
  unsigned long pages = need > room ? (need - room + spare + PAGE - 1) / PAGE : 0;
  if (pages) {
    unsigned old = (unsigned)__builtin_wasm_memory_grow(0, pages);
    if (old == 0xffffffffu && spare) {
      pages = (need - room + PAGE - 1) / PAGE;
      old = (unsigned)__builtin_wasm_memory_grow(0, pages);
    }
    if (old == 0xffffffffu) return 0;
    if ((unsigned long)old * PAGE != start) {
      start = (unsigned long)old * PAGE;
      room = 0;
    }
  }
  unsigned long end = start + pages * PAGE - SLACK;
  unsigned long begin = start - room;
  if (heap_end && start == heap_end + SLACK) begin = heap_end;
  heap_bytes += end - begin;
  chunk* c;
  if (heap_end && begin == heap_end) { /* the old sentinel becomes the new chunk's header */
    c = at(begin - HEADER);
  } else {
    c = at(begin + 8);
    c->left = 0;
  }
  heap_end = end;
  unsigned long bytes = end - HEADER - (unsigned long)c;
  c->size = (unsigned)bytes | USED;
  touch((unsigned long)c + sizeof(chunk));
  chunk* sentinel = at(end - HEADER);
  sentinel->size = USED;
  sentinel->left = (unsigned)bytes;
  release(c);
  if (__cw_heap_watch) __cw_heap_watch((void*)begin, ~0ul, end - begin);
  return 1;
}

static chunk* find(unsigned size) {
  unsigned bin = bin_of(size);
  if (bin >= 32) { /* chunks of one list differ: try the first few of our own before taking a larger one */
    unsigned tries = 8;
    for (unsigned p = bins[bin]; p && tries; p = at(p)->next, tries--)
      if (at(p)->size >= size) return at(p);
    bin++;
  }
  unsigned long word = bitmap[bin >> 6] & ~0ul << (bin & 63);
  for (unsigned i = bin >> 6;;) {
    if (word) return at(bins[i * 64 + (unsigned)__builtin_ctzll(word)]);
    if (++i == 4) return nullptr;
    word = bitmap[i];
  }
}

/* Marks c, which is in no list and has total bytes, as used by its first size bytes; the rest goes back. */
static void* use(chunk* c, unsigned total, unsigned size) {
  if (total - size >= MIN_CHUNK) {
    c->size = size | USED;
    chunk* rest = at((unsigned long)c + size);
    rest->left = size;
    rest->size = (total - size) | USED;
    release(rest);
    touch((unsigned long)rest + sizeof(chunk));
  } else {
    c->size = total | USED;
    right_of(c)->left = total;
    touch((unsigned long)right_of(c) + HEADER);
  }
  return payload(c);
}

static void* no_memory() {
  errno = ENOMEM;
  return nullptr;
}

static inline unsigned chunk_size(size_t size) { return size <= 8 ? 16 : ((unsigned)size + HEADER + 15) & ~15u; }

static inline void* watched(void* p, unsigned long bytes) {
  if (__cw_heap_watch) __cw_heap_watch(p, bytes, size_of(at((unsigned long)p - HEADER)) - HEADER);
  return p;
}

/* From where on memory was zero when `allocate` last gave some (under the lock); but the first 8 bytes of a payload may hold what linked it into a list. A variable: allocation keeps nothing on the stack. */
static unsigned long clean;

static void* allocate(size_t size) {
  if (size > 0xfff00000ul) return no_memory();
  unsigned need = chunk_size(size);
  chunk* c = find(need);
  if (!c) {
    if (!grow(need)) return no_memory();
    c = find(need);
    if (!c) return no_memory();
  }
  clean = untouched;
  take_out(c);
  return watched(use(c, c->size, need), size);
}

/* Not inlined into the rest of the library: programs with several threads have another malloc, built with CW_THREADS. */
__attribute__((noinline)) void* malloc(size_t size) {
  cw::Holds holds(heap_lock);
  return allocate(size);
}

#ifdef CW_THREADS
void __cw_free_heap_lock(void) { heap_lock.state = 0; }
#endif

static chunk* chunk_of(void* p) {
  chunk* c = (chunk*)((char*)p - HEADER);
  if ((unsigned long)p & 15 || !(c->size & USED) || size_of(c) < MIN_CHUNK) {
    __cw_fatal((unsigned long)p & 15 ? "free(): invalid pointer\n" : "free(): double free detected in tcache 2\n");
  }
  return c;
}

__attribute__((noinline)) void free(void* p) {
  if (!p) return;
  int saved = errno;
  chunk* c = chunk_of(p);
  {
    cw::Holds holds(heap_lock);
    watched(p, 0);
    release(c);
  }
  errno = saved;
}

static void* zeroed(void* p, size_t bytes, unsigned long from) {
  if (!p) return p;
  unsigned long used = from > (unsigned long)p + 8 ? from - (unsigned long)p : 8;
  return memset(p, 0, used < bytes ? used : bytes);
}

__attribute__((noinline)) void* calloc(size_t count, size_t size) {
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes)) return no_memory();
  unsigned long from;
  void* p;
  {
    cw::Holds holds(heap_lock);
    p = allocate(bytes);
    from = clean;
  }
  return zeroed(p, bytes, from);
}

__attribute__((noinline)) void* realloc(void* p, size_t size) {
  if (!p) return malloc(size);
  if (!size) {
    free(p);
    return nullptr;
  }
  if (size > 0xfff00000ul) return no_memory();
  chunk* c = chunk_of(p);
  unsigned need = chunk_size(size), have = size_of(c);
  cw::Holds holds(heap_lock);
  if (have < need) {
    chunk* right = right_of(c);
    if (!(right->size & USED) && have + right->size >= need) {
      take_out(right);
      return watched(use(c, have + right->size, need), size);
    }
    void* moved = allocate(size);
    if (!moved) return nullptr;
    memcpy(moved, p, have - HEADER);
    watched(p, 0);
    release(c);
    return moved;
  }
  watched(p, size);
  return have - need >= MIN_CHUNK ? use(c, have, need) : p;
}

void* reallocarray(void* p, size_t count, size_t size) {
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes)) return no_memory();
  return realloc(p, bytes);
}

static void* allocate_aligned(size_t alignment, size_t size) {
  if (alignment & (alignment - 1) || alignment > 0x40000000ul) {
    errno = EINVAL;
    return nullptr;
  }
  if (size > 0xfff00000ul - alignment) return no_memory();
  unsigned need = chunk_size(size);
  void* p = allocate((size_t)need + alignment);
  if (!p) return p;
  watched(p, 0);
  chunk* c = (chunk*)((char*)p - HEADER);
  unsigned long aligned = ((unsigned long)p + alignment - 1) & ~(alignment - 1);
  unsigned skip = (unsigned)(aligned - (unsigned long)p), total = size_of(c);
  if (skip) { /* the part before becomes a chunk of its own: skip is a multiple of 16 */
    chunk* front = c;
    c = at((unsigned long)front + skip);
    front->size = skip | USED;
    c->left = skip;
    c->size = (total - skip) | USED;
    right_of(c)->left = total - skip;
    release(front);
    total -= skip;
  }
  return watched(use(c, total, need), size);
}

__attribute__((noinline)) void* memalign(size_t alignment, size_t size) {
  if (alignment <= 16) return malloc(size);
  cw::Holds holds(heap_lock);
  return allocate_aligned(alignment, size);
}

/* As aligned_alloc, and all zero. Alignments are larger than 16. */
__attribute__((noinline)) void* __cw_zeroed_alloc(size_t alignment, size_t size) {
  unsigned long from;
  void* p;
  {
    cw::Holds holds(heap_lock);
    p = allocate_aligned(alignment, size);
    from = clean;
  }
  return zeroed(p, size, from);
}

void* aligned_alloc(size_t alignment, size_t size) {
  if (!alignment || alignment & (alignment - 1)) {
    errno = EINVAL;
    return nullptr;
  }
  return memalign(alignment, size);
}

int posix_memalign(void** result, size_t alignment, size_t size) {
  if (alignment < 8 || alignment & (alignment - 1)) return EINVAL;
  int saved = errno;
  void* p = memalign(alignment, size);
  errno = saved;
  if (!p) return ENOMEM;
  *result = p;
  return 0;
}

void* valloc(size_t size) { return memalign(4096, size); }
size_t malloc_usable_size(void* p) { return p ? size_of(chunk_of(p)) - HEADER : 0; }
int malloc_trim(size_t) { return 0; }
}
