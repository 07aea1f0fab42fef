// run: tolerance=0 nvcc="-std=c++20"
#include "implicit_moves.cu"
