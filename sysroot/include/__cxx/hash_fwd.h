// The hash template's name, for headers that specialize it.
#ifndef _CXX_HASH_FWD_H
#define _CXX_HASH_FWD_H
#include <__cuda_wasm/defs.h>

namespace std {
template <class T> struct hash;
// MurmurHash2 for 64 bits (sysroot/lib/cxx/hash.cpp).
size_t __hash_bytes(const void* p, size_t n, size_t seed = 0xc70f6907ul) noexcept;
}
#endif
