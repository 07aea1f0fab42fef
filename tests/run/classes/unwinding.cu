// run: tolerance=0
// Constructors and destructors that end with an exception: what was made is destroyed, and nothing else.
#include <cstdio>

struct T {
  int id;
  T(int i) : id(i) { printf("+%d ", i); }
  ~T() { printf("-%d ", id); }
};
struct Base { T b{8}; ~Base() noexcept(false) {} };
struct Leaves : Base { T a{1}, c{2}; ~Leaves() noexcept(false) { T local(3); throw 5; } };
struct Around { T a{1}; Leaves x; T c{4}; ~Around() noexcept(false) {} };
struct Never { T a; Never() : a(7) { throw 3; } };
struct Holds { T t{9}; Never n; };
struct Virtual : virtual Base { T v{6}; Virtual() { throw 1; } };
struct OverVirtual : Virtual { T w{5}; };
struct Delegates { T t{40}; Delegates(int) : Delegates() { throw 2; } Delegates() {} };
struct Early { T t{50}; ~Early() noexcept(false) { if (t.id == 50) { t.id = 51; return; } throw 1; } };
struct Tried { T t{60}; ~Tried() noexcept(false) try { throw 4; } catch (int i) { printf("[%d] ", i); } };

template <class F> void run(F f) {
  try {
    f();
    printf("passed");
  } catch (int i) {
    printf("caught %d", i);
  }
  puts("");
}

int main() {
  run([] { Leaves x; });
  run([] { Around y; });
  run([] { Never n; });
  run([] { Holds w; });
  run([] { OverVirtual v; });
  run([] { new Holds; });
  run([] { T a(20); Never z[2]; });
  run([] { T *p = new T(30); try { Never z; } catch (...) { delete p; throw; } });
  run([] { Leaves *p = new Leaves; delete p; });
  run([] { Delegates d(1); });
  run([] { Early e; });
  run([] { Tried t; });
}
