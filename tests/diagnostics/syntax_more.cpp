// flags: -std=c++20
// Rarer mistakes of syntax.
void launch() { k<<<1, 2; }
//                      ^ error CW3001: expected '>>>'
namespace x int y;
//          ^ error CW3001: expected '{'
template <class... A> int fold(A... a) { return (a * ... + 1); }
template <class... A> int fold2(A... a) { return (... ! a); }
//                                                    ^ error CW3030: expected a foldable binary operator in fold expression
#pragma pack(3
// @-1:2 warning CW3031: malformed '#pragma pack' ignored
template class;
//            ^ error CW3005: expected identifier
decltype(;
//       ^ error CW3003: expected expression
int g(int a;
//         ^ error CW3001: expected ')'
[[nodiscard] int attribute;
//           ^ error CW3001: expected ']'
template <template class T> struct TT {};
//                 ^ error CW3001: expected '<'
enum { a b };
//       ^ error CW3001: expected '}'
alignas int q;
//     ^ error CW3001: expected '('
static;
//    ^ error CW3025: expected a declaration
inline namespace;
//              ^ error CW3024: expected namespace name
