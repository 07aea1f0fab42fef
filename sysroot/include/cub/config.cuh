#include <__cub/types.h>
