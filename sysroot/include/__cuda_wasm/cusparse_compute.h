/* What of cuSPARSE computes. Indices of 64 bits are narrowed first (memory has fewer elements), and halves widened, so that one kernel a type of numbers does; a CSC matrix is the CSR of its transpose, rows of COO become offsets. */
#ifndef __CUDA_WASM_CUSPARSE_COMPUTE_H
#define __CUDA_WASM_CUSPARSE_COMPUTE_H
#include <__cuda_wasm/complex_number.h>
#include <__thrust/core.h>

namespace __cw_sparse {

using namespace __cw_complex;
using thrust::__device_policy;
using thrust::__impl::each;
typedef thrust::__impl::temporary<__device_policy, int> ints;

inline cusparseStatus_t launched() { return cudaGetLastError() == cudaSuccess ? CUSPARSE_STATUS_SUCCESS : CUSPARSE_STATUS_EXECUTION_FAILED; }
inline __device_policy on(cusparseHandle_t h) { return __device_policy(h->stream, false); }
template <class T> T scalar(cusparseHandle_t h, const void* p) {
  if (h->pointer_mode == CUSPARSE_POINTER_MODE_HOST) return *(const T*)p;
  T value;
  cudaMemcpyAsync(&value, p, sizeof(T), cudaMemcpyDefault, h->stream);
  cudaStreamSynchronize(h->stream);
  return value;
}

/* Indices that count from zero: the caller's, or a copy. */
struct indices {
  __device_policy policy;
  ints copy;
  const int* p;
  indices(cusparseHandle_t h, const void* from, cusparseIndexType_t type, cusparseIndexBase_t base, int64_t n) : policy(on(h)), copy(policy, type == CUSPARSE_INDEX_32I && base == CUSPARSE_INDEX_BASE_ZERO ? 0 : n), p((const int*)from) {
    if (type == CUSPARSE_INDEX_32I && base == CUSPARSE_INDEX_BASE_ZERO) return;
    int* to = copy.p;
    int first = base;
    if (type == CUSPARSE_INDEX_64I) {
      const long long* wide = (const long long*)from;
      each(policy, n, [=] (unsigned i) { to[i] = (int)(wide[i] - first); });
    } else if (type == CUSPARSE_INDEX_32I) {
      const int* same = (const int*)from;
      each(policy, n, [=] (unsigned i) { to[i] = same[i] - first; });
    } else {
      const unsigned short* narrow = (const unsigned short*)from;
      each(policy, n, [=] (unsigned i) { to[i] = narrow[i] - first; });
    }
    p = to;
  }
};

/* The first of n ascending rows that is not below this one. */
inline __CW_HD int lower(const int* rows, int n, int row) {
  int from = 0, to = n;
  while (from < to) {
    int middle = (from + to) / 2;
    if (rows[middle] < row) from = middle + 1;
    else to = middle;
  }
  return from;
}

/* A matrix by rows (by columns where it is CSC). */
struct compressed {
  int rows, cols;
  indices major, minor;
  ints made;
  const int* offsets;
  compressed(cusparseHandle_t h, const cusparseSpMatDescr& a)
      : rows(a.format == CUSPARSE_FORMAT_CSC ? a.cols : a.rows), cols(a.format == CUSPARSE_FORMAT_CSC ? a.rows : a.cols),
        major(h, a.major, a.major_type, a.base, a.format == CUSPARSE_FORMAT_COO ? a.nnz : rows + 1), minor(h, a.minor, a.minor_type, a.base, a.nnz), made(on(h), a.format == CUSPARSE_FORMAT_COO ? rows + 1 : 0), offsets(major.p) {
    if (a.format != CUSPARSE_FORMAT_COO) return;
    int* to = made.p;
    const int* from = major.p;
    int n = a.nnz;
    each(on(h), rows + 1, [=] (unsigned r) { to[r] = lower(from, n, r); });
    offsets = to;
  }
};

/* A dense matrix: where element (r, c) is. */
struct place {
  int row, col;
  __CW_HD int operator()(int r, int c) const { return r * row + c * col; }
};
inline place placed(const cusparseDnMatDescr& m, bool turned) {
  int ld = m.ld;
  return (m.order == CUSPARSE_ORDER_COL) != turned ? place{1, ld} : place{ld, 1};
}
inline size_t extent(const cusparseDnMatDescr& m) {
  int64_t lines = m.order == CUSPARSE_ORDER_COL ? m.cols : m.rows, length = m.order == CUSPARSE_ORDER_COL ? m.rows : m.cols;
  return lines == 0 ? 0 : (lines - 1) * m.ld + length;
}

template <class T> __CW_HD void add(T* p, T value) {
  if constexpr (is_complex<T>) {
    atomicAdd(&p->x, value.x);
    atomicAdd(&p->y, value.y);
  } else {
    atomicAdd(p, value);
  }
}

/* c = alpha op(a) op(b) + beta c, a by rows (or by columns: then its transpose is), n columns. */
template <class T> cusparseStatus_t multiply(cusparseHandle_t h, const compressed& a, const T* values, bool turned, bool conjugated, T alpha, const T* b, place pb, bool conjugated_b, T beta, T* c, place pc, int n) {
  const int *offsets = a.offsets, *columns = a.minor.p;
  int rows = turned ? a.cols : a.rows;
  bool keep = beta != T(0);
  if (!turned) {
    each(on(h), (size_t)rows * n, [=] (unsigned i) {
      int r = i % rows, j = i / rows;
      T sum = T(0);
      for (int k = offsets[r]; k < offsets[r + 1]; k++) {
        T v = values[k], x = b[pb(columns[k], j)];
        sum += (conjugated ? conjugate(v) : v) * (conjugated_b ? conjugate(x) : x);
      }
      T* to = c + pc(r, j);
      *to = keep ? alpha * sum + beta * *to : alpha * sum;
    });
    return launched();
  }
  each(on(h), (size_t)rows * n, [=] (unsigned i) {
    T* to = c + pc(i % rows, i / rows);
    *to = keep ? beta * *to : T(0);
  });
  int lines = a.rows;
  each(on(h), (size_t)lines * n, [=] (unsigned i) {
    int r = i % lines, j = i / lines;
    T x = b[pb(r, j)];
    x = alpha * (conjugated_b ? conjugate(x) : x);
    for (int k = offsets[r]; k < offsets[r + 1]; k++) add(c + pc(columns[k], j), (conjugated ? conjugate(values[k]) : values[k]) * x);
  });
  return launched();
}

/* Halves as floats. */
struct widened {
  thrust::__impl::temporary<__device_policy, float> copy;
  float* p;
  widened(cusparseHandle_t h, void* values, cudaDataType type, size_t n) : copy(on(h), type == CUDA_R_32F ? 0 : n), p((float*)values) {
    if (type == CUDA_R_32F) return;
    float* to = p = copy.p;
    if (type == CUDA_R_16F) {
      const __half* from = (const __half*)values;
      each(on(h), n, [=] (unsigned i) { to[i] = __half2float(from[i]); });
    } else {
      const __nv_bfloat16* from = (const __nv_bfloat16*)values;
      each(on(h), n, [=] (unsigned i) { to[i] = __bfloat162float(from[i]); });
    }
  }
};
inline bool narrow(cudaDataType type) { return type == CUDA_R_16F || type == CUDA_R_16BF; }

template <class T> cusparseStatus_t product_of(cusparseHandle_t h, cusparseOperation_t op, cusparseOperation_t op_b, const void* alpha, const cusparseSpMatDescr& a, const void* values, const cusparseDnMatDescr& b, const void* pb, const void* beta, const cusparseDnMatDescr& c, void* pc) {
  compressed rows(h, a);
  bool turned = (op != CUSPARSE_OPERATION_NON_TRANSPOSE) != (a.format == CUSPARSE_FORMAT_CSC);
  return multiply<T>(h, rows, (const T*)values, turned, op == CUSPARSE_OPERATION_CONJUGATE_TRANSPOSE, scalar<T>(h, alpha), (const T*)pb, placed(b, op_b != CUSPARSE_OPERATION_NON_TRANSPOSE),
                     op_b == CUSPARSE_OPERATION_CONJUGATE_TRANSPOSE, scalar<T>(h, beta), (T*)pc, placed(c, false), c.cols);
}

inline cusparseStatus_t product(cusparseHandle_t h, cusparseOperation_t op, cusparseOperation_t op_b, const void* alpha, const cusparseSpMatDescr& a, const cusparseDnMatDescr& b, const void* beta, const cusparseDnMatDescr& c, cudaDataType compute) {
  if (a.type == compute && b.type == compute && c.type == compute) {
    switch (compute) {
      case CUDA_R_32F: return product_of<float>(h, op, op_b, alpha, a, a.values, b, b.values, beta, c, c.values);
      case CUDA_R_64F: return product_of<double>(h, op, op_b, alpha, a, a.values, b, b.values, beta, c, c.values);
      case CUDA_C_32F: return product_of<cx<float>>(h, op, op_b, alpha, a, a.values, b, b.values, beta, c, c.values);
      case CUDA_C_64F: return product_of<cx<double>>(h, op, op_b, alpha, a, a.values, b, b.values, beta, c, c.values);
      default: return CUSPARSE_STATUS_NOT_SUPPORTED;
    }
  }
  if (compute != CUDA_R_32F || !narrow(a.type) || b.type != a.type || (c.type != a.type && c.type != CUDA_R_32F)) return CUSPARSE_STATUS_NOT_SUPPORTED;
  widened va(h, a.values, a.type, a.nnz), vb(h, b.values, b.type, extent(b)), vc(h, c.values, c.type, extent(c));
  cusparseStatus_t status = product_of<float>(h, op, op_b, alpha, a, va.p, b, vb.p, beta, c, vc.p);
  const float* from = vc.p;
  if (c.type == CUDA_R_16F) {
    __half* to = (__half*)c.values;
    each(on(h), extent(c), [=] (unsigned i) { to[i] = __float2half(from[i]); });
  } else if (c.type == CUDA_R_16BF) {
    __nv_bfloat16* to = (__nv_bfloat16*)c.values;
    each(on(h), extent(c), [=] (unsigned i) { to[i] = __float2bfloat16(from[i]); });
  }
  return status;
}

/* f with a null pointer to the numbers that elements of this type are moved as. */
template <class F> cusparseStatus_t of_size(cudaDataType type, F f) {
  switch (type) {
    case CUDA_R_16F:
    case CUDA_R_16BF: return f((unsigned short*)nullptr);
    case CUDA_R_32F: return f((float*)nullptr);
    case CUDA_R_64F: return f((double*)nullptr);
    case CUDA_C_32F: return f((cx<float>*)nullptr);
    case CUDA_C_64F: return f((cx<double>*)nullptr);
    default: return CUSPARSE_STATUS_NOT_SUPPORTED;
  }
}
template <class T> __CW_HD bool is_zero(T v) {
  if constexpr (sizeof(T) == 2) return (v & 0x7fff) == 0;
  else return v == T(0);
}

inline cusparseStatus_t to_dense(cusparseHandle_t h, const cusparseSpMatDescr& a, const cusparseDnMatDescr& b) {
  if (a.type != b.type || a.rows != b.rows || a.cols != b.cols) return CUSPARSE_STATUS_INVALID_VALUE;
  return of_size(a.type, [&] (auto* none) {
    typedef decltype(none) P;
    compressed rows(h, a);
    place at = placed(b, a.format == CUSPARSE_FORMAT_CSC);
    P to = (P)b.values, from = (P)a.values;
    const int *offsets = rows.offsets, *columns = rows.minor.p;
    int m = rows.rows, n = rows.cols;
    each(on(h), (size_t)m * n, [=] (unsigned i) { to[at(i % m, i / m)] = 0; });
    each(on(h), m, [=] (unsigned r) {
      for (int k = offsets[r]; k < offsets[r + 1]; k++) to[at(r, columns[k])] = from[k];
    });
    return launched();
  });
}

/* How many values each row (column) of a dense matrix has that are not zero, then where each begins. */
template <class T> int64_t count_rows(cusparseHandle_t h, const T* from, place at, int m, int n, int* offsets) {
  each(on(h), m, [=] (unsigned r) {
    int count = 0;
    for (int c = 0; c < n; c++) count += !is_zero(from[at(r, c)]);
    offsets[r + 1] = count;
  });
  each(on(h), 1, [=] (unsigned) {
    offsets[0] = 0;
    for (int r = 0; r < m; r++) offsets[r + 1] += offsets[r];
  });
  int total = 0;
  cudaMemcpyAsync(&total, offsets + m, sizeof total, cudaMemcpyDeviceToHost, h->stream);
  cudaStreamSynchronize(h->stream);
  return total;
}
inline cusparseStatus_t count_dense(cusparseHandle_t h, const cusparseDnMatDescr& a, cusparseSpMatDescr& b) {
  if (a.type != b.type || a.rows != b.rows || a.cols != b.cols) return CUSPARSE_STATUS_INVALID_VALUE;
  return of_size(a.type, [&] (auto* none) {
    bool csc = b.format == CUSPARSE_FORMAT_CSC;
    int m = csc ? a.cols : a.rows, n = csc ? a.rows : a.cols;
    ints offsets(on(h), m + 1);
    b.nnz = count_rows(h, (decltype(none))a.values, placed(a, csc), m, n, offsets.p);
    return launched();
  });
}
inline void put_indices(cusparseHandle_t h, const int* from, void* to, cusparseIndexType_t type, cusparseIndexBase_t base, int n) {
  int first = base;
  if (type == CUSPARSE_INDEX_64I) {
    long long* wide = (long long*)to;
    each(on(h), n, [=] (unsigned i) { wide[i] = from[i] + first; });
  } else {
    int* same = (int*)to;
    each(on(h), n, [=] (unsigned i) { same[i] = from[i] + first; });
  }
}
inline cusparseStatus_t from_dense(cusparseHandle_t h, const cusparseDnMatDescr& a, const cusparseSpMatDescr& b) {
  if (b.major_type == CUSPARSE_INDEX_16U || b.minor_type == CUSPARSE_INDEX_16U) return CUSPARSE_STATUS_NOT_SUPPORTED;
  return of_size(a.type, [&] (auto* none) {
    typedef decltype(none) P;
    bool csc = b.format == CUSPARSE_FORMAT_CSC, coo = b.format == CUSPARSE_FORMAT_COO;
    int m = csc ? a.cols : a.rows, n = csc ? a.rows : a.cols;
    ints offsets(on(h), m + 1), majors(on(h), coo ? b.nnz : 0), minors(on(h), b.nnz);
    P from = (P)a.values, to = (P)b.values;
    place at = placed(a, csc);
    int64_t nnz = count_rows(h, from, at, m, n, offsets.p);
    if (nnz > b.nnz) return CUSPARSE_STATUS_INSUFFICIENT_RESOURCES;
    int *starts = offsets.p, *major = majors.p, *minor = minors.p;
    each(on(h), m, [=] (unsigned r) {
      int k = starts[r];
      for (int c = 0; c < n; c++) {
        if (is_zero(from[at(r, c)])) continue;
        if (coo) major[k] = r;
        minor[k] = c;
        to[k++] = from[at(r, c)];
      }
    });
    put_indices(h, coo ? major : starts, b.major, b.major_type, b.base, coo ? (int)nnz : m + 1);
    put_indices(h, minor, b.minor, b.minor_type, b.base, nnz);
    return launched();
  });
}
inline cusparseStatus_t coo2csr(cusparseHandle_t h, const int* rows, int nnz, int m, int* offsets, int base) {
  each(on(h), m + 1, [=] (unsigned r) { offsets[r] = lower(rows, nnz, r + base) + base; });
  return launched();
}
inline cusparseStatus_t csr2coo(cusparseHandle_t h, const int* offsets, int m, int* rows, int base) {
  each(on(h), m, [=] (unsigned r) {
    for (int k = offsets[r] - base; k < offsets[r + 1] - base; k++) rows[k] = r + base;
  });
  return launched();
}

/* y = alpha x + beta y. */
template <class T> cusparseStatus_t axpby_of(cusparseHandle_t h, const void* alpha, const cusparseSpVecDescr& x, const void* beta, const cusparseDnVecDescr& y) {
  T a = scalar<T>(h, alpha), b = scalar<T>(h, beta);
  indices at(h, x.indices, x.index_type, x.base, x.nnz);
  T* to = (T*)y.values;
  const T* from = (const T*)x.values;
  const int* index = at.p;
  each(on(h), y.size, [=] (unsigned i) { to[i] = b == T(0) ? T(0) : b * to[i]; });
  each(on(h), x.nnz, [=] (unsigned i) { to[index[i]] += a * from[i]; });
  return launched();
}
inline cusparseStatus_t axpby(cusparseHandle_t h, const void* alpha, const cusparseSpVecDescr& x, const void* beta, const cusparseDnVecDescr& y) {
  if (x.type != y.type) return CUSPARSE_STATUS_NOT_SUPPORTED;
  switch (x.type) {
    case CUDA_R_32F: return axpby_of<float>(h, alpha, x, beta, y);
    case CUDA_R_64F: return axpby_of<double>(h, alpha, x, beta, y);
    case CUDA_C_32F: return axpby_of<cx<float>>(h, alpha, x, beta, y);
    case CUDA_C_64F: return axpby_of<cx<double>>(h, alpha, x, beta, y);
    default: return CUSPARSE_STATUS_NOT_SUPPORTED;
  }
}
inline cusparseStatus_t gather(cusparseHandle_t h, const cusparseDnVecDescr& y, const cusparseSpVecDescr& x) {
  if (x.type != y.type) return CUSPARSE_STATUS_NOT_SUPPORTED;
  return of_size(x.type, [&] (auto* none) {
    typedef decltype(none) P;
    indices at(h, x.indices, x.index_type, x.base, x.nnz);
    P from = (P)y.values, to = (P)x.values;
    const int* index = at.p;
    each(on(h), x.nnz, [=] (unsigned i) { to[i] = from[index[i]]; });
    return launched();
  });
}
inline cusparseStatus_t scatter(cusparseHandle_t h, const cusparseSpVecDescr& x, const cusparseDnVecDescr& y) {
  if (x.type != y.type) return CUSPARSE_STATUS_NOT_SUPPORTED;
  return of_size(x.type, [&] (auto* none) {
    typedef decltype(none) P;
    indices at(h, x.indices, x.index_type, x.base, x.nnz);
    P from = (P)x.values, to = (P)y.values;
    const int* index = at.p;
    each(on(h), x.nnz, [=] (unsigned i) { to[index[i]] = from[i]; });
    return launched();
  });
}

}  // namespace __cw_sparse
#endif
