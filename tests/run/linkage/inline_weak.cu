// run: units=inline_weak_other.cu tolerance=0
// One definition in several units: inline functions and variables, static locals in them, templates, class statics, vtables, weak functions; internal names that do not meet.
#include <stdio.h>
#include "inline_weak.cuh"

static int state = 1;
static int local() { return state; }
namespace { struct Hidden { int v = 11; int get() const { return v; } }; int hidden() { return Hidden().get(); } }
__attribute__((weak)) int overridable() { return -1; }
__attribute__((weak)) int only_weak() { return 5; }
const int constant = 100;
extern int other_local(), other_hidden(), other_constant();
extern const int exported;

int main() {
  printf("%d %d %d\n", next_id(), other_next_id(), next_id());
  inline_variable += 5; printf("%d %d %d\n", inline_variable, other_inline_variable(), &inline_variable == other_address());
  state = 7; printf("%d %d %d %d %d %d\n", local(), other_local(), hidden(), other_hidden(), constant, other_constant());
  printf("%d %d %d\n", overridable(), only_weak(), exported);
  Registry<int>::count++; printf("%d %d\n", Registry<int>::count, other_count());
  Base* b = make_derived(); printf("%s %d\n", b->name(), dynamic_cast<Derived*>(b) != nullptr); delete b;
  printf("%d %d\n", pick<int>(3), other_pick(3));
}
