/* A process's own settings: the name that tools show for its thread. Others are refused (EINVAL). */
#ifndef _SYS_PRCTL_H
#define _SYS_PRCTL_H
#include <__cuda_wasm/defs.h>
#define PR_SET_PDEATHSIG 1
#define PR_GET_PDEATHSIG 2
#define PR_GET_DUMPABLE 3
#define PR_SET_DUMPABLE 4
#define PR_SET_NAME 15
#define PR_GET_NAME 16
__CW_BEGIN
int prctl(int option, ...);
__CW_END
#endif
