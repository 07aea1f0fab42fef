// run: tolerance=0
// The type traits over a matrix of types, as a row of digits a trait; binary traits over pairs.
#include <cstddef>
#include <cstdio>
#include <type_traits>
#include <utility>

enum Plain { plain_value };
enum class Scoped : signed char { value };
struct Empty {};
struct Pod { int a; float b; };
struct Bits { int a : 3; unsigned : 0; };
struct Padded { char a; int b; };
struct Owner { Owner(); Owner(const Owner &); ~Owner(); Owner &operator=(const Owner &); };
struct Quiet { Quiet() noexcept; Quiet(const Quiet &) noexcept; Quiet(Quiet &&) noexcept; Quiet &operator=(const Quiet &) noexcept; ~Quiet() noexcept(false); };
struct MoveOnly { MoveOnly() = default; MoveOnly(MoveOnly &&) = default; MoveOnly &operator=(MoveOnly &&) = default; };
struct Fixed { Fixed(const Fixed &) = delete; Fixed &operator=(const Fixed &) = delete; explicit Fixed(int); };
struct FromInt { FromInt(int); operator double() const noexcept; };
struct Explicit { explicit Explicit(int) noexcept; explicit operator bool() const; };
struct Abstract { virtual void f() = 0; virtual ~Abstract(); };
struct Concrete : Abstract { void f() override; };
struct Final final : Concrete {};
struct Left : virtual Pod {};
struct Right : Pod { int c; };
struct Secret { private: ~Secret(); };
struct Reference { int &r; };
struct Constant { const int c; };
struct Defaulted { int a = 1; };
union Either { int a; float b; };
union Wide { int a; Owner b; Wide(); ~Wide(); };
using Function = int(int);
using Method = int(int) const noexcept;
using Member = int Pod::*;
using MemberFunction = void (Abstract::*)();

#define TYPES(X) \
  X(int) X(const int) X(volatile long) X(bool) X(char) X(unsigned char) X(wchar_t) X(unsigned long long) X(float) X(const volatile double) X(long double) X(void) X(const void) X(std::nullptr_t) \
  X(int &) X(const int &) X(int &&) X(const int &&) X(int *) X(const int *) X(int *const) X(void *) X(int[3]) X(const int[3]) X(int[]) X(int[2][5]) X(int (&)[3]) X(int (*)[3]) \
  X(Function) X(Method) X(Function *) X(Function &) X(Member) X(MemberFunction) X(const Member) \
  X(Plain) X(Scoped) X(const Scoped) X(Empty) X(const Empty) X(Pod) X(Pod &) X(Pod *) X(Bits) X(Padded) X(Owner) X(const Owner) X(Owner &) X(Quiet) X(MoveOnly) X(Fixed) X(FromInt) X(Explicit) \
  X(Abstract) X(Concrete) X(Concrete *) X(Final) X(Left) X(Right) X(Secret) X(Defaulted) X(Either) X(Wide) X(Pod[4]) X(const Pod[4]) X(Owner[2])

#define UNARY(X) \
  X(is_void) X(is_null_pointer) X(is_integral) X(is_floating_point) X(is_array) X(is_pointer) X(is_lvalue_reference) X(is_rvalue_reference) X(is_member_object_pointer) X(is_member_function_pointer) \
  X(is_enum) X(is_union) X(is_class) X(is_function) X(is_reference) X(is_arithmetic) X(is_fundamental) X(is_object) X(is_scalar) X(is_compound) X(is_member_pointer) X(is_const) X(is_volatile) X(is_signed) X(is_unsigned)

// Of complete types (and void, and arrays of unknown bound) only.
#define COMPLETE(X) \
  X(is_trivial) X(is_trivially_copyable) X(is_standard_layout) X(is_empty) X(is_polymorphic) X(is_abstract) X(is_final) X(is_aggregate) X(has_unique_object_representations) \
  X(is_default_constructible) X(is_trivially_default_constructible) X(is_nothrow_default_constructible) X(is_copy_constructible) X(is_trivially_copy_constructible) X(is_nothrow_copy_constructible) \
  X(is_move_constructible) X(is_trivially_move_constructible) X(is_nothrow_move_constructible) X(is_copy_assignable) X(is_trivially_copy_assignable) X(is_nothrow_copy_assignable) \
  X(is_move_assignable) X(is_trivially_move_assignable) X(is_nothrow_move_assignable) X(is_destructible) X(is_trivially_destructible) X(is_nothrow_destructible) X(has_virtual_destructor) \
  X(is_swappable) X(is_nothrow_swappable)

#define BINARY(X) X(is_same) X(is_base_of) X(is_convertible) X(is_constructible) X(is_nothrow_constructible) X(is_trivially_constructible) X(is_assignable) X(is_nothrow_assignable) X(is_trivially_assignable)

template <typename... T> struct List {};
template <template <typename...> class Trait, typename... T> void row(const char *name, List<T...>) {
  std::printf("%-34s ", name);
  ((void)std::printf("%d", (int)Trait<T>::value), ...);
  std::printf("\n");
}
template <template <typename...> class Trait, typename T, typename... U> void pairs(List<U...>) { ((void)std::printf("%d", (int)Trait<T, U>::value), ...); std::printf(" "); }
template <template <typename...> class Trait, typename... T> void square(const char *name, List<T...> list) {
  std::printf("%s\n", name);
  (pairs<Trait, T>(list), ...);
  std::printf("\n");
}
template <typename T> void names() { std::printf("%d%d%d%d%d ", (int)std::rank<T>::value, (int)std::extent<T>::value, (int)std::extent<T, 1>::value, (int)std::is_const<std::remove_cv_t<T>>::value, (int)std::is_same<std::decay_t<T>, std::remove_cv_t<std::remove_reference_t<T>>>::value); }
template <typename... T> void shapes(List<T...>) { (names<T>(), ...); std::printf("\n"); }
template <typename T> void added() {
  std::printf("%d%d%d%d%d%d%d ", (int)std::is_reference<std::add_lvalue_reference_t<T>>::value, (int)std::is_lvalue_reference<std::add_rvalue_reference_t<T>>::value, (int)std::is_const<std::add_const_t<T>>::value, (int)std::is_volatile<std::add_cv_t<T>>::value,
              (int)std::is_const<std::remove_all_extents_t<T>>::value, (int)std::is_const<std::remove_const_t<T>>::value, (int)std::is_pointer<std::remove_pointer_t<T>>::value);
}
template <typename... T> void additions(List<T...>) { (added<T>(), ...); std::printf("\n"); }

#define COMMA_TYPE(t) , t
template <typename First, typename... T> struct Rest { using type = List<T...>; };
using All = Rest<void TYPES(COMMA_TYPE)>::type;
using Some = List<int, const int &, int &&, bool, int *, const void *, std::nullptr_t, Plain, Scoped, Pod, const Pod &, Owner, Quiet, MoveOnly, Fixed, FromInt, Explicit, Concrete &, Abstract &, Concrete *, Final, Left, Right, Reference, Constant, int (&)[3], Function *, MemberFunction>;

int main() {
#define ROW(t) row<std::t>(#t, All());
  UNARY(ROW)
  COMPLETE(ROW)
#define SQUARE(t) square<std::t>(#t, Some());
  BINARY(SQUARE)
  shapes(All());
  additions(All());
}
