/* Where a program begins: arguments, environment, constructors, main, exit. */
#include <stdlib.h>
#include <string.h>
#include "wasi.h"

extern "C" {
void __cw_run_constructors(void);
int __cw_main(int argc, char** argv, char** envp);

char** environ;
static char empty_name[1];
char* program_invocation_name = empty_name;
char* program_invocation_short_name = empty_name;

/* The host writes 32-bit pointers; widened from the end, they fit into the same block. */
static char** read_strings(unsigned count, unsigned bytes, int (*get)(unsigned*, char*)) {
  char** list = (char**)malloc(((unsigned long)count + 1) * 8 + bytes);
  if (!list) __wasi_proc_exit(134);
  unsigned* narrow = (unsigned*)list;
  if (count && get(narrow, (char*)(list + count + 1))) count = 0;
  for (unsigned i = count; i-- > 0;) list[i] = (char*)(unsigned long)narrow[i];
  list[count] = nullptr;
  return list;
}

static int get_args(unsigned* to, char* text) { return __wasi_args_get(to, text); }
static int get_environ(unsigned* to, char* text) { return __wasi_environ_get(to, text); }

void _start(void) {
  unsigned count = 0, bytes = 0;
  if (__wasi_args_sizes_get(&count, &bytes)) count = bytes = 0;
  int argc = (int)count;
  char** argv = read_strings(count, bytes, get_args);
  count = bytes = 0;
  if (__wasi_environ_sizes_get(&count, &bytes)) count = bytes = 0;
  environ = read_strings(count, bytes, get_environ);
  if (argv[0]) {
    program_invocation_name = argv[0];
    char* slash = strrchr(argv[0], '/');
    program_invocation_short_name = slash ? slash + 1 : argv[0];
  }
  __cw_run_constructors();
  exit(__cw_main(argc, argv, environ));
}
}
