#ifndef _THRUST_SYSTEM_CPP_EXECUTION_POLICY_H
#define _THRUST_SYSTEM_CPP_EXECUTION_POLICY_H
#include <__thrust/system.h>
#endif
