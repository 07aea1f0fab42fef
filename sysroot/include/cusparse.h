/* cuSPARSE's generic API: sparse matrices (CSR, CSC, COO) and vectors, dense ones, and products of them over kernels of our own (__cuda_wasm/cusparse_compute.h). What is missing is refused at the call. */
#ifndef CUSPARSE_H_
#define CUSPARSE_H_
#define CUSPARSE_VER_MAJOR 12
#define CUSPARSE_VER_MINOR 6
#define CUSPARSE_VER_PATCH 0
#define CUSPARSE_VER_BUILD 0
#define CUSPARSE_VERSION 12600
#define CUSPARSEAPI
#include <cuComplex.h>
#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <cuda_runtime_api.h>
#include <library_types.h>
#include <stdint.h>

typedef enum {
  CUSPARSE_STATUS_SUCCESS = 0, CUSPARSE_STATUS_NOT_INITIALIZED = 1, CUSPARSE_STATUS_ALLOC_FAILED = 2, CUSPARSE_STATUS_INVALID_VALUE = 3, CUSPARSE_STATUS_ARCH_MISMATCH = 4,
  CUSPARSE_STATUS_MAPPING_ERROR = 5, CUSPARSE_STATUS_EXECUTION_FAILED = 6, CUSPARSE_STATUS_INTERNAL_ERROR = 7, CUSPARSE_STATUS_MATRIX_TYPE_NOT_SUPPORTED = 8,
  CUSPARSE_STATUS_ZERO_PIVOT = 9, CUSPARSE_STATUS_NOT_SUPPORTED = 10, CUSPARSE_STATUS_INSUFFICIENT_RESOURCES = 11
} cusparseStatus_t;
typedef enum { CUSPARSE_POINTER_MODE_HOST = 0, CUSPARSE_POINTER_MODE_DEVICE = 1 } cusparsePointerMode_t;
typedef enum { CUSPARSE_ACTION_SYMBOLIC = 0, CUSPARSE_ACTION_NUMERIC = 1 } cusparseAction_t;
typedef enum { CUSPARSE_MATRIX_TYPE_GENERAL = 0, CUSPARSE_MATRIX_TYPE_SYMMETRIC = 1, CUSPARSE_MATRIX_TYPE_HERMITIAN = 2, CUSPARSE_MATRIX_TYPE_TRIANGULAR = 3 } cusparseMatrixType_t;
typedef enum { CUSPARSE_FILL_MODE_LOWER = 0, CUSPARSE_FILL_MODE_UPPER = 1 } cusparseFillMode_t;
typedef enum { CUSPARSE_DIAG_TYPE_NON_UNIT = 0, CUSPARSE_DIAG_TYPE_UNIT = 1 } cusparseDiagType_t;
typedef enum { CUSPARSE_INDEX_BASE_ZERO = 0, CUSPARSE_INDEX_BASE_ONE = 1 } cusparseIndexBase_t;
typedef enum { CUSPARSE_OPERATION_NON_TRANSPOSE = 0, CUSPARSE_OPERATION_TRANSPOSE = 1, CUSPARSE_OPERATION_CONJUGATE_TRANSPOSE = 2 } cusparseOperation_t;
typedef enum { CUSPARSE_DIRECTION_ROW = 0, CUSPARSE_DIRECTION_COLUMN = 1 } cusparseDirection_t;
typedef enum { CUSPARSE_FORMAT_CSR = 1, CUSPARSE_FORMAT_CSC = 2, CUSPARSE_FORMAT_COO = 3, CUSPARSE_FORMAT_BLOCKED_ELL = 5, CUSPARSE_FORMAT_BSR = 6, CUSPARSE_FORMAT_SLICED_ELLPACK = 7 } cusparseFormat_t;
typedef enum { CUSPARSE_ORDER_COL = 1, CUSPARSE_ORDER_ROW = 2 } cusparseOrder_t;
typedef enum { CUSPARSE_INDEX_16U = 1, CUSPARSE_INDEX_32I = 2, CUSPARSE_INDEX_64I = 3 } cusparseIndexType_t;
typedef enum {
  CUSPARSE_SPMV_ALG_DEFAULT = 0, CUSPARSE_SPMV_COO_ALG1 = 1, CUSPARSE_SPMV_CSR_ALG1 = 2, CUSPARSE_SPMV_CSR_ALG2 = 3, CUSPARSE_SPMV_COO_ALG2 = 4, CUSPARSE_SPMV_SELL_ALG1 = 5, CUSPARSE_SPMV_BSR_ALG1 = 6
} cusparseSpMVAlg_t;
typedef enum {
  CUSPARSE_SPMM_ALG_DEFAULT = 0, CUSPARSE_SPMM_COO_ALG1 = 1, CUSPARSE_SPMM_COO_ALG2 = 2, CUSPARSE_SPMM_COO_ALG3 = 3, CUSPARSE_SPMM_CSR_ALG1 = 4, CUSPARSE_SPMM_COO_ALG4 = 5, CUSPARSE_SPMM_CSR_ALG2 = 6,
  CUSPARSE_SPMM_CSR_ALG3 = 12, CUSPARSE_SPMM_BLOCKED_ELL_ALG1 = 13, CUSPARSE_SPMM_BSR_ALG1 = 14
} cusparseSpMMAlg_t;
typedef enum { CUSPARSE_SPARSETODENSE_ALG_DEFAULT = 0 } cusparseSparseToDenseAlg_t;
typedef enum { CUSPARSE_DENSETOSPARSE_ALG_DEFAULT = 0 } cusparseDenseToSparseAlg_t;
typedef enum { CUSPARSE_CSR2CSC_ALG_DEFAULT = 1, CUSPARSE_CSR2CSC_ALG1 = 1 } cusparseCsr2CscAlg_t;
typedef enum { CUSPARSE_SPMAT_FILL_MODE = 0, CUSPARSE_SPMAT_DIAG_TYPE = 1 } cusparseSpMatAttribute_t;

struct cusparseContext {
  cudaStream_t stream;
  cusparsePointerMode_t pointer_mode;
};
typedef struct cusparseContext* cusparseHandle_t;
struct cusparseMatDescr {
  cusparseMatrixType_t type;
  cusparseFillMode_t fill;
  cusparseDiagType_t diag;
  cusparseIndexBase_t base;
};
typedef struct cusparseMatDescr* cusparseMatDescr_t;
/* Major indices are offsets (CSR of rows, CSC of columns), or one for each value (COO of rows). */
struct cusparseSpMatDescr {
  cusparseFormat_t format;
  int64_t rows, cols, nnz;
  void *major, *minor, *values;
  cusparseIndexType_t major_type, minor_type;
  cusparseIndexBase_t base;
  cudaDataType type;
  cusparseFillMode_t fill;
  cusparseDiagType_t diag;
};
struct cusparseSpVecDescr {
  int64_t size, nnz;
  void *indices, *values;
  cusparseIndexType_t index_type;
  cusparseIndexBase_t base;
  cudaDataType type;
};
struct cusparseDnVecDescr {
  int64_t size;
  void* values;
  cudaDataType type;
};
struct cusparseDnMatDescr {
  int64_t rows, cols, ld;
  void* values;
  cudaDataType type;
  cusparseOrder_t order;
};
typedef struct cusparseSpMatDescr* cusparseSpMatDescr_t;
typedef struct cusparseSpVecDescr* cusparseSpVecDescr_t;
typedef struct cusparseDnVecDescr* cusparseDnVecDescr_t;
typedef struct cusparseDnMatDescr* cusparseDnMatDescr_t;
typedef const struct cusparseSpMatDescr* cusparseConstSpMatDescr_t;
typedef const struct cusparseSpVecDescr* cusparseConstSpVecDescr_t;
typedef const struct cusparseDnVecDescr* cusparseConstDnVecDescr_t;
typedef const struct cusparseDnMatDescr* cusparseConstDnMatDescr_t;

#ifdef __cplusplus
#define __CW_SPARSE inline cusparseStatus_t
__CW_SPARSE cusparseCreate(cusparseHandle_t* handle) {
  if (!handle) return CUSPARSE_STATUS_INVALID_VALUE;
  *handle = new cusparseContext();
  return CUSPARSE_STATUS_SUCCESS;
}
__CW_SPARSE cusparseDestroy(cusparseHandle_t handle) {
  if (!handle) return CUSPARSE_STATUS_NOT_INITIALIZED;
  delete handle;
  return CUSPARSE_STATUS_SUCCESS;
}
__CW_SPARSE cusparseGetVersion(cusparseHandle_t handle, int* version) {
  if (!handle) return CUSPARSE_STATUS_NOT_INITIALIZED;
  if (!version) return CUSPARSE_STATUS_INVALID_VALUE;
  *version = CUSPARSE_VERSION;
  return CUSPARSE_STATUS_SUCCESS;
}
#define __CW_SPARSE_SETTING(set, get, H, T, member, none)      \
  __CW_SPARSE set(H* object, T value) {                        \
    if (!object) return none;                                  \
    object->member = value;                                    \
    return CUSPARSE_STATUS_SUCCESS;                            \
  }                                                            \
  __CW_SPARSE get(const H* object, T* value) {                 \
    if (!object) return none;                                  \
    if (!value) return CUSPARSE_STATUS_INVALID_VALUE;          \
    *value = object->member;                                   \
    return CUSPARSE_STATUS_SUCCESS;                            \
  }
__CW_SPARSE_SETTING(cusparseSetStream, cusparseGetStream, cusparseContext, cudaStream_t, stream, CUSPARSE_STATUS_NOT_INITIALIZED)
__CW_SPARSE_SETTING(cusparseSetPointerMode, cusparseGetPointerMode, cusparseContext, cusparsePointerMode_t, pointer_mode, CUSPARSE_STATUS_NOT_INITIALIZED)
__CW_SPARSE_SETTING(cusparseSpMatSetValues, cusparseSpMatGetValues, cusparseSpMatDescr, void*, values, CUSPARSE_STATUS_INVALID_VALUE)
__CW_SPARSE_SETTING(cusparseSpVecSetValues, cusparseSpVecGetValues, cusparseSpVecDescr, void*, values, CUSPARSE_STATUS_INVALID_VALUE)
__CW_SPARSE_SETTING(cusparseDnVecSetValues, cusparseDnVecGetValues, cusparseDnVecDescr, void*, values, CUSPARSE_STATUS_INVALID_VALUE)
__CW_SPARSE_SETTING(cusparseDnMatSetValues, cusparseDnMatGetValues, cusparseDnMatDescr, void*, values, CUSPARSE_STATUS_INVALID_VALUE)
#undef __CW_SPARSE_SETTING
#define __CW_SPARSE_DESCR(name, T, member) \
  __CW_SPARSE cusparseSetMat##name(cusparseMatDescr_t descr, T value) { descr->member = value; return CUSPARSE_STATUS_SUCCESS; } \
  inline T cusparseGetMat##name(const cusparseMatDescr_t descr) { return descr->member; }
__CW_SPARSE_DESCR(Type, cusparseMatrixType_t, type)
__CW_SPARSE_DESCR(FillMode, cusparseFillMode_t, fill)
__CW_SPARSE_DESCR(DiagType, cusparseDiagType_t, diag)
__CW_SPARSE_DESCR(IndexBase, cusparseIndexBase_t, base)
#undef __CW_SPARSE_DESCR
__CW_SPARSE cusparseCreateMatDescr(cusparseMatDescr_t* descr) {
  if (!descr) return CUSPARSE_STATUS_INVALID_VALUE;
  *descr = new cusparseMatDescr();
  return CUSPARSE_STATUS_SUCCESS;
}
__CW_SPARSE cusparseDestroyMatDescr(cusparseMatDescr_t descr) {
  delete descr;
  return CUSPARSE_STATUS_SUCCESS;
}
#define __CW_SPARSE_STATUS(X) \
  X(SUCCESS, "success") X(NOT_INITIALIZED, "initialization error") X(ALLOC_FAILED, "out of memory") X(INVALID_VALUE, "invalid value") X(ARCH_MISMATCH, "architecture mismatch") \
  X(MAPPING_ERROR, "texture or memory mapping error") X(EXECUTION_FAILED, "kernel launch failure") X(INTERNAL_ERROR, "internal error") X(MATRIX_TYPE_NOT_SUPPORTED, "matrix type not supported") \
  X(ZERO_PIVOT, "zero pivot") X(NOT_SUPPORTED, "operation not supported") X(INSUFFICIENT_RESOURCES, "insufficient resources")
inline const char* cusparseGetErrorName(cusparseStatus_t status) {
  switch (status) {
#define __CW_NAME(name, text) case CUSPARSE_STATUS_##name: return "CUSPARSE_STATUS_" #name;
    __CW_SPARSE_STATUS(__CW_NAME)
#undef __CW_NAME
  }
  return "unrecognized error code";
}
inline const char* cusparseGetErrorString(cusparseStatus_t status) {
  switch (status) {
#define __CW_TEXT(name, text) case CUSPARSE_STATUS_##name: return text;
    __CW_SPARSE_STATUS(__CW_TEXT)
#undef __CW_TEXT
  }
  return "unrecognized error code";
}
#undef __CW_SPARSE_STATUS

__CW_SPARSE __cw_sparse_matrix(cusparseSpMatDescr_t* out, cusparseSpMatDescr m) {
  if (!out || m.rows < 0 || m.cols < 0 || m.nnz < 0 || m.nnz > m.rows * m.cols) return CUSPARSE_STATUS_INVALID_VALUE;
  *out = new cusparseSpMatDescr(m);
  return CUSPARSE_STATUS_SUCCESS;
}
/* Each with its form for constant data. */
#define __CW_SPARSE_CREATE(Const, C, out)                                                                                                                                           \
  __CW_SPARSE cusparseCreate##Const##Csr(out##SpMatDescr_t* descr, int64_t rows, int64_t cols, int64_t nnz, C* offsets, C* columns, C* values, cusparseIndexType_t offsets_type,     \
                                         cusparseIndexType_t columns_type, cusparseIndexBase_t base, cudaDataType type) {                                                           \
    return __cw_sparse_matrix((cusparseSpMatDescr_t*)descr, {CUSPARSE_FORMAT_CSR, rows, cols, nnz, (void*)offsets, (void*)columns, (void*)values, offsets_type, columns_type, base, type}); \
  }                                                                                                                                                                                 \
  __CW_SPARSE cusparseCreate##Const##Csc(out##SpMatDescr_t* descr, int64_t rows, int64_t cols, int64_t nnz, C* offsets, C* row_indices, C* values, cusparseIndexType_t offsets_type, \
                                         cusparseIndexType_t rows_type, cusparseIndexBase_t base, cudaDataType type) {                                                              \
    return __cw_sparse_matrix((cusparseSpMatDescr_t*)descr, {CUSPARSE_FORMAT_CSC, rows, cols, nnz, (void*)offsets, (void*)row_indices, (void*)values, offsets_type, rows_type, base, type}); \
  }                                                                                                                                                                                 \
  __CW_SPARSE cusparseCreate##Const##Coo(out##SpMatDescr_t* descr, int64_t rows, int64_t cols, int64_t nnz, C* row_indices, C* columns, C* values, cusparseIndexType_t index_type,    \
                                         cusparseIndexBase_t base, cudaDataType type) {                                                                                             \
    return __cw_sparse_matrix((cusparseSpMatDescr_t*)descr, {CUSPARSE_FORMAT_COO, rows, cols, nnz, (void*)row_indices, (void*)columns, (void*)values, index_type, index_type, base, type}); \
  }                                                                                                                                                                                 \
  __CW_SPARSE cusparseCreate##Const##SpVec(out##SpVecDescr_t* descr, int64_t size, int64_t nnz, C* indices, C* values, cusparseIndexType_t index_type, cusparseIndexBase_t base, cudaDataType type) { \
    if (!descr || size < 0 || nnz < 0 || nnz > size) return CUSPARSE_STATUS_INVALID_VALUE;                                                                                          \
    *descr = new cusparseSpVecDescr{size, nnz, (void*)indices, (void*)values, index_type, base, type};                                                                              \
    return CUSPARSE_STATUS_SUCCESS;                                                                                                                                                 \
  }                                                                                                                                                                                 \
  __CW_SPARSE cusparseCreate##Const##DnVec(out##DnVecDescr_t* descr, int64_t size, C* values, cudaDataType type) {                                                                  \
    if (!descr || size < 0) return CUSPARSE_STATUS_INVALID_VALUE;                                                                                                                   \
    *descr = new cusparseDnVecDescr{size, (void*)values, type};                                                                                                                     \
    return CUSPARSE_STATUS_SUCCESS;                                                                                                                                                 \
  }                                                                                                                                                                                 \
  __CW_SPARSE cusparseCreate##Const##DnMat(out##DnMatDescr_t* descr, int64_t rows, int64_t cols, int64_t ld, C* values, cudaDataType type, cusparseOrder_t order) {                  \
    if (!descr || rows < 0 || cols < 0 || ld < (order == CUSPARSE_ORDER_ROW ? cols : rows)) return CUSPARSE_STATUS_INVALID_VALUE;                                                   \
    *descr = new cusparseDnMatDescr{rows, cols, ld, (void*)values, type, order};                                                                                                    \
    return CUSPARSE_STATUS_SUCCESS;                                                                                                                                                 \
  }
__CW_SPARSE_CREATE(, void, cusparse)
__CW_SPARSE_CREATE(Const, const void, cusparseConst)
#undef __CW_SPARSE_CREATE
#define __CW_SPARSE_DESTROY(name, T)       \
  __CW_SPARSE cusparseDestroy##name(T d) { \
    delete d;                              \
    return CUSPARSE_STATUS_SUCCESS;        \
  }
__CW_SPARSE_DESTROY(SpMat, cusparseConstSpMatDescr_t)
__CW_SPARSE_DESTROY(SpVec, cusparseConstSpVecDescr_t)
__CW_SPARSE_DESTROY(DnVec, cusparseConstDnVecDescr_t)
__CW_SPARSE_DESTROY(DnMat, cusparseConstDnMatDescr_t)
#undef __CW_SPARSE_DESTROY
__CW_SPARSE cusparseSpMatGetSize(cusparseConstSpMatDescr_t m, int64_t* rows, int64_t* cols, int64_t* nnz) {
  *rows = m->rows, *cols = m->cols, *nnz = m->nnz;
  return CUSPARSE_STATUS_SUCCESS;
}
__CW_SPARSE cusparseSpMatGetFormat(cusparseConstSpMatDescr_t m, cusparseFormat_t* format) {
  *format = m->format;
  return CUSPARSE_STATUS_SUCCESS;
}
__CW_SPARSE cusparseSpMatGetIndexBase(cusparseConstSpMatDescr_t m, cusparseIndexBase_t* base) {
  *base = m->base;
  return CUSPARSE_STATUS_SUCCESS;
}
__CW_SPARSE cusparseSpMatSetAttribute(cusparseSpMatDescr_t m, cusparseSpMatAttribute_t attribute, void* data, size_t) {
  if (attribute == CUSPARSE_SPMAT_FILL_MODE) m->fill = *(cusparseFillMode_t*)data;
  else m->diag = *(cusparseDiagType_t*)data;
  return CUSPARSE_STATUS_SUCCESS;
}
__CW_SPARSE cusparseCsrSetPointers(cusparseSpMatDescr_t m, void* offsets, void* columns, void* values) {
  m->major = offsets, m->minor = columns, m->values = values;
  return CUSPARSE_STATUS_SUCCESS;
}
__CW_SPARSE cusparseCscSetPointers(cusparseSpMatDescr_t m, void* offsets, void* rows, void* values) { return cusparseCsrSetPointers(m, offsets, rows, values); }
__CW_SPARSE cusparseCooSetPointers(cusparseSpMatDescr_t m, void* rows, void* columns, void* values) { return cusparseCsrSetPointers(m, rows, columns, values); }
__CW_SPARSE cusparseCsrGet(cusparseSpMatDescr_t m, int64_t* rows, int64_t* cols, int64_t* nnz, void** offsets, void** columns, void** values, cusparseIndexType_t* offsets_type,
                           cusparseIndexType_t* columns_type, cusparseIndexBase_t* base, cudaDataType* type) {
  *rows = m->rows, *cols = m->cols, *nnz = m->nnz, *offsets = m->major, *columns = m->minor, *values = m->values;
  *offsets_type = m->major_type, *columns_type = m->minor_type, *base = m->base, *type = m->type;
  return CUSPARSE_STATUS_SUCCESS;
}
__CW_SPARSE cusparseDnVecGet(cusparseDnVecDescr_t v, int64_t* size, void** values, cudaDataType* type) {
  *size = v->size, *values = v->values, *type = v->type;
  return CUSPARSE_STATUS_SUCCESS;
}
__CW_SPARSE cusparseDnMatGet(cusparseDnMatDescr_t m, int64_t* rows, int64_t* cols, int64_t* ld, void** values, cudaDataType* type, cusparseOrder_t* order) {
  *rows = m->rows, *cols = m->cols, *ld = m->ld, *values = m->values, *type = m->type, *order = m->order;
  return CUSPARSE_STATUS_SUCCESS;
}

#include <__cuda_wasm/cusparse_compute.h>

__CW_SPARSE cusparseSpMV_bufferSize(cusparseHandle_t h, cusparseOperation_t, const void*, cusparseConstSpMatDescr_t, cusparseConstDnVecDescr_t, const void*, cusparseDnVecDescr_t, cudaDataType, cusparseSpMVAlg_t, size_t* size) {
  if (!h) return CUSPARSE_STATUS_NOT_INITIALIZED;
  if (!size) return CUSPARSE_STATUS_INVALID_VALUE;
  *size = 0;
  return CUSPARSE_STATUS_SUCCESS;
}
__CW_SPARSE cusparseSpMV_preprocess(cusparseHandle_t h, cusparseOperation_t, const void*, cusparseConstSpMatDescr_t, cusparseConstDnVecDescr_t, const void*, cusparseDnVecDescr_t, cudaDataType, cusparseSpMVAlg_t, void*) {
  return h ? CUSPARSE_STATUS_SUCCESS : CUSPARSE_STATUS_NOT_INITIALIZED;
}
__CW_SPARSE cusparseSpMV(cusparseHandle_t h, cusparseOperation_t op, const void* alpha, cusparseConstSpMatDescr_t a, cusparseConstDnVecDescr_t x, const void* beta, cusparseDnVecDescr_t y, cudaDataType compute,
                         cusparseSpMVAlg_t, void*) {
  if (!h) return CUSPARSE_STATUS_NOT_INITIALIZED;
  if (!a || !x || !y || !alpha || !beta) return CUSPARSE_STATUS_INVALID_VALUE;
  bool turned = op != CUSPARSE_OPERATION_NON_TRANSPOSE;
  if (x->size != (turned ? a->rows : a->cols) || y->size != (turned ? a->cols : a->rows)) return CUSPARSE_STATUS_INVALID_VALUE;
  cusparseDnMatDescr b = {x->size, 1, x->size, x->values, x->type, CUSPARSE_ORDER_COL}, c = {y->size, 1, y->size, y->values, y->type, CUSPARSE_ORDER_COL};
  return __cw_sparse::product(h, op, CUSPARSE_OPERATION_NON_TRANSPOSE, alpha, *a, b, beta, c, compute);
}
__CW_SPARSE cusparseSpMM_bufferSize(cusparseHandle_t h, cusparseOperation_t, cusparseOperation_t, const void*, cusparseConstSpMatDescr_t, cusparseConstDnMatDescr_t, const void*, cusparseDnMatDescr_t, cudaDataType, cusparseSpMMAlg_t, size_t* size) {
  if (!h) return CUSPARSE_STATUS_NOT_INITIALIZED;
  if (!size) return CUSPARSE_STATUS_INVALID_VALUE;
  *size = 0;
  return CUSPARSE_STATUS_SUCCESS;
}
__CW_SPARSE cusparseSpMM_preprocess(cusparseHandle_t h, cusparseOperation_t, cusparseOperation_t, const void*, cusparseConstSpMatDescr_t, cusparseConstDnMatDescr_t, const void*, cusparseDnMatDescr_t, cudaDataType, cusparseSpMMAlg_t, void*) {
  return h ? CUSPARSE_STATUS_SUCCESS : CUSPARSE_STATUS_NOT_INITIALIZED;
}
__CW_SPARSE cusparseSpMM(cusparseHandle_t h, cusparseOperation_t op, cusparseOperation_t op_b, const void* alpha, cusparseConstSpMatDescr_t a, cusparseConstDnMatDescr_t b, const void* beta, cusparseDnMatDescr_t c,
                         cudaDataType compute, cusparseSpMMAlg_t, void*) {
  if (!h) return CUSPARSE_STATUS_NOT_INITIALIZED;
  if (!a || !b || !c || !alpha || !beta) return CUSPARSE_STATUS_INVALID_VALUE;
  bool turned = op != CUSPARSE_OPERATION_NON_TRANSPOSE, turned_b = op_b != CUSPARSE_OPERATION_NON_TRANSPOSE;
  if (c->rows != (turned ? a->cols : a->rows) || (turned_b ? b->cols : b->rows) != (turned ? a->rows : a->cols) || c->cols != (turned_b ? b->rows : b->cols)) return CUSPARSE_STATUS_INVALID_VALUE;
  return __cw_sparse::product(h, op, op_b, alpha, *a, *b, beta, *c, compute);
}
__CW_SPARSE cusparseSparseToDense_bufferSize(cusparseHandle_t h, cusparseConstSpMatDescr_t, cusparseDnMatDescr_t, cusparseSparseToDenseAlg_t, size_t* size) {
  if (!h) return CUSPARSE_STATUS_NOT_INITIALIZED;
  *size = 0;
  return CUSPARSE_STATUS_SUCCESS;
}
__CW_SPARSE cusparseSparseToDense(cusparseHandle_t h, cusparseConstSpMatDescr_t a, cusparseDnMatDescr_t b, cusparseSparseToDenseAlg_t, void*) {
  return h ? __cw_sparse::to_dense(h, *a, *b) : CUSPARSE_STATUS_NOT_INITIALIZED;
}
__CW_SPARSE cusparseDenseToSparse_bufferSize(cusparseHandle_t h, cusparseConstDnMatDescr_t, cusparseSpMatDescr_t, cusparseDenseToSparseAlg_t, size_t* size) {
  if (!h) return CUSPARSE_STATUS_NOT_INITIALIZED;
  *size = 0;
  return CUSPARSE_STATUS_SUCCESS;
}
__CW_SPARSE cusparseDenseToSparse_analysis(cusparseHandle_t h, cusparseConstDnMatDescr_t a, cusparseSpMatDescr_t b, cusparseDenseToSparseAlg_t, void*) {
  return h ? __cw_sparse::count_dense(h, *a, *b) : CUSPARSE_STATUS_NOT_INITIALIZED;
}
__CW_SPARSE cusparseDenseToSparse_convert(cusparseHandle_t h, cusparseConstDnMatDescr_t a, cusparseSpMatDescr_t b, cusparseDenseToSparseAlg_t, void*) {
  return h ? __cw_sparse::from_dense(h, *a, *b) : CUSPARSE_STATUS_NOT_INITIALIZED;
}
__CW_SPARSE cusparseXcoo2csr(cusparseHandle_t h, const int* rows, int nnz, int m, int* offsets, cusparseIndexBase_t base) {
  return h ? __cw_sparse::coo2csr(h, rows, nnz, m, offsets, base) : CUSPARSE_STATUS_NOT_INITIALIZED;
}
__CW_SPARSE cusparseXcsr2coo(cusparseHandle_t h, const int* offsets, int, int m, int* rows, cusparseIndexBase_t base) {
  return h ? __cw_sparse::csr2coo(h, offsets, m, rows, base) : CUSPARSE_STATUS_NOT_INITIALIZED;
}
__CW_SPARSE cusparseAxpby(cusparseHandle_t h, const void* alpha, cusparseConstSpVecDescr_t x, const void* beta, cusparseDnVecDescr_t y) {
  return h ? __cw_sparse::axpby(h, alpha, *x, beta, *y) : CUSPARSE_STATUS_NOT_INITIALIZED;
}
__CW_SPARSE cusparseGather(cusparseHandle_t h, cusparseConstDnVecDescr_t y, cusparseSpVecDescr_t x) { return h ? __cw_sparse::gather(h, *y, *x) : CUSPARSE_STATUS_NOT_INITIALIZED; }
__CW_SPARSE cusparseScatter(cusparseHandle_t h, cusparseConstSpVecDescr_t x, cusparseDnVecDescr_t y) { return h ? __cw_sparse::scatter(h, *x, *y) : CUSPARSE_STATUS_NOT_INITIALIZED; }
#undef __CW_SPARSE

#define __CW_NONE(f) template <class... T> cusparseStatus_t f(T&&...) __attribute__((unavailable("cuda-wasm does not have this function of cuSPARSE: write the operation as a kernel")));
__CW_NONE(cusparseSpSV_createDescr) __CW_NONE(cusparseSpSV_bufferSize) __CW_NONE(cusparseSpSV_analysis) __CW_NONE(cusparseSpSV_solve) __CW_NONE(cusparseSpSV_destroyDescr)
__CW_NONE(cusparseSpSM_createDescr) __CW_NONE(cusparseSpSM_bufferSize) __CW_NONE(cusparseSpSM_analysis) __CW_NONE(cusparseSpSM_solve) __CW_NONE(cusparseSpSM_destroyDescr)
__CW_NONE(cusparseSpGEMM_createDescr) __CW_NONE(cusparseSpGEMM_workEstimation) __CW_NONE(cusparseSpGEMM_compute) __CW_NONE(cusparseSpGEMM_copy) __CW_NONE(cusparseSpGEMM_destroyDescr)
__CW_NONE(cusparseSDDMM) __CW_NONE(cusparseSDDMM_bufferSize) __CW_NONE(cusparseSDDMM_preprocess) __CW_NONE(cusparseSpVV) __CW_NONE(cusparseSpVV_bufferSize) __CW_NONE(cusparseRot)
__CW_NONE(cusparseCsr2cscEx2) __CW_NONE(cusparseCsr2cscEx2_bufferSize) __CW_NONE(cusparseCreateBsr) __CW_NONE(cusparseCreateBlockedEll) __CW_NONE(cusparseCreateSlicedEll)
__CW_NONE(cusparseXcsrsort) __CW_NONE(cusparseXcsrsort_bufferSizeExt) __CW_NONE(cusparseXcoosort_bufferSizeExt) __CW_NONE(cusparseXcoosortByRow) __CW_NONE(cusparseCreateIdentityPermutation)
__CW_NONE(cusparseCsrSetStridedBatch) __CW_NONE(cusparseCooSetStridedBatch) __CW_NONE(cusparseDnMatSetStridedBatch) __CW_NONE(cusparseSpMatGetAttribute)
#define __CW_NONE4(f) __CW_NONE(cusparseS##f) __CW_NONE(cusparseD##f) __CW_NONE(cusparseC##f) __CW_NONE(cusparseZ##f)
__CW_NONE4(nnz) __CW_NONE4(gtsv2) __CW_NONE4(gtsv2_bufferSizeExt) __CW_NONE4(gtsv2_nopivot) __CW_NONE4(gtsv2_nopivot_bufferSizeExt) __CW_NONE4(gtsv2StridedBatch) __CW_NONE4(gtsv2StridedBatch_bufferSizeExt)
__CW_NONE4(csrilu02) __CW_NONE4(csrilu02_analysis) __CW_NONE4(csrilu02_bufferSize) __CW_NONE4(csric02) __CW_NONE4(csric02_analysis) __CW_NONE4(csric02_bufferSize) __CW_NONE4(bsrmv) __CW_NONE4(bsrmm)
__CW_NONE4(csrgeam2) __CW_NONE4(csrgeam2_bufferSizeExt)
#undef __CW_NONE4
#undef __CW_NONE
#endif
#endif
