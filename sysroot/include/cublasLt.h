/* cuBLASLt: descriptors of a matrix product and what follows it (bias, GELU, ReLU, gradients of them), carried out by __cuda_wasm/cublas_lt.h. What that lacks
   (scaled 8-bit floats, bit masks of ReLU, tiled orders) is CUBLAS_STATUS_NOT_SUPPORTED; functions that are missing are refused at the call. */
#ifndef __CUDA_WASM_CUBLASLT_H
#define __CUDA_WASM_CUBLASLT_H
#include <cublas_v2.h>

typedef enum {
  CUBLASLT_EPILOGUE_DEFAULT = 1, CUBLASLT_EPILOGUE_RELU = 2, CUBLASLT_EPILOGUE_RELU_AUX = 130, CUBLASLT_EPILOGUE_BIAS = 4, CUBLASLT_EPILOGUE_RELU_BIAS = 6,
  CUBLASLT_EPILOGUE_RELU_AUX_BIAS = 134, CUBLASLT_EPILOGUE_DRELU = 136, CUBLASLT_EPILOGUE_DRELU_BGRAD = 152, CUBLASLT_EPILOGUE_GELU = 32,
  CUBLASLT_EPILOGUE_GELU_AUX = 160, CUBLASLT_EPILOGUE_GELU_BIAS = 36, CUBLASLT_EPILOGUE_GELU_AUX_BIAS = 164, CUBLASLT_EPILOGUE_DGELU = 192,
  CUBLASLT_EPILOGUE_DGELU_BGRAD = 208, CUBLASLT_EPILOGUE_BGRADA = 256, CUBLASLT_EPILOGUE_BGRADB = 512
} cublasLtEpilogue_t;
typedef enum {
  CUBLASLT_ORDER_COL = 0, CUBLASLT_ORDER_ROW = 1, CUBLASLT_ORDER_COL32 = 2, CUBLASLT_ORDER_COL4_4R2_8C = 3, CUBLASLT_ORDER_COL32_2R_4R4 = 4
} cublasLtOrder_t;
typedef enum {
  CUBLASLT_POINTER_MODE_HOST = 0, CUBLASLT_POINTER_MODE_DEVICE = 1, CUBLASLT_POINTER_MODE_DEVICE_VECTOR = 2,
  CUBLASLT_POINTER_MODE_ALPHA_DEVICE_VECTOR_BETA_ZERO = 3, CUBLASLT_POINTER_MODE_ALPHA_DEVICE_VECTOR_BETA_HOST = 4
} cublasLtPointerMode_t;
typedef enum {
  CUBLASLT_MATRIX_LAYOUT_TYPE = 0, CUBLASLT_MATRIX_LAYOUT_ORDER = 1, CUBLASLT_MATRIX_LAYOUT_ROWS = 2, CUBLASLT_MATRIX_LAYOUT_COLS = 3,
  CUBLASLT_MATRIX_LAYOUT_LD = 4, CUBLASLT_MATRIX_LAYOUT_BATCH_COUNT = 5, CUBLASLT_MATRIX_LAYOUT_STRIDED_BATCH_OFFSET = 6, CUBLASLT_MATRIX_LAYOUT_PLANE_OFFSET = 7
} cublasLtMatrixLayoutAttribute_t;
typedef enum {
  CUBLASLT_MATMUL_DESC_COMPUTE_TYPE = 0, CUBLASLT_MATMUL_DESC_SCALE_TYPE = 1, CUBLASLT_MATMUL_DESC_POINTER_MODE = 2, CUBLASLT_MATMUL_DESC_TRANSA = 3,
  CUBLASLT_MATMUL_DESC_TRANSB = 4, CUBLASLT_MATMUL_DESC_TRANSC = 5, CUBLASLT_MATMUL_DESC_FILL_MODE = 6, CUBLASLT_MATMUL_DESC_EPILOGUE = 7,
  CUBLASLT_MATMUL_DESC_BIAS_POINTER = 8, CUBLASLT_MATMUL_DESC_BIAS_BATCH_STRIDE = 10, CUBLASLT_MATMUL_DESC_EPILOGUE_AUX_POINTER = 11,
  CUBLASLT_MATMUL_DESC_EPILOGUE_AUX_LD = 12, CUBLASLT_MATMUL_DESC_EPILOGUE_AUX_BATCH_STRIDE = 13, CUBLASLT_MATMUL_DESC_ALPHA_VECTOR_BATCH_STRIDE = 14,
  CUBLASLT_MATMUL_DESC_SM_COUNT_TARGET = 15, CUBLASLT_MATMUL_DESC_A_SCALE_POINTER = 17, CUBLASLT_MATMUL_DESC_B_SCALE_POINTER = 18,
  CUBLASLT_MATMUL_DESC_C_SCALE_POINTER = 19, CUBLASLT_MATMUL_DESC_D_SCALE_POINTER = 20, CUBLASLT_MATMUL_DESC_AMAX_D_POINTER = 21,
  CUBLASLT_MATMUL_DESC_EPILOGUE_AUX_DATA_TYPE = 22, CUBLASLT_MATMUL_DESC_EPILOGUE_AUX_SCALE_POINTER = 23, CUBLASLT_MATMUL_DESC_EPILOGUE_AUX_AMAX_POINTER = 24,
  CUBLASLT_MATMUL_DESC_FAST_ACCUM = 25, CUBLASLT_MATMUL_DESC_BIAS_DATA_TYPE = 26
} cublasLtMatmulDescAttributes_t;
typedef enum {
  CUBLASLT_MATMUL_PREF_SEARCH_MODE = 0, CUBLASLT_MATMUL_PREF_MAX_WORKSPACE_BYTES = 1, CUBLASLT_MATMUL_PREF_REDUCTION_SCHEME_MASK = 3,
  CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_A_BYTES = 5, CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_B_BYTES = 6, CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_C_BYTES = 7,
  CUBLASLT_MATMUL_PREF_MIN_ALIGNMENT_D_BYTES = 8, CUBLASLT_MATMUL_PREF_MAX_WAVES_COUNT = 9, CUBLASLT_MATMUL_PREF_IMPL_MASK = 12
} cublasLtMatmulPreferenceAttributes_t;

typedef struct cublasLtContext* cublasLtHandle_t;
typedef struct { uint64_t data[8]; } cublasLtMatrixLayoutOpaque_t;
typedef struct { uint64_t data[32]; } cublasLtMatmulDescOpaque_t;
typedef struct { uint64_t data[8]; } cublasLtMatmulPreferenceOpaque_t;
typedef cublasLtMatrixLayoutOpaque_t* cublasLtMatrixLayout_t;
typedef cublasLtMatmulDescOpaque_t* cublasLtMatmulDesc_t;
typedef cublasLtMatmulPreferenceOpaque_t* cublasLtMatmulPreference_t;
typedef struct { uint64_t data[8]; } cublasLtMatmulAlgo_t;
typedef struct {
  cublasLtMatmulAlgo_t algo;
  size_t workspaceSize;
  cublasStatus_t state;
  float wavesCount;
  int reserved[4];
} cublasLtMatmulHeuristicResult_t;

#ifdef __cplusplus
#include <__cuda_wasm/cublas_lt.h>

inline cublasStatus_t cublasLtCreate(cublasLtHandle_t* handle) {
  if (!handle) return CUBLAS_STATUS_INVALID_VALUE;
  *handle = (cublasLtHandle_t) new cublasContext();
  return CUBLAS_STATUS_SUCCESS;
}
inline cublasStatus_t cublasLtDestroy(cublasLtHandle_t handle) {
  if (!handle) return CUBLAS_STATUS_NOT_INITIALIZED;
  delete (cublasHandle_t)handle;
  return CUBLAS_STATUS_SUCCESS;
}
inline size_t cublasLtGetVersion() { return CUBLAS_VERSION; }
inline size_t cublasLtGetCudartVersion() { return CUDART_VERSION; }
inline const char* cublasLtGetStatusName(cublasStatus_t status) { return cublasGetStatusName(status); }
inline const char* cublasLtGetStatusString(cublasStatus_t status) { return cublasGetStatusString(status); }

#define __CW_LT(Type, Attributes) \
  inline cublasStatus_t cublasLt##Type##Destroy(cublasLt##Type##_t p) { \
    delete p; \
    return CUBLAS_STATUS_SUCCESS; \
  } \
  inline cublasStatus_t cublasLt##Type##SetAttribute(cublasLt##Type##_t p, Attributes attribute, const void* value, size_t size) { \
    size_t written; \
    return __cw_blas::attribute(p, attribute, (void*)value, size, true, &written); \
  } \
  inline cublasStatus_t cublasLt##Type##GetAttribute(cublasLt##Type##_t p, Attributes attribute, void* value, size_t size, size_t* written) { \
    size_t unused; \
    return __cw_blas::attribute(p, attribute, value, size, false, written ? written : &unused); \
  }
__CW_LT(MatrixLayout, cublasLtMatrixLayoutAttribute_t)
__CW_LT(MatmulDesc, cublasLtMatmulDescAttributes_t)
__CW_LT(MatmulPreference, cublasLtMatmulPreferenceAttributes_t)
#undef __CW_LT
inline cublasStatus_t cublasLtMatrixLayoutInit(cublasLtMatrixLayout_t p, cudaDataType type, uint64_t rows, uint64_t columns, int64_t ld) {
  if (!p) return CUBLAS_STATUS_INVALID_VALUE;
  *__cw_blas::inside(p) = {type, CUBLASLT_ORDER_COL, 1, rows, columns, ld, 0};
  return CUBLAS_STATUS_SUCCESS;
}
inline cublasStatus_t cublasLtMatrixLayoutCreate(cublasLtMatrixLayout_t* p, cudaDataType type, uint64_t rows, uint64_t columns, int64_t ld) {
  if (!p) return CUBLAS_STATUS_INVALID_VALUE;
  return cublasLtMatrixLayoutInit(*p = new cublasLtMatrixLayoutOpaque_t(), type, rows, columns, ld);
}
inline cublasStatus_t cublasLtMatmulDescInit(cublasLtMatmulDesc_t p, cublasComputeType_t compute, cudaDataType scale) {
  if (!p) return CUBLAS_STATUS_INVALID_VALUE;
  *p = cublasLtMatmulDescOpaque_t();
  __cw_blas::lt_desc& d = *__cw_blas::inside(p);
  d.compute = compute;
  d.scale = scale;
  d.epilogue = CUBLASLT_EPILOGUE_DEFAULT;
  d.bias_type = d.aux_type = (cudaDataType)-1;
  return CUBLAS_STATUS_SUCCESS;
}
inline cublasStatus_t cublasLtMatmulDescCreate(cublasLtMatmulDesc_t* p, cublasComputeType_t compute, cudaDataType scale) {
  if (!p) return CUBLAS_STATUS_INVALID_VALUE;
  return cublasLtMatmulDescInit(*p = new cublasLtMatmulDescOpaque_t(), compute, scale);
}
inline cublasStatus_t cublasLtMatmulPreferenceInit(cublasLtMatmulPreference_t p) {
  if (!p) return CUBLAS_STATUS_INVALID_VALUE;
  *p = cublasLtMatmulPreferenceOpaque_t();
  return CUBLAS_STATUS_SUCCESS;
}
inline cublasStatus_t cublasLtMatmulPreferenceCreate(cublasLtMatmulPreference_t* p) {
  if (!p) return CUBLAS_STATUS_INVALID_VALUE;
  return cublasLtMatmulPreferenceInit(*p = new cublasLtMatmulPreferenceOpaque_t());
}
inline cublasStatus_t cublasLtMatmul(cublasLtHandle_t handle, cublasLtMatmulDesc_t desc, const void* alpha, const void* a, cublasLtMatrixLayout_t a_layout, const void* b, cublasLtMatrixLayout_t b_layout,
                                     const void* beta, const void* c, cublasLtMatrixLayout_t c_layout, void* d, cublasLtMatrixLayout_t d_layout, const cublasLtMatmulAlgo_t*, void*, size_t,
                                     cudaStream_t stream) {
  if (!handle) return CUBLAS_STATUS_NOT_INITIALIZED;
  if (!desc || !a_layout || !b_layout || !c_layout || !d_layout || !alpha || !beta) return CUBLAS_STATUS_INVALID_VALUE;
  return __cw_blas::lt_matmul(*__cw_blas::inside(desc), alpha, a, *__cw_blas::inside(a_layout), b, *__cw_blas::inside(b_layout), beta, c, *__cw_blas::inside(c_layout), d, *__cw_blas::inside(d_layout), stream, true);
}
/* There is one way to compute a product: it is the answer wherever the product can be computed. */
inline cublasStatus_t cublasLtMatmulAlgoGetHeuristic(cublasLtHandle_t handle, cublasLtMatmulDesc_t desc, cublasLtMatrixLayout_t a, cublasLtMatrixLayout_t b, cublasLtMatrixLayout_t c, cublasLtMatrixLayout_t d,
                                                     cublasLtMatmulPreference_t, int requested, cublasLtMatmulHeuristicResult_t results[], int* found) {
  if (!handle) return CUBLAS_STATUS_NOT_INITIALIZED;
  if (!desc || !a || !b || !c || !d || requested < 1 || !results || !found) return CUBLAS_STATUS_INVALID_VALUE;
  cublasStatus_t status = __cw_blas::lt_matmul(*__cw_blas::inside(desc), nullptr, nullptr, *__cw_blas::inside(a), nullptr, *__cw_blas::inside(b), nullptr, nullptr, *__cw_blas::inside(c), nullptr, *__cw_blas::inside(d), 0, false);
  *found = status == CUBLAS_STATUS_SUCCESS;
  if (*found) {
    results[0] = cublasLtMatmulHeuristicResult_t();
    results[0].wavesCount = 1;
  }
  return status;
}
inline cublasStatus_t cublasLtMatmulAlgoCheck(cublasLtHandle_t handle, cublasLtMatmulDesc_t desc, cublasLtMatrixLayout_t a, cublasLtMatrixLayout_t b, cublasLtMatrixLayout_t c, cublasLtMatrixLayout_t d,
                                              const cublasLtMatmulAlgo_t* algo, cublasLtMatmulHeuristicResult_t* result) {
  int found;
  return algo ? cublasLtMatmulAlgoGetHeuristic(handle, desc, a, b, c, d, nullptr, 1, result, &found) : CUBLAS_STATUS_INVALID_VALUE;
}
#define __CW_CUBLASLT(f) \
  template <class... T> cublasStatus_t f(T&&...) __attribute__((unavailable("cuda-wasm does not have this function of cuBLASLt: write the operation as a kernel")));
__CW_CUBLASLT(cublasLtMatrixTransform) __CW_CUBLASLT(cublasLtMatrixTransformDescCreate) __CW_CUBLASLT(cublasLtMatmulAlgoGetIds) __CW_CUBLASLT(cublasLtMatmulAlgoInit)
__CW_CUBLASLT(cublasLtMatmulAlgoConfigSetAttribute) __CW_CUBLASLT(cublasLtMatmulAlgoConfigGetAttribute) __CW_CUBLASLT(cublasLtMatmulAlgoCapGetAttribute) __CW_CUBLASLT(cublasLtLoggerSetLevel)
#undef __CW_CUBLASLT
#endif
#endif
