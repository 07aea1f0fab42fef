/* qsort, stable as glibc's is: a bottom-up merge sort over runs of insertion-sorted elements. Large elements are sorted
   through pointers. Where memory runs out: heapsort in place. */
#include <stdlib.h>
#include <string.h>

extern "C" {
typedef int (*compare_function)(const void*, const void*, void*);

struct sorting {
  size_t size;
  compare_function compare;
  void* context;
  int indirect;
};

static inline int compare_at(const sorting* s, const char* a, const char* b) {
  return s->indirect ? s->compare(*(void**)a, *(void**)b, s->context) : s->compare(a, b, s->context);
}

static inline void copy_one(char* to, const char* from, size_t size) {
  if (size == 8)
    __builtin_memcpy(to, from, 8);
  else if (size == 4)
    __builtin_memcpy(to, from, 4);
  else
    memcpy(to, from, size);
}

static void insertion_sort(const sorting* s, char* base, size_t count, char* spare) {
  size_t size = s->size;
  for (size_t i = 1; i < count; i++) {
    char *at = base + i * size, *hole = at;
    while (hole > base && compare_at(s, hole - size, at) > 0) hole -= size;
    if (hole == at) continue;
    copy_one(spare, at, size);
    memmove(hole + size, hole, (size_t)(at - hole));
    copy_one(hole, spare, size);
  }
}

/* Merges [from, middle) and [middle, end) to `to`. */
static void merge(const sorting* s, const char* from, const char* middle, const char* end, char* to) {
  size_t size = s->size;
  const char *a = from, *b = middle;
  while (a < middle && b < end) {
    if (compare_at(s, a, b) <= 0) {
      copy_one(to, a, size);
      a += size;
    } else {
      copy_one(to, b, size);
      b += size;
    }
    to += size;
  }
  memcpy(to, a, (size_t)(middle - a));
  memcpy(to + (middle - a), b, (size_t)(end - b));
}

static void merge_sort(const sorting* s, char* base, size_t count, char* spare) {
  enum { RUN = 8 };
  size_t size = s->size;
  for (size_t i = 0; i < count; i += RUN) insertion_sort(s, base + i * size, count - i < RUN ? count - i : (size_t)RUN, spare);
  char *from = base, *to = spare;
  for (size_t run = RUN; run < count; run *= 2) {
    for (size_t i = 0; i < count; i += 2 * run) {
      size_t middle = i + run < count ? i + run : count, end = i + 2 * run < count ? i + 2 * run : count;
      merge(s, from + i * size, from + middle * size, from + end * size, to + i * size);
    }
    char* swap = from;
    from = to;
    to = swap;
  }
  if (from != base) memcpy(base, from, count * size);
}

static void swap_bytes(char* a, char* b, size_t size) {
  for (size_t i = 0; i < size; i++) {
    char t = a[i];
    a[i] = b[i];
    b[i] = t;
  }
}

static void sift_down(const sorting* s, char* base, size_t root, size_t count) {
  size_t size = s->size;
  for (size_t child; (child = 2 * root + 1) < count; root = child) {
    if (child + 1 < count && compare_at(s, base + child * size, base + (child + 1) * size) < 0) child++;
    if (compare_at(s, base + root * size, base + child * size) >= 0) return;
    swap_bytes(base + root * size, base + child * size, size);
  }
}

static void heap_sort(const sorting* s, char* base, size_t count) {
  for (size_t i = count / 2; i-- > 0;) sift_down(s, base, i, count);
  for (size_t i = count; i-- > 1;) {
    swap_bytes(base, base + i * s->size, s->size);
    sift_down(s, base, 0, i);
  }
}

void qsort_r(void* base, size_t count, size_t size, compare_function compare, void* context) {
  if (count < 2 || !size) return;
  sorting s = {size, compare, context, size > 32};
  char* data = (char*)base;
  char room[1024];
  size_t bytes = s.indirect ? count * 16 + size : count * size;
  char* spare = bytes <= sizeof room ? room : (char*)malloc(bytes);
  if (!spare) {
    s.indirect = 0;
    heap_sort(&s, data, count);
    return;
  }
  if (!s.indirect) {
    merge_sort(&s, data, count, spare);
  } else {
    char** order = (char**)spare;
    for (size_t i = 0; i < count; i++) order[i] = data + i * size;
    s.size = 8;
    merge_sort(&s, spare, count, spare + count * 8);
    char* held = spare + count * 16;
    for (size_t i = 0; i < count; i++) { /* follow each cycle of the permutation */
      char* home = data + i * size;
      if (order[i] == home) continue;
      memcpy(held, home, size);
      size_t at = i;
      for (char* from; (from = order[at]) != home; at = (size_t)(from - data) / size) {
        memcpy(data + at * size, from, size);
        order[at] = data + at * size;
      }
      memcpy(data + at * size, held, size);
      order[at] = data + at * size;
    }
  }
  if (spare != room) free(spare);
}

static int call_plain(const void* a, const void* b, void* context) { return ((__compar_fn_t)context)(a, b); }

void qsort(void* base, size_t count, size_t size, __compar_fn_t compare) {
  qsort_r(base, count, size, call_plain, (void*)compare);
}

void* bsearch(const void* key, const void* base, size_t count, size_t size, __compar_fn_t compare) {
  const char* low = (const char*)base;
  while (count) {
    size_t half = count / 2;
    const char* middle = low + half * size;
    int order = compare(key, middle);
    if (!order) return (void*)middle;
    if (order > 0) {
      low = middle + size;
      count -= half + 1;
    } else {
      count = half;
    }
  }
  return nullptr;
}
}
