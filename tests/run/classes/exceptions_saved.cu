// run: tolerance=0
// Exceptions kept and thrown again: current_exception, rethrow_exception, make_exception_ptr, uncaught_exceptions, nested exceptions.
#include <stdio.h>
#include <exception>
#include <stdexcept>

struct Probe { int before = std::uncaught_exceptions(); const char* name; Probe(const char* n) : name(n) {} ~Probe() { printf("%s%d ", name, std::uncaught_exceptions() - before); } };
struct Tracked { int v; Tracked(int v) : v(v) {} Tracked(const Tracked& o) : v(o.v) {} ~Tracked() { printf("~%d ", v); } };

static void show(std::exception_ptr p) {
  try { if (p) std::rethrow_exception(p); printf("none\n"); }
  catch (const std::exception& e) { printf("std %s\n", e.what()); }
  catch (int v) { printf("int %d\n", v); }
  catch (const Tracked& t) { printf("tracked %d\n", t.v); }
}

int main() {
  std::exception_ptr a, b, c;
  try { throw std::out_of_range("range"); } catch (...) { a = std::current_exception(); }
  try { throw 42; } catch (int) { b = std::current_exception(); }
  c = std::make_exception_ptr(std::runtime_error("made"));
  show(a); show(b); show(c); show(a); show(nullptr);
  { std::exception_ptr t; try { throw Tracked(7); } catch (...) { t = std::current_exception(); printf("kept "); } show(t); printf("release "); } printf("\n");
  printf("%d %d\n", std::current_exception() == nullptr, a == a);
  try { Probe p("unwinding"); throw 1; } catch (int) { Probe p("handler"); }
  { Probe p("normal"); } printf("\n");
  try { try { throw std::runtime_error("inner"); } catch (...) { std::throw_with_nested(std::logic_error("outer")); } }
  catch (const std::exception& e) { printf("%s: ", e.what()); try { std::rethrow_if_nested(e); } catch (const std::exception& i) { printf("%s\n", i.what()); } }
}
