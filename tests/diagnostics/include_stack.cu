// An error in a header that is included by a header.
#include "broken_outer.h"
int main() { return broken(1); }
// @include/broken.h:3:14 error CW4001: use of undeclared identifier 'missing_in_header'
