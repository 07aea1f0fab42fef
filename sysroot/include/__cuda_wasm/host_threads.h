/* Threads of host code, as <thread>, <mutex>, <pthread.h> and their kin use them (sysroot/lib/c/host-threads.cpp). One of them runs at a time, until it waits; so what is done between two waits is done as a whole, and
   whoever waits looks again at what it waits for after each wait. Programs for one thread have no others: a thread's function runs when the thread is made. */
#ifndef __CUDA_WASM_HOST_THREADS_H
#define __CUDA_WASM_HOST_THREADS_H

#ifdef __cplusplus
extern "C" {
#endif
/* Starts a thread that calls function(argument): its number, or 0 where there can be no further one. The first thread has number 1. */
unsigned long __cw_thread_start(void (*function)(void*), void* argument);
unsigned long __cw_thread_self(void);
/* Has the thread's function come to its end? */
int __cw_thread_ended(unsigned long thread);
/* Lets others run until one of them has changed something, but no longer than so many nanoseconds (negative: without end).
   1: look again. 0: nothing will change any more. -1: there are no other threads, and never are. */
int __cw_thread_wait(long nanoseconds);
/* What others wait for may have come. */
void __cw_thread_changed(void);
/* Lets others run that can. */
void __cw_thread_yield(void);
/* The same, now and then: for what is called in loops that wait. */
void __cw_thread_spin(void);
#ifdef __cplusplus
}
#endif
#endif
