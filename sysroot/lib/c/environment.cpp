/* The environment. Strings that setenv made are not freed when replaced: getenv's results stay valid. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern "C" {
static char** owned; /* the list that this file allocated, where it replaced the first one */

static char** find(const char* name, size_t length) {
  for (char** e = environ; e && *e; e++)
    if (!strncmp(*e, name, length) && (*e)[length] == '=') return e;
  return nullptr;
}

static int bad_name(const char* name) {
  if (name && *name && !strchr(name, '=')) return 0;
  errno = EINVAL;
  return 1;
}

char* getenv(const char* name) {
  size_t length = strlen(name);
  char** e = length ? find(name, length) : nullptr;
  return e ? *e + length + 1 : nullptr;
}
char* secure_getenv(const char* name) { return getenv(name); }

static int put(char* assignment, size_t length) {
  char** e = find(assignment, length);
  if (e) {
    *e = assignment;
    return 0;
  }
  size_t count = 0;
  while (environ && environ[count]) count++;
  char** list = (char**)realloc(owned == environ ? owned : nullptr, (count + 2) * sizeof(char*));
  if (!list) return -1;
  if (owned != environ && count) memcpy(list, environ, count * sizeof(char*));
  list[count] = assignment;
  list[count + 1] = nullptr;
  owned = environ = list;
  return 0;
}

int setenv(const char* name, const char* value, int overwrite) {
  if (bad_name(name)) return -1;
  size_t length = strlen(name), n = strlen(value) + 1;
  if (!overwrite && find(name, length)) return 0;
  char* assignment = (char*)malloc(length + 1 + n);
  if (!assignment) return -1;
  memcpy(assignment, name, length);
  assignment[length] = '=';
  memcpy(assignment + length + 1, value, n);
  return put(assignment, length);
}

int unsetenv(const char* name) {
  if (bad_name(name)) return -1;
  char** e;
  while ((e = find(name, strlen(name))) != nullptr)
    for (; *e; e++) e[0] = e[1];
  return 0;
}

int putenv(char* assignment) {
  char* equals = strchr(assignment, '=');
  return equals ? put(assignment, (size_t)(equals - assignment)) : unsetenv(assignment);
}

int clearenv(void) {
  environ = nullptr;
  return 0;
}
}
