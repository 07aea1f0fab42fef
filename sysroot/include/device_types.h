#ifndef __CUDA_WASM_DEVICE_TYPES_H
#define __CUDA_WASM_DEVICE_TYPES_H
#include <__cuda_wasm/host_defines.h>
enum cudaRoundMode { cudaRoundNearest, cudaRoundZero, cudaRoundPosInf, cudaRoundMinInf };
#endif
