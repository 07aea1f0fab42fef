// Declarations that clash with earlier ones.
int twice;
int twice() { return 1; }
//  ^ error CW4011: redefinition of 'twice' as different kind of symbol
int body() { return 1; }
int body() { return 2; }
// @-1:1 error CW4010: redefinition of 'body'
int variable;
double variable;
//     ^ error CW4012: redefinition of 'variable' with a different type: 'double' vs 'int'
int differs(int);
double differs(int);
//     ^ error CW4013: functions that differ only in their return type cannot be overloaded
typedef int T1;
typedef double T1;
//             ^ error CW4014: typedef redefinition with different types ('double' vs 'int')
struct M {
  void f();
  void f();
//     ^ error CW4015: class member cannot be redeclared
  int m;
  int m;
//    ^ error CW4016: duplicate member 'm'
  int f;
//    ^ error CW4016: duplicate member 'f'
};
struct Complete {};
struct Complete {};
// @-1:1 error CW4010: redefinition of 'Complete'
union Tag {};
struct Tag *tag_pointer;
// @-1:1 error CW4084: use of 'Tag' with tag type that does not match previous declaration
enum Colour { red };
enum Colour { green };
// @-1:1 error CW4010: redefinition of 'Colour'
struct Colour *colour_pointer;
// @-1:1 error CW4084: use of 'Colour' with tag type that does not match previous declaration
void defaults(int a = 1);
void defaults(int a = 2);
//                    ^ error CW4086: redefinition of default argument
void missing_default(int a = 1, int b);
//                              ^ error CW4085: missing default argument on parameter 2
namespace n { void g(int); int v; }
void g(int);
using n::g;
int v;
using n::v;
//    ^ error CW4083: target of using declaration conflicts with declaration already in scope
template <class T> struct Tmpl {};
template <class T> struct Tmpl {};
//                 ^ error CW6011: redefinition of 'Tmpl'
template <class T> using Tmpl2 = T;
template <class T> struct Tmpl2 {};
//                        ^ error CW6023: 'Tmpl2' redeclared as different kind of template
void unavailable() __attribute__((unavailable("use something else")));
void call() { unavailable(); }
//            ^ error CW4088: 'unavailable' is unavailable: use something else
double main() { return 0; }
// @-1:1 error CW4089: 'main' must return 'int'
