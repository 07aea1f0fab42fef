#ifndef _THRUST_SYSTEM_OMP_EXECUTION_POLICY_H
#define _THRUST_SYSTEM_OMP_EXECUTION_POLICY_H
#include <__thrust/system.h>
#endif
