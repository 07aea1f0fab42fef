#ifndef _SYS_TIMES_H
#define _SYS_TIMES_H
#include <__cuda_wasm/types.h>
struct tms {
  clock_t tms_utime, tms_stime, tms_cutime, tms_cstime;
};
__CW_BEGIN
clock_t times(struct tms* result);
__CW_END
#endif
