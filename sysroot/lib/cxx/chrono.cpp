// The clocks of <chrono>, and sleeping.
#include <chrono>
#include <thread>
#include <time.h>

namespace std {
namespace chrono {

static nanoseconds read_clock(clockid_t clock) {
  timespec t;
  clock_gettime(clock, &t);
  return seconds(t.tv_sec) + nanoseconds(t.tv_nsec);
}
system_clock::time_point system_clock::now() noexcept { return time_point(read_clock(CLOCK_REALTIME)); }
steady_clock::time_point steady_clock::now() noexcept { return time_point(read_clock(CLOCK_MONOTONIC)); }

}

void this_thread::__sleep(long nanoseconds) noexcept {
  if (nanoseconds <= 0) return;
  timespec t;
  t.tv_sec = nanoseconds / 1000000000;
  t.tv_nsec = nanoseconds % 1000000000;
  nanosleep(&t, &t);
}

}
