// Prints what kernels on WebGPU have left as records, for modules without a program: the runtime copies them into this memory.
#include <stdlib.h>

extern "C" {
void __cw_print_records(const unsigned* records, unsigned bytes);

__attribute__((export_name("allocate_records"))) void* __cw_module_records(unsigned bytes) { return aligned_alloc(16, (bytes + 31) / 16 * 16); }

__attribute__((export_name("print_records"))) void __cw_module_print(unsigned* records, unsigned bytes) {
  __cw_print_records(records, bytes);
  free(records);
}
}
