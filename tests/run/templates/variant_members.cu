// run: tolerance=0
// Anonymous unions with members that are not trivial: the class destroys the active one, a constructor that throws the one it has built.
#include <cstdio>

struct Noisy {
  int v;
  Noisy(int x) : v(x) { printf("Noisy %d\n", v); }
  Noisy(const Noisy& o) : v(o.v) { printf("copy %d\n", v); }
  ~Noisy() { printf("~Noisy %d\n", v); }
};

template <class T> struct Maybe {
  union {
    char none;
    T value;
    struct {
      int a, b;
    };
  };
  bool has;
  Maybe() : none(0), has(false) {}
  Maybe(const T& t) : value(t), has(true) {}
  ~Maybe() {
    if (has) value.~T();
  }
};

struct Mixed {
  union {
    Noisy inactive;
    int number;
  };
  Noisy always;
  Mixed() : number(1), always(3) {}
  ~Mixed() { printf("~Mixed\n"); }
};

struct Throws {
  union {
    Noisy active;
    int number;
  };
  Throws(int k) : active(k) {
    if (k == 2) throw k;
  }
  ~Throws() { active.~Noisy(); }
};

int main() {
  Maybe<Noisy> nothing;
  Maybe<Noisy> something{Noisy(7)};
  { Mixed m; }
  try {
    Throws one(1);
    Throws two(2);
  } catch (int k) {
    printf("caught %d\n", k);
  }
}
