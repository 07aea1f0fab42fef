/* Eight bytes at a time. */
#ifndef CW_WORDS_H
#define CW_WORDS_H
static inline unsigned long word_at(const void* p) {
  unsigned long w;
  __builtin_memcpy(&w, p, 8);
  return w;
}
/* Whether one of the word's bytes is zero. */
static inline int has_zero(unsigned long w) { return ((w - 0x0101010101010101ul) & ~w & 0x8080808080808080ul) != 0; }
#endif
