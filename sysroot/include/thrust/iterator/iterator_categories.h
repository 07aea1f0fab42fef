#ifndef _THRUST_ITERATOR_CATEGORIES_H
#define _THRUST_ITERATOR_CATEGORIES_H
#include <__thrust/iterators.h>
#endif
