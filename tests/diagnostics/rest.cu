// What only templates and odd places lead to.
struct S { int m; typedef int type; };
template <class T> struct NoType { typename T::missing t; };
//                                             ^ error CW4006: no type named 'missing' in 'S'
NoType<S> no_type;
template <class T> int value_of_type() { return T::type + 1; }
//                                              ^ error CW5013: 'int' does not refer to a value
int not_a_value = value_of_type<S>();
template <class T> int calls_type() { return T::m(1) + T::nothing; }
//                                           ^ error CW5011: invalid use of non-static data member 'm'
//                                                        ^ error CW4005: no member named 'nothing' in 'S'
int called = calls_type<S>();
template <class T> void ambiguous(T, int); template <class T> void ambiguous(int, T);
void (*chosen)(int, int) = ambiguous;
//                         ^ error CW5073: address of overloaded function 'ambiguous' is ambiguous
template <class T> struct Members { void f(); struct Inner; };
template <class T> void Members<T>::g() {}
//                                  ^ error CW4059: out-of-line definition of 'Members<…>::g' does not match any declaration in 'Members'
template <class T> void S::none(T) {}
//                         ^ error CW6022: out-of-line definition of 'S::none' does not match any declaration in 'S'
template <class T> template <class U> void Members<T>::h(U) {}
//                                                     ^ error CW4059: out-of-line definition of 'Members<…>::h' does not match any declaration in 'Members'
void variadic(int, ...);
void lists(S s) {
  variadic(1, {1});
//            ^ error CW5074: initializer list cannot be used here
  if ({1}) {}
//    ^ error CW3003: expected expression
  auto x = s + {1};
//             ^ error CW3003: expected expression
  while (bool b = {}) {}
  (s.m)({1});
//   ^ error CW5009: called object type 'int' is not a function or function pointer
  !{1};
// ^ error CW3003: expected expression
}
template <class... T> struct Types { static int first() { return sizeof(T); } };
//                                                                      ^ error CW4104: expression contains unexpanded parameter pack 'T'
int pack_type = Types<int>::first();
template <int... N> int pack_value() { return N; }
//                                            ^ error CW4104: expression contains unexpanded parameter pack 'N'
int pack_values = pack_value<1>();
template <class... T> void expand_in_place(T... t) { int x = t...; return (t...); }
//                                                            ^ error CW3002: expected ';' after declaration
//                                                                          ^ error CW3001: expected ')'
void expands() { expand_in_place(1); }
template <class T> struct Dependent { void f() { typename T::template Inner<int> x; T::template g<int>(); } };
//                                                                    ^ error CW4006: no type named 'Inner' in 'S'
//                                                                                              ^ error CW4005: no member named 'g' in 'S'
template struct Dependent<S>;
template struct S;
template int S::m;
template <> struct NotDeclared<int> {};
template <> int S::m = 1;
//              ^ error CW4005: no member named 'm' in 'S'
struct HasFriend { friend struct OnlyFriend; };
OnlyFriend *hidden;
S(int) -> S;
//^ error CW3006: expected unqualified-id
//    ^ error CW3002: expected ';' after top level declarator
namespace outer { namespace inner { struct Deep {}; } }
using namespace outer;
inner::Deep fine;
Deep not_visible;
// @-1:1 error CW3004: unknown type name 'Deep'
namespace n { struct Visible; }
void uses_namespace() { using namespace n; Visible *p; }
Visible *leaked;
// @-1:1 error CW3004: unknown type name 'Visible'
template <class T> void function_template(T);
template <> struct function_template<int> {};
template <class T> using Alias = T;
template <> struct Alias<int> {};
template <class T> int variable_template = 1;
template <> struct variable_template<int> {};
typedef S Plain;
template <class T> Plain(T) -> Plain;
//                         ^ error CW3002: expected ';' after top level declarator
template <class T> struct UsesType { typename T::template type<int> x; };
//                                            ^ error CW4080: 'type' does not name a template
UsesType<S> uses_type;
