/* No guard around the macro: every inclusion takes NDEBUG as it stands. */
#include <__cuda_wasm/defs.h>
#undef assert
#ifdef NDEBUG
#define assert(expression) ((void)0)
#else
__CW_BEGIN
__CW_HD void __assert_fail(const char* expression, const char* file, unsigned line, const char* function)
    __attribute__((noreturn));
__CW_END
#define assert(expression) \
  ((expression) ? (void)0 : __assert_fail(#expression, __FILE__, __LINE__, __PRETTY_FUNCTION__))
#endif
#ifndef __cplusplus
#undef static_assert
#define static_assert _Static_assert
#endif
