// run: units=exceptions_across_other.cpp tolerance=0
// Exceptions, virtual calls and type information across translation units; static construction in each unit; extern "C" names.
#include <stdio.h>

struct Failure { int code; virtual ~Failure() {} virtual int value() const { return code; } };
struct Worse : Failure { int value() const override { return code * 10; } };
extern void may_throw(int);
extern "C" int c_function(int);
extern "C" { int c_variable = 5; int c_callback(int v) { return v + c_variable; } }
struct Plugin { virtual ~Plugin() {} virtual int run(int) = 0; };
Plugin* load(const char*);
int order = 0;
static int first = ++order;
extern int unit_order();
struct Guard { ~Guard() { printf("guard "); } };

int main() {
  for (int i = 0; i < 5; i++) {
    try { Guard g; may_throw(i); printf("returned\n"); }
    catch (const Worse& w) { printf("worse %d\n", w.value()); }
    catch (Failure& f) { printf("failure %d\n", f.value()); }
    catch (int v) { printf("int %d\n", v); }
    catch (const char* s) { printf("%s\n", s); }
  }
  printf("%d %d\n", c_function(3), c_variable);
  Plugin* p = load("double"); printf("%d\n", p->run(21)); delete p;
  printf("%d %d\n", first > 0, unit_order() > 0);
}
