// malloc and free, new and delete of kernels, where these are shaders: compilation for WebGPU calls these functions in their place. The heap is a piece of device memory; its state lies in a variable that the
// device's client fills before the first launch (src/runtime/webgpu/client.ts). Lock-free: freed blocks lie in lists by size, whose heads are replaced by compare and swap together with a number that changes
// each time; new ones are taken off the end of what is in use.
#include <cuda_runtime.h>
#include <stddef.h>

namespace {
// Sizes are counted in granules of 1 << log bytes. Up to eight each number has a list of its own; beyond, four lists per power of two.
enum { EXACT = 8, LISTS = 108 };
// A list's head: which granule its first block is at (0: none), and a number.
const unsigned PLACE = (1u << 22) - 1, NUMBER = 1u << 22;
// Bytes in front of what is given out: the list and a mark; the next block in the list.
const unsigned HEAD = 16, USED = 0x5ab00000u, FREE = 0xf9e00000u, KIND = 0xfff00000u;

__device__ inline unsigned list_of(unsigned granules) {
  if (granules <= EXACT) return granules - 1;
  unsigned last = granules - 1, log = 31 - __clz((int)last);
  return EXACT + (log - 3) * 4 + (last >> (log - 2) & 3);
}

__device__ inline unsigned granules_of(unsigned list) {
  if (list < EXACT) return list + 1;
  unsigned log = (list - EXACT) / 4 + 3;
  return (5 + (list - EXACT) % 4) << (log - 2);
}
}  // namespace

extern "C" {
__device__ struct __cw_device_heap_state {
  unsigned begin, end;   // addresses
  unsigned top;          // granules in use, from the beginning; the first is never given out
  unsigned log;
  unsigned lists[LISTS];
} __cw_device_heap;

// Both lie in front of a block.
static __device__ inline unsigned* head_of(unsigned place) { return (unsigned*)(size_t)(__cw_device_heap.begin + (place << __cw_device_heap.log)); }

static __device__ inline unsigned take_from(unsigned list) {
  unsigned* lists = __cw_device_heap.lists;
  unsigned head = atomicAdd(&lists[list], 0u);
  while ((head & PLACE) != 0) {
    unsigned next = atomicAdd(head_of(head & PLACE) + 1, 0u);
    unsigned seen = atomicCAS(&lists[list], head, ((head & ~PLACE) + NUMBER) | next);
    if (seen == head) return head & PLACE;
    head = seen;
  }
  return 0;
}

__device__ void* __cw_device_malloc(size_t bytes) {
  unsigned log = __cw_device_heap.log, room = (__cw_device_heap.end - __cw_device_heap.begin) >> log;
  if (bytes >= ((size_t)room << log)) return nullptr;
  unsigned granules = ((unsigned)bytes + HEAD + (1u << log) - 1) >> log, list = list_of(granules), size = granules_of(list);
  unsigned place = take_from(list);
  unsigned top = atomicAdd(&__cw_device_heap.top, 0u);
  while (place == 0 && top + size <= room) {
    unsigned seen = atomicCAS(&__cw_device_heap.top, top, top + size);
    if (seen == top) place = top;
    top = seen;
  }
  // A larger block, where all is in use.
  for (unsigned larger = list + 1; place == 0 && larger < LISTS && granules_of(larger) < room; larger++) {
    place = take_from(larger);
    list = larger;
  }
  if (place == 0) return nullptr;
  unsigned* head = head_of(place);
  head[0] = USED | list;
  return head + HEAD / 4;
}

__device__ void __cw_device_free(void* p) {
  if (p == nullptr) return;
  unsigned* head = (unsigned*)p - HEAD / 4;
  unsigned list = head[0] & ~KIND;
  if ((head[0] & KIND) != USED || list >= LISTS) __trap();
  head[0] = FREE | list;
  unsigned place = ((unsigned)(size_t)head - __cw_device_heap.begin) >> __cw_device_heap.log;
  unsigned* lists = __cw_device_heap.lists;
  unsigned first = atomicAdd(&lists[list], 0u);
  for (;;) {
    atomicExch(head + 1, first & PLACE);
    __threadfence();
    unsigned seen = atomicCAS(&lists[list], first, ((first & ~PLACE) + NUMBER) | place);
    if (seen == first) return;
    first = seen;
  }
}

__device__ void* __cw_device_new_nothrow(size_t bytes, const void*) { return __cw_device_malloc(bytes); }
__device__ void __cw_device_delete_sized(void* p, size_t) { __cw_device_free(p); }
__device__ void __cw_device_delete_nothrow(void* p, const void*) { __cw_device_free(p); }
}
