// run: tolerance=0
// What is initialized directly: bool from nullptr; through explicit conversion functions, which give no more than their own type. typeid of classes with virtual bases but no virtual functions is that of the expression.
#include <cstdio>
#include <type_traits>
#include <typeinfo>
#include <utility>

struct Test { explicit operator bool() const { return true; } explicit operator int *() { return nullptr; } };
struct Implicit { operator bool() const { return true; } };
struct Value { int x; };
struct Shared : virtual Value {};
struct Derived : Shared {};
struct Base { virtual ~Base() {} };
struct Other : virtual Base {};

static_assert(!std::is_constructible<int, Test>::value && std::is_constructible<bool, Test>::value && std::is_constructible<const int *, Test>::value, "");
static_assert(std::is_constructible<int, Implicit>::value && std::is_convertible<Implicit, double>::value, "");
static_assert(std::is_constructible<bool, std::nullptr_t>::value && !std::is_convertible<std::nullptr_t, bool>::value, "");
static_assert(!std::is_polymorphic<Shared>::value && std::is_polymorphic<Other>::value && !std::is_empty<Shared>::value, "");

// Braces do not narrow, which is seen where it decides between templates.
template <typename T, typename S, typename = void> struct Listed : std::false_type {};
template <typename T, typename S> struct Listed<T, S, std::void_t<decltype(T{std::declval<S>()})>> : std::true_type {};
struct Pair { short a; float b; };
static_assert(!Listed<int, double>::value && !Listed<float, int>::value && !Listed<int, unsigned>::value && !Listed<Pair, int>::value, "");
static_assert(Listed<int, short>::value && Listed<double, float>::value && Listed<long, int>::value && Listed<Pair, short>::value && Listed<int, bool>::value, "");

int main() {
  bool direct(nullptr);
  bool cast = static_cast<bool>(nullptr);
  bool functional = bool(nullptr);
  Test test;
  bool truth(test);
  const int *pointer(test);
  Derived derived;
  derived.x = 3;
  Shared &shared = derived;
  Other other;
  Base &base = other;
  printf("%d%d%d %d %d %d%d\n", direct, cast, functional, truth, pointer == nullptr, typeid(shared) == typeid(Shared), typeid(base) == typeid(Other));
  if (test && !direct) printf("%d\n", shared.x);
}
