// The device interface on the CPU: device memory is the program's own, every call has completed when it returns, and a launch
// runs its blocks in ascending order, a few for each call (so that the engine can switch to optimized code in between).
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <__cuda_wasm/device.h>

extern "C" void (*__cw_heap_watch)(void* p, unsigned long bytes, unsigned long room); // of malloc

// Not inlined into the rest of the library: device_webgpu.cpp could not take this file's place there.
#define INTERFACE __attribute__((noinline))

static const unsigned long memory_limit = 2ul << 30;
static const unsigned most_blocks_per_call = 64;

static char* shared_memory;
static unsigned long shared_capacity;
static double* event_times;
static unsigned event_capacity;
static int first_fault;

static double now_ms() {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

static void report_fault(const __cw_launch* launch, int error) {
  const char* what = error == 700 ? "an illegal memory access" : "a trap";
  if (__cw_current_block == ~0u) {
    fprintf(stderr, "cuda-wasm: kernel %s ended by %s\n", launch->kernel->name, what);
    return;
  }
  unsigned b = __cw_current_block;
  fprintf(stderr, "cuda-wasm: kernel %s ended by %s in block [%u,%u,%u]", launch->kernel->name, what, b % launch->grid_x,
          b / launch->grid_x % launch->grid_y, b / launch->grid_x / launch->grid_y);
  unsigned t = __cw_current_thread;
  if (t != ~0u) {
    fprintf(stderr, ", thread [%u,%u,%u]", t % launch->block_x, t / launch->block_x % launch->block_y,
            t / launch->block_x / launch->block_y);
  }
  fprintf(stderr, "\n");
}

extern "C" {
INTERFACE void __cw_dev_get_info(__cw_dev_info* info) {
  memset(info, 0, sizeof *info);
  strcpy(info->name, "cuda-wasm CPU device");
  info->memory = memory_limit;
  info->multiprocessors = 1;
  info->clock_khz = 1000000;
  info->integrated = 1;
}

INTERFACE void* __cw_dev_allocate(unsigned long bytes, unsigned) {
  if (bytes > memory_limit) return 0;
  return aligned_alloc(512, (bytes + 511) / 512 * 512);
}

INTERFACE void __cw_dev_free(void* address, unsigned long, unsigned) { free(address); }

INTERFACE void __cw_dev_register(void*, unsigned long) {}
INTERFACE void __cw_dev_unregister(void*) {}

INTERFACE void __cw_dev_copy(void* to, unsigned long to_pitch, const void* from, unsigned long from_pitch, unsigned long width,
                   unsigned long height, unsigned, unsigned) {
  if (height == 1 || (to_pitch == width && from_pitch == width)) {
    memmove(to, from, width * height);
    return;
  }
  for (unsigned long y = 0; y < height; y++) {
    memmove((char*)to + y * to_pitch, (const char*)from + y * from_pitch, width);
  }
}

INTERFACE void __cw_dev_fill(void* to, unsigned long pitch, unsigned value, unsigned long width, unsigned long height, unsigned) {
  if (height == 1 || pitch == width) {
    memset(to, (int)value, width * height);
    return;
  }
  for (unsigned long y = 0; y < height; y++) memset((char*)to + y * pitch, (int)value, width);
}

INTERFACE int __cw_dev_launch(const __cw_launch* given, unsigned) {
  if (first_fault) return first_fault;
  __cw_launch launch = *given;
  unsigned long shared = (unsigned long)launch.static_shared + launch.dynamic_shared + 16;
  if (shared > shared_capacity) {
    free(shared_memory);
    shared_memory = (char*)aligned_alloc(128, (shared + 127) / 128 * 128);
    shared_capacity = shared_memory ? shared : 0;
    if (!shared_memory) return 2;
  }
  if (__cw_heap_watch) __cw_heap_watch(shared_memory, shared - 16, (shared + 127) / 128 * 128);
  launch.shared = shared_memory;
  unsigned blocks = launch.grid_x * launch.grid_y * launch.grid_z, step = 1;
  int error = 0;
  // A cooperative kernel has barriers across the grid: all of its blocks run in one call.
  if (launch.kernel->flags & 1) step = blocks;
  __cw_current_launch = &launch;
  __cw_in_kernel = 1;
  for (unsigned first = 0; first < blocks && !error;) {
    unsigned end = blocks - first < step ? blocks : first + step;
    error = __cw_call_guarded(launch.kernel->entry, &launch, first, end);
    first = end;
    if (step < most_blocks_per_call) step *= 2;
  }
  if (!error && __cw_parked_fibers()) error = __cw_call_guarded((unsigned)(unsigned long)&__cw_finish_fibers, &launch, 0, 0);
  if (error) __cw_drop_fibers();
  __cw_in_kernel = 0;
  if (error && error != 710) report_fault(&launch, error);
  __cw_current_launch = 0;
  __cw_current_block = __cw_current_thread = ~0u;
  if (error) first_fault = error;
  return error;
}

INTERFACE int __cw_dev_wait(unsigned) { return first_fault; }
INTERFACE int __cw_dev_query(unsigned) { return first_fault; }
INTERFACE void __cw_dev_stream_wait_event(unsigned, unsigned) {}

INTERFACE void __cw_dev_record(unsigned event, unsigned) {
  if (event >= event_capacity) {
    unsigned capacity = event + 16;
    double* grown = (double*)realloc(event_times, capacity * sizeof(double));
    if (!grown) return;
    event_times = grown;
    event_capacity = capacity;
  }
  event_times[event] = now_ms();
}

INTERFACE int __cw_dev_event_query(unsigned) { return first_fault; }
INTERFACE int __cw_dev_event_wait(unsigned) { return first_fault; }
INTERFACE double __cw_dev_event_time(unsigned event) { return event < event_capacity ? event_times[event] : 0; }
INTERFACE void* __cw_dev_symbol(const void* variable) { return (void*)variable; }
INTERFACE void __cw_dev_reset(void) { first_fault = 0; }
}
