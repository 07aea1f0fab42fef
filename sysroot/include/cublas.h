/* cuBLAS's first interface: no handle, scalars by value, results returned, characters for options; the last status is kept. Its functions are overloads of those in cublas_v2.h, over the same kernels. */
#ifndef CUBLAS_H_
#define CUBLAS_H_
#include <cublas_v2.h>

#define cublasStatus cublasStatus_t
#ifdef __cplusplus
namespace __cw_blas {

/* The one handle; none before cublasInit. */
inline cublasHandle_t only_handle = nullptr;
inline cublasStatus_t last_status = CUBLAS_STATUS_SUCCESS;

inline void keep(cublasStatus_t status) {
  if (status != CUBLAS_STATUS_SUCCESS) last_status = status;
}
inline char upper(char c) { return c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c; }
inline cublasOperation_t operation(char c) { return upper(c) == 'N' ? CUBLAS_OP_N : upper(c) == 'T' ? CUBLAS_OP_T : CUBLAS_OP_C; }
inline cublasFillMode_t fill(char c) { return upper(c) == 'U' ? CUBLAS_FILL_MODE_UPPER : CUBLAS_FILL_MODE_LOWER; }
inline cublasSideMode_t side(char c) { return upper(c) == 'R' ? CUBLAS_SIDE_RIGHT : CUBLAS_SIDE_LEFT; }
inline cublasDiagType_t diagonal(char c) { return upper(c) == 'U' ? CUBLAS_DIAG_UNIT : CUBLAS_DIAG_NON_UNIT; }

}  // namespace __cw_blas

inline cublasStatus_t cublasInit() { return __cw_blas::only_handle ? CUBLAS_STATUS_SUCCESS : cublasCreate(&__cw_blas::only_handle); }
inline cublasStatus_t cublasShutdown() {
  if (!__cw_blas::only_handle) return CUBLAS_STATUS_NOT_INITIALIZED;
  cublasDestroy(__cw_blas::only_handle);
  __cw_blas::only_handle = nullptr;
  return CUBLAS_STATUS_SUCCESS;
}
/* Which it forgets. */
inline cublasStatus_t cublasGetError() {
  const cublasStatus_t status = __cw_blas::last_status;
  __cw_blas::last_status = CUBLAS_STATUS_SUCCESS;
  return status;
}
inline cublasStatus_t cublasAlloc(int n, int size, void** pointer) {
  if (n <= 0 || size <= 0) return CUBLAS_STATUS_INVALID_VALUE;
  return cudaMalloc(pointer, (size_t)n * size) == cudaSuccess ? CUBLAS_STATUS_SUCCESS : CUBLAS_STATUS_ALLOC_FAILED;
}
inline cublasStatus_t cublasFree(void* pointer) { return cudaFree(pointer) == cudaSuccess ? CUBLAS_STATUS_SUCCESS : CUBLAS_STATUS_INTERNAL_ERROR; }
inline cublasStatus_t cublasSetKernelStream(cudaStream_t stream) { return cublasSetStream(__cw_blas::only_handle, stream); }

#define __CW_V1(result, name) inline result cublas##name
#define __CW_DO(name, ...) __cw_blas::keep(cublas##name(__cw_blas::only_handle, __VA_ARGS__))
#define __CW_GIVE(T, name, ...)        \
  T value{};                           \
  __CW_DO(name, __VA_ARGS__, &value);  \
  return value
/* All four types; R: that of absolute values, which functions named N have. */
#define __CW_CUBLAS_V1(L, l, V, R, N) \
  __CW_V1(int, I##l##amax)(int n, const V* x, int incx) { __CW_GIVE(int, I##l##amax, n, x, incx); } \
  __CW_V1(int, I##l##amin)(int n, const V* x, int incx) { __CW_GIVE(int, I##l##amin, n, x, incx); } \
  __CW_V1(R, N##asum)(int n, const V* x, int incx) { __CW_GIVE(R, N##asum, n, x, incx); } \
  __CW_V1(R, N##nrm2)(int n, const V* x, int incx) { __CW_GIVE(R, N##nrm2, n, x, incx); } \
  __CW_V1(void, L##axpy)(int n, V alpha, const V* x, int incx, V* y, int incy) { __CW_DO(L##axpy, n, &alpha, x, incx, y, incy); } \
  __CW_V1(void, L##copy)(int n, const V* x, int incx, V* y, int incy) { __CW_DO(L##copy, n, x, incx, y, incy); } \
  __CW_V1(void, L##swap)(int n, V* x, int incx, V* y, int incy) { __CW_DO(L##swap, n, x, incx, y, incy); } \
  __CW_V1(void, L##scal)(int n, V alpha, V* x, int incx) { __CW_DO(L##scal, n, &alpha, x, incx); } \
  __CW_V1(void, L##gemv)(char t, int m, int n, V alpha, const V* a, int lda, const V* x, int incx, V beta, V* y, int incy) { __CW_DO(L##gemv, __cw_blas::operation(t), m, n, &alpha, a, lda, x, incx, &beta, y, incy); } \
  __CW_V1(void, L##trmv)(char f, char t, char d, int n, const V* a, int lda, V* x, int incx) { __CW_DO(L##trmv, __cw_blas::fill(f), __cw_blas::operation(t), __cw_blas::diagonal(d), n, a, lda, x, incx); } \
  __CW_V1(void, L##trsv)(char f, char t, char d, int n, const V* a, int lda, V* x, int incx) { __CW_DO(L##trsv, __cw_blas::fill(f), __cw_blas::operation(t), __cw_blas::diagonal(d), n, a, lda, x, incx); } \
  __CW_V1(void, L##gemm)(char ta, char tb, int m, int n, int k, V alpha, const V* a, int lda, const V* b, int ldb, V beta, V* c, int ldc) { \
    __CW_DO(L##gemm, __cw_blas::operation(ta), __cw_blas::operation(tb), m, n, k, &alpha, a, lda, b, ldb, &beta, c, ldc); \
  } \
  __CW_V1(void, L##symm)(char s, char f, int m, int n, V alpha, const V* a, int lda, const V* b, int ldb, V beta, V* c, int ldc) { \
    __CW_DO(L##symm, __cw_blas::side(s), __cw_blas::fill(f), m, n, &alpha, a, lda, b, ldb, &beta, c, ldc); \
  } \
  __CW_V1(void, L##syrk)(char f, char t, int n, int k, V alpha, const V* a, int lda, V beta, V* c, int ldc) { __CW_DO(L##syrk, __cw_blas::fill(f), __cw_blas::operation(t), n, k, &alpha, a, lda, &beta, c, ldc); } \
  __CW_V1(void, L##syr2k)(char f, char t, int n, int k, V alpha, const V* a, int lda, const V* b, int ldb, V beta, V* c, int ldc) { \
    __CW_DO(L##syr2k, __cw_blas::fill(f), __cw_blas::operation(t), n, k, &alpha, a, lda, b, ldb, &beta, c, ldc); \
  } \
  /* In b's place. */ \
  __CW_V1(void, L##trmm)(char s, char f, char t, char d, int m, int n, V alpha, const V* a, int lda, V* b, int ldb) { \
    __CW_DO(L##trmm, __cw_blas::side(s), __cw_blas::fill(f), __cw_blas::operation(t), __cw_blas::diagonal(d), m, n, &alpha, a, lda, b, ldb, b, ldb); \
  } \
  __CW_V1(void, L##trsm)(char s, char f, char t, char d, int m, int n, V alpha, const V* a, int lda, V* b, int ldb) { \
    __CW_DO(L##trsm, __cw_blas::side(s), __cw_blas::fill(f), __cw_blas::operation(t), __cw_blas::diagonal(d), m, n, &alpha, a, lda, b, ldb); \
  }
#define __CW_CUBLAS_V1_REAL(L, V) \
  __CW_V1(V, L##dot)(int n, const V* x, int incx, const V* y, int incy) { __CW_GIVE(V, L##dot, n, x, incx, y, incy); } \
  __CW_V1(void, L##rot)(int n, V* x, int incx, V* y, int incy, V c, V s) { __CW_DO(L##rot, n, x, incx, y, incy, &c, &s); } \
  __CW_V1(void, L##rotg)(V* a, V* b, V* c, V* s) { __CW_DO(L##rotg, a, b, c, s); } \
  __CW_V1(void, L##ger)(int m, int n, V alpha, const V* x, int incx, const V* y, int incy, V* a, int lda) { __CW_DO(L##ger, m, n, &alpha, x, incx, y, incy, a, lda); } \
  __CW_V1(void, L##symv)(char f, int n, V alpha, const V* a, int lda, const V* x, int incx, V beta, V* y, int incy) { __CW_DO(L##symv, __cw_blas::fill(f), n, &alpha, a, lda, x, incx, &beta, y, incy); } \
  __CW_V1(void, L##syr)(char f, int n, V alpha, const V* x, int incx, V* a, int lda) { __CW_DO(L##syr, __cw_blas::fill(f), n, &alpha, x, incx, a, lda); } \
  __CW_V1(void, L##syr2)(char f, int n, V alpha, const V* x, int incx, const V* y, int incy, V* a, int lda) { __CW_DO(L##syr2, __cw_blas::fill(f), n, &alpha, x, incx, y, incy, a, lda); }
#define __CW_CUBLAS_V1_COMPLEX(L, V) \
  __CW_V1(V, L##dotu)(int n, const V* x, int incx, const V* y, int incy) { __CW_GIVE(V, L##dotu, n, x, incx, y, incy); } \
  __CW_V1(V, L##dotc)(int n, const V* x, int incx, const V* y, int incy) { __CW_GIVE(V, L##dotc, n, x, incx, y, incy); } \
  __CW_V1(void, L##geru)(int m, int n, V alpha, const V* x, int incx, const V* y, int incy, V* a, int lda) { __CW_DO(L##geru, m, n, &alpha, x, incx, y, incy, a, lda); } \
  __CW_V1(void, L##gerc)(int m, int n, V alpha, const V* x, int incx, const V* y, int incy, V* a, int lda) { __CW_DO(L##gerc, m, n, &alpha, x, incx, y, incy, a, lda); }
__CW_CUBLAS_V1(S, s, float, float, S)
__CW_CUBLAS_V1(D, d, double, double, D)
__CW_CUBLAS_V1(C, c, cuComplex, float, Sc)
__CW_CUBLAS_V1(Z, z, cuDoubleComplex, double, Dz)
__CW_CUBLAS_V1_REAL(S, float)
__CW_CUBLAS_V1_REAL(D, double)
__CW_CUBLAS_V1_COMPLEX(C, cuComplex)
__CW_CUBLAS_V1_COMPLEX(Z, cuDoubleComplex)
__CW_V1(void, Csscal)(int n, float alpha, cuComplex* x, int incx) { __CW_DO(Csscal, n, &alpha, x, incx); }
__CW_V1(void, Zdscal)(int n, double alpha, cuDoubleComplex* x, int incx) { __CW_DO(Zdscal, n, &alpha, x, incx); }
#undef __CW_CUBLAS_V1
#undef __CW_CUBLAS_V1_REAL
#undef __CW_CUBLAS_V1_COMPLEX
#undef __CW_GIVE
#undef __CW_DO
#undef __CW_V1
#endif
#endif
