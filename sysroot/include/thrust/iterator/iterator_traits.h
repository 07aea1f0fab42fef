#ifndef _THRUST_ITERATOR_TRAITS_H
#define _THRUST_ITERATOR_TRAITS_H
#include <__thrust/iterators.h>
#endif
