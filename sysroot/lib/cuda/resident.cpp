/* Blocks that wait for each other at barriers across the grid: the scheduler of blocks that are resumable state machines.

   `step` runs one block from where it waited last to where it waits next, or to its end. All blocks begin; when all have come to a barrier of the grid, or to their end, those that have come to a barrier go on: a turn after the
   other. In the first turn the launcher deals out the blocks, in the others each thread of the machine that takes part takes some from a counter; the one that ends a turn prepares the next one. Blocks have frames and shared
   memory of their own, so any thread may run them on. src/passes/threads/resident-blocks.ts is this file's other half. */
#include <stdlib.h>
#include <string.h>
#include <__cuda_wasm/device.h>
#include "../c/threads.h"
#include "cpu.h"

/* The header of a frame: struct __cw_fiber in fibers.cpp, of which a block uses two members. */
struct frame {
  unsigned state;
  unsigned others[7];
  unsigned memory;  /* of its threads */
  unsigned unused[7];
};

typedef unsigned (*step_function)(void* frame, const __cw_launch* launch, unsigned bx, unsigned by, unsigned bz);

struct resident {
  __cw_launch launch;  /* with its own shared memory */
  step_function step;
  unsigned x, y, z, index;
  bool ended;
};

static const unsigned at_once = 512;           /* blocks that a thread takes at most */
static const unsigned long long turn_ns = 1000000;

/* Of the running launch. */
static struct Blocks {
  cw::Lock lock;
  resident** table;
} blocks;
/* Each in a cache line of its own: they are written by many. */
static struct __attribute__((aligned(64))) CacheLine {
  int value;
} next, arrived, turn;

#ifdef CW_THREADS
extern "C" __attribute__((import_module("cuda_wasm"), import_name("clock"))) unsigned long long __cw_import_clock(void);
#endif

static const unsigned header_bytes = (sizeof(resident) + 15) / 16 * 16;

static void drop(resident* r) {
  if (!r) return;
  free(r->launch.shared);
  free(r);
}

extern "C" void __cw_end_residents(void) {
  /* Where a fault has ended the launch, blocks are left. */
  if (blocks.table) {
    for (int i = 0; i < __cw_resident_blocks; i++) drop(blocks.table[i]);
  }
  free(blocks.table);
  blocks.table = nullptr;
  __cw_resident_blocks = 0;
}

static void open_table(const __cw_launch* launch) {
  cw::Holds holds(blocks.lock);
  if (blocks.table) return;
  unsigned count = launch->grid_x * launch->grid_y * launch->grid_z;
  resident** table = (resident**)calloc(count, sizeof(resident*));
  if (!table) __cw_abort_kernel(2);
  next.value = arrived.value = turn.value = 0;
  blocks.table = table;
  cw::atomic_add(&__cw_resident_blocks, (int)count);
  __cw_end_grid = __cw_end_residents;
  __cw_finish_parked = __cw_finish_residents;
}

/* Runs a block to its next barrier. */
static void run(resident* r) {
  enum { ENDED, AT_BARRIER };
  __cw_current_block = r->index;
  __cw_current_turn = (unsigned)cw::read(&turn.value);
  unsigned reason = r->step((char*)r + header_bytes, &r->launch, r->x, r->y, r->z);
  if (reason == ENDED) r->ended = true;
  else if (!__cw_cooperative_launch()) __cw_abort_kernel(719);
}

/* So many blocks have come to the end of the turn; the last ones prepare the next one. */
static void arrive(int count) {
  int all = cw::read(&__cw_resident_blocks);
  if (cw::atomic_add(&arrived.value, count) + count < all) return;
  int left = 0;
  for (int i = 0; i < all; i++) {
    resident* r = blocks.table[i];
    if (r->ended) drop(r);
    else blocks.table[left++] = r;
  }
  arrived.value = 0;
  cw::atomic_add(&__cw_resident_blocks, left - all);
  /* From here on others run blocks of the next turn. */
  cw::atomic_exchange(&next.value, 0);
  cw::atomic_add(&turn.value, 1);
  cw::wake(&turn.value, ~0u);
}

extern "C" {
void __cw_run_resident(const __cw_launch* launch, step_function step, unsigned frame_bytes, unsigned memory_bytes, unsigned first, unsigned end) {
  open_table(launch);
  unsigned shared_bytes = launch->static_shared + launch->dynamic_shared;
  for (unsigned i = first; i < end; i++) {
    resident* r = (resident*)aligned_alloc(16, (header_bytes + frame_bytes + memory_bytes + 15) / 16 * 16);
    if (!r) __cw_abort_kernel(2);
    r->launch = *launch;
    r->step = step;
    r->x = i % launch->grid_x;
    r->y = i / launch->grid_x % launch->grid_y;
    r->z = i / launch->grid_x / launch->grid_y;
    r->index = i;
    r->ended = false;
    r->launch.shared = nullptr;
    blocks.table[i] = r;
    if (shared_bytes) {
      char* shared = (char*)aligned_alloc(128, (shared_bytes + 16 + 127) / 128 * 128);
      if (!shared) __cw_abort_kernel(2);
      if (__cw_heap_watch) __cw_heap_watch(shared, shared_bytes, (shared_bytes + 16 + 127) / 128 * 128);
      r->launch.shared = shared;
    }
    frame* f = (frame*)((char*)r + header_bytes);
    f->state = 0;
    f->memory = (unsigned)(unsigned long)((char*)f + frame_bytes);
    run(r);
  }
  arrive((int)(end - first));
}

/* Called under the guard when all blocks of a launch have begun: takes part in running them until they have ended. `pause`: not 0: comes back when that has taken a millisecond. */
void __cw_finish_residents(const __cw_launch*, unsigned pause, unsigned) {
#ifdef CW_THREADS
  unsigned long long start = pause ? __cw_import_clock() : 0;
#endif
  for (;;) {
    int now = cw::read(&turn.value);
    int all = cw::read(&__cw_resident_blocks);
    if (!all || __cw_launch_failed()) return;
    if (now > 0) {
      int count = all / (2 * (int)__cw_thread_count());
      count = count < 1 ? 1 : count > (int)at_once ? (int)at_once : count;
      int first = cw::atomic_add(&next.value, count);
      /* Looked at behind that: what is taken of a turn is of those that the turn has. */
      all = cw::read(&__cw_resident_blocks);
      if (first < all) {
        int end = all - first < count ? all : first + count;
        for (int i = first; i < end; i++) run(blocks.table[i]);
        arrive(end - first);
#ifdef CW_THREADS
        if (pause && __cw_import_clock() - start > turn_ns) return;
#endif
        continue;
      }
    }
    if (!cw::changes_soon(&turn.value, now)) cw::sleep_while(&turn.value, now, 1000000);
  }
}
}
