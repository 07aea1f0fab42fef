#ifndef _THRUST_VERSION_H
#define _THRUST_VERSION_H
#include <__thrust/system.h>
namespace thrust {
}  // namespace thrust
#endif
