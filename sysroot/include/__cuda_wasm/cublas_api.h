/* cuBLAS's functions by their names: one table a group of functions, expanded for the types that have them. L, l: the letter of the type; V: the type; R: that of its parts. */
#ifndef __CUDA_WASM_CUBLAS_API_H
#define __CUDA_WASM_CUBLAS_API_H
#include <__cuda_wasm/cublas_compute.h>

#define __CW_BLAS(name) inline cublasStatus_t cublas##name
#define __CW_AS(p) __cw_blas::as(p)
#define __CW_H if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
/* The four types. */
#define __CW_CUBLAS_ALL(L, l, V, R) \
  __CW_BLAS(L##axpy)(cublasHandle_t h, int n, const V* alpha, const V* x, int incx, V* y, int incy) { return __cw_blas::axpy(h, n, __CW_AS(alpha), __CW_AS(x), incx, __CW_AS(y), incy); } \
  __CW_BLAS(L##scal)(cublasHandle_t h, int n, const V* alpha, V* x, int incx) { return __cw_blas::scal(h, n, __CW_AS(alpha), __CW_AS(x), incx); } \
  __CW_BLAS(L##copy)(cublasHandle_t h, int n, const V* x, int incx, V* y, int incy) { return __cw_blas::copy(h, n, x, incx, y, incy); } \
  __CW_BLAS(L##swap)(cublasHandle_t h, int n, V* x, int incx, V* y, int incy) { return __cw_blas::swap(h, n, x, incx, y, incy); } \
  __CW_BLAS(L##rot)(cublasHandle_t h, int n, V* x, int incx, V* y, int incy, const R* c, const V* s) { return __cw_blas::rot(h, n, __CW_AS(x), incx, __CW_AS(y), incy, c, __CW_AS(s)); } \
  __CW_BLAS(L##rotg)(cublasHandle_t h, V* a, V* b, R* c, V* s) { return __cw_blas::rotg(h, __CW_AS(a), __CW_AS(b), c, __CW_AS(s)); } \
  __CW_BLAS(I##l##amax)(cublasHandle_t h, int n, const V* x, int incx, int* result) { return __cw_blas::extreme(h, n, __CW_AS(x), incx, result, true); } \
  __CW_BLAS(I##l##amin)(cublasHandle_t h, int n, const V* x, int incx, int* result) { return __cw_blas::extreme(h, n, __CW_AS(x), incx, result, false); } \
  __CW_BLAS(L##gemv)(cublasHandle_t h, cublasOperation_t t, int m, int n, const V* alpha, const V* a, int lda, const V* x, int incx, const V* beta, V* y, int incy) { \
    return __cw_blas::gemv(h, t, m, n, __CW_AS(alpha), __CW_AS(a), lda, __CW_AS(x), incx, __CW_AS(beta), __CW_AS(y), incy); \
  } \
  __CW_BLAS(L##symv)(cublasHandle_t h, cublasFillMode_t f, int n, const V* alpha, const V* a, int lda, const V* x, int incx, const V* beta, V* y, int incy) { \
    return __cw_blas::symv(h, __cw_blas::SYMMETRIC, f, n, __CW_AS(alpha), __CW_AS(a), lda, __CW_AS(x), incx, __CW_AS(beta), __CW_AS(y), incy); \
  } \
  __CW_BLAS(L##trmv)(cublasHandle_t h, cublasFillMode_t f, cublasOperation_t t, cublasDiagType_t d, int n, const V* a, int lda, V* x, int incx) { return __cw_blas::trmv(h, f, t, d, n, __CW_AS(a), lda, __CW_AS(x), incx); } \
  __CW_BLAS(L##trsv)(cublasHandle_t h, cublasFillMode_t f, cublasOperation_t t, cublasDiagType_t d, int n, const V* a, int lda, V* x, int incx) { return __cw_blas::trsv(h, f, t, d, n, __CW_AS(a), lda, __CW_AS(x), incx); } \
  __CW_BLAS(L##syr)(cublasHandle_t h, cublasFillMode_t f, int n, const V* alpha, const V* x, int incx, V* a, int lda) { \
    __CW_H return __cw_blas::syr(h, false, f, n, __cw_blas::scalar(h, __CW_AS(alpha)), __CW_AS(x), incx, (decltype(__CW_AS(x)))nullptr, 0, __CW_AS(a), lda); \
  } \
  __CW_BLAS(L##syr2)(cublasHandle_t h, cublasFillMode_t f, int n, const V* alpha, const V* x, int incx, const V* y, int incy, V* a, int lda) { \
    __CW_H return __cw_blas::syr(h, false, f, n, __cw_blas::scalar(h, __CW_AS(alpha)), __CW_AS(x), incx, __CW_AS(y), incy, __CW_AS(a), lda); \
  } \
  __CW_BLAS(L##geam)(cublasHandle_t h, cublasOperation_t ta, cublasOperation_t tb, int m, int n, const V* alpha, const V* a, int lda, const V* beta, const V* b, int ldb, V* c, int ldc) { \
    return __cw_blas::geam(h, ta, tb, m, n, __CW_AS(alpha), __CW_AS(a), lda, __CW_AS(beta), __CW_AS(b), ldb, __CW_AS(c), ldc); \
  } \
  __CW_BLAS(L##dgmm)(cublasHandle_t h, cublasSideMode_t side, int m, int n, const V* a, int lda, const V* x, int incx, V* c, int ldc) { return __cw_blas::dgmm(h, side, m, n, __CW_AS(a), lda, __CW_AS(x), incx, __CW_AS(c), ldc); } \
  __CW_BLAS(L##symm)(cublasHandle_t h, cublasSideMode_t side, cublasFillMode_t f, int m, int n, const V* alpha, const V* a, int lda, const V* b, int ldb, const V* beta, V* c, int ldc) { \
    return __cw_blas::symm(h, __cw_blas::SYMMETRIC, side, f, m, n, __CW_AS(alpha), __CW_AS(a), lda, __CW_AS(b), ldb, __CW_AS(beta), __CW_AS(c), ldc); \
  } \
  __CW_BLAS(L##trmm)(cublasHandle_t h, cublasSideMode_t side, cublasFillMode_t f, cublasOperation_t t, cublasDiagType_t d, int m, int n, const V* alpha, const V* a, int lda, const V* b, int ldb, V* c, int ldc) { \
    return __cw_blas::trmm(h, side, f, t, d, m, n, __CW_AS(alpha), __CW_AS(a), lda, __CW_AS(b), ldb, __CW_AS(c), ldc); \
  } \
  __CW_BLAS(L##trsm)(cublasHandle_t h, cublasSideMode_t side, cublasFillMode_t f, cublasOperation_t t, cublasDiagType_t d, int m, int n, const V* alpha, const V* a, int lda, V* b, int ldb) { \
    return __cw_blas::trsm(h, side, f, t, d, m, n, __CW_AS(alpha), __CW_AS(a), lda, __CW_AS(b), ldb); \
  } \
  __CW_BLAS(L##trsmBatched)(cublasHandle_t h, cublasSideMode_t side, cublasFillMode_t f, cublasOperation_t t, cublasDiagType_t d, int m, int n, const V* alpha, const V* const a[], int lda, V* const b[], int ldb, int count) { \
    return __cw_blas::trsm_pointers(h, side, f, t, d, m, n, __CW_AS(alpha), __CW_AS(a), lda, __CW_AS(b), ldb, count); \
  } \
  __CW_BLAS(L##syrk)(cublasHandle_t h, cublasFillMode_t f, cublasOperation_t t, int n, int k, const V* alpha, const V* a, int lda, const V* beta, V* c, int ldc) { \
    __CW_H return __cw_blas::syrk(h, false, false, f, t, n, k, __cw_blas::scalar(h, __CW_AS(alpha)), __CW_AS(a), lda, __CW_AS(a), lda, __cw_blas::scalar(h, __CW_AS(beta)), __CW_AS(c), ldc); \
  } \
  __CW_BLAS(L##syrkx)(cublasHandle_t h, cublasFillMode_t f, cublasOperation_t t, int n, int k, const V* alpha, const V* a, int lda, const V* b, int ldb, const V* beta, V* c, int ldc) { \
    __CW_H return __cw_blas::syrk(h, false, false, f, t, n, k, __cw_blas::scalar(h, __CW_AS(alpha)), __CW_AS(a), lda, __CW_AS(b), ldb, __cw_blas::scalar(h, __CW_AS(beta)), __CW_AS(c), ldc); \
  } \
  __CW_BLAS(L##syr2k)(cublasHandle_t h, cublasFillMode_t f, cublasOperation_t t, int n, int k, const V* alpha, const V* a, int lda, const V* b, int ldb, const V* beta, V* c, int ldc) { \
    __CW_H return __cw_blas::syrk(h, false, true, f, t, n, k, __cw_blas::scalar(h, __CW_AS(alpha)), __CW_AS(a), lda, __CW_AS(b), ldb, __cw_blas::scalar(h, __CW_AS(beta)), __CW_AS(c), ldc); \
  } \
  __CW_BLAS(L##getrfBatched)(cublasHandle_t h, int n, V* const a[], int lda, int* pivots, int* info, int count) { return __cw_blas::getrf(h, n, __CW_AS(a), lda, pivots, info, count); } \
  __CW_BLAS(L##getrsBatched)(cublasHandle_t h, cublasOperation_t t, int n, int columns, const V* const a[], int lda, const int* pivots, V* const b[], int ldb, int* info, int count) { \
    return __cw_blas::getrs(h, t, n, columns, __CW_AS(a), lda, pivots, __CW_AS(b), ldb, info, count); \
  } \
  __CW_BLAS(L##getriBatched)(cublasHandle_t h, int n, const V* const a[], int lda, const int* pivots, V* const c[], int ldc, int* info, int count) { \
    return __cw_blas::getri(h, n, __CW_AS(a), lda, pivots, __CW_AS(c), ldc, info, count); \
  } \
  __CW_BLAS(L##matinvBatched)(cublasHandle_t h, int n, const V* const a[], int lda, V* const c[], int ldc, int* info, int count) { return __cw_blas::matinv(h, n, __CW_AS(a), lda, __CW_AS(c), ldc, info, count); }
/* Products, also of half numbers. S: what is computed in. */
#define __CW_CUBLAS_GEMM(L, V, S) \
  __CW_BLAS(L##gemm)(cublasHandle_t h, cublasOperation_t ta, cublasOperation_t tb, int m, int n, int k, const V* alpha, const V* a, int lda, const V* b, int ldb, const V* beta, V* c, int ldc) { \
    return __cw_blas::gemm(h, ta, tb, m, n, k, __CW_AS(alpha), __CW_AS(a), lda, 0, __CW_AS(b), ldb, 0, __CW_AS(beta), __CW_AS(c), ldc, 0, 1, (__cw_blas::S*)0); \
  } \
  __CW_BLAS(L##gemmStridedBatched)(cublasHandle_t h, cublasOperation_t ta, cublasOperation_t tb, int m, int n, int k, const V* alpha, const V* a, int lda, long long sa, const V* b, int ldb, long long sb, \
                                   const V* beta, V* c, int ldc, long long sc, int count) { \
    return __cw_blas::gemm(h, ta, tb, m, n, k, __CW_AS(alpha), __CW_AS(a), lda, sa, __CW_AS(b), ldb, sb, __CW_AS(beta), __CW_AS(c), ldc, sc, count, (__cw_blas::S*)0); \
  } \
  __CW_BLAS(L##gemmBatched)(cublasHandle_t h, cublasOperation_t ta, cublasOperation_t tb, int m, int n, int k, const V* alpha, const V* const a[], int lda, const V* const b[], int ldb, const V* beta, \
                            V* const c[], int ldc, int count) { \
    return __cw_blas::gemm_pointers(h, ta, tb, m, n, k, __CW_AS(alpha), __CW_AS(a), lda, __CW_AS(b), ldb, __CW_AS(beta), __CW_AS(c), ldc, count, (__cw_blas::S*)0); \
  }
/* Real types only. */
#define __CW_CUBLAS_REAL(L, V) \
  __CW_BLAS(L##dot)(cublasHandle_t h, int n, const V* x, int incx, const V* y, int incy, V* result) { return __cw_blas::dot(h, n, x, incx, y, incy, result, false); } \
  __CW_BLAS(L##nrm2)(cublasHandle_t h, int n, const V* x, int incx, V* result) { return __cw_blas::nrm2(h, n, x, incx, result); } \
  __CW_BLAS(L##asum)(cublasHandle_t h, int n, const V* x, int incx, V* result) { return __cw_blas::asum(h, n, x, incx, result); } \
  __CW_BLAS(L##rotm)(cublasHandle_t h, int n, V* x, int incx, V* y, int incy, const V* param) { return __cw_blas::rotm(h, n, x, incx, y, incy, param); } \
  __CW_BLAS(L##ger)(cublasHandle_t h, int m, int n, const V* alpha, const V* x, int incx, const V* y, int incy, V* a, int lda) { return __cw_blas::ger(h, m, n, alpha, x, incx, y, incy, a, lda, false); }
/* Complex types only; r: the letter of the parts. */
#define __CW_CUBLAS_COMPLEX(L, l, r, V, R) \
  __CW_BLAS(L##dotu)(cublasHandle_t h, int n, const V* x, int incx, const V* y, int incy, V* result) { return __cw_blas::dot(h, n, __CW_AS(x), incx, __CW_AS(y), incy, __CW_AS(result), false); } \
  __CW_BLAS(L##dotc)(cublasHandle_t h, int n, const V* x, int incx, const V* y, int incy, V* result) { return __cw_blas::dot(h, n, __CW_AS(x), incx, __CW_AS(y), incy, __CW_AS(result), true); } \
  __CW_BLAS(r##l##nrm2)(cublasHandle_t h, int n, const V* x, int incx, R* result) { return __cw_blas::nrm2(h, n, __CW_AS(x), incx, result); } \
  __CW_BLAS(r##l##asum)(cublasHandle_t h, int n, const V* x, int incx, R* result) { return __cw_blas::asum(h, n, __CW_AS(x), incx, result); } \
  __CW_BLAS(L##geru)(cublasHandle_t h, int m, int n, const V* alpha, const V* x, int incx, const V* y, int incy, V* a, int lda) { \
    return __cw_blas::ger(h, m, n, __CW_AS(alpha), __CW_AS(x), incx, __CW_AS(y), incy, __CW_AS(a), lda, false); \
  } \
  __CW_BLAS(L##gerc)(cublasHandle_t h, int m, int n, const V* alpha, const V* x, int incx, const V* y, int incy, V* a, int lda) { \
    return __cw_blas::ger(h, m, n, __CW_AS(alpha), __CW_AS(x), incx, __CW_AS(y), incy, __CW_AS(a), lda, true); \
  } \
  __CW_BLAS(L##hemv)(cublasHandle_t h, cublasFillMode_t f, int n, const V* alpha, const V* a, int lda, const V* x, int incx, const V* beta, V* y, int incy) { \
    return __cw_blas::symv(h, __cw_blas::HERMITIAN, f, n, __CW_AS(alpha), __CW_AS(a), lda, __CW_AS(x), incx, __CW_AS(beta), __CW_AS(y), incy); \
  } \
  __CW_BLAS(L##her)(cublasHandle_t h, cublasFillMode_t f, int n, const R* alpha, const V* x, int incx, V* a, int lda) { \
    __CW_H return __cw_blas::syr(h, true, f, n, __cw_blas::number<V>(__cw_blas::scalar(h, alpha)), __CW_AS(x), incx, (decltype(__CW_AS(x)))nullptr, 0, __CW_AS(a), lda); \
  } \
  __CW_BLAS(L##her2)(cublasHandle_t h, cublasFillMode_t f, int n, const V* alpha, const V* x, int incx, const V* y, int incy, V* a, int lda) { \
    __CW_H return __cw_blas::syr(h, true, f, n, __cw_blas::scalar(h, __CW_AS(alpha)), __CW_AS(x), incx, __CW_AS(y), incy, __CW_AS(a), lda); \
  } \
  __CW_BLAS(L##hemm)(cublasHandle_t h, cublasSideMode_t side, cublasFillMode_t f, int m, int n, const V* alpha, const V* a, int lda, const V* b, int ldb, const V* beta, V* c, int ldc) { \
    return __cw_blas::symm(h, __cw_blas::HERMITIAN, side, f, m, n, __CW_AS(alpha), __CW_AS(a), lda, __CW_AS(b), ldb, __CW_AS(beta), __CW_AS(c), ldc); \
  } \
  __CW_BLAS(L##herk)(cublasHandle_t h, cublasFillMode_t f, cublasOperation_t t, int n, int k, const R* alpha, const V* a, int lda, const R* beta, V* c, int ldc) { \
    typedef __cw_blas::number<V> N; \
    __CW_H return __cw_blas::syrk(h, true, false, f, t, n, k, N(__cw_blas::scalar(h, alpha)), __CW_AS(a), lda, __CW_AS(a), lda, N(__cw_blas::scalar(h, beta)), __CW_AS(c), ldc); \
  } \
  __CW_BLAS(L##her2k)(cublasHandle_t h, cublasFillMode_t f, cublasOperation_t t, int n, int k, const V* alpha, const V* a, int lda, const V* b, int ldb, const R* beta, V* c, int ldc) { \
    typedef __cw_blas::number<V> N; \
    __CW_H return __cw_blas::syrk(h, true, true, f, t, n, k, __cw_blas::scalar(h, __CW_AS(alpha)), __CW_AS(a), lda, __CW_AS(b), ldb, N(__cw_blas::scalar(h, beta)), __CW_AS(c), ldc); \
  }
__CW_CUBLAS_ALL(S, s, float, float)
__CW_CUBLAS_ALL(D, d, double, double)
__CW_CUBLAS_ALL(C, c, cuComplex, float)
__CW_CUBLAS_ALL(Z, z, cuDoubleComplex, double)
__CW_CUBLAS_GEMM(S, float, number<float>)
__CW_CUBLAS_GEMM(D, double, number<double>)
__CW_CUBLAS_GEMM(C, cuComplex, number<cuComplex>)
__CW_CUBLAS_GEMM(Z, cuDoubleComplex, number<cuDoubleComplex>)
__CW_CUBLAS_GEMM(H, __half, number<float>)
__CW_CUBLAS_REAL(S, float)
__CW_CUBLAS_REAL(D, double)
__CW_CUBLAS_COMPLEX(C, c, S, cuComplex, float)
__CW_CUBLAS_COMPLEX(Z, z, D, cuDoubleComplex, double)
#undef __CW_CUBLAS_ALL
#undef __CW_CUBLAS_GEMM
#undef __CW_CUBLAS_REAL
#undef __CW_CUBLAS_COMPLEX
__CW_BLAS(Csscal)(cublasHandle_t h, int n, const float* alpha, cuComplex* x, int incx) { return __cw_blas::scal(h, n, alpha, __CW_AS(x), incx); }
__CW_BLAS(Zdscal)(cublasHandle_t h, int n, const double* alpha, cuDoubleComplex* x, int incx) { return __cw_blas::scal(h, n, alpha, __CW_AS(x), incx); }
__CW_BLAS(Csrot)(cublasHandle_t h, int n, cuComplex* x, int incx, cuComplex* y, int incy, const float* c, const float* s) { return __cw_blas::rot(h, n, __CW_AS(x), incx, __CW_AS(y), incy, c, s); }
__CW_BLAS(Zdrot)(cublasHandle_t h, int n, cuDoubleComplex* x, int incx, cuDoubleComplex* y, int incy, const double* c, const double* s) { return __cw_blas::rot(h, n, __CW_AS(x), incx, __CW_AS(y), incy, c, s); }

namespace __cw_blas {

/* run(type of A and B, type of C, type of alpha and beta, type to compute in), as null pointers, for the combinations that the library documents. */
template <class F> cublasStatus_t with_types(cudaDataType a, cudaDataType b, cudaDataType c, cublasComputeType_t compute, F run) {
  if (a != b) return CUBLAS_STATUS_NOT_SUPPORTED;
  bool single = compute == CUBLAS_COMPUTE_32F || compute == CUBLAS_COMPUTE_32F_PEDANTIC, fast = compute == CUBLAS_COMPUTE_32F_FAST_16F || compute == CUBLAS_COMPUTE_32F_FAST_16BF || compute == CUBLAS_COMPUTE_32F_FAST_TF32;
  float* f = nullptr;
  if (single || fast) {
    if (a == CUDA_R_32F && c == CUDA_R_32F) return run(f, f, f, f);
    cx<float>* z = nullptr;
    if (a == CUDA_C_32F && c == CUDA_C_32F) return run(z, z, z, z);
  }
  if (single) {
    __half* h = nullptr;
    __nv_bfloat16* w = nullptr;
    if (a == CUDA_R_16F && c == CUDA_R_16F) return run(h, h, f, f);
    if (a == CUDA_R_16F && c == CUDA_R_32F) return run(h, f, f, f);
    if (a == CUDA_R_16BF && c == CUDA_R_16BF) return run(w, w, f, f);
    if (a == CUDA_R_16BF && c == CUDA_R_32F) return run(w, f, f, f);
    if (a == CUDA_R_8I && c == CUDA_R_32F) return run((signed char*)nullptr, f, f, f);
  }
  if ((compute == CUBLAS_COMPUTE_16F || compute == CUBLAS_COMPUTE_16F_PEDANTIC) && a == CUDA_R_16F && c == CUDA_R_16F) return run((__half*)nullptr, (__half*)nullptr, (__half*)nullptr, f);
  if (compute == CUBLAS_COMPUTE_64F || compute == CUBLAS_COMPUTE_64F_PEDANTIC) {
    double* d = nullptr;
    cx<double>* z = nullptr;
    if (a == CUDA_R_64F && c == CUDA_R_64F) return run(d, d, d, d);
    if (a == CUDA_C_64F && c == CUDA_C_64F) return run(z, z, z, z);
  }
  if ((compute == CUBLAS_COMPUTE_32I || compute == CUBLAS_COMPUTE_32I_PEDANTIC) && a == CUDA_R_8I && c == CUDA_R_32I) return run((signed char*)nullptr, (int*)nullptr, (int*)nullptr, (int*)nullptr);
  return CUBLAS_STATUS_NOT_SUPPORTED;
}
/* The types that older programs name in place of what to compute in. */
inline cublasComputeType_t computing(cudaDataType type) {
  return type == CUDA_R_16F ? CUBLAS_COMPUTE_16F : type == CUDA_R_64F || type == CUDA_C_64F ? CUBLAS_COMPUTE_64F : type == CUDA_R_32I ? CUBLAS_COMPUTE_32I : CUBLAS_COMPUTE_32F;
}

}  // namespace __cw_blas

#define __CW_CUBLAS_EX(COMPUTE, compute) \
  __CW_BLAS(GemmStridedBatchedEx)(cublasHandle_t h, cublasOperation_t ta, cublasOperation_t tb, int m, int n, int k, const void* alpha, const void* a, cudaDataType at, int lda, long long sa, const void* b, \
                                  cudaDataType bt, int ldb, long long sb, const void* beta, void* c, cudaDataType ct, int ldc, long long sc, int count, COMPUTE type, cublasGemmAlgo_t) { \
    return __cw_blas::with_types(at, bt, ct, compute, [&] (auto* t, auto* r, auto* u, auto* s) { \
      return __cw_blas::gemm(h, ta, tb, m, n, k, (decltype(u))alpha, (decltype(t))a, lda, sa, (decltype(t))b, ldb, sb, (decltype(u))beta, (decltype(r))c, ldc, sc, count, s); \
    }); \
  } \
  __CW_BLAS(GemmEx)(cublasHandle_t h, cublasOperation_t ta, cublasOperation_t tb, int m, int n, int k, const void* alpha, const void* a, cudaDataType at, int lda, const void* b, cudaDataType bt, int ldb, \
                    const void* beta, void* c, cudaDataType ct, int ldc, COMPUTE type, cublasGemmAlgo_t algo) { \
    __CW_H \
    int bad = __cw_blas::bad_product(ta, tb, m, n, k, lda, ldb, ldc); \
    if (bad) { \
      __cw_blas::tell_bad_argument("GEMM_EX", bad == 8 ? 9 : bad == 10 ? 12 : bad == 13 ? 16 : bad); \
      return CUBLAS_STATUS_INVALID_VALUE; \
    } \
    return cublasGemmStridedBatchedEx(h, ta, tb, m, n, k, alpha, a, at, lda, 0, b, bt, ldb, 0, beta, c, ct, ldc, 0, 1, type, algo); \
  } \
  __CW_BLAS(GemmBatchedEx)(cublasHandle_t h, cublasOperation_t ta, cublasOperation_t tb, int m, int n, int k, const void* alpha, const void* const a[], cudaDataType at, int lda, const void* const b[], \
                           cudaDataType bt, int ldb, const void* beta, void* const c[], cudaDataType ct, int ldc, int count, COMPUTE type, cublasGemmAlgo_t) { \
    return __cw_blas::with_types(at, bt, ct, compute, [&] (auto* t, auto* r, auto* u, auto* s) { \
      return __cw_blas::gemm_pointers(h, ta, tb, m, n, k, (decltype(u))alpha, __cw_blas::rows(a, t), lda, __cw_blas::rows(b, t), ldb, (decltype(u))beta, (decltype(r) const*)c, ldc, count, s); \
    }); \
  }
__CW_CUBLAS_EX(cublasComputeType_t, type)
__CW_CUBLAS_EX(cudaDataType, __cw_blas::computing(type))
#undef __CW_CUBLAS_EX
__CW_BLAS(SgemmEx)(cublasHandle_t h, cublasOperation_t ta, cublasOperation_t tb, int m, int n, int k, const float* alpha, const void* a, cudaDataType at, int lda, const void* b, cudaDataType bt, int ldb,
                   const float* beta, void* c, cudaDataType ct, int ldc) {
  return cublasGemmEx(h, ta, tb, m, n, k, alpha, a, at, lda, b, bt, ldb, beta, c, ct, ldc, CUBLAS_COMPUTE_32F, CUBLAS_GEMM_DEFAULT);
}

__CW_BLAS(SetMatrix)(int rows, int cols, int bytes, const void* a, int lda, void* b, int ldb) { return __cw_blas::move(rows, cols, bytes, a, lda, b, ldb, 0, true); }
__CW_BLAS(GetMatrix)(int rows, int cols, int bytes, const void* a, int lda, void* b, int ldb) { return __cw_blas::move(rows, cols, bytes, a, lda, b, ldb, 0, true); }
__CW_BLAS(SetVector)(int n, int bytes, const void* x, int incx, void* y, int incy) { return __cw_blas::move(1, n, bytes, x, incx, y, incy, 0, true); }
__CW_BLAS(GetVector)(int n, int bytes, const void* x, int incx, void* y, int incy) { return __cw_blas::move(1, n, bytes, x, incx, y, incy, 0, true); }
__CW_BLAS(SetMatrixAsync)(int rows, int cols, int bytes, const void* a, int lda, void* b, int ldb, cudaStream_t s) { return __cw_blas::move(rows, cols, bytes, a, lda, b, ldb, s, false); }
__CW_BLAS(GetMatrixAsync)(int rows, int cols, int bytes, const void* a, int lda, void* b, int ldb, cudaStream_t s) { return __cw_blas::move(rows, cols, bytes, a, lda, b, ldb, s, false); }
__CW_BLAS(SetVectorAsync)(int n, int bytes, const void* x, int incx, void* y, int incy, cudaStream_t s) { return __cw_blas::move(1, n, bytes, x, incx, y, incy, s, false); }
__CW_BLAS(GetVectorAsync)(int n, int bytes, const void* x, int incx, void* y, int incy, cudaStream_t s) { return __cw_blas::move(1, n, bytes, x, incx, y, incy, s, false); }
#undef __CW_BLAS
#undef __CW_AS
#undef __CW_H
#endif
