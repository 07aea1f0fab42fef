#ifndef _THRUST_ADVANCE_H
#define _THRUST_ADVANCE_H
#include <__thrust/iterators.h>
namespace thrust {
template <class I, class N> __CW_HD void advance(I& it, N n) { it += n; }
template <class I> __CW_HD I next(I it, ptrdiff_t n = 1) { return it + n; }
template <class I> __CW_HD I prev(I it, ptrdiff_t n = 1) { return it - n; }
}  // namespace thrust
#endif
