// <sys/prctl.h>: the program's name as its own tools would show it, 15 characters at most.
#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <sys/prctl.h>

static char name[16] = "program";

extern "C" int prctl(int option, ...) {
  va_list arguments;
  va_start(arguments, option);
  char* text = va_arg(arguments, char*);
  va_end(arguments);
  if (option == PR_SET_NAME) {
    strncpy(name, text, sizeof name - 1);
    return 0;
  }
  if (option == PR_GET_NAME) {
    memcpy(text, name, sizeof name);
    return 0;
  }
  errno = EINVAL;
  return -1;
}
