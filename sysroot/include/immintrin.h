/* What gcc's header has without options that name further instructions: SSE2, and the counter of cycles. */
#ifndef _IMMINTRIN_H_INCLUDED
#define _IMMINTRIN_H_INCLUDED
#include <emmintrin.h>
#include <time.h>
/* Nanoseconds: a counter at 1 GHz. */
static __inline unsigned long long __rdtsc(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (unsigned long long)now.tv_sec * 1000000000ull + (unsigned long long)now.tv_nsec;
}
#define _rdtsc() __rdtsc()
#endif
