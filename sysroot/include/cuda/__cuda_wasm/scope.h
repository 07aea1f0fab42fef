/* The set of threads that a synchronization object is for. */
#ifndef __CUDA_WASM_SCOPE_H
#define __CUDA_WASM_SCOPE_H
namespace cuda {
enum thread_scope { thread_scope_system, thread_scope_device, thread_scope_block, thread_scope_thread };
}
#endif
