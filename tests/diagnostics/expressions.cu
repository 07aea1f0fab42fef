// Operators, conversions, initialization.
#include <cstdarg>
struct Incomplete;
struct S { int x; int bits : 3; };
struct Abstract { virtual void f() = 0; };
enum class E { P };
int i;
int *p;
const int c = 1;
Incomplete *incomplete;
void *nothing;
constexpr int bad(int n) { return 10 / n; }
S s;
void operators() {
  *i;
//^ error CW5023: indirection requires pointer operand ('int' invalid)
  *nothing;
//^ error CW5024: ISO C++ does not allow indirection on operand of type 'void *'
  &5;
//^ error CW5025: cannot take the address of an rvalue of type 'int'
  &s.bits;
//^ error CW5026: address of bit-field requested
  5 = i;
//  ^ error CW5027: expression is not assignable
  c = 2;
//  ^ error CW5028: cannot assign to a value of const-qualified type 'const int'
  i[i];
//^ error CW5029: subscripted value is not an array, pointer, or vector
  p[1.5];
//  ^ error CW5030: array subscript is not an integer
  incomplete + 1;
//           ^ error CW5031: arithmetic on a pointer to an incomplete type 'Incomplete'
  nothing + 1;
  operators + 1;
  char *q = 0;
  q == p;
//  ^ error CW5033: comparison of distinct pointer types ('char *' and 'int *')
  p == i;
//  ^ error CW5034: comparison between pointer and integer ('int *' and 'int')
  true ? p : 2.5;
//     ^ error CW5035: incompatible operand types ('int *' and 'double')
  i + s;
//  ^ error CW5020: invalid operands to binary expression ('int' and 'S')
  ~1.5;
//^ error CW5021: invalid argument type 'double' to unary expression
  p % 2;
//  ^ error CW5020: invalid operands to binary expression ('int *' and 'int')
  p + p;
//  ^ error CW5020: invalid operands to binary expression ('int *' and 'int *')
  E::P + 1;
//     ^ error CW5020: invalid operands to binary expression ('E' and 'int')
  bool flag = true;
  flag++;
//^ error CW5104: ISO C++17 does not allow incrementing expression of type bool
  this;
//^ error CW5019: invalid use of 'this' outside of a non-static member function
  1 / 0;
//  ^ warning CW5109: division by zero is undefined
  s.*p;
// ^ error CW5099: right hand operand of .* has non-pointer-to-member type 'int *'
  i.*&S::x;
// ^ error CW5098: left hand operand of .* must be a class compatible with the right hand operand, but is 'int'
  __real__ p;
//^ error CW5105: '__real__' needs a complex operand; complex numbers of C are not supported
}
void conversions() {
  S converted = 1;
//              ^ error CW5038: no viable conversion from 'int' to 'S'
  int *pointer = 3;
//               ^ error CW5039: cannot initialize a value of type 'int *' with an rvalue of type 'int'
  i = E::P;
//    ^ error CW5039: cannot assign a value of type 'int' with an rvalue of type 'E'
  int &temporary = 5;
//                 ^ error CW5041: non-const lvalue reference to type 'int' cannot bind to a temporary of type 'int'
  double d = 1;
  int &unrelated = d;
//                 ^ error CW5042: non-const lvalue reference to type 'int' cannot bind to a value of unrelated type 'double'
  int &drops = c;
//             ^ error CW5043: binding reference of type 'int &' to value of type 'const int' drops qualifiers
  int &&rvalue = i;
//               ^ error CW5044: rvalue reference to type 'int' cannot bind to lvalue of type 'int'
  int &field = s.bits;
//               ^ error CW5045: non-const reference cannot bind to bit-field
  char narrow{300};
//            ^ error CW5047: constant expression evaluates to 300 which cannot be narrowed to type 'char'
  int variable = 300;
  char narrow_variable{variable};
//                     ^ warning CW5046: type 'int' cannot be narrowed to 'char' in initializer list
  static_cast<int *>(s);
//^ error CW5065: static_cast from 'S' to 'int *' is not allowed
  reinterpret_cast<float>(i);
//^ error CW5065: reinterpret_cast from 'int' to 'float' is not allowed
  const_cast<double *>(p);
//^ error CW5065: const_cast from 'int *' to 'double *' is not allowed
  static_cast<int *>(&c);
//^ error CW5065: static_cast from 'const int *' to 'int *' is not allowed
  dynamic_cast<S *>(&s);
  int(1, 2);
//^ error CW5070: excess elements in functional cast to 'int'
  (Incomplete)i;
//^ error CW4019: incomplete type 'Incomplete' where a complete type is required
  float f = nullptr;
//          ^ error CW5039: cannot initialize a value of type 'float' with an rvalue of type 'std::nullptr_t'
  __builtin_bit_cast(double, 1);
//^ error CW5068: size of '__builtin_bit_cast' source type 'int' does not match destination type 'double' (4 vs 8 bytes)
  struct NT { NT(const NT &); int x; } *nt = nullptr;
  __builtin_bit_cast(int, *nt);
//^ error CW5069: '__builtin_bit_cast' source type must be trivially copyable
}
void initializers() {
  int too_many[2] = {1, 2, 3};
//                         ^ error CW5048: excess elements in array initializer
  int scalar = {1, 2};
//             ^ error CW5049: scalar initializer cannot have more than one element
  char string[2] = "abc";
//                 ^ error CW5051: initializer-string for char array is too long
  int array[2] = i;
//               ^ error CW5052: array initializer must be an initializer list
  S designated = {.w = 1};
//                ^ error CW5053: field designator 'w' does not refer to any field in type 'S'
  S index = {[0] = 1};
//           ^ error CW5054: designator cannot initialize a value of type 'S'
  int nested = {{1}, 2};
//             ^ error CW5049: scalar initializer cannot have more than one element
  void *empty_void = void();
//                   ^ error CW5039: cannot initialize a value of type 'void *' with an rvalue of type 'void'
  Abstract abstract;
//         ^ error CW4023: variable type 'Abstract' is an abstract class
  new Abstract;
//^ error CW5056: variable type 'Abstract' is an abstract class
  new int &;
//^ error CW5082: cannot allocate an object of type 'int &' with 'new'
  new Incomplete;
//^ error CW4019: incomplete type 'Incomplete' where a complete type is required
  new int[1.5];
//        ^ error CW5083: array size expression must have integral or unscoped enumeration type, not 'double'
  delete i;
//^ error CW5081: cannot delete expression of type 'int'
  int bound[bad(0)];
  int variable_length[s];
//                    ^ error CW5076: integral constant expression must have integral or unscoped enumeration type, not 'S'
  sizeof(operators);
  alignof(Incomplete);
//        ^ error CW4019: incomplete type 'Incomplete' where a complete type is required
  typeid(i);
//^ error CW5094: you need to include <typeinfo> before using the 'typeid' operator
  throw Abstract();
//      ^ error CW5056: variable type 'Abstract' is an abstract class
}
void variadic(int n, ...) {
  struct NonTrivial { ~NonTrivial(); };
  va_list args;
  va_start(args, n);
  va_arg(args, NonTrivial);
//^ error CW5091: second argument to 'va_arg' is of non-trivially-copyable type 'NonTrivial'
  va_end(args);
}
void lambdas() {
  int local = 1;
  [] { return local; };
//            ^ error CW5086: variable 'local' cannot be implicitly captured in a lambda with no capture-default specified
  [missing] {};
// ^ error CW5085: 'missing' in capture list does not name a variable
  [local, local] { return local; };
//        ^ error CW5088: 'local' can appear only once in a capture list
  [this] {};
// ^ error CW5019: invalid use of 'this' outside of a non-static member function
}
struct Members { int m; void f() { [] { return m; }; } };
//                                             ^ error CW5087: 'this' cannot be implicitly captured in this context
int offset = __builtin_offsetof(S, nothing);
//                                 ^ error CW5014: no member named 'nothing' in 'S'
int builtin = __builtin_shufflevector(1);
//            ^ error CW4001: use of undeclared identifier '__builtin_shufflevector'
bool trait = __is_base_of(int);
//           ^ error CW5103: invalid arguments to '__is_base_of'
int choose = __builtin_choose_expr(i, 1, 2);
//                                 ^ error CW5075: expression is not an integral constant expression
int *list = {1, 2} + 3;
//                ^ error CW3002: expected ';' after top level declarator

bool ordered_with_null(int *p) {
  return p < nullptr;
//         ^ error CW5020: invalid operands to binary expression ('int *' and 'std::nullptr_t')
}
