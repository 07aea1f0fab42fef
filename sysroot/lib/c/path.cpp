/* Paths over the directories that the host preopened. Each has an absolute name: its own, or, for "." and other relative
   ones, below the first working directory. A path is made absolute and normalized (".." by text), and belongs to the
   preopened directory with the longest matching name. The first working directory is $PWD where that lies in a preopened
   directory, else the first absolute name, else "/". */
#include "path.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "wasi.h"

extern "C" {
struct preopen {
  int fd;
  char* name; /* absolute; "/" is "" */
  unsigned length;
};

static preopen* preopens;
static int preopen_count, loaded;
static char* working; /* absolute, normalized; "/" is "" */

/* Appends path's components to out, which holds length characters of an absolute path without a final slash; -1: too long. */
static int append_path(char* out, int length, const char* path) {
  while (*path) {
    const char* end = strchrnul(path, '/');
    size_t n = (size_t)(end - path);
    if (n == 2 && path[0] == '.' && path[1] == '.') {
      while (length && out[--length] != '/') {
      }
    } else if (n && !(n == 1 && path[0] == '.')) {
      if ((size_t)length + n + 2 > 4096) return -1;
      out[length++] = '/';
      memcpy(out + length, path, n);
      length += (int)n;
    }
    path = *end ? end + 1 : end;
  }
  out[length] = 0;
  return length;
}

static int lies_in(const char* path, const preopen* p) {
  return !strncmp(path, p->name, p->length) && (path[p->length] == '/' || !path[p->length]);
}

static void load(void) {
  loaded = 1;
  char text[4096];
  wasi_prestat stat;
  const char* first = nullptr;
  int relative = 0;
  for (int fd = 3; !__wasi_fd_prestat_get(fd, &stat); fd++) {
    if (stat.tag || stat.name_length >= sizeof text || __wasi_fd_prestat_dir_name(fd, text, stat.name_length)) continue;
    text[stat.name_length] = 0;
    preopen* more = (preopen*)realloc(preopens, (size_t)(preopen_count + 1) * sizeof(preopen));
    char* name = strdup(text);
    if (!more || !name) return;
    preopens = more;
    preopens[preopen_count++] = {fd, name, 0};
    if (*name != '/') relative = 1;
    if (*name == '/' && !first) first = name;
  }
  const char* pwd = getenv("PWD");
  int usable = pwd && *pwd == '/' && relative;
  for (int i = 0; i < preopen_count && pwd && !usable; i++) {
    size_t n = strlen(preopens[i].name);
    while (n && preopens[i].name[n - 1] == '/') n--;
    usable = preopens[i].name[0] == '/' && !strncmp(pwd, preopens[i].name, n) && (pwd[n] == '/' || !pwd[n]);
  }
  if (append_path(text, 0, usable ? pwd : first && !relative ? first : "") < 0) text[0] = 0;
  working = strdup(text);
  for (int i = 0; i < preopen_count; i++) {
    preopen* p = &preopens[i];
    int length = 0;
    if (*p->name != '/') {
      strcpy(text, working ? working : "");
      length = (int)strlen(text);
    }
    length = append_path(text, length, p->name);
    free(p->name);
    p->name = strdup(length < 0 ? "" : text);
    p->length = p->name ? (unsigned)strlen(p->name) : 0;
  }
}

int __cw_resolve(const char* path, cw_place* place) {
  if (!loaded) load();
  if (!*path) {
    errno = ENOENT;
    return -1;
  }
  int length = 0;
  if (*path != '/' && working) {
    strcpy(place->text, working);
    length = (int)strlen(working);
  }
  if (append_path(place->text, length, path) < 0) {
    errno = ENAMETOOLONG;
    return -1;
  }
  const preopen* best = nullptr;
  for (int i = 0; i < preopen_count; i++)
    if (preopens[i].name && lies_in(place->text, &preopens[i]) && (!best || preopens[i].length > best->length)) best = &preopens[i];
  if (!best) {
    errno = ENOENT;
    return -1;
  }
  place->fd = best->fd;
  place->name = place->text + best->length;
  if (*place->name == '/') place->name++;
  if (!*place->name) place->name = ".";
  place->length = (unsigned)strlen(place->name);
  return 0;
}

int __cw_wasi_stat(const char* path, int follow, wasi_filestat* result) {
  cw_place place;
  if (__cw_resolve(path, &place) < 0) return -1;
  int error = __wasi_path_filestat_get(place.fd, follow, place.name, place.length, result);
  return error ? __cw_wasi_error(error) : 0;
}

int chdir(const char* path) {
  wasi_filestat stat;
  cw_place place;
  if (__cw_wasi_stat(path, 1, &stat) < 0) return -1;
  if (stat.filetype != WASI_DIRECTORY) {
    errno = ENOTDIR;
    return -1;
  }
  __cw_resolve(path, &place);
  char* name = strdup(place.text);
  if (!name) return -1;
  free(working);
  working = name;
  return 0;
}

char* getcwd(char* to, size_t size) {
  if (!loaded) load();
  const char* name = working && *working ? working : "/";
  size_t n = strlen(name) + 1;
  if (!to) {
    if (!size) size = n;
    to = size >= n ? (char*)malloc(size) : nullptr;
    if (!to && size >= n) return nullptr;
  } else if (!size) {
    errno = EINVAL;
    return nullptr;
  }
  if (size < n) {
    errno = ERANGE;
    return nullptr;
  }
  return (char*)memcpy(to, name, n);
}

char* get_current_dir_name(void) { return getcwd(nullptr, 0); }

char* realpath(const char* path, char* resolved) {
  wasi_filestat stat;
  cw_place place;
  if (__cw_wasi_stat(path, 1, &stat) < 0) return nullptr;
  __cw_resolve(path, &place);
  const char* name = place.text[0] ? place.text : "/";
  return resolved ? strcpy(resolved, name) : strdup(name);
}
}
