// What cudaDeviceGetAttribute says, to host code and to kernels.
#ifndef CW_ATTRIBUTES_H
#define CW_ATTRIBUTES_H
#include <cuda_runtime_api.h>

namespace cw {

// Limits of compute capability 9.0.
const unsigned max_threads_per_block = 1024, max_threads_per_multiprocessor = 2048, max_blocks_per_multiprocessor = 32;
const unsigned long shared_per_block = 49152, shared_per_block_optin = 232448, shared_per_multiprocessor = 233472;
const unsigned long shared_reserved = 1024;

const int max_grid_x = 2147483647, max_grid_yz = 65535, constant_memory = 65536, registers = 65536;
const int l2_cache_bytes = 1 << 20, persisting_l2_bytes = l2_cache_bytes / 8 * 5, access_window_bytes = 128 << 20;

// What differs from device to device. shared_limit: bytes that a block can have.
struct DeviceFacts {
  unsigned multiprocessors, clock_khz, asynchronous, integrated, shared_limit;
};

// Programs take it for what one block can have, if it is alone.
__CW_HD inline unsigned long shared_of_multiprocessor(unsigned shared_limit) {
  return shared_limit < shared_per_block_optin ? shared_limit : shared_per_multiprocessor;
}

// False: there is no such attribute.
__CW_HD inline bool attribute_of(int* value, cudaDeviceAttr attribute, const DeviceFacts& facts) {
  switch ((int)attribute) {
    case cudaDevAttrMaxThreadsPerBlock: *value = (int)max_threads_per_block; break;
    case cudaDevAttrMaxBlockDimX:
    case cudaDevAttrMaxBlockDimY: *value = 1024; break;
    case cudaDevAttrMaxBlockDimZ: *value = 64; break;
    case cudaDevAttrMaxGridDimX: *value = max_grid_x; break;
    case cudaDevAttrMaxGridDimY:
    case cudaDevAttrMaxGridDimZ: *value = max_grid_yz; break;
    case cudaDevAttrMaxSharedMemoryPerBlock: *value = (int)(facts.shared_limit < shared_per_block ? facts.shared_limit : shared_per_block); break;
    case cudaDevAttrTotalConstantMemory: *value = constant_memory; break;
    case cudaDevAttrWarpSize: *value = 32; break;
    case cudaDevAttrMaxPitch: *value = 2147483647; break;
    case cudaDevAttrMaxRegistersPerBlock:
    case cudaDevAttrMaxRegistersPerMultiprocessor: *value = registers; break;
    case cudaDevAttrClockRate:
    case cudaDevAttrMemoryClockRate: *value = (int)facts.clock_khz; break;
    case cudaDevAttrGpuOverlap:
    case cudaDevAttrConcurrentKernels:
    case cudaDevAttrAsyncEngineCount: *value = (int)facts.asynchronous; break;
    case cudaDevAttrMultiProcessorCount: *value = (int)facts.multiprocessors; break;
    case cudaDevAttrIntegrated: *value = (int)facts.integrated; break;
    case cudaDevAttrGlobalMemoryBusWidth: *value = 64; break;
    case cudaDevAttrL2CacheSize: *value = l2_cache_bytes; break;
    case cudaDevAttrMaxPersistingL2CacheSize: *value = persisting_l2_bytes; break;
    case cudaDevAttrMaxAccessPolicyWindowSize: *value = access_window_bytes; break;
    case cudaDevAttrMaxThreadsPerMultiProcessor: *value = (int)max_threads_per_multiprocessor; break;
    case cudaDevAttrComputeCapabilityMajor: *value = 9; break;
    case cudaDevAttrComputeCapabilityMinor: *value = 0; break;
    case cudaDevAttrMaxSharedMemoryPerMultiprocessor: *value = (int)shared_of_multiprocessor(facts.shared_limit); break;
    case cudaDevAttrSingleToDoublePrecisionPerfRatio: *value = 2; break;
    case cudaDevAttrMaxSharedMemoryPerBlockOptin: *value = (int)facts.shared_limit; break;
    case cudaDevAttrMaxBlocksPerMultiprocessor: *value = (int)max_blocks_per_multiprocessor; break;
    case cudaDevAttrReservedSharedMemoryPerBlock: *value = (int)shared_reserved; break;
    case cudaDevAttrNumaId:
    case cudaDevAttrHostNumaId: *value = -1; break;
    case cudaDevAttrCanMapHostMemory:
    case cudaDevAttrUnifiedAddressing:
    case cudaDevAttrStreamPrioritiesSupported:
    case cudaDevAttrGlobalL1CacheSupported:
    case cudaDevAttrLocalL1CacheSupported:
    case cudaDevAttrManagedMemory:
    case cudaDevAttrCanUseHostPointerForRegisteredMem:
    case cudaDevAttrCooperativeLaunch:
    case cudaDevAttrHostRegisterSupported:
    case cudaDevAttrMemoryPoolsSupported: *value = 1; break;
    default:
      // The rest are features that this device does not have.
      if ((unsigned)attribute == 0 || attribute >= cudaDevAttrMax) return false;
      *value = 0;
  }
  return true;
}

}  // namespace cw
#endif
