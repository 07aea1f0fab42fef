// run: tolerance=0
// new and delete when things go wrong: constructors that throw (objects, arrays, arrays of arrays, members), which operator delete gets the memory; nothrow forms; deleting through virtual destructors.
#include <stdio.h>
#include <stdlib.h>
#include <new>
#include <initializer_list>

static int live = 0, blocks = 0, fail_at = -1;
void *operator new(size_t n) { printf("  new %d\n", (int)n); return malloc(n); }
void operator delete(void *p) noexcept { if (p) { printf("  delete\n"); } free(p); }
void operator delete(void *p, size_t n) noexcept { if (p) { printf("  delete sized %d\n", (int)n); } free(p); }
void *operator new[](size_t n) { printf("  new[] %d\n", (int)n); return malloc(n); }
void operator delete[](void *p) noexcept { if (p) { printf("  delete[]\n"); } free(p); }
void *operator new(size_t n, const char *tag) { blocks++; printf("  new (%s) %d\n", tag, (int)n); return malloc(n); }
void operator delete(void *p, const char *tag) { blocks--; printf("  delete (%s)\n", tag); free(p); }
void *operator new(size_t n, const std::nothrow_t &) noexcept { printf("  new nothrow %d\n", (int)n); if (n > 1000) return nullptr; return malloc(n); }
void operator delete(void *p, const std::nothrow_t &) noexcept { printf("  delete nothrow\n"); free(p); }

struct Item {
  int id;
  Item(int i = 0) : id(i) {
    if (live == fail_at) throw i;
    live++;
  }
  Item(const Item &o) : Item(o.id + 100) {}
  ~Item() { live--; printf("  ~Item %d\n", id); }
};
struct Large {
  char data[2000];
  Item item{5};
};
struct Pool {
  static void *operator new(size_t n) { blocks++; printf("  Pool new %d\n", (int)n); return malloc(n); }
  static void operator delete(void *p, size_t n) { blocks--; printf("  Pool delete %d\n", (int)n); free(p); }
  static void *operator new[](size_t n) { blocks++; printf("  Pool new[] %d\n", (int)n); return malloc(n); }
  static void operator delete[](void *p, size_t n) { blocks--; printf("  Pool delete[] %d\n", (int)n); free(p); }
  static void *operator new(size_t n, int pool) { blocks++; printf("  Pool new in %d\n", pool); return malloc(n); }
  static void operator delete(void *p, int pool) { blocks--; printf("  Pool delete in %d\n", pool); free(p); }
  Item first;
  int extra[3];
  Pool(int i = 1) : first(i) { if (i == 13) throw i; }
};
struct Plain {
  int x;
  static void operator delete[](void *p, size_t n) { blocks--; printf("  Plain delete[] %d\n", (int)n); free(p); }
};
struct Holder {
  Item items[3];
  Holder() : items{1, 2, 3} {}
};
struct Base { virtual ~Base() { printf("  ~Base\n"); } };
struct Derived : Base, Pool { ~Derived() { printf("  ~Derived\n"); } };
struct Other { int o = 1; virtual ~Other() {} };
struct Second : Other, Base { double d; };
struct alignas(32) Wide { float v[8]; Wide() { if (fail_at == 0) throw 3; } virtual ~Wide() {} };
struct Aggregate { Item a, b; Item c = 9; };

template <class F>
static void run(const char *what, F f) {
  for (int at : {-1, 0, 1, 2, 3}) {
    fail_at = at;
    live = 0;
    printf("%s, failing %d\n", what, at);
    try {
      f();
    } catch (int n) {
      printf("  caught %d\n", n);
    } catch (std::bad_alloc &) {
      printf("  bad_alloc\n");
    }
    printf("  live %d blocks %d\n", live, blocks);
    blocks = 0;
    live = 0;
  }
}

int main() {
  run("object", [] { delete new Item(4); });
  run("array", [] { delete[] new Item[3]; });
  run("list", [] { delete[] new Item[3]{7, 8, 9}; });
  run("two dimensions", [] { delete[] new Item[2][2]; });
  run("tagged", [] { Item *p = new ("tag") Item(6); p->~Item(); operator delete(p, "tag"); });
  run("nothrow", [] { Item *p = new (std::nothrow) Item(6); delete p; });
  run("nothrow too large", [] { Large *p = new (std::nothrow) Large; printf("  null %d\n", p == nullptr); });
  run("pool", [] { delete new Pool(2); });
  run("pool throws late", [] { delete new Pool(13); });
  run("pool placement", [] { Pool *p = new (77) Pool(3); delete p; });
  run("pool array", [] { delete[] new Pool[2]; });
  run("global new of pool", [] { Pool *p = ::new Pool(2); ::delete p; });
  run("sized arrays", [] { delete[] new Plain[4]; });
  run("members", [] { Holder h; Holder copy = h; });
  run("holder on the heap", [] { Holder *h = new Holder; delete h; });
  run("virtual", [] { Base *b = new Derived; delete b; });
  run("second base", [] { Base *b = new Second; delete b; });
  run("global delete", [] { Base *b = ::new Second; ::delete b; });
  run("overaligned", [] { Wide *w = new Wide; printf("  aligned %d\n", (int)((size_t)w % 32)); delete w; });
  run("aggregate", [] { Aggregate *a = new Aggregate{1, 2}; delete a; });
  run("argument throws", [] { int *p = new int([]() -> int { if (fail_at > 1) throw 50; return 1; }()); delete p; });
  for (long n : {-1L, 1L << 61}) {
    try {
      int *p = new int[n];
      printf("%p\n", (void *)p);
    } catch (const std::bad_array_new_length &) {
      printf("bad length\n");
    }
  }
}
