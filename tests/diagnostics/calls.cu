// Calls and overload resolution.
void two(int, double);
void by_reference(struct A &);
struct A { int x; void f(int); void f(int, int); static void s(); };
template <class T> void same(T, T);
void pointers(int *);
void pointers(const char *);
void defaults(int a, int b = 1);
void variadic(int, ...);
struct NonTrivial { NonTrivial(const NonTrivial &); ~NonTrivial(); };
A object;
void calls(NonTrivial &n) {
  two(1);
//^ error CW5001: no matching function for call to 'two'
  two(1, 2, 3);
//^ error CW5001: no matching function for call to 'two'
  two("x", 2);
//^ error CW5001: no matching function for call to 'two'
  by_reference(A());
//^ error CW5001: no matching function for call to 'by_reference'
  same(1, 2.0);
//^ error CW5001: no matching function for call to 'same'
  pointers(0);
//^ error CW5002: call to 'pointers' is ambiguous
  defaults();
//^ error CW5001: no matching function for call to 'defaults'
  defaults(1, 2, 3);
//^ error CW5001: no matching function for call to 'defaults'
  object.f();
//       ^ error CW5006: no matching member function for call to 'f'
  object.f("x");
//       ^ error CW5006: no matching member function for call to 'f'
  object();
//^ error CW5009: called object type 'A' is not a function or function pointer
  int i = 1;
  i();
//^ error CW5009: called object type 'int' is not a function or function pointer
  variadic(1, n);
//            ^ error CW5092: cannot pass object of non-trivial type 'NonTrivial' through variadic function
  variadic(1, defaults(1));
//            ^ error CW5113: argument type 'void' is incomplete
  void (*pointer)(int) = two;
//                       ^ error CW5039: cannot initialize a value of type 'void (*)(int)' with an lvalue of type 'void (int, double)'
  pointer();
//^ error CW5007: too few arguments to function call, expected 1, have 0
  pointer(1, 2);
//^ error CW5008: too many arguments to function call, expected 1, have 2
  pointer = &pointers;
//        ^ error CW5072: address of overloaded function 'pointers' does not match required type 'void (*)(int)'
  auto unresolved = pointers;
//                  ^ error CW5071: reference to overloaded function 'pointers' could not be resolved; did you mean to call it?
  (void)pointers;
//^ error CW5071: reference to overloaded function 'pointers' could not be resolved; did you mean to call it?
  int value = two;
//            ^ error CW5039: cannot initialize a value of type 'int' with an lvalue of type 'void (int, double)'
  two({1, 2}, 3);
//^ error CW5001: no matching function for call to 'two'
}
void (*no_match)(float *) = pointers;
//                          ^ error CW5072: address of overloaded function 'pointers' does not match required type 'void (*)(float *)'
template <class T> void generic(T);
template <class T> void generic(T *);
struct Callable { void operator()(int); };
void operators(Callable c, A a) {
  c("x");
//^ error CW5006: no matching member function for call to 'operator()'
  a + 1;
//  ^ error CW5020: invalid operands to binary expression ('A' and 'int')
  -a;
//^ error CW5021: invalid argument type 'A' to unary expression
  !a;
//^ error CW5036: value of type 'A' is not contextually convertible to 'bool'
  a++;
//^ error CW5021: invalid argument type 'A' to unary expression
  a[1];
//^ error CW5029: subscripted value is not an array, pointer, or vector
  a = 1;
//  ^ error CW5006: no matching member function for call to 'operator='
  a == a;
//  ^ error CW5020: invalid operands to binary expression ('A' and 'A')
}
struct D { friend bool operator<(D, D); operator int() const; operator long() const; };
int converted = D();
double ambiguous = D();
//                 ^ error CW5040: conversion from 'D' to 'double' is ambiguous
bool compare = D() < D();
struct E1 {}; struct E2 {};
void operator+(E1, int); void operator+(E1, long);
void amb(E1 e) { e + 1u; }
//                 ^ error CW5022: use of overloaded operator '+' is ambiguous (with operand types 'E1' and 'unsigned int')
int operator""_known(unsigned long long);
int literal = 3_unknown;
//            ^ error CW5093: no matching literal operator for call to 'operator""_unknown'
