// run: tolerance=0
// Virtual calls, dynamic_cast, typeid and virtual bases while subobjects of classes with virtual bases are built and destroyed; covariant results; exceptions in the middle of it.
#include <stdio.h>
#include <typeinfo>

static int failing = -1;
static int step = 0;
static void maybe_throw() {
  if (step++ == failing) throw step;
}

struct Top {
  int t;
  explicit Top(int v = 0) : t(v) { report("Top()"); maybe_throw(); }
  virtual ~Top() { report("~Top"); }
  virtual const char *name() const { return "Top"; }
  virtual int code() const { return 1; }
  void report(const char *where) const { printf("  %s: name %s code %d t %d\n", where, name(), code(), t); }
};
struct Left : virtual Top {
  int l = 10;
  explicit Left(int v = 1) : Top(v) { l += v; report("Left()"); describe(); maybe_throw(); }
  ~Left() { report("~Left"); describe(); }
  const char *name() const override { return "Left"; }
  virtual int left_only() const { return l; }
  void describe() const {
    const Top *top = this;
    printf("  as %s, left_only %d, casts %d %d, same %d\n", typeid(*top).name(), left_only(), dynamic_cast<const Left *>(top) != nullptr, dynamic_cast<const void *>(top) == (const void *)this, &static_cast<const Top &>(*this) == top);
  }
};
struct Right : virtual Top {
  int r = 20;
  Right() : Top(2) { report("Right()"); maybe_throw(); }
  ~Right() { report("~Right"); }
  int code() const override { return 3; }
  virtual Right *self() { return this; }
};
struct Bottom : Left, Right {
  int b = 30;
  explicit Bottom(int v) : Top(v), Left(v + 1) { report("Bottom()"); maybe_throw(); }
  Bottom() : Bottom(7) { report("Bottom() delegating"); maybe_throw(); }
  ~Bottom() { report("~Bottom"); }
  const char *name() const override { return "Bottom"; }
  int code() const override { return 4 + b; }
  int left_only() const override { return -l; }
  Bottom *self() override { return this; }
};
struct Side {
  int s = 5;
  virtual ~Side() { printf("  ~Side %d\n", side()); }
  virtual int side() const { return s; }
};
struct Deeper : Side, virtual Bottom {
  int d = 40;
  Deeper() : Top(9), Bottom(8) { report("Deeper()"); maybe_throw(); }
  ~Deeper() { report("~Deeper"); }
  const char *name() const override { return "Deeper"; }
  int side() const override { return s + d; }
};
struct Last : virtual Right, Deeper, virtual Left {
  Last() : Top(11) { report("Last()"); maybe_throw(); }
  ~Last() { report("~Last"); }
  int code() const override { return 1000; }
  const char *name() const override { return "Last"; }
};
struct Pure : virtual Top {
  virtual int value() const = 0;
  Pure() { report("Pure()"); }
};
struct Filled : Pure {
  int member = 6;
  int value() const override { return member; }
  const char *name() const override { return value() == 6 ? "Filled" : "?"; }
  Filled(const Filled &o) : Top(o.t + 1), Pure(o), member(o.member) { report("Filled(copy)"); }
  Filled() { report("Filled()"); }
};

template <class T>
static void run(const char *what) {
  for (failing = -1; failing < 6; failing++) {
    step = 0;
    printf("%s, failing %d\n", what, failing);
    try {
      T object;
      printf("  made: %d bytes\n", (int)sizeof object);
      object.report("alive");
    } catch (int n) {
      printf("  caught %d\n", n);
    }
    if (step <= failing) break;
  }
  failing = -1;
}

int main() {
  run<Top>("Top");
  run<Left>("Left");
  run<Bottom>("Bottom");
  run<Deeper>("Deeper");
  run<Last>("Last");
  printf("copy\n");
  Filled a;
  Filled b = a;
  const Pure &p = b;
  printf("%s %d %d\n", p.name(), p.value(), p.t);
  Bottom bottom;
  Right *right = &bottom;
  Right *again = right->self();
  printf("covariant %d %d\n", again == right, dynamic_cast<Bottom *>(again) == &bottom);
  Deeper *deeper = new Deeper;
  Side *side = deeper;
  Top *top = deeper;
  printf("%d %d %d\n", side->side(), dynamic_cast<Deeper *>(side) == dynamic_cast<Deeper *>(top), dynamic_cast<void *>(side) == dynamic_cast<void *>(top));
  int (Right::*code)() const = &Right::code;
  int (Top::*top_code)() const = &Top::code;
  printf("%d %d\n", (deeper->*code)(), (top->*top_code)());
  delete side;
}
