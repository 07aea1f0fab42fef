// The device as programs see it: one device of compute capability 9.0, its properties, limits and flags.
#include <string.h>
#include "attributes.h"
#include "runtime.h"

using namespace cw;


static unsigned device_flags = cudaDeviceMapHost;
static cudaFuncCache cache_config = cudaFuncCachePreferNone;
static cudaSharedMemConfig shared_config = cudaSharedMemBankSizeFourByte;
static const size_t first_limits[7] = {1024, 8650752, 8u << 20, 0, 2048, 64, 0};
static size_t limits[7] = {1024, 8650752, 8u << 20, 0, 2048, 64, 0};

static cudaError_t check_device(int device) { return device == 0 ? cudaSuccess : fail(cudaErrorInvalidDevice); }

namespace cw {
unsigned long block_shared_limit() {
  unsigned limit = device_info()->shared_limit;
  return limit && limit < shared_per_block_optin ? limit : shared_per_block_optin;
}
}
static unsigned long multiprocessor_shared() { return shared_of_multiprocessor((unsigned)block_shared_limit()); }

// Waiting for child kernels is gone since compute capability 9.0.
static bool has_limit(cudaLimit limit) {
  return (unsigned)limit <= cudaLimitPersistingL2CacheSize && limit != cudaLimitDevRuntimeSyncDepth;
}

extern "C" {
cudaError_t cudaGetDeviceCount(int* count) {
  if (!count) return fail(cudaErrorInvalidValue);
  *count = 1;
  return cudaSuccess;
}
cudaError_t cudaGetDevice(int* device) {
  if (!device) return fail(cudaErrorInvalidValue);
  *device = 0;
  return cudaSuccess;
}
cudaError_t cudaSetDevice(int device) { return check_device(device); }
cudaError_t cudaInitDevice(int device, unsigned, unsigned) { return check_device(device); }

cudaError_t cudaSetValidDevices(int* devices, int count) {
  if (count < 0 || (count > 0 && !devices)) return fail(cudaErrorInvalidValue);
  for (int i = 0; i < count; i++) {
    if (devices[i] != 0) return fail(cudaErrorInvalidDevice);
  }
  return cudaSuccess;
}

cudaError_t cudaSetDeviceFlags(unsigned flags) {
  if (flags & ~0x9fu) return fail(cudaErrorInvalidValue);
  device_flags = flags | cudaDeviceMapHost;
  return cudaSuccess;
}
cudaError_t cudaGetDeviceFlags(unsigned* flags) {
  if (!flags) return fail(cudaErrorInvalidValue);
  *flags = device_flags;
  return cudaSuccess;
}

cudaError_t cudaDeviceSynchronize(void) {
  if (recorder && recorder->forbidden(0, true)) return fail(cudaErrorStreamCaptureUnsupported);
  cudaError_t error = synchronize(all_streams);
  if (pools) pools->synchronized();
  return error;
}

cudaError_t cudaDeviceReset(void) {
  __cw_dev_wait(all_streams);
  __cw_flush_device_output();
  destroy_texture_objects();
  destroy_arrays();
  free_everything();
  destroy_streams_and_events();
  __cw_dev_reset();
  clear_errors();
  memcpy(limits, first_limits, sizeof limits);
  return cudaSuccess;
}

cudaError_t cudaDeviceSetLimit(cudaLimit limit, size_t value) {
  CW_CHECK_FAULT();
  if (!has_limit(limit)) return fail(cudaErrorUnsupportedLimit);
  limits[limit] = value;
  if (limit == cudaLimitMallocHeapSize) __cw_dev_heap_limit(value);
  return cudaSuccess;
}
cudaError_t cudaDeviceGetLimit(size_t* value, cudaLimit limit) {
  CW_CHECK_FAULT();
  if (!value) return fail(cudaErrorInvalidValue);
  if (!has_limit(limit)) return fail(cudaErrorUnsupportedLimit);
  *value = limits[limit];
  return cudaSuccess;
}

cudaError_t cudaDeviceGetCacheConfig(cudaFuncCache* config) {
  CW_CHECK_FAULT();
  *config = cache_config;
  return cudaSuccess;
}
cudaError_t cudaDeviceSetCacheConfig(cudaFuncCache config) {
  CW_CHECK_FAULT();
  cache_config = config;
  return cudaSuccess;
}
cudaError_t cudaDeviceGetSharedMemConfig(cudaSharedMemConfig* config) {
  CW_CHECK_FAULT();
  *config = shared_config;
  return cudaSuccess;
}
// Devices of this capability have one bank size; setting another has no effect, as on them.
cudaError_t cudaDeviceSetSharedMemConfig(cudaSharedMemConfig) { return fault(); }
cudaError_t cudaCtxResetPersistingL2Cache(void) { return fault(); }

cudaError_t cudaDeviceGetPCIBusId(char* text, int length, int device) {
  if (check_device(device) != cudaSuccess) return cudaErrorInvalidDevice;
  if (!text || length < 13) return fail(cudaErrorInvalidValue);
  strcpy(text, "0000:00:00.0");
  return cudaSuccess;
}
cudaError_t cudaDeviceGetByPCIBusId(int* device, const char* text) {
  if (!device || !text) return fail(cudaErrorInvalidValue);
  if (strcmp(text, "0000:00:00.0") != 0) return fail(cudaErrorInvalidDevice);
  *device = 0;
  return cudaSuccess;
}

cudaError_t cudaGetDeviceProperties(cudaDeviceProp* p, int device) {
  if (!p) return fail(cudaErrorInvalidValue);
  if (check_device(device) != cudaSuccess) return cudaErrorInvalidDevice;
  const __cw_dev_info* info = device_info();
  memset(p, 0, sizeof *p);
  strcpy(p->name, info->name);
  p->totalGlobalMem = info->memory;
  p->sharedMemPerBlock = block_shared_limit() < shared_per_block ? block_shared_limit() : shared_per_block;
  p->regsPerBlock = p->regsPerMultiprocessor = registers;
  p->warpSize = 32;
  p->memPitch = 2147483647;
  p->maxThreadsPerBlock = (int)max_threads_per_block;
  p->maxThreadsDim[0] = p->maxThreadsDim[1] = 1024;
  p->maxThreadsDim[2] = 64;
  p->maxGridSize[0] = max_grid_x;
  p->maxGridSize[1] = p->maxGridSize[2] = max_grid_yz;
  p->totalConstMem = constant_memory;
  p->major = 9;
  p->textureAlignment = p->surfaceAlignment = 512;
  p->texturePitchAlignment = 32;
  p->multiProcessorCount = (int)info->multiprocessors;
  p->integrated = (int)info->integrated;
  p->canMapHostMemory = 1;
  p->concurrentKernels = (int)info->asynchronous;
  p->asyncEngineCount = (int)info->asynchronous;
  p->unifiedAddressing = 1;
  p->memoryBusWidth = 64;
  p->l2CacheSize = l2_cache_bytes;
  p->persistingL2CacheMaxSize = persisting_l2_bytes;
  p->accessPolicyMaxWindowSize = access_window_bytes;
  p->maxThreadsPerMultiProcessor = (int)max_threads_per_multiprocessor;
  p->streamPrioritiesSupported = 1;
  p->globalL1CacheSupported = p->localL1CacheSupported = 1;
  p->sharedMemPerMultiprocessor = multiprocessor_shared();
  p->managedMemory = 1;
  p->canUseHostPointerForRegisteredMem = 1;
  p->cooperativeLaunch = 1;
  p->sharedMemPerBlockOptin = block_shared_limit();
  p->maxBlocksPerMultiProcessor = (int)max_blocks_per_multiprocessor;
  p->reservedSharedMemPerBlock = shared_reserved;
  p->hostRegisterSupported = 1;
  p->memoryPoolsSupported = 1;
  p->unifiedFunctionPointers = 0;
  p->deviceNumaId = p->hostNumaId = -1;
  p->clockRate = p->memoryClockRate = (int)info->clock_khz;
  p->deviceOverlap = (int)info->asynchronous;
  p->singleToDoublePrecisionPerfRatio = 2;
  return cudaSuccess;
}

cudaError_t cudaDeviceGetAttribute(int* value, cudaDeviceAttr attribute, int device) {
  if (!value) return fail(cudaErrorInvalidValue);
  if (check_device(device) != cudaSuccess) return cudaErrorInvalidDevice;
  const __cw_dev_info* info = device_info();
  DeviceFacts facts = {info->multiprocessors, info->clock_khz, info->asynchronous, info->integrated, (unsigned)block_shared_limit()};
  return attribute_of(value, attribute, facts) ? cudaSuccess : fail(cudaErrorInvalidValue);
}

cudaError_t cudaChooseDevice(int* device, const cudaDeviceProp* properties) {
  if (!device || !properties) return fail(cudaErrorInvalidValue);
  *device = 0;
  return cudaSuccess;
}

// There is one device, so it has no peer.
cudaError_t cudaDeviceCanAccessPeer(int* can_access, int device, int peer) {
  if (!can_access) return fail(cudaErrorInvalidValue);
  if (device != 0 || peer != 0) return fail(cudaErrorInvalidDevice);
  *can_access = 0;
  return cudaSuccess;
}
cudaError_t cudaDeviceEnablePeerAccess(int peer, unsigned) {
  return fail(peer == 0 ? cudaErrorPeerAccessUnsupported : cudaErrorInvalidDevice);
}
cudaError_t cudaDeviceDisablePeerAccess(int) { return fail(cudaErrorInvalidDevice); }
cudaError_t cudaDeviceGetP2PAttribute(int*, cudaDeviceP2PAttr, int, int) { return fail(cudaErrorInvalidDevice); }

cudaError_t cudaDriverGetVersion(int* version) {
  if (!version) return fail(cudaErrorInvalidValue);
  *version = CUDART_VERSION;
  return cudaSuccess;
}
cudaError_t cudaRuntimeGetVersion(int* version) { return cudaDriverGetVersion(version); }
cudaError_t cudaProfilerStart(void) { return cudaSuccess; }
cudaError_t cudaProfilerStop(void) { return cudaSuccess; }
}
