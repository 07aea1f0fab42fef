/* A direct call of setjmp gives 0; there is no way back to it. */
#include <setjmp.h>
extern "C" {
int setjmp(jmp_buf) { return 0; }
int sigsetjmp(sigjmp_buf, int) { return 0; }
}
