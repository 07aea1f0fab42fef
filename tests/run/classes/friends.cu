// run: tolerance=0
// Friends: functions, operators found by argument-dependent lookup only, member functions of other classes, classes, templates.
#include <stdio.h>

class Vault;
class Keeper { public: int open(const Vault& v) const; int peek(const Vault& v) const; };
class Vault {
  int secret_;
  friend int Keeper::open(const Vault&) const;
  friend class Auditor;
  friend int twice(const Vault& v) { return 2 * v.secret_; }
  friend void reset(Vault& v);
  friend bool operator==(const Vault& a, const Vault& b) { return a.secret_ == b.secret_; }
 public:
  explicit Vault(int s) : secret_(s) {}
  int size() const { return 1; }
};
int Keeper::open(const Vault& v) const { return v.secret_; }
int Keeper::peek(const Vault& v) const { return v.size(); }
void reset(Vault& v) { v.secret_ = 0; }
class Auditor { public: static int sum(const Vault& a, const Vault& b) { return a.secret_ + b.secret_; } };

template <class T> class Box;
template <class T> bool same(const Box<T>& a, const Box<T>& b);
template <class T> class Box {
  T v_;
  template <class U> friend class Box;
  friend bool same<T>(const Box<T>&, const Box<T>&);
  friend T peek(const Box& b) { return b.v_; }
 public:
  explicit Box(T v) : v_(v) {}
  template <class U> Box(const Box<U>& o) : v_(T(o.v_)) {}
  template <class U> friend U extract(const Box<U>& b);
};
template <class T> bool same(const Box<T>& a, const Box<T>& b) { return a.v_ == b.v_; }
template <class U> U extract(const Box<U>& b) { return b.v_ + 1; }

namespace shapes {
class Circle { double r_; public: explicit Circle(double r) : r_(r) {} friend double area(const Circle& c) { return 3 * c.r_ * c.r_; } };
}
struct Base { protected: int value = 5; friend int read(const Base& b) { return b.value; } };
struct Derived : Base { int own() const { return value + 1; } };

int main() {
  Vault a(21), b(4);
  printf("%d %d %d %d %d\n", Keeper().open(a), Keeper().peek(a), twice(a), Auditor::sum(a, b), a == b);
  reset(a); printf("%d\n", twice(a));
  Box<int> i(3); Box<double> d(i), e(3.5);
  printf("%d %.1f %d %d %.1f\n", peek(i), peek(d), same(d, e), same(i, i), extract(e));
  printf("%.1f\n", area(shapes::Circle(2)));
  Derived x; printf("%d %d\n", read(x), x.own());
}
