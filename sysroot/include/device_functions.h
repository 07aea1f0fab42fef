/* All device functions that a .cu file sees without an #include of its own. */
#ifndef __CUDA_WASM_DEVICE_FUNCTIONS_H
#define __CUDA_WASM_DEVICE_FUNCTIONS_H
#ifdef __cplusplus
#include <__cuda_wasm/device_sync.h>
#include <__cuda_wasm/device_integer.h>
#include <__cuda_wasm/device_float.h>
#include <__cuda_wasm/device_memory.h>
#include <__cuda_wasm/device_simd.h>
#include <device_atomic_functions.h>
#endif
#endif
