/* <wctype.h> in the C locale: as <ctype.h>, nothing beyond ASCII. */
#include <ctype.h>
#include <string.h>
#include <wctype.h>
extern "C" {
static int in_ascii(wint_t c, int (*test)(int)) { return c < 128 && test((int)c); }
int iswalnum(wint_t c) { return in_ascii(c, isalnum); }
int iswalpha(wint_t c) { return in_ascii(c, isalpha); }
int iswblank(wint_t c) { return in_ascii(c, isblank); }
int iswcntrl(wint_t c) { return in_ascii(c, iscntrl); }
int iswdigit(wint_t c) { return in_ascii(c, isdigit); }
int iswgraph(wint_t c) { return in_ascii(c, isgraph); }
int iswlower(wint_t c) { return in_ascii(c, islower); }
int iswprint(wint_t c) { return in_ascii(c, isprint); }
int iswpunct(wint_t c) { return in_ascii(c, ispunct); }
int iswspace(wint_t c) { return in_ascii(c, isspace); }
int iswupper(wint_t c) { return in_ascii(c, isupper); }
int iswxdigit(wint_t c) { return in_ascii(c, isxdigit); }
wint_t towlower(wint_t c) { return c < 128 ? (wint_t)tolower((int)c) : c; }
wint_t towupper(wint_t c) { return c < 128 ? (wint_t)toupper((int)c) : c; }

static int (*const tests[12])(int) = {isalnum, isalpha, isblank, iscntrl, isdigit, isgraph,
                                      islower, isprint, ispunct, isspace, isupper, isxdigit};
static const char names[12][8] = {"alnum", "alpha", "blank", "cntrl", "digit", "graph",
                                  "lower", "print", "punct", "space", "upper", "xdigit"};

wctype_t wctype(const char* name) {
  for (unsigned long i = 0; i < 12; i++)
    if (!strcmp(name, names[i])) return i + 1;
  return 0;
}
int iswctype(wint_t c, wctype_t type) { return type - 1 < 12 && in_ascii(c, tests[type - 1]); }

static const int directions[2] = {0, 1};
wctrans_t wctrans(const char* name) {
  return !strcmp(name, "tolower") ? &directions[0] : !strcmp(name, "toupper") ? &directions[1] : nullptr;
}
wint_t towctrans(wint_t c, wctrans_t map) { return map == &directions[1] ? towupper(c) : map ? towlower(c) : c; }
}
