// Kernels run under a guard of the host that turns traps into error numbers: 700 for an access outside of memory, else 719.
// guard_plain.cpp takes this file's place in programs for engines without these imports.
#include <__cuda_wasm/device.h>

#define CW_IMPORT(name) __attribute__((import_module("cuda_wasm"), import_name(name)))

extern "C" {
CW_IMPORT("call_guarded") int __cw_import_call_guarded(unsigned entry, const __cw_launch* launch, unsigned first, unsigned end);
CW_IMPORT("null_written") __attribute__((noreturn)) void __cw_import_null_written(void);
CW_IMPORT("abort_kernel") __attribute__((noreturn)) void __cw_import_abort_kernel(int error);

// Not inlined into the rest of the library: guard_plain.cpp could not take their place there.
__attribute__((noinline)) int __cw_call_guarded(unsigned entry, const __cw_launch* launch, unsigned first, unsigned end) {
  return __cw_import_call_guarded(entry, launch, first, end);
}

// Nothing of the program lies near address 0, and nothing traps there: what host code has left shows stores through null pointers, which are not to be taken for the kernel's.
__attribute__((noinline)) void __cw_check_null_page(void) {
  unsigned long all = 0;
  for (unsigned at = 0; at < 1024; at += 32) {
    const volatile unsigned long* p = (const volatile unsigned long*)(unsigned long)at;
    all |= p[0] | p[1] | p[2] | p[3];
  }
  if (all) __cw_import_null_written();
}

__attribute__((noinline)) void __cw_abort_kernel(int error) { __cw_import_abort_kernel(error); }
}
