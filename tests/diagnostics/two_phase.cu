// Names in templates that depend on no parameter must be declared before the template, even if nothing ever instantiates it.
#include <vector>
namespace shapes { int area(int); template <class T> T twice(T value) { return value + value; } }
struct Base { int inherited; void method(); };
int declared_before(int);
template <class T> T calls(T value, int plain) {
  missing(plain);
//^ error CW4001: use of undeclared identifier 'missing'
  missing(value);
  declared_later(plain);
//^ error CW4001: use of undeclared identifier 'declared_later'
  declared_later(value);
  return declared_before(plain) + unknown + shapes::area(1) + shapes::volume(1) + nowhere::area(1);
//                                ^ error CW4001: use of undeclared identifier 'unknown'
//                                                                    ^ error CW4005: no member named 'volume' in 'shapes'
//                                                                                ^ error CW4007: 'nowhere' is not a class, namespace, or enumeration
}
int declared_later(int);
template <class T> struct Dependent : T { int uses() { return from_base + this->from_base + T::from_base; } };
//                                                            ^ error CW4001: use of undeclared identifier 'from_base'
template <class T> struct Plain : Base {
  T own;
  enum Kind { SMALL, LARGE };
  using Pointer = T *;
  int uses(Pointer p) { method(); helper(); return inherited + unknown_member + SMALL + sizeof(own); }
//                                                             ^ error CW4001: use of undeclared identifier 'unknown_member'
  void helper();
  int initialized = LARGE;
  int wrong = absent;
//            ^ error CW4001: use of undeclared identifier 'absent'
  static int count;
  template <class U> U nested(U u) { return u + own + gone; }
//                                                    ^ error CW4001: use of undeclared identifier 'gone'
};
template <class T> void Plain<T>::helper() { own = T(); inherited = lost; count++; }
//                                                                  ^ error CW4001: use of undeclared identifier 'lost'
template <class T> int Plain<T>::count = none;
//                                       ^ error CW4001: use of undeclared identifier 'none'
template <class T> void statements(T n) {
  for (int i = 0; i < 3; i++) { int i = 1; continue; }
  int twice;
  int twice;
//    ^ error CW4010: redefinition of 'twice'
  break;
//^ error CW4064: 'break' statement not in loop or switch statement
  goto nowhere;
//^ error CW4069: use of undeclared label 'nowhere'
  {
    using namespace shapes;
    area(2);
  }
  using shapes::area;
  area(3);
  auto lambda = [n, k = n](auto x) { int T = 1; return x + k + lost_in_lambda; };
//                                       ^ error CW6027: declaration of 'T' shadows template parameter
//                                                             ^ error CW4001: use of undeclared identifier 'lost_in_lambda'
  if (int x = 3) { x++; } else x--;
  x++;
//^ error CW4001: use of undeclared identifier 'x'
  try { twice = 1; } catch (int error) { error++; throw; }
  struct Local { int a; int get() { return a + absent_in_local; } } local;
//                                             ^ error CW4001: use of undeclared identifier 'absent_in_local'
  std::vector<int> v;
  for (auto e : v) twice += e;
  std::vectr<int> w;
//^ error CW3013: no template named 'std::vectr'
}
template <class T> void parameters(int T);
//                                     ^ error CW6027: declaration of 'T' shadows template parameter
template <class T> void defaults(int a = 1, T b);
//                                          ^ error CW4085: missing default argument on parameter 2
template <class T, int N> struct Sized { T values[N + M]; int T; };
//                                                    ^ error CW4001: use of undeclared identifier 'M'
//                                                        ^ error CW6027: declaration of 'T' shadows template parameter
template <class T> auto trailing(T a, int b) -> decltype(a + b + c);
//                                                               ^ error CW4001: use of undeclared identifier 'c'
template <class... T> void packs(T... all) { absent(all...); int n = sizeof...(T); each(n); }
//                                                                                 ^ error CW4001: use of undeclared identifier 'each'
class Plainest { int hidden; public: template <class T> int f(T t) { return hidden + later_member + t + lacking; } int later_member; };
//                                                                                                      ^ error CW4001: use of undeclared identifier 'lacking'
