#ifndef _THRUST_EXECUTION_POLICY_H
#define _THRUST_EXECUTION_POLICY_H
#include <__thrust/system.h>
namespace thrust {
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
