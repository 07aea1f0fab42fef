/* What compiled code and the CUDA runtime (sysroot/lib) agree on. The compiler emits one __cw_kernel per __global__
   function; on the host the kernel's name, decayed to a function pointer, is the address of that descriptor. Pointers
   take 8 bytes in memory (LP64); their upper 4 bytes are zero. src/back/wasm/kernel-descriptor.ts is this file's other half. */
#ifndef __CUDA_WASM_ABI_H
#define __CUDA_WASM_ABI_H

struct __cw_kernel {
  const char* name;          /* as nvcc's mangled name */
  const unsigned* params;    /* per parameter: size, offset in the packed buffer (each aligned to its type) */
  unsigned entry;            /* function table index of the block function (below) */
  unsigned param_count;
  unsigned param_bytes;      /* size of the packed buffer */
  unsigned static_shared;    /* bytes of static __shared__ variables, 16-byte aligned; dynamic shared memory follows */
  unsigned max_threads;      /* __launch_bounds__, else 1024 */
  unsigned flags;            /* bit 0: needs all blocks resident (cooperative); bit 1: uses dynamic shared memory */
  unsigned max_dynamic_shared; /* written by cudaFuncSetAttribute; 49152 at first */
  unsigned cost;             /* nanoseconds that a block took lately; 0: not known */
  unsigned untimed;          /* launches until the profiler is asked again, in programs that are profiled (src/passes/profile-calls.ts) */
};

/* What a block function gets: void entry(const __cw_launch* launch, unsigned first, unsigned end), which runs the blocks
   of linear index first ≤ b < end (x fastest). shared points to memory for one block (static, then dynamic part). */
struct __cw_launch {
  unsigned grid_x, grid_y, grid_z;
  unsigned block_x, block_y, block_z;
  const void* params;        /* packed parameter buffer */
  void* shared;
  unsigned dynamic_shared;   /* bytes */
  unsigned static_shared;
  const struct __cw_kernel* kernel;
};

/* Implemented by the CUDA runtime in sysroot/lib; what `k<<<grid, block, shared, stream>>>(args…)` calls: args[i] points to the
   value of parameter i. Errors are remembered for cudaGetLastError. */
extern "C" void __cw_launch_kernel(const struct __cw_kernel* kernel, unsigned grid_x, unsigned grid_y, unsigned grid_z,
                                   unsigned block_x, unsigned block_y, unsigned block_z, unsigned long shared_bytes,
                                   void* stream, void** args);

/* What launches in functions call that kernels may run: in a kernel they wait for its end (sysroot/lib/cuda/child-grids.cpp; device_launches.cpp where kernels are shaders). `params` is the packed buffer. */
extern "C" void __cw_launch_in_kernel(const struct __cw_kernel* kernel, unsigned grid_x, unsigned grid_y, unsigned grid_z,
                                      unsigned block_x, unsigned block_y, unsigned block_z, unsigned long shared_bytes,
                                      void* stream, const void* params, unsigned param_bytes);

/* Non-zero while a kernel runs on the CPU device (printf then goes to the device's buffer, assert and bad accesses end the kernel). */
extern "C" thread_local int __cw_in_kernel;

/* Is the running kernel launched as a cooperative one, whose blocks may wait for each other? */
extern "C" int __cw_cooperative_launch(void);

#endif
