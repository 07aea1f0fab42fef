// Kernels in programs for plain WASI engines: a fault cannot be caught there, so it ends the program.
#include <stdlib.h>
#include <__cuda_wasm/device.h>

extern "C" {
int __cw_call_guarded(unsigned entry, const __cw_launch* launch, unsigned first, unsigned end) {
  typedef void (*BlockFunction)(const __cw_launch*, unsigned, unsigned);
  ((BlockFunction)(unsigned long)entry)(launch, first, end);
  return 0;
}

void __cw_check_null_page(void) {}

void __cw_abort_kernel(int) { abort(); }
}
