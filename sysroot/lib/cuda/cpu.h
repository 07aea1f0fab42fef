/* What the files of the CPU device share. */
#ifndef CW_CPU_H
#define CW_CPU_H
#include <__cuda_wasm/device.h>

extern "C" {
extern void (*__cw_heap_watch)(void* p, unsigned long bytes, unsigned long room); /* of malloc */
void* __cw_zeroed_alloc(unsigned long alignment, unsigned long size); /* of malloc */
/* With several threads: kernels have ended, one of them maybe within malloc. */
void __cw_free_heap_lock(void);
extern void (*__cw_finish_parked)(const struct __cw_launch* launch, unsigned first, unsigned end); /* __cw_finish_fibers, once a block was parked, or __cw_finish_residents: programs whose blocks never wait for each other contain nothing of that */
extern void (*__cw_end_grid)(void); /* when a launch has ended on all threads, once a kernel has had barriers across the grid */
extern int __cw_resident_blocks;    /* of the running launch: blocks that have not ended, where they may wait at such barriers */
extern int (*__cw_run_children)(int error); /* after a grid, once a kernel has launched one: runs what it has launched (child-grids.cpp); gives the first error */
void __cw_check_null_page(void); /* before a launch: ends the program that has stored through a null pointer */
extern int __cw_first_fault; /* since the last reset: a cudaError number */
/* Says on stderr where a kernel has ended by a fault; ~0: not known. */
void __cw_report_fault(const __cw_launch* launch, int error, unsigned block, unsigned thread);
/* With several threads: what this one's blocks have printed goes to the rest; all of it, in the order of blocks, becomes output; then the message of the kernel that failed. */
void __cw_hand_over_output(void);
void __cw_gather_output(void);
/* With several threads, for modules without a program to be other ones: where text of kernels goes, and messages; wakes up to so many threads for the launch that has begun. */
void __cw_write_output(const char* text, unsigned long length);
void __cw_write_message(const char* text, unsigned long length);
void __cw_wake_threads(unsigned most);
/* What a further thread does: it is there; it takes part in launches until none has come for some microseconds. `done`: the last one that it has seen; gives the new last one. */
void __cw_thread_is_ready(void);
int __cw_help(unsigned who, int done);
}
#endif
