/* glob: the files whose names match a pattern, folder by folder. */
#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

namespace {
struct search {
  int flags;
  int (*on_error)(const char*, int);
  char** names;
  size_t count, room;
};

bool has_magic(const char* p, size_t n, int flags) {
  for (size_t i = 0; i < n; i++) {
    if (p[i] == '*' || p[i] == '?' || p[i] == '[') return true;
    if (p[i] == '\\' && !(flags & GLOB_NOESCAPE) && i + 1 < n) i++;
  }
  return false;
}

int add(search& s, const char* path, bool is_folder) {
  if (s.count == s.room) {
    size_t room = s.room ? s.room * 2 : 16;
    char** names = (char**)realloc(s.names, room * sizeof *names);
    if (!names) return GLOB_NOSPACE;
    s.names = names;
    s.room = room;
  }
  size_t n = strlen(path);
  char* copy = (char*)malloc(n + 2);
  if (!copy) return GLOB_NOSPACE;
  memcpy(copy, path, n + 1);
  if (is_folder && s.flags & GLOB_MARK && (n == 0 || copy[n - 1] != '/')) strcpy(copy + n, "/");
  s.names[s.count++] = copy;
  return 0;
}

/* What `rest` matches below the path found so far (empty, or with a slash at its end). */
int descend(search& s, const char* path, const char* rest) {
  size_t slashes = strspn(rest, "/"), length = strlen(path);
  const char *part = rest + slashes, *end = strchr(part, '/');
  size_t n = end ? (size_t)(end - part) : strlen(part);
  char* next = (char*)malloc(length + slashes + (n > 256 ? n : 256) + 1);
  if (!next) return GLOB_NOSPACE;
  memcpy(next, path, length);
  memcpy(next + length, rest, slashes);
  char* name = next + length + slashes;
  *name = 0;
  int result = 0;
  struct stat info;
  if (!has_magic(part, n, s.flags)) {
    char* to = name;
    for (size_t i = 0; i < n; i++) {
      if (part[i] == '\\' && !(s.flags & GLOB_NOESCAPE) && i + 1 < n) i++;
      *to++ = part[i];
    }
    *to = 0;
    if (end)
      result = descend(s, next, end);
    else if (!stat(next, &info) && (S_ISDIR(info.st_mode) || !(s.flags & GLOB_ONLYDIR)))
      result = add(s, next, S_ISDIR(info.st_mode));
  } else {
    char* pattern = (char*)malloc(n + 1);
    DIR* d = pattern ? opendir(*next ? next : ".") : nullptr;
    if (!pattern) {
      result = GLOB_NOSPACE;
    } else if (!d) {
      // A folder that is none has nothing that could match; others the caller hears of.
      if (errno != ENOENT && errno != ENOTDIR && ((s.on_error && s.on_error(*next ? next : ".", errno)) || s.flags & GLOB_ERR)) result = GLOB_ABORTED;
    } else {
      memcpy(pattern, part, n);
      pattern[n] = 0;
      int how = (s.flags & GLOB_NOESCAPE ? FNM_NOESCAPE : 0) | (s.flags & GLOB_PERIOD ? 0 : FNM_PERIOD);
      while (struct dirent* e = result ? nullptr : readdir(d)) {
        if (fnmatch(pattern, e->d_name, how)) continue;
        strcpy(name, e->d_name);
        bool is_folder = !stat(next, &info) && S_ISDIR(info.st_mode);
        if (end ? !is_folder : s.flags & GLOB_ONLYDIR && !is_folder) continue;
        result = end ? descend(s, next, end) : add(s, next, is_folder);
      }
      closedir(d);
    }
    free(pattern);
  }
  free(next);
  return result;
}

int by_name(const void* a, const void* b) { return strcmp(*(char* const*)a, *(char* const*)b); }
}

extern "C" {
int glob(const char* pattern, int flags, int (*on_error)(const char*, int), glob_t* found) {
  search s = {flags, on_error, nullptr, 0, 0};
  size_t offset = flags & GLOB_DOOFFS ? found->gl_offs : 0, before = flags & GLOB_APPEND ? found->gl_pathc : 0;
  if (!(flags & GLOB_APPEND)) found->gl_pathv = nullptr;
  found->gl_pathc = before;
  found->gl_flags = flags;
  bool magic = has_magic(pattern, strlen(pattern), flags);
  int result = descend(s, "", pattern);
  if (!result && !s.count) result = flags & GLOB_NOCHECK || (flags & GLOB_NOMAGIC && !magic) ? add(s, pattern, false) : GLOB_NOMATCH;
  if (s.count && !(flags & GLOB_NOSORT)) qsort(s.names, s.count, sizeof *s.names, by_name);
  if (s.count) {
    bool is_first = !found->gl_pathv;
    char** all = (char**)realloc(found->gl_pathv, (offset + before + s.count + 1) * sizeof *all);
    if (all) {
      if (is_first) memset(all, 0, offset * sizeof *all);
      memcpy(all + offset + before, s.names, s.count * sizeof *all);
      found->gl_pathc = before + s.count;
      all[offset + found->gl_pathc] = nullptr;
      found->gl_pathv = all;
      if (magic) found->gl_flags |= GLOB_MAGCHAR;
    } else {
      for (size_t i = 0; i < s.count; i++) free(s.names[i]);
      result = GLOB_NOSPACE;
    }
  }
  free(s.names);
  return result;
}

void globfree(glob_t* found) {
  size_t offset = found->gl_flags & GLOB_DOOFFS ? found->gl_offs : 0;
  for (size_t i = 0; found->gl_pathv && i < found->gl_pathc; i++) free(found->gl_pathv[offset + i]);
  free(found->gl_pathv);
  found->gl_pathv = nullptr;
  found->gl_pathc = 0;
}
}
