// Templates.
template <class T> struct One;
template <class T, class U> struct Two {};
template <int N> struct Value {};
template <template <class> class T> struct Takes {};
template <class T> struct Defined { T member; typename T::type t; };
//                                                     ^ error CW4007: 'T' is not a class, namespace, or enumeration
One<int, int> *too_many;
// @-1:1 error CW6001: too many template arguments for template 'One'
Two<int> *too_few;
// @-1:1 error CW6002: too few template arguments for template 'Two'
One<3> *type_expected;
// @-1:1 error CW6003: template argument for template type parameter 'T' must be a type
Value<int> *value_expected;
// @-1:1 error CW6004: template argument for non-type template parameter 'N' must be an expression
Takes<int> *template_expected;
// @-1:1 error CW6005: template argument for template template parameter 'T' must be a class template or type alias template
int variable;
Value<variable> *not_constant;
// @-1:1 error CW6030: 'variable' cannot be the argument of a template parameter of type 'int'
One<int> undefined;
//       ^ error CW6008: implicit instantiation of undefined template 'One<int>'
Two *needs_arguments;
//   ^ error CW6010: use of class template 'Two' requires template arguments
template <class T, class U> struct Partial {};
template <class T> struct Partial<T, int> {};
template <class T> struct Partial<int, T> {};
Partial<int, int> ambiguous_partial;
//                ^ error CW6009: ambiguous partial specializations of 'Partial<int, int>'
template <class T> void f(T);
template <> void f<int>(double, int);
//               ^ error CW6012: no function template matches function template specialization 'f<…>'
template <> void not_declared<int>(int);
//               ^ error CW4001: use of undeclared identifier 'not_declared'
template <class T> struct Spec { };
Spec<int> instantiated;
template <> struct Spec<int> { int x; };
//          ^ error CW6013: explicit specialization of 'Spec<int>' after instantiation
template <class... T> void packs(T... t) {}
template <class... T, class... U> void expand(Two<T, U>... two) {}
template <class... T> struct Pair2 { template <class... U> using Lengths = One<Two<T, U>...>; };
//                                                                             ^ error CW6014: pack expansion contains parameter packs that have different lengths
//                                                                         ^ error CW6002: too few template arguments for template 'One'
Pair2<int, int>::Lengths<int> *lengths;
template <class... T> void unexpanded(T... t) { int x = t; }
//                                                      ^ error CW4104: expression contains unexpanded parameter pack 't'
template <class... T> void no_pack(T... t) { packs(1 ...); }
//                                                 ^ error CW6015: pack expansion does not contain any unexpanded parameter packs
template <class T> int size_of_not_pack(T t) { return sizeof...(T); }
//                                                    ^ error CW6016: 'T' does not refer to the name of a parameter pack
template <class... T> auto fold_empty(T... t) { return (t + ...); }
//                                                     ^ error CW5079: unary fold expression has empty expansion for operator '+' with no fallback value
void use() {
  fold_empty();
  unexpanded(1);
  size_of_not_pack(1);
  no_pack(1);
}
template <class T> struct Guide { Guide(T *); };
Guide no_deduction(3);
//    ^ error CW6017: no viable constructor or deduction guide for deduction of template arguments of 'Guide'
template <class T> void Spec<T>::missing() {}
//                               ^ error CW4059: out-of-line definition of 'Spec<…>::missing' does not match any declaration in 'Spec'
template <class T> int inner(T t) { return t.missing; }
//                                           ^ error CW5015: member reference base type 'int' is not a structure or union
template <class T> int outer(T t) { return inner(t) + 1; }
int stack = outer(1);
Defined<int> defined;
template <class T> void not_class(typename T::type);
void call() { not_class(1); }
//            ^ error CW5001: no matching function for call to 'not_class'
int not_a_template = variable<int>;
//                               ^ error CW3019: expected '(' for function-style cast or type construction
//                                ^ error CW3003: expected expression
struct NotTemplate {};
NotTemplate<int> nt;
//         ^ error CW3006: expected unqualified-id
//          ^ error CW3002: expected ';' after top level declarator
//             ^ error CW3006: expected unqualified-id
//              ^ error CW3002: expected ';' after top level declarator
template <double D> struct FloatValue {};
//        ^ error CW6028: a template parameter of type 'double' needs -std=c++20
FloatValue<1.5> fv;
template <class T> void Missing<T>::f() {}
//                      ^ error CW4001: use of undeclared identifier 'Missing'
template <class T> T redefined(T t) { return t; }
template <class T> T redefined(T t) { return t; }
//                 ^ error CW6011: redefinition of 'redefined'

void local_variable() {
  int total = 0;
  template total += 1;
//         ^ error CW3016: a type specifier is required for all declarations
}
