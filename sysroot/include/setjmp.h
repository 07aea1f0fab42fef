#ifndef _SETJMP_H
#define _SETJMP_H
#include <__cuda_wasm/defs.h>
typedef long jmp_buf[25];
typedef long sigjmp_buf[25];
__CW_BEGIN
int setjmp(jmp_buf environment);
int sigsetjmp(sigjmp_buf environment, int mask);
void longjmp(jmp_buf environment, int value)
    __attribute__((noreturn, unavailable("longjmp is not supported: WebAssembly cannot leave frames this way")));
void siglongjmp(sigjmp_buf environment, int value)
    __attribute__((noreturn, unavailable("siglongjmp is not supported: WebAssembly cannot leave frames this way")));
__CW_END
#endif
