// run: tolerance=0
// Conditional operators one of whose arms throws or is null, whatever the other's type: classes, arrays, functions, pointers to members, __int128.
#include <cstdio>

struct Traced {
  int i;
  Traced(int i) : i(i) { printf("+%d ", i); }
  Traced(const Traced &o) : i(o.i + 100) { printf("c%d ", i); }
  ~Traced() { printf("-%d ", i); }
  int plain() { return 1 + i; }
  int other() { return 2 + i; }
  static int fixed(int) { return 3; }
};
struct Pod {
  int a, b;
};
static int function(int) { return 4; }
template <class T> static int templated(T) { return 7; }

static Traced made(int n) { return n > 2 ? throw n : Traced(n); }
static Traced &same(Traced &t, bool bad) { return bad ? throw 9 : t; }
static int text(const char *s) { return *(s ? s : throw 8); }

int main(int argc, char **) {
  bool no = argc > 5, yes = !no;
  {
    Traced a = no ? throw 1 : Traced(2);
    Traced b(yes ? Traced(3) : throw 1);
    const Traced &c = no ? throw 1 : a;
    Traced &&d = no ? throw 1 : Traced(4);
    Traced many[2] = {no ? throw 1 : Traced(5), a};
    printf("%d %d %d %d ", b.i, c.i, d.i, many[1].i);
    printf("%d ", (no ? throw 1 : Traced(6)).i);
    yes ? Traced(7) : throw 1;
    a = no ? throw 1 : Traced(8);
    printf("%d\n", same(a, no).i);
  }
  for (int n = 0; n < 5; n++) {
    try {
      printf("%d ", made(n + 1).i);
    } catch (int e) {
      printf("caught %d ", e);
    }
  }
  try {
    Traced local(1);
    same(local, yes);
  } catch (int e) {
    printf("caught %d\n", e);
  }
  try {
    printf("%c ", text("abc"));
    text(nullptr);
  } catch (int e) {
    printf("caught %d\n", e);
  }
  Pod pod = no ? throw 1 : Pod{1, 2};
  int array[2] = {3, 4};
  int *elements = no ? throw 1 : array;
  __int128 wide = no ? throw 1 : (__int128)5 << 70;
  printf("%d %d %d\n", pod.b, elements[1], (int)(wide >> 70));

  Traced t(10);
  int (Traced::*member)() = yes ? &Traced::plain : &Traced::other;
  int (Traced::*one)() = no ? nullptr : &Traced::other;
  int (Traced::*none)() = no ? &Traced::plain : nullptr;
  int (Traced::*thrown)() = no ? throw 1 : &Traced::plain;
  int Traced::*data = no ? throw 1 : &Traced::i;
  printf("%d %d %d %d %d\n", (t.*member)(), (t.*one)(), none == nullptr, (t.*thrown)(), t.*data);
  int (*f)(int) = no ? function : &Traced::fixed;
  int (*g)(int) = yes ? function : nullptr;
  int (*h)(int) = no ? 0 : &function;
  int (*k)(int) = no ? throw 1 : function;
  int (*m)(int) = yes ? templated<int> : nullptr;
  printf("%d %d %d %d %d %d\n", f(0), g(0), h(0), k(0), m(0), (yes ? &function : nullptr)(0));
}
