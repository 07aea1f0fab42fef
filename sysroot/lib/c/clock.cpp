/* Clocks and sleeping. The host has a wall clock and a monotonic one, and mostly a clock of the time spent on the CPU; where
   it has none of the last kind, time since the first question stands for it. */
#include <errno.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/times.h>
#include <time.h>
#include <unistd.h>
#include "host-threads.h"
#include "kernel.h"
#include "wasi.h"

extern "C" {
static unsigned host_clock(clockid_t clock) {
  switch (clock) {
    case CLOCK_REALTIME: case CLOCK_REALTIME_COARSE: return 0;
    case CLOCK_MONOTONIC: case CLOCK_MONOTONIC_RAW: case CLOCK_MONOTONIC_COARSE: case CLOCK_BOOTTIME: return 1;
    case CLOCK_PROCESS_CPUTIME_ID: return 2;
    case CLOCK_THREAD_CPUTIME_ID: return 3;
    default: return ~0u;
  }
}

static int read_clock(unsigned clock, unsigned long* nanoseconds) {
  int error = __wasi_clock_time_get(clock, 1, nanoseconds);
  if (!error || clock < 2) return error;
  static unsigned long first;
  unsigned long now;
  error = __wasi_clock_time_get(1, 1, &now);
  if (error) return error;
  if (!first) first = now - 1;
  *nanoseconds = now - first;
  return 0;
}

static int store(int error, unsigned long ns, struct timespec* result) {
  if (error) return __cw_wasi_error(error);
  result->tv_sec = (time_t)(ns / 1000000000);
  result->tv_nsec = (long)(ns % 1000000000);
  return 0;
}

int clock_gettime(clockid_t clock, struct timespec* result) {
  unsigned long ns = 0;
  unsigned id = host_clock(clock);
  if (id == ~0u) {
    errno = EINVAL;
    return -1;
  }
  int error = read_clock(id, &ns);
  return store(error, ns, result);
}

int clock_getres(clockid_t clock, struct timespec* result) {
  unsigned long ns = 1;
  unsigned id = host_clock(clock);
  if (id == ~0u) {
    errno = EINVAL;
    return -1;
  }
  int error = __wasi_clock_res_get(id, &ns);
  if (error && id >= 2) error = __wasi_clock_res_get(1, &ns);
  return result ? store(error, ns, result) : error ? __cw_wasi_error(error) : 0;
}

/* In a kernel, clock counts cycles: nanoseconds of the monotonic clock. */
clock_t clock(void) {
  unsigned long ns = 0;
  if (__cw_in_kernel) return read_clock(1, &ns) ? 0 : (clock_t)ns;
  return read_clock(2, &ns) ? -1 : (clock_t)(ns / 1000);
}

time_t time(time_t* result) {
  unsigned long ns = 0;
  time_t now = read_clock(0, &ns) ? -1 : (time_t)(ns / 1000000000);
  if (result) *result = now;
  return now;
}

int timespec_get(struct timespec* result, int base) {
  return base == TIME_UTC && clock_gettime(CLOCK_REALTIME, result) == 0 ? base : 0;
}

int gettimeofday(struct timeval* result, void* zone) {
  struct timespec now;
  if (clock_gettime(CLOCK_REALTIME, &now) < 0) return -1;
  if (result) {
    result->tv_sec = now.tv_sec;
    result->tv_usec = now.tv_nsec / 1000;
  }
  if (zone) {
    ((struct timezone*)zone)->tz_minuteswest = 0;
    ((struct timezone*)zone)->tz_dsttime = 0;
  }
  return 0;
}

int getrusage(int who, struct rusage* usage) {
  __builtin_memset(usage, 0, sizeof *usage);
  if (who == RUSAGE_CHILDREN) return 0;
  if (who != RUSAGE_SELF && who != RUSAGE_THREAD) {
    errno = EINVAL;
    return -1;
  }
  unsigned long ns = 0;
  if (!read_clock(who == RUSAGE_SELF ? 2 : 3, &ns)) {
    usage->ru_utime.tv_sec = (time_t)(ns / 1000000000);
    usage->ru_utime.tv_usec = (suseconds_t)(ns % 1000000000 / 1000);
  }
  usage->ru_maxrss = (long)__builtin_wasm_memory_size(0) * 64;
  return 0;
}

clock_t times(struct tms* result) {
  unsigned long ns = 0;
  if (result) {
    read_clock(2, &ns);
    result->tms_utime = (clock_t)(ns / 10000000);
    result->tms_stime = result->tms_cutime = result->tms_cstime = 0;
  }
  return read_clock(1, &ns) ? -1 : (clock_t)(ns / 10000000);
}

int __cw_sleep_alone(unsigned long nanoseconds) {
  wasi_subscription s = {};
  wasi_event event;
  unsigned count;
  s.clock = 1;
  s.timeout = nanoseconds;
  s.precision = 1;
  int error = __wasi_poll_oneoff(&s, &event, 1, &count);
  return error ? __cw_wasi_error(error) : 0;
}

int clock_nanosleep(clockid_t clock, int flags, const struct timespec* duration, struct timespec* rest) {
  unsigned id = host_clock(clock);
  if (id > 1 || duration->tv_sec < 0 || (unsigned long)duration->tv_nsec >= 1000000000) return EINVAL;
  unsigned long ns = (unsigned long)duration->tv_sec * 1000000000 + (unsigned long)duration->tv_nsec;
  if (flags & TIMER_ABSTIME) {
    unsigned long now;
    int error = read_clock(id, &now);
    if (error) return __cw_wasi_error(error) < 0 ? errno : 0;
    ns = ns > now ? ns - now : 0;
  } else if (rest)
    rest->tv_sec = rest->tv_nsec = 0;
  return __cw_thread_sleep(ns) < 0 ? errno : 0;
}

int nanosleep(const struct timespec* duration, struct timespec* rest) {
  int error = clock_nanosleep(CLOCK_MONOTONIC, 0, duration, rest);
  if (!error) return 0;
  errno = error;
  return -1;
}

int usleep(useconds_t microseconds) { return __cw_thread_sleep((unsigned long)microseconds * 1000); }
unsigned sleep(unsigned seconds) {
  __cw_thread_sleep((unsigned long)seconds * 1000000000);
  return 0;
}
}
