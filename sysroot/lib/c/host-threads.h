/* Sleeping, as clock.cpp and host-threads.cpp share it. */
#ifndef CW_HOST_THREADS_H
#define CW_HOST_THREADS_H
extern "C" {
/* Nobody else runs meanwhile; others run. 0, or -1 with errno. */
int __cw_sleep_alone(unsigned long nanoseconds);
int __cw_thread_sleep(unsigned long nanoseconds);
}
#endif
