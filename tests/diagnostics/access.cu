// Access through the class that a member is named in: private and protected bases, protected members of other objects, destructors, ambiguous bases.
struct Base { int x; void f(); static int s; };
class Private : Base {};
struct Further : Private { int g() { return x; } void h() { f(); } };
//                                          ^ error CW5018: 'x' is a private member of 'Base'
//                                                          ^ error CW5018: 'f' is a private member of 'Base'
class Protected : protected Base {};
void takes(Base &);
void uses(Private &p, Protected &q, Further &f) {
  p.x = 1;
//  ^ error CW5018: 'x' is a private member of 'Base'
  p.f();
//^ error CW5018: 'f' is a private member of 'Base'
  Private::s = 2;
//^ error CW5018: 's' is a private member of 'Base'
  Base *pointer = &p;
//                ^ error CW5115: cannot cast 'Private' to its private base class 'Base'
  Base &reference = f;
//                  ^ error CW5115: cannot cast 'Further' to its private base class 'Base'
  takes(q);
//      ^ error CW5115: cannot cast 'Protected' to its protected base class 'Base'
  pointer = static_cast<Base *>(&q);
//          ^ error CW5115: cannot cast 'Protected' to its protected base class 'Base'
  pointer = (Base *)&q;
}
class Guarded { protected: int p; void m(); static int shared; };
struct Derived : Guarded {
  int own(Guarded &other, Derived &same) { return p + same.p + shared + Guarded::p + other.p; }
//                                                                                         ^ error CW5018: 'p' is a protected member of 'Guarded'
  void call(Guarded &other) { m(); Guarded::m(); other.m(); }
//                                               ^ error CW5018: 'm' is a protected member of 'Guarded'
};
class NoDelete { ~NoDelete(); int n; };
NoDelete global;
//       ^ error CW5018: '~NoDelete' is a private member of 'NoDelete'
void local() { NoDelete here; }
//                      ^ error CW5018: '~NoDelete' is a private member of 'NoDelete'
struct Left : Base {}; struct Right : Base {}; struct Both : Left, Right {};
Base *ambiguous(Both *both) { return both; }
//                                   ^ error CW5114: ambiguous conversion from derived class 'Both' to base class 'Base'
Base &ambiguous(Both &both) { return both; }
//                                   ^ error CW5114: ambiguous conversion from derived class 'Both' to base class 'Base'
Base *which(Both *both) { return static_cast<Left *>(both); }
