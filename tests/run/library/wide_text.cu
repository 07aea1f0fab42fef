// run: tolerance=0
// Wide characters and UTF-8: wstring, conversions with the C library in the C.UTF-8 locale, wide printf to memory, u8, u16 and u32 literals.
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <cwchar>
#include <cwctype>
#include <string>

int main() {
  std::wstring w = L"wide ";
  w += L"text";
  printf("%zu %zu %d\n", w.size(), w.find(L"text"), w.compare(L"wide texu") < 0);
  printf("%zu %d %ls\n", wcslen(L"hello"), wcscmp(L"a", L"b") < 0, L"ascii");
  wchar_t buffer[32];
  int n = swprintf(buffer, 32, L"%d-%ls-%s-%.2f", 42, L"in", "narrow", 1.5);
  printf("%d %ls\n", n, buffer);
  printf("%ld %g %d\n", wcstol(L"123x", nullptr, 10), wcstod(L"2.5", nullptr), iswalpha(L'q') != 0 && iswdigit(L'7') != 0 && towupper(L'z') == L'Z');
  wchar_t copy[16];
  wcscpy(copy, L"abc");
  wcscat(copy, L"def");
  printf("%ls %td %d\n", copy, wcschr(copy, L'd') - copy, wmemcmp(copy, L"abd", 3) < 0);
  const char* utf8 = "\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80";
  printf("%zu bytes\n", strlen(utf8));
  const char16_t* s16 = u"\u00e9\u20ac\U0001F600";
  const char32_t* s32 = U"\u00e9\u20ac\U0001F600";
  for (int i = 0; s16[i]; i++) printf("%04x ", (unsigned)s16[i]);
  for (int i = 0; s32[i]; i++) printf("%06x ", (unsigned)s32[i]);
  printf("\n");
  std::u32string u = U"xyz";
  std::u16string v(3, u'a');
  printf("%zu %zu %d\n", u.size(), v.size(), v < u"ab");
}
