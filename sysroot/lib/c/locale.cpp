/* The C locale, the only one; its multibyte text is UTF-8. */
#include <limits.h>
#include <locale.h>
#include <string.h>

extern "C" {
static char point[] = ".", empty[] = "", name[] = "C";
static struct lconv conventions = {point,    empty,    empty,    empty,    empty,    empty,    empty,    empty,
                                   empty,    empty,    CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX,
                                   CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX};

char* setlocale(int category, const char* wanted) {
  if (category < LC_CTYPE || category > 12) return nullptr;
  if (!wanted || !*wanted || !strcmp(wanted, "C") || !strcmp(wanted, "POSIX")) return name;
  return nullptr;
}
struct lconv* localeconv(void) { return &conventions; }
}
