// Kernel launches: the configuration is validated as CUDA 13 does, the parameters are packed, the device runs the kernel. Also
// what can be asked about a kernel, and occupancy by the limits of compute capability 9.0.
#include <stdlib.h>
#include <string.h>
#include "runtime.h"

using namespace cw;

static const unsigned usual_parameter_bytes = 1024;

static bool launched_cooperatively;

static bool fits(dim3 d, unsigned x, unsigned y, unsigned z) {
  return d.x >= 1 && d.y >= 1 && d.z >= 1 && d.x <= x && d.y <= y && d.z <= z;
}

namespace cw {

int run_grid(const __cw_launch* l, unsigned stream, bool cooperative) {
  launched_cooperatively = cooperative;
  return __cw_dev_launch(l, stream);
}

cudaError_t launch(const __cw_kernel* kernel, dim3 grid, dim3 block, unsigned long shared, cudaStream_t stream, void** args,
                   bool cooperative) {
  KernelCall call;
  CW_CHECK_STICKY();
  if (!kernel) return fail(cudaErrorInvalidDeviceFunction);
  unsigned id;
  if (!stream_id(stream, &id)) return fail(cudaErrorInvalidResourceHandle);
  if (!fits(grid, 0x7fffffff, 65535, 65535) || !fits(block, 1024, 1024, 64)) return fail(cudaErrorInvalidValue);
  unsigned threads = block.x * block.y * block.z;
  if (threads > max_threads_per_block || threads > kernel->max_threads) return fail(cudaErrorInvalidValue);
  if (shared > kernel->max_dynamic_shared || kernel->static_shared + shared > shared_per_block_optin) {
    return fail(cudaErrorInvalidValue);
  }
  if (kernel->max_dynamic_shared <= shared_per_block && kernel->static_shared + shared > shared_per_block) {
    return fail(cudaErrorInvalidValue);
  }
  unsigned long blocks = (unsigned long)grid.x * grid.y * grid.z;
  if (blocks >> 32) return fail(cudaErrorNotSupported);
  if (cooperative) {
    unsigned long resident = (unsigned long)blocks_per_multiprocessor(kernel, threads, shared) * device_info()->multiprocessors;
    if (blocks > resident) return fail(cudaErrorCooperativeLaunchTooLarge);
  }

  cudaError_t answer;
  if (!__cw_in_kernel && recorder && recorder->kernel(stream, kernel, grid, block, shared, args, cooperative, &answer)) return answer;
  unsigned char usual[usual_parameter_bytes] __attribute__((aligned(16)));
  unsigned char* packed = usual;
  if (kernel->param_bytes > usual_parameter_bytes) {
    packed = (unsigned char*)malloc(kernel->param_bytes);
    if (!packed) return fail(cudaErrorMemoryAllocation);
  }
  for (unsigned i = 0; i < kernel->param_count; i++) {
    memcpy(packed + kernel->params[2 * i + 1], args[i], kernel->params[2 * i]);
  }
  __cw_launch l;
  l.grid_x = grid.x;
  l.grid_y = grid.y;
  l.grid_z = grid.z;
  l.block_x = block.x;
  l.block_y = block.y;
  l.block_z = block.z;
  l.params = packed;
  l.shared = 0;
  l.dynamic_shared = (unsigned)shared;
  l.static_shared = kernel->static_shared;
  l.kernel = kernel;
  int error = 0;
  if (__cw_in_kernel && children) {
    if (!children->launch(&l, stream)) error = cudaErrorMemoryAllocation;
  } else {
    error = run_grid(&l, id, cooperative);
  }
  if (packed != usual) free(packed);
  if (error == cudaErrorMemoryAllocation || error == cudaErrorNotSupported) return fail((cudaError_t)error);
  if (error) note_fault(error);
  return cudaSuccess;
}

// How many blocks fit a multiprocessor: by threads (whole warps), by shared memory (in units of 128 bytes, with what the
// system keeps), by blocks. Registers do not limit here.
unsigned blocks_per_multiprocessor(const __cw_kernel* kernel, unsigned threads, unsigned long dynamic_shared) {
  if (threads == 0 || threads > kernel->max_threads || threads > max_threads_per_block) return 0;
  unsigned blocks = max_threads_per_multiprocessor / ((threads + 31) / 32 * 32);
  if (blocks > max_blocks_per_multiprocessor) blocks = max_blocks_per_multiprocessor;
  unsigned long shared = kernel->static_shared + dynamic_shared;
  if (shared > shared_per_block_optin) return 0;
  unsigned long by_shared = shared_per_multiprocessor / ((shared + shared_reserved + 127) / 128 * 128);
  return by_shared < blocks ? (unsigned)by_shared : blocks;
}

}  // namespace cw

extern "C" {
int __cw_cooperative_launch(void) { return launched_cooperatively; }

void __cw_launch_kernel(const __cw_kernel* kernel, unsigned grid_x, unsigned grid_y, unsigned grid_z, unsigned block_x,
                        unsigned block_y, unsigned block_z, unsigned long shared_bytes, void* stream, void** args) {
  launch(kernel, dim3(grid_x, grid_y, grid_z), dim3(block_x, block_y, block_z), shared_bytes, (cudaStream_t)stream, args,
         false);
}

cudaError_t cudaLaunchKernel(const void* kernel, dim3 grid, dim3 block, void** args, size_t shared, cudaStream_t stream) {
  return launch((const __cw_kernel*)kernel, grid, block, shared, stream, args, false);
}

cudaError_t cudaLaunchCooperativeKernel(const void* kernel, dim3 grid, dim3 block, void** args, size_t shared,
                                        cudaStream_t stream) {
  return launch((const __cw_kernel*)kernel, grid, block, shared, stream, args, true);
}

cudaError_t cudaLaunchKernelExC(const cudaLaunchConfig_t* config, const void* kernel, void** args) {
  if (!config) return fail(cudaErrorInvalidValue);
  bool cooperative = false;
  for (unsigned i = 0; i < config->numAttrs; i++) {
    const cudaLaunchAttribute* a = &config->attrs[i];
    if (a->id == cudaLaunchAttributeCooperative) cooperative = a->val.cooperative != 0;
    if (a->id == cudaLaunchAttributeClusterDimension) {
      unsigned size = a->val.clusterDim.x * a->val.clusterDim.y * a->val.clusterDim.z;
      if (size != 1) return fail(cudaErrorNotSupported);
    }
  }
  return launch((const __cw_kernel*)kernel, config->gridDim, config->blockDim, config->dynamicSmemBytes, config->stream, args,
                cooperative);
}

cudaError_t cudaFuncSetCacheConfig(const void* kernel, cudaFuncCache) {
  CW_CHECK_FAULT();
  return kernel ? cudaSuccess : fail(cudaErrorInvalidDeviceFunction);
}
cudaError_t cudaFuncSetSharedMemConfig(const void* kernel, cudaSharedMemConfig) {
  CW_CHECK_FAULT();
  return kernel ? cudaSuccess : fail(cudaErrorInvalidDeviceFunction);
}

cudaError_t cudaFuncGetAttributes(cudaFuncAttributes* attributes, const void* kernel) {
  CW_CHECK_FAULT();
  const __cw_kernel* k = (const __cw_kernel*)kernel;
  if (!attributes) return fail(cudaErrorInvalidValue);
  if (!k) return fail(cudaErrorInvalidDeviceFunction);
  memset(attributes, 0, sizeof *attributes);
  attributes->sharedSizeBytes = k->static_shared;
  attributes->maxThreadsPerBlock = (int)k->max_threads;
  attributes->numRegs = 32;
  attributes->ptxVersion = attributes->binaryVersion = 90;
  attributes->maxDynamicSharedSizeBytes =
      (int)(k->max_dynamic_shared > shared_per_block ? k->max_dynamic_shared : shared_per_block - k->static_shared);
  attributes->preferredShmemCarveout = -1;
  return cudaSuccess;
}

cudaError_t cudaFuncSetAttribute(const void* kernel, cudaFuncAttribute attribute, int value) {
  CW_CHECK_FAULT();
  __cw_kernel* k = (__cw_kernel*)kernel;
  if (!k) return fail(cudaErrorInvalidDeviceFunction);
  if (attribute == cudaFuncAttributeMaxDynamicSharedMemorySize) {
    unsigned long needed = k->static_shared + (unsigned long)value;
    if (value < 0 || needed > shared_per_block_optin) return fail(cudaErrorInvalidValue);
    // Kept even where the device lacks so much: a launch that asks for it all the same is refused with a message.
    k->max_dynamic_shared = (unsigned)value;
    return needed > shared_per_block && needed > block_shared_limit() ? fail(cudaErrorInvalidValue) : cudaSuccess;
  }
  if (attribute == cudaFuncAttributePreferredSharedMemoryCarveout) {
    return value >= -1 && value <= 100 ? cudaSuccess : fail(cudaErrorInvalidValue);
  }
  if (attribute == cudaFuncAttributeNonPortableClusterSizeAllowed ||
      attribute == cudaFuncAttributeClusterSchedulingPolicyPreference) {
    return cudaSuccess;
  }
  return fail(cudaErrorInvalidValue);
}

cudaError_t cudaFuncGetName(const char** name, const void* kernel) {
  CW_CHECK_FAULT();
  if (!name || !kernel) return fail(cudaErrorInvalidValue);
  *name = ((const __cw_kernel*)kernel)->name;
  return cudaSuccess;
}

cudaError_t cudaFuncGetParamInfo(const void* kernel, size_t index, size_t* offset, size_t* size) {
  CW_CHECK_FAULT();
  const __cw_kernel* k = (const __cw_kernel*)kernel;
  if (!k || !offset || index >= k->param_count) return fail(cudaErrorInvalidValue);
  *offset = k->params[2 * index + 1];
  if (size) *size = k->params[2 * index];
  return cudaSuccess;
}

cudaError_t cudaOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(int* blocks, const void* kernel, int block_size,
                                                                   size_t shared, unsigned flags) {
  CW_CHECK_FAULT();
  if (!blocks || block_size <= 0 || flags > 1) return fail(cudaErrorInvalidValue);
  if (!kernel) return fail(cudaErrorInvalidDeviceFunction);
  *blocks = (int)blocks_per_multiprocessor((const __cw_kernel*)kernel, (unsigned)block_size, shared);
  return cudaSuccess;
}
cudaError_t cudaOccupancyMaxActiveBlocksPerMultiprocessor(int* blocks, const void* kernel, int block_size, size_t shared) {
  return cudaOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(blocks, kernel, block_size, shared, 0);
}

cudaError_t cudaOccupancyAvailableDynamicSMemPerBlock(size_t* shared, const void* kernel, int blocks, int block_size) {
  CW_CHECK_FAULT();
  const __cw_kernel* k = (const __cw_kernel*)kernel;
  if (!shared || blocks <= 0 || block_size <= 0) return fail(cudaErrorInvalidValue);
  if (!k) return fail(cudaErrorInvalidDeviceFunction);
  unsigned long share = shared_per_multiprocessor / (unsigned)blocks / 128 * 128;
  unsigned long used = k->static_shared + shared_reserved;
  unsigned long left = share > used ? share - used : 0;
  unsigned long most = k->max_dynamic_shared > shared_per_block ? k->max_dynamic_shared : shared_per_block - k->static_shared;
  *shared = left < most ? left : most;
  return cudaSuccess;
}

// The block size of highest occupancy, the largest where several are equal: tried downwards in whole warps.
cudaError_t __cw_occupancy_potential(int* min_grid, int* block, const void* kernel, size_t (*shared_of)(void*, int), void* data,
                                     size_t shared, int limit) {
  CW_CHECK_FAULT();
  const __cw_kernel* k = (const __cw_kernel*)kernel;
  if (!min_grid || !block || limit < 0) return fail(cudaErrorInvalidValue);
  if (!k) return fail(cudaErrorInvalidDeviceFunction);
  int most = (int)(k->max_threads < max_threads_per_block ? k->max_threads : max_threads_per_block);
  if (limit == 0 || limit > most) limit = most;
  unsigned best = 0;
  int size = 0, blocks_of_best = 0;
  for (int aligned = (limit + 31) / 32 * 32; aligned > 0 && best < max_threads_per_multiprocessor; aligned -= 32) {
    int threads = aligned < limit ? aligned : limit;
    unsigned blocks = blocks_per_multiprocessor(k, (unsigned)threads, shared_of ? shared_of(data, threads) : shared);
    if (blocks * (unsigned)threads <= best) continue;
    best = blocks * (unsigned)threads;
    size = threads;
    blocks_of_best = (int)blocks;
  }
  *block = size;
  *min_grid = blocks_of_best * (int)device_info()->multiprocessors;
  return cudaSuccess;
}
}
