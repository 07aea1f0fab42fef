// The clocks of kernels, where these are shaders: WGSL has none. A count of readings that all threads share stands in for them. It never goes back, each reading is later than all before it, and loops that wait for an amount of
// time come to their end after a reading per microsecond of it. It starts from the host's time at the launch (src/runtime/webgpu/library-state.ts).
#include <cuda_runtime.h>

// What a reading takes, in nanoseconds: ticks of the clock, whose rate is told to be 1 GHz.
static const unsigned STEP = 1000;

extern "C" {
__device__ struct {
  unsigned readings, halves;  // halves: how often `readings` has gone through half of its range
  unsigned long long start;   // of the device's clock, at the launch
  unsigned long long epoch;   // when that clock was 0, in nanoseconds since 1970
} __cw_device_clock_state;

__device__ unsigned long long __cw_device_clock(void) {
  unsigned reading = atomicAdd(&__cw_device_clock_state.readings, 1u);
  if ((reading & 0x7fffffff) == 0x7fffffff) atomicAdd(&__cw_device_clock_state.halves, 1u);
  unsigned halves = atomicAdd(&__cw_device_clock_state.halves, 0u);
  // Read a little before the count went on to the half of `reading`, or after it has left it.
  if ((halves ^ (reading >> 31)) & 1) halves += (reading & 0x40000000) ? ~0u : 1u;
  return __cw_device_clock_state.start + (((unsigned long long)(halves >> 1) << 32) | reading) * STEP;
}

__device__ unsigned long long __cw_device_timer(void) { return __cw_device_clock_state.epoch + __cw_device_clock(); }
}
