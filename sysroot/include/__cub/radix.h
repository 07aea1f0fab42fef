/* Keys of radix sorts as unsigned integers of the same order, and the digits of these. */
#ifndef __CUB_RADIX_H
#define __CUB_RADIX_H
#include <__cub/types.h>
namespace cub {
namespace __impl {

/* Descending sorts order the complement, so that equal keys keep their order. */
template <class K, bool DESCENDING> struct radix_key {
  typedef typename Traits<K>::UnsignedBits Bits;
  static constexpr int BITS = sizeof(K) * 8;
  static __CW_HD Bits encode(const K& key) {
    Bits bits;
    memcpy(&bits, &key, sizeof(K));
    bits = Traits<K>::TwiddleIn(bits);
    return DESCENDING ? (Bits)~bits : bits;
  }
  static __CW_HD K decode(Bits bits) {
    bits = Traits<K>::TwiddleOut(DESCENDING ? (Bits)~bits : bits);
    K key;
    memcpy((void*)&key, &bits, sizeof(K));
    return key;
  }
  /* -0.0 and 0.0, neighbours as bits, are equal keys. */
  static __CW_HD unsigned digit(Bits bits, int begin, int width) {
    if constexpr (Traits<K>::FLOATS) {
      if (bits == (Bits)(Traits<K>::HIGH_BIT - 1)) bits = Traits<K>::HIGH_BIT;
    }
    return (unsigned)(bits >> begin) & ((1u << width) - 1);
  }
};

}  // namespace __impl
}  // namespace cub
#endif
