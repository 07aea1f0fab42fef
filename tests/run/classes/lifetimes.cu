// run: tolerance=0
// Constructors and destructors on every exit path: end of scope, return, break, continue, goto, exceptions, temporaries, static storage.
#include <stdio.h>

struct Tracer {
  const char* name;
  explicit Tracer(const char* n) : name(n) { printf("+%s ", name); }
  Tracer(const Tracer& other) : name(other.name) { printf("copy(%s) ", name); }
  ~Tracer() { printf("-%s ", name); }
};

static Tracer global("global");
static Tracer& once(const char* name) { static Tracer t(name); return t; }

static int early(int n) {
  Tracer a("a");
  if (n == 0) return 10;
  Tracer b("b");
  for (int i = 0; i < 3; i++) {
    Tracer c("c");
    if (i == 0) continue;
    if (n == 1) break;
    if (n == 2) return 20;
    Tracer d("d");
  }
  return 30;
}

static void jump(int n) {
again:
  Tracer x("x");
  if (n-- > 0) goto again;
  { Tracer y("y"); if (n < 0) goto out; }
  printf("unreached ");
out:
  printf("out ");
}

static void by_value(Tracer t) { printf("[%s] ", t.name); }
static Tracer make(const char* name) { return Tracer(name); }
static Tracer named(bool first) { Tracer a("n1"), b("n2"); if (first) return a; return b; }

struct Holder { Tracer first, second; Holder() : second("s"), first("f") { printf("holder "); } ~Holder() { printf("~holder "); } };

static void throws(int depth) {
  Tracer t("t");
  if (depth == 0) throw 7;
  throws(depth - 1);
}

int main() {
  printf("\n");
  for (int n = 0; n < 4; n++) printf("=%d\n", early(n));
  jump(1); printf("\n");
  by_value(Tracer("tmp")); printf("|\n");
  { const Tracer& bound = make("bound"); printf("using %s ", bound.name); } printf("\n");
  { Tracer t = named(true); printf("<%s> ", t.name); } printf("\n");
  { Holder h; } printf("\n");
  try { throws(2); } catch (int e) { printf("caught %d\n", e); }
  { Tracer array[2] = {Tracer("0"), Tracer("1")}; Tracer* heap = new Tracer("heap"); delete heap; } printf("\n");
  printf("%s ", once("first").name); printf("%s\n", once("second").name);
  { Tracer s("switch"); switch (2) { case 1: break; case 2: { Tracer in("in"); break; } default: printf("default "); } } printf("\n");
  (Tracer("left"), printf("comma "), Tracer("right")); printf("\n");
  printf("%d\n", (Tracer("cond").name[0] == 'c' ? Tracer("yes") : Tracer("no")).name[0]);
  return 0;
}
