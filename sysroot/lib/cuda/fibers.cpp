/* Threads that wait for each other: the scheduler of one block's fibers, and the memory that threads keep across barriers.

   A kernel that loops over its threads cannot express becomes `step`, which runs one thread from where it waited last to where it
   waits next. Warps run in order, and within a warp the lanes; a warp goes on as long as one of its lanes can. A warp operation is
   done when every lane of its mask that has not ended has come to it; a barrier when every thread of the block has that has not
   ended; a block whose threads have all come to the grid's barrier waits until every block has. A block stays on the thread of the
   machine that began it. The result of each is left in the fiber, where `step` finds it. src/passes/threads/fibers.ts is this file's other half. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <__cuda_wasm/device.h>
#include "../c/threads.h"
#include "cpu.h"

struct __cw_fiber {
  unsigned state;
  unsigned status;       /* what it waits for: enum reason; ready at first */
  unsigned x, y, z, linear;
  unsigned operation;
  unsigned mask;
  unsigned long value;
  int lane;              /* or delta */
  int width;
  unsigned result;
  unsigned rounds;       /* of spinning loops; step counts them */
  unsigned reserved[2];
};

enum reason { EXITED = 0, AT_BARRIER = 1, AT_WARP = 2, SPINNING = 3, READY = 4 };
enum barrier_kind { BLOCK, BLOCK_COUNT, BLOCK_AND, BLOCK_OR, GRID };
enum warp_operation {
  SYNC, SHFL, SHFL_UP, SHFL_DOWN, SHFL_XOR, BALLOT, ALL, ANY, MATCH_ANY, MATCH_ALL, ACTIVEMASK,
  REDUCE_ADD, REDUCE_SMIN, REDUCE_SMAX, REDUCE_UMIN, REDUCE_UMAX, REDUCE_AND, REDUCE_OR, REDUCE_XOR
};

/* Turns of a block in which threads only spin, before it makes way for other blocks; and rounds over all waiting blocks without any coming to its end, before that counts as a deadlock. */
static const unsigned most_idle_turns = 1u << 10;
static const unsigned most_idle_rounds = 1u << 12;

static thread_local char* scratch;
static thread_local unsigned scratch_bytes;

typedef unsigned (*step_function)(void* fiber, const __cw_launch* launch, unsigned bx, unsigned by, unsigned bz);

struct block {
  char* fibers;
  unsigned fiber_bytes, threads, alive;
};

/* A block that waits for others. Its fibers and its shared memory are addressed by pointers in its own frames, so they are copied away, and back to the same place. */
struct parked_block {
  block b;
  step_function step;
  unsigned x, y, z;
  bool at_grid_barrier;
  int barriers;          /* of the grid that were passed when it came to this one */
  parked_block* next;
};

static thread_local parked_block* parked;
static thread_local parked_block* last_parked;

/* What the blocks of the running launch have in common. `stillness` counts in its upper half whatever gets on, and in its lower one the threads that have waited for long since anything did. */
static struct Grid {
  cw::Lock lock;
  int blocks, ended;
  int waiting;   /* blocks at the grid's barrier */
  int barriers;  /* of the grid that have been passed */
  int threads;   /* that may still get on */
  unsigned long long stillness;
} grid;

static unsigned long long moves() { return cw::read(&grid.stillness) >> 32; }

static void got_on() {
  unsigned long long seen = cw::read(&grid.stillness), found;
  while ((found = cw::atomic_swap_if(&grid.stillness, seen, ((seen >> 32) + 1) << 32)) != seen) seen = found;
}

/* This thread has seen nothing get on since so many moves: does that hold for all? `counted`: it is among them. */
static bool nothing_gets_on(unsigned long long since, bool* counted) {
  unsigned long long seen = cw::read(&grid.stillness);
  if (seen >> 32 != since) return false;
  if (!*counted) {
    if (cw::atomic_swap_if(&grid.stillness, seen, seen + 1) != seen) return false;
    *counted = true;
    seen++;
  }
  return (int)(unsigned)seen >= cw::read(&grid.threads);
}

static void release_grid_if_complete() {
  if (grid.waiting == 0 || grid.waiting + grid.ended != grid.blocks) return;
  grid.waiting = 0;
  cw::atomic_add(&grid.barriers, 1);
  got_on();
  cw::wake(&grid.barriers, ~0u);
}

static void block_ended() {
  cw::Holds holds(grid.lock);
  grid.ended++;
  got_on();
  release_grid_if_complete();
}

/* A block has come to the grid's barrier; gives how many of them were passed before. */
static int come_to_grid_barrier() {
  cw::Holds holds(grid.lock);
  int before = grid.barriers;
  grid.waiting++;
  release_grid_if_complete();
  return before;
}

static void swap_out(parked_block* p, const __cw_launch* launch) {
  unsigned shared_bytes = launch->static_shared + launch->dynamic_shared;
  memcpy(p + 1, launch->shared, shared_bytes);
  memcpy((char*)(p + 1) + shared_bytes, p->b.fibers, p->b.threads * p->b.fiber_bytes);
}

static void swap_in(parked_block* p, const __cw_launch* launch) {
  unsigned shared_bytes = launch->static_shared + launch->dynamic_shared;
  memcpy(launch->shared, p + 1, shared_bytes);
  memcpy(p->b.fibers, (char*)(p + 1) + shared_bytes, p->b.threads * p->b.fiber_bytes);
}

static inline __cw_fiber* fiber_at(const block* b, unsigned thread) { return (__cw_fiber*)(b->fibers + (unsigned long)thread * b->fiber_bytes); }

static unsigned reduce(unsigned operation, unsigned a, unsigned b) {
  switch (operation) {
    case REDUCE_ADD: return a + b;
    case REDUCE_SMIN: return (int)a < (int)b ? a : b;
    case REDUCE_SMAX: return (int)a > (int)b ? a : b;
    case REDUCE_UMIN: return a < b ? a : b;
    case REDUCE_UMAX: return a > b ? a : b;
    case REDUCE_AND: return a & b;
    case REDUCE_OR: return a | b;
    default: return a ^ b;
  }
}

/* The lane that a shuffle reads, or the lane itself where that is outside of its segment of `width` lanes. */
static int source_lane(unsigned operation, int lane, int argument, int width) {
  if (width <= 0 || width > 32) width = 32;
  int first = lane & ~(width - 1), last = first + width - 1;
  int source;
  switch (operation) {
    case SHFL:
      return first + (argument & (width - 1));
    case SHFL_UP:
      source = lane - argument;
      return argument < 0 || argument > 31 || source < first ? lane : source;
    case SHFL_DOWN:
      source = lane + argument;
      return argument < 0 || argument > 31 || source > last ? lane : source;
    default:
      source = lane ^ (argument & 31);
      return source > last ? lane : source;
  }
}

/* All lanes of `group` are at the same operation: computes every lane's result and makes them ready. */
static void finish(const block* b, unsigned first, unsigned group, unsigned operation) {
  unsigned long values[32];
  unsigned votes = 0, total = 0;
  int begun = 0, equal = 1;
  unsigned long some = 0;
  for (unsigned lane = 0; lane < 32; lane++) {
    if (!(group >> lane & 1)) continue;
    unsigned long v = fiber_at(b, first + lane)->value;
    values[lane] = v;
    if ((unsigned)v) votes |= 1u << lane;
    if (!begun) {
      total = (unsigned)v;
      some = v;
      begun = 1;
    } else {
      if (operation >= REDUCE_ADD) total = reduce(operation, total, (unsigned)v);
      if (v != some) equal = 0;
    }
  }
  for (unsigned lane = 0; lane < 32; lane++) {
    if (!(group >> lane & 1)) continue;
    __cw_fiber* f = fiber_at(b, first + lane);
    unsigned result = 0;
    switch (operation) {
      case SYNC:
        break;
      case SHFL:
      case SHFL_UP:
      case SHFL_DOWN:
      case SHFL_XOR: {
        int source = source_lane(operation, (int)lane, f->lane, f->width);
        if (!(group >> source & 1)) source = (int)lane;
        result = (unsigned)values[source];
        break;
      }
      case BALLOT:
        result = votes;
        break;
      case ALL:
        result = votes == group;
        break;
      case ANY:
        result = votes != 0;
        break;
      case MATCH_ANY:
        for (unsigned other = 0; other < 32; other++) {
          if (group >> other & 1 && values[other] == values[lane]) result |= 1u << other;
        }
        break;
      case MATCH_ALL:
        result = equal ? group : 0;
        break;
      case ACTIVEMASK:
        result = group;
        break;
      default:
        result = total;
    }
    f->result = result;
    f->status = READY;
  }
}

/* Does the warp operations of a warp whose lanes have all come. Gives whether a lane can go on. */
static int finish_warp_operations(const block* b, unsigned first, unsigned lanes) {
  unsigned alive = 0, waiting = 0;
  for (unsigned lane = 0; lane < lanes; lane++) {
    unsigned status = fiber_at(b, first + lane)->status;
    if (status != EXITED) alive |= 1u << lane;
    if (status == AT_WARP) waiting |= 1u << lane;
  }
  int done = 0;
  for (unsigned lane = 0; lane < lanes; lane++) {
    if (!(waiting >> lane & 1)) continue;
    __cw_fiber* f = fiber_at(b, first + lane);
    unsigned operation = f->operation, group = 0;
    if (operation == ACTIVEMASK || (operation == SYNC && f->mask == 0)) { /* the lanes that have come to the same place */
      for (unsigned other = lane; other < lanes; other++) {
        __cw_fiber* g = fiber_at(b, first + other);
        if (waiting >> other & 1 && g->operation == operation && g->mask == f->mask && g->state == f->state) group |= 1u << other;
      }
    } else {
      group = (f->mask | 1u << lane) & alive;
      int complete = 1;
      for (unsigned other = 0; other < lanes && complete; other++) {
        if (!(group >> other & 1)) continue;
        __cw_fiber* g = fiber_at(b, first + other);
        complete = g->status == AT_WARP && g->operation == operation && (g->mask | 1u << other) == (f->mask | 1u << lane);
      }
      if (!complete) continue;
    }
    finish(b, first, group, operation);
    waiting &= ~group;
    done = 1;
  }
  return done;
}

/* Every thread that has not ended is at the barrier: gathers its predicate and lets them go. */
static void release_barrier(const block* b) {
  unsigned count = 0, alive = 0;
  for (unsigned t = 0; t < b->threads; t++) {
    __cw_fiber* f = fiber_at(b, t);
    if (f->status != AT_BARRIER) continue;
    alive++;
    if (f->operation != BLOCK && f->operation != GRID && (unsigned)f->value) count++;
  }
  for (unsigned t = 0; t < b->threads; t++) {
    __cw_fiber* f = fiber_at(b, t);
    if (f->status != AT_BARRIER) continue;
    f->result = f->operation == BLOCK_COUNT ? count : f->operation == BLOCK_AND ? count == alive : count != 0;
    f->status = READY;
  }
}

static void report_deadlock(const __cw_launch* launch, unsigned bx, unsigned by, unsigned bz, unsigned alive, unsigned at_barrier,
                            unsigned spinning) {
  char line[4096];
  snprintf(line, sizeof line,
           "cuda-wasm: kernel %s: deadlock in block [%u,%u,%u]: of %u threads %u wait at a barrier, %u at a warp operation, %u "
           "spin\n",
           launch->kernel->name, bx, by, bz, alive, at_barrier, alive - at_barrier - spinning, spinning);
  __cw_kernel_message(line);
}

/* Do all threads that wait at a barrier wait for the grid? */
static bool at_grid_barrier(const block* b) {
  for (unsigned t = 0; t < b->threads; t++) {
    __cw_fiber* f = fiber_at(b, t);
    if (f->status == AT_BARRIER && f->operation != GRID) return false;
  }
  return true;
}

/* Why a block stopped. */
enum block_state { ENDED, ONLY_SPINS, AT_GRID_BARRIER };

static block_state run_block(block* b, const __cw_launch* launch, step_function step, unsigned bx, unsigned by, unsigned bz) {
  unsigned idle_turns = 0;
  while (b->alive) {
    unsigned at_barrier = 0, spinning = 0;
    int progress = 0;
    for (unsigned first = 0; first < b->threads; first += 32) {
      unsigned lanes = b->threads - first < 32 ? b->threads - first : 32;
      do {
        for (unsigned lane = 0; lane < lanes; lane++) {
          __cw_fiber* f = fiber_at(b, first + lane);
          if (f->status != READY) continue;
          progress = 1;
          f->status = step(f, launch, bx, by, bz);
          if (f->status == EXITED) b->alive--;
        }
      } while (finish_warp_operations(b, first, lanes));
      for (unsigned lane = 0; lane < lanes; lane++) {
        __cw_fiber* f = fiber_at(b, first + lane);
        if (f->status == SPINNING) {
          spinning++;
          f->status = READY;
        } else if (f->status == AT_BARRIER)
          at_barrier++;
      }
    }
    if (b->alive && at_barrier == b->alive) {
      if (at_grid_barrier(b)) {
        if (!__cw_cooperative_launch()) __cw_abort_kernel(719);
        return AT_GRID_BARRIER;
      }
      release_barrier(b);
      idle_turns = 0;
    } else if (b->alive && !progress) {
      report_deadlock(launch, bx, by, bz, b->alive, at_barrier, spinning);
      __cw_abort_kernel(719);
    } else if (spinning && ++idle_turns > most_idle_turns)
      return ONLY_SPINS;
  }
  return ENDED;
}

extern "C" {
/* At least so many bytes, aligned to 16, until the next call. */
void* __cw_scratch(unsigned bytes) {
  if (bytes > scratch_bytes) {
    free(scratch);
    scratch_bytes = (bytes + 4095) & ~4095u;
    scratch = (char*)aligned_alloc(16, scratch_bytes);
    if (!scratch) {
      scratch_bytes = 0;
      __cw_abort_kernel(2);
    }
  }
  return scratch;
}

/* A block whose threads only spin, or are at the grid's barrier, waits for other blocks: it is parked, and goes on when the blocks behind it have run. */
void __cw_run_fibers(const __cw_launch* launch, step_function step, unsigned fiber_bytes, unsigned bx, unsigned by, unsigned bz) {
  block b;
  b.threads = launch->block_x * launch->block_y * launch->block_z;
  b.fiber_bytes = fiber_bytes;
  b.fibers = (char*)__cw_scratch(b.threads * fiber_bytes);
  b.alive = b.threads;
  unsigned t = 0;
  for (unsigned z = 0; z < launch->block_z; z++) {
    for (unsigned y = 0; y < launch->block_y; y++) {
      for (unsigned x = 0; x < launch->block_x; x++, t++) {
        __cw_fiber* f = fiber_at(&b, t);
        memset(f, 0, sizeof(__cw_fiber));
        f->status = READY;
        f->x = x;
        f->y = y;
        f->z = z;
        f->linear = t;
      }
    }
  }
  block_state state = run_block(&b, launch, step, bx, by, bz);
  if (state == ENDED) {
    block_ended();
    return;
  }
  unsigned shared_bytes = launch->static_shared + launch->dynamic_shared;
  parked_block* p = (parked_block*)malloc(sizeof(parked_block) + shared_bytes + b.threads * fiber_bytes);
  if (!p) __cw_abort_kernel(2);
  p->b = b;
  p->step = step;
  p->x = bx;
  p->y = by;
  p->z = bz;
  p->at_grid_barrier = state == AT_GRID_BARRIER;
  p->next = nullptr;
  swap_out(p, launch);
  if (last_parked) last_parked->next = p;
  else parked = p;
  last_parked = p;
  __cw_finish_parked = __cw_finish_fibers;
  if (p->at_grid_barrier) p->barriers = come_to_grid_barrier();
}

/* Called under the guard when all blocks of a launch have begun: runs this thread's parked blocks in turn until none is left. */
void __cw_finish_fibers(const __cw_launch* launch, unsigned, unsigned) {
  unsigned idle_rounds = 0;
  unsigned long long seen = moves();
  bool counted = false;
  while (parked) {
    int passed = cw::read(&grid.barriers);
    bool tried = false, finished = false;
    parked_block* previous = nullptr;
    for (parked_block* p = parked; p;) {
      parked_block* next = p->next;
      if (p->at_grid_barrier && p->barriers == cw::read(&grid.barriers)) {
        previous = p;
        p = next;
        continue;
      }
      tried = true;
      swap_in(p, launch);
      if (p->at_grid_barrier) release_barrier(&p->b);
      block_state state = run_block(&p->b, launch, p->step, p->x, p->y, p->z);
      p->at_grid_barrier = state == AT_GRID_BARRIER;
      if (state != ONLY_SPINS) finished = true;
      if (state == ENDED) {
        if (previous) previous->next = next;
        else parked = next;
        if (last_parked == p) last_parked = previous;
        free(p);
        block_ended();
      } else {
        swap_out(p, launch);
        if (p->at_grid_barrier) p->barriers = come_to_grid_barrier();
        previous = p;
      }
      p = next;
    }
    if (!parked) return;
    if (finished || moves() != seen) {
      seen = moves();
      counted = false;
      idle_rounds = 0;
    } else if (++idle_rounds > most_idle_rounds && nothing_gets_on(seen, &counted)) {
      const block* b = &parked->b;
      report_deadlock(launch, parked->x, parked->y, parked->z, b->alive, 0, b->alive);
      __cw_abort_kernel(719);
    }
    if (__cw_launch_failed()) return;
    if (!tried && !cw::changes_soon(&grid.barriers, passed)) cw::sleep_while(&grid.barriers, passed, 1000000);
  }
}

int __cw_resident_blocks;

int __cw_parked_fibers(void) { return parked != nullptr || cw::read(&__cw_resident_blocks); }

/* After a fault: what was parked is dropped. */
void __cw_drop_fibers(void) {
  while (parked) {
    parked_block* next = parked->next;
    free(parked);
    parked = next;
  }
  last_parked = nullptr;
}

void __cw_begin_grid(unsigned blocks) {
  grid.blocks = (int)blocks;
  grid.ended = grid.waiting = grid.barriers = 0;
  grid.threads = 1;
  grid.stillness = 0;
}

void __cw_join_grid(void) { cw::atomic_add(&grid.threads, 1); }

void __cw_leave_grid(void) {
  got_on();
  cw::atomic_add(&grid.threads, -1);
}
}
