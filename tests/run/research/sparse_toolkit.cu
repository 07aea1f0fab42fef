// run: tolerance=1e-3
// Sparse matrices: coordinates to compressed rows with duplicates summed, products in four forms, BiCGSTAB with a diagonal preconditioner, a text file and back.
#include <cuda_runtime.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GPU(call) gpu_check((call), #call, __LINE__)
static inline void gpu_check(cudaError_t e, const char *text, int line) {
  if (e == cudaSuccess) return;
  fprintf(stderr, "line %d: %s failed: %s (%s)\n", line, text, cudaGetErrorName(e),
          cudaGetErrorString(e));
  exit(EXIT_FAILURE);
}

#define THREADS 128
#define BLOCKS(n) (((n) + THREADS - 1) / THREADS)
#define FULL_MASK 0xffffffffu

struct Coo {
  int rows, entries;
  int *row, *column;
  double *value;
};

struct Csr {
  int rows, entries;
  int *start, *column;
  double *value;
};

/* Column-major slabs of `width` entries a row; column -1 marks padding. */
struct Ell {
  int rows, width;
  int *column;
  double *value;
};

template <typename T>
static T *device_array(size_t count, const T *from = NULL) {
  T *p = NULL;
  GPU(cudaMalloc((void **)&p, count * sizeof(T)));
  if (from) GPU(cudaMemcpy(p, from, count * sizeof(T), cudaMemcpyHostToDevice));
  else GPU(cudaMemset(p, 0, count * sizeof(T)));
  return p;
}

template <typename T>
static T *host_copy(const T *device, size_t count) {
  T *p = (T *)malloc(count * sizeof(T));
  GPU(cudaMemcpy(p, device, count * sizeof(T), cudaMemcpyDeviceToHost));
  return p;
}

/* ---- coordinates to compressed rows ---- */

__global__ void count_rows(Coo m, int *count) {
  int e = blockIdx.x * blockDim.x + threadIdx.x;
  if (e < m.entries) atomicAdd(&count[m.row[e]], 1);
}

/* Exclusive prefix sums by one block, carried from stretch to stretch; out[n] is the total. */
__global__ void exclusive_scan(const int *in, int *out, int n) {
  __shared__ int buffer[2][THREADS];
  __shared__ int carry;
  int t = threadIdx.x;
  if (t == 0) carry = 0;
  __syncthreads();
  for (int base = 0; base < n; base += THREADS) {
    int own = base + t < n ? in[base + t] : 0, side = 0;
    buffer[0][t] = own;
    __syncthreads();
    for (int d = 1; d < THREADS; d *= 2) {
      buffer[1 - side][t] = buffer[side][t] + (t >= d ? buffer[side][t - d] : 0);
      side = 1 - side;
      __syncthreads();
    }
    int inclusive = buffer[side][t], before = carry;
    if (base + t < n) out[base + t] = before + inclusive - own;
    __syncthreads();
    if (t == THREADS - 1) carry = before + inclusive;
    __syncthreads();
  }
  if (t == 0) out[n] = carry;
}

/* The entries of a row arrive in any order. */
__global__ void scatter(Coo m, const int *start, int *filled, int *column, double *value) {
  int e = blockIdx.x * blockDim.x + threadIdx.x;
  if (e >= m.entries) return;
  int r = m.row[e], slot = start[r] + atomicAdd(&filled[r], 1);
  column[slot] = m.column[e];
  value[slot] = m.value[e];
}

/* Sorts a row by column, then value, so that sums of duplicates do not depend on the order. */
__global__ void sort_rows(int rows, const int *start, int *column, double *value, int *kept) {
  int r = blockIdx.x * blockDim.x + threadIdx.x;
  if (r >= rows) return;
  int from = start[r], to = start[r + 1], distinct = 0;
  for (int i = from + 1; i < to; i++) {
    int c = column[i], j = i - 1;
    double v = value[i];
    for (; j >= from && (column[j] > c || (column[j] == c && value[j] > v)); j--) {
      column[j + 1] = column[j];
      value[j + 1] = value[j];
    }
    column[j + 1] = c;
    value[j + 1] = v;
  }
  for (int i = from; i < to; i++)
    distinct += i == from || column[i] != column[i - 1];
  kept[r] = distinct;
}

__global__ void merge_rows(const int *old_start, const int *column, const double *value, Csr to) {
  int r = blockIdx.x * blockDim.x + threadIdx.x;
  if (r >= to.rows) return;
  int at = to.start[r] - 1;
  for (int i = old_start[r]; i < old_start[r + 1]; i++) {
    if (i == old_start[r] || column[i] != column[i - 1]) {
      to.column[++at] = column[i];
      to.value[at] = value[i];
    } else {
      to.value[at] += value[i];
    }
  }
}

static Csr compress(Coo host) {
  Coo m = host;
  m.row = device_array(m.entries, host.row);
  m.column = device_array(m.entries, host.column);
  m.value = device_array(m.entries, host.value);
  int *count = device_array<int>(m.rows), *start = device_array<int>(m.rows + 1);
  int *column = device_array<int>(m.entries), *kept = device_array<int>(m.rows);
  double *value = device_array<double>(m.entries);
  count_rows<<<BLOCKS(m.entries), THREADS>>>(m, count);
  exclusive_scan<<<1, THREADS>>>(count, start, m.rows);
  GPU(cudaMemset(count, 0, m.rows * sizeof(int)));
  scatter<<<BLOCKS(m.entries), THREADS>>>(m, start, count, column, value);
  sort_rows<<<BLOCKS(m.rows), THREADS>>>(m.rows, start, column, value, kept);
  Csr c = {m.rows, 0, device_array<int>(m.rows + 1), NULL, NULL};
  exclusive_scan<<<1, THREADS>>>(kept, c.start, m.rows);
  GPU(cudaMemcpy(&c.entries, c.start + m.rows, sizeof(int), cudaMemcpyDeviceToHost));
  c.column = device_array<int>(c.entries);
  c.value = device_array<double>(c.entries);
  merge_rows<<<BLOCKS(m.rows), THREADS>>>(start, column, value, c);
  GPU(cudaDeviceSynchronize());
  void *temporary[] = {m.row, m.column, m.value, count, start, column, kept, value};
  for (void *p : temporary)
    GPU(cudaFree(p));
  return c;
}

/* ---- y = A x ---- */

__global__ void spmv_row_thread(Csr a, const double *x, double *y) {
  int r = blockIdx.x * blockDim.x + threadIdx.x;
  if (r >= a.rows) return;
  double sum = 0;
  for (int e = a.start[r]; e < a.start[r + 1]; e++)
    sum += a.value[e] * x[a.column[e]];
  y[r] = sum;
}

__device__ static double warp_sum(double v) {
  for (int d = 16; d > 0; d >>= 1)
    v += __shfl_xor_sync(FULL_MASK, v, d);
  return v;
}

__global__ void spmv_row_warp(Csr a, const double *x, double *y) {
  int r = (blockIdx.x * blockDim.x + threadIdx.x) / 32, lane = threadIdx.x % 32;
  if (r >= a.rows) return;
  double sum = 0;
  for (int e = a.start[r] + lane; e < a.start[r + 1]; e += 32)
    sum += a.value[e] * x[a.column[e]];
  sum = warp_sum(sum);
  if (lane == 0) y[r] = sum;
}

/* A thread an entry, in whatever order they come: y must be zero before. */
__global__ void spmv_entries(Coo a, const double *x, double *y) {
  for (int e = blockIdx.x * blockDim.x + threadIdx.x; e < a.entries; e += gridDim.x * blockDim.x)
    atomicAdd(&y[a.row[e]], a.value[e] * x[a.column[e]]);
}

__global__ void spmv_ell(Ell a, const double *__restrict__ x, double *__restrict__ y) {
  int r = blockIdx.x * blockDim.x + threadIdx.x;
  if (r >= a.rows) return;
  double sum = 0;
  for (int k = 0; k < a.width; k++) {
    int c = a.column[k * a.rows + r];
    if (c >= 0) sum += a.value[k * a.rows + r] * x[c];
  }
  y[r] = sum;
}

__global__ void widest_row(Csr a, int *width) {
  __shared__ int widest;
  if (threadIdx.x == 0) widest = 0;
  __syncthreads();
  int r = blockIdx.x * blockDim.x + threadIdx.x;
  if (r < a.rows) atomicMax(&widest, a.start[r + 1] - a.start[r]);
  __syncthreads();
  if (threadIdx.x == 0) atomicMax(width, widest);
}

__global__ void to_ell(Csr a, Ell e) {
  int r = blockIdx.x * blockDim.x + threadIdx.x;
  if (r >= a.rows) return;
  int length = a.start[r + 1] - a.start[r];
  for (int k = 0; k < e.width; k++) {
    e.column[k * a.rows + r] = k < length ? a.column[a.start[r] + k] : -1;
    e.value[k * a.rows + r] = k < length ? a.value[a.start[r] + k] : 0;
  }
}

/* A checksum of the structure that does not depend on the order of threads. */
__global__ void fingerprint(Csr a, unsigned long long *sum) {
  int r = blockIdx.x * blockDim.x + threadIdx.x;
  if (r >= a.rows) return;
  unsigned long long h = 0;
  for (int e = a.start[r]; e < a.start[r + 1]; e++)
    h = (h ^ (unsigned)a.column[e]) * 0x9e3779b97f4a7c15ull + (unsigned)r;
  atomicAdd(sum, h);
  atomicXor(sum + 1, h);
}

/* ---- BiCGSTAB ---- */

__device__ double scalar[4];
enum { RHO, ALPHA_DOT, TS, TT };

__global__ void dot_kernel(const double *a, const double *b, int n, int where) {
  __shared__ double part[THREADS / 32];
  double sum = 0;
  for (int i = threadIdx.x; i < n; i += blockDim.x)
    sum += a[i] * b[i];
  sum = warp_sum(sum);
  if (threadIdx.x % 32 == 0) part[threadIdx.x / 32] = sum;
  __syncthreads();
  if (threadIdx.x < 32) {
    sum = warp_sum(threadIdx.x < THREADS / 32 ? part[threadIdx.x] : 0.0);
    if (threadIdx.x == 0) scalar[where] = sum;
  }
}

static double dot(const double *a, const double *b, int n, int where) {
  double result;
  dot_kernel<<<1, THREADS>>>(a, b, n, where);
  GPU(cudaMemcpyFromSymbol(&result, scalar, sizeof result, where * sizeof(double)));
  return result;
}

/* out = a + s * b, where out may be a or b */
__global__ void combine(double *out, const double *a, double s, const double *b, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) out[i] = a[i] + s * b[i];
}

__global__ void precondition(double *out, const double *in, const double *inverse, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) out[i] = inverse[i] * in[i];
}

__global__ void invert_diagonal(Csr a, double *inverse) {
  int r = blockIdx.x * blockDim.x + threadIdx.x;
  if (r >= a.rows) return;
  for (int e = a.start[r]; e < a.start[r + 1]; e++)
    if (a.column[e] == r) inverse[r] = 1 / a.value[e];
}

static int bicgstab(Csr a, const double *b, double *x, double goal, int limit, double *final) {
  int n = a.rows, grid = BLOCKS(n), iteration = 0;
  double *work = device_array<double>(8 * (size_t)n);
  double *r = work, *r0 = r + n, *p = r0 + n, *v = p + n, *s = v + n, *t = s + n;
  double *hat = t + n, *inverse = hat + n;
  double rho = 1, alpha = 1, omega = 1, first = sqrt(dot(b, b, n, RHO));
  invert_diagonal<<<grid, THREADS>>>(a, inverse);
  GPU(cudaMemset(x, 0, n * sizeof(double)));
  GPU(cudaMemcpy(r, b, n * sizeof(double), cudaMemcpyDeviceToDevice));
  GPU(cudaMemcpy(r0, b, n * sizeof(double), cudaMemcpyDeviceToDevice));
  *final = 1;
  while (iteration < limit && *final > goal) {
    double next = dot(r0, r, n, RHO), beta = next / rho * (alpha / omega);
    rho = next;
    combine<<<grid, THREADS>>>(p, p, -omega, v, n);
    combine<<<grid, THREADS>>>(p, r, iteration ? beta : 0.0, p, n);
    precondition<<<grid, THREADS>>>(hat, p, inverse, n);
    spmv_row_thread<<<grid, THREADS>>>(a, hat, v);
    alpha = rho / dot(r0, v, n, ALPHA_DOT);
    combine<<<grid, THREADS>>>(s, r, -alpha, v, n);
    combine<<<grid, THREADS>>>(x, x, alpha, hat, n);
    precondition<<<grid, THREADS>>>(hat, s, inverse, n);
    spmv_row_warp<<<BLOCKS(32 * n), THREADS>>>(a, hat, t);
    omega = dot(t, s, n, TS) / dot(t, t, n, TT);
    combine<<<grid, THREADS>>>(x, x, omega, hat, n);
    combine<<<grid, THREADS>>>(r, s, -omega, t, n);
    *final = sqrt(dot(r, r, n, RHO)) / first;
    iteration++;
  }
  GPU(cudaFree(work));
  return iteration;
}

/* ---- host side ---- */

/* Convection and diffusion on a square, each diagonal entry given in two halves, shuffled. */
static Coo make_problem(int side) {
  Coo m = {side * side, 0, NULL, NULL, NULL};
  int room = 6 * m.rows;
  m.row = (int *)malloc(room * sizeof(int));
  m.column = (int *)malloc(room * sizeof(int));
  m.value = (double *)malloc(room * sizeof(double));
  for (int r = 0; r < m.rows; r++) {
    int i = r % side, j = r / side;
    double wind = 0.3 * (j - side / 2) / side;
    const struct {
      bool there;
      int offset;
      double value;
    } terms[] = {{true, 0, 2},           {true, 0, 2.125},
                 {i > 0, -1, -1 - wind}, {i < side - 1, 1, -1 + wind},
                 {j > 0, -side, -1.1},   {j < side - 1, side, -0.9}};
    for (const auto &term : terms) {
      if (!term.there) continue;
      m.row[m.entries] = r;
      m.column[m.entries] = r + term.offset;
      m.value[m.entries++] = term.value;
    }
  }
  unsigned seed = 12345;
  for (int k = m.entries - 1; k > 0; k--) {
    seed = seed * 1664525u + 1013904223u;
    int other = (seed >> 8) % (k + 1), r = m.row[k], c = m.column[k];
    double v = m.value[k];
    m.row[k] = m.row[other], m.column[k] = m.column[other], m.value[k] = m.value[other];
    m.row[other] = r, m.column[other] = c, m.value[other] = v;
  }
  return m;
}

static void multiply_host(const Coo *m, const double *x, double *y) {
  memset(y, 0, m->rows * sizeof *y);
  for (int e = 0; e < m->entries; e++)
    y[m->row[e]] += m->value[e] * x[m->column[e]];
}

static bool close_to(const double *a, const double *b, int n, double tolerance) {
  for (int i = 0; i < n; i++)
    if (!(fabs(a[i] - b[i]) <= tolerance)) return false;
  return true;
}

static bool file_round_trip(const int *start, const int *column, const double *value, int rows) {
  const char *name = "sparse_toolkit.txt";
  FILE *f = fopen(name, "w");
  fprintf(f, "%%%%rows and entries, then row column value from 1\n%d %d\n", rows, start[rows]);
  for (int r = 0; r < rows; r++)
    for (int e = start[r]; e < start[r + 1]; e++)
      fprintf(f, "%d %d %a\n", r + 1, column[e] + 1, value[e]);
  fclose(f);
  f = fopen(name, "r");
  char line[120];
  int r2, n2, seen = 0, row, col;
  double v;
  bool good = fgets(line, sizeof line, f) && line[0] == '%' && fscanf(f, "%d %d", &r2, &n2) == 2;
  while (good && fscanf(f, "%d %d %la", &row, &col, &v) == 3) {
    good = col - 1 == column[seen] && v == value[seen] && seen >= start[row - 1] &&
           seen < start[row];
    seen++;
  }
  fclose(f);
  remove(name);
  return good && r2 == rows && n2 == seen && seen == start[rows];
}

static int failures;
static void report(const char *what, bool good) {
  printf("%-28s %s\n", what, good ? "PASS" : "FAIL");
  failures += !good;
}

int main(int argc, char **argv) {
  int side = argc > 1 ? atoi(argv[1]) : 32;
  Coo coo = make_problem(side);
  int n = coo.rows;
  Csr csr = compress(coo);
  int *start = host_copy(csr.start, n + 1), *column = host_copy(csr.column, csr.entries);
  double *value = host_copy(csr.value, csr.entries);
  printf("matrix of %d rows, %d entries, %d after merging\n", n, coo.entries, csr.entries);
  for (int r = 0; r < n; r += n / 4 + side / 3) {
    printf("  row %4d:", r);
    for (int e = start[r]; e < start[r + 1]; e++)
      printf(" (%d, %.4f)", column[e], value[e]);
    printf("\n");
  }
  bool sorted = start[0] == 0 && start[n] == csr.entries;
  for (int r = 0; r < n; r++)
    for (int e = start[r] + 1; e < start[r + 1]; e++)
      sorted = sorted && column[e - 1] < column[e];
  report("rows sorted and distinct", sorted);

  unsigned long long *sums = device_array<unsigned long long>(2);
  fingerprint<<<BLOCKS(n), THREADS>>>(csr, sums);
  unsigned long long *got = host_copy(sums, 2);
  printf("fingerprint %016llx %016llx\n", got[0], got[1]);

  int *width = device_array<int>(1);
  widest_row<<<BLOCKS(n), THREADS>>>(csr, width);
  int *widest = host_copy(width, 1);
  Ell ell = {n, *widest, device_array<int>((size_t)n * *widest),
             device_array<double>((size_t)n * *widest)};
  to_ell<<<BLOCKS(n), THREADS>>>(csr, ell);
  printf("widest row %d, padding %.2f%%\n", *widest, 100 - 100.0 * csr.entries / (n * *widest));

  double *x = (double *)malloc(n * sizeof *x), *expected = (double *)malloc(n * sizeof *x);
  for (int i = 0; i < n; i++)
    x[i] = sin(0.1 * i) + 1.5;
  multiply_host(&coo, x, expected);
  double *dx = device_array(n, x), *dy = device_array<double>(n), norm = 0;
  Coo scattered = {n, coo.entries, device_array(coo.entries, coo.row),
                   device_array(coo.entries, coo.column), device_array(coo.entries, coo.value)};
  for (int form = 0; form < 4; form++) {
    static const char *names[] = {"product, thread an entry", "product, thread a row",
                                  "product, warp a row", "product, slabs"};
    GPU(cudaMemset(dy, form ? 0xff : 0, n * sizeof(double)));
    if (form == 0) spmv_entries<<<7, THREADS>>>(scattered, dx, dy);
    if (form == 1) spmv_row_thread<<<BLOCKS(n), THREADS>>>(csr, dx, dy);
    if (form == 2) spmv_row_warp<<<BLOCKS(32 * n), THREADS>>>(csr, dx, dy);
    if (form == 3) spmv_ell<<<BLOCKS(n), THREADS>>>(ell, dx, dy);
    GPU(cudaGetLastError());
    double *y = host_copy(dy, n);
    report(names[form], close_to(y, expected, n, 1e-12));
    free(y);
  }
  for (int i = 0; i < n; i++)
    norm += expected[i] * expected[i];
  printf("norm of the product %.4f\n", sqrt(norm));

  double *solution = device_array<double>(n), final;
  const double goals[] = {1e-4, 1e-6, 1e-8};
  for (double goal : goals) {
    int iterations = bicgstab(csr, dy, solution, goal, 200, &final);
    double *y = host_copy(solution, n);
    bool good = final <= goal && iterations < 100 && close_to(y, x, n, 300 * goal);
    printf("BiCGSTAB to %.0e: x[0] %.2f, x[%d] %.2f\n", goal, y[0], n / 2, y[n / 2]);
    report("solution", good);
    free(y);
  }
  report("text file", file_round_trip(start, column, value, n));
  void *on_device[] = {csr.start,        csr.column,      csr.value, sums,
                       width,            ell.column,      ell.value, dx,
                       dy,               solution,        scattered.row,
                       scattered.column, scattered.value};
  for (void *p : on_device)
    GPU(cudaFree(p));
  void *on_host[] = {coo.row, coo.column, coo.value, start,  column,
                     value,   got,        widest,    x,      expected};
  for (void *p : on_host)
    free(p);
  printf("%s\n", failures ? "FAIL" : "PASS");
  return failures != 0;
}
