/* <libgen.h>: the parts of a path. */
#include <libgen.h>
#include <string.h>
extern "C" {
static char dot[] = ".", root[] = "/";

static size_t trimmed(const char* path, size_t n) {
  while (n && path[n - 1] == '/') n--;
  return n;
}

char* __xpg_basename(char* path) {
  if (!path || !*path) return dot;
  size_t n = trimmed(path, strlen(path));
  if (!n) return root;
  path[n] = 0;
  char* slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

char* dirname(char* path) {
  if (!path) return dot;
  size_t n = trimmed(path, strlen(path));
  while (n && path[n - 1] != '/') n--;
  if (n) n = trimmed(path, n);
  if (!n) { /* two slashes, and no more, are a root of their own */
    n = strspn(path, "/");
    if (!n) return dot;
    if (n != 2) n = 1;
  }
  path[n] = 0;
  return path;
}
}
