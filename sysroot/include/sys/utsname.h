#ifndef _SYS_UTSNAME_H
#define _SYS_UTSNAME_H
#include <__cuda_wasm/defs.h>
struct utsname {
  char sysname[65], nodename[65], release[65], version[65], machine[65], domainname[65];
};
__CW_BEGIN
int uname(struct utsname* result);
__CW_END
#endif
