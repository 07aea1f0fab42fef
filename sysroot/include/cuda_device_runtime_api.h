/* The runtime API inside kernels (launching kernels from kernels and its kin) is not supported: the compiler diagnoses a call of
   a host function there. The header exists because programs include it. */
#ifndef __CUDA_WASM_CUDA_DEVICE_RUNTIME_API_H
#define __CUDA_WASM_CUDA_DEVICE_RUNTIME_API_H
#include <cuda_runtime_api.h>
#endif
