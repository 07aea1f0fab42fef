// What kernels ask of the runtime, where these are shaders: compilation for WebGPU calls these functions in place of the runtime's own. Grids, copies and fills become records in a queue in device memory, which the
// device's side reads when the grid has ended, and carries out (src/runtime/webgpu/child-grids.ts). Streams and events are numbers only: where a stream waits for an event, all that its grid
// launches is carried out in one order.
#include <cuda_runtime.h>
#include <stddef.h>
#include <__cuda_wasm/abi.h>
#include "attributes.h"

namespace {
// Words of the queue in all, and of its head: words that records take, streams and events that were made.
const unsigned ROOM = 1u << 18, HEAD = 2;
// ORDER: a stream waits for another one's event.
enum Kind { GRID, COPY, FILL, ORDER };
// Words in front of a grid's parameters.
const unsigned GRID_WORDS = 12;
}  // namespace

extern "C" {
__device__ unsigned __cw_child_queue[ROOM];

// Filled by the device's client, like the heap's state (src/runtime/webgpu/library-state.ts).
__device__ cw::DeviceFacts __cw_device_facts;

// The thread's own last error: a place that the compiler makes (src/back/wgsl/legalize/last-error.ts).
__device__ unsigned* __cw_last_error(void);
__device__ void* __cw_device_malloc(size_t bytes);
__device__ void __cw_device_free(void* p);
}

static __device__ inline cudaError_t failed(cudaError_t error) {
  *__cw_last_error() = error;
  return error;
}

// Where a record of so many words goes; 0: there is no room for it.
static __device__ inline unsigned take(unsigned words) {
  unsigned used = atomicAdd(&__cw_child_queue[0], 0u);
  while (words <= ROOM - HEAD - used) {
    unsigned seen = atomicCAS(&__cw_child_queue[0], used, used + words);
    if (seen == used) return HEAD + used;
    used = seen;
  }
  return 0;
}

static __device__ inline bool fits(unsigned x, unsigned y, unsigned z, unsigned most_x, unsigned most_y, unsigned most_z) {
  return x - 1 < most_x && y - 1 < most_y && z - 1 < most_z;
}

// What all records begin with.
static __device__ inline unsigned* begin(unsigned at, unsigned words, Kind kind, const void* stream) {
  unsigned* record = __cw_child_queue + at;
  record[0] = words;
  record[1] = kind;
  record[2] = (unsigned)(size_t)stream;
  record[3] = (blockIdx.z * gridDim.y + blockIdx.y) * gridDim.x + blockIdx.x;
  return record;
}

static __device__ inline unsigned number() { return 0x1000 + 16 * (atomicAdd(&__cw_child_queue[1], 1u) & 0xffffff); }

extern "C" {
__device__ void __cw_shader_launch(const __cw_kernel* kernel, unsigned grid_x, unsigned grid_y, unsigned grid_z, unsigned block_x, unsigned block_y, unsigned block_z, size_t shared, void* stream, const void* params, unsigned bytes) {
  if (!fits(grid_x, grid_y, grid_z, 0x7fffffff, 65535, 65535) || !fits(block_x, block_y, block_z, 1024, 1024, 64) || block_x * block_y * block_z > 1024 || shared > 232448) {
    failed(cudaErrorInvalidValue);
    return;
  }
  unsigned words = GRID_WORDS + (bytes + 3) / 4, at = take(words);
  if (at == 0) {
    failed(cudaErrorLaunchOutOfResources);
    return;
  }
  unsigned* record = begin(at, words, GRID, stream);
  record[4] = (unsigned)(size_t)kernel;
  record[5] = grid_x;
  record[6] = grid_y;
  record[7] = grid_z;
  record[8] = block_x;
  record[9] = block_y;
  record[10] = block_z;
  record[11] = (unsigned)shared;
  const unsigned* from = (const unsigned*)params;
  for (unsigned i = 0; i < (bytes + 3) / 4; i++) record[GRID_WORDS + i] = from[i];
}

__device__ cudaError_t __cw_shader_copy(void* to, const void* from, size_t count, cudaMemcpyKind, cudaStream_t stream) {
  if (count == 0) return cudaSuccess;
  unsigned at = take(7);
  if (at == 0) return failed(cudaErrorLaunchOutOfResources);
  unsigned* record = begin(at, 7, COPY, stream);
  record[4] = (unsigned)(size_t)to;
  record[5] = (unsigned)(size_t)from;
  record[6] = (unsigned)count;
  return cudaSuccess;
}

__device__ cudaError_t __cw_shader_fill(void* p, int value, size_t count, cudaStream_t stream) {
  if (count == 0) return cudaSuccess;
  unsigned at = take(7);
  if (at == 0) return failed(cudaErrorLaunchOutOfResources);
  unsigned* record = begin(at, 7, FILL, stream);
  record[4] = (unsigned)(size_t)p;
  record[5] = (unsigned)value & 255;
  record[6] = (unsigned)count;
  return cudaSuccess;
}

__device__ cudaError_t __cw_shader_allocate(void** p, size_t bytes) {
  *p = __cw_device_malloc(bytes);
  return *p == nullptr && bytes != 0 ? failed(cudaErrorMemoryAllocation) : cudaSuccess;
}
__device__ cudaError_t __cw_shader_free(void* p) {
  __cw_device_free(p);
  return cudaSuccess;
}

__device__ cudaError_t __cw_shader_get_error(void) {
  unsigned* last = __cw_last_error();
  unsigned error = *last;
  *last = cudaSuccess;
  return (cudaError_t)error;
}
__device__ cudaError_t __cw_shader_peek_error(void) { return (cudaError_t)*__cw_last_error(); }

__device__ cudaError_t __cw_shader_stream(cudaStream_t* stream, unsigned flags) {
  // In kernels streams must be non-blocking ones.
  if (flags != cudaStreamNonBlocking) return failed(cudaErrorInvalidValue);
  *stream = (cudaStream_t)(size_t)number();
  return cudaSuccess;
}
__device__ cudaError_t __cw_shader_end_stream(cudaStream_t) { return cudaSuccess; }
__device__ cudaError_t __cw_shader_event(cudaEvent_t* event, unsigned flags) {
  if (flags != cudaEventDisableTiming) return failed(cudaErrorInvalidValue);
  *event = (cudaEvent_t)(size_t)number();
  return cudaSuccess;
}
__device__ cudaError_t __cw_shader_end_event(cudaEvent_t) { return cudaSuccess; }
__device__ cudaError_t __cw_shader_record(cudaEvent_t, cudaStream_t) { return cudaSuccess; }
__device__ cudaError_t __cw_shader_await(cudaStream_t stream, cudaEvent_t, unsigned) {
  unsigned at = take(4);
  if (at == 0) return failed(cudaErrorLaunchOutOfResources);
  begin(at, 4, ORDER, stream);
  return cudaSuccess;
}

__device__ cudaError_t __cw_shader_device(int* device) {
  *device = 0;
  return cudaSuccess;
}
__device__ cudaError_t __cw_shader_devices(int* count) {
  *count = 1;
  return cudaSuccess;
}
__device__ cudaError_t __cw_shader_attribute(int* value, cudaDeviceAttr attribute, int device) {
  if (device != 0) return failed(cudaErrorInvalidDevice);
  return cw::attribute_of(value, attribute, __cw_device_facts) ? cudaSuccess : failed(cudaErrorInvalidValue);
}
}
