/* What a process says when it ends. There is one process here: nothing makes others, so there is nothing to wait for. */
#ifndef _SYS_WAIT_H
#define _SYS_WAIT_H
#include <__cuda_wasm/types.h>
#define WNOHANG 1
#define WUNTRACED 2
#define WCONTINUED 8
#define WTERMSIG(status) ((status) & 0x7f)
#define WEXITSTATUS(status) (((status) & 0xff00) >> 8)
#define WSTOPSIG(status) WEXITSTATUS(status)
#define WIFEXITED(status) (WTERMSIG(status) == 0)
#define WIFSIGNALED(status) ((signed char)(((status) & 0x7f) + 1) >> 1 > 0)
#define WIFSTOPPED(status) (((status) & 0xff) == 0x7f)
#define WIFCONTINUED(status) ((status) == 0xffff)
#define WCOREDUMP(status) ((status) & 0x80)
#define __CW_ONE_PROCESS __attribute__((unavailable("a program is one process in WebAssembly")))
__CW_BEGIN
pid_t wait(int* status) __CW_ONE_PROCESS;
pid_t waitpid(pid_t pid, int* status, int options) __CW_ONE_PROCESS;
__CW_END
#undef __CW_ONE_PROCESS
#endif
