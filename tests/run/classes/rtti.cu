// run: tolerance=0
// dynamic_cast (down, cross, to void, of references) and typeid of polymorphic and other types.
#include <stdio.h>
#include <string.h>
#include <typeinfo>

struct Base { virtual ~Base() {} int b = 1; };
struct Side { virtual ~Side() {} int s = 2; };
struct One : Base { int one = 3; };
struct Two : Base, Side { int two = 4; };
struct Three final : Two { int three = 5; };
struct Plain { int x; };
template <class T> struct Wrapper : Base { T v{}; };

static const char* kind(Base* b) {
  if (dynamic_cast<Three*>(b)) return "three";
  if (dynamic_cast<Two*>(b)) return "two";
  if (dynamic_cast<One*>(b)) return "one";
  return "base";
}

int main() {
  Base base; One one; Two two; Three three; Wrapper<int> wi; Wrapper<float> wf;
  printf("%s %s %s %s\n", kind(&base), kind(&one), kind(&two), kind(&three));
  Base* p = &three; Side* side = dynamic_cast<Side*>(p); Base* again = dynamic_cast<Base*>(side);
  printf("%d %d %d\n", side ? side->s : -1, again == p, dynamic_cast<void*>(side) == static_cast<void*>(&three));
  p = &one; printf("%d %d\n", dynamic_cast<Side*>(p) == nullptr, dynamic_cast<Two*>(static_cast<Base*>(nullptr)) == nullptr);
  try { Two& t = dynamic_cast<Two&>(*p); printf("%d\n", t.two); } catch (const std::bad_cast& e) { printf("bad_cast\n"); }
  Base& r = two;
  printf("%d %d %d %d\n", typeid(r) == typeid(Two), typeid(r) == typeid(Base), typeid(&r) == typeid(Base*), typeid(wi) == typeid(wf));
  printf("%d %d %d\n", typeid(int) == typeid(const int), typeid(int) == typeid(unsigned), typeid(Plain) == typeid(Plain{}));
  printf("%s %s %s\n", typeid(int).name(), typeid(Three).name(), typeid(Wrapper<int>).name());
  try { Base* null = nullptr; printf("%s\n", typeid(*null).name()); } catch (const std::bad_typeid&) { printf("bad_typeid\n"); }
  printf("%d %d\n", typeid(One).before(typeid(One)), typeid(One).hash_code() == typeid(one).hash_code());
}
