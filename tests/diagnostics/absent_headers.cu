// Headers of libraries that are not part of cuda-wasm, or not all of them.
#include <thrust/shuffle.h>
//       ^ error CW1057: 'thrust/shuffle.h' is a header of Thrust that cuda-wasm does not have
#include <cub/agent/agent_reduce.cuh>
//       ^ error CW1057: 'cub/agent/agent_reduce.cuh' is a header of CUB that cuda-wasm does not have
#include <no_such_header.h>
//       ^ error CW1001: 'no_such_header.h' file not found
int main() {}
