// Forms that C++ does not have, most of which nothing has to use to be wrong.
template <class T, class T> struct Twice;
//                 ^ error CW6025: redefinition of template parameter 'T'
template <class T, int T> void twice();
//                 ^ error CW6025: redefinition of template parameter 'T'
template <class T = int, class U> struct Unfilled;
//                       ^ error CW6026: template parameter 'U' needs a default argument, since one before it has one
template <int N = 1, int M> using Unfilled2 = int[N];
//                   ^ error CW6026: template parameter 'M' needs a default argument, since one before it has one
template <class T = int, class... U> struct Filled;
template <class T = int, class U> void deduced(U);
struct Ended { void ~Ended(); };
//                  ^ error CW4125: a destructor cannot have a return type
struct Begun { int Begun(); };
//                 ^ error CW4125: a constructor cannot have a return type
struct Named { static int Named; };
//                        ^ error CW4126: member 'Named' has the same name as its class
struct Made { Made(); int Made; };
//                        ^ error CW4126: member 'Made' has the same name as its class
struct Listed { enum { Listed }; };
//                     ^ error CW4126: member 'Listed' has the same name as its class
struct Allowed { int Allowed; };
void throws() throw(int);
//            ^ error CW4127: ISO C++17 does not allow dynamic exception specifications
void throws_nothing() throw();
int unbound[];
//  ^ error CW4017: variable has incomplete type 'int[]'
extern int unbound_elsewhere[];
static float unbound_static[];
//           ^ error CW4017: variable has incomplete type 'float[]'
int bound_by_list[] = {1, 2};
struct Explicit { explicit Explicit(); explicit Explicit(int); };
Explicit from_nothing = {};
//                      ^ error CW5055: chosen constructor is explicit in copy-initialization
Explicit from_braces{};
void take(Explicit);
Explicit give() { return {}; }
//                       ^ error CW5055: chosen constructor is explicit in copy-initialization
void uses() {
  int local[];
//    ^ error CW4017: variable has incomplete type 'int[]'
  take({});
//     ^ error CW5055: chosen constructor is explicit in copy-initialization
  int *a = new int[];
//         ^ error CW5117: array size must be given in 'new' of type 'int[]' without initializer
  int *b = new int[]{1, 2};
  char *text = "text";
//             ^ warning CW5116: conversion from a string literal to 'char *' is deprecated
  const char *same = "text";
}
struct Defaults {
  int *pointer = 3.5;
//               ^ error CW5039: cannot initialize a value of type 'int *' with an rvalue of type 'double'
  int missing = nothing_of_the_kind;
//              ^ error CW4001: use of undeclared identifier 'nothing_of_the_kind'
  int fraction{3.5};
//             ^ error CW5047: constant expression evaluates to 3.5 which cannot be narrowed to type 'int'
  int &reference = 3;
//                 ^ error CW5041: non-const lvalue reference to type 'int' cannot bind to a temporary of type 'int'
  int later = after;
  int after = 1;
};
int narrowed{2.5};
//           ^ error CW5047: constant expression evaluates to 2.5 which cannot be narrowed to type 'int'
