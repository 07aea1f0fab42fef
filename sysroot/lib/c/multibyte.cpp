/* Multibyte characters: UTF-8. A state keeps the bits read so far and how many bytes are still to come. */
#include <errno.h>
#include <stdlib.h>
#include <wchar.h>

extern "C" {
static const size_t ILLEGAL = ~0ul, INCOMPLETE = ~0ul - 1;

static size_t illegal(mbstate_t* state) {
  state->__count = 0;
  errno = EILSEQ;
  return ILLEGAL;
}

/* __count: bytes to come in bits 0–3, length of the character in bits 4–7. */
size_t mbrtowc(wchar_t* result, const char* text, size_t n, mbstate_t* state) {
  static mbstate_t own;
  static const unsigned least[5] = {0, 0, 0x80, 0x800, 0x10000};
  if (!state) state = &own;
  if (!text) {
    if (state->__count) return illegal(state);
    return 0;
  }
  size_t used = 0;
  if (!state->__count) {
    if (!n) return INCOMPLETE;
    unsigned char c = (unsigned char)text[used++];
    if (c < 0x80) {
      if (result) *result = c;
      return c != 0;
    }
    int length = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;
    if (c < 0xc2 || c > 0xf4) return illegal(state);
    state->__value = c & (0x7fu >> length);
    state->__count = length << 4 | (length - 1);
  }
  for (; used < n; used++) {
    unsigned char c = (unsigned char)text[used];
    if ((c & 0xc0) != 0x80) return illegal(state);
    state->__value = state->__value << 6 | (c & 0x3f);
    unsigned value = state->__value;
    int length = state->__count >> 4, rest = (--state->__count) & 15;
    if (rest) {
      unsigned so_far = value << 6 * rest;
      if ((so_far | ((1u << 6 * rest) - 1)) < least[length] || so_far > 0x10ffff || (so_far >= 0xd800 && so_far < 0xe000))
        return illegal(state);
      continue;
    }
    state->__count = 0;
    if (value < least[length] || value > 0x10ffff || (value >= 0xd800 && value < 0xe000)) return illegal(state);
    if (result) *result = (wchar_t)value;
    return used + 1;
  }
  return INCOMPLETE;
}

size_t wcrtomb(char* to, wchar_t wide, mbstate_t*) {
  unsigned c = (unsigned)wide;
  if (!to) return 1;
  if (c < 0x80) {
    *to = (char)c;
    return 1;
  }
  if (c > 0x10ffff || (c >= 0xd800 && c < 0xe000)) {
    errno = EILSEQ;
    return ILLEGAL;
  }
  size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  for (size_t i = n; i-- > 1; c >>= 6) to[i] = (char)(0x80 | (c & 0x3f));
  to[0] = (char)((0xf00 >> n & 0xf0) | c);
  return n;
}

int mbsinit(const mbstate_t* state) { return !state || !state->__count; }

size_t mbrlen(const char* text, size_t n, mbstate_t* state) {
  static mbstate_t own;
  return mbrtowc(nullptr, text, n, state ? state : &own);
}

size_t mbsrtowcs(wchar_t* to, const char** from, size_t n, mbstate_t* state) {
  mbstate_t own = {};
  const char* p = *from;
  size_t done = 0;
  if (!state) state = &own;
  for (;; done++) {
    wchar_t c = 0;
    if (to && done == n) break;
    size_t used = mbrtowc(&c, p, MB_CUR_MAX, state);
    if (used >= INCOMPLETE) {
      if (to) *from = p;
      errno = EILSEQ;
      return ILLEGAL;
    }
    if (to) to[done] = c;
    if (!c) {
      if (to) *from = nullptr;
      return done;
    }
    p += used;
  }
  *from = p;
  return done;
}

size_t wcsrtombs(char* to, const wchar_t** from, size_t n, mbstate_t*) {
  const wchar_t* p = *from;
  size_t done = 0;
  char bytes[8];
  for (;; p++) {
    size_t used = wcrtomb(bytes, *p, nullptr);
    if (used == ILLEGAL) {
      if (to) *from = p;
      return used;
    }
    if (to && done + used > n) break;
    if (to) __builtin_memcpy(to + done, bytes, used);
    if (!*p) {
      if (to) *from = nullptr;
      return done;
    }
    done += used;
  }
  *from = p;
  return done;
}

int mbtowc(wchar_t* result, const char* text, size_t n) {
  mbstate_t state = {};
  if (!text) return 0;
  size_t used = mbrtowc(result, text, n, &state);
  return used >= INCOMPLETE ? -1 : (int)used;
}
int mblen(const char* text, size_t n) { return mbtowc(nullptr, text, n); }
int wctomb(char* to, wchar_t c) { return to ? (int)wcrtomb(to, c, nullptr) : 0; }
size_t mbstowcs(wchar_t* to, const char* from, size_t n) { return mbsrtowcs(to, &from, n, nullptr); }
size_t wcstombs(char* to, const wchar_t* from, size_t n) { return wcsrtombs(to, &from, n, nullptr); }
wint_t btowc(int c) { return (unsigned)c < 128 ? (wint_t)c : WEOF; }
int wctob(wint_t c) { return c < 128 ? (int)c : EOF; }
}
