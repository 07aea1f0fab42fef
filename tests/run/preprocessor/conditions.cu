// run: tolerance=0
// #if arithmetic, defined, nesting of groups, #elif chains, undef and redefinition, computed includes, has_include.
#include <stdio.h>
#include <limits.h>

#define HEADER <string.h>
#include HEADER
#define NAME(x) <x.h>
#include NAME(ctype)

#define CHECK(name) printf("%s\n", name)
#define ZERO 0
#define EMPTY
#define FUNC(x) ((x) + 1)

#if -1 > 0u
#define A1 "unsigned wins"
#else
#define A1 "signed"
#endif
#if (2 || 1 / 0) && !(0 && 1 / 0)
#define A2 "short circuit"
#else
#define A2 "evaluated"
#endif
#if 0x7fffffffffffffff + 0 > 0 && 18446744073709551615u == -1
#define A3 "64 bits"
#else
#define A3 "fewer bits"
#endif
#if ('a' == 97) && '\377' < 0 && '\x41' == 'A' && '\0' == 0 && 'ab' == 24930
#define A4 "characters"
#else
#define A4 "other characters"
#endif
#if (1 ? 2 : 3) == 2 && (0 ? 1 : -1) == -1 && 7 % -4 == 3 && -7 / 2 == -3 && (-8 >> 1) == -4 && (1 << 3 | 1) == 9 && (6 & 3 ^ 1) == 3
#define A5 "operators"
#else
#define A5 "other operators"
#endif
#if undefined_name == 0 && true && !false && FUNC(1) == 2 && FUNC (ZERO) == 1
#define A6 "identifiers"
#else
#define A6 "other identifiers"
#endif
#if defined A6 && defined(ZERO) && !defined nothing && !defined(EMPTY1)
#define A7 "defined"
#endif
#if 0b101 == 5 && 1'000 == 1000 && 0xFFu == 255 && 10ull == 012LL
#define A8 "literals"
#endif
#if ~0 == -1 && !5 == 0 && +3 == 3 && - -3 == 3
#define A9 "unary"
#endif
#if (2 > 1) + (2 >= 2) + (1 < 2) + (1 <= 1) + (1 != 2) == 5
#define A10 "comparisons"
#endif

#if 0
this is never read
#if 1
#error skipped
#elif 2
#else
#endif
#bogus directive
#elif defined(ZERO) && ZERO
#define B "first elif"
#elif 1
#define B "second elif"
#elif 1 / 0
#define B "division"
#else
#define B "else"
#endif

#ifdef nothing
#define C "a"
#else
#ifndef ZERO
#define C "b"
#else
#define C "c"
#endif
#endif

#define REDEFINED 1
static int first = REDEFINED;
#undef REDEFINED
#undef NEVER_DEFINED
#define REDEFINED 2
#define SAME(a) a + 1
#define SAME(a) a  +  1

#
#pragma unknown_to_everybody a b c
#if __has_include(<stdio.h>) && !__has_include("no such file.h")
#define D "has_include"
#endif

#define LINE_OF_CALL(x) __LINE__
#line 500 "renamed.cu"
static int line500 = __LINE__;
static const char *file = __FILE__;
static int spread = LINE_OF_CALL(
);

%: define DIGRAPH 12
#define CONT 1 + \
  2 + \
  3

// A comment with a continuation \
   still the comment
/* // */ static int after = 1 /* * / */ + 2 //* 3
;

int main() {
  CHECK(A1); CHECK(A2); CHECK(A3); CHECK(A4); CHECK(A5); CHECK(A6); CHECK(A7); CHECK(A8); CHECK(A9); CHECK(A10);
  CHECK(B); CHECK(C); CHECK(D);
  printf("%d %d %d\n", first, REDEFINED, SAME(1));
  printf("%d %s %d\n", line500, file, spread > 501);
  printf("%d %d %d\n", DIGRAPH, CONT, after);
  printf("%zu %d\n", strlen("abc"), isdigit('1') != 0);
  printf("%s\n", __func__);
  int arr<::> = <% 1, 2 %>;
  printf("%d\n", arr<:1:>);
  printf("%d\n", __COUNTER__ + __COUNTER__ + __COUNTER__);
  return 0;
}
