// What the files of the CUDA runtime share. The runtime keeps CUDA's semantics (errors, allocations, streams, validation) and
// asks the device (include/__cuda_wasm/device.h) for the work itself.
#ifndef CW_RUNTIME_H
#define CW_RUNTIME_H
#include <cuda_runtime_api.h>
#include <__cuda_wasm/device.h>
#include "../c/kernel.h"
#include "attributes.h"

struct CUgraph_st;

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
struct PoolBlock;
struct Allocation {
  char* address;
  unsigned long bytes;   // as asked for
  unsigned kind;
  unsigned flags;
  PoolBlock* block;      // of a memory pool; else null
};
Allocation* find_allocation(const void* p);   // the one that holds p, or null
void register_symbol(const void* variable, unsigned long bytes);  // 0: of unknown size
void free_everything();
unsigned long memory_used();
const __cw_dev_info* device_info();

cudaError_t allocate(void** p, unsigned long bytes, unsigned kind, unsigned flags);
cudaError_t deallocate(void* p, unsigned kind1, unsigned kind2);

// Memory pools (pools.cpp): blocks that are allocated, but which nobody has while they are idle.
struct PoolBlock {
  PoolBlock* next;       // in the list of idle ones of its class
  CUmemPoolHandle_st* pool;
  char* address;
  unsigned long bytes;   // that it has
  unsigned long used;    // that its user counts for
  bool idle;
};
cudaError_t allocate_block(PoolBlock* block, unsigned long bytes, unsigned kind);
void use_block(PoolBlock* block, unsigned long bytes);   // 0: nobody has it from now on
void free_block(PoolBlock* block);
struct Pools {
  void (*give_back)(PoolBlock* block);
  bool (*trim)();          // gives back what is idle; false: nothing was
  void (*synchronized)();  // work has been waited for: gives back what pools need not keep
  void (*forget)();        // all memory has been freed
};
extern const Pools* pools; // null: no program has used a pool yet
// Memory of graphs: allocated by their nodes, in use from the launch of an allocation node to a free.
cudaError_t allocate_graph_memory(void** p, unsigned long bytes);
void free_graph_memory(void* p);
bool is_graph_memory(void* p);
bool use_graph_memory(void* p, bool use);   // false: it was so already
unsigned long* graph_memory_figure(unsigned which);  // by cudaGraphMemAttributeType

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
cudaError_t copy_3d(const cudaMemcpy3DParms* p, cudaStream_t stream, bool async);
cudaError_t fill_rows(void* p, unsigned long pitch, int value, unsigned long width, unsigned long height, cudaStream_t stream);
bool view_array(cudaArray_const_t array, ArrayView* view);
unsigned mipmap_levels(cudaMipmappedArray_const_t array);  // 0: no such array
bool valid_format(const cudaChannelFormatDesc* format, unsigned* texel);
void destroy_arrays();
void destroy_texture_objects();

// Streams and events (streams.cpp). False for a handle that is not alive.
bool stream_id(cudaStream_t stream, unsigned* id);
void destroy_streams_and_events();

// Stream capture (capture.cpp): while some stream captures, operations ask here whether they are to be recorded instead of done.
struct Recorder {
  // Is the operation on this stream recorded (true: done with it, *error is the answer), or forbidden?
  bool (*kernel)(cudaStream_t stream, const __cw_kernel* kernel, dim3 grid, dim3 block, unsigned long shared, void** args, bool cooperative,
                 cudaError_t* error);
  bool (*copy)(cudaStream_t stream, const cudaMemcpy3DParms* p, cudaError_t* error);
  bool (*fill)(cudaStream_t stream, void* p, unsigned long pitch, unsigned value, unsigned long width, unsigned long height, cudaError_t* error);
  bool (*host)(cudaStream_t stream, cudaHostFn_t function, void* data, cudaError_t* error);
  bool (*record)(cudaStream_t stream, cudaEvent_t event, bool external, cudaError_t* error);
  bool (*wait)(cudaStream_t stream, cudaEvent_t event, cudaError_t* error);
  bool (*allocate)(cudaStream_t stream, void** p, unsigned long bytes, cudaError_t* error);
  bool (*release)(cudaStream_t stream, void* p, cudaError_t* error);
  bool (*child)(cudaStream_t stream, CUgraph_st* graph, cudaError_t* error);
  cudaStreamCaptureStatus (*status)(cudaStream_t stream);
  // Something that may not be asked of a stream (all: of any) while it captures: true, and the capture is lost.
  bool (*forbidden)(cudaStream_t stream, bool all);
};
extern const Recorder* recorder;  // null: no stream captures

// Of kernels that launch grids: what waits for the running one to end (child-grids.cpp). False: there is no memory for that.
struct Children {
  bool (*launch)(const __cw_launch* launch, cudaStream_t stream);
  bool (*copy)(void* to, unsigned long to_pitch, const void* from, unsigned long from_pitch, unsigned long width, unsigned long height, unsigned direction,
               cudaStream_t stream);
  bool (*fill)(void* p, unsigned long pitch, unsigned value, unsigned long width, unsigned long height, cudaStream_t stream);
};
extern const Children* children;  // null: no kernel has launched a grid
int run_grid(const __cw_launch* launch, unsigned stream, bool cooperative);

// A call of the runtime by a kernel: one at a time, where several threads run blocks. Host code that has stored over the runtime's variables is no kernel, and does not wait.
struct KernelCall {
  bool inside;
  KernelCall() : inside(__cw_in_kernel == 1) { if (inside) __cw_enter_runtime(); }
  ~KernelCall() { if (inside) __cw_leave_runtime(); }
};

bool is_default(cudaStream_t stream);
bool is_blocking(cudaStream_t stream);  // waits for the default stream

cudaError_t launch(const __cw_kernel* kernel, dim3 grid, dim3 block, unsigned long shared, cudaStream_t stream, void** args,
                   bool cooperative);
unsigned blocks_per_multiprocessor(const __cw_kernel* kernel, unsigned threads, unsigned long dynamic_shared);

// What the device at hand gives a block of these: a GPU that WebGPU reaches has less.
unsigned long block_shared_limit();

}  // namespace cw
#endif
