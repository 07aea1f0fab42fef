/* Integer arithmetic of <stdlib.h>, <inttypes.h> and <strings.h>. */
#include <inttypes.h>
#include <stdlib.h>
#include <strings.h>
extern "C" {
int abs(int n) { return n < 0 ? (int)(0u - (unsigned)n) : n; }
long labs(long n) { return n < 0 ? (long)(0ul - (unsigned long)n) : n; }
long long llabs(long long n) { return labs(n); }
intmax_t imaxabs(intmax_t n) { return labs(n); }
div_t div(int a, int b) { return {a / b, a % b}; }
ldiv_t ldiv(long a, long b) { return {a / b, a % b}; }
lldiv_t lldiv(long long a, long long b) { return {a / b, a % b}; }
imaxdiv_t imaxdiv(intmax_t a, intmax_t b) { return {a / b, a % b}; }
int ffs(int n) { return n ? __builtin_ctz((unsigned)n) + 1 : 0; }
int ffsl(long n) { return n ? __builtin_ctzll((unsigned long)n) + 1 : 0; }
int ffsll(long long n) { return ffsl(n); }
}
