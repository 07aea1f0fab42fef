// flags: -std=c++20
// Syntax.
int a = 3
//       ^ error CW3002: expected ';' after top level declarator
int b;
void f() { int y = 3 int z; return 1 }
//                  ^ error CW3002: expected ';' after declaration
//                                  ^ error CW3002: expected ';' after return statement
struct S1 { int n };
//               ^ error CW3002: expected ';' after member declaration
struct S2 { int n; }
//                  ^ error CW3002: expected ';' after struct
int x;
int g(int, badtype b, float);
//         ^ error CW3004: unknown type name 'badtype'
vectr<int> v;
// @-1:1 error CW3013: no template named 'vectr'
template <class T> void k(T) { T::x y; }
//                             ^ error CW3012: missing 'typename' prior to dependent type name 'T::x'
}
// @-1:1 error CW3007: extraneous closing brace ('}')
void launch() {
  k<<<1>>>(3);
//^ error CW7101: kernel launch of 'k', which is not a __global__ function
  k<<<1, 2>>>;
//           ^ error CW3027: expected '(' with the kernel's arguments after '>>>'
}
void t() { try {} int z; }
//                ^ error CW3026: expected 'catch' after try block
auto l1 = [1]() {};
//         ^ error CW3022: expected variable name or 'this' in lambda capture list
auto l2 = []; int after;
//          ^ error CW3023: expected body of lambda expression
unsigned float both;
// @-1:1 error CW3011: cannot combine 'float' with previous 'unsigned' declaration specifier
void jump() { goto 3; }
//                 ^ error CW3005: expected identifier
untyped(int x) { return x; }
// @-1:1 error CW3016: a type specifier is required for all declarations
using namespace 3;
//              ^ error CW3024: expected namespace name
int operator?(int);
//          ^ error CW3020: expected an operator after 'operator'
static_assert(1, 2);
//               ^ error CW3021: expected string literal in static_assert
struct Base : 3 {};
//            ^ error CW3014: expected class name
int = 3;
//  ^ error CW3006: expected unqualified-id
using T = ;
//        ^ error CW3009: expected a type
template <3> struct Parameter {};
//        ^ error CW3018: expected template parameter
int cast = int;
//            ^ error CW3019: expected '(' for function-style cast or type construction
extern "Klingon" int klingon;
//     ^ error CW3035: unknown linkage language
export int exported;
// @-1:1 error CW3033: 'export' is not supported
_Complex double complex_number;
// @-1:1 error CW3036: '_Complex' types are not supported
int generic = _Generic(1, int : 2);
//            ^ error CW3034: '_Generic' is C's alone
template <class... A> int fold(A... a) { return (a ? ...); }
//                                                   ^ error CW3003: expected expression
void gotos() { asm goto("" : : : : label); label:; }
//                 ^ error CW3029: 'asm goto' is not supported
int coroutine() { co_return 1; }
//                ^ error CW3032: coroutines are not supported ('co_return')
int parameters(int a, 3);
//                    ^ error CW3017: expected parameter declarator
void statement() { else; }
//                 ^ error CW3010: expected statement
void no_body() try
int after_all;
// @-1:1 error CW3015: expected function body after function declarator
struct K3 { int f() return 1; };
//                 ^ error CW3002: expected ';' after top level declarator
namespace { int q; } 5;
//                   ^ error CW3006: expected unqualified-id
