// run: tolerance=0 exit=134
// abort ends the program with signal 6: exit code 134; flushed output arrives, atexit handlers do not run.
#include <stdio.h>
#include <stdlib.h>
static void never() { printf("never\n"); }
int main() { atexit(never); printf("before\n"); fflush(stdout); abort(); }
