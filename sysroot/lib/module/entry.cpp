// Kernels without a program: what the runtime (src/runtime/modules) calls of their module. It stands in front of the library, like guard_plain.cpp.
#include <stdlib.h>
#include "../cuda/cpu.h"

#define EXPORT(name) __attribute__((export_name(name)))

extern "C" {
// The addresses of the kernels' descriptors and of the variables, in the order of the module's reflection; made by the compiler (src/driver/kernel-module.ts).
extern const void* const __cw_module_table[];

EXPORT("table") const void* const* __cw_module_start(void) { return __cw_module_table; }

EXPORT("allocate") void* __cw_module_allocate(unsigned bytes) { return __cw_dev_allocate(bytes, __CW_DEVICE); }
EXPORT("free") void __cw_module_free(void* address) { __cw_dev_free(address, 0, __CW_DEVICE); }

// 0, or the cudaError number of the fault that ended the kernel.
EXPORT("launch") int __cw_module_launch(const __cw_launch* launch) { return __cw_dev_launch(launch, 0); }

// Forgets a fault.
EXPORT("reset") void __cw_module_reset(void) { __cw_dev_reset(); }
}
