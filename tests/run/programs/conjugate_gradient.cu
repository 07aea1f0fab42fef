// run: tolerance=1e-5
// Conjugate gradients for a Poisson matrix in compressed rows, double precision, one warp a row, reductions with shuffles.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
typedef struct {
  int rows, entries;
  int *start, *column;
  double *value;
} csr_t;
static csr_t poisson(int n) {
  csr_t m;
  m.rows = n * n;
  m.entries = 0;
  m.start = (int *)malloc((m.rows + 1) * sizeof(int));
  m.column = (int *)malloc(5 * m.rows * sizeof(int));
  m.value = (double *)malloc(5 * m.rows * sizeof(double));
  for (int r = 0; r < m.rows; r++) {
    int i = r / n, j = r % n;
    m.start[r] = m.entries;
#define PUT(c, v) (m.column[m.entries] = (c), m.value[m.entries++] = (v))
    if (i > 0) PUT(r - n, -1.0);
    if (j > 0) PUT(r - 1, -1.0);
    PUT(r, 4.0 + 0.01 * (r % 3));
    if (j < n - 1) PUT(r + 1, -1.0);
    if (i < n - 1) PUT(r + n, -1.0);
#undef PUT
  }
  m.start[m.rows] = m.entries;
  return m;
}
__global__ void spmv(csr_t m, const double *x, double *y) {
  int row = (blockIdx.x * blockDim.x + threadIdx.x) / 32, lane = threadIdx.x & 31;
  if (row >= m.rows) return;
  double s = 0;
  for (int e = m.start[row] + lane; e < m.start[row + 1]; e += 32)
    s += m.value[e] * x[m.column[e]];
  for (int o = 16; o; o >>= 1)
    s += __shfl_xor_sync(~0u, s, o);
  if (lane == 0) y[row] = s;
}
__global__ void dot(const double *a, const double *b, int n, double *out) {
  __shared__ double part[8];
  double s = 0;
  for (int i = threadIdx.x; i < n; i += blockDim.x)
    s += a[i] * b[i];
  for (int o = 16; o; o >>= 1)
    s += __shfl_down_sync(~0u, s, o);
  if ((threadIdx.x & 31) == 0) part[threadIdx.x >> 5] = s;
  __syncthreads();
  if (threadIdx.x == 0) {
    s = 0;
    for (int w = 0; w < 8; w++)
      s += part[w];
    *out = s;
  }
}
__global__ void update(double *x, double *r, const double *p, const double *ap, const double *rr,
                       const double *pap, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    double alpha = *rr / *pap;
    x[i] += alpha * p[i];
    r[i] -= alpha * ap[i];
  }
}
__global__ void direction(double *p, const double *r, const double *now, const double *before,
                          int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) p[i] = r[i] + *now / *before * p[i];
}
static void *upload(const void *h, size_t bytes) {
  void *d;
  cudaMalloc(&d, bytes);
  cudaMemcpy(d, h, bytes, cudaMemcpyHostToDevice);
  return d;
}
int main(void) {
  const int n = 24;
  csr_t h = poisson(n), d = h;
  int rows = h.rows;
  size_t bytes = rows * sizeof(double);
  double *b = (double *)malloc(bytes), *x, *r, *p, *ap, *s;
  for (int i = 0; i < rows; i++)
    b[i] = sin(0.37 * i) + 1;
  d.start = (int *)upload(h.start, (rows + 1) * sizeof(int));
  d.column = (int *)upload(h.column, h.entries * sizeof(int));
  d.value = (double *)upload(h.value, h.entries * sizeof(double));
  cudaMalloc(&x, bytes);
  cudaMemset(x, 0, bytes);
  r = (double *)upload(b, bytes);
  p = (double *)upload(b, bytes);
  cudaMalloc(&ap, bytes);
  cudaMalloc(&s, 3 * sizeof(double));
  printf("%d rows, %d entries\n", rows, h.entries);
  int threads = 256, blocks = (rows + 255) / 256, it;
  double norm, first;
  dot<<<1, 256>>>(r, r, rows, s);
  cudaMemcpy(&first, s, 8, cudaMemcpyDeviceToHost);
  for (it = 1; it <= 100; it++) {
    int now = it & 1, before = 1 - now;
    spmv<<<(rows * 32 + threads - 1) / threads, threads>>>(d, p, ap);
    dot<<<1, 256>>>(p, ap, rows, s + 2);
    update<<<blocks, threads>>>(x, r, p, ap, s + before, s + 2, rows);
    dot<<<1, 256>>>(r, r, rows, s + now);
    direction<<<blocks, threads>>>(p, r, s + now, s + before, rows);
    cudaMemcpy(&norm, s + now, sizeof norm, cudaMemcpyDeviceToHost);
    if (it % 10 == 0 && it < 40) printf("%d: %.5e\n", it, sqrt(norm / first));
    if (norm < 1e-20 * first) break;
  }
  double *solution = (double *)malloc(bytes), worst = 0;
  cudaMemcpy(solution, x, bytes, cudaMemcpyDeviceToHost);
  for (int i = 0; i < rows; i++) {
    double v = b[i];
    for (int e = h.start[i]; e < h.start[i + 1]; e++)
      v -= h.value[e] * solution[h.column[e]];
    worst = fmax(worst, fabs(v));
  }
  printf("%s, residual %s\n", it <= 100 ? "converged" : "did not converge",
         worst < 1e-8 ? "small" : "large");
  printf("%.8f %.8f %.8f\n", solution[0], solution[rows / 2], solution[rows - 1]);
  return 0;
}
