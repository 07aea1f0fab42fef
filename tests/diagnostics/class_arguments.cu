// flags: -std=c++20
// Template arguments of class type.
struct Hidden {
  constexpr Hidden(int v) : value(v) {}
private:
  int value;
};
template <Hidden H> struct OfHidden {};
//        ^ error CW6029: a template parameter cannot have type 'Hidden': its member 'value' is private
struct Changing { mutable int m; };
template <Changing C> struct OfChanging {};
//        ^ error CW6029: a template parameter cannot have type 'Changing': its member 'm' is mutable
struct Owner { int x; ~Owner() {} };
template <class T, T V> struct Value {};
Value<Owner, Owner{}> owner;
// @-1:1 error CW6029: a template parameter cannot have type 'Owner': it has a destructor that is not trivial
struct Point { int x, y; };
template <Point P> struct Box { static int area() { return P.z; } };
//                                                           ^ error CW5014: no member named 'z' in 'Point'
int f() { return Box<Point{1, 2}>::area(); }
int global;
Box<global> notConstant;
// @-1:1 error CW5038: no viable conversion from 'int' to 'Point'
Box<"text"> noConversion;
// @-1:1 error CW5038: no viable conversion from 'const char[5]' to 'Point'
template <auto V> struct Any {};
Any<"text"> literal;
// @-1:1 error CW6021: a value of type 'const char[5]' cannot be a template argument where it points to a part of an object, a string literal or a temporary
template <const char* S> struct Text {};
Text<"text"> text;
// @-1:1 error CW6021: a value of type 'const char *' cannot be a template argument where it points to a part of an object, a string literal or a temporary
template <int I> struct Int {};
Int<1.5> narrowed;
// @-1:1 error CW6006: non-type template argument is not a constant expression
template <float F> struct Float {};
Float<1e300> tooLarge;
// @-1:1 error CW6006: non-type template argument is not a constant expression
Float<16777217> inexact;
// @-1:1 error CW6006: non-type template argument is not a constant expression
Float<16777216> exact;
template <Point P> void deduced(Box<P>);
void calls(Any<Point{1, 2}> any) { deduced(any); }
//                                 ^ error CW5001: no matching function for call to 'deduced'
int number;
double real;
template <int* P> struct Address {};
Address<&number> fits;
Address<&real> another;
// @-1:1 error CW6030: 'real' cannot be the argument of a template parameter of type 'int *'
Address<number> object;
// @-1:1 error CW6030: 'number' cannot be the argument of a template parameter of type 'int *'
template <int& R> struct Reference {};
Reference<number> refers;
Reference<real> refersToAnother;
// @-1:1 error CW6030: 'real' cannot be the argument of a template parameter of type 'int &'
void takesInt(int);
template <void (*F)(double)> struct Function {};
Function<takesInt> function;
// @-1:1 error CW6030: 'takesInt' cannot be the argument of a template parameter of type 'void (*)(double)'
int array[3];
Address<array> first;
Address<&array[1]> second;
template <auto V> struct Auto {};
Auto<number> variable;
// @-1:1 error CW6006: non-type template argument is not a constant expression
template <class... Ts, int I> struct PackFirst {};
//        ^ error CW6031: template parameter pack 'Ts' must be the last template parameter
