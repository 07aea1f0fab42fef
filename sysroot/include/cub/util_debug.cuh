/* Reports of failed calls. */
#ifndef _CUB_UTIL_DEBUG_CUH
#define _CUB_UTIL_DEBUG_CUH
#include <__cub/types.h>
#include <stdio.h>
#include <stdlib.h>
namespace cub {
inline cudaError_t Debug(cudaError_t error, const char* file, int line) {
  if (error != cudaSuccess) {
    fprintf(stderr, "CUDA error %d [%s, %d]: %s\n", (int)error, file, line, cudaGetErrorString(error));
    fflush(stderr);
  }
  return error;
}
}  // namespace cub
#define CubDebug(e) cub::Debug((cudaError_t)(e), __FILE__, __LINE__)
#define CubDebugExit(e) \
  if (cub::Debug((cudaError_t)(e), __FILE__, __LINE__)) exit(1)
#endif
