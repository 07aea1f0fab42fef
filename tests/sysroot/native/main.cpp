/* checks GROUP DIRECTORY [SEED]: runs one group of checks, or a whole program, on a stack below 4 GiB: the library passes 32-bit pointers to WASI. */
#include <fcntl.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#include "harness.h"

int failures, checks;

bool fail(const char* format, ...) {
  if (failures++ < 25) {
    va_list a;
    va_start(a, format);
    vprintf(format, a);
    va_end(a);
  }
  return false;
}

static u64 seed = 88172645463325252;

u64 random64() {
  u64& x = seed;
  x ^= x << 13;
  x ^= x >> 7;
  x ^= x << 17;
  return x * 0x9e3779b97f4a7c15;
}

double random_double() {
  u64 r = random64(), bits = random64();
  double x;
  switch (r % 8) {
    case 0: memcpy(&x, &bits, 8); return x;
    case 1: return (double)(long)(bits % 2000000) / 1000 - 1000;
    case 2: return (double)(long)bits;
    case 3: return ldexp((double)(bits >> 11), (int)(r >> 8) % 120 - 100);
    case 4: return pow(10, (double)((int)(bits % 600) - 300)) * (double)(bits >> 60);
    case 5: bits &= 0x800fffffffffffff; memcpy(&x, &bits, 8); return x;
    case 6: return (double)(int)(bits % 4001) / 8 - 250;
    default: return (double)(float)(bits % 100000) / 65536;
  }
}

extern "C" void cw__start();
extern "C" int cw_printf(const char*, ...);
extern "C" void cw___assert_fail(const char*, const char*, unsigned, const char*);
extern "C" void cw_abort();
extern "C" void cw_free(void*);
extern "C" void* cw_malloc(unsigned long);
static char arguments[2][32];

int program_main(int argc, char** argv) { /* the process test: everything below goes through the library */
  cw_printf("%d %s\n", argc, argv[1]);
  if (!strcmp(argv[1], "assert")) cw___assert_fail("n > 0", "program.cu", 12, "int main()");
  if (!strcmp(argv[1], "abort")) cw_abort();
  if (!strcmp(argv[1], "free")) cw_free(argv[1] + 1);
  if (!strcmp(argv[1], "free-twice")) {
    void *a = cw_malloc(40), *b = cw_malloc(40), *c = cw_malloc(40);
    cw_free(a);
    cw_free(b);
    cw_free(c);
    cw_free(b);
  }
  return 7;
}

static void* run(void* group) {
  const char* name = (const char*)group;
  static const struct { const char* name; void (*check)(); } groups[] = {
      {"printf", check_printf}, {"numbers", check_numbers}, {"scanf", check_scanf},
      {"memory", check_memory}, {"library", check_library}, {"streams", check_streams}};
  for (auto& g : groups)
    if (!strcmp(g.name, name)) g.check();
  for (const char* end : {"argument", "assert", "abort", "free", "free-twice"}) {
    if (strcmp(name, end)) continue;
    static char* list[2] = {arguments[0], arguments[1]};
    strcpy(arguments[0], "/bin/program");
    strcpy(arguments[1], end);
    shim_arguments(2, list);
    cw__start();
  }
  return nullptr;
}

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  if (argc > 3) seed = strtoul(argv[3], nullptr, 10) | 1;
  int directory = open(argv[2], O_RDONLY | O_DIRECTORY);
  if (directory < 0 || (directory != 3 && dup2(directory, 3) < 0)) return 2;
  start_memory();
  size_t size = 16 << 20;
  void* stack = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstack(&attributes, stack, size);
  pthread_t thread;
  if (pthread_create(&thread, &attributes, run, argv[1])) return 2;
  pthread_join(thread, nullptr);
  printf("%d checks, %d failures\n", checks, failures);
  return failures || !checks;
}
