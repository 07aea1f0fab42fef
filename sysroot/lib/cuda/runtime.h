// What the files of the CUDA runtime share. The runtime keeps CUDA's semantics (errors, allocations, streams, validation) and
// asks the device (include/__cuda_wasm/device.h) for the work itself.
#ifndef CW_RUNTIME_H
#define CW_RUNTIME_H
#include <cuda_runtime_api.h>
#include <__cuda_wasm/device.h>

namespace cw {

// Errors (errors.cpp). A fault of a kernel appears at the next call that is not itself asynchronous, and stays.
cudaError_t fail(cudaError_t error);      // remembers an error for cudaGetLastError and gives it back
cudaError_t fault();                      // the sticky error, or success
cudaError_t known_fault();              // the sticky error that some call has already given
void note_fault(int error);               // a launch has failed: sticky from the next call on
void clear_errors();
// Waits for a stream (all_streams: all), writes what kernels printed, gives the sticky error.
const unsigned all_streams = ~0u;
cudaError_t synchronize(unsigned stream);

// At the head of every call: a sticky error is the answer to all of them.
#define CW_CHECK_FAULT() \
  do { \
    cudaError_t sticky = cw::fault(); \
    if (sticky != cudaSuccess) return sticky; \
  } while (0)

// The same for calls that only enqueue: they do not yet see what a kernel before them did.
#define CW_CHECK_STICKY() \
  do { \
    if (cw::known_fault() != cudaSuccess) return cw::fault(); \
  } while (0)

// Allocations (allocations.cpp), ordered by address.
enum AllocationKind { device_memory, managed_memory, pinned_memory, registered_memory, symbol_memory };
struct Allocation {
  char* address;
  unsigned long bytes;   // as asked for
  unsigned kind;
  unsigned flags;
};
Allocation* find_allocation(const void* p);   // the one that holds p, or null
void register_symbol(const void* variable, unsigned long bytes);  // 0: of unknown size
void free_everything();
unsigned long memory_used();
const __cw_dev_info* device_info();

cudaError_t allocate(void** p, unsigned long bytes, unsigned kind, unsigned flags);

// Copies (copies.cpp): height rows of width bytes.
cudaError_t copy_rows(void* to, unsigned long to_pitch, const void* from, unsigned long from_pitch, unsigned long width,
                      unsigned long height, cudaMemcpyKind kind, cudaStream_t stream, bool async);

// CUDA arrays (arrays.cpp): texels in device memory, row after row without gaps.
struct ArrayView {
  cudaChannelFormatDesc format;
  cudaExtent extent;        // as given: height and depth 0 where the array has fewer dimensions
  unsigned flags, texel;    // texel: bytes
  char* data;
  unsigned long pitch;      // bytes of a row
};
bool view_array(cudaArray_const_t array, ArrayView* view);
unsigned mipmap_levels(cudaMipmappedArray_const_t array);  // 0: no such array
bool valid_format(const cudaChannelFormatDesc* format, unsigned* texel);
void destroy_arrays();
void destroy_texture_objects();

// Streams and events (streams.cpp). False for a handle that is not alive.
bool stream_id(cudaStream_t stream, unsigned* id);
void destroy_streams_and_events();

cudaError_t launch(const __cw_kernel* kernel, dim3 grid, dim3 block, unsigned long shared, cudaStream_t stream, void** args,
                   bool cooperative);
unsigned blocks_per_multiprocessor(const __cw_kernel* kernel, unsigned threads, unsigned long dynamic_shared);

// Limits of compute capability 9.0.
const unsigned max_threads_per_block = 1024, max_threads_per_multiprocessor = 2048, max_blocks_per_multiprocessor = 32;
const unsigned long shared_per_block = 49152, shared_per_block_optin = 232448, shared_per_multiprocessor = 233472;
const unsigned long shared_reserved = 1024;

}  // namespace cw
#endif
