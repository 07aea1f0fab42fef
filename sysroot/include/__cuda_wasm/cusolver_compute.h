/* What cuSOLVER computes with dense matrices, by LAPACK's methods and conventions. Factorizations are chains of small steps: they run on the host, on copies without gaps between columns; what comes
   before on the handle's stream is waited for. Eigenvalues and singular values are computed in double precision. */
#ifndef __CUDA_WASM_CUSOLVER_COMPUTE_H
#define __CUDA_WASM_CUSOLVER_COMPUTE_H
#include <__cuda_wasm/complex_number.h>
#include <cmath>
#include <vector>

namespace __cw_solver {

using namespace __cw_complex;

template <class T> struct wide_ { typedef double type; };
template <class R> struct wide_<cx<R>> { typedef cx<double> type; };
template <class T> using wide = typename wide_<T>::type;

template <class T> double re(T a) {
  if constexpr (is_complex<T>) return a.x;
  else return a;
}
template <class T> double squared(T a) {
  if constexpr (is_complex<T>) return (double)a.x * a.x + (double)a.y * a.y;
  else return (double)a * a;
}
template <class To, class T> To convert(T a) {
  if constexpr (is_complex<T>) return To((real_of<To>)a.x, (real_of<To>)a.y);
  else return (To)a;
}

/* Columns side by side in host memory. */
template <class T> struct matrix {
  int m, n;
  std::vector<T> data;
  matrix(int rows, int columns) : m(rows), n(columns), data((size_t)rows * columns) {}
  T* column(int j) { return data.data() + (size_t)j * m; }
  T& operator()(int i, int j) { return data[(size_t)j * m + i]; }
  static matrix identity(int rows, int columns) {
    matrix result(rows, columns);
    for (int i = 0; i < rows && i < columns; i++) result(i, i) = T(1);
    return result;
  }
};
template <class To, class T> matrix<To> converted(matrix<T>& a) {
  matrix<To> result(a.m, a.n);
  for (size_t i = 0; i < a.data.size(); i++) result.data[i] = convert<To>(a.data[i]);
  return result;
}
template <class T> matrix<T> adjoint(matrix<T>& a) {
  matrix<T> result(a.n, a.m);
  for (int j = 0; j < a.n; j++)
    for (int i = 0; i < a.m; i++) result(j, i) = conjugate(a(i, j));
  return result;
}

/* Between device memory and the host, behind what waits on the stream. */
struct transfers {
  cudaStream_t stream;
  template <class T> matrix<T> load(int m, int n, const T* from, long long ld) const {
    matrix<T> a(m, n);
    if (m > 0 && n > 0) cudaMemcpy2DAsync(a.data.data(), m * sizeof(T), from, ld * sizeof(T), m * sizeof(T), n, cudaMemcpyDefault, stream);
    cudaStreamSynchronize(stream);
    return a;
  }
  template <class T> void store(matrix<T>& a, T* to, long long ld) const {
    if (a.m > 0 && a.n > 0) cudaMemcpy2DAsync(to, ld * sizeof(T), a.data.data(), a.m * sizeof(T), a.m * sizeof(T), a.n, cudaMemcpyDefault, stream);
    cudaStreamSynchronize(stream);
  }
  template <class T> std::vector<T> load(const T* from, size_t n) const {
    std::vector<T> values(n);
    if (n > 0) cudaMemcpyAsync(values.data(), from, n * sizeof(T), cudaMemcpyDefault, stream);
    cudaStreamSynchronize(stream);
    return values;
  }
  template <class T> void store(const std::vector<T>& values, T* to) const {
    if (!values.empty()) cudaMemcpyAsync(to, values.data(), values.size() * sizeof(T), cudaMemcpyDefault, stream);
    cudaStreamSynchronize(stream);
  }
  cusolverStatus_t end(int info, int* to) const {
    if (to) store(std::vector<int>(1, info), to);
    return cudaGetLastError() == cudaSuccess ? CUSOLVER_STATUS_SUCCESS : CUSOLVER_STATUS_EXECUTION_FAILED;
  }
};

// ---- LU

/* P A = L U; pivots count rows from 1, none without them. The first zero on the diagonal, from 1. */
template <class T> int lu(matrix<T>& a, std::vector<int>* pivots) {
  int info = 0;
  for (int k = 0; k < a.m && k < a.n; k++) {
    int p = k;
    if (pivots) {
      for (int i = k + 1; i < a.m; i++)
        if (size(a(i, k)) > size(a(p, k))) p = i;
      pivots->push_back(p + 1);
    }
    if (a(p, k) == T(0)) {
      if (!info) info = k + 1;
      continue;
    }
    if (p != k)
      for (int j = 0; j < a.n; j++) std::swap(a(k, j), a(p, j));
    T* left = a.column(k);
    for (int i = k + 1; i < a.m; i++) left[i] = left[i] / left[k];
    for (int j = k + 1; j < a.n; j++) {
      T* column = a.column(j);
      const T top = column[k];
      for (int i = k + 1; i < a.m; i++) column[i] -= left[i] * top;
    }
  }
  return info;
}

enum form { PLAIN, TRANSPOSED, ADJOINT };
inline form form_of(cublasOperation_t op) { return op == CUBLAS_OP_N ? PLAIN : op == CUBLAS_OP_T ? TRANSPOSED : ADJOINT; }

/* B := A^-1 B, where A is a triangle, or its transpose. */
template <class T> void solve_triangle(matrix<T>& a, bool upper, bool unit, form f, matrix<T>& b) {
  const int n = b.m;
  auto element = [&] (int i, int j) { return f == ADJOINT ? conjugate(a(i, j)) : a(i, j); };
  for (int c = 0; c < b.n; c++) {
    T* x = b.column(c);
    for (int step = 0; step < n; step++) {
      // The last rows first where the triangle, as it is meant, is the upper one.
      const int k = upper == (f == PLAIN) ? n - 1 - step : step;
      if (f == PLAIN) {
        if (!unit) x[k] = x[k] / a(k, k);
        const T value = x[k];
        const T* column = a.column(k);
        for (int i = upper ? 0 : k + 1; i < (upper ? k : n); i++) x[i] -= column[i] * value;
      } else {
        T sum = x[k];
        for (int i = upper ? 0 : k + 1; i < (upper ? k : n); i++) sum -= element(i, k) * x[i];
        x[k] = unit ? sum : sum / element(k, k);
      }
    }
  }
}

template <class T, class P> void exchange(matrix<T>& b, const std::vector<P>& pivots, bool backward) {
  const int n = (int)pivots.size();
  for (int step = 0; step < n; step++) {
    const int k = backward ? n - 1 - step : step, p = (int)pivots[k] - 1;
    if (p != k)
      for (int j = 0; j < b.n; j++) std::swap(b(k, j), b(p, j));
  }
}
template <class T, class P> void lu_solve(matrix<T>& a, const std::vector<P>& pivots, form f, matrix<T>& b) {
  if (f == PLAIN) {
    exchange(b, pivots, false);
    solve_triangle(a, false, true, PLAIN, b);
    solve_triangle(a, true, false, PLAIN, b);
  } else {
    solve_triangle(a, true, false, f, b);
    solve_triangle(a, false, true, f, b);
    exchange(b, pivots, true);
  }
}

// ---- Cholesky

/* A = L L^H in the lower triangle; the order of the first minor that is not positive. */
template <class T> int cholesky_lower(matrix<T>& a) {
  for (int j = 0; j < a.n; j++) {
    T* left = a.column(j);
    const double d = re(left[j]);
    if (!(d > 0)) return j + 1;
    const T root = T((real_of<T>)sqrt(d));
    left[j] = root;
    for (int i = j + 1; i < a.n; i++) left[i] = left[i] / root;
    for (int k = j + 1; k < a.n; k++) {
      T* column = a.column(k);
      const T top = conjugate(left[k]);
      for (int i = k; i < a.n; i++) column[i] -= left[i] * top;
    }
  }
  return 0;
}
template <class T> int cholesky(matrix<T>& a, bool upper) {
  if (!upper) return cholesky_lower(a);
  matrix<T> lower = adjoint(a);
  const int info = cholesky_lower(lower);
  for (int j = 0; j < a.n; j++)
    for (int i = 0; i <= j; i++) a(i, j) = conjugate(lower(j, i));
  return info;
}
template <class T> void cholesky_solve(matrix<T>& a, bool upper, matrix<T>& b) {
  solve_triangle(a, upper, false, upper ? ADJOINT : PLAIN, b);
  solve_triangle(a, upper, false, upper ? PLAIN : ADJOINT, b);
}
/* The triangle of A^-1 in place of the factor's. */
template <class T> void cholesky_inverse(matrix<T>& a, bool upper) {
  matrix<T> inverse = matrix<T>::identity(a.n, a.n);
  cholesky_solve(a, upper, inverse);
  for (int j = 0; j < a.n; j++)
    for (int i = upper ? 0 : j; i < (upper ? j + 1 : a.n); i++) a(i, j) = inverse(i, j);
}

// ---- reflectors

/* H = I - tau v v^H, v = (1, x), of which H^H (alpha, x) = (beta, 0) with a real beta; tau. */
template <class T> T reflector(T& alpha, T* x, int n) {
  double norm = 0;
  for (int i = 0; i < n; i++) norm += squared(x[i]);
  if (norm == 0 && alpha == real_part(alpha)) return T(0);
  typedef real_of<T> R;
  const R beta = (R)-copysign(sqrt(norm + squared(alpha)), re(alpha));
  const T tau = (T(beta) - alpha) / T(beta), scale = T(1) / (alpha - T(beta));
  for (int i = 0; i < n; i++) x[i] = x[i] * scale;
  alpha = T(beta);
  return tau;
}
/* C := H C on rows from k; v's first element, which is 1, is not stored. */
template <class T> void reflect_left(const T* v, T tau, matrix<T>& c, int k, int from = 0) {
  if (tau == T(0)) return;
  for (int j = from; j < c.n; j++) {
    T* column = c.column(j);
    T sum = column[k];
    for (int i = k + 1; i < c.m; i++) sum += conjugate(v[i]) * column[i];
    sum = sum * tau;
    column[k] -= sum;
    for (int i = k + 1; i < c.m; i++) column[i] -= v[i] * sum;
  }
}
template <class T> void reflect_right(const T* v, T tau, matrix<T>& c, int k) {
  if (tau == T(0)) return;
  for (int i = 0; i < c.m; i++) {
    T sum = c(i, k);
    for (int j = k + 1; j < c.n; j++) sum += c(i, j) * v[j];
    sum = sum * tau;
    c(i, k) -= sum;
    for (int j = k + 1; j < c.n; j++) c(i, j) -= sum * conjugate(v[j]);
  }
}
template <class T> std::vector<T> qr(matrix<T>& a) {
  std::vector<T> tau;
  for (int k = 0; k < a.m && k < a.n; k++) {
    T* column = a.column(k);
    tau.push_back(reflector(column[k], column + k + 1, a.m - k - 1));
    reflect_left(column, conjugate(tau[k]), a, k, k + 1);
  }
  return tau;
}
/* C := op(Q) C or C op(Q), Q = H_1 H_2 … */
template <class T> void multiply_q(matrix<T>& a, const std::vector<T>& tau, bool left, form f, matrix<T>& c) {
  const int n = (int)tau.size();
  for (int step = 0; step < n; step++) {
    const int k = left == (f == PLAIN) ? n - 1 - step : step;
    const T t = f == PLAIN ? tau[k] : conjugate(tau[k]);
    if (left) reflect_left(a.column(k), t, c, k);
    else reflect_right(a.column(k), t, c, k);
  }
}

// ---- eigenvalues

/* All of a Hermitian matrix of which one triangle is stored. */
template <class T> matrix<wide<T>> hermitian(matrix<T>& a, bool upper) {
  matrix<wide<T>> full(a.n, a.n);
  for (int j = 0; j < a.n; j++)
    for (int i = j; i < a.n; i++) {
      const wide<T> value = convert<wide<T>>(upper ? conjugate(a(j, i)) : a(i, j));
      full(i, j) = i == j ? real_part(value) : value;
      full(j, i) = conjugate(full(i, j));
    }
  return full;
}

/* Eigenvalues and eigenvectors of a symmetric tridiagonal matrix by implicit QL steps; z's columns are turned along. How many did not converge. */
template <class T> int implicit_ql(std::vector<double>& d, std::vector<double>& e, matrix<T>* z) {
  const int n = (int)d.size();
  for (int l = 0; l < n; l++)
    for (int rounds = 0;; rounds++) {
      int m = l;
      while (m < n - 1 && !(fabs(e[m]) <= 2.22e-16 * (fabs(d[m]) + fabs(d[m + 1])))) m++;
      if (m == l) break;
      if (rounds == 80) return n - l;
      double g = (d[l + 1] - d[l]) / (2 * e[l]), r = hypot(g, 1.0), s = 1, c = 1, p = 0;
      g = d[m] - d[l] + e[l] / (g + copysign(r, g));
      int i = m - 1;
      for (; i >= l; i--) {
        const double f = s * e[i], b = c * e[i];
        e[i + 1] = r = hypot(f, g);
        if (r == 0) {
          d[i + 1] -= p;
          e[m] = 0;
          break;
        }
        s = f / r;
        c = g / r;
        g = d[i + 1] - p;
        r = (d[i] - g) * s + 2 * c * b;
        p = s * r;
        d[i + 1] = g + p;
        g = c * r - b;
        if (!z) continue;
        T *left = z->column(i), *right = z->column(i + 1);
        for (int k = 0; k < z->m; k++) {
          const T u = left[k], v = right[k];
          right[k] = s * u + c * v;
          left[k] = c * u - s * v;
        }
      }
      if (r == 0 && i >= l) continue;
      d[l] -= p;
      e[l] = g;
      e[m] = 0;
    }
  return 0;
}

template <class T> void sort_by(std::vector<double>& values, matrix<T>* vectors, bool ascending, matrix<T>* others = nullptr) {
  const int n = (int)values.size();
  for (int i = 0; i < n; i++) {
    int best = i;
    for (int j = i + 1; j < n; j++)
      if (ascending ? values[j] < values[best] : values[j] > values[best]) best = j;
    if (best == i) continue;
    std::swap(values[i], values[best]);
    for (matrix<T>* one : {vectors, others})
      if (one)
        for (int k = 0; k < one->m; k++) std::swap((*one)(k, i), (*one)(k, best));
  }
}

/* Of a full Hermitian matrix, which becomes its eigenvectors: to tridiagonal form by reflectors, then QL. */
template <class T> int eigen(matrix<T>& a, std::vector<double>& values, bool vectors) {
  const int n = a.n;
  std::vector<double> e(n);
  std::vector<T> taus(n), w(n);
  values.resize(n);
  for (int k = 0; k + 1 < n; k++) {
    T* v = a.column(k);
    const T tau = taus[k] = reflector(v[k + 1], v + k + 2, n - k - 2);
    e[k] = re(v[k + 1]);
    if (tau == T(0)) continue;
    v[k + 1] = T(1);
    for (int i = k + 1; i < n; i++) w[i] = T(0);
    for (int j = k + 1; j < n; j++)
      for (int i = k + 1; i < n; i++) w[i] += a(i, j) * v[j];
    T dot = T(0);
    for (int i = k + 1; i < n; i++) {
      w[i] = tau * w[i];
      dot += conjugate(w[i]) * v[i];
    }
    const T half = T(-0.5) * tau * dot;
    for (int i = k + 1; i < n; i++) w[i] += half * v[i];
    for (int j = k + 1; j < n; j++)
      for (int i = k + 1; i < n; i++) a(i, j) -= v[i] * conjugate(w[j]) + w[i] * conjugate(v[j]);
  }
  for (int i = 0; i < n; i++) values[i] = re(a(i, i));
  matrix<T> q = matrix<T>::identity(vectors ? n : 0, vectors ? n : 0);
  if (vectors)
    for (int k = n - 2; k >= 0; k--) reflect_left(a.column(k), taus[k], q, k + 1, k + 1);
  const int info = implicit_ql(values, e, vectors ? &q : nullptr);
  sort_by(values, vectors ? &q : nullptr, true);
  if (vectors) a = q;
  return info;
}

/* A rotation of two columns by which they become orthogonal, alpha and beta their squares and gamma their product. */
template <class T> struct rotation {
  double c = 1, s = 0;
  T phase = T(1);
  rotation(double alpha, double beta, T gamma) {
    const double size = absolute(gamma);
    // Its inverse would be no number.
    if (size < 1e-290) return;
    const double zeta = (beta - alpha) / (2 * size), t = copysign(1.0, zeta) / (fabs(zeta) + sqrt(1 + zeta * zeta));
    c = 1 / sqrt(1 + t * t);
    s = c * t;
    phase = (1 / size) * gamma;
  }
  void turn(T* p, T* q, int n) const {
    for (int i = 0; i < n; i++) {
      const T u = p[i], v = q[i];
      p[i] = c * u - s * (conjugate(phase) * v);
      q[i] = s * (phase * u) + c * v;
    }
  }
};

template <class T> double frobenius(matrix<T>& a, bool outside) {
  double sum = 0;
  for (int j = 0; j < a.n; j++)
    for (int i = 0; i < a.m; i++)
      if (!outside || i != j) sum += squared(a(i, j));
  return sqrt(sum);
}
/* The same by Jacobi's method. */
template <class T> int jacobi_eigen(matrix<T>& a, std::vector<double>& values, bool vectors, __cw_jacobi& how, double epsilon) {
  const int n = a.n;
  matrix<T> v = matrix<T>::identity(n, n);
  const double norm = frobenius(a, false), tolerance = how.tolerance > 0 ? how.tolerance : epsilon;
  double off = frobenius(a, true);
  for (how.sweeps = 0; off > tolerance * norm && how.sweeps < how.max_sweeps; how.sweeps++, off = frobenius(a, true))
    for (int p = 0; p < n; p++)
      for (int q = p + 1; q < n; q++) {
        if (a(p, q) == T(0)) continue;
        const rotation<T> r(re(a(p, p)), re(a(q, q)), a(p, q));
        r.turn(a.column(p), a.column(q), n);
        for (int j = 0; j < n; j++) {
          const T x = a(p, j), y = a(q, j);
          a(p, j) = r.c * x - r.s * (r.phase * y);
          a(q, j) = r.s * (conjugate(r.phase) * x) + r.c * y;
        }
        if (vectors) r.turn(v.column(p), v.column(q), n);
      }
  how.residual = norm == 0 ? 0 : off / norm;
  values.resize(n);
  for (int i = 0; i < n; i++) values[i] = re(a(i, i));
  // Whether or not it is asked for: they come so from cuSOLVER too.
  sort_by(values, vectors ? &v : nullptr, true);
  if (vectors) a = v;
  return off > tolerance * norm ? n + 1 : 0;
}

// ---- singular values

/* A with at least as many rows as columns becomes U's first columns; V. By turning columns until all are orthogonal (Hestenes). */
template <class T> int singular(matrix<T>& a, std::vector<double>& values, matrix<T>& v, __cw_jacobi& how, double epsilon) {
  const int m = a.m, n = a.n;
  v = matrix<T>::identity(n, n);
  const double tolerance = how.tolerance > 0 ? how.tolerance : epsilon;
  double worst = 1;
  for (how.sweeps = 0; worst > tolerance && how.sweeps < how.max_sweeps; how.sweeps++) {
    worst = 0;
    for (int p = 0; p < n; p++)
      for (int q = p + 1; q < n; q++) {
        const T *x = a.column(p), *y = a.column(q);
        double alpha = 0, beta = 0;
        T gamma = T(0);
        for (int i = 0; i < m; i++) {
          alpha += squared(x[i]);
          beta += squared(y[i]);
          gamma += conjugate(x[i]) * y[i];
        }
        if (alpha == 0 || beta == 0 || gamma == T(0)) continue;
        const double angle = absolute(gamma) / sqrt(alpha) / sqrt(beta);
        if (angle > worst) worst = angle;
        if (angle <= tolerance) continue;
        const rotation<T> r(alpha, beta, gamma);
        r.turn(a.column(p), a.column(q), m);
        r.turn(v.column(p), v.column(q), n);
      }
  }
  how.residual = worst;
  values.assign(n, 0);
  for (int j = 0; j < n; j++) {
    double sum = 0;
    for (int i = 0; i < m; i++) sum += squared(a(i, j));
    values[j] = sqrt(sum);
  }
  sort_by(values, &a, false, &v);
  for (int j = 0; j < n; j++)
    for (int i = 0; i < m && values[j] > 0; i++) a(i, j) = (1 / values[j]) * a(i, j);
  return worst > tolerance ? n + 1 : 0;
}
/* Orthonormal columns: the first `given` ones of A, of which some may be zero, and as many more as asked for. */
template <class T> matrix<T> complete(matrix<T>& a, int given, int columns) {
  matrix<T> u(a.m, columns);
  int next = 0;
  for (int j = 0; j < columns; j++) {
    T* to = u.column(j);
    bool there = false;
    if (j < given)
      for (int i = 0; i < a.m; i++) there = (to[i] = a(i, j)) != T(0) || there;
    while (!there && next < a.m) {
      for (int i = 0; i < a.m; i++) to[i] = T(i == next);
      next++;
      for (int round = 0; round < 2; round++)
        for (int k = 0; k < columns; k++) {
          // Later columns are zero yet, or given.
          const T* other = k < j ? u.column(k) : k > j && k < given ? a.column(k) : nullptr;
          if (!other) continue;
          T dot = T(0);
          for (int i = 0; i < a.m; i++) dot += conjugate(other[i]) * to[i];
          for (int i = 0; i < a.m; i++) to[i] -= dot * other[i];
        }
      double sum = 0;
      for (int i = 0; i < a.m; i++) sum += squared(to[i]);
      if (sum < 1e-4 / a.m) continue;
      for (int i = 0; i < a.m; i++) to[i] = (1 / sqrt(sum)) * to[i];
      there = true;
    }
  }
  return u;
}

}  // namespace __cw_solver
#endif
