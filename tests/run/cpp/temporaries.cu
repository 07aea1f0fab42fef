// run: tolerance=0
// Lifetimes of temporaries: full expressions, references that extend them, range-for, conditional operands, arguments.
#include <initializer_list>
#include <stdio.h>

struct Noisy {
  int values[3];
  const char *name;
  Noisy(const char *name, int first) : values{first, first + 1, first + 2}, name(name) { printf("+%s ", name); }
  Noisy(const Noisy &other) : name("copy") {
    for (int i = 0; i < 3; i++) values[i] = other.values[i];
    printf("+copy ");
  }
  ~Noisy() {
    printf("-%s ", name);
    for (int &v : values) v = -1;
  }
  int *begin() { return values; }
  int *end() { return values + 3; }
  int sum() const { return values[0] + values[1] + values[2]; }
};

struct Holder {
  Noisy inner;
  int extra;
};

static Noisy make(const char *name, int first) { return Noisy(name, first); }
static int use(const Noisy &a) { return a.sum(); }
static const Noisy &pass(const Noisy &a) { return a; }

int main() {
  for (int x : make("range", 1)) printf("%d ", x);
  printf("\n");
  printf("%d\n", use(Noisy("argument", 10)));
  const Noisy &extended = make("extended", 20);
  printf("%d\n", extended.sum());
  const Noisy &member = Holder{Noisy("member", 30), 1}.inner;
  printf("%d\n", member.sum());
  int direct = pass(Noisy("passed", 40)).sum();
  printf("%d\n", direct);
  for (int i = 0; i < 3; i++) {
    int value = i == 1 ? use(Noisy("then", 50)) : i == 2 && use(Noisy("and", 60)) > 0 ? 7 : 0;
    printf("%d\n", value);
  }
  int comma = (Noisy("first", 70), use(Noisy("second", 80)));
  printf("%d\n", comma);
  Noisy named = make("named", 90);
  Noisy copied = named;
  printf("%d %d\n", named.sum(), copied.sum());
  {
    const Noisy &scoped = Noisy("scoped", 100);
    printf("%d ", scoped.sum());
  }
  for (const Noisy &each : {Noisy("one", 1), Noisy("two", 5)}) printf("%d ", each.sum());
  for (Noisy each : {Noisy("three", 1)}) {
    if (each.sum() > 0) break;
  }
  printf("end\n");
  return 0;
}
