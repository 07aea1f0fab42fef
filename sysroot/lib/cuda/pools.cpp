// Memory pools: cudaMallocAsync and cudaMemPool*. Blocks come in size classes, eight a doubling from 512 bytes up, and stay with their pool when they are freed, until a synchronization finds more
// than the pool's release threshold, or memory runs out. All streams of our devices are one order: what one has freed another may have at once.
#include <stdlib.h>
#include "runtime.h"

using namespace cw;

static const unsigned classes = 23 * 8 + 1;

struct CUmemPoolHandle_st {
  CUmemPoolHandle_st* next;
  unsigned kind;                       // of its memory
  bool own, destroyed;                 // own: made by cudaMemPoolCreate
  unsigned long release_threshold, most;  // most: bytes that it may reserve; 0: no limit
  unsigned long used, used_high, reserved, reserved_high;
  int reuse[3];
  PoolBlock* idle[classes];
};

static CUmemPoolHandle_st default_pools[3] = {
    {0, device_memory, false, false, 0, 0, 0, 0, 0, 0, {1, 1, 1}, {}},
    {0, managed_memory, false, false, 0, 0, 0, 0, 0, 0, {1, 1, 1}, {}},
    {0, pinned_memory, false, false, 0, 0, 0, 0, 0, 0, {1, 1, 1}, {}},
};
// By the kind of memory.
static cudaMemPool_t current_pools[3] = {&default_pools[0], &default_pools[1], &default_pools[2]};
static CUmemPoolHandle_st* own_pools;

static unsigned long granules(unsigned long bytes) { return (bytes + 511) / 512 * 512; }

// The smallest class that holds so many bytes, a multiple of 512; its size is one too.
static unsigned class_of(unsigned long bytes) {
  if (bytes <= 512) return 0;
  unsigned last = (unsigned)(bytes - 1), log = 31 - (unsigned)__builtin_clz(last);
  return (log - 9) * 8 + (last >> (log - 3) & 7) + 1;
}

static unsigned long bytes_of(unsigned size_class) { return (8ul + size_class % 8) << (size_class / 8 + 6); }

static void drop(CUmemPoolHandle_st* pool, unsigned size_class) {
  PoolBlock* block = pool->idle[size_class];
  pool->idle[size_class] = block->next;
  pool->reserved -= block->bytes;
  free_block(block);
  free(block);
}

// Gives idle blocks back, large ones first, until the pool reserves at most so many bytes. False: there were none.
static bool trim_to(CUmemPoolHandle_st* pool, unsigned long keep) {
  bool any = false;
  if (pool->reserved == pool->used) return false;
  for (unsigned c = classes; c-- > 0;) {
    while (pool->reserved > keep && pool->idle[c]) {
      drop(pool, c);
      any = true;
    }
  }
  return any;
}

template <class F> static void for_each_pool(F action) {
  for (CUmemPoolHandle_st& pool : default_pools) action(&pool);
  for (CUmemPoolHandle_st* pool = own_pools; pool;) {
    CUmemPoolHandle_st* next = pool->next;
    action(pool);
    pool = next;
  }
}

static bool trim_all() {
  bool any = false;
  for_each_pool([&](CUmemPoolHandle_st* pool) { any = trim_to(pool, 0) || any; });
  return any;
}

static void synchronized() {
  for_each_pool([](CUmemPoolHandle_st* pool) {
    if (pool->reserved > pool->release_threshold) trim_to(pool, pool->release_threshold);
  });
}

static void forget() {
  for_each_pool([](CUmemPoolHandle_st* pool) {
    for (PoolBlock*& list : pool->idle) list = 0;
    pool->used = pool->reserved = 0;
  });
}

static void end_pool(CUmemPoolHandle_st* pool) {
  trim_to(pool, 0);
  for (CUmemPoolHandle_st** p = &own_pools; *p; p = &(*p)->next) {
    if (*p == pool) {
      *p = pool->next;
      break;
    }
  }
  free(pool);
}

static void give_back(PoolBlock* block) {
  CUmemPoolHandle_st* pool = block->pool;
  pool->used -= block->used;
  unsigned c = class_of(block->bytes);
  // Near its pool's limit a block is smaller than its class.
  while (c > 0 && bytes_of(c) > block->bytes) c--;
  use_block(block, 0);
  block->next = pool->idle[c];
  pool->idle[c] = block;
  if (pool->destroyed && pool->used == 0) end_pool(pool);
}

static const Pools hooks = {give_back, trim_all, synchronized, forget};

static PoolBlock* take(CUmemPoolHandle_st* pool, unsigned c) {
  // The next class may stand in: at most a quarter more than was asked for.
  for (unsigned last = c + 1 < classes ? c + 1 : c; c <= last; c++) {
    PoolBlock* block = pool->idle[c];
    if (block) {
      pool->idle[c] = block->next;
      return block;
    }
  }
  return 0;
}

static cudaError_t allocate_from(CUmemPoolHandle_st* pool, void** p, unsigned long bytes) {
  CW_CHECK_STICKY();
  if (!p) return fail(cudaErrorInvalidValue);
  *p = 0;
  if (bytes == 0) return cudaSuccess;
  if (bytes > device_info()->memory) return fail(cudaErrorMemoryAllocation);
  pools = &hooks;
  unsigned c = class_of(granules(bytes));
  PoolBlock* block = take(pool, c);
  if (!block) {
    unsigned long size = bytes_of(c);
    if (pool->most && pool->reserved + size > pool->most) {
      trim_to(pool, size > pool->most ? 0 : pool->most - size);
      // Near the limit a block is as large as it must be.
      size = granules(bytes);
      if (pool->reserved + size > pool->most) return fail(cudaErrorMemoryAllocation);
    }
    block = (PoolBlock*)malloc(sizeof(PoolBlock));
    if (!block) return fail(cudaErrorMemoryAllocation);
    block->pool = pool;
    block->bytes = size;
    cudaError_t error = allocate_block(block, size, pool->kind);
    if (error != cudaSuccess) {
      free(block);
      return error;
    }
    pool->reserved += size;
    if (pool->reserved > pool->reserved_high) pool->reserved_high = pool->reserved;
  }
  use_block(block, bytes);
  block->used = granules(bytes);
  pool->used += block->used;
  if (pool->used > pool->used_high) pool->used_high = pool->used;
  *p = block->address;
  return cudaSuccess;
}

// The kind of memory that pools of a place and type have.
static bool kind_of(const cudaMemLocation* location, cudaMemAllocationType type, unsigned* kind, cudaError_t* error) {
  *error = cudaErrorInvalidValue;
  if (!location || (type != cudaMemAllocationTypePinned && type != cudaMemAllocationTypeManaged)) return false;
  if (location->type == cudaMemLocationTypeDevice && location->id != 0) {
    *error = cudaErrorInvalidDevice;
    return false;
  }
  if (type == cudaMemAllocationTypeManaged) *kind = managed_memory;
  else if (location->type == cudaMemLocationTypeDevice) *kind = device_memory;
  else if (location->type == cudaMemLocationTypeHost) *kind = pinned_memory;
  else return false;
  return true;
}

extern "C" {
cudaError_t cudaMallocFromPoolAsync(void** p, size_t size, cudaMemPool_t pool, cudaStream_t stream) {
  unsigned id;
  if (!stream_id(stream, &id)) return fail(cudaErrorInvalidResourceHandle);
  if (!pool) return fail(cudaErrorInvalidValue);
  cudaError_t answer;
  if (recorder && recorder->allocate(stream, p, size, &answer)) return answer;
  return allocate_from(pool, p, size);
}

cudaError_t cudaMallocAsync(void** p, size_t size, cudaStream_t stream) { return cudaMallocFromPoolAsync(p, size, current_pools[device_memory], stream); }

cudaError_t cudaFreeAsync(void* p, cudaStream_t stream) {
  unsigned id;
  if (!stream_id(stream, &id)) return fail(cudaErrorInvalidResourceHandle);
  cudaError_t answer;
  if (recorder && recorder->release(stream, p, &answer)) return answer;
  Allocation* a = find_allocation(p);
  if (!a || a->address != p || !a->block) return deallocate(p, device_memory, device_memory);
  CW_CHECK_STICKY();
  give_back(a->block);
  return cudaSuccess;
}

cudaError_t cudaMemPoolCreate(cudaMemPool_t* pool, const cudaMemPoolProps* properties) {
  CW_CHECK_FAULT();
  if (!pool || !properties) return fail(cudaErrorInvalidValue);
  unsigned kind;
  cudaError_t error;
  if (!kind_of(&properties->location, properties->allocType, &kind, &error)) return fail(error);
  CUmemPoolHandle_st* made = (CUmemPoolHandle_st*)calloc(1, sizeof(CUmemPoolHandle_st));
  if (!made) return fail(cudaErrorMemoryAllocation);
  made->kind = kind;
  made->own = true;
  made->most = properties->maxSize;
  for (int& allowed : made->reuse) allowed = 1;
  made->next = own_pools;
  own_pools = made;
  *pool = made;
  return cudaSuccess;
}

// What is in use stays so: the pool ends with the last of it.
cudaError_t cudaMemPoolDestroy(cudaMemPool_t pool) {
  CW_CHECK_FAULT();
  if (!pool || !pool->own || pool->destroyed) return fail(cudaErrorInvalidValue);
  for (unsigned kind = 0; kind < 3; kind++) {
    if (current_pools[kind] == pool) current_pools[kind] = &default_pools[kind];
  }
  pool->destroyed = true;
  if (pool->used == 0) end_pool(pool);
  return cudaSuccess;
}

cudaError_t cudaMemPoolTrimTo(cudaMemPool_t pool, size_t keep) {
  CW_CHECK_FAULT();
  if (!pool) return fail(cudaErrorInvalidValue);
  trim_to(pool, keep);
  return cudaSuccess;
}

cudaError_t cudaMemPoolSetAttribute(cudaMemPool_t pool, cudaMemPoolAttr attribute, void* value) {
  CW_CHECK_FAULT();
  if (!pool || !value) return fail(cudaErrorInvalidValue);
  switch ((int)attribute) {
    case cudaMemPoolReuseFollowEventDependencies:
    case cudaMemPoolReuseAllowOpportunistic:
    case cudaMemPoolReuseAllowInternalDependencies:
      pool->reuse[attribute - cudaMemPoolReuseFollowEventDependencies] = *(int*)value;
      return cudaSuccess;
    case cudaMemPoolAttrReleaseThreshold:
      pool->release_threshold = *(unsigned long*)value;
      return cudaSuccess;
    case cudaMemPoolAttrReservedMemHigh:
    case cudaMemPoolAttrUsedMemHigh:
      if (*(unsigned long*)value != 0) return fail(cudaErrorInvalidValue);
      if (attribute == cudaMemPoolAttrUsedMemHigh) pool->used_high = pool->used;
      else pool->reserved_high = pool->reserved;
      return cudaSuccess;
  }
  return fail(cudaErrorInvalidValue);
}

cudaError_t cudaMemPoolGetAttribute(cudaMemPool_t pool, cudaMemPoolAttr attribute, void* value) {
  CW_CHECK_FAULT();
  if (!pool || !value) return fail(cudaErrorInvalidValue);
  switch ((int)attribute) {
    case cudaMemPoolReuseFollowEventDependencies:
    case cudaMemPoolReuseAllowOpportunistic:
    case cudaMemPoolReuseAllowInternalDependencies:
      *(int*)value = pool->reuse[attribute - cudaMemPoolReuseFollowEventDependencies];
      return cudaSuccess;
    case cudaMemPoolAttrReleaseThreshold: *(unsigned long*)value = pool->release_threshold; return cudaSuccess;
    case cudaMemPoolAttrReservedMemCurrent: *(unsigned long*)value = pool->reserved; return cudaSuccess;
    case cudaMemPoolAttrReservedMemHigh: *(unsigned long*)value = pool->reserved_high; return cudaSuccess;
    case cudaMemPoolAttrUsedMemCurrent: *(unsigned long*)value = pool->used; return cudaSuccess;
    case cudaMemPoolAttrUsedMemHigh: *(unsigned long*)value = pool->used_high; return cudaSuccess;
  }
  return fail(cudaErrorInvalidValue);
}

cudaError_t cudaMemPoolSetAccess(cudaMemPool_t pool, const cudaMemAccessDesc* list, size_t count) {
  CW_CHECK_FAULT();
  if (!pool || (!list && count)) return fail(cudaErrorInvalidValue);
  for (size_t i = 0; i < count; i++) {
    if (list[i].location.type != cudaMemLocationTypeDevice || list[i].location.id != 0) return fail(cudaErrorInvalidDevice);
  }
  return cudaSuccess;
}

cudaError_t cudaMemPoolGetAccess(cudaMemAccessFlags* flags, cudaMemPool_t pool, cudaMemLocation* location) {
  CW_CHECK_FAULT();
  if (!pool || !flags || !location) return fail(cudaErrorInvalidValue);
  *flags = cudaMemAccessFlagsProtReadWrite;
  return cudaSuccess;
}

static cudaError_t give_pool(cudaMemPool_t* pool, int device, cudaMemPool_t which) {
  CW_CHECK_FAULT();
  if (!pool) return fail(cudaErrorInvalidValue);
  if (device != 0) return fail(cudaErrorInvalidValue);
  *pool = which;
  return cudaSuccess;
}
cudaError_t cudaDeviceGetDefaultMemPool(cudaMemPool_t* pool, int device) { return give_pool(pool, device, &default_pools[device_memory]); }
cudaError_t cudaDeviceGetMemPool(cudaMemPool_t* pool, int device) { return give_pool(pool, device, current_pools[device_memory]); }

cudaError_t cudaDeviceSetMemPool(int device, cudaMemPool_t pool) {
  CW_CHECK_FAULT();
  if (device != 0) return fail(cudaErrorInvalidDevice);
  if (!pool || pool->kind != device_memory) return fail(cudaErrorInvalidValue);
  current_pools[device_memory] = pool;
  return cudaSuccess;
}

static cudaError_t give_pool_of(cudaMemPool_t* pool, const cudaMemLocation* location, cudaMemAllocationType type, bool current) {
  CW_CHECK_FAULT();
  unsigned kind;
  cudaError_t error;
  if (!pool) return fail(cudaErrorInvalidValue);
  if (!kind_of(location, type, &kind, &error)) return fail(error);
  *pool = current ? current_pools[kind] : &default_pools[kind];
  return cudaSuccess;
}
cudaError_t cudaMemGetDefaultMemPool(cudaMemPool_t* pool, cudaMemLocation* location, cudaMemAllocationType type) { return give_pool_of(pool, location, type, false); }
cudaError_t cudaMemGetMemPool(cudaMemPool_t* pool, cudaMemLocation* location, cudaMemAllocationType type) { return give_pool_of(pool, location, type, true); }

cudaError_t cudaMemSetMemPool(cudaMemLocation* location, cudaMemAllocationType type, cudaMemPool_t pool) {
  CW_CHECK_FAULT();
  unsigned kind;
  cudaError_t error;
  if (!kind_of(location, type, &kind, &error)) return fail(error);
  if (!pool || pool->kind != kind) return fail(cudaErrorInvalidValue);
  current_pools[kind] = pool;
  return cudaSuccess;
}
}
