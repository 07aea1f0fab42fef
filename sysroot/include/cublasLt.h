/* cuBLASLt: handles only, as in cublas_v2.h. */
#ifndef __CUDA_WASM_CUBLASLT_H
#define __CUDA_WASM_CUBLASLT_H
#include <cublas_v2.h>

struct cublasLtContext { int unused; };
typedef struct cublasLtContext* cublasLtHandle_t;

#ifdef __cplusplus
inline cublasStatus_t cublasLtCreate(cublasLtHandle_t* handle) {
  if (!handle) return CUBLAS_STATUS_INVALID_VALUE;
  *handle = new cublasLtContext();
  return CUBLAS_STATUS_SUCCESS;
}
inline cublasStatus_t cublasLtDestroy(cublasLtHandle_t handle) {
  if (!handle) return CUBLAS_STATUS_NOT_INITIALIZED;
  delete handle;
  return CUBLAS_STATUS_SUCCESS;
}
#define __CW_CUBLASLT(f) \
  template <class... T> cublasStatus_t f(T&&...) __attribute__((unavailable("cuBLASLt is not part of cuda-wasm: write the operation as a kernel")));
__CW_CUBLASLT(cublasLtMatmul) __CW_CUBLASLT(cublasLtMatmulDescCreate) __CW_CUBLASLT(cublasLtMatmulDescSetAttribute)
__CW_CUBLASLT(cublasLtMatrixLayoutCreate) __CW_CUBLASLT(cublasLtMatmulPreferenceCreate) __CW_CUBLASLT(cublasLtMatmulAlgoGetHeuristic)
__CW_CUBLASLT(cublasLtMatrixTransform)
#undef __CW_CUBLASLT
#endif
#endif
