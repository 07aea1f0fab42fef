// Launches on several threads of the machine: each takes blocks from a counter until none is left, in ascending order; the calling thread takes part. The others sleep between launches.
//
// A launch begins on the calling thread alone. Others are woken when what is left would take it so long that waking them pays; how long a block takes is known from the kernel's last launch, or from its first blocks.
// They are started by the first launches that are worth it, so that small programs do without. `ticket` is odd while threads may join; who has joined (`inside`) is waited for at the end.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "../c/threads.h"
#include "cpu.h"

#define CW_IMPORT(name) __attribute__((import_module("cuda_wasm"), import_name(name)))

// Where a thread has its things; as src/runtime/cpu/threads.ts reads it.
struct place {
  unsigned variables, stack_low, stack_high, message;
};

extern "C" {
CW_IMPORT("clock") unsigned long long __cw_import_clock(void);
// How many threads there may be, the calling one included.
CW_IMPORT("thread_count") unsigned __cw_import_thread_count(void);
// Are launches shared out whether that pays or not?
CW_IMPORT("share_always") unsigned __cw_import_share_always(void);
// Starts so many further threads; each calls __cw_work.
CW_IMPORT("start_threads") void __cw_import_start_threads(unsigned count, const place* places);
extern char __cw_thread_bytes;  // its address is a size
extern char __stack_low, __stack_high;
}

static const unsigned most_blocks_per_call = 512;
// Nanoseconds: what is shared out at all; what a further thread is woken for; what threads are started for, which takes them some 30 ms and the calling thread three.
static const unsigned long long worth_sharing = 25000, worth_waking = 12000, worth_starting = 10000000;
// The first block of a kernel waits for the engine to compile it, which may take as long: a shorter time says nothing about further blocks.
static const unsigned long long most_compilation = 5000000;
static const unsigned all_stacks = 256u << 20, message_bytes = 2048;

static thread_local char* shared_memory;
static thread_local unsigned long shared_capacity;

static struct Pool {
  __cw_launch launch;
  unsigned blocks;
  int threads;        // with the calling one; 0: not known yet
  int started;        // beside the calling one
  bool always;        // every launch is shared, by all of them
  place* places;
  unsigned long long alone;  // time that launches took that were worth sharing, before threads were started
  cw::Lock failing;
  int error;
  unsigned failed_block, failed_thread, failed_place;  // place: ~0 for the calling thread
} pool;
// Each in a cache line of its own: they are written by many.
static struct __attribute__((aligned(64))) CacheLine {
  int value;
} ready, ticket, inside, sleeping, dealt, caller_sleeps;

static cw::Lock runtime_lock;

static bool take_shared_memory(__cw_launch* launch) {
  unsigned long bytes = (unsigned long)launch->static_shared + launch->dynamic_shared + 16;
  if (bytes > shared_capacity) {
    free(shared_memory);
    shared_memory = (char*)aligned_alloc(128, (bytes + 127) / 128 * 128);
    shared_capacity = shared_memory ? bytes : 0;
  }
  if (__cw_heap_watch && shared_memory) __cw_heap_watch(shared_memory, bytes - 16, (bytes + 127) / 128 * 128);
  launch->shared = shared_memory;
  // A thread's first block finds zeros, as on GPUs: programs come to rely on it unawares.
  if (shared_memory) memset(shared_memory, 0, bytes);
  return shared_memory;
}

static void fail(int error, unsigned who) {
  cw::Holds holds(pool.failing);
  // What the calling thread has met is told already.
  if (pool.error && who != ~0u) return;
  pool.failed_block = __cw_current_block;
  pool.failed_thread = __cw_current_thread;
  pool.failed_place = who;
  pool.error = error;
}

// The next blocks: fewer towards the end, so that all threads end at about the same time.
static bool deal(unsigned* first, unsigned* end) {
  unsigned at = (unsigned)cw::read(&dealt.value);
  while (at < pool.blocks) {
    unsigned count = (pool.blocks - at) / (4 * (unsigned)pool.threads);
    if (count < 1 || pool.always) count = 1;
    if (count > most_blocks_per_call) count = most_blocks_per_call;
    unsigned seen = (unsigned)cw::atomic_swap_if(&dealt.value, (int)at, (int)(at + count));
    if (seen == at) {
      *first = at;
      *end = at + count;
      return true;
    }
    at = seen;
  }
  return false;
}

// Runs blocks as long as there are some, then those that have waited for others. Gives how many it has begun.
static unsigned run_blocks(const __cw_launch* launch, unsigned who) {
  unsigned first, end, count = 0;
  int error = 0;
  while (!error && !cw::read(&pool.error) && deal(&first, &end)) {
    error = __cw_call_guarded(launch->kernel->entry, launch, first, end);
    count += end - first;
  }
  if (!error && !cw::read(&pool.error) && __cw_finish_parked && __cw_parked_fibers()) {
    error = __cw_call_guarded((unsigned)(unsigned long)__cw_finish_parked, launch, 0, 0);
  }
  if (error) fail(error, who);
  __cw_drop_fibers();
  __cw_leave_grid();
  return count;
}

static void take_part(unsigned who) {
  __cw_launch launch = pool.launch;
  __cw_join_grid();
  if (!take_shared_memory(&launch)) {
    fail(2, who);
    __cw_leave_grid();
    return;
  }
  __cw_current_launch = &launch;
  run_blocks(&launch, who);
  __cw_hand_over_output();
  __cw_current_launch = nullptr;
  __cw_current_block = __cw_current_thread = ~0u;
  __cw_current_turn = 0;
}

static void start_threads() {
  unsigned count = (unsigned)pool.threads - 1;
  unsigned own = ((unsigned)(unsigned long)&__cw_thread_bytes + 63) / 64 * 64;
  // As large as the calling thread's, if there is room for that.
  unsigned stack = (unsigned)(&__stack_high - &__stack_low);
  if (stack > all_stacks / count) stack = all_stacks / count / 64 * 64;
  pool.places = (place*)malloc(count * sizeof(place));
  pool.started = -1;  // not tried again
  if (!pool.places) return;
  for (unsigned i = 0; i < count; i++) {
    char* p = (char*)aligned_alloc(64, own + stack + message_bytes);
    if (!p) {
      count = i;
      break;
    }
    unsigned at = (unsigned)(unsigned long)p;
    pool.places[i] = place{at, at + own, at + own + stack, at + own + stack};
    *(unsigned*)(p + own + stack) = 0;
  }
  if (!count) return;
  pool.started = (int)count;
  __cw_import_start_threads(count, pool.places);
}

// The rest of the launch's blocks, from `first`. `expected`: nanoseconds that they would take one thread.
static void run_together(const __cw_launch* launch, unsigned first, unsigned long long expected) {
  pool.launch = *launch;
  pool.error = 0;
  dealt.value = (int)first;
  if (pool.started == 0) {
    pool.alone += expected;
    if (pool.alone > worth_starting || pool.always) start_threads();
    for (int n; pool.always && (n = cw::read(&ready.value)) < pool.started;) cw::sleep_while(&ready.value, n, 1000000000);
  }
  cw::atomic_add(&ticket.value, 1);
  unsigned wanted = expected / worth_waking < 1000 ? (unsigned)(expected / worth_waking) : 1000;
  if (pool.always) wanted = (unsigned)pool.threads;
  if (wanted > pool.blocks - first - 1) wanted = pool.blocks - first - 1;
  if (wanted && pool.started > 0) __cw_wake_threads(wanted);
  unsigned long long start = __cw_import_clock();
  unsigned count = run_blocks(launch, ~0u);
  if (count) ((__cw_kernel*)launch->kernel)->cost = (unsigned)((__cw_import_clock() - start) / count) + 1;
  cw::atomic_add(&ticket.value, 1);
  for (int left; (left = cw::read(&inside.value));) {
    if (cw::changes_soon(&inside.value, left)) continue;
    cw::atomic_exchange(&caller_sleeps.value, 1);
    cw::sleep_while(&inside.value, left, -1);
    cw::atomic_exchange(&caller_sleeps.value, 0);
  }
}

// Blocks that the calling thread has begun alone wait for each other: how long they will take is seen while they run.
static int finish(__cw_launch* launch) {
  static const unsigned long long a_while = 1000000;  // after which __cw_finish_residents pauses
  bool several = pool.blocks > 1 && __cw_thread_count() > 1 && __cw_resident_blocks > 1;
  for (;;) {
    int error = __cw_call_guarded((unsigned)(unsigned long)__cw_finish_parked, launch, several, 0);
    if (error || !__cw_parked_fibers()) return error;
    pool.alone += a_while;
    if (pool.started <= 0 && pool.alone <= worth_starting) continue;
    run_together(launch, pool.blocks, worth_starting);
    return pool.error;
  }
}

extern "C" {
thread_local int __cw_never_sleeps;
void (*__cw_finish_parked)(const __cw_launch* launch, unsigned first, unsigned end);
void (*__cw_end_grid)(void);
int (*__cw_run_children)(int error);

void __cw_enter_runtime(void) { runtime_lock.take(); }
void __cw_leave_runtime(void) { runtime_lock.give(); }

__attribute__((noinline)) void __cw_wake_threads(unsigned most) {
  if (cw::read(&sleeping.value)) cw::wake(&ticket.value, most);
}

unsigned __cw_thread_count(void) {
  if (!pool.threads) {
    pool.threads = (int)__cw_import_thread_count();
    pool.always = __cw_import_share_always();
  }
  return (unsigned)pool.threads;
}

int __cw_launch_failed(void) { return cw::read(&pool.error); }

int __cw_dev_launch(const __cw_launch* given, unsigned) {
  if (__cw_first_fault) return __cw_first_fault;
  __cw_check_null_page();
  __cw_launch launch = *given;
  if (!take_shared_memory(&launch)) return 2;
  unsigned blocks = launch.grid_x * launch.grid_y * launch.grid_z, step = 1, first = 0;
  __cw_kernel* kernel = (__cw_kernel*)launch.kernel;
  int error = 0;
  pool.error = 0;
  pool.blocks = blocks;
  __cw_begin_grid(blocks);
  __cw_current_launch = &launch;
  __cw_in_kernel = 1;
  bool shared = false;
  if (blocks > 1 && __cw_thread_count() > 1) {
    unsigned long long start = 0, cost = kernel->cost;
    shared = cost * blocks > worth_sharing || pool.always;
    if (!shared) start = __cw_import_clock();
    unsigned measured = 0;  // blocks since `start`
    while (!shared && first < blocks && !error) {
      unsigned count = blocks - first < step ? blocks - first : step;
      error = __cw_call_guarded(kernel->entry, &launch, first, first + count);
      first += count;
      if (step < most_blocks_per_call) step *= 2;
      unsigned long long elapsed = __cw_import_clock() - start;
      measured += count;
      if (!kernel->cost && first == 1 && blocks > 2 && elapsed < most_compilation) {
        start += elapsed;
        measured = 0;
        continue;
      }
      cost = elapsed / measured + 1;
      shared = elapsed > worth_sharing && cost * (blocks - first) > worth_sharing;
    }
    kernel->cost = cost < 0xffffffffu ? (unsigned)cost : 0xffffffffu;
    if (!error && first < blocks) {
      run_together(&launch, first, cost * (blocks - first));
      error = pool.error;
      first = blocks;
    }
  }
  while (first < blocks && !error) {
    unsigned end = blocks - first < step ? blocks : first + step;
    error = __cw_call_guarded(kernel->entry, &launch, first, end);
    first = end;
    if (step < most_blocks_per_call) step *= 2;
  }
  if (!error && __cw_finish_parked && __cw_parked_fibers()) error = finish(&launch);
  unsigned block = __cw_current_block, thread = __cw_current_thread;
  if (__cw_end_grid) __cw_end_grid();
  if (error) {
    __cw_drop_fibers();
    __cw_free_heap_lock();
    runtime_lock = cw::Lock();
    if (pool.error) block = pool.failed_block, thread = pool.failed_thread;
  }
  __cw_in_kernel = 0;
  __cw_hand_over_output();
  __cw_gather_output();
  if (error) {
    if (pool.error && pool.failed_place != ~0u) {
      const unsigned* message = (const unsigned*)(unsigned long)pool.places[pool.failed_place].message;
      __cw_write_message((const char*)(message + 1), *message);
    }
    if (error != 710) __cw_report_fault(&launch, error, block, thread);
  }
  __cw_current_launch = 0;
  __cw_current_block = __cw_current_thread = ~0u;
  __cw_current_turn = 0;
  if (error) __cw_first_fault = error;
  return __cw_run_children ? __cw_run_children(error) : error;
}

void __cw_thread_is_ready(void) {
  __cw_in_kernel = 1;
  cw::atomic_add(&ready.value, 1);
  cw::wake(&ready.value, 1);
}

int __cw_help(unsigned who, int done) {
  while (true) {
    int now = cw::read(&ticket.value);
    if (now & 1 && now != done) {
      cw::atomic_add(&inside.value, 1);
      if (cw::read(&ticket.value) == now) take_part(who);
      if (cw::atomic_add(&inside.value, -1) == 1 && cw::read(&caller_sleeps.value)) cw::wake(&inside.value, 1);
      done = now;
    } else if (!cw::changes_soon(&ticket.value, now)) {
      return done;
    }
  }
}

// What every further thread of a program does, for ever. `who`: its place.
__attribute__((export_name("__cw_work"))) void __cw_work(unsigned who) {
  __cw_thread_is_ready();
  for (int done = 0;;) {
    done = __cw_help(who, done);
    int now = cw::read(&ticket.value);
    if (now & 1 && now != done) continue;
    cw::atomic_add(&sleeping.value, 1);
    cw::sleep_while(&ticket.value, now, -1);
    cw::atomic_add(&sleeping.value, -1);
  }
}
}
