#ifndef _THRUST_SYSTEM_ERROR_CODE_H
#define _THRUST_SYSTEM_ERROR_CODE_H
#include <__thrust/system.h>
#endif
