/* What of cuBLAS computes: level 1, products of matrices and vectors, copies between host and device. Matrices are column-major; an operand's layout is two strides, so that one kernel does for all transpositions. */
#ifndef __CUDA_WASM_CUBLAS_COMPUTE_H
#define __CUDA_WASM_CUBLAS_COMPUTE_H
#include <__thrust/core.h>
#include <cstdio>

namespace __cw_blas {

using thrust::__device_policy;
using thrust::__impl::each;
using thrust::__impl::reduce_by_index;

inline cublasStatus_t launched() {
  if (cudaGetLastError() == cudaSuccess) return CUBLAS_STATUS_SUCCESS;
  return CUBLAS_STATUS_EXECUTION_FAILED;
}
inline __device_policy on(cublasHandle_t h) { return __device_policy(h->stream, false); }
/* A scalar that the caller gives by address: of host or device memory, as the handle says. */
template <class T> T scalar(cublasHandle_t h, const T* p) {
  if (h->pointer_mode == CUBLAS_POINTER_MODE_HOST) return *p;
  T value;
  cudaMemcpyAsync(&value, p, sizeof(T), cudaMemcpyDefault, h->stream);
  cudaStreamSynchronize(h->stream);
  return value;
}
template <class T> cublasStatus_t give(cublasHandle_t h, T* result, T value) {
  if (h->pointer_mode == CUBLAS_POINTER_MODE_HOST) *result = value;
  else {
    cudaMemcpyAsync(result, &value, sizeof(T), cudaMemcpyDefault, h->stream);
    cudaStreamSynchronize(h->stream);
  }
  return launched();
}
/* Where a vector of this increment begins: with a negative one, at its end. */
template <class T> T* start(T* x, int n, int inc) { return inc < 0 ? x + (ptrdiff_t)(1 - n) * inc : x; }

template <class T> struct vec {
  T* p;
  int inc;
  vec(T* x, int n, int i) : p(start(x, n, i)), inc(i) {}
  __CW_HD T& operator[](unsigned i) const { return p[(int)i * inc]; }
};

template <class T> cublasStatus_t axpy(cublasHandle_t h, int n, const T* alpha, const T* x, int incx, T* y, int incy) {
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  if (n <= 0) return CUBLAS_STATUS_SUCCESS;
  T a = scalar(h, alpha);
  vec<const T> u(x, n, incx);
  vec<T> v(y, n, incy);
  each(on(h), n, [=] (unsigned i) { v[i] += a * u[i]; });
  return launched();
}
template <class T> cublasStatus_t scal(cublasHandle_t h, int n, const T* alpha, T* x, int incx) {
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  if (n <= 0 || incx <= 0) return CUBLAS_STATUS_SUCCESS;
  T a = scalar(h, alpha);
  each(on(h), n, [=] (unsigned i) { x[i * incx] *= a; });
  return launched();
}
template <class T> cublasStatus_t copy(cublasHandle_t h, int n, const T* x, int incx, T* y, int incy) {
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  if (n <= 0) return CUBLAS_STATUS_SUCCESS;
  vec<const T> u(x, n, incx);
  vec<T> v(y, n, incy);
  each(on(h), n, [=] (unsigned i) { v[i] = u[i]; });
  return launched();
}
template <class T> cublasStatus_t rot(cublasHandle_t h, int n, T* x, int incx, T* y, int incy, T c, T s) {
  if (n <= 0) return CUBLAS_STATUS_SUCCESS;
  vec<T> u(x, n, incx), v(y, n, incy);
  each(on(h), n, [=] (unsigned i) {
    T a = u[i], b = v[i];
    u[i] = c * a + s * b;
    v[i] = c * b - s * a;
  });
  return launched();
}
template <class T> cublasStatus_t swap(cublasHandle_t h, int n, T* x, int incx, T* y, int incy) {
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  if (n <= 0) return CUBLAS_STATUS_SUCCESS;
  vec<T> u(x, n, incx), v(y, n, incy);
  each(on(h), n, [=] (unsigned i) {
    T a = u[i];
    u[i] = v[i];
    v[i] = a;
  });
  return launched();
}
template <class T> cublasStatus_t dot(cublasHandle_t h, int n, const T* x, int incx, const T* y, int incy, T* result) {
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  if (n <= 0) return give(h, result, T(0));
  vec<const T> u(x, n, incx), v(y, n, incy);
  return give(h, result, reduce_by_index(on(h), n, [=] (unsigned i) { return u[i] * v[i]; }, T(0), [] (T a, T b) { return a + b; }));
}
template <class T> cublasStatus_t asum(cublasHandle_t h, int n, const T* x, int incx, T* result) {
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  if (n <= 0 || incx <= 0) return give(h, result, T(0));
  return give(h, result, reduce_by_index(on(h), n, [=] (unsigned i) { return x[i * incx] < 0 ? -x[i * incx] : x[i * incx]; }, T(0), [] (T a, T b) { return a + b; }));
}
/* The norm: of elements by the largest of them, so that squares neither overflow nor vanish. */
template <class T> cublasStatus_t nrm2(cublasHandle_t h, int n, const T* x, int incx, T* result) {
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  if (n <= 0 || incx <= 0) return give(h, result, T(0));
  T most = reduce_by_index(on(h), n, [=] (unsigned i) { return x[i * incx] < 0 ? -x[i * incx] : x[i * incx]; }, T(0), [] (T a, T b) { return b <= a ? a : b; });
  if (!(most > 0) || most - most != 0) return give(h, result, most);
  bool safe = most > (T)1e-15 && most < (T)1e15;
  T scale = safe ? T(1) : most;
  T sum = reduce_by_index(on(h), n, [=] (unsigned i) { T a = x[i * incx] / scale; return a * a; }, T(0), [] (T a, T b) { return a + b; });
  return give(h, result, (T)(scale * sqrt(sum)));
}
/* The first element of largest (smallest) size, counted from 1. */
template <class T> cublasStatus_t extreme(cublasHandle_t h, int n, const T* x, int incx, int* result, bool largest) {
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  if (n <= 0 || incx <= 0) return give(h, result, 0);
  unsigned place = reduce_by_index(on(h), n, [] (unsigned i) { return i; }, 0u, [=] (unsigned i, unsigned j) {
    T a = fabs(x[i * incx]), b = fabs(x[j * incx]);
    if (a == b) return i < j ? i : j;
    return (a > b) == largest ? i : j;
  });
  return give(h, result, (int)place + 1);
}

/* C = alpha A B + beta C for m rows, n columns and inner length k; element (i, j) of an operand lies at i * row + j * column. A block makes a tile of 16 × 16. */
template <class TA, class TB, class TC, class S>
__device__ inline void product(int m, int n, int k, S alpha, const TA* a, int a_row, int a_column, const TB* b, int b_row, int b_column, S beta, TC* c, int ldc) {
  __shared__ S left[16][17];
  __shared__ S right[16][17];
  int x = threadIdx.x, y = threadIdx.y, i = blockIdx.x * 16 + x, j = blockIdx.y * 16 + y;
  S sum = 0;
  for (int base = 0; base < k; base += 16) {
    left[y][x] = i < m && base + y < k ? (S)a[i * a_row + (base + y) * a_column] : (S)0;
    right[y][x] = j < n && base + x < k ? (S)b[(base + x) * b_row + j * b_column] : (S)0;
    __syncthreads();
    for (int l = 0; l < 16; l++) sum += left[l][x] * right[y][l];
    __syncthreads();
  }
  // With beta 0 what C held is not read: it may be no number.
  if (i < m && j < n) c[i + j * ldc] = beta == (S)0 ? (TC)(alpha * sum) : (TC)(alpha * sum + beta * (S)c[i + j * ldc]);
}
template <class TA, class TB, class TC, class S>
__global__ void __launch_bounds__(256) gemm_kernel(int m, int n, int k, S alpha, const TA* a, int a_row, int a_column, long long a_stride, const TB* b, int b_row, int b_column, long long b_stride, S beta, TC* c, int ldc, long long c_stride) {
  product(m, n, k, alpha, a + blockIdx.z * a_stride, a_row, a_column, b + blockIdx.z * b_stride, b_row, b_column, beta, c + blockIdx.z * c_stride, ldc);
}
template <class T>
__global__ void __launch_bounds__(256) gemm_pointers_kernel(int m, int n, int k, T alpha, const T* const* a, int a_row, int a_column, const T* const* b, int b_row, int b_column, T beta, T* const* c, int ldc) {
  product(m, n, k, alpha, a[blockIdx.z], a_row, a_column, b[blockIdx.z], b_row, b_column, beta, c[blockIdx.z], ldc);
}
/* The number of the first argument that is wrong, as BLAS counts them; 0: all are right. */
inline int bad_product(cublasOperation_t ta, cublasOperation_t tb, int m, int n, int k, int lda, int ldb, int ldc) {
  int rows_a = ta == CUBLAS_OP_N ? m : k, rows_b = tb == CUBLAS_OP_N ? k : n;
  return m < 0 ? 3 : n < 0 ? 4 : k < 0 ? 5 : lda < (rows_a > 1 ? rows_a : 1) ? 8 : ldb < (rows_b > 1 ? rows_b : 1) ? 10 : ldc < (m > 1 ? m : 1) ? 13 : 0;
}
/* As the library says it, on stdout. */
inline void tell_bad_argument(const char* function, int number) { printf(" ** On entry to %-6s parameter number %d had an illegal value\n", function, number); }
template <class TA, class TB, class TC, class S>
cublasStatus_t gemm(cublasHandle_t h, cublasOperation_t ta, cublasOperation_t tb, int m, int n, int k, S alpha, const TA* a, int lda, long long a_stride, const TB* b, int ldb, long long b_stride, S beta, TC* c, int ldc, long long c_stride, int count) {
  if (m == 0 || n == 0 || count == 0) return CUBLAS_STATUS_SUCCESS;
  bool na = ta == CUBLAS_OP_N, nb = tb == CUBLAS_OP_N;
  gemm_kernel<<<dim3((m + 15) / 16, (n + 15) / 16, count), dim3(16, 16), 0, h->stream>>>(m, n, k, alpha, a, na ? 1 : lda, na ? lda : 1, a_stride, b, nb ? 1 : ldb, nb ? ldb : 1, b_stride, beta, c, ldc, c_stride);
  return launched();
}
template <class T> cublasStatus_t gemm_checked(cublasHandle_t h, cublasOperation_t ta, cublasOperation_t tb, int m, int n, int k, const T* alpha, const T* a, int lda, long long a_stride, const T* b, int ldb, long long b_stride, const T* beta, T* c, int ldc, long long c_stride, int count) {
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  int bad = bad_product(ta, tb, m, n, k, lda, ldb, ldc);
  if (bad && count == 1 && !a_stride && !b_stride && !c_stride) tell_bad_argument(sizeof(T) == 4 ? "SGEMM" : "DGEMM", bad);
  if (bad || count < 0 || !alpha || !beta) return CUBLAS_STATUS_INVALID_VALUE;
  return gemm(h, ta, tb, m, n, k, scalar(h, alpha), a, lda, a_stride, b, ldb, b_stride, scalar(h, beta), c, ldc, c_stride, count);
}
template <class T> cublasStatus_t gemm_pointers(cublasHandle_t h, cublasOperation_t ta, cublasOperation_t tb, int m, int n, int k, const T* alpha, const T* const* a, int lda, const T* const* b, int ldb, const T* beta, T* const* c, int ldc, int count) {
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  if (bad_product(ta, tb, m, n, k, lda, ldb, ldc) || count < 0 || !alpha || !beta) return CUBLAS_STATUS_INVALID_VALUE;
  if (m == 0 || n == 0 || count == 0) return CUBLAS_STATUS_SUCCESS;
  bool na = ta == CUBLAS_OP_N, nb = tb == CUBLAS_OP_N;
  gemm_pointers_kernel<T><<<dim3((m + 15) / 16, (n + 15) / 16, count), dim3(16, 16), 0, h->stream>>>(m, n, k, scalar(h, alpha), a, na ? 1 : lda, na ? lda : 1, b, nb ? 1 : ldb, nb ? ldb : 1, scalar(h, beta), c, ldc);
  return launched();
}
template <class T> cublasStatus_t gemv(cublasHandle_t h, cublasOperation_t ta, int m, int n, const T* alpha, const T* a, int lda, const T* x, int incx, const T* beta, T* y, int incy) {
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  if (m < 0 || n < 0 || lda < (m > 1 ? m : 1) || incx == 0 || incy == 0) return CUBLAS_STATUS_INVALID_VALUE;
  bool plain = ta == CUBLAS_OP_N;
  int rows = plain ? m : n, columns = plain ? n : m, row = plain ? 1 : lda, column = plain ? lda : 1;
  T u = scalar(h, alpha), v = scalar(h, beta);
  vec<const T> from(x, columns, incx);
  vec<T> to(y, rows, incy);
  each(on(h), rows, [=] (unsigned i) {
    T sum = 0;
    for (int j = 0; j < columns; j++) sum += a[(int)i * row + j * column] * from[j];
    to[i] = v == 0 ? u * sum : u * sum + v * to[i];
  });
  return launched();
}
template <class T> cublasStatus_t ger(cublasHandle_t h, int m, int n, const T* alpha, const T* x, int incx, const T* y, int incy, T* a, int lda) {
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  if (m < 0 || n < 0 || lda < (m > 1 ? m : 1) || incx == 0 || incy == 0) return CUBLAS_STATUS_INVALID_VALUE;
  T u = scalar(h, alpha);
  vec<const T> p(x, m, incx), q(y, n, incy);
  each(on(h), (size_t)m * n, [=] (unsigned i) { a[i % m + i / m * lda] += u * p[i % m] * q[i / m]; });
  return launched();
}
template <class T> cublasStatus_t geam(cublasHandle_t h, cublasOperation_t ta, cublasOperation_t tb, int m, int n, const T* alpha, const T* a, int lda, const T* beta, const T* b, int ldb, T* c, int ldc) {
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  if (m < 0 || n < 0 || ldc < (m > 1 ? m : 1)) return CUBLAS_STATUS_INVALID_VALUE;
  T u = scalar(h, alpha), v = scalar(h, beta);
  bool na = ta == CUBLAS_OP_N, nb = tb == CUBLAS_OP_N;
  each(on(h), (size_t)m * n, [=] (unsigned i) {
    int x = i % m, y = i / m;
    T sum = 0;
    if (u != 0) sum += u * a[na ? x + y * lda : y + x * lda];
    if (v != 0) sum += v * b[nb ? x + y * ldb : y + x * ldb];
    c[x + y * ldc] = sum;
  });
  return launched();
}
inline cublasStatus_t move(int rows, int columns, int bytes, const void* from, int from_ld, void* to, int to_ld, cudaStream_t stream, bool waits) {
  if (rows < 0 || columns < 0 || bytes <= 0 || from_ld <= 0 || to_ld <= 0) return CUBLAS_STATUS_INVALID_VALUE;
  if (rows == 0 || columns == 0) return CUBLAS_STATUS_SUCCESS;
  cudaError_t error = cudaMemcpy2DAsync(to, (size_t)to_ld * bytes, from, (size_t)from_ld * bytes, (size_t)rows * bytes, columns, cudaMemcpyDefault, stream);
  if (error == cudaSuccess && waits) error = cudaStreamSynchronize(stream);
  return error == cudaSuccess ? CUBLAS_STATUS_SUCCESS : CUBLAS_STATUS_MAPPING_ERROR;
}

}  // namespace __cw_blas

#define __CW_CUBLAS_REAL(L, l, T)                                                                                                                                      \
  inline cublasStatus_t cublas##L##axpy(cublasHandle_t h, int n, const T* alpha, const T* x, int incx, T* y, int incy) { return __cw_blas::axpy(h, n, alpha, x, incx, y, incy); } \
  inline cublasStatus_t cublas##L##scal(cublasHandle_t h, int n, const T* alpha, T* x, int incx) { return __cw_blas::scal(h, n, alpha, x, incx); }                      \
  inline cublasStatus_t cublas##L##copy(cublasHandle_t h, int n, const T* x, int incx, T* y, int incy) { return __cw_blas::copy(h, n, x, incx, y, incy); }              \
  inline cublasStatus_t cublas##L##swap(cublasHandle_t h, int n, T* x, int incx, T* y, int incy) { return __cw_blas::swap(h, n, x, incx, y, incy); }                    \
  inline cublasStatus_t cublas##L##rot(cublasHandle_t h, int n, T* x, int incx, T* y, int incy, const T* c, const T* s) {                                               \
    if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;                                                                                                                      \
    return __cw_blas::rot(h, n, x, incx, y, incy, __cw_blas::scalar(h, c), __cw_blas::scalar(h, s));                                                                   \
  }                                                                                                                                                                    \
  inline cublasStatus_t cublas##L##dot(cublasHandle_t h, int n, const T* x, int incx, const T* y, int incy, T* result) { return __cw_blas::dot(h, n, x, incx, y, incy, result); } \
  inline cublasStatus_t cublas##L##nrm2(cublasHandle_t h, int n, const T* x, int incx, T* result) { return __cw_blas::nrm2(h, n, x, incx, result); }                    \
  inline cublasStatus_t cublas##L##asum(cublasHandle_t h, int n, const T* x, int incx, T* result) { return __cw_blas::asum(h, n, x, incx, result); }                    \
  inline cublasStatus_t cublasI##l##amax(cublasHandle_t h, int n, const T* x, int incx, int* result) { return __cw_blas::extreme(h, n, x, incx, result, true); }        \
  inline cublasStatus_t cublasI##l##amin(cublasHandle_t h, int n, const T* x, int incx, int* result) { return __cw_blas::extreme(h, n, x, incx, result, false); }       \
  inline cublasStatus_t cublas##L##gemv(cublasHandle_t h, cublasOperation_t t, int m, int n, const T* alpha, const T* a, int lda, const T* x, int incx, const T* beta, T* y, int incy) { \
    return __cw_blas::gemv(h, t, m, n, alpha, a, lda, x, incx, beta, y, incy);                                                                                         \
  }                                                                                                                                                                    \
  inline cublasStatus_t cublas##L##ger(cublasHandle_t h, int m, int n, const T* alpha, const T* x, int incx, const T* y, int incy, T* a, int lda) {                     \
    return __cw_blas::ger(h, m, n, alpha, x, incx, y, incy, a, lda);                                                                                                   \
  }                                                                                                                                                                    \
  inline cublasStatus_t cublas##L##geam(cublasHandle_t h, cublasOperation_t ta, cublasOperation_t tb, int m, int n, const T* alpha, const T* a, int lda, const T* beta, const T* b, int ldb, T* c, int ldc) { \
    return __cw_blas::geam(h, ta, tb, m, n, alpha, a, lda, beta, b, ldb, c, ldc);                                                                                      \
  }                                                                                                                                                                    \
  inline cublasStatus_t cublas##L##gemm(cublasHandle_t h, cublasOperation_t ta, cublasOperation_t tb, int m, int n, int k, const T* alpha, const T* a, int lda, const T* b, int ldb, const T* beta, T* c, int ldc) { \
    return __cw_blas::gemm_checked(h, ta, tb, m, n, k, alpha, a, lda, 0, b, ldb, 0, beta, c, ldc, 0, 1);                                                               \
  }                                                                                                                                                                    \
  inline cublasStatus_t cublas##L##gemmStridedBatched(cublasHandle_t h, cublasOperation_t ta, cublasOperation_t tb, int m, int n, int k, const T* alpha, const T* a, int lda, long long sa, const T* b, int ldb, \
                                                      long long sb, const T* beta, T* c, int ldc, long long sc, int count) {                                            \
    return __cw_blas::gemm_checked(h, ta, tb, m, n, k, alpha, a, lda, sa, b, ldb, sb, beta, c, ldc, sc, count);                                                        \
  }                                                                                                                                                                    \
  inline cublasStatus_t cublas##L##gemmBatched(cublasHandle_t h, cublasOperation_t ta, cublasOperation_t tb, int m, int n, int k, const T* alpha, const T* const a[], int lda, const T* const b[], int ldb, \
                                               const T* beta, T* const c[], int ldc, int count) {                                                                       \
    return __cw_blas::gemm_pointers(h, ta, tb, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc, count);                                                                   \
  }
__CW_CUBLAS_REAL(S, s, float)
__CW_CUBLAS_REAL(D, d, double)
#undef __CW_CUBLAS_REAL

inline cublasStatus_t cublasSetMatrix(int rows, int cols, int bytes, const void* a, int lda, void* b, int ldb) { return __cw_blas::move(rows, cols, bytes, a, lda, b, ldb, 0, true); }
inline cublasStatus_t cublasGetMatrix(int rows, int cols, int bytes, const void* a, int lda, void* b, int ldb) { return __cw_blas::move(rows, cols, bytes, a, lda, b, ldb, 0, true); }
inline cublasStatus_t cublasSetVector(int n, int bytes, const void* x, int incx, void* y, int incy) { return __cw_blas::move(1, n, bytes, x, incx, y, incy, 0, true); }
inline cublasStatus_t cublasGetVector(int n, int bytes, const void* x, int incx, void* y, int incy) { return __cw_blas::move(1, n, bytes, x, incx, y, incy, 0, true); }
inline cublasStatus_t cublasSetMatrixAsync(int rows, int cols, int bytes, const void* a, int lda, void* b, int ldb, cudaStream_t s) { return __cw_blas::move(rows, cols, bytes, a, lda, b, ldb, s, false); }
inline cublasStatus_t cublasGetMatrixAsync(int rows, int cols, int bytes, const void* a, int lda, void* b, int ldb, cudaStream_t s) { return __cw_blas::move(rows, cols, bytes, a, lda, b, ldb, s, false); }
inline cublasStatus_t cublasSetVectorAsync(int n, int bytes, const void* x, int incx, void* y, int incy, cudaStream_t s) { return __cw_blas::move(1, n, bytes, x, incx, y, incy, s, false); }
inline cublasStatus_t cublasGetVectorAsync(int n, int bytes, const void* x, int incx, void* y, int incy, cudaStream_t s) { return __cw_blas::move(1, n, bytes, x, incx, y, incy, s, false); }
#endif
