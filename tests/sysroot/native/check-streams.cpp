/* Streams and files in the preopened directory, which a random sequence of operations drives in step with glibc. */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>
#include "harness.h"

struct cw_FILE;
extern "C" {
cw_FILE* cw_fopen(const char*, const char*);
cw_FILE* cw_freopen(const char*, const char*, cw_FILE*);
int cw_fclose(cw_FILE*);
size_t cw_fread(void*, size_t, size_t, cw_FILE*);
size_t cw_fwrite(const void*, size_t, size_t, cw_FILE*);
int cw_fgetc(cw_FILE*);
int cw_fputc(int, cw_FILE*);
int cw_ungetc(int, cw_FILE*);
char* cw_fgets(char*, int, cw_FILE*);
int cw_fputs(const char*, cw_FILE*);
int cw_fseek(cw_FILE*, long, int);
long cw_ftell(cw_FILE*);
int cw_feof(cw_FILE*);
int cw_ferror(cw_FILE*);
int cw_fflush(cw_FILE*);
int cw_fprintf(cw_FILE*, const char*, ...);
int cw_fscanf(cw_FILE*, const char*, ...);
int cw_setvbuf(cw_FILE*, char*, int, size_t);
long cw_getline(char**, size_t*, cw_FILE*);
cw_FILE* cw_open_memstream(char**, size_t*);
cw_FILE* cw_fmemopen(void*, size_t, const char*);
cw_FILE* cw_tmpfile();
int cw_remove(const char*);
int cw_rename(const char*, const char*);
int cw_mkdir(const char*, unsigned);
int cw_chdir(const char*);
char* cw_getcwd(char*, size_t);
int cw_access(const char*, int);
void* cw_opendir(const char*);
struct entry { unsigned long ino; long off; unsigned short length; unsigned char type; char name[256]; };
entry* cw_readdir(void*);
int cw_closedir(void*);
void cw_free(void*);
void* cw_malloc(size_t);
extern __thread int cw___cw_errno;
extern char** cw_environ;
}

/* The same random operations on a glibc stream and on ours; then both files' bytes are compared. */
static void in_step(const char* mode, int buffering, int steps) {
  static char data[40000], x[40000], y[40000];
  for (char& c : data) c = "abc \n12"[random64() % 7];
  FILE* seed = fopen("glibc.bin", "w");
  fwrite(data, 1, 20000, seed);
  fclose(seed);
  seed = fopen("ours.bin", "w");
  fwrite(data, 1, 20000, seed);
  fclose(seed);
  FILE* a = fopen("glibc.bin", mode);
  cw_FILE* b = cw_fopen("ours.bin", mode);
  EXPECT(a && b);
  if (!a || !b) return;
  static char own[600];
  if (buffering == 1) cw_setvbuf(b, nullptr, _IONBF, 0);
  if (buffering == 2) cw_setvbuf(b, own, _IOFBF, sizeof own);
  if (buffering == 3) cw_setvbuf(b, nullptr, _IOLBF, 0);
  bool reads = mode[0] == 'r' || strchr(mode, '+'), writes = mode[0] != 'r' || strchr(mode, '+');
  int direction = 0; /* 1 reading, 2 writing; between them C wants a seek */
  for (int i = 0; i < steps; i++) {
    int wanted = reads && (!writes || random64() & 1) ? 1 : 2;
    if ((direction && wanted != direction) || random64() % 6 == 0) {
      long offset = (long)(random64() % 22000);
      int whence = (int)(random64() % 3);
      if (whence == SEEK_CUR) offset = (long)(random64() % 200) - 100;
      if (whence == SEEK_END) offset = -(long)(random64() % 20000);
      int p = fseek(a, offset, whence), q = cw_fseek(b, offset, whence);
      CHECK(p == q, "%s/%d step %d: fseek %d %d\n", mode, buffering, i, p, q);
    }
    direction = wanted;
    size_t n = random64() % 8 ? random64() % 100 : random64() % 20000;
    if (wanted == 1) {
      switch (random64() % 4) {
        case 0: {
          size_t p = fread(x, 1, n, a), q = cw_fread(y, 1, n, b);
          CHECK(p == q && !memcmp(x, y, p), "%s/%d step %d: fread(%zu) %zu %zu\n", mode, buffering, i, n, p, q);
          break;
        }
        case 1: {
          char *p = fgets(x, (int)n + 2, a), *q = cw_fgets(y, (int)n + 2, b);
          CHECK(!p == !q && (!p || !strcmp(x, y)), "%s/%d step %d: fgets\n", mode, buffering, i);
          break;
        }
        case 2: {
          int p = fgetc(a), q = cw_fgetc(b);
          CHECK(p == q, "%s/%d step %d: fgetc %d %d\n", mode, buffering, i, p, q);
          if (p != EOF && q != EOF && random64() & 1) EXPECT(ungetc(p, a) == cw_ungetc(q, b));
          break;
        }
        default: {
          long u = 1, v = 1;
          int p = fscanf(a, "%ld", &u), q = cw_fscanf(b, "%ld", &v);
          CHECK(p == q && u == v, "%s/%d step %d: fscanf %d %d\n", mode, buffering, i, p, q);
        }
      }
      EXPECT(!feof(a) == !cw_feof(b));
    } else {
      const char* from = data + random64() % 10000;
      switch (random64() % 4) {
        case 0: EXPECT(fwrite(from, 1, n, a) == cw_fwrite(from, 1, n, b)); break;
        case 1: EXPECT(fputc(*from, a) == cw_fputc(*from, b)); break;
        case 2: EXPECT(fprintf(a, "%d %s\n", i, "text") == cw_fprintf(b, "%d %s\n", i, "text")); break;
        default: EXPECT(fflush(a) == cw_fflush(b));
      }
    }
    long p = ftell(a), q = cw_ftell(b);
    CHECK(p == q, "%s/%d step %d: ftell %ld %ld\n", mode, buffering, i, p, q);
  }
  EXPECT(fclose(a) == cw_fclose(b));
  a = fopen("glibc.bin", "r");
  FILE* c = fopen("ours.bin", "r");
  size_t total = 0;
  for (size_t p, q;;) {
    p = fread(x, 1, sizeof x, a);
    q = fread(y, 1, sizeof y, c);
    if (!CHECK(p == q && !memcmp(x, y, p), "%s/%d: files differ after %zu bytes\n", mode, buffering, total) || !p) break;
    total += p;
  }
  fclose(a);
  fclose(c);
}

static void names() {
  char text[64];
  EXPECT(!strcmp(cw_getcwd(text, 64), "/home/test"));
  EXPECT(cw_mkdir("d", 0755) == 0 && cw_mkdir("d", 0755) == -1 && cw___cw_errno == EEXIST);
  cw_FILE* f = cw_fopen("/home/test/d/../d/./one", "wx");
  EXPECT(f && cw_fputs("1", f) >= 0 && cw_fclose(f) == 0);
  EXPECT(!cw_fopen("d/one", "wx") && cw___cw_errno == EEXIST);
  EXPECT(cw_chdir("d") == 0 && cw_access("one", 0) == 0 && !strcmp(cw_getcwd(text, 64), "/home/test/d"));
  EXPECT(cw_rename("one", "two") == 0 && cw_access("one", 0) == -1 && cw___cw_errno == ENOENT);
  EXPECT(cw_chdir("..") == 0 && cw_chdir("nothing") == -1);
  void* d = cw_opendir("d");
  int found = 0;
  while (entry* e = cw_readdir(d)) found += !strcmp(e->name, "two") ? 100 : e->name[0] == '.' ? 1 : 10;
  EXPECT(found == 102 && cw_closedir(d) == 0);
  EXPECT(!cw_fopen("/elsewhere/x", "r") && cw___cw_errno == ENOENT);
  EXPECT(cw_remove("d") == -1 && cw_remove("d/two") == 0 && cw_remove("d") == 0);
  EXPECT(!cw_fopen("nothing", "r") && !cw_fopen("x", "q") && cw___cw_errno == EINVAL);
}

static void memory() {
  char* text = nullptr;
  size_t size = 0;
  cw_FILE* m = cw_open_memstream(&text, &size);
  for (int i = 0; i < 5000; i++) cw_fprintf(m, "%d,", i);
  EXPECT(cw_fclose(m) == 0 && size == strlen(text) && !strncmp(text, "0,1,2,", 6));
  cw_free(text);
  static char from[] = "12 abc\nline two\nlast";
  m = cw_fmemopen(from, strlen(from), "r");
  int n;
  char* line = nullptr;
  size_t room = 0;
  EXPECT(cw_fscanf(m, "%d", &n) == 1 && n == 12);
  EXPECT(cw_getline(&line, &room, m) == 5 && !strcmp(line, " abc\n"));
  EXPECT(cw_getline(&line, &room, m) == 9 && cw_getline(&line, &room, m) == 4 && cw_getline(&line, &room, m) == -1);
  cw_free(line);
  cw_fclose(m);
  cw_FILE* t = cw_tmpfile();
  EXPECT(t && cw_fputs("hello", t) >= 0 && cw_fseek(t, 1, SEEK_SET) == 0 && cw_fgetc(t) == 'e' && cw_fclose(t) == 0);
}

void check_streams() {
  static char pwd[] = "PWD=/home/test";
  static char* environment[] = {pwd, nullptr};
  cw_environ = environment;
  if (fchdir(3)) return;
  for (const char* mode : {"r", "r+", "w", "w+", "a", "a+"})
    for (int buffering = 0; buffering < 4; buffering++) in_step(mode, buffering, 400);
  remove("glibc.bin");
  remove("ours.bin");
  names();
  memory();
}
