#include "forever.h"
// @include/forever.h:1:2 error CW1003: #include nested deeper than 200 levels (-fmax-include-depth=N allows more)
