#ifndef _THRUST_SYSTEM_ERROR_H
#define _THRUST_SYSTEM_ERROR_H
#include <__thrust/system.h>
namespace thrust {
}  // namespace thrust
#endif
