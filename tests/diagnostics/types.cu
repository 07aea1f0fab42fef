// Types that cannot be, and declarations that cannot have them.
struct Incomplete;
struct Abstract { virtual void f() = 0; virtual ~Abstract(); };
Incomplete incomplete;
//         ^ error CW4017: variable has incomplete type 'Incomplete'
struct Holder { Incomplete member; };
//                         ^ error CW4018: field has incomplete type 'Incomplete'
struct Derived : Incomplete {};
//               ^ error CW4022: base class has incomplete type
Incomplete returns() { }
//         ^ error CW4020: incomplete result type 'Incomplete' in function definition
void takes(Incomplete p) { }
//         ^ error CW4021: variable has incomplete type 'Incomplete'
int size = sizeof(Incomplete);
//                ^ error CW4019: incomplete type 'Incomplete' where a complete type is required
Abstract abstract;
//       ^ error CW4023: variable type 'Abstract' is an abstract class
int negative[-1];
//           ^ error CW4025: array size is negative
int &references[3] = {};
//             ^ error CW4027: 'references' declared as array of references
int &*pointer_to_reference = nullptr;
//   ^ error CW4028: 'pointer_to_reference' declared as a pointer to a reference of type 'int &'
void &reference_to_void = *(int *)0;
//   ^ error CW4029: cannot form a reference to 'void'
int returns_array()[3];
//               ^ error CW4030: function cannot return array type
int returns_function()();
//                  ^ error CW4030: function cannot return function type
void void_parameter(int, void);
//                       ^ error CW4031: argument may not have 'void' type
int Abstract::*ok_member_pointer;
int &Abstract::*member_pointer_to_reference;
//   ^ error CW4032: cannot form a pointer-to-member to a reference type
void nothing;
//   ^ error CW4042: variable has incomplete type 'void'
auto no_initializer;
//   ^ error CW4034: declaration of variable 'no_initializer' with deduced type 'auto' requires an initializer
auto from_list_and_not = {1, 2.0};
//   ^ error CW4036: cannot deduce the type 'auto' of variable 'from_list_and_not' from an initializer list
auto *not_a_pointer = 3;
//    ^ error CW4035: variable 'not_a_pointer' with type 'auto *' has incompatible initializer of type 'int'
auto parameter_auto(auto x) { return x; }
void loop_over_mixture() {
  for (auto x : {1, 2.5}) (void)x;
//              ^ error CW4036: cannot deduce the type 'auto &&' of variable '__range' from an initializer list
}
int &reference;
//   ^ error CW4039: declaration of reference variable 'reference' requires an initializer
const int constant;
//        ^ error CW4041: default initialization of an object of const type 'const int'
struct Unset {
  int member;
};
struct AroundUnset : Unset {};
const AroundUnset around_unset;
//                ^ error CW4041: default initialization of an object of const type 'const AroundUnset'
auto inconsistent(bool b) {
  if (b) return 1;
  return 2.0;
//^ error CW4037: 'auto' in return type deduced as 'double' here but deduced as 'int' in earlier return statement
}
auto later();
int use_later = later();
//              ^ error CW4038: function 'later' with deduced return type cannot be used before it is defined
int non_member() const { return 1; }
// @-1:1 error CW4106: non-member function cannot have 'const' qualifier
struct alignas(3) Misaligned { };
//     ^ error CW4049: requested alignment is not a power of 2
enum Small : char { big = 1000 };
//                        ^ error CW5047: constant expression evaluates to 1000 which cannot be narrowed to type 'char'
enum Wrong : float { value };
//           ^ error CW4045: non-integral type 'float' is an invalid underlying type
struct Bits {
  double d : 3;
//       ^ error CW4046: bit-field 'd' has non-integral type 'double'
  int negative : -1;
//               ^ error CW4047: bit-field 'negative' has negative width
  int zero : 0;
//           ^ error CW4047: bit-field 'zero' has zero width
  int wide : 40;
//           ^ error CW4048: width of bit-field 'wide' (40 bits) exceeds the width of its type (32 bits)
};
struct Mutable {
  mutable int &r;
//             ^ error CW4100: 'mutable' cannot be applied to references
  mutable const int c;
//                  ^ error CW4100: 'mutable' cannot be applied to const
};
union U {
  int &r;
//     ^ error CW4103: union member 'r' has reference type 'int &'
  virtual void f();
//             ^ error CW4102: unions cannot have virtual functions
};
union Based : Bits {};
//            ^ error CW4053: unions cannot have base classes
unsigned float both;
// @-1:1 error CW3011: cannot combine 'float' with previous 'unsigned' declaration specifier
constexpr int not_constant = use_later;
//            ^ error CW4040: constexpr variable 'not_constant' must be initialized by a constant expression
int of_unknown_bound[2][];
//                  ^ error CW4027: 'of_unknown_bound' declared as array of incomplete type 'int[]'
