#include "inline_weak.cuh"
static int state = 2;
static int local() { return state * 10; }
namespace { struct Hidden { char c = 22; int get() const { return c; } }; int hidden() { return Hidden().get(); } }
int overridable() { return 77; }
const int constant = 200;
extern const int exported = 300;
int other_local() { return local(); }
int other_hidden() { return hidden(); }
int other_constant() { return constant; }
int other_next_id() { return next_id(); }
int other_inline_variable() { return inline_variable; }
int* other_address() { return &inline_variable; }
int other_count() { return ++Registry<int>::count; }
int other_pick(int v) { return pick(v); }
Base* make_derived() { return new Derived; }
