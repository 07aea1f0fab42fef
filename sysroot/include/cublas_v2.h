/* cuBLAS: its types, enumerations and handles, and functions over kernels of our own (__cuda_wasm/cublas_compute.h, by name in cublas_api.h). Those that are
   missing are refused at the call. */
#ifndef CUBLAS_API_H_
#define CUBLAS_API_H_
#define CUBLAS_V2_H_
#define CUBLAS_VER_MAJOR 13
#define CUBLAS_VER_MINOR 0
#define CUBLAS_VER_PATCH 0
#define CUBLAS_VERSION 130000
#include <cuComplex.h>
#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <cuda_runtime_api.h>
#include <library_types.h>
#include <stdint.h>

typedef enum {
  CUBLAS_STATUS_SUCCESS = 0, CUBLAS_STATUS_NOT_INITIALIZED = 1, CUBLAS_STATUS_ALLOC_FAILED = 3, CUBLAS_STATUS_INVALID_VALUE = 7,
  CUBLAS_STATUS_ARCH_MISMATCH = 8, CUBLAS_STATUS_MAPPING_ERROR = 11, CUBLAS_STATUS_EXECUTION_FAILED = 13,
  CUBLAS_STATUS_INTERNAL_ERROR = 14, CUBLAS_STATUS_NOT_SUPPORTED = 15, CUBLAS_STATUS_LICENSE_ERROR = 16
} cublasStatus_t;
typedef enum { CUBLAS_FILL_MODE_LOWER = 0, CUBLAS_FILL_MODE_UPPER = 1, CUBLAS_FILL_MODE_FULL = 2 } cublasFillMode_t;
typedef enum { CUBLAS_DIAG_NON_UNIT = 0, CUBLAS_DIAG_UNIT = 1 } cublasDiagType_t;
typedef enum { CUBLAS_SIDE_LEFT = 0, CUBLAS_SIDE_RIGHT = 1 } cublasSideMode_t;
typedef enum { CUBLAS_OP_N = 0, CUBLAS_OP_T = 1, CUBLAS_OP_C = 2, CUBLAS_OP_HERMITAN = 2, CUBLAS_OP_CONJG = 3 } cublasOperation_t;
typedef enum { CUBLAS_POINTER_MODE_HOST = 0, CUBLAS_POINTER_MODE_DEVICE = 1 } cublasPointerMode_t;
typedef enum { CUBLAS_ATOMICS_NOT_ALLOWED = 0, CUBLAS_ATOMICS_ALLOWED = 1 } cublasAtomicsMode_t;
typedef enum { CUBLAS_GEMM_DFALT = -1, CUBLAS_GEMM_DEFAULT = -1, CUBLAS_GEMM_DEFAULT_TENSOR_OP = 99 } cublasGemmAlgo_t;
typedef enum {
  CUBLAS_DEFAULT_MATH = 0, CUBLAS_TENSOR_OP_MATH = 1, CUBLAS_PEDANTIC_MATH = 2, CUBLAS_TF32_TENSOR_OP_MATH = 3,
  CUBLAS_MATH_DISALLOW_REDUCED_PRECISION_REDUCTION = 16
} cublasMath_t;
typedef enum {
  CUBLAS_COMPUTE_16F = 64, CUBLAS_COMPUTE_16F_PEDANTIC = 65, CUBLAS_COMPUTE_32F = 68, CUBLAS_COMPUTE_32F_PEDANTIC = 69,
  CUBLAS_COMPUTE_64F = 70, CUBLAS_COMPUTE_64F_PEDANTIC = 71, CUBLAS_COMPUTE_32I = 72, CUBLAS_COMPUTE_32I_PEDANTIC = 73,
  CUBLAS_COMPUTE_32F_FAST_16F = 74, CUBLAS_COMPUTE_32F_FAST_16BF = 75, CUBLAS_COMPUTE_32F_FAST_TF32 = 77
} cublasComputeType_t;
typedef cudaDataType cublasDataType_t;

struct cublasContext {
  cudaStream_t stream;
  cublasPointerMode_t pointer_mode;
  cublasAtomicsMode_t atomics_mode;
  cublasMath_t math_mode;
};
typedef struct cublasContext* cublasHandle_t;

#ifdef __cplusplus
#define cublasCreate cublasCreate_v2
#define cublasDestroy cublasDestroy_v2
inline cublasStatus_t cublasCreate_v2(cublasHandle_t* handle) {
  if (!handle) return CUBLAS_STATUS_INVALID_VALUE;
  *handle = new cublasContext();
  return CUBLAS_STATUS_SUCCESS;
}
inline cublasStatus_t cublasDestroy_v2(cublasHandle_t handle) {
  if (!handle) return CUBLAS_STATUS_NOT_INITIALIZED;
  delete handle;
  return CUBLAS_STATUS_SUCCESS;
}
#define __CW_CUBLAS_SETTING(set, get, T, member)                              \
  inline cublasStatus_t set(cublasHandle_t handle, T value) {                 \
    if (!handle) return CUBLAS_STATUS_NOT_INITIALIZED;                        \
    handle->member = value;                                                   \
    return CUBLAS_STATUS_SUCCESS;                                             \
  }                                                                           \
  inline cublasStatus_t get(cublasHandle_t handle, T* value) {                \
    if (!handle) return CUBLAS_STATUS_NOT_INITIALIZED;                        \
    if (!value) return CUBLAS_STATUS_INVALID_VALUE;                           \
    *value = handle->member;                                                  \
    return CUBLAS_STATUS_SUCCESS;                                             \
  }
__CW_CUBLAS_SETTING(cublasSetStream, cublasGetStream, cudaStream_t, stream)
__CW_CUBLAS_SETTING(cublasSetStream_v2, cublasGetStream_v2, cudaStream_t, stream)
__CW_CUBLAS_SETTING(cublasSetPointerMode, cublasGetPointerMode, cublasPointerMode_t, pointer_mode)
__CW_CUBLAS_SETTING(cublasSetAtomicsMode, cublasGetAtomicsMode, cublasAtomicsMode_t, atomics_mode)
__CW_CUBLAS_SETTING(cublasSetMathMode, cublasGetMathMode, cublasMath_t, math_mode)
#undef __CW_CUBLAS_SETTING
inline cublasStatus_t cublasSetWorkspace(cublasHandle_t handle, void*, size_t) {
  return handle ? CUBLAS_STATUS_SUCCESS : CUBLAS_STATUS_NOT_INITIALIZED;
}
inline const char* cublasGetStatusName(cublasStatus_t status) {
  switch (status) {
    case CUBLAS_STATUS_SUCCESS: return "CUBLAS_STATUS_SUCCESS";
    case CUBLAS_STATUS_NOT_INITIALIZED: return "CUBLAS_STATUS_NOT_INITIALIZED";
    case CUBLAS_STATUS_ALLOC_FAILED: return "CUBLAS_STATUS_ALLOC_FAILED";
    case CUBLAS_STATUS_INVALID_VALUE: return "CUBLAS_STATUS_INVALID_VALUE";
    case CUBLAS_STATUS_ARCH_MISMATCH: return "CUBLAS_STATUS_ARCH_MISMATCH";
    case CUBLAS_STATUS_MAPPING_ERROR: return "CUBLAS_STATUS_MAPPING_ERROR";
    case CUBLAS_STATUS_EXECUTION_FAILED: return "CUBLAS_STATUS_EXECUTION_FAILED";
    case CUBLAS_STATUS_INTERNAL_ERROR: return "CUBLAS_STATUS_INTERNAL_ERROR";
    case CUBLAS_STATUS_NOT_SUPPORTED: return "CUBLAS_STATUS_NOT_SUPPORTED";
    case CUBLAS_STATUS_LICENSE_ERROR: return "CUBLAS_STATUS_LICENSE_ERROR";
  }
  return "unknown cuBLAS status";
}

inline const char* cublasGetStatusString(cublasStatus_t status) {
  switch (status) {
    case CUBLAS_STATUS_SUCCESS: return "success";
    case CUBLAS_STATUS_NOT_INITIALIZED: return "the library was not initialized";
    case CUBLAS_STATUS_ALLOC_FAILED: return "the resource allocation failed";
    case CUBLAS_STATUS_INVALID_VALUE: return "an invalid value was used as an argument";
    case CUBLAS_STATUS_ARCH_MISMATCH: return "an absent device architectural feature is required";
    case CUBLAS_STATUS_MAPPING_ERROR: return "an access to GPU memory space failed";
    case CUBLAS_STATUS_EXECUTION_FAILED: return "the GPU program failed to execute";
    case CUBLAS_STATUS_INTERNAL_ERROR: return "an internal operation failed";
    case CUBLAS_STATUS_NOT_SUPPORTED: return "the functionality is not supported";
    case CUBLAS_STATUS_LICENSE_ERROR: return "the functionality requested requires some license";
  }
  return "unknown cuBLAS status";
}
inline cublasStatus_t cublasGetVersion(cublasHandle_t handle, int* version) {
  if (!version) return CUBLAS_STATUS_INVALID_VALUE;
  *version = CUBLAS_VERSION;
  return CUBLAS_STATUS_SUCCESS;
}
inline cublasStatus_t cublasGetVersion_v2(cublasHandle_t handle, int* version) { return cublasGetVersion(handle, version); }

#include <__cuda_wasm/cublas_api.h>

#define __CW_CUBLAS(f) \
  template <class... T> cublasStatus_t f(T&&...) __attribute__((unavailable("cuda-wasm does not have this function of cuBLAS: write the operation as a kernel")));
#define __CW_CUBLAS_SDCZ(f) __CW_CUBLAS(cublasS##f) __CW_CUBLAS(cublasD##f) __CW_CUBLAS(cublasC##f) __CW_CUBLAS(cublasZ##f)
__CW_CUBLAS_SDCZ(gbmv) __CW_CUBLAS_SDCZ(tbmv) __CW_CUBLAS_SDCZ(tbsv) __CW_CUBLAS_SDCZ(tpmv) __CW_CUBLAS_SDCZ(tpsv) __CW_CUBLAS_SDCZ(geqrfBatched) __CW_CUBLAS_SDCZ(gelsBatched) __CW_CUBLAS_SDCZ(tpttr) __CW_CUBLAS_SDCZ(trttp)
__CW_CUBLAS(cublasSsbmv) __CW_CUBLAS(cublasDsbmv) __CW_CUBLAS(cublasSspmv) __CW_CUBLAS(cublasDspmv) __CW_CUBLAS(cublasSspr) __CW_CUBLAS(cublasDspr) __CW_CUBLAS(cublasSspr2) __CW_CUBLAS(cublasDspr2)
__CW_CUBLAS(cublasChbmv) __CW_CUBLAS(cublasZhbmv) __CW_CUBLAS(cublasChpmv) __CW_CUBLAS(cublasZhpmv) __CW_CUBLAS(cublasSrotmg) __CW_CUBLAS(cublasDrotmg) __CW_CUBLAS(cublasCgemm3m) __CW_CUBLAS(cublasZgemm3m)
__CW_CUBLAS(cublasAxpyEx) __CW_CUBLAS(cublasDotEx) __CW_CUBLAS(cublasDotcEx) __CW_CUBLAS(cublasNrm2Ex) __CW_CUBLAS(cublasScalEx) __CW_CUBLAS(cublasCgemmEx)
#undef __CW_CUBLAS_SDCZ
#undef __CW_CUBLAS
#endif
#endif
