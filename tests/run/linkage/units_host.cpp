#include "units.cuh"
#include <cmath>
static int hidden = -7;
extern const int table[3] = {7, 8, 9};
double host_only(double x) { return std::sqrt(x * 12) + hidden; }
extern "C" int c_function(int x) { return x * x + shared_counter; }
