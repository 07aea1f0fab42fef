// What running kernels say: the text of printf, kept until the host synchronizes, and failed assertions.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <__cuda_wasm/device.h>
#include "../c/threads.h"
#include "cpu.h"

// Text beyond this is written without waiting for a synchronization (CUDA would lose the oldest instead).
static const unsigned long kept_at_most = 1ul << 20;

struct text {
  char* bytes;
  unsigned long length, capacity;
};
static text printed;

static bool append(text* t, const char* bytes, unsigned long length) {
  if (t->length + length > t->capacity) {
    unsigned long capacity = t->capacity ? t->capacity : 4096;
    while (capacity < t->length + length) capacity *= 2;
    char* grown = (char*)realloc(t->bytes, capacity);
    if (!grown) return false;
    t->bytes = grown;
    t->capacity = capacity;
  }
  memcpy(t->bytes + t->length, bytes, length);
  t->length += length;
  return true;
}

#ifdef CW_THREADS
// What this thread's blocks print in the running launch: pieces with the number of their block, whose order is the program's, in each turn of blocks that wait for each other anew.
struct piece {
  unsigned turn, block, length;
};
static bool comes_before(const piece* a, const piece* b) { return a->turn < b->turn || (a->turn == b->turn && a->block < b->block); }
static thread_local text own;
static thread_local unsigned long last_piece;  // where in own

struct finished_text {
  text t;
  unsigned long at;
  finished_text* next;
};
static finished_text* finished;
static text message;
static cw::Lock lock;
#endif

extern "C" {
thread_local int __cw_in_kernel = 0;
thread_local const __cw_launch* __cw_current_launch = 0;
thread_local unsigned __cw_current_block = ~0u, __cw_current_thread = ~0u, __cw_current_turn = 0;

#ifdef CW_THREADS
#define INTERFACE
#else
#define INTERFACE __attribute__((noinline))
#endif

#ifdef CW_THREADS
__attribute__((noinline)) void __cw_write_output(const char* bytes, unsigned long length) { fwrite(bytes, 1, length, stdout); }
__attribute__((noinline)) void __cw_write_message(const char* bytes, unsigned long length) { fwrite(bytes, 1, length, stderr); }
#else
void __cw_write_output(const char* bytes, unsigned long length) { fwrite(bytes, 1, length, stdout); }
#endif

INTERFACE void __cw_flush_device_output(void) {
  if (printed.length == 0) return;
  unsigned long length = printed.length;
  int in_kernel = __cw_in_kernel;
  printed.length = 0;
  __cw_in_kernel = 0;
  __cw_write_output(printed.bytes, length);
  __cw_in_kernel = in_kernel;
}

#ifdef CW_THREADS
void __cw_device_print(const char* bytes, unsigned long length) {
  piece* last = own.length ? (piece*)(own.bytes + last_piece) : nullptr;
  if (!last || last->block != __cw_current_block || last->turn != __cw_current_turn || last->length + length > 0xffffffffu) {
    piece next = {__cw_current_turn, __cw_current_block, 0};
    static const char zeros[sizeof(piece)] = {};
    if (own.length % sizeof(unsigned) && !append(&own, zeros, sizeof(unsigned) - own.length % sizeof(unsigned))) return;
    unsigned long at = own.length;
    if (!append(&own, (const char*)&next, sizeof next)) return;
    last_piece = at;
  }
  if (append(&own, bytes, length)) ((piece*)(own.bytes + last_piece))->length += (unsigned)length;
}

void __cw_hand_over_output(void) {
  if (!own.length) return;
  finished_text* f = (finished_text*)malloc(sizeof(finished_text));
  if (!f) return;
  f->t = own;
  f->at = 0;
  own = text();
  cw::Holds holds(lock);
  f->next = finished;
  finished = f;
}

// Of each thread's pieces, whose blocks ascend, the one of the lowest block next.
void __cw_gather_output(void) {
  while (finished) {
    finished_text** lowest = nullptr;
    for (finished_text** link = &finished; *link; link = &(*link)->next) {
      if (!lowest || comes_before((piece*)((*link)->t.bytes + (*link)->at), (piece*)((*lowest)->t.bytes + (*lowest)->at))) lowest = link;
    }
    finished_text* f = *lowest;
    const piece* p = (const piece*)(f->t.bytes + f->at);
    if (printed.length + p->length > kept_at_most) __cw_flush_device_output();
    append(&printed, (const char*)(p + 1), p->length);
    f->at += (sizeof(piece) + p->length + sizeof(unsigned) - 1) / sizeof(unsigned) * sizeof(unsigned);
    if (f->at >= f->t.length) {
      *lowest = f->next;
      free(f->t.bytes);
      free(f);
    }
  }
  if (message.length) {
    __cw_flush_device_output();
    __cw_write_message(message.bytes, message.length);
    message.length = 0;
  }
}

// Streams are the first thread's, and it runs blocks now: the launch's end writes the message. That of one thread is enough.
void __cw_kernel_message(const char* bytes) {
  cw::Holds holds(lock);
  if (!message.length) append(&message, bytes, strlen(bytes));
}
#else
INTERFACE void __cw_device_print(const char* bytes, unsigned long length) {
  if (printed.length + length > kept_at_most) __cw_flush_device_output();
  append(&printed, bytes, length);
}

INTERFACE void __cw_kernel_message(const char* bytes) {
  __cw_in_kernel = 0;
  __cw_flush_device_output();
  fputs(bytes, stderr);
}
#endif

void __cw_device_assert(const char* expression, const char* file, unsigned line_number, const char* function) {
  const __cw_launch* l = __cw_current_launch;
  unsigned b = __cw_current_block == ~0u ? 0 : __cw_current_block, t = __cw_current_thread == ~0u ? 0 : __cw_current_thread;
  unsigned bx = 0, by = 0, bz = 0, tx = 0, ty = 0, tz = 0;
  if (l) {
    bx = b % l->grid_x, by = b / l->grid_x % l->grid_y, bz = b / l->grid_x / l->grid_y;
    tx = t % l->block_x, ty = t / l->block_x % l->block_y, tz = t / l->block_x / l->block_y;
  }
  char line[4096];
  snprintf(line, sizeof line, "%s:%u: %s: block: [%u,%u,%u], thread: [%u,%u,%u] Assertion `%s` failed.\n", file, line_number, function, bx, by, bz, tx, ty,
           tz, expression);
  __cw_kernel_message(line);
  __cw_abort_kernel(710);
}
}
