/* A failed assertion: glibc's line and SIGABRT on the host, the device's own report in a kernel. */
#undef NDEBUG
#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include "kernel.h"

extern "C" void __assert_fail(const char* expression, const char* file, unsigned line, const char* function) {
  if (__cw_in_kernel) {
    __cw_device_assert(expression, file, line, function);
    __builtin_trap();
  }
  fprintf(stderr, "%s%s%s:%u: %s%sAssertion `%s' failed.\n", program_invocation_short_name,
          program_invocation_short_name[0] ? ": " : "", file, line, function ? function : "", function ? ": " : "", expression);
  abort();
}
