/* The special registers of a thread. */
#ifndef __CUDA_WASM_DEVICE_LAUNCH_PARAMETERS_H
#define __CUDA_WASM_DEVICE_LAUNCH_PARAMETERS_H

#include <vector_types.h>

#ifdef __cplusplus
extern const uint3 __CW_BUILTIN("threadIdx") threadIdx;
extern const uint3 __CW_BUILTIN("blockIdx") blockIdx;
extern const dim3 __CW_BUILTIN("blockDim") blockDim;
extern const dim3 __CW_BUILTIN("gridDim") gridDim;
const int warpSize = 32;
#endif

#endif
