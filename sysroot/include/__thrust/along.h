/* Standard headers that CUDA's Thrust brings along everywhere, on which programs rely. */
#ifndef __THRUST_ALONG_H
#define __THRUST_ALONG_H
#include <cassert>
#include <cctype>
#include <cfloat>
#include <chrono>
#include <climits>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <iostream>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#endif
