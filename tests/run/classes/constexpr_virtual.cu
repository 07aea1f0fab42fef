// run: tolerance=0
// Objects of classes with virtual functions and constexpr constructors: static, local, in arrays, in constants; virtual calls through them.
#include <stdio.h>

struct Base {
  int k;
  __host__ __device__ constexpr Base(int k) : k(k) {}
  __host__ __device__ virtual int f() const { return k; }
};
struct Derived : Base {
  int extra;
  __host__ __device__ constexpr Derived(int k) : Base(k * 2), extra(k + 1) {}
  __host__ __device__ int f() const override { return k + 100 * extra; }
};

static const Base &single() {
  static Base object(5);
  return object;
}
static const Base &other() {
  static Derived object(6);
  return object;
}
static Derived global(7);
static const Derived table[3] = {1, 2, 3};

int main() {
  const Base *p = &global;
  printf("%d %d %d\n", single().f(), other().f(), p->f());
  constexpr Derived local(8);
  const Base &r = local;
  printf("%d %d\n", r.f(), local.extra);
  for (const Base &x : table) printf("%d ", x.f());
  Derived copy = global;
  const Base *q = &copy;
  printf("%d\n", q->f());
  return 0;
}
