/* Names for CUDA's objects in a profiler: there is none. */
#ifndef __CUDA_WASM_NVTOOLSEXTCUDART_H
#define __CUDA_WASM_NVTOOLSEXTCUDART_H
#include <cuda_runtime_api.h>
#include <nvtx3/nvToolsExt.h>

static inline void nvtxNameCudaDeviceA(int device, const char* name) {}
static inline void nvtxNameCudaStreamA(cudaStream_t stream, const char* name) {}
static inline void nvtxNameCudaEventA(cudaEvent_t event, const char* name) {}
#define nvtxNameCudaDevice nvtxNameCudaDeviceA
#define nvtxNameCudaStream nvtxNameCudaStreamA
#define nvtxNameCudaEvent nvtxNameCudaEventA
#endif
