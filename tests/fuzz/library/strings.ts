/** std::string's members and <string.h>. */
import type { Random } from '../random.js';
import type { Area } from './case.js';
import { quoted, times, word } from './case.js';

const sign = 'static int sgn(int x) { return (x > 0) - (x < 0); }';

function members(random: Random): string {
  const letters = (n: number): string => times(random.below(n), () => 'abc'[random.below(3)]).join('');
  const position = (): string => random.pick([String(random.below(12)), String(random.below(12)), 'std::string::npos', '0']);
  const steps = times(random.between(1, 6), () =>
    random.pick([
      () => `show("%zu", s.${random.pick(['find', 'rfind', 'find_first_of', 'find_last_of', 'find_first_not_of', 'find_last_not_of'])}(${quoted(letters(4))}${random.oneIn(2) ? `, ${position()}` : ''}));`,
      () => `show("%d", sgn(s.compare(${quoted(letters(8))})));`,
      () => `show("%d", sgn(s.compare(${random.below(9)}, ${position()}, ${quoted(letters(6))})));`,
      () => `show("%s", s.substr(${random.below(9)}, ${position()}).c_str());`,
      () => `s.insert(${random.below(9)}, ${quoted(letters(5))});`,
      () => `s.replace(${random.below(7)}, ${position()}, ${quoted(letters(5))});`,
      () => `s.erase(${random.below(9)}, ${position()});`,
      () => `s.append(${random.below(5)}, 'x'); s += ${quoted(letters(4))};`,
      () => `s.resize(${random.below(40)}, '.');`,
      () => `s.assign(${quoted(letters(20))});`,
      () => `s.reserve(${random.below(100)}); show("%zu", s.capacity());`,
      () => 's.shrink_to_fit(); show("%zu", s.capacity());',
      () => 's += s; show("%zu", s.capacity()); s.erase(10 < s.size() ? 10 : 0);',
      () => `show("%c", s.at(${random.below(12)}));`,
      () => `std::string t(s.rbegin(), s.rend()); show("%d %d", (int)(s < t), (int)(s == t)); s.swap(t);`,
      () => `std::string_view v(s); show("%zu %d", v.find_last_of("ab"), (int)(v.substr(0, 2) == "ab"));`,
      () => `show("%zu %zu", std::hash<std::string>()(s), std::hash<std::string_view>()(${quoted(letters(30))}));`,
    ])(),
  );
  return `std::string s = ${quoted(letters(20))}; try { ${steps.map((step) => `{ ${step} }`).join(' ')} } catch (const std::exception &e) { show("%s", e.what()); } show("%zu %s", s.size(), s.c_str());`;
}

function c(random: Random): string {
  const text = (): string => quoted(times(random.below(12), () => 'ab, C'[random.below(5)]).join(''));
  return random.pick([
    () => `char b[64] = ${text()}; for (char *p = strtok(b, ${quoted(random.pick([',', ' ,', 'a', '']))}); p; p = strtok(0, ",")) show("%s", p);`,
    () => `char b[64] = ${text()}, *r = 0; for (char *p = strtok_r(b, ", ", &r); p; p = strtok_r(0, ", ", &r)) show("%s", p);`,
    () => `char b[64] = ${text()}, *r = b; while (char *p = strsep(&r, ",")) show("<%s>", p);`,
    () => `const char *s = ${text()}; const char *p = ${random.pick(['strstr', 'strpbrk', 'strcasestr'])}(s, ${text()}); show("%d", p ? (int)(p - s) : -1);`,
    () => `const char *s = ${text()}; const char *p = ${random.pick(['strchr', 'strrchr'])}(s, '${random.pick(['a', 'C', ',', 'z'])}'); show("%d", p ? (int)(p - s) : -1);`,
    () => `show("%zu %zu", strspn(${text()}, "ab"), strcspn(${text()}, ", "));`,
    () => `show("%d %d %d %d", sgn(strcmp(${text()}, ${text()})), sgn(strncmp(${text()}, ${text()}, 3)), sgn(strcasecmp(${text()}, ${text()})), sgn(strncasecmp(${text()}, ${text()}, 2)));`,
    () => `char b[40]; memset(b, '#', 39); b[39] = 0; strncpy(b, ${text()}, ${random.below(12)}); b[20] = 0; show("%s|%s", b, b + strlen(b) + 1);`,
    () => `char b[80] = ${text()}; strcat(b, ${text()}); strncat(b, ${text()}, ${random.below(6)}); show("%s", b);`,
    () => `char b[40] = "0123456789abcdefghij"; memmove(b + ${random.below(9)}, b + ${random.below(9)}, ${random.below(11)}); show("%s", b);`,
    () => `int n = 0; for (int c = -1; c < 128; c++) n = n * 31 + !!${random.pick(['isalpha', 'isdigit', 'isalnum', 'isspace', 'ispunct', 'isprint', 'isgraph', 'iscntrl', 'isxdigit', 'isupper', 'islower', 'isblank'])}(c); show("%d", n);`,
    () => `struct tm t = {}; t.tm_year = ${random.between(60, 200)}; t.tm_mon = ${random.between(-5, 20)}; t.tm_mday = ${random.between(-40, 80)}; t.tm_hour = ${random.between(-30, 60)}; t.tm_min = ${random.between(-90, 99)}; time_t x = timegm(&t); char b[200]; size_t n = strftime(b, sizeof b, ${quoted(times(random.between(1, 5), () => `%${random.pick([...'aAbBcCdDeFgGhHIjmMnprRStTuUVwWxXyY%'])}`).join(' '))}, &t); show("%ld %zu %s", (long)x, n, b);`,
    () => `time_t x = ${random.between(-2000000000, 2000000000)}L * ${random.between(1, 20)}; struct tm t; gmtime_r(&x, &t); show("%d %d %d %d %d %d %d %d", t.tm_year, t.tm_mon, t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec, t.tm_wday, t.tm_yday); char b[40]; show("%s", asctime_r(&t, b));`,
    () => `div_t d = div(${random.between(-100, 100)}, ${random.between(1, 9)}); ldiv_t e = ldiv(${random.between(-100, 100)}L, -${random.between(1, 9)}L); show("%d %d %ld %ld", d.quot, d.rem, e.quot, e.rem);`,
    () => `int a[9] = {1, 3, 5, 7, 9, 11, 13, 15, 17}, k = ${random.below(19)}; int *p = (int *)bsearch(&k, a, 9, sizeof(int), [](const void *x, const void *y) { return *(const int *)x - *(const int *)y; }); show("%d", p ? (int)(p - a) : -1);`,
    () => `wchar_t w[32]; size_t n = mbstowcs(w, ${quoted(word(random))}, 32); show("%zu %d", n, (int)w[0]); show("%d", (int)wcslen(L${quoted(word(random))}));`,
  ])();
}

export const strings: Area = {
  preamble: `#include <string>\n#include <string_view>\n#include <stdexcept>\n#include <string.h>\n#include <strings.h>\n#include <stdlib.h>\n#include <wchar.h>\n#include <ctype.h>\n#include <time.h>\n${sign}\n`,
  statement: (random) => (random.oneIn(2) ? members(random) : c(random)),
};
