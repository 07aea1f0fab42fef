/* What the files of the CPU device share. */
#ifndef CW_CPU_H
#define CW_CPU_H
#include <__cuda_wasm/device.h>

extern "C" {
extern void (*__cw_heap_watch)(void* p, unsigned long bytes, unsigned long room); /* of malloc */
/* With several threads: kernels have ended, one of them maybe within malloc. */
void __cw_free_heap_lock(void);
extern void (*__cw_finish_parked)(const struct __cw_launch* launch, unsigned first, unsigned end); /* with one thread: __cw_finish_fibers, once a block was parked */
extern int __cw_first_fault; /* since the last reset: a cudaError number */
/* Says on stderr where a kernel has ended by a fault; ~0: not known. */
void __cw_report_fault(const __cw_launch* launch, int error, unsigned block, unsigned thread);
/* With several threads: what this one's blocks have printed goes to the rest; all of it, in the order of blocks, becomes output; then the message of the kernel that failed. */
void __cw_hand_over_output(void);
void __cw_gather_output(void);
}
#endif
