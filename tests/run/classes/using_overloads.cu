// run: tolerance=0
// What a using-declaration brings into a class is overloaded with its own functions as if it were declared there. Constant objects of classes without anything to initialize.
#include <stdio.h>

struct Base {
  int f(int) { return 1; }
  int f(double) { return 2; }
  int f(int) const { return 3; }
  operator int() const { return 4; }
};
struct Before : Base {
  using Base::f;
  int f(int) { return 5; }
};
struct Behind : Base {
  int f(int) { return 6; }
  int f(const char *) const { return 7; }
  operator double() { return 8.5; }
  using Base::f;
};
struct Filled {
  int value = 9;
};
struct AroundFilled : Filled, Base {
  Filled more[2];
};

int main() {
  Before before;
  Behind behind;
  const Before constant_before;
  const Behind constant_behind;
  printf("%d %d %d %d\n", before.f(1), before.f(1.0), constant_before.f(1), constant_before.f(1.0));
  printf("%d %d %d %d %d\n", behind.f(1), behind.f(1.0), behind.f("text"), constant_behind.f(1), constant_behind.f("text"));
  double converted = behind;
  int other = constant_behind;
  printf("%g %d\n", converted, other);
  const AroundFilled filled;
  printf("%d %d %d\n", filled.value, filled.more[1].value, filled.f(1));
}
