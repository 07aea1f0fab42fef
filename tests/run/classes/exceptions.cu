// run: tolerance=0
// Exceptions: catch by type, by base, by reference and pointer, rethrow, nested handlers, order of unwinding, function try blocks, exceptions in constructors and new.
#include <stdio.h>
#include <exception>
#include <stdexcept>

struct Trace { const char* n; Trace(const char* n) : n(n) {} ~Trace() { printf("~%s ", n); } };
struct Error { int code; virtual ~Error() {} virtual const char* what() const { return "error"; } };
struct IoError : Error { const char* what() const override { return "io"; } };
enum class Fault { disk = 3 };

static void raise(int n) {
  Trace t("raise");
  switch (n) {
    case 0: throw 1;
    case 1: throw 2.5;
    case 2: throw "text";
    case 3: throw IoError();
    case 4: { IoError e; e.code = 9; throw e; }
    case 5: throw Fault::disk;
    case 6: throw std::runtime_error("runtime");
    case 7: { static Error e; e.code = 4; throw &e; }
    case 8: throw 'c';
    case 9: throw nullptr;
  }
}
static const char* handle(int n) {
  try { Trace t("outer"); raise(n); printf("none "); }
  catch (int v) { printf("int %d ", v); return "int"; }
  catch (double v) { printf("double %.1f ", v); }
  catch (const char* s) { printf("text %s ", s); }
  catch (const IoError& e) { printf("%s %d ", e.what(), e.code * (n == 4)); }
  catch (Error* e) { printf("pointer %d ", e->code); }
  catch (Fault f) { printf("fault %d ", int(f)); }
  catch (const std::exception& e) { printf("std %s ", e.what()); }
  catch (...) { printf("other "); }
  return "end";
}
static void rethrow(int depth) {
  try { if (depth == 0) throw IoError(); rethrow(depth - 1); }
  catch (Error& e) { Trace t("handler"); e.code = depth; printf("depth %d ", depth); throw; }
}
struct Part { int id; Part(int i) : id(i) { if (i == 3) throw i * 100; printf("+%d ", i); } ~Part() { printf("-%d ", id); } };
struct Whole { Part a, b, c; Whole(int last) try : a(1), b(2), c(last) { printf("whole "); } catch (int v) { printf("in whole %d ", v); throw v + 1; } ~Whole() { printf("~whole "); } };
static int function_try(int n) try { if (n) throw n; return 0; } catch (int v) { return -v; }
struct Quiet { ~Quiet() { try { throw 5; } catch (int v) { printf("inside %d ", v); } } };

int main() {
  for (int n = 0; n < 11; n++) printf("%s\n", handle(n));
  try { rethrow(2); } catch (const Error& e) { printf("%s %d\n", e.what(), e.code); }
  try { Whole w(2); throw 1.0; } catch (double) { printf("double\n"); }
  try { Whole w(3); } catch (int v) { printf("%d\n", v); }
  try { Part* p = new Part[4]{1, 2, 3, 4}; delete[] p; } catch (int v) { printf("array %d\n", v); }
  printf("%d %d\n", function_try(0), function_try(8));
  try { Quiet q; throw 6; } catch (int v) { printf("%d\n", v); }
  try { try { throw 1; } catch (int) { throw 2.0; } } catch (double d) { printf("%.1f\n", d); }
  try { try { throw IoError(); } catch (Error e) { printf("sliced %s ", e.what()); throw; } } catch (IoError& e) { printf("whole %s\n", e.what()); }
  for (int i = 0; i < 3; i++) { try { if (i == 1) continue; if (i == 2) throw i; printf("loop %d ", i); } catch (int v) { printf("caught %d\n", v); break; } }
}
