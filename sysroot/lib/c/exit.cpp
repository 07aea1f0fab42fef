/* Ends of a process: exit with its handlers, quick_exit, _Exit. */
#include "exit.h"
#include <stdlib.h>
#include <unistd.h>
#include "wasi.h"

extern "C" {
/* A handler takes no argument (atexit) or one (__cxa_atexit): wasm calls need the exact type. */
struct exit_handler {
  void (*plain)(void);
  void (*with)(void*);
  void* argument;
};

static exit_handler first_handlers[32];
static exit_handler* handlers = first_handlers;
static unsigned handler_count, handler_room = 32;
static void (*quick_handlers[32])(void);
static unsigned quick_count;
void (*__cw_flush_at_exit)(void);

static int add_handler(void (*plain)(void), void (*with)(void*), void* argument) {
  if (handler_count == handler_room) {
    unsigned long bytes = (unsigned long)handler_room * 2 * sizeof(exit_handler);
    exit_handler* more = (exit_handler*)malloc(bytes);
    if (!more) return -1;
    __builtin_memcpy(more, handlers, handler_count * sizeof(exit_handler));
    if (handlers != first_handlers) free(handlers);
    handlers = more;
    handler_room *= 2;
  }
  handlers[handler_count++] = {plain, with, argument};
  return 0;
}

int atexit(void (*function)(void)) { return add_handler(function, nullptr, nullptr); }

int __cxa_atexit(void (*function)(void*), void* argument, void*) { return add_handler(nullptr, function, argument); }

void exit(int status) {
  while (handler_count) {
    exit_handler h = handlers[--handler_count];
    if (h.plain)
      h.plain();
    else
      h.with(h.argument);
  }
  if (__cw_flush_at_exit) __cw_flush_at_exit();
  __wasi_proc_exit(status & 255);
}

int at_quick_exit(void (*function)(void)) {
  if (quick_count == 32) return -1;
  quick_handlers[quick_count++] = function;
  return 0;
}

void quick_exit(int status) {
  while (quick_count) quick_handlers[--quick_count]();
  __wasi_proc_exit(status & 255);
}

void _Exit(int status) { __wasi_proc_exit(status & 255); }
void _exit(int status) { __wasi_proc_exit(status & 255); }
}
