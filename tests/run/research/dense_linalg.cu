// run: tolerance=1e-3
// Dense linear algebra: blocked LU with partial pivoting, Cholesky, QR by Householder, triangular solves, tiled products, in float and double, against the CPU.
#include <cuda_runtime.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SAFE(x)                                                                      \
  do {                                                                               \
    cudaError_t safe_ = (x);                                                         \
    if (safe_ != cudaSuccess) {                                                      \
      printf("%s failed at line %d: %s\n", #x, __LINE__, cudaGetErrorString(safe_)); \
      exit(1);                                                                       \
    }                                                                                \
  } while (0)

#define NB 16         /* width of a panel and of a tile */
#define WORKERS 128   /* threads of the one-block kernels */

/* Column-major, as the textbooks have it: element (i, j) at data[i + j * ld]. */
template <typename T>
struct Matrix {
  int rows, columns, ld;
  T *data;

  __host__ __device__ T &operator()(int i, int j) const { return data[i + (size_t)j * ld]; }

  __host__ __device__ Matrix part(int i, int j, int r, int c) const {
    Matrix m = {r, c, ld, data + i + (size_t)j * ld};
    return m;
  }
};

struct largest_t {
  double size;
  int row;
};

__device__ int bad_pivots;

/* ---- reductions over a block of WORKERS threads; every thread gets the result ---- */

template <typename T>
__device__ T block_sum(T value) {
  __shared__ T part[WORKERS / 32];
  for (int d = 16; d; d >>= 1)
    value += __shfl_xor_sync(0xffffffffu, value, d);
  __syncthreads();
  if (threadIdx.x % 32 == 0) part[threadIdx.x / 32] = value;
  __syncthreads();
  T sum = 0;
  for (int w = 0; w < WORKERS / 32; w++)
    sum += part[w];
  return sum;
}

__device__ static largest_t block_largest(largest_t mine) {
  __shared__ largest_t best[WORKERS];
  __syncthreads();
  best[threadIdx.x] = mine;
  __syncthreads();
  for (int half = WORKERS / 2; half > 0; half /= 2) {
    if (threadIdx.x < half) {
      largest_t a = best[threadIdx.x], b = best[threadIdx.x + half];
      if (b.size > a.size || (b.size == a.size && b.row < a.row)) best[threadIdx.x] = b;
    }
    __syncthreads();
  }
  return best[0];
}

/* ---- LU ---- */

/* Factors columns [k, k + width) below row k; pivots[] gets the row exchanged with each. */
template <typename T>
__global__ void lu_panel(Matrix<T> a, int k, int width, int *pivots) {
  for (int j = k; j < k + width; j++) {
    largest_t mine = {-1, a.rows};
    for (int i = j + threadIdx.x; i < a.rows; i += WORKERS)
      if (fabs((double)a(i, j)) > mine.size) mine.size = fabs((double)a(i, j)), mine.row = i;
    int p = block_largest(mine).row;
    if (threadIdx.x == 0) pivots[j] = p;
    if (threadIdx.x < width && p != j) {
      T keep = a(j, k + threadIdx.x);
      a(j, k + threadIdx.x) = a(p, k + threadIdx.x);
      a(p, k + threadIdx.x) = keep;
    }
    __syncthreads();
    T pivot = a(j, j);
    if (pivot == 0) {
      if (threadIdx.x == 0) atomicAdd(&bad_pivots, 1);
      continue;
    }
    for (int i = j + 1 + threadIdx.x; i < a.rows; i += WORKERS) {
      T factor = a(i, j) / pivot;
      a(i, j) = factor;
      for (int c = j + 1; c < k + width; c++)
        a(i, c) -= factor * a(j, c);
    }
    __syncthreads();
  }
}

/* Exchanges rows outside of the panel; a thread a column. */
template <typename T>
__global__ void swap_rows(Matrix<T> a, int k, int width, const int *pivots) {
  int c = blockIdx.x * blockDim.x + threadIdx.x;
  if (c >= a.columns || (c >= k && c < k + width)) return;
  for (int j = k; j < k + width; j++) {
    T keep = a(j, c);
    a(j, c) = a(pivots[j], c);
    a(pivots[j], c) = keep;
  }
}

enum triangle { LOWER_UNIT, LOWER, LOWER_TRANSPOSED, UPPER };

/* Solves T X = B in place, a thread a column of B. */
template <typename T>
__global__ void solve_triangle(Matrix<T> t, Matrix<T> b, triangle kind) {
  int c = blockIdx.x * blockDim.x + threadIdx.x, n = t.rows;
  if (c >= b.columns) return;
  bool forwards = kind == LOWER || kind == LOWER_UNIT;
  for (int step = 0; step < n; step++) {
    int i = forwards ? step : n - 1 - step;
    T sum = b(i, c);
    for (int j = forwards ? 0 : i + 1; j < (forwards ? i : n); j++)
      sum -= (kind == LOWER_TRANSPOSED ? t(j, i) : t(i, j)) * b(j, c);
    b(i, c) = kind == LOWER_UNIT ? sum : sum / t(i, i);
  }
}

/* C -= A B or C -= A B^T, by tiles. */
template <typename T, bool Transposed>
__global__ void subtract_product(Matrix<T> c, Matrix<T> a, Matrix<T> b) {
  __shared__ T left[NB][NB + 1], right[NB][NB + 1];
  int tx = threadIdx.x, ty = threadIdx.y, i = blockIdx.x * NB + tx, j = blockIdx.y * NB + ty;
  T sum = 0;
  for (int k = 0; k < a.columns; k += NB) {
    left[ty][tx] = i < a.rows && k + ty < a.columns ? a(i, k + ty) : T(0);
    bool there = j < c.columns && k + tx < a.columns;
    right[ty][tx] = there ? (Transposed ? b(j, k + tx) : b(k + tx, j)) : T(0);
    __syncthreads();
#pragma unroll
    for (int l = 0; l < NB; l++)
      sum += left[l][tx] * right[ty][l];
    __syncthreads();
  }
  if (i < c.rows && j < c.columns) c(i, j) -= sum;
}

static dim3 tiles(int rows, int columns) {
  return dim3((rows + NB - 1) / NB, (columns + NB - 1) / NB);
}

template <typename T>
static void factor_lu(Matrix<T> a, int *pivots) {
  int n = a.rows;
  for (int k = 0; k < n; k += NB) {
    int width = n - k < NB ? n - k : NB, rest = n - k - width;
    lu_panel<<<1, WORKERS>>>(a, k, width, pivots);
    swap_rows<<<(n + 63) / 64, 64>>>(a, k, width, pivots);
    if (rest == 0) break;
    Matrix<T> corner = a.part(k, k, width, width), right = a.part(k, k + width, width, rest);
    solve_triangle<<<(rest + 63) / 64, 64>>>(corner, right, LOWER_UNIT);
    subtract_product<T, false><<<tiles(rest, rest), dim3(NB, NB)>>>(
        a.part(k + width, k + width, rest, rest), a.part(k + width, k, rest, width), right);
  }
  SAFE(cudaGetLastError());
}

template <typename T>
__global__ void permute_rows(Matrix<T> b, const int *pivots, int n) {
  int c = blockIdx.x * blockDim.x + threadIdx.x;
  if (c >= b.columns) return;
  for (int j = 0; j < n; j++) {
    T keep = b(j, c);
    b(j, c) = b(pivots[j], c);
    b(pivots[j], c) = keep;
  }
}

/* ---- Cholesky: only the lower triangle is read and written ---- */

__global__ void cholesky_corner(Matrix<double> a) {
  __shared__ double tile[NB][NB];
  int i = threadIdx.x, j = threadIdx.y, n = a.rows;
  if (i < n && j < n) tile[i][j] = i >= j ? a(i, j) : 0;
  __syncthreads();
  for (int k = 0; k < n; k++) {
    if (i == k && j == k) tile[k][k] = sqrt(tile[k][k]);
    __syncthreads();
    if (j == k && i > k && i < n) tile[i][k] /= tile[k][k];
    __syncthreads();
    if (j > k && i >= j && i < n) tile[i][j] -= tile[i][k] * tile[j][k];
    __syncthreads();
  }
  if (i < n && j <= i) a(i, j) = tile[i][j];
}

/* X L^T = B for a panel below the corner; a thread a row. */
__global__ void cholesky_panel(Matrix<double> corner, Matrix<double> panel) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= panel.rows) return;
  for (int j = 0; j < corner.rows; j++) {
    double sum = panel(i, j);
    for (int k = 0; k < j; k++)
      sum -= panel(i, k) * corner(j, k);
    panel(i, j) = sum / corner(j, j);
  }
}

static void factor_cholesky(Matrix<double> a) {
  for (int k = 0; k < a.rows; k += NB) {
    int width = a.rows - k < NB ? a.rows - k : NB, rest = a.rows - k - width;
    Matrix<double> corner = a.part(k, k, width, width);
    cholesky_corner<<<1, dim3(NB, NB)>>>(corner);
    if (rest == 0) break;
    Matrix<double> panel = a.part(k + width, k, rest, width);
    cholesky_panel<<<(rest + 63) / 64, 64>>>(corner, panel);
    subtract_product<double, true><<<tiles(rest, rest), dim3(NB, NB)>>>(
        a.part(k + width, k + width, rest, rest), panel, panel);
  }
  SAFE(cudaGetLastError());
}

/* ---- QR: reflector k in column k below the diagonal, scaled to a leading 1 ---- */

__global__ void make_reflector(Matrix<double> a, int k, double *tau) {
  double squares = 0;
  for (int i = k + 1 + threadIdx.x; i < a.rows; i += WORKERS)
    squares += a(i, k) * a(i, k);
  squares = block_sum(squares);
  double head = a(k, k), norm = sqrt(head * head + squares), beta = head > 0 ? -norm : norm;
  __syncthreads();
  if (squares == 0) {
    if (threadIdx.x == 0) tau[k] = 0;
    return;
  }
  for (int i = k + 1 + threadIdx.x; i < a.rows; i += WORKERS)
    a(i, k) /= head - beta;
  if (threadIdx.x == 0) {
    tau[k] = (beta - head) / beta;
    a(k, k) = beta;
  }
}

/* Reflects the columns of b; a block a column. */
__global__ void reflect(Matrix<double> a, int k, const double *tau, Matrix<double> b) {
  int c = blockIdx.x;
  double dot = threadIdx.x == 0 ? b(k, c) : 0;
  for (int i = k + 1 + threadIdx.x; i < a.rows; i += WORKERS)
    dot += a(i, k) * b(i, c);
  dot = tau[k] * block_sum(dot);
  if (threadIdx.x == 0) b(k, c) -= dot;
  for (int i = k + 1 + threadIdx.x; i < a.rows; i += WORKERS)
    b(i, c) -= dot * a(i, k);
}

static void factor_qr(Matrix<double> a, double *tau) {
  for (int k = 0; k < a.columns; k++) {
    make_reflector<<<1, WORKERS>>>(a, k, tau);
    int rest = a.columns - k - 1;
    if (rest > 0)
      reflect<<<rest, WORKERS>>>(a, k, tau, a.part(0, k + 1, a.rows, rest));
  }
  SAFE(cudaGetLastError());
}

/* ---- host side ---- */

template <typename T>
static Matrix<T> host_matrix(int rows, int columns) {
  Matrix<T> m = {rows, columns, rows, (T *)calloc((size_t)rows * columns, sizeof(T))};
  return m;
}

template <typename T>
static Matrix<T> upload(Matrix<T> host) {
  Matrix<T> m = host;
  size_t pitch, width = host.rows * sizeof(T);
  SAFE(cudaMallocPitch(&m.data, &pitch, width, host.columns));
  m.ld = (int)(pitch / sizeof(T));
  SAFE(cudaMemcpy2D(m.data, pitch, host.data, host.ld * sizeof(T), width, host.columns,
                    cudaMemcpyHostToDevice));
  return m;
}

template <typename T>
static void download(Matrix<T> host, Matrix<T> device) {
  size_t width = host.rows * sizeof(T);
  SAFE(cudaMemcpy2D(host.data, host.ld * sizeof(T), device.data, device.ld * sizeof(T), width,
                    host.columns, cudaMemcpyDeviceToHost));
}

static unsigned long long random_state = 88172645463325252ull;
static double random_number(void) {
  random_state = random_state * 2862933555777941757ull + 3037000493ull;
  return (double)(random_state >> 11) / (1ull << 53) * 2 - 1;
}

template <typename T>
static void fill_random(Matrix<T> m) {
  for (int j = 0; j < m.columns; j++)
    for (int i = 0; i < m.rows; i++)
      m(i, j) = (T)random_number();
}

template <typename T>
static Matrix<T> product(Matrix<T> a, Matrix<T> b) {
  Matrix<T> c = host_matrix<T>(a.rows, b.columns);
  for (int j = 0; j < b.columns; j++)
    for (int k = 0; k < a.columns; k++)
      for (int i = 0; i < a.rows; i++)
        c(i, j) += a(i, k) * b(k, j);
  return c;
}

template <typename T>
static double distance(Matrix<T> a, Matrix<T> b) {
  double worst = 0;
  for (int j = 0; j < a.columns; j++)
    for (int i = 0; i < a.rows; i++)
      worst = fmax(worst, fabs((double)a(i, j) - (double)b(i, j)));
  return worst;
}

static void host_lu(Matrix<double> a, int *pivots) {
  for (int k = 0; k < a.rows; k++) {
    int p = k;
    for (int i = k + 1; i < a.rows; i++)
      if (fabs(a(i, k)) > fabs(a(p, k))) p = i;
    pivots[k] = p;
    for (int j = 0; j < a.columns; j++) {
      double keep = a(k, j);
      a(k, j) = a(p, j);
      a(p, j) = keep;
    }
    for (int i = k + 1; i < a.rows; i++) {
      a(i, k) /= a(k, k);
      for (int j = k + 1; j < a.columns; j++)
        a(i, j) -= a(i, k) * a(k, j);
    }
  }
}

static void host_cholesky(Matrix<double> a) {
  for (int j = 0; j < a.rows; j++)
    for (int i = j; i < a.rows; i++) {
      double sum = a(i, j);
      for (int k = 0; k < j; k++)
        sum -= a(i, k) * a(j, k);
      a(i, j) = i == j ? sqrt(sum) : sum / a(j, j);
    }
}

/* |R| by Gram-Schmidt, done twice for accuracy: the diagonal only. */
static void host_r_diagonal(Matrix<double> a, double *diagonal) {
  for (int j = 0; j < a.columns; j++) {
    for (int pass = 0; pass < 2; pass++)
      for (int k = 0; k < j; k++) {
        double dot = 0;
        for (int i = 0; i < a.rows; i++)
          dot += a(i, k) * a(i, j);
        for (int i = 0; i < a.rows; i++)
          a(i, j) -= dot * a(i, k);
      }
    double norm = 0;
    for (int i = 0; i < a.rows; i++)
      norm += a(i, j) * a(i, j);
    diagonal[j] = sqrt(norm);
    for (int i = 0; i < a.rows; i++)
      a(i, j) /= diagonal[j];
  }
}

static int failures;
static void verdict(const char *what, bool good) {
  printf("  %-26s %s\n", what, good ? "PASS" : "FAIL");
  failures += !good;
}

/* Solves A X = B for a known X in precision T; the error is measured in units of `unit`. */
template <typename T>
static void try_lu(const char *name, int n, int sides, double unit) {
  Matrix<T> a = host_matrix<T>(n, n), x = host_matrix<T>(n, sides);
  Matrix<T> got = host_matrix<T>(n, sides), lu = host_matrix<T>(n, n);
  Matrix<double> reference = host_matrix<double>(n, n);
  int *pivots, *p = (int *)malloc(2 * n * sizeof(int)), *p2 = p + n, swaps = 0;
  fill_random(a);
  fill_random(x);
  Matrix<T> b = product(a, x), da = upload(a), db = upload(b);
  SAFE(cudaMalloc(&pivots, n * sizeof(int)));
  factor_lu(da, pivots);
  permute_rows<<<1, 32>>>(db, pivots, n);
  solve_triangle<<<1, 32>>>(da, db, LOWER_UNIT);
  solve_triangle<<<1, 32>>>(da, db, UPPER);
  download(lu, da);
  download(got, db);
  SAFE(cudaMemcpy(p, pivots, n * sizeof(int), cudaMemcpyDeviceToHost));
  for (int j = 0; j < n; j++)
    for (int i = 0; i < n; i++)
      reference(i, j) = a(i, j);
  host_lu(reference, p2);
  double magnitude = 0, magnitude2 = 0, off = distance(got, x);
  for (int k = 0; k < n; k++) {
    swaps += p[k] != k;
    magnitude += log10(fabs((double)lu(k, k)));
    magnitude2 += log10(fabs(reference(k, k)));
  }
  printf("LU in %s, %d x %d: %d exchanges, log |det| %.2f\n", name, n, n, swaps, magnitude);
  verdict("pivots", memcmp(p, p2, n * sizeof(int)) == 0);
  verdict("determinant", fabs(magnitude - magnitude2) < 1e3 * unit);
  verdict("solutions", off < 1e4 * unit);
  void *host[] = {a.data, x.data, got.data, lu.data, reference.data, b.data, p};
  for (void *h : host)
    free(h);
  SAFE(cudaFree(da.data));
  SAFE(cudaFree(db.data));
  SAFE(cudaFree(pivots));
}

static void try_cholesky(int n) {
  Matrix<double> g = host_matrix<double>(n, n), a = host_matrix<double>(n, n);
  Matrix<double> l = host_matrix<double>(n, n), x = host_matrix<double>(n, 3);
  Matrix<double> got = host_matrix<double>(n, 3);
  fill_random(g);
  fill_random(x);
  for (int j = 0; j < n; j++)
    for (int i = 0; i < n; i++) {
      a(i, j) = i == j ? 2 : 0;
      for (int k = 0; k < n; k++)
        a(i, j) += g(i, k) * g(j, k) / n;
    }
  Matrix<double> b = product(a, x), da = upload(a), db = upload(b);
  factor_cholesky(da);
  solve_triangle<<<1, 32>>>(da, db, LOWER);
  solve_triangle<<<1, 32>>>(da, db, LOWER_TRANSPOSED);
  download(l, da);
  download(got, db);
  host_cholesky(a);
  double off = 0;
  for (int j = 0; j < n; j++)
    for (int i = j; i < n; i++)
      off = fmax(off, fabs(l(i, j) - a(i, j)));
  printf("Cholesky, %d x %d: corner %.4f, last %.4f\n", n, n, l(0, 0), l(n - 1, n - 1));
  verdict("factor", off < 1e-12);
  verdict("solutions", distance(got, x) < 1e-11);

  FILE *f = fopen("dense_linalg.csv", "w");
  for (int i = 0; f && i < n; i++)
    for (int j = 0; j <= i; j++)
      fprintf(f, "%.17g%c", l(i, j), j < i ? ',' : '\n');
  if (f) fclose(f);
  f = fopen("dense_linalg.csv", "r");
  bool good = f != NULL;
  for (int i = 0; good && i < n; i++)
    for (int j = 0; good && j <= i; j++) {
      double value;
      char after;
      good = fscanf(f, "%lf%c", &value, &after) == 2 && value == l(i, j) &&
             after == (j < i ? ',' : '\n');
    }
  if (f) fclose(f);
  remove("dense_linalg.csv");
  verdict("file", good);
  void *host[] = {g.data, a.data, l.data, x.data, got.data, b.data};
  for (void *h : host)
    free(h);
  SAFE(cudaFree(da.data));
  SAFE(cudaFree(db.data));
}

/* Least squares of a tall matrix, and Q from its reflectors. */
static void try_qr(int rows, int columns) {
  Matrix<double> a = host_matrix<double>(rows, columns), r = host_matrix<double>(rows, columns);
  Matrix<double> x = host_matrix<double>(columns, 2), q = host_matrix<double>(rows, rows);
  fill_random(a);
  fill_random(x);
  Matrix<double> b = product(a, x), da = upload(a), db = upload(b);
  for (int i = 0; i < rows; i++)
    q(i, i) = 1;
  Matrix<double> dq = upload(q), got = host_matrix<double>(rows, 2);
  double *tau, *diagonal = (double *)malloc(columns * sizeof(double));
  SAFE(cudaMalloc(&tau, columns * sizeof(double)));
  factor_qr(da, tau);
  for (int k = 0; k < columns; k++)
    reflect<<<db.columns, WORKERS>>>(da, k, tau, db);
  solve_triangle<<<1, 32>>>(da.part(0, 0, columns, columns), db, UPPER);
  for (int k = columns - 1; k >= 0; k--)
    reflect<<<rows, WORKERS>>>(da, k, tau, dq);
  download(r, da);
  download(got, db);
  download(q, dq);

  printf("QR, %d x %d: r00 %.4f, r11 %.4f\n", rows, columns, r(0, 0), r(1, 1));
  for (int j = 0; j < columns; j++)
    for (int i = j + 1; i < rows; i++)
      r(i, j) = 0;
  Matrix<double> again = product(q, r);
  verdict("Q R = A", distance(again, a) < 1e-12);
  double skew = 0;
  for (int j = 0; j < rows; j++)
    for (int k = 0; k <= j; k++) {
      double dot = j == k ? -1 : 0;
      for (int i = 0; i < rows; i++)
        dot += q(i, j) * q(i, k);
      skew = fmax(skew, fabs(dot));
    }
  verdict("Q orthogonal", skew < 1e-13);
  verdict("least squares", distance(x, got) < 1e-10);
  host_r_diagonal(a, diagonal);
  double off = 0;
  for (int k = 0; k < columns; k++)
    off = fmax(off, fabs(fabs(r(k, k)) - diagonal[k]));
  verdict("diagonal of R", off < 1e-11);
  void *host[] = {a.data, r.data, x.data, q.data, b.data, got.data, again.data, diagonal};
  for (void *h : host)
    free(h);
  void *device[] = {da.data, db.data, dq.data, tau};
  for (void *d : device)
    SAFE(cudaFree(d));
}

int main(int argc, char **argv) {
  int n = 90;
  if (argc == 3 && strcmp(argv[1], "-n") == 0) n = atoi(argv[2]);
  try_lu<double>("double", n, 5, 1e-14);
  try_lu<float>("float", n / 2 + 3, 2, 1e-6);
  try_cholesky(n - 13);
  try_qr(n - 20, n / 2);
  int bad;
  SAFE(cudaMemcpyFromSymbol(&bad, bad_pivots, sizeof bad));
  printf("zero pivots: %d\n%s\n", bad, failures || bad ? "FAIL" : "PASS");
  return failures || bad;
}
