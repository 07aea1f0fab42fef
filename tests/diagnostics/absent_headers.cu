// Headers of libraries that are not part of cuda-wasm.
#include <thrust/device_vector.h>
//       ^ error CW1057: 'thrust/device_vector.h' is of Thrust, which is not part of cuda-wasm
#include <cub/cub.cuh>
//       ^ error CW1057: 'cub/cub.cuh' is of CUB, which is not part of cuda-wasm
#include <no_such_header.h>
//       ^ error CW1001: 'no_such_header.h' file not found
int main() {}
