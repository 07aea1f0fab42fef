// run: tolerance=0
// Destructors and handlers in functions with goto and irregular switches: exceptions that pass, labels inside try blocks and handlers, jumps out of both.
#include <stdio.h>
#include <initializer_list>

struct Guard {
  const char *name;
  explicit Guard(const char *n) : name(n) { printf("  +%s\n", name); }
  ~Guard() { printf("  -%s\n", name); }
};

static void may_throw(int n) {
  if (n % 3 == 0) throw n;
}

static void plain_goto(int n) {
  Guard outer("outer");
  int round = 0;
again:
  Guard inner("inner");
  may_throw(n + round);
  if (++round < 2) goto again;
  printf("  plain_goto(%d) done\n", n);
}

static void duff(int n) {
  Guard g("duff");
  int rounds = (n + 3) / 4;
  switch (n % 4) {
    case 0:
      do {
        may_throw(rounds + 4);
        printf("  a");
        case 3: printf(" b");
        case 2: printf(" c");
        case 1: printf(" d\n");
      } while (--rounds > 0);
  }
}

static int label_in_try(int n) {
  int tries = 0;
  Guard all("all");
  try {
    Guard in_try("in_try");
  retry:
    Guard attempt("attempt");
    tries++;
    if (tries < n) goto retry;
    if (n == 5) goto out;
    throw tries;
  } catch (int value) {
    Guard in_handler("in_handler");
    int k = 0;
  more:
    if (++k < value) goto more;
    printf("  caught %d after %d\n", value, k);
    if (value == 3) goto out;
    return k;
  }
out:
  printf("  out\n");
  return -1;
}

static void nested(int n) {
  for (int i = 0; i < 3; i++) {
    Guard round("round");
    try {
      int k = 0;
    top:
      Guard g("g");
      if (i == 1 && n == 1) continue;
      if (i == 2 && n == 2) break;
      if (k++ < 1) goto top;
      if (n == 3) throw 1.5;
      if (n == 4) goto done;
    } catch (double) {
      printf("  double in round %d\n", i);
      continue;
    }
    printf("  end of round %d\n", i);
  }
done:
  printf("  nested(%d) done\n", n);
}

static int while_declares(int n) {
  struct Counter {
    int left;
    explicit Counter(int l) : left(l) { printf("  counter %d\n", l); }
    ~Counter() { printf("  ~counter %d\n", left); }
    explicit operator bool() const { return left > 0; }
  };
  int sum = 0;
  while (Counter c{n--}) {
    sum += c.left;
    if (c.left == 2) goto skip;
    if (c.left == 9) throw c.left;
    if (c.left == 7) return sum;
    printf("  body %d\n", c.left);
  skip:
    if (c.left == 4) continue;
    printf("  after %d\n", c.left);
  }
  return sum;
}

struct Whole {
  Guard member{"member"};
  int value;
  Whole(int n) try : value(n) {
    int k = 0;
  again:
    if (k++ < n) goto again;
    may_throw(n);
    printf("  built %d\n", n);
  } catch (int e) {
    printf("  constructor failed with %d\n", e);
  }
  ~Whole() {
    int k = 0;
  again:
    Guard g("dtor");
    if (k++ < 1) goto again;
    if (value == 2) return;
    printf("  end of destructor\n");
  }
};

static int cleanup_style(int n) {
  int status = 0;
  Guard *a = nullptr;
  Guard *b = nullptr;
  a = new Guard("a");
  if (n == 0) { status = 1; goto cleanup; }
  b = new Guard("b");
  if (n == 1) { status = 2; goto cleanup; }
  {
    Guard local("local");
    if (n == 2) { status = 3; goto cleanup; }
    may_throw(n);
  }
cleanup:
  delete b;
  delete a;
  return status;
}

#define CHECK(x) ({ int r_ = (x); if (r_ < 0) goto fail; r_; })
static int statement_expressions(int n) {
  int total;
  Guard g("se");
  total = CHECK(n) + CHECK(n - 2);
  return total;
fail:
  printf("  failed\n");
  return -1;
}

template <class F>
static void guarded(const char *what, F f) {
  printf("%s\n", what);
  try {
    f();
  } catch (int n) {
    printf("  escaped: %d\n", n);
  }
}

int main() {
  for (int n : {1, 2, 3}) guarded("plain_goto", [&] { plain_goto(n); });
  for (int n : {3, 5, 8}) guarded("duff", [&] { duff(n); });
  for (int n : {1, 2, 3, 5}) guarded("label_in_try", [&] { printf("  = %d\n", label_in_try(n)); });
  for (int n : {0, 1, 2, 3, 4}) guarded("nested", [&] { nested(n); });
  for (int n : {3, 5, 7, 9}) guarded("while_declares", [&] { printf("  = %d\n", while_declares(n)); });
  for (int n : {1, 2, 3}) guarded("whole", [&] { Whole w(n); });
  for (int n : {0, 1, 2, 4, 3}) guarded("cleanup_style", [&] { printf("  = %d\n", cleanup_style(n)); });
  for (int n : {5, 1, -1}) guarded("statement_expressions", [&] { printf("  = %d\n", statement_expressions(n)); });
}
