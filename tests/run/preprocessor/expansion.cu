// run: tolerance=0
// Macro expansion: hidesets, rescanning, stringizing, pasting, variadics and __VA_OPT__.
#include <stdio.h>

#define STR_(...) #__VA_ARGS__
#define STR(...) STR_(__VA_ARGS__)
#define CAT_(a, b) a##b
#define CAT(a, b) CAT_(a, b)

// Recursion is stopped by the hideset.
#define SELF SELF + 1
#define PING PONG x
#define PONG PING y
#define F(x) x + F(x)
#define G(x) H(x) g
#define H(x) G(x) h
#define NIL(x) x
#define G_0(arg) NIL(G_1)(arg)
#define G_1(arg) NIL(arg)

// C99 6.10.3.5 examples 3 and 4.
#define x3 3
#define f(a) f(x3 * (a))
#undef x3
#define x3 2
#define g f
#define z z[0]
#define m(a) a(w)
#define w 0, 1
#define t(a) a
#define p() int
#define q(x) x
#define r(x, y) x##y
#define str(x) #x
#define xstr(s) str(s)
#define debug(s, t) "x" #s "= %d, x" #t "= %s", x##s, x##t
#define INCFILE(n) vers##n
#define hash_hash # ## #
#define mkstr(a) #a
#define in_between(a) mkstr(a)
#define join(c, d) in_between(c hash_hash d)
#define t5(x, y, z5) x##y##z5

#define COUNT(...) COUNT_(__VA_ARGS__ __VA_OPT__(, ) 5, 4, 3, 2, 1, 0)
#define COUNT_(a1, a2, a3, a4, a5, n, ...) n
#define LOG(fmt, ...) printf(fmt "\n" __VA_OPT__(, ) __VA_ARGS__)
#define GNU(fmt, args...) printf(fmt "\n", ##args)
#define OPTIONAL(a, ...) a __VA_OPT__([a __VA_ARGS__])
#define EMPTY
#define LPAREN (
#define RPAREN )
#define TWO(a, b) b a
#define CALL(macro, args) macro args

#define EACH_1(m, a) m(a)
#define EACH_2(m, a, ...) m(a) EACH_1(m, __VA_ARGS__)
#define EACH_3(m, a, ...) m(a) EACH_2(m, __VA_ARGS__)
#define EACH_4(m, a, ...) m(a) EACH_3(m, __VA_ARGS__)
#define EACH(m, ...) CAT(EACH_, COUNT(__VA_ARGS__))(m, __VA_ARGS__)

#define COLORS(X) X(RED, 1) X(GREEN, 1 << 3) X(BLUE, 'a')
enum Color {
#define X(name, value) name = value,
  COLORS(X)
#undef X
};

int main() {
  puts(STR(SELF));
  puts(STR(PING));
  puts(STR(F(2)));
  puts(STR(G(1)));
  puts(STR(G_0(42)));
  puts(STR(f(y + 1) + f(f(z)) % t(t(g)(0) + t)(1)));
  puts(STR(g(x3 + (3, 4) - w) | m(f)^m(m)));
  puts(STR(p() i[q()] = {q(1), r(2, 3), r(4, ), r(, 5), r(, )};));
  puts(STR(debug(1, 2)));
  puts(xstr(strncmp("abc\0d", "abc", '\4') == 0) str(: @\n));
  puts(xstr(INCFILE(2).h));
  puts(join(x, y));
  puts(STR({t5(1, 2, 3), t5(, 4, 5), t5(6, , 7), t5(8, 9, ), t5(10, , ), t5(, 11, ), t5(, , 12), t5(, , )}));
  puts(STR_(  leading   and /* comment */ inner    blanks  ));
  puts(STR_("quoted \"text\"" 'c' '\'' "\\"));
  puts(STR(EMPTY a EMPTY b EMPTY));
  puts(STR(TWO(EMPTY, a) TWO(, ) TWO((1, 2), [3])));
  puts(STR(CALL(TWO, (left, right))));
  puts(STR(TWO LPAREN 1, 2 RPAREN));
  puts(STR(t(str LPAREN q RPAREN)));
  puts(STR(OPTIONAL(a) OPTIONAL(a, ) OPTIONAL(a, b) OPTIONAL(a, b, c) OPTIONAL(a, EMPTY)));
  puts(STR(COUNT() COUNT(a) COUNT(a, b) COUNT((a, b), c, d) COUNT(1, 2, 3, 4, 5)));
  puts(STR(EACH(STR, a, b c, d + e, "f")));
  LOG("plain");
  LOG("%d %s", 7, "args");
  GNU("gnu");
  GNU("gnu %d", 8);
  printf("%d %d %d\n", RED, GREEN, BLUE);
  printf("%d\n", CAT(1, CAT(2, 3)) + CAT(0x, ff));
  puts(STR(CAT(CAT(a, b), c) a CAT(<, <) b));
  puts(STR(TWO(a
    , b) c
    d));
  puts("con" "cat" /* between */ STR(e) "nated" \
    " over lines");
  return 0;
}
