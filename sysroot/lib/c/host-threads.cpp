/* Threads of host code. Each is one of the machine's, but a turn goes round among them: who has it runs, until it waits, sleeps or ends. So neither the library nor the program needs atomic operations.

   Every event rings one bell. Calls of the system are the first thread's, which has the files: another asks it by a call slip, and it serves that wherever it waits. The bell and the slip are as src/runtime/cpu/host-threads.ts knows them. */
#include <__cuda_wasm/host_threads.h>
#include <stdlib.h>
#include <string.h>
#include "exit.h"
#include "host-threads.h"
#include "threads.h"

/* What is to be destroyed when the thread ends. */
struct AtEnd {
  void (*function)(void*);
  void* argument;
  AtEnd* before;
};
static thread_local AtEnd* at_end;

static void end_variables() {
  while (at_end) {
    AtEnd* last = at_end;
    at_end = last->before;
    last->function(last->argument);
    free(last);
  }
}

#ifdef CW_THREADS
#define CW_IMPORT(name) __attribute__((import_module("cuda_wasm"), import_name(name)))

struct Slip {
  int bell;
  int call;  /* 0: none; 1: asked for; the host's half of the rest */
  int function;
  unsigned wide, count;  /* which of the arguments are 64 bits wide */
  unsigned long arguments[10];  /* the result takes the first one's place */
};

struct HostThread {
  unsigned variables, stack_low, stack_high, message;
  void (*function)(void*);
  void* argument;
  unsigned long number;
  int assigned;      /* it has a function to run */
  HostThread* next;  /* of those that have none */
};

extern "C" {
CW_IMPORT("clock") unsigned long __cw_import_clock(void);  /* of the monotonic kind; not a call of the system */
CW_IMPORT("start_host_thread") int __cw_import_start_host_thread(HostThread* thread, Slip* slip, void (*entry)(HostThread*));
CW_IMPORT("serve_call") void __cw_import_serve_call(Slip* slip);
extern char __cw_thread_bytes;
}

static const unsigned stack_bytes = 2u << 20, message_bytes = 2048;

static Slip slip;
static int next_turn, turn;            /* tickets */
static int changes;
static unsigned long last = 1;         /* number given */
static unsigned alive = 1, waiting;    /* waiting: without end, for a change that has not come yet */
static unsigned char* ended;           /* by number */
static unsigned long ended_room;
static HostThread* unused;
static unsigned spins;
static thread_local unsigned long self = 1;

static void ring() {
  cw::atomic_add(&slip.bell, 1);
  cw::wake(&slip.bell, ~0u);
}

/* Sleeps until the bell has rung since it was at `bell`. */
static void listen(int bell, long nanoseconds) {
  if (self == 1 && cw::read(&slip.call) == 1) __cw_import_serve_call(&slip);
  else cw::sleep_while(&slip.bell, bell, nanoseconds);
}

static void take_turn() {
  int mine = cw::atomic_add(&next_turn, 1);
  while (true) {
    int bell = cw::read(&slip.bell);
    if (cw::read(&turn) == mine) return;
    listen(bell, -1);
  }
}

static void give_turn() {
  cw::atomic_add(&turn, 1);
  ring();
}

/* Gives the turn away until there has been another change than those `seen`, or until the time is over. */
static void leave_turn_until(bool for_change, int seen, long nanoseconds) {
  unsigned long end = nanoseconds < 0 ? 0 : __cw_import_clock() + (unsigned long)nanoseconds;
  give_turn();
  while (true) {
    int bell = cw::read(&slip.bell);
    if (for_change && cw::read(&changes) != seen) break;
    long left = -1;
    if (nanoseconds >= 0) {
      unsigned long time = __cw_import_clock();
      if (time >= end) break;
      left = (long)(end - time);
    }
    listen(bell, left);
  }
  take_turn();
}

extern "C" {
/* What the host calls on the new thread, again and again: with its variables as new. */
static void run(HostThread* thread) {
  self = 0;
  while (true) {
    int bell = cw::read(&slip.bell);
    if (cw::read(&thread->assigned)) break;
    listen(bell, -1);
  }
  self = thread->number;
  take_turn();
  thread->function(thread->argument);
  end_variables();
  ended[self] = 1;
  alive--;
  thread->assigned = 0;
  thread->next = unused;
  unused = thread;
  __cw_thread_changed();
  give_turn();
}

unsigned long __cw_thread_start(void (*function)(void*), void* argument) {
  if (last + 1 >= ended_room) {
    unsigned long room = ended_room ? 2 * ended_room : 64;
    unsigned char* grown = (unsigned char*)realloc(ended, room);
    if (!grown) return 0;
    ended = grown;
    ended_room = room;
  }
  HostThread* thread = unused;
  const bool fresh = !thread;
  if (thread) unused = thread->next;
  else {
    unsigned own = ((unsigned)(unsigned long)&__cw_thread_bytes + 63) / 64 * 64;
    thread = (HostThread*)malloc(sizeof(HostThread));
    char* p = thread ? (char*)aligned_alloc(64, own + stack_bytes + message_bytes) : nullptr;
    if (!p) {
      free(thread);
      return 0;
    }
    unsigned at = (unsigned)(unsigned long)p;
    *thread = HostThread{at, at + own, at + own + stack_bytes, at + own + stack_bytes};
    *(unsigned*)(unsigned long)thread->message = 0;
  }
  thread->function = function;
  thread->argument = argument;
  thread->number = ++last;
  ended[last] = 0;
  /* The first thread has the turn from the start on, without a ticket. */
  if (next_turn == turn) next_turn++;
  alive++;
  cw::atomic_exchange(&thread->assigned, 1);
  if (!fresh) ring();
  else if (!__cw_import_start_host_thread(thread, &slip, run)) {
    /* As with one thread. */
    unsigned long caller = self, number = self = thread->number;
    function(argument);
    self = caller;
    ended[number] = 1;
    alive--;
    free((void*)(unsigned long)thread->variables);
    free(thread);
    return number;
  }
  return thread->number;
}

int __cxa_thread_atexit(void (*function)(void*), void* argument, void* object) {
  if (self == 1) return __cxa_atexit(function, argument, object);
  AtEnd* more = (AtEnd*)malloc(sizeof(AtEnd));
  if (!more) return -1;
  *more = AtEnd{function, argument, at_end};
  at_end = more;
  return 0;
}

unsigned long __cw_thread_self(void) { return self; }
int __cw_thread_ended(unsigned long thread) { return thread <= last && ended[thread]; }

int __cw_thread_wait(long nanoseconds) {
  if (last == 1) {
    if (nanoseconds >= 0) __cw_thread_sleep((unsigned long)nanoseconds);
    return nanoseconds < 0 ? 0 : 1;
  }
  if (nanoseconds < 0) {
    if (waiting + 1 >= alive) return 0;
    waiting++;
  }
  leave_turn_until(true, changes, nanoseconds);
  return 1;
}

/* Others may have the turn in the meantime. */
int __cw_thread_sleep(unsigned long nanoseconds) {
  if (last == 1) return __cw_sleep_alone(nanoseconds);
  leave_turn_until(false, 0, (long)nanoseconds);
  return 0;
}

void __cw_thread_changed(void) {
  if (last == 1) return;
  cw::atomic_add(&changes, 1);
  waiting = 0;
  ring();
}

void __cw_thread_yield(void) {
  if (last == 1 || cw::read(&next_turn) - turn <= 1) return;
  give_turn();
  take_turn();
}

void __cw_thread_spin(void) {
  if (last > 1 && ++spins % 64 == 0) __cw_thread_yield();
}
}
#else
static unsigned long last = 1, self = 1;

extern "C" {
extern char __cw_thread_bytes, __cw_thread_variables, __cw_thread_initial;

#define INTERFACE __attribute__((noinline))

INTERFACE unsigned long __cw_thread_start(void (*function)(void*), void* argument) {
  /* The thread_local variables of whoever runs are in one place, so what the caller has there is put aside. */
  unsigned long bytes = (unsigned long)&__cw_thread_bytes;
  void* aside = malloc(bytes + 1);
  if (!aside) return 0;
  unsigned long caller = self, number = ++last;
  memcpy(aside, &__cw_thread_variables, bytes);
  memcpy(&__cw_thread_variables, &__cw_thread_initial, bytes);
  self = number;
  function(argument);
  end_variables();
  self = caller;
  memcpy(&__cw_thread_variables, aside, bytes);
  free(aside);
  return number;
}

INTERFACE int __cxa_thread_atexit(void (*function)(void*), void* argument, void* object) {
  if (self == 1) return __cxa_atexit(function, argument, object);
  AtEnd* more = (AtEnd*)malloc(sizeof(AtEnd));
  if (!more) return -1;
  *more = AtEnd{function, argument, at_end};
  at_end = more;
  return 0;
}
INTERFACE unsigned long __cw_thread_self(void) { return self; }
INTERFACE int __cw_thread_ended(unsigned long) { return 1; }
INTERFACE int __cw_thread_wait(long) { return -1; }
INTERFACE int __cw_thread_sleep(unsigned long nanoseconds) { return __cw_sleep_alone(nanoseconds); }
INTERFACE void __cw_thread_changed(void) {}
INTERFACE void __cw_thread_yield(void) {}
INTERFACE void __cw_thread_spin(void) {}
}
#endif
