// Grids that kernels launch. One waits until the grid that launched it has ended, and runs then: its threads see what the launching thread had stored, shared memory is one grid's at a time, and no grid runs inside of another.
// A grid is complete when the grids that it launched are: they run in front of what waits already. Those of a tail come behind the others of their grid. Streams are one order, as everywhere in this runtime.
// Copies and fills that kernels ask for after launches wait likewise: they may be about what a child stores.
#include <stdlib.h>
#include <string.h>
#include "../c/kernel.h"
#include "../c/threads.h"
#include "cpu.h"
#include "runtime.h"

namespace {

enum Kind { GRID, COPY, FILL };

struct Operation {
  Operation* next;
  Kind kind;
  __cw_launch launch;
  // Copies and fills: rows.
  void* to;
  const void* from;
  unsigned long to_pitch, from_pitch, width, height;
  unsigned what;  // a copy's direction, the value that fills
};

struct List {
  Operation* first;
  Operation* last;

  void append(Operation* o) {
    o->next = 0;
    (first ? last->next : first) = o;
    last = o;
  }
  void append(List& other) {
    if (!other.first) return;
    (first ? last->next : first) = other.first;
    last = other.last;
    other.first = 0;
  }
};

// Of the running grid; its threads append under the lock.
List children, tail;
cw::Lock lock;
bool running;

Operation* make(Kind kind, unsigned long extra) {
  Operation* o = (Operation*)malloc(sizeof(Operation) + extra);
  if (o) o->kind = kind;
  return o;
}

void wait(Operation* o, bool in_tail) {
  cw::Holds holds(lock);
  (in_tail ? tail : children).append(o);
}

bool launch(const __cw_launch* given, cudaStream_t stream) {
  unsigned long bytes = given->kernel->param_bytes;
  Operation* o = make(GRID, bytes + 16);
  if (!o) return false;
  o->launch = *given;
  o->launch.params = (void*)(((unsigned long)(o + 1) + 15) & ~15ul);
  memcpy((void*)o->launch.params, given->params, bytes);
  wait(o, stream == cudaStreamTailLaunch);
  return true;
}

bool rows(Kind kind, void* to, unsigned long to_pitch, const void* from, unsigned long from_pitch, unsigned long width, unsigned long height, unsigned what, cudaStream_t stream) {
  Operation* o = make(kind, 0);
  if (!o) return false;
  o->to = to;
  o->to_pitch = to_pitch;
  o->from = from;
  o->from_pitch = from_pitch;
  o->width = width;
  o->height = height;
  o->what = what;
  wait(o, stream == cudaStreamTailLaunch);
  return true;
}

bool copy(void* to, unsigned long to_pitch, const void* from, unsigned long from_pitch, unsigned long width, unsigned long height, unsigned direction, cudaStream_t stream) {
  return rows(COPY, to, to_pitch, from, from_pitch, width, height, direction, stream);
}

bool fill(void* p, unsigned long pitch, unsigned value, unsigned long width, unsigned long height, cudaStream_t stream) {
  return rows(FILL, p, pitch, 0, 0, width, height, value, stream);
}

// After a grid: what it has launched, and what that launches. A fault ends it all, as it ends the program's work on the device.
int run(int error) {
  if (running) return error;
  running = true;
  lock = cw::Lock();  // a thread that a fault has ended may have held it
  for (List waiting = {0, 0};;) {
    List own = {0, 0};
    own.append(children);
    own.append(tail);
    own.append(waiting);
    waiting = own;
    Operation* o = waiting.first;
    if (!o) break;
    waiting.first = o->next;
    if (!error) {
      if (o->kind == GRID) error = cw::run_grid(&o->launch, 0, false);
      else if (o->kind == COPY) __cw_dev_copy(o->to, o->to_pitch, o->from, o->from_pitch, o->width, o->height, o->what, 0);
      else __cw_dev_fill(o->to, o->to_pitch, o->what, o->width, o->height, 0);
    }
    free(o);
  }
  running = false;
  return error;
}

const cw::Children waits = {launch, copy, fill};

}  // namespace

extern "C" {
void __cw_launch_in_kernel(const __cw_kernel* kernel, unsigned grid_x, unsigned grid_y, unsigned grid_z, unsigned block_x, unsigned block_y, unsigned block_z, unsigned long shared_bytes, void* stream, const void* params, unsigned) {
  if (__cw_in_kernel) {
    cw::children = &waits;
    __cw_run_children = run;
  }
  void** args = kernel && kernel->param_count ? (void**)__builtin_alloca(kernel->param_count * sizeof(void*)) : 0;
  for (unsigned i = 0; args && i < kernel->param_count; i++) args[i] = (char*)params + kernel->params[2 * i + 1];
  __cw_launch_kernel(kernel, grid_x, grid_y, grid_z, block_x, block_y, block_z, shared_bytes, stream, args);
}
}
