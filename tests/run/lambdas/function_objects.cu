// run: tolerance=0
// Lambdas where functions are wanted: sorting callbacks, tables, state machines, stored in structures, in static initializers, as comparators of C functions, returned and kept.
#include <stdio.h>
#include <stdlib.h>

typedef int (*Binary)(int, int);
struct Command { const char* name; Binary run; };
static const Command commands[] = {{"add", [](int a, int b) { return a + b; }}, {"sub", [](int a, int b) { return a - b; }}, {"max", [](int a, int b) { return a < b ? b : a; }}};
static int initialized = [] { int s = 0; for (int i = 1; i <= 10; i++) s += i; return s; }();
static auto global_lambda = [](int v) { return v * initialized; };
template <class F> class Scope { F f; public: explicit Scope(F f) : f(f) {} ~Scope() { f(); } };
template <class T, class Less> void sort(T* v, int n, Less less) { for (int i = 1; i < n; i++) for (int j = i; j > 0 && less(v[j], v[j - 1]); j--) { T t = v[j]; v[j] = v[j - 1]; v[j - 1] = t; } }
template <class F> struct Event { F* handlers[4]; int n = 0; void add(F* f) { handlers[n++] = f; } template <class... A> int fire(A... a) { int s = 0; for (int i = 0; i < n; i++) s += handlers[i](a...); return s; } };
enum State { idle, running, done };
struct Person { const char* name; int age; };
static int (*select(char op))(int, int) { switch (op) { case '+': return [](int a, int b) { return a + b; }; case '*': return [](int a, int b) { return a * b; }; default: return nullptr; } }
static int once() { static auto cache = [n = 0](int v) mutable { return n += v; }; return cache(5); }
extern "C" int visit(int n, int (*f)(int, void*), void* data) { int s = 0; for (int i = 0; i < n; i++) s += f(i, data); return s; }

int main() {
  for (const Command& c : commands) printf("%s=%d ", c.name, c.run(7, 3)); printf("%d %d\n", initialized, global_lambda(2));
  int v[] = {5, 2, 8, 1}; qsort(v, 4, sizeof *v, [](const void* a, const void* b) { return *(const int*)a - *(const int*)b; }); printf("%d %d %d %d\n", v[0], v[1], v[2], v[3]);
  Person people[] = {{"c", 30}, {"a", 25}, {"b", 41}}; int comparisons = 0; sort(people, 3, [&](const Person& a, const Person& b) { comparisons++; return a.age < b.age; }); printf("%s %s %s %d\n", people[0].name, people[1].name, people[2].name, comparisons);
  { Scope log([] { printf("second\n"); }); Scope inner([&] { printf("first "); }); }
  Event<int(int)> event; event.add([](int n) { return n; }); event.add([](int n) { return n * n; }); printf("%d\n", event.fire(6));
  State state = idle; auto next = [&state] { switch (state) { case idle: return state = running; case running: return state = done; default: return state; } }; next(); printf("%d %d\n", next(), next());
  printf("%d %d %d\n", select('+')(2, 3), select('*')(2, 3), select('?') == nullptr); once(); printf("%d\n", once());
  int factor = 3; printf("%d\n", visit(4, [](int i, void* data) { return i * *static_cast<int*>(data); }, &factor));
  auto table = [](int i) -> Binary { return commands[i].run; }; printf("%d\n", table(1)(9, 4)); auto ternary = true ? +[](int x) { return x; } : +[](int x) { return -x; }; printf("%d\n", ternary(4));
  [] { printf("immediately "); }(); [&](auto... x) { printf("%d\n", (x + ...)); }(1, 2, 3);
  auto loop = [&](auto&& self, int n) -> void { if (n == 0) { printf("\n"); return; } printf("%d ", n); self(self, n - 1); }; loop(loop, 3);
  try { [] { throw 5; }(); } catch (int e) { printf("%d\n", e); } goto end; end: printf("end\n");
}
