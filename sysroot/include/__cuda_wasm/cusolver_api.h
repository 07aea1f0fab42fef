/* cuSOLVER's dense functions by their names, for the types that have them. V: the type of the API; R: that of its parts; ORG, ORM, SY, HE: how LAPACK begins the names of what is unitary, symmetric or Hermitian of this type. */
#ifndef __CUDA_WASM_CUSOLVER_API_H
#define __CUDA_WASM_CUSOLVER_API_H
#include <__cuda_wasm/cusolver_compute.h>

namespace __cw_solver {

/* Workspaces are not needed; programs allocate what they are told, and may look at the size. */
inline cusolverStatus_t workspace(cusolverDnHandle_t h, long long elements, int* size) {
  if (!h) return CUSOLVER_STATUS_NOT_INITIALIZED;
  *size = elements < 1 ? 1 : (int)elements;
  return CUSOLVER_STATUS_SUCCESS;
}
template <class R> constexpr double precision = sizeof(R) == 4 ? 6e-8 : 1.2e-16;

/* What LAPACK says of wrong sizes: minus the number of the argument. */
inline bool fits(long long rows, long long ld) { return rows >= 0 && ld >= (rows > 1 ? rows : 1); }

template <class V, class P> cusolverStatus_t getrf(cusolverDnHandle_t h, long long m, long long n, V* a, long long lda, P* pivots, int* info) {
  if (!h) return CUSOLVER_STATUS_NOT_INITIALIZED;
  if (n < 0 || !fits(m, lda)) return CUSOLVER_STATUS_INVALID_VALUE;
  const transfers t{h->stream};
  auto host = t.load((int)m, (int)n, as(a), lda);
  std::vector<int> order;
  const int result = lu(host, pivots ? &order : nullptr);
  t.store(host, as(a), lda);
  if (pivots) t.store(std::vector<P>(order.begin(), order.end()), pivots);
  return t.end(result, info);
}
template <class V, class P> cusolverStatus_t getrs(cusolverDnHandle_t h, cublasOperation_t op, long long n, long long columns, const V* a, long long lda, const P* pivots, V* b, long long ldb, int* info) {
  if (!h) return CUSOLVER_STATUS_NOT_INITIALIZED;
  if (columns < 0 || !fits(n, lda) || !fits(n, ldb)) return CUSOLVER_STATUS_INVALID_VALUE;
  const transfers t{h->stream};
  auto factors = t.load((int)n, (int)n, (number<V>*)a, lda), host = t.load((int)n, (int)columns, as(b), ldb);
  lu_solve(factors, pivots ? t.load(pivots, n) : std::vector<P>(), form_of(op), host);
  t.store(host, as(b), ldb);
  return t.end(0, info);
}
template <class V> cusolverStatus_t potrf(cusolverDnHandle_t h, cublasFillMode_t fill, long long n, V* a, long long lda, int* info) {
  if (!h) return CUSOLVER_STATUS_NOT_INITIALIZED;
  if (!fits(n, lda)) return CUSOLVER_STATUS_INVALID_VALUE;
  const transfers t{h->stream};
  auto host = t.load((int)n, (int)n, as(a), lda);
  const int result = cholesky(host, fill == CUBLAS_FILL_MODE_UPPER);
  t.store(host, as(a), lda);
  return t.end(result, info);
}
template <class V> cusolverStatus_t potrs(cusolverDnHandle_t h, cublasFillMode_t fill, long long n, long long columns, const V* a, long long lda, V* b, long long ldb, int* info) {
  if (!h) return CUSOLVER_STATUS_NOT_INITIALIZED;
  if (columns < 0 || !fits(n, lda) || !fits(n, ldb)) return CUSOLVER_STATUS_INVALID_VALUE;
  const transfers t{h->stream};
  auto factor = t.load((int)n, (int)n, (number<V>*)a, lda), host = t.load((int)n, (int)columns, as(b), ldb);
  cholesky_solve(factor, fill == CUBLAS_FILL_MODE_UPPER, host);
  t.store(host, as(b), ldb);
  return t.end(0, info);
}
template <class V> cusolverStatus_t potri(cusolverDnHandle_t h, cublasFillMode_t fill, int n, V* a, int lda, int* info) {
  if (!h) return CUSOLVER_STATUS_NOT_INITIALIZED;
  if (!fits(n, lda)) return CUSOLVER_STATUS_INVALID_VALUE;
  const transfers t{h->stream};
  auto host = t.load(n, n, as(a), lda);
  int zero = 0;
  for (int i = n - 1; i >= 0; i--)
    if (host(i, i) == number<V>(0)) zero = i + 1;
  if (!zero) cholesky_inverse(host, fill == CUBLAS_FILL_MODE_UPPER);
  t.store(host, as(a), lda);
  return t.end(zero, info);
}
template <class V> cusolverStatus_t potrf_batched(cusolverDnHandle_t h, cublasFillMode_t fill, int n, V* const* a, int lda, int* info, int count) {
  if (!h) return CUSOLVER_STATUS_NOT_INITIALIZED;
  const std::vector<V*> each = transfers{h->stream}.load((V**)a, count);
  for (int i = 0; i < count; i++)
    if (cusolverStatus_t status = potrf(h, fill, n, each[i], lda, info + i)) return status;
  return CUSOLVER_STATUS_SUCCESS;
}
template <class V> cusolverStatus_t potrs_batched(cusolverDnHandle_t h, cublasFillMode_t fill, int n, int columns, V* const* a, int lda, V* const* b, int ldb, int* info, int count) {
  if (!h) return CUSOLVER_STATUS_NOT_INITIALIZED;
  const transfers t{h->stream};
  const std::vector<V*> factors = t.load((V**)a, count), each = t.load((V**)b, count);
  for (int i = 0; i < count; i++)
    if (cusolverStatus_t status = potrs(h, fill, n, columns, factors[i], lda, each[i], ldb, info)) return status;
  return CUSOLVER_STATUS_SUCCESS;
}
template <class V> cusolverStatus_t geqrf(cusolverDnHandle_t h, long long m, long long n, V* a, long long lda, V* tau, int* info) {
  if (!h) return CUSOLVER_STATUS_NOT_INITIALIZED;
  if (n < 0 || !fits(m, lda)) return CUSOLVER_STATUS_INVALID_VALUE;
  const transfers t{h->stream};
  auto host = t.load((int)m, (int)n, as(a), lda);
  t.store(qr(host), as(tau));
  t.store(host, as(a), lda);
  return t.end(0, info);
}
template <class V> cusolverStatus_t orgqr(cusolverDnHandle_t h, int m, int n, int k, V* a, int lda, const V* tau, int* info) {
  if (!h) return CUSOLVER_STATUS_NOT_INITIALIZED;
  if (n < 0 || n > m || k < 0 || k > n || !fits(m, lda)) return CUSOLVER_STATUS_INVALID_VALUE;
  const transfers t{h->stream};
  auto host = t.load(m, k, as(a), lda), q = matrix<number<V>>::identity(m, n);
  multiply_q(host, t.load((number<V>*)tau, k), true, PLAIN, q);
  t.store(q, as(a), lda);
  return t.end(0, info);
}
template <class V> cusolverStatus_t ormqr(cusolverDnHandle_t h, cublasSideMode_t side, cublasOperation_t op, int m, int n, int k, const V* a, int lda, const V* tau, V* c, int ldc, int* info) {
  if (!h) return CUSOLVER_STATUS_NOT_INITIALIZED;
  const int order = side == CUBLAS_SIDE_LEFT ? m : n;
  if (n < 0 || k < 0 || k > order || !fits(order, lda) || !fits(m, ldc)) return CUSOLVER_STATUS_INVALID_VALUE;
  const transfers t{h->stream};
  auto host = t.load(order, k, (number<V>*)a, lda), result = t.load(m, n, as(c), ldc);
  multiply_q(host, t.load((number<V>*)tau, k), side == CUBLAS_SIDE_LEFT, form_of(op), result);
  t.store(result, as(c), ldc);
  return t.end(0, info);
}

/* The eigenvalues, rounded, and where they are asked for the vectors, in A's place. */
template <class V, class R, class T> cusolverStatus_t give_eigen(const transfers& t, int n, std::vector<double>& values, matrix<T>* vectors, R* w, V* a, long long lda, int result, int* info) {
  t.store(std::vector<R>(values.begin(), values.end()), w);
  if (vectors) {
    auto rounded = converted<number<V>>(*vectors);
    t.store(rounded, as(a), lda);
  }
  return t.end(result, info);
}
template <class V, class R> cusolverStatus_t syevd(cusolverDnHandle_t h, cusolverEigMode_t mode, cublasFillMode_t fill, long long n, V* a, long long lda, R* w, int* info, __cw_jacobi* how = nullptr) {
  if (!h) return CUSOLVER_STATUS_NOT_INITIALIZED;
  if (!fits(n, lda)) return CUSOLVER_STATUS_INVALID_VALUE;
  const transfers t{h->stream};
  const bool vectors = mode == CUSOLVER_EIG_MODE_VECTOR;
  auto stored = t.load((int)n, (int)n, as(a), lda);
  auto full = hermitian(stored, fill == CUBLAS_FILL_MODE_UPPER);
  std::vector<double> values;
  const int result = how ? jacobi_eigen(full, values, vectors, *how, precision<R>) : eigen(full, values, vectors);
  return give_eigen(t, (int)n, values, vectors ? &full : nullptr, w, a, lda, result, info);
}
/* A x = lambda B x (1), A B x = lambda x (2), B A x = lambda x (3). */
template <class V, class R> cusolverStatus_t sygvd(cusolverDnHandle_t h, cusolverEigType_t type, cusolverEigMode_t mode, cublasFillMode_t fill, int n, V* a, int lda, V* b, int ldb, R* w, int* info) {
  if (!h) return CUSOLVER_STATUS_NOT_INITIALIZED;
  if (!fits(n, lda) || !fits(n, ldb)) return CUSOLVER_STATUS_INVALID_VALUE;
  typedef wide<number<V>> T;
  const transfers t{h->stream};
  const bool upper = fill == CUBLAS_FILL_MODE_UPPER, vectors = mode == CUSOLVER_EIG_MODE_VECTOR;
  auto stored = t.load(n, n, as(a), lda), stored_b = t.load(n, n, as(b), ldb);
  matrix<T> full = hermitian(stored, upper), l = hermitian(stored_b, upper);
  if (const int minor = cholesky_lower(l)) return t.end(n + minor, info);
  for (int j = 0; j < n; j++)
    for (int i = 0; i < n; i++) {
      if (i < j) l(i, j) = T(0);
      if (upper ? i <= j : i >= j) stored_b(i, j) = convert<number<V>>(upper ? conjugate(l(j, i)) : l(i, j));
    }
  t.store(stored_b, as(b), ldb);
  if (type == CUSOLVER_EIG_TYPE_1) {
    solve_triangle(l, false, false, PLAIN, full);
    full = adjoint(full);
    solve_triangle(l, false, false, PLAIN, full);
  } else {
    matrix<T> product(n, n), left(n, n);
    for (int j = 0; j < n; j++)
      for (int k = j; k < n; k++)
        for (int i = 0; i < n; i++) product(i, j) += full(i, k) * l(k, j);
    for (int j = 0; j < n; j++)
      for (int i = 0; i < n; i++)
        for (int k = i; k < n; k++) left(i, j) += conjugate(l(k, i)) * product(k, j);
    full = left;
  }
  for (int j = 0; j < n; j++)
    for (int i = j; i < n; i++) full(j, i) = conjugate(full(i, j) = i == j ? real_part(full(i, j)) : full(i, j));
  std::vector<double> values;
  const int result = eigen(full, values, vectors);
  if (vectors && type != CUSOLVER_EIG_TYPE_3) solve_triangle(l, false, false, ADJOINT, full);
  else if (vectors) {
    matrix<T> product(n, n);
    for (int j = 0; j < n; j++)
      for (int k = 0; k < n; k++)
        for (int i = k; i < n; i++) product(i, j) += l(i, k) * full(k, j);
    full = product;
  }
  return give_eigen(t, n, values, vectors ? &full : nullptr, w, a, lda, result, info);
}

/* A = U S V^H; U and V of as many columns as asked for, none where that is 0. */
template <class V, class R> int svd(const transfers& t, int m, int n, const V* a, long long lda, R* s, int left, int right, matrix<number<V>>& u, matrix<number<V>>& v, __cw_jacobi& how) {
  typedef number<V> N;
  typedef wide<N> T;
  auto stored = t.load(m, n, (N*)a, lda);
  matrix<T> full = converted<T>(stored), turned(0, 0);
  if (m < n) full = adjoint(full);
  const int few = m < n ? m : n;
  std::vector<double> values;
  const int result = singular(full, values, turned, how, precision<R>);
  t.store(std::vector<R>(values.begin(), values.end()), s);
  auto give = [&] (matrix<T>& from, int columns, matrix<N>& to) {
    if (columns == 0) return;
    matrix<T> whole = complete(from, few, columns);
    to = converted<N>(whole);
  };
  give(m < n ? turned : full, left, u);
  give(m < n ? full : turned, right, v);
  return result;
}
template <class V, class R> cusolverStatus_t gesvd(cusolverDnHandle_t h, signed char jobu, signed char jobvt, long long m, long long n, V* a, long long lda, R* s, V* u, long long ldu, V* vt, long long ldvt, int* info) {
  if (!h) return CUSOLVER_STATUS_NOT_INITIALIZED;
  if (m < n || n < 0 || !fits(m, lda) || (jobu == 'O' && jobvt == 'O')) return CUSOLVER_STATUS_INVALID_VALUE;
  const transfers t{h->stream};
  matrix<number<V>> left(0, 0), right(0, 0);
  __cw_jacobi how;
  const int result = svd(t, (int)m, (int)n, a, lda, s, jobu == 'N' ? 0 : jobu == 'A' ? (int)m : (int)n, jobvt == 'N' ? 0 : (int)n, left, right, how);
  if (jobu != 'N') t.store(left, as(jobu == 'O' ? a : u), jobu == 'O' ? lda : ldu);
  if (jobvt != 'N') {
    auto rows = adjoint(right);
    t.store(rows, as(jobvt == 'O' ? a : vt), jobvt == 'O' ? lda : ldvt);
  }
  return t.end(result, info);
}
template <class V, class R> cusolverStatus_t gesvdj(cusolverDnHandle_t h, cusolverEigMode_t mode, int econ, int m, int n, V* a, int lda, R* s, V* u, int ldu, V* v, int ldv, int* info, gesvdjInfo_t how) {
  if (!h) return CUSOLVER_STATUS_NOT_INITIALIZED;
  if (n < 0 || !fits(m, lda)) return CUSOLVER_STATUS_INVALID_VALUE;
  const transfers t{h->stream};
  const bool vectors = mode == CUSOLVER_EIG_MODE_VECTOR;
  const int few = m < n ? m : n;
  matrix<number<V>> left(0, 0), right(0, 0);
  const int result = svd(t, m, n, a, lda, s, !vectors ? 0 : econ ? few : m, !vectors ? 0 : econ ? few : n, left, right, *how);
  if (vectors) {
    t.store(left, as(u), ldu);
    t.store(right, as(v), ldv);
  }
  return t.end(result, info);
}

/* The functions whose types are arguments. */
template <class F> cusolverStatus_t by_type(cudaDataType type, F f) {
  switch (type) {
    case CUDA_R_32F: return f(float());
    case CUDA_R_64F: return f(double());
    case CUDA_C_32F: return f(cuComplex());
    case CUDA_C_64F: return f(cuDoubleComplex());
    default: return CUSOLVER_STATUS_INVALID_VALUE;
  }
}
inline cusolverStatus_t workspaces(cusolverDnHandle_t h, cudaDataType type, long long elements, size_t* device, size_t* host) {
  *host = 0;
  return by_type(type, [&] (auto zero) {
    if (!h) return CUSOLVER_STATUS_NOT_INITIALIZED;
    *device = (elements < 1 ? 1 : elements) * sizeof zero;
    return CUSOLVER_STATUS_SUCCESS;
  });
}

}  // namespace __cw_solver

#define __CW_DN(name) inline cusolverStatus_t cusolverDn##name
#define __CW_SOLVER_TYPE(L, V, R, ORG, ORM, SYEVD, SYEVJ, SYGVD) \
  __CW_DN(L##getrf_bufferSize)(cusolverDnHandle_t h, int m, int n, V*, int, int* size) { return __cw_solver::workspace(h, (long long)m * n, size); } \
  __CW_DN(L##getrf)(cusolverDnHandle_t h, int m, int n, V* a, int lda, V*, int* pivots, int* info) { return __cw_solver::getrf(h, m, n, a, lda, pivots, info); } \
  __CW_DN(L##getrs)(cusolverDnHandle_t h, cublasOperation_t op, int n, int columns, const V* a, int lda, const int* pivots, V* b, int ldb, int* info) { return __cw_solver::getrs(h, op, n, columns, a, lda, pivots, b, ldb, info); } \
  __CW_DN(L##potrf_bufferSize)(cusolverDnHandle_t h, cublasFillMode_t, int n, V*, int, int* size) { return __cw_solver::workspace(h, (long long)n * n, size); } \
  __CW_DN(L##potrf)(cusolverDnHandle_t h, cublasFillMode_t fill, int n, V* a, int lda, V*, int, int* info) { return __cw_solver::potrf(h, fill, n, a, lda, info); } \
  __CW_DN(L##potrs)(cusolverDnHandle_t h, cublasFillMode_t fill, int n, int columns, const V* a, int lda, V* b, int ldb, int* info) { return __cw_solver::potrs(h, fill, n, columns, a, lda, b, ldb, info); } \
  __CW_DN(L##potri_bufferSize)(cusolverDnHandle_t h, cublasFillMode_t, int n, V*, int, int* size) { return __cw_solver::workspace(h, (long long)n * n, size); } \
  __CW_DN(L##potri)(cusolverDnHandle_t h, cublasFillMode_t fill, int n, V* a, int lda, V*, int, int* info) { return __cw_solver::potri(h, fill, n, a, lda, info); } \
  __CW_DN(L##potrfBatched)(cusolverDnHandle_t h, cublasFillMode_t fill, int n, V* a[], int lda, int* info, int count) { return __cw_solver::potrf_batched(h, fill, n, a, lda, info, count); } \
  __CW_DN(L##potrsBatched)(cusolverDnHandle_t h, cublasFillMode_t fill, int n, int columns, V* a[], int lda, V* b[], int ldb, int* info, int count) { return __cw_solver::potrs_batched(h, fill, n, columns, a, lda, b, ldb, info, count); } \
  __CW_DN(L##geqrf_bufferSize)(cusolverDnHandle_t h, int m, int n, V*, int, int* size) { return __cw_solver::workspace(h, (long long)m * n, size); } \
  __CW_DN(L##geqrf)(cusolverDnHandle_t h, int m, int n, V* a, int lda, V* tau, V*, int, int* info) { return __cw_solver::geqrf(h, m, n, a, lda, tau, info); } \
  __CW_DN(L##ORG##_bufferSize)(cusolverDnHandle_t h, int m, int n, int, const V*, int, const V*, int* size) { return __cw_solver::workspace(h, (long long)m * n, size); } \
  __CW_DN(L##ORG)(cusolverDnHandle_t h, int m, int n, int k, V* a, int lda, const V* tau, V*, int, int* info) { return __cw_solver::orgqr(h, m, n, k, a, lda, tau, info); } \
  __CW_DN(L##ORM##_bufferSize)(cusolverDnHandle_t h, cublasSideMode_t, cublasOperation_t, int m, int n, int, const V*, int, const V*, const V*, int, int* size) { return __cw_solver::workspace(h, (long long)m * n, size); } \
  __CW_DN(L##ORM)(cusolverDnHandle_t h, cublasSideMode_t side, cublasOperation_t op, int m, int n, int k, const V* a, int lda, const V* tau, V* c, int ldc, V*, int, int* info) { \
    return __cw_solver::ormqr(h, side, op, m, n, k, a, lda, tau, c, ldc, info); \
  } \
  __CW_DN(L##SYEVD##_bufferSize)(cusolverDnHandle_t h, cusolverEigMode_t, cublasFillMode_t, int n, const V*, int, const R*, int* size) { return __cw_solver::workspace(h, (long long)n * n, size); } \
  __CW_DN(L##SYEVD)(cusolverDnHandle_t h, cusolverEigMode_t mode, cublasFillMode_t fill, int n, V* a, int lda, R* w, V*, int, int* info) { return __cw_solver::syevd(h, mode, fill, n, a, lda, w, info); } \
  __CW_DN(L##SYEVJ##_bufferSize)(cusolverDnHandle_t h, cusolverEigMode_t, cublasFillMode_t, int n, const V*, int, const R*, int* size, syevjInfo_t) { return __cw_solver::workspace(h, (long long)n * n, size); } \
  __CW_DN(L##SYEVJ)(cusolverDnHandle_t h, cusolverEigMode_t mode, cublasFillMode_t fill, int n, V* a, int lda, R* w, V*, int, int* info, syevjInfo_t how) { return __cw_solver::syevd(h, mode, fill, n, a, lda, w, info, how); } \
  __CW_DN(L##SYGVD##_bufferSize)(cusolverDnHandle_t h, cusolverEigType_t, cusolverEigMode_t, cublasFillMode_t, int n, const V*, int, const V*, int, const R*, int* size) { return __cw_solver::workspace(h, (long long)n * n, size); } \
  __CW_DN(L##SYGVD)(cusolverDnHandle_t h, cusolverEigType_t type, cusolverEigMode_t mode, cublasFillMode_t fill, int n, V* a, int lda, V* b, int ldb, R* w, V*, int, int* info) { \
    return __cw_solver::sygvd(h, type, mode, fill, n, a, lda, b, ldb, w, info); \
  } \
  __CW_DN(L##gesvd_bufferSize)(cusolverDnHandle_t h, int m, int n, int* size) { return __cw_solver::workspace(h, (long long)m * n, size); } \
  __CW_DN(L##gesvd)(cusolverDnHandle_t h, signed char jobu, signed char jobvt, int m, int n, V* a, int lda, R* s, V* u, int ldu, V* vt, int ldvt, V*, int, R*, int* info) { \
    return __cw_solver::gesvd(h, jobu, jobvt, m, n, a, lda, s, u, ldu, vt, ldvt, info); \
  } \
  __CW_DN(L##gesvdj_bufferSize)(cusolverDnHandle_t h, cusolverEigMode_t, int, int m, int n, const V*, int, const R*, const V*, int, const V*, int, int* size, gesvdjInfo_t) { return __cw_solver::workspace(h, (long long)m * n, size); } \
  __CW_DN(L##gesvdj)(cusolverDnHandle_t h, cusolverEigMode_t mode, int econ, int m, int n, V* a, int lda, R* s, V* u, int ldu, V* v, int ldv, V*, int, int* info, gesvdjInfo_t how) { \
    return __cw_solver::gesvdj(h, mode, econ, m, n, a, lda, s, u, ldu, v, ldv, info, how); \
  }
__CW_SOLVER_TYPE(S, float, float, orgqr, ormqr, syevd, syevj, sygvd)
__CW_SOLVER_TYPE(D, double, double, orgqr, ormqr, syevd, syevj, sygvd)
__CW_SOLVER_TYPE(C, cuComplex, float, ungqr, unmqr, heevd, heevj, hegvd)
__CW_SOLVER_TYPE(Z, cuDoubleComplex, double, ungqr, unmqr, heevd, heevj, hegvd)
#undef __CW_SOLVER_TYPE

#define __CW_TYPED(type, call) __cw_solver::by_type(type, [&] (auto zero) { typedef decltype(zero) V; typedef __cw_complex::real_of<__cw_complex::number<V>> R; (void)sizeof(R); return call; })
__CW_DN(Xgetrf_bufferSize)(cusolverDnHandle_t h, cusolverDnParams_t, int64_t m, int64_t n, cudaDataType type, const void*, int64_t, cudaDataType, size_t* device, size_t* host) { return __cw_solver::workspaces(h, type, m * n, device, host); }
__CW_DN(Xgetrf)(cusolverDnHandle_t h, cusolverDnParams_t, int64_t m, int64_t n, cudaDataType type, void* a, int64_t lda, int64_t* pivots, cudaDataType, void*, size_t, void*, size_t, int* info) {
  return __CW_TYPED(type, __cw_solver::getrf(h, m, n, (V*)a, lda, pivots, info));
}
__CW_DN(Xgetrs)(cusolverDnHandle_t h, cusolverDnParams_t, cublasOperation_t op, int64_t n, int64_t columns, cudaDataType type, const void* a, int64_t lda, const int64_t* pivots, cudaDataType, void* b, int64_t ldb, int* info) {
  return __CW_TYPED(type, __cw_solver::getrs(h, op, n, columns, (const V*)a, lda, pivots, (V*)b, ldb, info));
}
__CW_DN(Xpotrf_bufferSize)(cusolverDnHandle_t h, cusolverDnParams_t, cublasFillMode_t, int64_t n, cudaDataType type, const void*, int64_t, cudaDataType, size_t* device, size_t* host) { return __cw_solver::workspaces(h, type, n * n, device, host); }
__CW_DN(Xpotrf)(cusolverDnHandle_t h, cusolverDnParams_t, cublasFillMode_t fill, int64_t n, cudaDataType type, void* a, int64_t lda, cudaDataType, void*, size_t, void*, size_t, int* info) {
  return __CW_TYPED(type, __cw_solver::potrf(h, fill, n, (V*)a, lda, info));
}
__CW_DN(Xpotrs)(cusolverDnHandle_t h, cusolverDnParams_t, cublasFillMode_t fill, int64_t n, int64_t columns, cudaDataType type, const void* a, int64_t lda, cudaDataType, void* b, int64_t ldb, int* info) {
  return __CW_TYPED(type, __cw_solver::potrs(h, fill, n, columns, (const V*)a, lda, (V*)b, ldb, info));
}
__CW_DN(Xgeqrf_bufferSize)(cusolverDnHandle_t h, cusolverDnParams_t, int64_t m, int64_t n, cudaDataType type, const void*, int64_t, cudaDataType, const void*, cudaDataType, size_t* device, size_t* host) { return __cw_solver::workspaces(h, type, m * n, device, host); }
__CW_DN(Xgeqrf)(cusolverDnHandle_t h, cusolverDnParams_t, int64_t m, int64_t n, cudaDataType type, void* a, int64_t lda, cudaDataType, void* tau, cudaDataType, void*, size_t, void*, size_t, int* info) {
  return __CW_TYPED(type, __cw_solver::geqrf(h, m, n, (V*)a, lda, (V*)tau, info));
}
__CW_DN(Xsyevd_bufferSize)(cusolverDnHandle_t h, cusolverDnParams_t, cusolverEigMode_t, cublasFillMode_t, int64_t n, cudaDataType type, const void*, int64_t, cudaDataType, const void*, cudaDataType, size_t* device, size_t* host) {
  return __cw_solver::workspaces(h, type, n * n, device, host);
}
__CW_DN(Xsyevd)(cusolverDnHandle_t h, cusolverDnParams_t, cusolverEigMode_t mode, cublasFillMode_t fill, int64_t n, cudaDataType type, void* a, int64_t lda, cudaDataType, void* w, cudaDataType, void*, size_t, void*, size_t, int* info) {
  return __CW_TYPED(type, __cw_solver::syevd(h, mode, fill, n, (V*)a, lda, (R*)w, info));
}
__CW_DN(Xgesvd_bufferSize)(cusolverDnHandle_t h, cusolverDnParams_t, signed char, signed char, int64_t m, int64_t n, cudaDataType type, const void*, int64_t, cudaDataType, const void*, cudaDataType, const void*, int64_t, cudaDataType, const void*, int64_t, cudaDataType,
                           size_t* device, size_t* host) { return __cw_solver::workspaces(h, type, m * n, device, host); }
__CW_DN(Xgesvd)(cusolverDnHandle_t h, cusolverDnParams_t, signed char jobu, signed char jobvt, int64_t m, int64_t n, cudaDataType type, void* a, int64_t lda, cudaDataType, void* s, cudaDataType, void* u, int64_t ldu, cudaDataType, void* vt, int64_t ldvt,
                cudaDataType, void*, size_t, void*, size_t, int* info) {
  return __CW_TYPED(type, __cw_solver::gesvd(h, jobu, jobvt, m, n, (V*)a, lda, (R*)s, (V*)u, ldu, (V*)vt, ldvt, info));
}
#undef __CW_TYPED
#undef __CW_DN

#define __CW_SOLVER(f) \
  template <class... T> cusolverStatus_t f(T&&...) __attribute__((unavailable("cuda-wasm does not have this function of cuSOLVER: solve the problem in the program itself")));
#define __CW_SOLVER_SDCZ(f) __CW_SOLVER(cusolverDnS##f) __CW_SOLVER(cusolverDnD##f) __CW_SOLVER(cusolverDnC##f) __CW_SOLVER(cusolverDnZ##f)
#define __CW_SOLVER_PAIR(f) __CW_SOLVER_SDCZ(f##_bufferSize) __CW_SOLVER_SDCZ(f)
__CW_SOLVER_PAIR(gebrd) __CW_SOLVER_PAIR(sytrf) __CW_SOLVER_PAIR(gesvdjBatched) __CW_SOLVER_PAIR(gesvdaStridedBatched) __CW_SOLVER_PAIR(syevjBatched) __CW_SOLVER_PAIR(heevjBatched) __CW_SOLVER_PAIR(syevdx)
__CW_SOLVER_PAIR(heevdx) __CW_SOLVER_PAIR(sytrd) __CW_SOLVER_PAIR(hetrd) __CW_SOLVER_PAIR(sygvj) __CW_SOLVER_PAIR(hegvj) __CW_SOLVER_PAIR(sygvdx) __CW_SOLVER_PAIR(hegvdx) __CW_SOLVER_PAIR(orgtr) __CW_SOLVER_PAIR(ormtr)
__CW_SOLVER(cusolverDnSSgesv) __CW_SOLVER(cusolverDnSSgesv_bufferSize) __CW_SOLVER(cusolverDnDDgesv) __CW_SOLVER(cusolverDnDDgesv_bufferSize) __CW_SOLVER(cusolverDnDSgesv) __CW_SOLVER(cusolverDnDSgesv_bufferSize)
__CW_SOLVER(cusolverDnDDgels) __CW_SOLVER(cusolverDnDDgels_bufferSize) __CW_SOLVER(cusolverDnSSgels) __CW_SOLVER(cusolverDnSSgels_bufferSize) __CW_SOLVER(cusolverDnIRSParamsCreate)
__CW_SOLVER(cusolverDnXgeev) __CW_SOLVER(cusolverDnXgeev_bufferSize) __CW_SOLVER(cusolverDnXsyevdx) __CW_SOLVER(cusolverDnXsyevdx_bufferSize) __CW_SOLVER(cusolverDnXgesvdp) __CW_SOLVER(cusolverDnXgesvdp_bufferSize)
__CW_SOLVER(cusolverDnXgesvdr) __CW_SOLVER(cusolverDnXgesvdr_bufferSize) __CW_SOLVER(cusolverDnXsytrs) __CW_SOLVER(cusolverDnXsytrs_bufferSize) __CW_SOLVER(cusolverDnXtrtri) __CW_SOLVER(cusolverDnXtrtri_bufferSize)
__CW_SOLVER(cusolverDnXsyevBatched) __CW_SOLVER(cusolverDnXsyevBatched_bufferSize) __CW_SOLVER(cusolverDnXpolar) __CW_SOLVER(cusolverDnXlarft)
#undef __CW_SOLVER_PAIR
#undef __CW_SOLVER_SDCZ
#undef __CW_SOLVER
#endif
