// Statements.
struct P { int a, b, c; };
struct Incomplete;
struct NoRange {};
extern Incomplete *forward[];
void jumps(int i) {
  break;
//^ error CW4064: 'break' statement not in loop or switch statement
  continue;
//^ error CW4065: 'continue' statement not in loop statement
  case 1:;
//^ error CW4066: 'case' statement not in switch statement
  default:;
//^ error CW4066: 'default' statement not in switch statement
  goto nowhere;
//^ error CW4069: use of undeclared label 'nowhere'
twice:;
twice:;
// @-1:1 error CW4070: redefinition of label 'twice'
  void *p = &&twice;
//          ^ error CW5106: addresses of labels are not supported
  goto *p;
//^ error CW4074: computed goto is not supported
}
void cases(int i) {
  switch (i) {
    case 1:
    case 1:;
//       ^ error CW4067: duplicate case value '1'
    default:
    default:;
//  ^ error CW4068: multiple default labels in one switch
  }
  switch (1.5) {}
//        ^ error CW5037: statement requires expression of integer type ('double' invalid)
  switch (i) { case 'a' + 1.5: ; }
//                      ^ error CW5047: constant expression evaluates to 98.5 which cannot be narrowed to type 'int'
}
void returns_nothing() { return 1; }
//                              ^ error CW4071: void function 'returns_nothing' should not return a value
int returns_something(int x) { if (x) return; return 3; }
//                                    ^ error CW4072: non-void function 'returns_something' should return a value
int returns_at_its_end() { return; }
//                         ^ warning CW4132: non-void function 'returns_at_its_end' returns without a value
__device__ int returns_on_the_device(int x) { if (x) return; return 3; }
//                                                   ^ warning CW4132: non-void function 'returns_on_the_device' returns without a value
void ranges(NoRange n, Incomplete &r) {
  for (int x : n) {}
//             ^ error CW4075: invalid range expression of type 'NoRange'; no viable 'begin' function available
  for (int x : 3) {}
//             ^ error CW4075: invalid range expression of type 'int'; no viable 'begin' function available
  for (int x : r) {}
//             ^ error CW4076: cannot use incomplete type 'Incomplete' as a range
}
void bindings(P p) {
  auto [x, y] = p;
//^ error CW4077: type 'P' decomposes into 3 elements, but 2 names were provided
  auto [z] = 1;
//^ error CW4078: cannot decompose type 'int'
  auto [u, v, w];
//^ error CW4079: structured binding declaration requires an initializer
}
void conditions(P p) {
  if (p) {}
//    ^ error CW5036: value of type 'P' is not contextually convertible to 'bool'
  while (p) {}
//       ^ error CW5036: value of type 'P' is not contextually convertible to 'bool'
  p ? 1 : 2;
//^ error CW5036: value of type 'P' is not contextually convertible to 'bool'
}
void handlers() {
  try {
  } catch (Incomplete &e) {
//  ^ error CW4093: cannot catch incomplete type 'Incomplete'
  }
  throw (void)0;
//^ error CW5084: cannot throw object of type 'void'
}
asm("nop");
// @-1:1 error CW4092: assembly at namespace scope is not supported
static_assert(1 == 2, "one is not two");
//            ^ error CW4062: static assertion failed: one is not two
static_assert(sizeof(int) == 8);
//            ^ error CW4061: static assertion failed
int variable;
static_assert(variable == 0, "not constant");
//            ^ error CW4063: static assertion expression is not an integral constant expression
void deduced() {
  auto a = 1, b = 2.0;
//            ^ error CW4107: 'auto' deduced as 'int' in declaration of 'a' and as 'double' in declaration of 'b'
  auto list = {1, 2.0};
//     ^ error CW4036: cannot deduce the type 'auto' of variable 'list' from an initializer list
}
