// Kernels without a program: what the runtime (src/runtime/modules) calls of their module. It stands in front of the library, like guard_plain.cpp.
#include <stdlib.h>
#include "../cuda/cpu.h"

#define EXPORT(name) __attribute__((export_name(name)))

extern "C" {
#ifdef CW_THREADS
#define CW_IMPORT(name) __attribute__((import_module("cuda_wasm"), import_name(name)))

// Must the calling thread, which loads the module, not sleep?
CW_IMPORT("never_sleeps") int __cw_import_never_sleeps(void);
// Wakes up to so many threads, which then call `help`.
CW_IMPORT("wake_threads") void __cw_import_wake_threads(unsigned most);
extern thread_local int __cw_never_sleeps;
void __cw_flush_device_output(void);
static thread_local int started, done;

void __cw_wake_threads(unsigned most) { __cw_import_wake_threads(most); }

// Takes part in launches, as thread `who`, and comes back when there are none. Threads sleep outside of the module: they help whichever module of a device launches.
EXPORT("help") void __cw_module_help(unsigned who) {
  if (!started) __cw_thread_is_ready();
  started = 1;
  done = __cw_help(who, done);
}
#endif

// The addresses of the kernels' descriptors and of the variables, in the order of the module's reflection; made by the compiler (src/driver/kernel-module.ts).
extern const void* const __cw_module_table[];

EXPORT("table") const void* const* __cw_module_start(void) {
#ifdef CW_THREADS
  __cw_never_sleeps = __cw_import_never_sleeps();
#endif
  return __cw_module_table;
}

EXPORT("allocate") void* __cw_module_allocate(unsigned bytes) { return __cw_dev_allocate(bytes, __CW_DEVICE); }
EXPORT("free") void __cw_module_free(void* address) { __cw_dev_free(address, 0, __CW_DEVICE); }

// 0, or the cudaError number of the fault that ended the kernel.
EXPORT("launch") int __cw_module_launch(const __cw_launch* launch) {
  int error = __cw_dev_launch(launch, 0);
#ifdef CW_THREADS
  __cw_flush_device_output();
#endif
  return error;
}

// Forgets a fault.
EXPORT("reset") void __cw_module_reset(void) { __cw_dev_reset(); }
}
