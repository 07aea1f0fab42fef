#include <__cub/iterators.h>
