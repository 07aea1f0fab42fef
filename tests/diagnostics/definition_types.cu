// Types in templates that nobody instantiates: what depends on no parameter is checked all the same.
struct Plain { int a; };
struct NoDefault { NoDefault(int); };
struct Abstract { virtual void f() = 0; };
struct Incomplete;
void takesInt(int);
template <class T> struct Class {
  int m;
  Class() : nope(1) {}
//          ^ error CW5060: member initializer 'nope' does not name a non-static data member or base class
  void f() { int x = "abc"; }
//                   ^ error CW5039: cannot initialize a value of type 'int' with an lvalue of type 'const char[4]'
  int g() { return "text"; }
//                 ^ error CW5039: cannot return a value of type 'int' with an lvalue of type 'const char[5]'
  static_assert(sizeof(int) == 8, "size");
//              ^ error CW4062: static assertion failed: size
};
template <class T> void members() { Plain p; p.b = 1; }
//                                             ^ error CW5014: no member named 'b' in 'Plain'
template <class T> void pointers() { int* p = 3.5; *5; delete 3; }
//                                            ^ error CW5039: cannot initialize a value of type 'int *' with an rvalue of type 'double'
//                                                 ^ error CW5023: indirection requires pointer operand ('int' invalid)
//                                                     ^ error CW5081: cannot delete expression of type 'int'
template <class T> void operators(T t) { Plain p; p + 1; t + (p - 2); }
//                                                  ^ error CW5020: invalid operands to binary expression ('Plain' and 'int')
//                                                              ^ error CW5020: invalid operands to binary expression ('Plain' and 'int')
template <class T> void arguments(T t) { takesInt("x"); t.call(takesInt(Plain{})); }
//                                       ^ error CW5001: no matching function for call to 'takesInt'
//                                                             ^ error CW5001: no matching function for call to 'takesInt'
template <class T> void returns() { return 1; }
//                                         ^ error CW4071: void function 'returns' should not return a value
template <class T> void variables() {
  NoDefault n;
//          ^ error CW5004: no matching constructor for initialization of 'NoDefault'
  Abstract a;
//         ^ error CW4023: variable type 'Abstract' is an abstract class
  Incomplete i;
//           ^ error CW4017: variable has incomplete type 'Incomplete'
  int& r;
//     ^ error CW4039: declaration of reference variable 'r' requires an initializer
  auto x;
//     ^ error CW4034: declaration of variable 'x' with deduced type 'auto' requires an initializer
  int bound[-1];
//          ^ error CW4025: array size is negative
}
template <class T> void calls() { int x = 1; x(); if (Plain{}) x = 2; }
//                                           ^ error CW5009: called object type 'int' is not a function or function pointer
//                                                    ^ error CW5036: value of type 'Plain' is not contextually convertible to 'bool'
template <class T> void asserts() { static_assert(1 + 1 == 3); }
//                                                ^ error CW4061: static assertion failed
// None of these says anything: it depends, or only instances tell.
template <class T> void dependent(T t) {
  const int size = sizeof(T);
  int array[size - 100];
  auto first = t.first;
  first.anything(array);
  Plain plain = t;
  plain.a = T::value;
  int count = 3;
  int runtime[count];
  for (int each : runtime) count += each;
  auto lambda = [=](auto x) { return x.y + count; };
  lambda(t);
}
// Member templates have an object, and what their class has. Nothing instantiates these.
struct Thing {
  int n;
  int size() const { return n; }
  void grow();
  static int most() { return 8; }
  template <class T> int first(T v) const { int k = size() + n; return v + k; }
  template <class T> T second(T v) { grow(); if (size() > 2) n = size(); int m = most(), q[2] = {size(), n}; for (int i = size(); i < size(); i++) n += q[m]; return size(); }
  template <class T> static int third(T) { return most(); }
  template <class T> Thing(T) : n(size()) { int z = size(); n = z; }
  template <class T> int outside(T) const;
  template <class T> void wrong() { int k = size(1); int *p = size(); }
//                                          ^ error CW5006: no matching member function for call to 'size'
//                                                            ^ error CW5039: cannot initialize a value of type 'int *' with an rvalue of type 'int'
};
template <class T> int Thing::outside(T) const { int k = size() + n; return k; }
struct Derived : Thing { template <class T> int other(T) { int k = size() + this->size(); return k; } };
