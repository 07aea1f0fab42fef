// run: exit=134 tolerance=0
// An exception that nobody catches ends the program through the terminate handler, without unwinding being required.
#include <stdio.h>
#include <stdlib.h>
#include <exception>

static void handler() { printf("terminating\n"); fflush(stdout); abort(); }
static int depth(int n) { if (n == 0) throw 42; return depth(n - 1) + 1; }

int main() {
  std::set_terminate(handler);
  printf("before\n");
  return depth(3);
}
