/* Paths over preopened directories (path.cpp). */
#ifndef CW_PATH_H
#define CW_PATH_H
struct cw_place {
  int fd;             /* a preopened directory */
  const char* name;   /* relative to it; in text, or "." */
  unsigned length;
  char text[4096];    /* the absolute, normalized path */
};
/* 0, or -1 with errno. */
extern "C" int __cw_resolve(const char* path, cw_place* place);
extern "C" int __cw_wasi_stat(const char* path, int follow, struct wasi_filestat* result);
#endif
