// Names: undeclared, misspelt, of the wrong kind, ambiguous.
int counter;
int a = undeclared_name;
//      ^ error CW4001: use of undeclared identifier 'undeclared_name'
int b = countr;
//      ^ error CW4002: use of undeclared identifier 'countr'; did you mean 'counter'?
namespace n {
int z;
class Hidden;
}
int c = n::w;
//         ^ error CW4005: no member named 'w' in 'n'
n::Missing d;
// @-1:1 error CW3004: unknown type name 'n::Missing'
struct S {
  int m;
  typedef int Type;
  void f();
};
S::Other e;
// @-1:1 error CW3004: unknown type name 'S::Other'
typename S::m *wrong_kind;
// @-1:1 error CW4004: 'S::m' does not name a type
int f = S::g;
//         ^ error CW4005: no member named 'g' in 'S'
int g = counter::x;
//      ^ error CW4001: use of undeclared identifier 'counter'
namespace n1 { int both; }
namespace n2 { int both; }
using namespace n1;
using namespace n2;
int h = both;
//      ^ error CW4008: reference to 'both' is ambiguous
struct A { int x; };
struct B { char x; };
struct C : A, B {};
int i = C().x;
//          ^ error CW4009: member 'x' found in multiple base classes of different types
int j = S;
//       ^ error CW3019: expected '(' for function-style cast or type construction
int k = S::Type;
//             ^ error CW3019: expected '(' for function-style cast or type construction
using namespace nowhere;
//              ^ error CW4081: expected namespace name
using n::absent;
//       ^ error CW4082: no member named 'absent' in namespace 'n'
namespace alias = nothing;
//                ^ error CW4081: expected namespace name
void use(S s) {
  s.mm = 1;
//  ^ error CW5014: no member named 'mm' in 'S'
  s.m.x = 2;
//    ^ error CW5015: member reference base type 'int' is not a structure or union
  s->m = 3;
//   ^ error CW5016: member reference type 'S' is not a pointer; did you mean to use '.'?
  S *p = &s;
  p.m = 4;
//  ^ error CW5017: member reference type 'S *' is a pointer; did you mean to use '->'?
  p->f;
//   ^ error CW5071: reference to overloaded function 'f' could not be resolved; did you mean to call it?
  counter();
//^ error CW5009: called object type 'int' is not a function or function pointer
  s.f(1);
//  ^ error CW5006: no matching member function for call to 'f'
  undeclared_function(counter);
//^ error CW4001: use of undeclared identifier 'undeclared_function'
}
int after = counter;
