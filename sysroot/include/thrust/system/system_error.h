#ifndef _THRUST_SYSTEM_SYSTEM_ERROR_H
#define _THRUST_SYSTEM_SYSTEM_ERROR_H
#include <__thrust/system.h>
#endif
