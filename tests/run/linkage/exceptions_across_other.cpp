struct Failure { int code; virtual ~Failure() {} virtual int value() const { return code; } };
struct Worse : Failure { int value() const override { return code * 10; } };
struct Clean { int* p; Clean(int* p) : p(p) {} ~Clean() { ++*p; } };
static int cleaned = 0;
void may_throw(int n) {
  Clean c(&cleaned);
  if (n == 1) { Failure f; f.code = 1; throw f; }
  if (n == 2) { Worse w; w.code = 2; throw w; }
  if (n == 3) throw cleaned;
  if (n == 4) throw "text";
}
extern "C" int c_callback(int);
extern "C" int c_variable;
extern "C" int c_function(int v) { c_variable++; return c_callback(v); }
struct Plugin { virtual ~Plugin() {} virtual int run(int) = 0; };
struct Double : Plugin { int run(int v) override { return 2 * v; } };
Plugin* load(const char*) { return new Double; }
extern int order;
static int mine = ++order;
int unit_order() { return mine; }
