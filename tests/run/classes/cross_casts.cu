// run: tolerance=0
// dynamic_cast among bases that occur twice or are not public; what handlers accept of pointers; names of types.
#include <cstdio>
#include <typeinfo>
#include <utility>
#include <vector>

struct A { virtual ~A() {} int x = 1; };
struct B { virtual ~B() {} int y = 2; };
struct C : A, B { int z = 3; };
struct D : A {};
struct Twice : C, D {};
struct Hidden : private A, public B { A *a() { return this; } };
struct V { virtual ~V() {} };
struct V1 : virtual V {};
struct V2 : virtual V {};
struct Diamond : V1, V2 {};
struct Inner : protected Diamond { V *v() { return this; } };

enum Plain { plain };
namespace space { enum class Scoped { one }; struct S {}; template <class T> struct Box {}; }
template <class...> struct List {};
union Union { int i; };

template <class T> const char *caught(T thrown) {
  try {
    throw thrown;
  } catch (char *) {
    return "char *";
  } catch (const C *const &) {
    return "const C *";
  } catch (A *) {
    return "A *";
  } catch (B *b) {
    return b->y == 2 ? "B *" : "B * that is none";
  } catch (int *const *) {
    return "int *const *";
  } catch (const int *const *) {
    return "const int *const *";
  } catch (void (*)(int)) {
    return "function";
  } catch (int B::*) {
    return "member";
  } catch (const volatile void *) {
    return "void *";
  } catch (Plain) {
    return "enum";
  } catch (const A &) {
    return "A";
  } catch (B) {
    return "B";
  } catch (...) {
    return "something";
  }
}

void function(int) {}

int main() {
  C c;
  A *a = &c;
  B *b = &c;
  printf("%d %d %d\n", dynamic_cast<B *>(a) == b, dynamic_cast<C *>(b) == &c, dynamic_cast<D *>(a) == nullptr);
  Twice twice;
  b = &twice;
  printf("%d %d\n", dynamic_cast<A *>(b) == nullptr, dynamic_cast<D *>(b) == static_cast<D *>(&twice));
  a = static_cast<D *>(&twice);
  printf("%d %d\n", dynamic_cast<C *>(a) == static_cast<C *>(&twice), dynamic_cast<Twice *>(a) == &twice);
  Hidden hidden;
  b = &hidden;
  printf("%d %d\n", dynamic_cast<A *>(b) == nullptr, dynamic_cast<Hidden *>(hidden.a()) == nullptr);
  Diamond diamond;
  V *v = &diamond;
  printf("%d %d\n", dynamic_cast<V1 *>(v) == static_cast<V1 *>(&diamond), dynamic_cast<V2 *>(static_cast<V1 *>(&diamond)) == static_cast<V2 *>(&diamond));
  Inner inner;
  printf("%d %d\n", dynamic_cast<V1 *>(inner.v()) != nullptr, dynamic_cast<Inner *>(inner.v()) == nullptr);
  try {
    dynamic_cast<D &>(c.A::x == 1 ? static_cast<A &>(c) : static_cast<A &>(twice.D::x == 1 ? static_cast<D &>(twice) : static_cast<D &>(twice)));
  } catch (std::bad_cast &e) {
    printf("%s\n", e.what());
  }

  int i = 0, *p = &i;
  const int *q = &i;
  printf("%s, %s, %s, %s\n", caught((const char *)"text"), caught((char *)"text"), caught(&c), caught((const C *)&c));
  D d;
  printf("%s, %s, %s\n", caught(&d), caught(static_cast<B *>(&c)), caught(&hidden));
  printf("%s, %s, %s, %s\n", caught(&p), caught(&q), caught(&function), caught(&B::y));
  printf("%s, %s, %s, %s, %s\n", caught(p), caught(plain), caught(nullptr), caught(c), caught(hidden));
  printf("%s, %s, %s\n", caught(1), caught(space::Scoped::one), caught(twice));

  struct Local {};
  auto closure = [](int) { return 1; };
  printf("%s %s %s %s\n", typeid(std::pair<int, double>).name(), typeid(int[3]).name(), typeid(int(int, char *)).name(), typeid(int (*)(const char *, const char *)).name());
  printf("%s %s %s %s %s\n", typeid(int space::S::*).name(), typeid(Plain).name(), typeid(space::Scoped).name(), typeid(space::S *const *).name(), typeid(Union).name());
  printf("%s %s %s\n", typeid(space::Box<space::S>).name(), typeid(List<int, List<>, char *>).name(), typeid(std::vector<int>).name());
  printf("%s %s %s %s\n", typeid(Local).name(), typeid(closure).name(), typeid(volatile int *).name(), typeid(const int).name());
  printf("%s %s %s %s\n", typeid(long double).name(), typeid(nullptr).name(), typeid(function).name(), typeid(void (space::S::*)(int) const).name());
  printf("%d %d %d\n", typeid(int) == typeid(const int &), typeid(int *) == typeid(const int *), typeid(c) == typeid(C));
}
