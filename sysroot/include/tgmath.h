#ifndef _TGMATH_H
#define _TGMATH_H
#include <cmath>
#include <complex>
#endif
