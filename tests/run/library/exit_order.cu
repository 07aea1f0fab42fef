// run: tolerance=0 exit=3
// atexit handlers run in reverse order, then static destructors; exit flushes; the exit code of exit; local destructors do not run.
#include <stdio.h>
#include <stdlib.h>
struct Noisy { const char *n; Noisy(const char *n) : n(n) { printf("construct %s\n", n); } ~Noisy() { printf("destruct %s\n", n); } };
static Noisy first("first"), second("second");
static void one() { printf("one\n"); } static void two() { printf("two\n"); atexit(one); }
int main() { static Noisy local("static local"); Noisy automatic("automatic"); atexit(one); atexit(two); printf("leaving"); exit(259); }
