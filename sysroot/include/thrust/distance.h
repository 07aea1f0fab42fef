#ifndef _THRUST_DISTANCE_H
#define _THRUST_DISTANCE_H
#include <__thrust/iterators.h>
namespace thrust {
template <class I> __CW_HD typename std::iterator_traits<I>::difference_type distance(I first, I last) { return last - first; }
}  // namespace thrust
#endif
