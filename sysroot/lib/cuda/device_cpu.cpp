// The device interface on the CPU: device memory is the program's own, and every call has completed when it returns. Launches are launch_cpu.cpp.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "cpu.h"

// Not inlined into the rest of the library: device_webgpu.cpp could not take this file's place there.
#define INTERFACE __attribute__((noinline))

static const unsigned long memory_limit = 2ul << 30;
static double* event_times;
static unsigned event_capacity;

static double now_ms() {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

// Small blocks of device memory lie in slabs that hold nothing else, larger ones have room behind them: threads that write a little beyond an array, where a
// GPU would not notice, change neither the heap nor the program's own data. Programs that test their accesses have each block by itself. What is allocated is zero,
// as it mostly is on GPUs, whose drivers clear memory: programs come to rely on it unawares.

enum { UNIT = 512, UNITS = 4096, LARGE = 256 << 10, TAIL = 64 << 10 };

struct Slab {
  char* base;
  Slab* next;
  unsigned free_units;
  /* A bit a unit: in use; the first of its block. */
  unsigned long used[UNITS / 64], first[UNITS / 64];
};
static Slab* slabs;

static inline bool is_set(const unsigned long* bits, unsigned i) { return bits[i >> 6] >> (i & 63) & 1; }

/* The first unit from `i` on that is in use (or is not), or UNITS. */
static unsigned seek(const Slab* slab, unsigned i, bool in_use) {
  while (i < UNITS) {
    unsigned long rest = (in_use ? slab->used[i >> 6] : ~slab->used[i >> 6]) >> (i & 63);
    if (rest) return i + (unsigned)__builtin_ctzl(rest);
    i = (i | 63) + 1;
  }
  return UNITS;
}

static void* take(Slab* slab, unsigned units) {
  if (slab->free_units < units) return 0;
  for (unsigned at = seek(slab, 0, false), end; at < UNITS; at = seek(slab, end, false)) {
    end = seek(slab, at, true);
    if (end - at < units) continue;
    for (unsigned i = at; i < at + units; i++) slab->used[i >> 6] |= 1ul << (i & 63);
    slab->first[at >> 6] |= 1ul << (at & 63);
    slab->free_units -= units;
    return slab->base + (unsigned long)at * UNIT;
  }
  return 0;
}

static void* allocate_in_slab(unsigned units) {
  for (Slab* slab = slabs; slab; slab = slab->next)
    if (void* block = take(slab, units)) return memset(block, 0, (unsigned long)units * UNIT);
  Slab* slab = (Slab*)calloc(1, sizeof(Slab));
  if (!slab) return 0;
  slab->base = (char*)__cw_zeroed_alloc(UNIT, (unsigned long)UNITS * UNIT + TAIL);
  if (!slab->base) {
    free(slab);
    return __cw_zeroed_alloc(UNIT, (unsigned long)units * UNIT);
  }
  slab->free_units = UNITS;
  slab->next = slabs;
  slabs = slab;
  return take(slab, units);
}

/* False where the block lies in no slab. A slab that is empty is kept if it is the only one. */
static bool free_in_slab(char* address) {
  Slab** link = &slabs;
  while (*link && (unsigned long)(address - (*link)->base) >= (unsigned long)UNITS * UNIT) link = &(*link)->next;
  Slab* slab = *link;
  if (!slab) return false;
  unsigned at = (unsigned)((unsigned long)(address - slab->base) / UNIT);
  slab->first[at >> 6] &= ~(1ul << (at & 63));
  for (; at < UNITS && is_set(slab->used, at) && !is_set(slab->first, at); at++) {
    slab->used[at >> 6] &= ~(1ul << (at & 63));
    slab->free_units++;
  }
  if (slab->free_units == UNITS && slabs->next) {
    *link = slab->next;
    free(slab->base);
    free(slab);
  }
  return true;
}

extern "C" {
int __cw_first_fault;

void __cw_report_fault(const __cw_launch* launch, int error, unsigned b, unsigned t) {
  const char* what = error == 700 ? "an illegal memory access" : "a trap";
  if (b == ~0u) {
    fprintf(stderr, "cuda-wasm: kernel %s ended by %s\n", launch->kernel->name, what);
    return;
  }
  fprintf(stderr, "cuda-wasm: kernel %s ended by %s in block [%u,%u,%u]", launch->kernel->name, what, b % launch->grid_x,
          b / launch->grid_x % launch->grid_y, b / launch->grid_x / launch->grid_y);
  if (t != ~0u) {
    fprintf(stderr, ", thread [%u,%u,%u]", t % launch->block_x, t / launch->block_x % launch->block_y,
            t / launch->block_x / launch->block_y);
  }
  fprintf(stderr, "\n");
}

INTERFACE void __cw_dev_get_info(__cw_dev_info* info) {
  memset(info, 0, sizeof *info);
  strcpy(info->name, "cuda-wasm CPU device");
  info->memory = memory_limit;
  info->multiprocessors = __cw_thread_count();
  info->clock_khz = 1000000;
  info->integrated = 1;
}

INTERFACE void* __cw_dev_allocate(unsigned long bytes, unsigned kind) {
  if (bytes > memory_limit) return 0;
  bytes = (bytes + UNIT - 1) / UNIT * UNIT;
  if (__cw_heap_watch || kind == __CW_PINNED) return __cw_zeroed_alloc(UNIT, bytes);
  return bytes > LARGE ? __cw_zeroed_alloc(UNIT, bytes + TAIL) : allocate_in_slab((unsigned)(bytes / UNIT));
}

INTERFACE void __cw_dev_free(void* address, unsigned long, unsigned) {
  if (!free_in_slab((char*)address)) free(address);
}

INTERFACE void __cw_dev_register(void*, unsigned long) {}
INTERFACE void __cw_dev_unregister(void*) {}

INTERFACE void __cw_dev_copy(void* to, unsigned long to_pitch, const void* from, unsigned long from_pitch, unsigned long width,
                   unsigned long height, unsigned, unsigned) {
  if (height == 1 || (to_pitch == width && from_pitch == width)) {
    memmove(to, from, width * height);
    return;
  }
  for (unsigned long y = 0; y < height; y++) {
    memmove((char*)to + y * to_pitch, (const char*)from + y * from_pitch, width);
  }
}

INTERFACE void __cw_dev_fill(void* to, unsigned long pitch, unsigned value, unsigned long width, unsigned long height, unsigned) {
  if (height == 1 || pitch == width) {
    memset(to, (int)value, width * height);
    return;
  }
  for (unsigned long y = 0; y < height; y++) memset((char*)to + y * pitch, (int)value, width);
}

INTERFACE int __cw_dev_wait(unsigned) { return __cw_first_fault; }
INTERFACE int __cw_dev_query(unsigned) { return __cw_first_fault; }
INTERFACE void __cw_dev_stream_wait_event(unsigned, unsigned) {}

INTERFACE void __cw_dev_record(unsigned event, unsigned) {
  if (event >= event_capacity) {
    unsigned capacity = event + 16;
    double* grown = (double*)realloc(event_times, capacity * sizeof(double));
    if (!grown) return;
    event_times = grown;
    event_capacity = capacity;
  }
  event_times[event] = now_ms();
}

INTERFACE int __cw_dev_event_query(unsigned) { return __cw_first_fault; }
INTERFACE int __cw_dev_event_wait(unsigned) { return __cw_first_fault; }
INTERFACE double __cw_dev_event_time(unsigned event) { return event < event_capacity ? event_times[event] : 0; }
INTERFACE void* __cw_dev_symbol(const void* variable) { return (void*)variable; }
INTERFACE void __cw_dev_heap_limit(unsigned long) {}
INTERFACE void __cw_dev_texture_kinds(const void*, unsigned) {}
INTERFACE void __cw_dev_reset(void) { __cw_first_fault = 0; }
INTERFACE __CW_HD int __cw_reads_remotely(void) { return 0; }
}
