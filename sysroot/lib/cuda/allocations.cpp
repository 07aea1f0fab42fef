// Device, managed and pinned memory: one array of all allocations, ordered by address.
#include <stdlib.h>
#include <string.h>
#include "runtime.h"

// Of malloc: told how many bytes of an allocation may be touched, where accesses are tested.
extern "C" void (*__cw_heap_watch)(void* p, unsigned long bytes, unsigned long room);

namespace cw {

static Allocation* table;
static unsigned count, capacity;
static unsigned long used;

const __cw_dev_info* device_info() {
  static __cw_dev_info info;
  static bool known;
  if (!known) {
    __cw_dev_get_info(&info);
    known = true;
  }
  return &info;
}

unsigned long memory_used() { return used; }

static unsigned long granules(unsigned long bytes) { return (bytes + 511) / 512 * 512; }

// Index of the first allocation that begins after p.
static unsigned after(const void* p) {
  unsigned low = 0, high = count;
  while (low < high) {
    unsigned middle = (low + high) / 2;
    if (table[middle].address <= (const char*)p) low = middle + 1;
    else high = middle;
  }
  return low;
}

static Allocation* find_any(const void* p) {
  unsigned i = after(p);
  if (i == 0) return 0;
  Allocation* a = &table[i - 1];
  return (const char*)p < a->address + a->bytes || p == a->address ? a : 0;
}

Allocation* find_allocation(const void* p) {
  Allocation* a = find_any(p);
  return a && a->block && a->block->idle ? 0 : a;
}

static bool insert(void* address, unsigned long bytes, unsigned kind, unsigned flags) {
  if (count == capacity) {
    unsigned grown_capacity = capacity ? capacity * 2 : 64;
    Allocation* grown = (Allocation*)realloc(table, grown_capacity * sizeof(Allocation));
    if (!grown) return false;
    table = grown;
    capacity = grown_capacity;
  }
  unsigned i = after(address);
  memmove(&table[i + 1], &table[i], (count - i) * sizeof(Allocation));
  table[i].address = (char*)address;
  table[i].bytes = bytes;
  table[i].kind = kind;
  table[i].flags = flags;
  table[i].block = 0;
  count++;
  return true;
}

static void remove(Allocation* a) {
  unsigned i = (unsigned)(a - table);
  count--;
  memmove(&table[i], &table[i + 1], (count - i) * sizeof(Allocation));
}

// bytes 0: the size is not known (flag 1).
void register_symbol(const void* variable, unsigned long bytes) {
  Allocation* a = find_allocation(variable);
  if (!a) {
    insert((void*)variable, bytes ? bytes : 1, symbol_memory, bytes == 0);
  } else if (a->kind == symbol_memory && a->flags && bytes) {
    a->bytes = bytes;
    a->flags = 0;
  }
}

cudaError_t allocate(void** p, unsigned long bytes, unsigned kind, unsigned flags) {
  KernelCall call;
  CW_CHECK_FAULT();
  if (!p) return fail(cudaErrorInvalidValue);
  *p = 0;
  if (bytes == 0) return cudaSuccess;
  unsigned long limit = device_info()->memory;
  if (bytes > limit) return fail(cudaErrorMemoryAllocation);
  if (granules(bytes) > limit - used) return pools && pools->trim() ? allocate(p, bytes, kind, flags) : fail(cudaErrorMemoryAllocation);
  void* address = __cw_dev_allocate(granules(bytes), kind == managed_memory ? __CW_MANAGED : kind == pinned_memory ? __CW_PINNED : __CW_DEVICE);
  if (!address && pools && pools->trim()) return allocate(p, bytes, kind, flags);
  if (!address) return fail(cudaErrorMemoryAllocation);
  if (!insert(address, bytes, kind, flags)) {
    __cw_dev_free(address, granules(bytes), kind);
    return fail(cudaErrorMemoryAllocation);
  }
  if (__cw_heap_watch) __cw_heap_watch(address, bytes, granules(bytes));
  used += granules(bytes);
  *p = address;
  return cudaSuccess;
}

static void release(Allocation* a) {
  if (a->block) a->bytes = a->block->bytes;
  if (a->kind == registered_memory) __cw_dev_unregister(a->address);
  if (a->kind <= pinned_memory) {
    used -= granules(a->bytes);
    __cw_dev_free(a->address, granules(a->bytes), a->kind == managed_memory ? __CW_MANAGED : a->kind == pinned_memory ? __CW_PINNED : __CW_DEVICE);
  }
  remove(a);
}

void free_everything() {
  while (count > 0) {
    PoolBlock* block = table[count - 1].block;
    release(&table[count - 1]);
    free(block);
  }
  if (pools) pools->forget();
}

const Pools* pools;

cudaError_t allocate_block(PoolBlock* block, unsigned long bytes, unsigned kind) {
  void* p;
  cudaError_t error = allocate(&p, bytes, kind, 0);
  if (error != cudaSuccess) return error;
  block->address = (char*)p;
  find_any(p)->block = block;
  return cudaSuccess;
}

void use_block(PoolBlock* block, unsigned long bytes) {
  Allocation* a = find_any(block->address);
  if (__cw_heap_watch) __cw_heap_watch(a->address, bytes, block->bytes);
  block->idle = bytes == 0;
  // While nobody has it, it is as large as it can be: its memory is given back by its size.
  a->bytes = bytes == 0 ? block->bytes : bytes;
}

void free_block(PoolBlock* block) {
  release(find_any(block->address));
}

// Memory of graphs stays allocated while its graph exists; freeing it only says that it is not in use.
static const unsigned graph_memory = 0x10000, in_use = 0x20000;
static unsigned long graph_used, graph_used_high, graph_reserved, graph_reserved_high;

static Allocation* find_graph_memory(void* p) {
  Allocation* a = find_allocation(p);
  return a && a->address == p && a->kind == device_memory && (a->flags & graph_memory) ? a : 0;
}

bool is_graph_memory(void* p) { return find_graph_memory(p) != 0; }

bool use_graph_memory(void* p, bool use) {
  Allocation* a = find_graph_memory(p);
  if (!a || ((a->flags & in_use) != 0) == use) return false;
  a->flags ^= in_use;
  if (use) graph_used += granules(a->bytes);
  else graph_used -= granules(a->bytes);
  if (graph_used > graph_used_high) graph_used_high = graph_used;
  return true;
}

cudaError_t allocate_graph_memory(void** p, unsigned long bytes) {
  cudaError_t error = allocate(p, bytes, device_memory, graph_memory);
  if (error != cudaSuccess) return error;
  graph_reserved += granules(bytes);
  if (graph_reserved > graph_reserved_high) graph_reserved_high = graph_reserved;
  return cudaSuccess;
}

void free_graph_memory(void* p) {
  Allocation* a = find_graph_memory(p);
  if (!a) return;
  use_graph_memory(p, false);
  graph_reserved -= granules(a->bytes);
  release(a);
}

unsigned long* graph_memory_figure(unsigned which) {
  unsigned long* figures[4] = {&graph_used, &graph_used_high, &graph_reserved, &graph_reserved_high};
  return which < 4 ? figures[which] : 0;
}

// Frees what begins at p and is of one of the two kinds; waits for the device first, as CUDA does.
cudaError_t deallocate(void* p, unsigned kind1, unsigned kind2) {
  KernelCall call;
  CW_CHECK_FAULT();
  if (!p) return cudaSuccess;
  Allocation* a = find_allocation(p);
  if (!a || a->address != p || (a->kind != kind1 && a->kind != kind2)) return fail(cudaErrorInvalidValue);
  cudaError_t error = __cw_in_kernel ? cudaSuccess : synchronize(all_streams);
  if (error != cudaSuccess) return error;
  if (is_graph_memory(p)) return use_graph_memory(p, false) ? cudaSuccess : fail(cudaErrorInvalidValue);
  a = find_allocation(p);
  if (a->block) pools->give_back(a->block);
  else release(a);
  return cudaSuccess;
}

}  // namespace cw

using namespace cw;

extern "C" {
cudaError_t cudaMalloc(void** p, size_t size) {
  if (recorder && recorder->forbidden(0, true)) return fail(cudaErrorStreamCaptureUnsupported);
  return allocate(p, size, device_memory, 0);
}
cudaError_t cudaMallocHost(void** p, size_t size) { return allocate(p, size, pinned_memory, 0); }

cudaError_t cudaHostAlloc(void** p, size_t size, unsigned flags) {
  if (flags & ~7u) return fail(cudaErrorInvalidValue);
  return allocate(p, size, pinned_memory, flags);
}

cudaError_t cudaMallocManaged(void** p, size_t size, unsigned flags) {
  if (flags != cudaMemAttachGlobal && flags != cudaMemAttachHost) return fail(cudaErrorInvalidValue);
  return allocate(p, size, managed_memory, flags);
}

cudaError_t cudaMallocPitch(void** p, size_t* pitch, size_t width, size_t height) {
  if (!pitch) return fail(cudaErrorInvalidValue);
  unsigned long row = granules(width);
  if (height != 0 && row > ~0ul / height) return fail(cudaErrorMemoryAllocation);
  cudaError_t error = allocate(p, row * height, device_memory, 0);
  if (error == cudaSuccess) *pitch = row;
  return error;
}

cudaError_t cudaMalloc3D(cudaPitchedPtr* p, cudaExtent extent) {
  if (!p) return fail(cudaErrorInvalidValue);
  if (extent.depth != 0 && extent.height > ~0ul / extent.depth) return fail(cudaErrorMemoryAllocation);
  cudaError_t error = cudaMallocPitch(&p->ptr, &p->pitch, extent.width, extent.height * extent.depth);
  p->xsize = extent.width;
  p->ysize = extent.height;
  return error;
}

cudaError_t cudaFree(void* p) { return deallocate(p, device_memory, managed_memory); }
cudaError_t cudaFreeHost(void* p) { return deallocate(p, pinned_memory, pinned_memory); }

cudaError_t cudaHostRegister(void* p, size_t size, unsigned flags) {
  CW_CHECK_FAULT();
  if (!p || size == 0 || (flags & ~15u)) return fail(cudaErrorInvalidValue);
  if (find_allocation(p) || find_allocation((char*)p + size - 1)) return fail(cudaErrorHostMemoryAlreadyRegistered);
  if (!insert(p, size, registered_memory, flags)) return fail(cudaErrorMemoryAllocation);
  __cw_dev_register(p, size);
  return cudaSuccess;
}

cudaError_t cudaHostUnregister(void* p) {
  CW_CHECK_FAULT();
  Allocation* a = find_allocation(p);
  if (!a || a->address != p || a->kind != registered_memory) return fail(cudaErrorHostMemoryNotRegistered);
  __cw_dev_unregister(p);
  remove(a);
  return cudaSuccess;
}

cudaError_t cudaHostGetDevicePointer(void** device, void* host, unsigned flags) {
  CW_CHECK_FAULT();
  Allocation* a = find_allocation(host);
  if (!device || flags != 0 || !a || (a->kind != pinned_memory && a->kind != registered_memory)) {
    return fail(cudaErrorInvalidValue);
  }
  *device = host;
  return cudaSuccess;
}

cudaError_t cudaHostGetFlags(unsigned* flags, void* host) {
  CW_CHECK_FAULT();
  Allocation* a = find_allocation(host);
  if (!flags || !a || a->kind != pinned_memory) return fail(cudaErrorInvalidValue);
  *flags = a->flags | cudaHostAllocMapped;
  return cudaSuccess;
}

cudaError_t cudaMemGetInfo(size_t* free, size_t* total) {
  CW_CHECK_FAULT();
  if (!free || !total) return fail(cudaErrorInvalidValue);
  *total = device_info()->memory;
  *free = *total - memory_used();
  return cudaSuccess;
}

cudaError_t cudaPointerGetAttributes(cudaPointerAttributes* attributes, const void* p) {
  CW_CHECK_FAULT();
  if (!attributes) return fail(cudaErrorInvalidValue);
  memset(attributes, 0, sizeof *attributes);
  Allocation* a = find_allocation(p);
  if (!a) {
    attributes->type = cudaMemoryTypeUnregistered;
    attributes->device = cudaInvalidDeviceId;
    attributes->hostPointer = (void*)p;
    return cudaSuccess;
  }
  bool host = a->kind == pinned_memory || a->kind == registered_memory;
  attributes->type = host ? cudaMemoryTypeHost : a->kind == managed_memory ? cudaMemoryTypeManaged : cudaMemoryTypeDevice;
  attributes->devicePointer = (void*)p;
  attributes->hostPointer = host || a->kind == managed_memory ? (void*)p : 0;
  return cudaSuccess;
}

// Placement hints mean nothing on one device; their arguments are checked.
static cudaError_t check_range(const void* p, size_t count, cudaMemLocation location) {
  CW_CHECK_FAULT();
  Allocation* a = find_allocation(p);
  if (!a || a->kind != managed_memory || count == 0 || (const char*)p + count > a->address + granules(a->bytes)) {
    return fail(cudaErrorInvalidValue);
  }
  if (location.type == cudaMemLocationTypeDevice && location.id != 0) return fail(cudaErrorInvalidDevice);
  return cudaSuccess;
}

cudaError_t cudaMemPrefetchAsync(const void* p, size_t count, cudaMemLocation location, unsigned flags, cudaStream_t stream) {
  unsigned id;
  if (!stream_id(stream, &id)) return fail(cudaErrorInvalidResourceHandle);
  if (flags != 0) return fail(cudaErrorInvalidValue);
  return check_range(p, count, location);
}

cudaError_t cudaMemAdvise(const void* p, size_t count, cudaMemoryAdvise, cudaMemLocation location) {
  return check_range(p, count, location);
}

cudaError_t cudaMemRangeGetAttribute(void* data, size_t size, cudaMemRangeAttribute attribute, const void* p, size_t count) {
  cudaMemLocation host = {cudaMemLocationTypeHost, 0};
  cudaError_t error = check_range(p, count, host);
  if (error != cudaSuccess) return error;
  if (!data || size < 4) return fail(cudaErrorInvalidValue);
  memset(data, 0, size);
  if (attribute != cudaMemRangeAttributeReadMostly) *(int*)data = cudaInvalidDeviceId;
  return cudaSuccess;
}

cudaError_t cudaStreamAttachMemAsync(cudaStream_t stream, void* p, size_t, unsigned) {
  CW_CHECK_FAULT();
  unsigned id;
  if (!stream_id(stream, &id)) return fail(cudaErrorInvalidResourceHandle);
  Allocation* a = find_allocation(p);
  return a && a->kind == managed_memory ? cudaSuccess : fail(cudaErrorInvalidValue);
}
}

// Do two addresses lie in different allocations of our own? Kernels ask it at each launch. Of what lies in none it is not known, and registered pieces may be of one object.
extern "C" int __cw_apart(const void* p, const void* q) {
  __cw_enter_runtime();
  const cw::Allocation *a = cw::find_allocation(p), *b = cw::find_allocation(q);
  bool apart = a && b && a != b && a->kind <= cw::pinned_memory && b->kind <= cw::pinned_memory && (const char*)p < a->address + a->bytes && (const char*)q < b->address + b->bytes;
  __cw_leave_runtime();
  return apart;
}
