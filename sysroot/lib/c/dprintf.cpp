/* printf to a descriptor. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

extern "C" {
int vdprintf(int fd, const char* format, va_list arguments) {
  char* text;
  int n = vasprintf(&text, format, arguments);
  if (n < 0) return n;
  for (ssize_t at = 0, done; at < n; at += done) {
    done = write(fd, text + at, (size_t)(n - at));
    if (done < 0) {
      n = -1;
      break;
    }
  }
  free(text);
  return n;
}

int dprintf(int fd, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int n = vdprintf(fd, format, arguments);
  va_end(arguments);
  return n;
}
}
