/* What of cuBLAS computes. Matrices are column-major; an operand is a view of memory: two strides, so that one kernel does for all transpositions, and for symmetric and triangular ones the half that is stored. */
#ifndef __CUDA_WASM_CUBLAS_COMPUTE_H
#define __CUDA_WASM_CUBLAS_COMPUTE_H
#include <__cuda_wasm/complex_number.h>
#include <__thrust/core.h>
#include <cstdio>

namespace __cw_blas {

using namespace __cw_complex;
using thrust::__device_policy;
using thrust::__impl::each;
using thrust::__impl::reduce_by_index;
using thrust::__impl::temporary;

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
template <class T> struct vec {
  T* p;
  int inc;
  __CW_HD vec(T* x, int n, int i) : p(i < 0 ? x + (ptrdiff_t)(1 - n) * i : x), inc(i) {}
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
template <class S, class T> cublasStatus_t scal(cublasHandle_t h, int n, const S* alpha, T* x, int incx) {
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  if (n <= 0 || incx <= 0) return CUBLAS_STATUS_SUCCESS;
  S a = scalar(h, alpha);
  each(on(h), n, [=] (unsigned i) { x[i * incx] = a * x[i * incx]; });
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
/* x and y become a x + b y and c x + d y. */
template <class A, class T> cublasStatus_t turn(cublasHandle_t h, int n, T* x, int incx, T* y, int incy, A a, A b, A c, A d) {
  if (n <= 0) return CUBLAS_STATUS_SUCCESS;
  vec<T> u(x, n, incx), v(y, n, incy);
  each(on(h), n, [=] (unsigned i) {
    T p = u[i], q = v[i];
    u[i] = a * p + b * q;
    v[i] = c * p + d * q;
  });
  return launched();
}
template <class R, class S, class T> cublasStatus_t rot(cublasHandle_t h, int n, T* x, int incx, T* y, int incy, const R* c, const S* s) {
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  S a = S(scalar(h, c)), b = scalar(h, s);
  return turn(h, n, x, incx, y, incy, a, b, -conjugate(b), a);
}
template <class T> cublasStatus_t rotm(cublasHandle_t h, int n, T* x, int incx, T* y, int incy, const T* param) {
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  T flag = scalar(h, param);
  if (flag == -2) return CUBLAS_STATUS_SUCCESS;
  T h11 = flag == 1 || flag == -1 ? scalar(h, param + 1) : 1, h22 = flag == 1 || flag == -1 ? scalar(h, param + 4) : 1;
  T h21 = flag == 1 ? -1 : scalar(h, param + 2), h12 = flag == 1 ? 1 : scalar(h, param + 3);
  return turn(h, n, x, incx, y, incy, h11, h12, h21, h22);
}
template <class T> cublasStatus_t rotg(cublasHandle_t h, T* pa, T* pb, real_of<T>* pc, T* ps) {
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  typedef real_of<T> R;
  T a = scalar(h, (const T*)pa), b = scalar(h, (const T*)pb), s = T(0);
  R c = 1;
  if constexpr (is_complex<T>) {
    if (absolute(a) == 0) {
      c = 0;
      s = T(1);
      a = b;
    } else {
      R scale = absolute(a) + absolute(b), p = absolute(a) / scale, q = absolute(b) / scale, norm = scale * sqrt(p * p + q * q);
      T unit = (1 / absolute(a)) * a;
      c = absolute(a) / norm;
      s = (1 / norm) * (unit * conjugate(b));
      a = norm * unit;
    }
  } else {
    R roe = fabs(a) > fabs(b) ? a : b, scale = fabs(a) + fabs(b), z = 0;
    if (scale != 0) {
      R p = a / scale, q = b / scale, r = scale * sqrt(p * p + q * q);
      if (roe < 0) r = -r;
      c = a / r;
      s = b / r;
      z = fabs(a) > fabs(b) ? s : c != 0 ? 1 / c : 1;
      a = r;
    }
    b = z;
    give(h, pb, b);
  }
  give(h, pa, a);
  give(h, pc, c);
  return give(h, ps, s);
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
template <class T> cublasStatus_t dot(cublasHandle_t h, int n, const T* x, int incx, const T* y, int incy, T* result, bool conjugates) {
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  if (n <= 0) return give(h, result, T(0));
  vec<const T> u(x, n, incx), v(y, n, incy);
  return give(h, result, reduce_by_index(on(h), n, [=] (unsigned i) { return (conjugates ? conjugate(u[i]) : u[i]) * v[i]; }, T(0), [] (T a, T b) { return a + b; }));
}
template <class T> cublasStatus_t asum(cublasHandle_t h, int n, const T* x, int incx, real_of<T>* result) {
  typedef real_of<T> R;
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  if (n <= 0 || incx <= 0) return give(h, result, R(0));
  return give(h, result, reduce_by_index(on(h), n, [=] (unsigned i) { return size(x[i * incx]); }, R(0), [] (R a, R b) { return a + b; }));
}
/* The norm: of elements by the largest of them, so that squares neither overflow nor vanish. */
template <class T> cublasStatus_t nrm2(cublasHandle_t h, int n, const T* x, int incx, real_of<T>* result) {
  typedef real_of<T> R;
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  if (n <= 0 || incx <= 0) return give(h, result, R(0));
  R most = reduce_by_index(on(h), n, [=] (unsigned i) { return absolute(x[i * incx]); }, R(0), [] (R a, R b) { return b <= a ? a : b; });
  if (!(most > 0) || most - most != 0) return give(h, result, most);
  bool safe = most > (R)1e-15 && most < (R)1e15;
  R scale = safe ? R(1) : most;
  R sum = reduce_by_index(on(h), n, [=] (unsigned i) {
    if constexpr (is_complex<T>) {
      R a = x[i * incx].x / scale, b = x[i * incx].y / scale;
      return a * a + b * b;
    } else {
      R a = x[i * incx] / scale;
      return a * a;
    }
  }, R(0), [] (R a, R b) { return a + b; });
  return give(h, result, (R)(scale * sqrt(sum)));
}
/* The first element of largest (smallest) size, counted from 1. */
template <class T> cublasStatus_t extreme(cublasHandle_t h, int n, const T* x, int incx, int* result, bool largest) {
  typedef real_of<T> R;
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  if (n <= 0 || incx <= 0) return give(h, result, 0);
  unsigned place = reduce_by_index(on(h), n, [] (unsigned i) { return i; }, 0u, [=] (unsigned i, unsigned j) {
    R a = size(x[i * incx]), b = size(x[j * incx]);
    if (a == b) return i < j ? i : j;
    return (a > b) == largest ? i : j;
  });
  return give(h, result, (int)place + 1);
}

/* An operand. Of triangular and symmetric ones only one half is read. */
enum kind { FULL, TRIANGULAR, UNIT_TRIANGULAR, SYMMETRIC, HERMITIAN };
template <class T> struct plain {
  const T* p;
  int row, column;
  bool conjugates;
  __CW_HD T at(int i, int j) const {
    T a = p[i * row + j * column];
    return conjugates ? conjugate(a) : a;
  }
};
template <class T> struct half_stored {
  const T* p;
  int ld;
  kind what;
  bool lower, transposes, conjugates;
  __CW_HD T at(int i, int j) const {
    int r = transposes ? j : i, c = transposes ? i : j;
    bool outside = lower ? r < c : r > c, conj = conjugates;
    if (what <= UNIT_TRIANGULAR) {
      if (outside) return T(0);
      if (r == c && what == UNIT_TRIANGULAR) return T(1);
    } else if (outside) {
      int t = r;
      r = c;
      c = t;
      if (what == HERMITIAN) conj = !conj;
    }
    T a = p[r + c * ld];
    if (what == HERMITIAN && r == c) return real_part(a);
    return conj ? conjugate(a) : a;
  }
};
template <class T> plain<T> operand(const T* p, int ld, cublasOperation_t op) {
  bool n = op == CUBLAS_OP_N || op == CUBLAS_OP_CONJG;
  return {p, n ? 1 : ld, n ? ld : 1, op == CUBLAS_OP_C || op == CUBLAS_OP_CONJG};
}
template <class T> half_stored<T> stored_half(const T* p, int ld, kind what, cublasFillMode_t fill, cublasOperation_t op) {
  return {p, ld, what, fill == CUBLAS_FILL_MODE_LOWER, op != CUBLAS_OP_N, op == CUBLAS_OP_C};
}
template <class T> half_stored<T> triangle(const T* p, int ld, cublasFillMode_t fill, cublasOperation_t op, cublasDiagType_t diagonal) { return stored_half(p, ld, diagonal == CUBLAS_DIAG_UNIT ? UNIT_TRIANGULAR : TRIANGULAR, fill, op); }

/* C = alpha A B + beta C for m rows, n columns and inner length k. A block makes a tile of 16 × 16. Only the half of C that `fill` names is written. */
template <class A, class B, class TC, class S>
__device__ inline void product(int m, int n, int k, S alpha, const A& a, const B& b, S beta, TC* c, int ldc, int fill) {
  __shared__ S left[16][17];
  __shared__ S right[16][17];
  int x = threadIdx.x, y = threadIdx.y, i = blockIdx.x * 16 + x, j = blockIdx.y * 16 + y;
  S sum = 0;
  for (int base = 0; base < k; base += 16) {
    left[y][x] = i < m && base + y < k ? (S)a.at(i, base + y) : (S)0;
    right[y][x] = j < n && base + x < k ? (S)b.at(base + x, j) : (S)0;
    __syncthreads();
    for (int l = 0; l < 16; l++) sum += left[l][x] * right[y][l];
    __syncthreads();
  }
  if (i >= m || j >= n || (fill == CUBLAS_FILL_MODE_LOWER && i < j) || (fill == CUBLAS_FILL_MODE_UPPER && i > j)) return;
  // With beta 0 what C held is not read: it may be no number.
  c[i + j * ldc] = beta == (S)0 ? (TC)(alpha * sum) : (TC)(alpha * sum + beta * (S)c[i + j * ldc]);
}
template <class A, class B, class TC, class S>
__global__ void __launch_bounds__(256) product_kernel(int m, int n, int k, S alpha, A a, long long a_stride, B b, long long b_stride, S beta, TC* c, int ldc, long long c_stride, int fill) {
  a.p += blockIdx.z * a_stride;
  b.p += blockIdx.z * b_stride;
  product(m, n, k, alpha, a, b, beta, c + blockIdx.z * c_stride, ldc, fill);
}
template <class T, class TC, class S>
__global__ void __launch_bounds__(256) product_pointers_kernel(int m, int n, int k, S alpha, plain<T> a, const T* const* as, plain<T> b, const T* const* bs, S beta, TC* const* c, int ldc) {
  a.p = as[blockIdx.z];
  b.p = bs[blockIdx.z];
  product(m, n, k, alpha, a, b, beta, c[blockIdx.z], ldc, CUBLAS_FILL_MODE_FULL);
}
inline dim3 tiles(int m, int n, int count) { return dim3((m + 15) / 16, (n + 15) / 16, count); }
template <class A, class B, class TC, class S> cublasStatus_t multiply(cublasHandle_t h, int m, int n, int k, S alpha, A a, B b, S beta, TC* c, int ldc, int fill = CUBLAS_FILL_MODE_FULL) {
  if (m == 0 || n == 0) return CUBLAS_STATUS_SUCCESS;
  product_kernel<<<tiles(m, n, 1), dim3(16, 16), 0, h->stream>>>(m, n, alpha == (S)0 ? 0 : k, alpha, a, 0ll, b, 0ll, beta, c, ldc, 0ll, fill);
  return launched();
}

/* The number of the first argument that is wrong, as BLAS counts them; 0: all are right. */
inline int bad_product(cublasOperation_t ta, cublasOperation_t tb, int m, int n, int k, int lda, int ldb, int ldc) {
  int rows_a = ta == CUBLAS_OP_N ? m : k, rows_b = tb == CUBLAS_OP_N ? k : n;
  return m < 0 ? 3 : n < 0 ? 4 : k < 0 ? 5 : lda < (rows_a > 1 ? rows_a : 1) ? 8 : ldb < (rows_b > 1 ? rows_b : 1) ? 10 : ldc < (m > 1 ? m : 1) ? 13 : 0;
}
/* As the library says it, on stdout. */
inline void tell_bad_argument(const char* function, int number) { printf(" ** On entry to %s  parameter number %d had an illegal value\n", function, number); }
template <class T> inline constexpr char letter = is_complex<T> ? (sizeof(T) == 8 ? 'C' : 'Z') : sizeof(T) == 4 ? 'S' : sizeof(T) == 8 ? 'D' : 'H';
/* T: of A and B; S: what is computed in, and what alpha and beta are made of. */
template <class T, class TC, class A, class S> cublasStatus_t gemm(cublasHandle_t h, cublasOperation_t ta, cublasOperation_t tb, int m, int n, int k, const A* alpha, const T* a, int lda, long long a_stride, const T* b, int ldb, long long b_stride, const A* beta, TC* c, int ldc, long long c_stride, int count, S*) {
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  int bad = bad_product(ta, tb, m, n, k, lda, ldb, ldc);
  if (bad && count == 1 && !a_stride && !b_stride && !c_stride) {
    const char name[] = {letter<TC>, 'G', 'E', 'M', 'M', 0};
    tell_bad_argument(name, bad);
  }
  if (bad || count < 0 || !alpha || !beta) return CUBLAS_STATUS_INVALID_VALUE;
  if (m == 0 || n == 0 || count == 0) return CUBLAS_STATUS_SUCCESS;
  S u = (S)scalar(h, alpha), v = (S)scalar(h, beta);
  product_kernel<<<tiles(m, n, count), dim3(16, 16), 0, h->stream>>>(m, n, u == (S)0 ? 0 : k, u, operand(a, lda, ta), a_stride, operand(b, ldb, tb), b_stride, v, c, ldc, c_stride, (int)CUBLAS_FILL_MODE_FULL);
  return launched();
}
template <class T, class TC, class A, class S> cublasStatus_t gemm_pointers(cublasHandle_t h, cublasOperation_t ta, cublasOperation_t tb, int m, int n, int k, const A* alpha, const T* const* a, int lda, const T* const* b, int ldb, const A* beta, TC* const* c, int ldc, int count, S*) {
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  if (bad_product(ta, tb, m, n, k, lda, ldb, ldc) || count < 0 || !alpha || !beta) return CUBLAS_STATUS_INVALID_VALUE;
  if (m == 0 || n == 0 || count == 0) return CUBLAS_STATUS_SUCCESS;
  const T* none = nullptr;
  S u = (S)scalar(h, alpha), v = (S)scalar(h, beta);
  product_pointers_kernel<<<tiles(m, n, count), dim3(16, 16), 0, h->stream>>>(m, n, u == (S)0 ? 0 : k, u, operand(none, lda, ta), a, operand(none, ldb, tb), b, v, c, ldc);
  return launched();
}

/* y = alpha A x + beta y. */
template <class A, class T> cublasStatus_t multiply_vector(cublasHandle_t h, int rows, int columns, T u, A a, const T* x, int incx, T v, T* y, int incy) {
  vec<const T> from(x, columns, incx);
  vec<T> to(y, rows, incy);
  each(on(h), rows, [=] (unsigned i) {
    T sum = 0;
    for (int j = 0; j < columns; j++) sum += a.at((int)i, j) * from[j];
    to[i] = v == T(0) ? u * sum : u * sum + v * to[i];
  });
  return launched();
}
inline bool bad_matrix(int rows, int columns, int ld) { return rows < 0 || columns < 0 || ld < (rows > 1 ? rows : 1); }
template <class T> cublasStatus_t gemv(cublasHandle_t h, cublasOperation_t ta, int m, int n, const T* alpha, const T* a, int lda, const T* x, int incx, const T* beta, T* y, int incy) {
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  if (bad_matrix(m, n, lda) || incx == 0 || incy == 0) return CUBLAS_STATUS_INVALID_VALUE;
  bool n_op = ta == CUBLAS_OP_N;
  return multiply_vector(h, n_op ? m : n, n_op ? n : m, scalar(h, alpha), operand(a, lda, ta), x, incx, scalar(h, beta), y, incy);
}
template <class T> cublasStatus_t symv(cublasHandle_t h, kind what, cublasFillMode_t fill, int n, const T* alpha, const T* a, int lda, const T* x, int incx, const T* beta, T* y, int incy) {
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  if (bad_matrix(n, n, lda) || incx == 0 || incy == 0) return CUBLAS_STATUS_INVALID_VALUE;
  return multiply_vector(h, n, n, scalar(h, alpha), stored_half(a, lda, what, fill, CUBLAS_OP_N), x, incx, scalar(h, beta), y, incy);
}
template <class T> cublasStatus_t trmv(cublasHandle_t h, cublasFillMode_t fill, cublasOperation_t ta, cublasDiagType_t diagonal, int n, const T* a, int lda, T* x, int incx) {
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  if (bad_matrix(n, n, lda) || incx == 0) return CUBLAS_STATUS_INVALID_VALUE;
  temporary<__device_policy, T> old(on(h), n);
  copy(h, n, x, incx, old.p, 1);
  multiply_vector(h, n, n, T(1), triangle(a, lda, fill, ta, diagonal), (const T*)old.p, 1, T(0), x, incx);
  cudaStreamSynchronize(h->stream);
  return launched();
}
template <class T> cublasStatus_t ger(cublasHandle_t h, int m, int n, const T* alpha, const T* x, int incx, const T* y, int incy, T* a, int lda, bool conjugates) {
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  if (bad_matrix(m, n, lda) || incx == 0 || incy == 0) return CUBLAS_STATUS_INVALID_VALUE;
  T u = scalar(h, alpha);
  vec<const T> p(x, m, incx), q(y, n, incy);
  each(on(h), (size_t)m * n, [=] (unsigned i) { a[i % m + i / m * lda] += u * p[i % m] * (conjugates ? conjugate(q[i / m]) : q[i / m]); });
  return launched();
}
/* A += alpha x y^T + the mirror image of that, of which y is x; hermitian: with conjugates. Where y is no other vector, the first term only. */
template <class T> cublasStatus_t syr(cublasHandle_t h, bool hermitian, cublasFillMode_t fill, int n, T u, const T* x, int incx, const T* y, int incy, T* a, int lda) {
  if (bad_matrix(n, n, lda) || incx == 0 || (y && incy == 0)) return CUBLAS_STATUS_INVALID_VALUE;
  bool lower = fill == CUBLAS_FILL_MODE_LOWER, second = y != nullptr;
  vec<const T> p(x, n, incx), q(second ? y : x, n, second ? incy : incx);
  each(on(h), (size_t)n * n, [=] (unsigned t) {
    unsigned i = t % n, j = t / n;
    if (lower ? i < j : i > j) return;
    T sum = u * p[i] * (hermitian ? conjugate(q[j]) : q[j]);
    if (second) sum += (hermitian ? conjugate(u) : u) * q[i] * (hermitian ? conjugate(p[j]) : p[j]);
    T& at = a[i + j * lda];
    at = hermitian && i == j ? real_part(at + sum) : at + sum;
  });
  return launched();
}
template <class T> cublasStatus_t geam(cublasHandle_t h, cublasOperation_t ta, cublasOperation_t tb, int m, int n, const T* alpha, const T* a, int lda, const T* beta, const T* b, int ldb, T* c, int ldc) {
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  if (bad_matrix(m, n, ldc)) return CUBLAS_STATUS_INVALID_VALUE;
  T u = scalar(h, alpha), v = scalar(h, beta);
  plain<T> p = operand(a, lda, ta), q = operand(b, ldb, tb);
  each(on(h), (size_t)m * n, [=] (unsigned i) {
    int x = i % m, y = i / m;
    T sum = 0;
    if (u != T(0)) sum += u * p.at(x, y);
    if (v != T(0)) sum += v * q.at(x, y);
    c[x + y * ldc] = sum;
  });
  return launched();
}
template <class T> cublasStatus_t dgmm(cublasHandle_t h, cublasSideMode_t side, int m, int n, const T* a, int lda, const T* x, int incx, T* c, int ldc) {
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  if (bad_matrix(m, n, lda) || bad_matrix(m, n, ldc)) return CUBLAS_STATUS_INVALID_VALUE;
  bool left = side == CUBLAS_SIDE_LEFT;
  vec<const T> d(x, left ? m : n, incx);
  each(on(h), (size_t)m * n, [=] (unsigned i) { c[i % m + i / m * ldc] = a[i % m + i / m * lda] * d[left ? i % m : i / m]; });
  return launched();
}

/* Symmetric and triangular products. */
template <class T> cublasStatus_t symm(cublasHandle_t h, kind what, cublasSideMode_t side, cublasFillMode_t fill, int m, int n, const T* alpha, const T* a, int lda, const T* b, int ldb, const T* beta, T* c, int ldc) {
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  int order = side == CUBLAS_SIDE_LEFT ? m : n;
  if (bad_matrix(order, order, lda) || bad_matrix(m, n, ldb) || bad_matrix(m, n, ldc)) return CUBLAS_STATUS_INVALID_VALUE;
  half_stored<T> s = stored_half(a, lda, what, fill, CUBLAS_OP_N);
  plain<T> p = operand(b, ldb, CUBLAS_OP_N);
  T u = scalar(h, alpha), v = scalar(h, beta);
  return side == CUBLAS_SIDE_LEFT ? multiply(h, m, n, m, u, s, p, v, c, ldc) : multiply(h, m, n, n, u, p, s, v, c, ldc);
}
template <class T> cublasStatus_t trmm(cublasHandle_t h, cublasSideMode_t side, cublasFillMode_t fill, cublasOperation_t ta, cublasDiagType_t diagonal, int m, int n, const T* alpha, const T* a, int lda, const T* b, int ldb, T* c, int ldc) {
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  int order = side == CUBLAS_SIDE_LEFT ? m : n;
  if (bad_matrix(order, order, lda) || bad_matrix(m, n, ldb) || bad_matrix(m, n, ldc)) return CUBLAS_STATUS_INVALID_VALUE;
  // In place, from a copy.
  temporary<__device_policy, T> old(on(h), b == c ? (size_t)m * n : 0);
  if (b == c && m > 0 && n > 0) {
    cudaMemcpy2DAsync(old.p, m * sizeof(T), b, ldb * sizeof(T), m * sizeof(T), n, cudaMemcpyDeviceToDevice, h->stream);
    b = old.p;
    ldb = m;
  }
  half_stored<T> t = triangle(a, lda, fill, ta, diagonal);
  plain<T> p = operand(b, ldb, CUBLAS_OP_N);
  T u = scalar(h, alpha);
  cublasStatus_t status = side == CUBLAS_SIDE_LEFT ? multiply(h, m, n, m, u, t, p, T(0), c, ldc) : multiply(h, m, n, n, u, p, t, T(0), c, ldc);
  cudaStreamSynchronize(h->stream);
  return status;
}
/* C = alpha A B' + beta C, of which one half is written; `twice`: + alpha B A' too. Hermitian: ' conjugates as well. */
template <class T> cublasStatus_t syrk(cublasHandle_t h, bool hermitian, bool twice, cublasFillMode_t fill, cublasOperation_t op, int n, int k, T u, const T* a, int lda, const T* b, int ldb, T v, T* c, int ldc) {
  int rows = op == CUBLAS_OP_N ? n : k;
  if (n < 0 || k < 0 || bad_matrix(rows, k, lda) || bad_matrix(rows, k, ldb) || bad_matrix(n, n, ldc)) return CUBLAS_STATUS_INVALID_VALUE;
  cublasOperation_t turned = hermitian ? CUBLAS_OP_C : CUBLAS_OP_T, first = op == CUBLAS_OP_N ? op : turned, other = op == CUBLAS_OP_N ? turned : CUBLAS_OP_N;
  cublasStatus_t status = multiply(h, n, n, k, u, operand(a, lda, first), operand(b, ldb, other), v, c, ldc, fill);
  if (twice) status = multiply(h, n, n, k, hermitian ? conjugate(u) : u, operand(b, ldb, first), operand(a, lda, other), T(1), c, ldc, fill);
  if (hermitian && n > 0) {
    each(on(h), n, [=] (unsigned i) { c[i + i * ldc] = real_part(c[i + i * ldc]); });
    status = launched();
  }
  return status;
}

/* Solves triangular systems, a block each: vector number v of `b` is v * step from the first, its elements are inc apart. */
template <class T> __device__ inline void substitute(const half_stored<T>& a, int n, T alpha, T* x, int inc) {
  bool forward = a.lower != a.transposes;
  for (int i = threadIdx.x; i < n; i += blockDim.x) x[i * inc] = alpha * x[i * inc];
  __syncthreads();
  for (int s = 0; s < n; s++) {
    int k = forward ? s : n - 1 - s;
    if (threadIdx.x == 0) x[k * inc] = x[k * inc] / a.at(k, k);
    __syncthreads();
    T pivot = x[k * inc];
    for (int i = (forward ? k + 1 : 0) + threadIdx.x; i < (forward ? n : k); i += blockDim.x) x[i * inc] -= a.at(i, k) * pivot;
    __syncthreads();
  }
}
template <class T> __global__ void __launch_bounds__(64) solve_kernel(half_stored<T> a, int n, T alpha, T* b, int step, int inc) { substitute(a, n, alpha, b + (int)blockIdx.x * step, inc); }
template <class T> __global__ void __launch_bounds__(64) solve_pointers_kernel(half_stored<T> a, const T* const* as, int n, T alpha, T* const* b, int step, int inc) {
  a.p = as[blockIdx.y];
  substitute(a, n, alpha, b[blockIdx.y] + (int)blockIdx.x * step, inc);
}
template <class T> cublasStatus_t trsv(cublasHandle_t h, cublasFillMode_t fill, cublasOperation_t ta, cublasDiagType_t diagonal, int n, const T* a, int lda, T* x, int incx) {
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  if (bad_matrix(n, n, lda) || incx == 0) return CUBLAS_STATUS_INVALID_VALUE;
  if (n > 0) solve_kernel<<<1, 64, 0, h->stream>>>(triangle(a, lda, fill, ta, diagonal), n, T(1), vec<T>(x, n, incx).p, 0, incx);
  return launched();
}
/* From the right it is the transposed system that is solved, row by row. */
template <class T> half_stored<T> system(cublasSideMode_t side, const T* a, int lda, cublasFillMode_t fill, cublasOperation_t ta, cublasDiagType_t diagonal) {
  half_stored<T> s = triangle(a, lda, fill, ta, diagonal);
  if (side == CUBLAS_SIDE_RIGHT) s.transposes = !s.transposes;
  return s;
}
template <class T> cublasStatus_t trsm(cublasHandle_t h, cublasSideMode_t side, cublasFillMode_t fill, cublasOperation_t ta, cublasDiagType_t diagonal, int m, int n, const T* alpha, const T* a, int lda, T* b, int ldb) {
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  bool left = side == CUBLAS_SIDE_LEFT;
  int order = left ? m : n;
  if (int bad = m < 0 ? 5 : n < 0 ? 6 : lda < (order > 1 ? order : 1) ? 9 : ldb < (m > 1 ? m : 1) ? 11 : 0) {
    const char name[] = {letter<T>, 'T', 'R', 'S', 'M', 0};
    tell_bad_argument(name, bad);
    return CUBLAS_STATUS_INVALID_VALUE;
  }
  if (!alpha) return CUBLAS_STATUS_INVALID_VALUE;
  if (m > 0 && n > 0) solve_kernel<<<left ? n : m, 64, 0, h->stream>>>(system(side, a, lda, fill, ta, diagonal), left ? m : n, scalar(h, alpha), b, left ? ldb : 1, left ? 1 : ldb);
  return launched();
}
template <class T> cublasStatus_t trsm_pointers(cublasHandle_t h, cublasSideMode_t side, cublasFillMode_t fill, cublasOperation_t ta, cublasDiagType_t diagonal, int m, int n, const T* alpha, const T* const* a, int lda, T* const* b, int ldb, int count) {
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  bool left = side == CUBLAS_SIDE_LEFT;
  if (bad_matrix(left ? m : n, left ? m : n, lda) || bad_matrix(m, n, ldb) || !alpha || count < 0) return CUBLAS_STATUS_INVALID_VALUE;
  if (m > 0 && n > 0 && count > 0) {
    solve_pointers_kernel<<<dim3(left ? n : m, count), 64, 0, h->stream>>>(system<T>(side, nullptr, lda, fill, ta, diagonal), a, left ? m : n, scalar(h, alpha), b, left ? ldb : 1, left ? 1 : ldb);
  }
  return launched();
}

/* LU with pivots, a block for each matrix. Pivots are counted from 1; without any, rows stay where they are. info: the first pivot that is zero. */
template <class T> __global__ void __launch_bounds__(64) lu_kernel(int n, T* const* matrices, int lda, int* pivots, int* info) {
  T* a = matrices[blockIdx.x];
  __shared__ int chosen;
  int singular = 0;
  for (int k = 0; k < n; k++) {
    if (threadIdx.x == 0) {
      int best = k;
      if (pivots) {
        for (int i = k + 1; i < n; i++) {
          if (size(a[i + k * lda]) > size(a[best + k * lda])) best = i;
        }
        pivots[(int)blockIdx.x * n + k] = best + 1;
      }
      chosen = best;
    }
    __syncthreads();
    int best = chosen;
    if (best != k) {
      for (int j = threadIdx.x; j < n; j += blockDim.x) {
        T t = a[k + j * lda];
        a[k + j * lda] = a[best + j * lda];
        a[best + j * lda] = t;
      }
    }
    __syncthreads();
    T pivot = a[k + k * lda];
    if (pivot == T(0)) {
      if (singular == 0) singular = k + 1;
    } else {
      for (int i = k + 1 + threadIdx.x; i < n; i += blockDim.x) a[i + k * lda] = a[i + k * lda] / pivot;
    }
    __syncthreads();
    for (int i = k + 1 + threadIdx.x; i < n; i += blockDim.x) {
      T factor = a[i + k * lda];
      if (pivot == T(0)) continue;
      for (int j = k + 1; j < n; j++) a[i + j * lda] -= factor * a[k + j * lda];
    }
    __syncthreads();
  }
  if (threadIdx.x == 0) info[blockIdx.x] = singular;
}
template <class T> cublasStatus_t getrf(cublasHandle_t h, int n, T* const* a, int lda, int* pivots, int* info, int count) {
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  if (bad_matrix(n, n, lda) || count < 0) return CUBLAS_STATUS_INVALID_VALUE;
  if (n > 0 && count > 0) lu_kernel<<<count, 64, 0, h->stream>>>(n, a, lda, pivots, info);
  return launched();
}
/* Exchanges of rows as the pivots say, in their order or backwards. */
template <class T> void exchange(cublasHandle_t h, int n, int columns, const int* pivots, T* const* b, int ldb, int count, bool backwards) {
  each(on(h), (size_t)columns * count, [=] (unsigned t) {
    T* x = b[t / columns] + (int)(t % columns) * ldb;
    const int* p = pivots + (int)(t / columns) * n;
    for (int s = 0; s < n; s++) {
      int k = backwards ? n - 1 - s : s, other = p[k] - 1;
      T y = x[k];
      x[k] = x[other];
      x[other] = y;
    }
  });
}
template <class T> cublasStatus_t getrs(cublasHandle_t h, cublasOperation_t op, int n, int columns, const T* const* a, int lda, const int* pivots, T* const* b, int ldb, int* info, int count) {
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  if (bad_matrix(n, columns, ldb) || bad_matrix(n, n, lda) || count < 0) return CUBLAS_STATUS_INVALID_VALUE;
  if (info) *info = 0;
  if (n == 0 || columns == 0 || count == 0) return CUBLAS_STATUS_SUCCESS;
  dim3 grid(columns, count);
  half_stored<T> l = triangle<T>(nullptr, lda, CUBLAS_FILL_MODE_LOWER, op, CUBLAS_DIAG_UNIT), u = triangle<T>(nullptr, lda, CUBLAS_FILL_MODE_UPPER, op, CUBLAS_DIAG_NON_UNIT);
  bool n_op = op == CUBLAS_OP_N;
  if (pivots && n_op) exchange(h, n, columns, pivots, b, ldb, count, false);
  solve_pointers_kernel<<<grid, 64, 0, h->stream>>>(n_op ? l : u, a, n, T(1), b, ldb, 1);
  solve_pointers_kernel<<<grid, 64, 0, h->stream>>>(n_op ? u : l, a, n, T(1), b, ldb, 1);
  if (pivots && !n_op) exchange(h, n, columns, pivots, b, ldb, count, true);
  return launched();
}
template <class T> cublasStatus_t getri(cublasHandle_t h, int n, const T* const* a, int lda, const int* pivots, T* const* c, int ldc, int* info, int count) {
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  if (bad_matrix(n, n, lda) || bad_matrix(n, n, ldc) || count < 0) return CUBLAS_STATUS_INVALID_VALUE;
  each(on(h), (size_t)n * n * count, [=] (unsigned t) { c[t / (n * n)][t % n + t / n % n * ldc] = t % n == t / n % n ? T(1) : T(0); });
  each(on(h), count, [=] (unsigned t) {
    info[t] = 0;
    for (int k = n - 1; k >= 0; k--) {
      if (a[t][k + k * lda] == T(0)) info[t] = k + 1;
    }
  });
  return getrs(h, CUBLAS_OP_N, n, n, a, lda, pivots, c, ldc, nullptr, count);
}
template <class T> cublasStatus_t matinv(cublasHandle_t h, int n, const T* const* a, int lda, T* const* c, int ldc, int* info, int count) {
  if (!h) return CUBLAS_STATUS_NOT_INITIALIZED;
  if (bad_matrix(n, n, lda) || bad_matrix(n, n, ldc) || count < 0 || n > 32) return CUBLAS_STATUS_INVALID_VALUE;
  temporary<__device_policy, T> factors(on(h), (size_t)n * n * count);
  temporary<__device_policy, T*> pointers(on(h), count);
  temporary<__device_policy, int> pivots(on(h), (size_t)n * count), found(on(h), count);
  T *lu = factors.p, **where = pointers.p;
  each(on(h), count, [=] (unsigned t) { where[t] = lu + (int)t * n * n; });
  each(on(h), (size_t)n * n * count, [=] (unsigned t) { lu[t] = a[t / (n * n)][t % n + t / n % n * lda]; });
  getrf(h, n, (T* const*)where, n, pivots.p, info, count);
  cublasStatus_t status = getri(h, n, (const T* const*)where, n, pivots.p, c, ldc, found.p, count);
  cudaStreamSynchronize(h->stream);
  return status;
}

inline cublasStatus_t move(int rows, int columns, int bytes, const void* from, int from_ld, void* to, int to_ld, cudaStream_t stream, bool waits) {
  if (rows < 0 || columns < 0 || bytes <= 0 || from_ld <= 0 || to_ld <= 0) return CUBLAS_STATUS_INVALID_VALUE;
  if (rows == 0 || columns == 0) return CUBLAS_STATUS_SUCCESS;
  cudaError_t error = cudaMemcpy2DAsync(to, (size_t)to_ld * bytes, from, (size_t)from_ld * bytes, (size_t)rows * bytes, columns, cudaMemcpyDefault, stream);
  if (error == cudaSuccess && waits) error = cudaStreamSynchronize(stream);
  return error == cudaSuccess ? CUBLAS_STATUS_SUCCESS : CUBLAS_STATUS_MAPPING_ERROR;
}

}  // namespace __cw_blas
#endif
