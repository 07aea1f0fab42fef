// Classes: bases, virtual functions, special members, access.
struct Final final {};
struct FromFinal : Final {};
//                 ^ error CW4051: base 'Final' is marked 'final'
struct Base { virtual void f(); virtual int g(); virtual void h() final; };
struct Twice : Base, Base {};
//                   ^ error CW4052: base class 'Base' specified more than once as a direct base class
struct Derived : Base {
  void nothing() override;
//     ^ error CW4054: 'nothing' marked 'override' but does not override any member functions
  void g();
//     ^ error CW4056: virtual function 'g' has a different return type ('void') than the function it overrides (which has return type 'int')
  void h();
//     ^ error CW4055: declaration of 'h' overrides a 'final' function
  int pure() = 0;
//    ^ error CW4057: 'pure' is not virtual and cannot be declared pure
};
int number;
struct FromInt : int {};
//               ^ error CW3014: expected class name
struct FromName : number {};
//                ^ error CW4004: 'number' does not name a type
struct Out { int f(); static int s; };
int Out::f(int) { return 0; }
//       ^ error CW4059: out-of-line definition of 'Out::f' does not match any declaration in 'Out'
virtual void outside();
//           ^ error CW4058: 'virtual' can only be specified inside the class definition
class Private {
  typedef int hidden;
  int field;
  void method();
  Private(int);
 protected:
  int shared;
};
Private::hidden access_type;
//       ^ error CW4060: 'hidden' is a private member of 'Private'
void access(Private &p) {
  p.field = 1;
//  ^ error CW5018: 'field' is a private member of 'Private'
  p.method();
//^ error CW5018: 'method' is a private member of 'Private'
  p.shared = 2;
//  ^ error CW5018: 'shared' is a protected member of 'Private'
  Private q(3);
//          ^ error CW5018: 'Private' is a private member of 'Private'
}
struct Destructor { ~Destructor(int); };
//                  ^ error CW4091: destructor cannot have any parameters
struct Defaulted { void f() = default; };
//                 ^ error CW4094: only special member functions may be defaulted
struct Constructor { Constructor() { return 1; } };
//                                   ^ error CW4073: constructor 'Constructor' should not return a value
struct Reference { int &r; Reference() {} };
//                         ^ error CW5059: constructor for 'Reference' must explicitly initialize the reference member 'r'
struct Const { const int c; Const() {} };
//                          ^ error CW5062: constructor for 'Const' must explicitly initialize the const member 'c'
struct NotMember { NotMember() : nothing(1) {} };
//                               ^ error CW5060: member initializer 'nothing' does not name a non-static data member or base class
struct TwiceInit { int m; TwiceInit() : m(1), m(2) {} };
//                                            ^ error CW5061: multiple initializations given for non-static member 'm'
struct Deleted { Deleted() = delete; Deleted(const Deleted &) = delete; };
Deleted deleted;
//      ^ error CW5003: attempt to use a deleted function 'Deleted::Deleted()'
struct Explicit { explicit Explicit(int); };
Explicit copy = 1;
//              ^ error CW5038: no viable conversion from 'int' to 'Explicit'
Explicit copy_list = {1};
//                   ^ error CW5055: chosen constructor is explicit in copy-initialization
struct NoMatch { NoMatch(int, int); };
NoMatch no_match(1);
//               ^ error CW5004: no matching constructor for initialization of 'NoMatch'
struct Ambiguous { Ambiguous(long); Ambiguous(unsigned); };
Ambiguous ambiguous(1.5f);
//                  ^ error CW5005: call to constructor of 'Ambiguous' is ambiguous
struct Friend { static void f() { this->g(); } void g(); int m; static int h() { return m; } };
//                                ^ error CW5019: invalid use of 'this' outside of a non-static member function
//                                                                                      ^ error CW5011: invalid use of non-static data member 'm'
void member_call() { Friend::g(); int x = Friend::m; }
//                   ^ error CW5010: call to non-static member function 'g' without an object argument
//                                        ^ error CW5011: invalid use of non-static data member 'm'
struct RecursiveDefault { static int f(int x = f()); };
struct Throws { virtual void f() noexcept; };
class Hidden { int x; protected: int y; };
struct FromHidden : Hidden { int f() { return x + y; } };
//                                            ^ error CW5018: 'x' is a private member of 'Hidden'
