// run: tolerance=0 exit=5
// A program without any kernel, with its exit code from main; output without a newline at its end.
#include <stdio.h>
int main() { for (int i = 0; i < 3; i++) printf("%d,", i); printf("end"); return 5; }
