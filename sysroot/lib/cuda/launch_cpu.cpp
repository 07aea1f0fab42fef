// Launches on one thread: blocks run in ascending order, a few for each call (so that the engine can switch to optimized code in between). launch_threads.cpp takes this file's place where several threads run blocks.
#include <stdlib.h>
#include <string.h>
#include "cpu.h"

static const unsigned most_blocks_per_call = 512;

static char* shared_memory;
static unsigned long shared_capacity;

extern "C" {
void (*__cw_finish_parked)(const __cw_launch* launch, unsigned first, unsigned end);
void (*__cw_end_grid)(void);
int (*__cw_run_children)(int error);

__attribute__((noinline)) void __cw_enter_runtime(void) {}
__attribute__((noinline)) void __cw_leave_runtime(void) {}

__attribute__((noinline)) unsigned __cw_thread_count(void) { return 1; }
__attribute__((noinline)) int __cw_launch_failed(void) { return 0; }

__attribute__((noinline)) int __cw_dev_launch(const __cw_launch* given, unsigned) {
  if (__cw_first_fault) return __cw_first_fault;
  __cw_check_null_page();
  __cw_launch launch = *given;
  __cw_kernel* kernel = (__cw_kernel*)launch.kernel;
  unsigned long shared = (unsigned long)launch.static_shared + launch.dynamic_shared + 16;
  if (shared > shared_capacity) {
    free(shared_memory);
    shared_memory = (char*)aligned_alloc(128, (shared + 127) / 128 * 128);
    shared_capacity = shared_memory ? shared : 0;
    if (!shared_memory) return 2;
  }
  // The first block finds zeros, as on GPUs: programs come to rely on it unawares.
  memset(shared_memory, 0, shared);
  if (__cw_heap_watch) __cw_heap_watch(shared_memory, shared - 16, (shared + 127) / 128 * 128);
  launch.shared = shared_memory;
  unsigned blocks = launch.grid_x * launch.grid_y * launch.grid_z;
  // A kernel that has run may be optimized already. Its cost is not measured where there is one thread.
  unsigned step = kernel->cost ? 64 : 1;
  kernel->cost = 1;
  int error = 0;
  __cw_begin_grid(blocks);
  __cw_current_launch = &launch;
  __cw_in_kernel = 1;
  for (unsigned first = 0; first < blocks && !error;) {
    unsigned end = blocks - first < step ? blocks : first + step;
    error = __cw_call_guarded(kernel->entry, &launch, first, end);
    first = end;
    if (step < most_blocks_per_call) step *= 2;
  }
  if (!error && __cw_finish_parked && __cw_parked_fibers()) {
    error = __cw_call_guarded((unsigned)(unsigned long)__cw_finish_parked, &launch, 0, 0);
  }
  if (error) __cw_drop_fibers();
  if (__cw_end_grid) __cw_end_grid();
  __cw_in_kernel = 0;
  if (error && error != 710) __cw_report_fault(&launch, error, __cw_current_block, __cw_current_thread);
  __cw_current_launch = 0;
  __cw_current_block = __cw_current_thread = ~0u;
  if (error) __cw_first_fault = error;
  return __cw_run_children ? __cw_run_children(error) : error;
}
}
