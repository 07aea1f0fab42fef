/* The device interface: what the CUDA runtime (sysroot/lib/cuda) asks of a device. The CPU's is sysroot/lib/cuda/device_cpu.cpp; a
   WebGPU program imports the same functions. Addresses are the program's pointers. Streams and events are small numbers that
   the runtime gives out (0: the default stream). Every call returns at once unless it says that it waits; errors are cudaError
   numbers. */
#ifndef __CUDA_WASM_DEVICE_H
#define __CUDA_WASM_DEVICE_H

#include <__cuda_wasm/abi.h>

struct __cw_dev_info {
  char name[256];
  unsigned long memory;          /* bytes that can be allocated */
  unsigned multiprocessors;
  unsigned clock_khz;
  unsigned asynchronous;         /* 0: every call has completed when it returns */
  unsigned integrated;           /* device memory is host memory */
  unsigned shared_limit;         /* bytes of shared memory that a block can have, at most; 0: as CUDA's devices have them */
};

enum { __CW_DEVICE = 0, __CW_MANAGED = 1, __CW_PINNED = 2 };              /* kinds of memory */
enum { __CW_HOST_TO_HOST, __CW_HOST_TO_DEVICE, __CW_DEVICE_TO_HOST, __CW_DEVICE_TO_DEVICE }; /* cudaMemcpyKind */

extern "C" {
void __cw_dev_get_info(struct __cw_dev_info* info);
/* A block of memory at a multiple of 512; 0: out of memory. bytes > 0. */
void* __cw_dev_allocate(unsigned long bytes, unsigned kind);
void __cw_dev_free(void* address, unsigned long bytes, unsigned kind);
/* Memory of the program's own that kernels may use from now on (cudaHostRegister), and no longer. */
void __cw_dev_register(void* address, unsigned long bytes);
void __cw_dev_unregister(void* address);
/* Copies height rows of width bytes, in the stream's order. Host memory may change after the return. Copies to the host wait. */
void __cw_dev_copy(void* to, unsigned long to_pitch, const void* from, unsigned long from_pitch, unsigned long width,
                   unsigned long height, unsigned direction, unsigned stream);
void __cw_dev_fill(void* to, unsigned long pitch, unsigned value, unsigned long width, unsigned long height, unsigned stream);
/* Runs a kernel; launch and its parameter buffer are the caller's. A fault that is known at once is returned. */
int __cw_dev_launch(const struct __cw_launch* launch, unsigned stream);
/* Waits for a stream (~0: all) and returns the first fault since the last reset. */
int __cw_dev_wait(unsigned stream);
/* 0: all work of the stream is done; 600 (cudaErrorNotReady); a fault. */
int __cw_dev_query(unsigned stream);
void __cw_dev_stream_wait_event(unsigned stream, unsigned event);
void __cw_dev_record(unsigned event, unsigned stream);
int __cw_dev_event_query(unsigned event);
int __cw_dev_event_wait(unsigned event);
/* When the event completed, in milliseconds of the device's clock. */
double __cw_dev_event_time(unsigned event);
/* The device address of a __device__, __constant__ or __managed__ variable. */
void* __cw_dev_symbol(const void* variable);
/* How much memory kernels may allocate, from the next launch on; 8 MiB if nothing is said. A device whose kernels share the program's heap need not mind. */
void __cw_dev_heap_limit(unsigned long bytes);
/* What the texture is whose descriptor is there (`kinds` in texture.h), from now on. */
void __cw_dev_texture_kinds(const void* descriptor, unsigned kinds);
/* Forgets streams, events and faults. The runtime has freed all memory before. */
void __cw_dev_reset(void);

/* For devices that run kernels in this process: where the running kernel is, for messages (~0u: unknown). */
extern thread_local const struct __cw_launch* __cw_current_launch;
extern thread_local unsigned __cw_current_block, __cw_current_thread;
/* How many barriers across the grid the running block has passed, where all blocks pass them together. */
extern thread_local unsigned __cw_current_turn;
/* Threads of the machine that run kernels. */
unsigned __cw_thread_count(void);
/* Blocks that wait for other blocks (sysroot/lib/cuda/fibers.cpp, and resident.cpp). */
int __cw_parked_fibers(void);
void __cw_finish_residents(const struct __cw_launch* launch, unsigned pause, unsigned);
void __cw_finish_fibers(const struct __cw_launch* launch, unsigned first, unsigned end);
void __cw_drop_fibers(void);
/* Another thread's blocks have ended the running launch by a fault. */
int __cw_launch_failed(void);
/* Before a launch with so many blocks; before a further thread takes part, and when a thread has run its blocks to their end. */
void __cw_begin_grid(unsigned blocks);
void __cw_join_grid(void);
void __cw_leave_grid(void);
/* Kernels call the runtime one at a time. */
void __cw_enter_runtime(void);
void __cw_leave_runtime(void);
/* Calls the block function with this table index; 0, or the cudaError number of the fault that ended it. */
int __cw_call_guarded(unsigned entry, const struct __cw_launch* launch, unsigned first, unsigned end);
/* Ends the running kernel with an error. */
void __cw_abort_kernel(int error) __attribute__((noreturn));
/* What kernels printed: kept until a synchronization writes it to stdout. */
void __cw_device_print(const char* text, unsigned long length);
void __cw_flush_device_output(void);
/* A line of a kernel that ends by a fault, for stderr. */
void __cw_kernel_message(const char* text);
void __cw_device_assert(const char* expression, const char* file, unsigned line, const char* function);
}

#endif
