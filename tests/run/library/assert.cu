// run: tolerance=0 exit=134
// A failing assert on the host ends the program like abort does.
#include <stdio.h>
#include <assert.h>
static int checks; static bool check(int v) { checks++; return v > 0; }
int main() { assert(check(1)); assert(check(2) && "message"); printf("%d\n", checks); fflush(stdout); assert(check(-1)); printf("not reached\n"); return 0; }
