// The other unit of startup.cu: its priorities count among those of the first, all else comes after it.
#include <cstdio>

static int initialized = printf("other variable\n");
__attribute__((constructor(250))) static void between() { printf("other 250\n"); }
__attribute__((constructor)) static void last() { printf("other constructor\n"); }
__attribute__((destructor(250))) static void ends() { printf("other ends\n"); }
