// run: tolerance=0
// Static storage: order of construction and destruction within a unit, function statics, templates' statics, thread_local, constant before dynamic initialization, atexit.
#include <stdio.h>
#include <stdlib.h>

struct Log { const char* n; Log(const char* n) : n(n) { printf("+%s ", n); } ~Log() { printf("-%s ", n); } };
extern int uses_later; int early = uses_later + 1; int uses_later = 5; int dynamic = [] { return uses_later * 2; }();
Log a("a"); static Log b("b"); namespace ns { Log c("c"); }
struct Holder { static Log member; static Log& lazy() { static Log l("lazy"); return l; } }; Log Holder::member("member");
template <class T> struct Templated { static int count; static int next() { return ++count; } }; template <class T> int Templated<T>::count = int(sizeof(T)) * 10;
inline Log& shared() { static Log s("shared"); return s; }
static int calls = 0; static int init() { return ++calls; } static int lazily() { static int v = init(); return v; }
thread_local int per_thread = 3; static int recursive(int n) { static int depth = 0; if (n == 0) return depth; depth++; return recursive(n - 1); }
int array[3] = {init(), init(), 7}; const Log& reference = Log("reference"); Log* pointer = new Log("heap");
static void at_exit() { printf("exit "); }
struct Last { ~Last() { printf("last\n"); } } last_destroyed_first;

int main() {
  printf("\n%d %d %d %d %d %d\n", early, uses_later, dynamic, array[0], array[1], calls);
  atexit(at_exit); Holder::lazy(); shared(); shared(); printf("%d %d %d\n", lazily(), lazily(), calls);
  printf("%d %d %d\n", Templated<int>::next(), Templated<char>::next(), Templated<int>::next()); per_thread++; printf("%d %d %d\n", per_thread, recursive(4), recursive(2));
  for (int i = 0; i < 2; i++) { static Log once("loop"); Log each("each"); } delete pointer; printf("main\n");
}
