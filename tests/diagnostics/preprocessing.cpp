// Directives and macros.
#include "missing.h"
//       ^ error CW1001: 'missing.h' file not found
#include missing
// @-1:2 error CW1002: #include expects "FILE" or <FILE>
#else
// @-1:2 error CW1005: #else without #if
#elif 1
// @-1:2 error CW1005: #elif without #if
#endif
// @-1:2 error CW1005: #endif without #if
#if 1
#else
#else
// @-1:2 error CW1006: #else after #else
#elif 1
// @-1:2 error CW1006: #elif after #else
#endif
#unknown
// @-1:2 error CW1007: invalid preprocessing directive '#unknown'
#error this is an error
// @-1:2 error CW1008: #error this is an error
#warning this is a warning
// @-1:2 warning CW1009: #warning this is a warning
#ifdef X extra
//       ^ warning CW1010: extra tokens at end of #ifdef directive
#endif extra
//     ^ warning CW1010: extra tokens at end of #endif directive
#define
// @-1:2 error CW1011: macro name missing in #define directive
#define 1
//      ^ error CW1012: macro names must be identifiers
#define defined
//      ^ error CW1013: 'defined' cannot be used as a macro name
#define REDEFINED 1
#define REDEFINED 2
//      ^ warning CW1014: 'REDEFINED' redefined
#define __LINE__ 3
//      ^ warning CW1015: redefining builtin macro '__LINE__'
#undef __FILE__
//     ^ warning CW1016: undefining builtin macro '__FILE__'
#define P(1)
//        ^ error CW1017: expected a parameter name in the macro parameter list
#define Q(a, a)
//           ^ error CW1018: duplicate macro parameter 'a'
#define R(a b)
//          ^ error CW1019: expected ',' or ')' in the macro parameter list
#define SPACE+1
//           ^ warning CW1020: white space required after the macro name
#define PASTE ## a
//            ^ error CW1021: '##' cannot appear at either end of a macro expansion
#define STRING(a) #b
//                ^ error CW1022: '#' is not followed by a macro parameter
#define VA __VA_ARGS__
//         ^ error CW1023: '__VA_ARGS__' can only appear in the expansion of a variadic macro
#define OPT(...) __VA_OPT__(a
//               ^ error CW1024: unterminated '__VA_OPT__'
#define NESTED(...) __VA_OPT__(__VA_OPT__(a))
//                             ^ error CW1025: '__VA_OPT__' cannot be nested
#define TWO(a, b) a b
#define CAT(a, b) a##b
TWO(1, 2, 3)
// @-1:1 error CW1027: macro 'TWO' passed 3 arguments, but takes just 2
TWO(1)
// @-1:1 error CW1028: macro 'TWO' requires 2 arguments, but only 1 given
CAT(+, /)
// @-1:1 error CW1029: pasting '+' and '/' does not give a valid preprocessing token
#if
// @-1:2 error CW1032: #if with no expression
#endif
#if 1 +
// @-1:2 error CW1033: expected an operand in the #if expression
#endif
#if 1 2
//    ^ error CW1034: missing binary operator before '2' in the #if expression
#endif
#if "string"
//  ^ error CW1035: '"string"' is not valid in preprocessor expressions
#endif
#if (1
// @-1:2 error CW1036: missing ')' in the #if expression
#endif
#if 1 / 0
//    ^ error CW1037: division by zero in the #if expression
#endif
#if 1 ? 2
// @-1:2 error CW1038: '?' without a following ':' in the #if expression
#endif
#if defined
// @-1:2 error CW1040: operator 'defined' requires an identifier
#endif
#if FUNCTION(1)
//  ^ error CW1041: function-like macro 'FUNCTION' is not defined
#endif
#if __has_include
// @-1:2 error CW1042: '__has_include' requires a parenthesized operand
#endif
#if 0x
//  ^ error CW1054: '0x' is not a valid integer in the #if expression
#endif
#if 99999999999999999999
//  ^ warning CW1055: integer constant is too large for its type
#endif
int outside = __has_include("x");
//            ^ error CW1043: '__has_include' used outside of a preprocessing directive
//                          ^ error CW2002: missing terminating " character
#line abc
// @-1:2 error CW1044: 'abc' after #line is not a positive integer
#line 1 2
//      ^ error CW1045: '2' is not a valid file name
#pragma GCC poison poisoned
int poisoned;
//  ^ error CW1050: attempt to use poisoned 'poisoned'
#pragma GCC error "from a pragma"
// @-1:2 error CW1051: from a pragma
#pragma GCC warning "from a pragma"
// @-1:2 warning CW1052: from a pragma
_Pragma(1)
// @-1:1 error CW1046: _Pragma takes a parenthesized string literal
#include "warn.h"
#pragma unroll(
#if 1
// @-1:2 error CW1004: unterminated #if
/* open
// @-1:1 error CW1047: unterminated comment
// @include/warn.h:2:9 warning CW1014: 'REDEFINED_IN_HEADER' redefined
