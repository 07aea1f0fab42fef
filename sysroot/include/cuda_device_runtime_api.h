/* The runtime API inside kernels: the functions of cuda_runtime_api.h that are marked CUDART_DEVICE. A grid that a kernel launches
   runs when that kernel's grid has ended. The compiler diagnoses a call of any other host function there. */
#ifndef __CUDA_WASM_CUDA_DEVICE_RUNTIME_API_H
#define __CUDA_WASM_CUDA_DEVICE_RUNTIME_API_H
#include <cuda_runtime_api.h>
#endif
