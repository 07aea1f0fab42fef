// run: tolerance=0
// setjmp and longjmp out of nested calls; varargs formatted to files; strings to memory streams.
#include <stdio.h>
#include <setjmp.h>
#include <stdarg.h>
static jmp_buf env; static void deep(int n) { if (n == 0) longjmp(env, 42); deep(n - 1); printf("not reached\n"); }
static void say(const char *f, ...) { va_list ap; va_start(ap, f); vfprintf(stdout, f, ap); va_end(ap); va_start(ap, f); vprintf(f, ap); va_end(ap); }
int main() { volatile int count = 0; int r = setjmp(env); if (r == 0) { count++; deep(5); } printf("%d %d\n", r, count); count++; if (setjmp(env) == 0) longjmp(env, 0); else printf("zero becomes one %d\n", count); for (volatile int i = 0; i < 3; i++) { int v = setjmp(env); if (v == 0) longjmp(env, i + 10); printf("%d ", v); } printf("\n"); say("%s %d\n", "twice", 2); return 0; }
