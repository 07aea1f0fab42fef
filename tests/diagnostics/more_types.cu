// Further declarations.
typedef int Integer;
struct FromTypedef : Integer {};
//                   ^ error CW4050: base specifier must name a class
enum Full : unsigned char { last = 255, over };
//                                      ^ error CW4044: enumerator value 256 is not representable in the underlying type 'unsigned char'
struct AutoField { auto field = 1; };
//                      ^ error CW4033: 'auto' not allowed here
auto braced() { return {1, 2}; }
//              ^ error CW4108: deduced type 'auto' is not allowed here
auto later();
int use_later = later();
//              ^ error CW4038: function 'later' with deduced return type cannot be used before it is defined
struct RecursiveDefault { static int f(int x = f()); };
//                                             ^ error CW4087: default argument refers to itself
int recursive = RecursiveDefault::f();
void vector_type(Integer::x y);
//               ^ error CW4007: 'Integer' is not a class, namespace, or enumeration
extern int unknown_size[];
void range_unknown() { for (int i : unknown_size) {} }
//                                  ^ error CW4076: cannot use incomplete type 'int[]' as a range
template <class... T> struct Pack { T member; };
//                                  ^ error CW4104: expression contains unexpanded parameter pack 'T'
Pack<int> pack;
__attribute__((import_module("m"), import_name("n"))) void import_with_body() {}
// @-1:1 error CW7013: imported function 'import_with_body' cannot have a body
__attribute__((import_module(3))) void import_number();
//             ^ error CW7014: attribute 'import_module' requires a string argument
int *self(self);
struct Reference { int &r; };
Reference reference{};
//                 ^ error CW5057: declaration of reference variable requires an initializer
Reference *allocated = new Reference;
//                     ^ error CW5003: attempt to use a deleted function 'Reference::Reference()'
void overload_ambiguous(int); template <class T> void template_overload(T); template <class T> void template_overload(T, int = 0);
void (*chosen)(int) = template_overload;
int from_list = +{1, 2};
//               ^ error CW3003: expected expression
template <class... T> int unexpanded(T... t) { return t; }
//                                                    ^ error CW4104: expression contains unexpanded parameter pack 't'
int u = unexpanded(1);
template <class T> int nothing_to_expand(T t) { return unexpanded(t...); }
//                                                                ^ error CW6015: pack expansion does not contain any unexpanded parameter packs
int v = nothing_to_expand(1);
template <class... T> auto fold_empty(T... t) { return (t + ...); }
//                                                     ^ error CW5079: unary fold expression has empty expansion for operator '+' with no fallback value
auto f = fold_empty();
struct NoNew { void *operator new(unsigned long, int); };
NoNew *no_new = new NoNew;
//              ^ error CW5080: no matching function for call to 'operator new'
void void_object = {};
//   ^ error CW4042: variable has incomplete type 'void'
using Void = void;
Void initialized = 1;
//   ^ error CW4042: variable has incomplete type 'void'
void list_void() { void(1, 2); Void{1}; }
//                 ^ error CW5070: excess elements in functional cast to 'void'
//                             ^ error CW5111: cannot initialize an object of type 'void'
auto self_reference = self_reference + 1;
//                    ^ error CW5112: cannot deduce the type of 'self_reference'
unsigned typedef_kind = sizeof(Integer[static 3]);
