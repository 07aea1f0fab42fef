/* What every .cu file sees first, as with nvcc: the C library's headers that nvcc pulls in, the runtime API with its C++
   overloads, vector types and all device functions. */
#ifndef __CUDA_WASM_CUDA_RUNTIME_H
#define __CUDA_WASM_CUDA_RUNTIME_H
#define __CUDA_RUNTIME_H__ /* programs ask for it */

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <limits.h>
#include <math.h>
#include <cuda_runtime_api.h>
#include <driver_functions.h>
#include <vector_functions.h>

#ifdef __cplusplus
#include <__cuda_wasm/sync_builtins.h>
#include <channel_descriptor.h>
#include <device_launch_parameters.h>
#include <device_functions.h>
#include <cuda_device_runtime_api.h>

template <class T> inline cudaError_t cudaMalloc(T** p, size_t size) { return ::cudaMalloc((void**)p, size); }
template <class T> inline cudaError_t cudaMallocHost(T** p, size_t size, unsigned flags = 0) {
  return ::cudaHostAlloc((void**)p, size, flags);
}
inline cudaError_t cudaMallocHost(void** p, size_t size, unsigned flags) { return ::cudaHostAlloc(p, size, flags); }
template <class T> inline cudaError_t cudaHostAlloc(T** p, size_t size, unsigned flags) {
  return ::cudaHostAlloc((void**)p, size, flags);
}
template <class T> inline cudaError_t cudaHostGetDevicePointer(T** p, void* host, unsigned flags) {
  return ::cudaHostGetDevicePointer((void**)p, host, flags);
}
template <class T> inline cudaError_t cudaMallocManaged(T** p, size_t size, unsigned flags = cudaMemAttachGlobal) {
  return ::cudaMallocManaged((void**)p, size, flags);
}
template <class T> inline cudaError_t cudaMallocPitch(T** p, size_t* pitch, size_t width, size_t height) {
  return ::cudaMallocPitch((void**)p, pitch, width, height);
}
template <class T> inline cudaError_t cudaMallocAsync(T** p, size_t size, cudaStream_t stream) {
  return ::cudaMallocAsync((void**)p, size, stream);
}
inline cudaError_t cudaMallocAsync(void** p, size_t size, cudaMemPool_t pool, cudaStream_t stream) {
  return ::cudaMallocFromPoolAsync(p, size, pool, stream);
}
template <class T> inline cudaError_t cudaMallocAsync(T** p, size_t size, cudaMemPool_t pool, cudaStream_t stream) {
  return ::cudaMallocFromPoolAsync((void**)p, size, pool, stream);
}
template <class T>
inline cudaError_t cudaMallocFromPoolAsync(T** p, size_t size, cudaMemPool_t pool, cudaStream_t stream) {
  return ::cudaMallocFromPoolAsync((void**)p, size, pool, stream);
}
template <class T>
inline cudaError_t cudaStreamAttachMemAsync(cudaStream_t stream, T* p, size_t length = 0,
                                            unsigned flags = cudaMemAttachSingle) {
  return ::cudaStreamAttachMemAsync(stream, (void*)p, length, flags);
}
/* CUDA 12's forms, which name a device instead of a location. */
inline cudaMemLocation __cw_location(int device) {
  cudaMemLocation location;
  location.type = device < 0 ? cudaMemLocationTypeHost : cudaMemLocationTypeDevice;
  location.id = device < 0 ? 0 : device;
  return location;
}
inline cudaError_t cudaMemPrefetchAsync(const void* p, size_t count, int device, cudaStream_t stream = 0) {
  return ::cudaMemPrefetchAsync(p, count, __cw_location(device), 0, stream);
}
inline cudaError_t cudaMemAdvise(const void* p, size_t count, cudaMemoryAdvise advice, int device) {
  return ::cudaMemAdvise(p, count, advice, __cw_location(device));
}
inline cudaError_t cudaEventCreate(cudaEvent_t* event, unsigned flags) {
  return ::cudaEventCreateWithFlags(event, flags);
}

/* Symbols: device variables named by reference, so that their size is known. */
template <class T>
inline cudaError_t cudaMemcpyToSymbol(const T& symbol, const void* from, size_t count, size_t offset = 0,
                                      cudaMemcpyKind kind = cudaMemcpyHostToDevice) {
  return ::__cw_copy_symbol((const void*)&symbol, sizeof(T), 0, from, count, offset, kind, 0, 0);
}
template <class T>
inline cudaError_t cudaMemcpyToSymbolAsync(const T& symbol, const void* from, size_t count, size_t offset = 0,
                                           cudaMemcpyKind kind = cudaMemcpyHostToDevice, cudaStream_t stream = 0) {
  return ::__cw_copy_symbol((const void*)&symbol, sizeof(T), 0, from, count, offset, kind, stream, 1);
}
template <class T>
inline cudaError_t cudaMemcpyFromSymbol(void* to, const T& symbol, size_t count, size_t offset = 0,
                                        cudaMemcpyKind kind = cudaMemcpyDeviceToHost) {
  return ::__cw_copy_symbol((const void*)&symbol, sizeof(T), to, 0, count, offset, kind, 0, 0);
}
template <class T>
inline cudaError_t cudaMemcpyFromSymbolAsync(void* to, const T& symbol, size_t count, size_t offset = 0,
                                             cudaMemcpyKind kind = cudaMemcpyDeviceToHost, cudaStream_t stream = 0) {
  return ::__cw_copy_symbol((const void*)&symbol, sizeof(T), to, 0, count, offset, kind, stream, 1);
}
template <class T> inline cudaError_t cudaGetSymbolAddress(void** p, const T& symbol) {
  return ::__cw_symbol_address(p, (const void*)&symbol, sizeof(T));
}
template <class T, class U> inline cudaError_t cudaGetSymbolAddress(U** p, const T& symbol) {
  return ::__cw_symbol_address((void**)p, (const void*)&symbol, sizeof(T));
}
template <class T> inline cudaError_t cudaGetSymbolSize(size_t* size, const T& symbol) {
  *size = sizeof(T);
  return cudaSuccess;
}

/* Kernels named as functions. */
template <class T>
inline cudaError_t cudaLaunchKernel(T* kernel, dim3 grid, dim3 block, void** args, size_t shared = 0,
                                    cudaStream_t stream = 0) {
  return ::cudaLaunchKernel((const void*)kernel, grid, block, args, shared, stream);
}
template <class T>
inline cudaError_t cudaLaunchCooperativeKernel(T* kernel, dim3 grid, dim3 block, void** args, size_t shared = 0,
                                               cudaStream_t stream = 0) {
  return ::cudaLaunchCooperativeKernel((const void*)kernel, grid, block, args, shared, stream);
}
/* The arguments are converted to the parameters' types in this frame, as a call would. */
template <class... P> inline cudaError_t __cw_launch_ex(const cudaLaunchConfig_t* config, void (*kernel)(P...), P... args) {
  void* pointers[] = {(void*)&args..., (void*)0};
  return ::cudaLaunchKernelExC(config, (const void*)kernel, pointers);
}
template <class... P, class... A>
inline cudaError_t cudaLaunchKernelEx(const cudaLaunchConfig_t* config, void (*kernel)(P...), A&&... args) {
  return __cw_launch_ex<P...>(config, kernel, (P)args...);
}
template <class T> inline cudaError_t cudaFuncSetCacheConfig(T* kernel, cudaFuncCache config) {
  return ::cudaFuncSetCacheConfig((const void*)kernel, config);
}
template <class T> inline cudaError_t cudaFuncSetSharedMemConfig(T* kernel, cudaSharedMemConfig config) {
  return ::cudaFuncSetSharedMemConfig((const void*)kernel, config);
}
template <class T> inline cudaError_t cudaFuncGetAttributes(cudaFuncAttributes* attributes, T* kernel) {
  return ::cudaFuncGetAttributes(attributes, (const void*)kernel);
}
template <class T> inline cudaError_t cudaFuncSetAttribute(T* kernel, cudaFuncAttribute attribute, int value) {
  return ::cudaFuncSetAttribute((const void*)kernel, attribute, value);
}
template <class T> inline cudaError_t cudaFuncGetName(const char** name, T* kernel) {
  return ::cudaFuncGetName(name, (const void*)kernel);
}
/* A cluster is one block. */
template <class T> inline cudaError_t cudaOccupancyMaxPotentialClusterSize(int* size, T*, const cudaLaunchConfig_t* config) {
  if (!size || !config) return cudaErrorInvalidValue;
  *size = 1;
  return cudaSuccess;
}
template <class T> inline cudaError_t cudaOccupancyMaxActiveClusters(int* clusters, T* kernel, const cudaLaunchConfig_t* config) {
  if (!clusters || !config) return cudaErrorInvalidValue;
  for (unsigned i = 0; i < config->numAttrs; i++)
    if (config->attrs[i].id == cudaLaunchAttributeClusterDimension && config->attrs[i].val.clusterDim.x * config->attrs[i].val.clusterDim.y * config->attrs[i].val.clusterDim.z != 1) return cudaErrorNotSupported;
  int blocks = 0, processors = 0;
  cudaError_t e = ::cudaOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, (const void*)kernel, (int)(config->blockDim.x * config->blockDim.y * config->blockDim.z), config->dynamicSmemBytes);
  if (e == cudaSuccess) e = cudaDeviceGetAttribute(&processors, cudaDevAttrMultiProcessorCount, 0);
  *clusters = blocks * processors;
  return e;
}
template <class T>
inline cudaError_t cudaOccupancyMaxActiveBlocksPerMultiprocessor(int* blocks, T kernel, int block_size, size_t shared) {
  return ::cudaOccupancyMaxActiveBlocksPerMultiprocessor(blocks, (const void*)kernel, block_size, shared);
}
template <class T>
inline cudaError_t cudaOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(int* blocks, T kernel, int block_size,
                                                                          size_t shared, unsigned flags) {
  return ::cudaOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(blocks, (const void*)kernel, block_size, shared, flags);
}
template <class T>
inline cudaError_t cudaOccupancyAvailableDynamicSMemPerBlock(size_t* shared, T* kernel, int blocks, int block_size) {
  return ::cudaOccupancyAvailableDynamicSMemPerBlock(shared, (const void*)kernel, blocks, block_size);
}
template <class T>
inline cudaError_t cudaOccupancyMaxPotentialBlockSize(int* min_grid, int* block, T kernel, size_t shared = 0,
                                                      int limit = 0) {
  return ::__cw_occupancy_potential(min_grid, block, (const void*)kernel, 0, 0, shared, limit);
}
template <class T>
inline cudaError_t cudaOccupancyMaxPotentialBlockSizeWithFlags(int* min_grid, int* block, T kernel, size_t shared = 0,
                                                               int limit = 0, unsigned flags = 0) {
  return ::__cw_occupancy_potential(min_grid, block, (const void*)kernel, 0, 0, shared, limit);
}
template <class F> inline size_t __cw_call_shared_of(void* f, int block_size) { return (*(F*)f)(block_size); }
template <class F, class T>
inline cudaError_t cudaOccupancyMaxPotentialBlockSizeVariableSMem(int* min_grid, int* block, T kernel, F shared_of,
                                                                  int limit = 0) {
  return ::__cw_occupancy_potential(min_grid, block, (const void*)kernel, __cw_call_shared_of<F>, (void*)&shared_of, 0,
                                    limit);
}
template <class F, class T>
inline cudaError_t cudaOccupancyMaxPotentialBlockSizeVariableSMemWithFlags(int* min_grid, int* block, T kernel,
                                                                           F shared_of, int limit = 0,
                                                                           unsigned flags = 0) {
  return ::__cw_occupancy_potential(min_grid, block, (const void*)kernel, __cw_call_shared_of<F>, (void*)&shared_of, 0,
                                    limit);
}
#endif

#endif
