/* cuBLAS: its types, enumerations and handles, and functions over kernels of our own (__cuda_wasm/cublas_compute.h). Those that are
   missing are refused at the call. */
#ifndef __CUDA_WASM_CUBLAS_V2_H
#define __CUDA_WASM_CUBLAS_V2_H
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

#include <__cuda_wasm/cublas_compute.h>

#define __CW_CUBLAS(f) \
  template <class... T> cublasStatus_t f(T&&...) __attribute__((unavailable("cuda-wasm does not have this function of cuBLAS: write the operation as a kernel")));
#define __CW_CUBLAS_C(f) __CW_CUBLAS(cublasC##f) __CW_CUBLAS(cublasZ##f)
#define __CW_CUBLAS_SDCZ(f) __CW_CUBLAS(cublasS##f) __CW_CUBLAS(cublasD##f) __CW_CUBLAS_C(f)
__CW_CUBLAS_C(gemm) __CW_CUBLAS_C(gemmBatched) __CW_CUBLAS_C(gemmStridedBatched) __CW_CUBLAS_C(gemv) __CW_CUBLAS_C(geru) __CW_CUBLAS_C(gerc)
__CW_CUBLAS_C(axpy) __CW_CUBLAS_C(dotu) __CW_CUBLAS_C(dotc) __CW_CUBLAS_C(scal) __CW_CUBLAS_C(copy) __CW_CUBLAS_C(swap) __CW_CUBLAS_C(geam)
__CW_CUBLAS_SDCZ(trsm) __CW_CUBLAS_SDCZ(trsv) __CW_CUBLAS_SDCZ(trmm) __CW_CUBLAS_SDCZ(symm) __CW_CUBLAS_SDCZ(syrk) __CW_CUBLAS_SDCZ(syr2k)
__CW_CUBLAS_SDCZ(dgmm) __CW_CUBLAS_SDCZ(getrfBatched) __CW_CUBLAS_SDCZ(getriBatched) __CW_CUBLAS_SDCZ(getrsBatched) __CW_CUBLAS_SDCZ(matinvBatched)
__CW_CUBLAS(cublasSsymv) __CW_CUBLAS(cublasDsymv) __CW_CUBLAS(cublasHgemm)
__CW_CUBLAS(cublasHgemmStridedBatched) __CW_CUBLAS(cublasGemmEx) __CW_CUBLAS(cublasSgemmEx) __CW_CUBLAS(cublasGemmBatchedEx)
__CW_CUBLAS(cublasGemmStridedBatchedEx)
#undef __CW_CUBLAS_SDCZ
#undef __CW_CUBLAS_C
#undef __CW_CUBLAS
#endif
#endif
