// Hashes of byte sequences: MurmurHash2 for 64 bits (Austin Appleby's algorithm), as gcc's library computes std::hash.
#include <__cxx/hash_fwd.h>
#include <cstring>
#include <typeinfo>

namespace std {

static const unsigned long multiplier = 0xc6a4a7935bd1e995ul;
static unsigned long fold(unsigned long v) { return v ^ (v >> 47); }

size_t __hash_bytes(const void* p, size_t n, size_t seed) noexcept {
  const unsigned char* bytes = static_cast<const unsigned char*>(p);
  unsigned long hash = seed ^ (n * multiplier);
  const unsigned char* end = bytes + (n & ~7ul);
  for (; bytes != end; bytes += 8) {
    unsigned long word;
    memcpy(&word, bytes, 8);
    hash = (hash ^ (fold(word * multiplier) * multiplier)) * multiplier;
  }
  if (const unsigned rest = n & 7) {
    unsigned long word = 0;
    for (unsigned i = rest; i-- > 0;) word = word << 8 | end[i];
    hash = (hash ^ word) * multiplier;
  }
  return fold(fold(hash) * multiplier);
}

size_t type_info::hash_code() const noexcept { return __hash_bytes(name(), strlen(name())); }

}
