// run: tolerance=1e-4 args="-n 40 -m 30 -i 200 -o field.txt"
// A research-style program: heat conduction on a plate by Jacobi iteration, options, convergence test by a block reduction, output to a file and read back.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CUDA_CHECK(call)                                                              \
  do {                                                                                \
    cudaError_t status = (call);                                                      \
    if (status != cudaSuccess) {                                                      \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, cudaGetErrorString(status)); \
      exit(EXIT_FAILURE);                                                             \
    }                                                                                 \
  } while (0)

#define BX 16
#define BY 8
#define IDX(i, j) ((i)*cols + (j))

typedef struct {
  int rows, cols, iterations;
  double top, bottom, left, right;
  const char *output;
} options_t;

static void usage(const char *name) {
  fprintf(stderr, "usage: %s [-n rows] [-m cols] [-i iterations] [-t top] [-o file]\n", name);
  exit(EXIT_FAILURE);
}

static options_t parse(int argc, char *argv[]) {
  options_t o = {16, 16, 100, 100.0, 0.0, 25.0, 50.0, NULL};
  int c;
  while ((c = getopt(argc, argv, "n:m:i:t:o:h")) != -1) {
    switch (c) {
      case 'n':
        o.rows = atoi(optarg);
        break;
      case 'm':
        o.cols = atoi(optarg);
        break;
      case 'i':
        o.iterations = atoi(optarg);
        break;
      case 't':
        o.top = atof(optarg);
        break;
      case 'o':
        o.output = optarg;
        break;
      case 'h':
      default:
        usage(argv[0]);
    }
  }
  if (o.rows < 3 || o.cols < 3) usage(argv[0]);
  return o;
}

static void initialize(double *t, const options_t *o) {
  int rows = o->rows, cols = o->cols;
  memset(t, 0, sizeof(double) * rows * cols);
  for (int j = 0; j < cols; ++j) {
    t[IDX(0, j)] = o->top;
    t[IDX(rows - 1, j)] = o->bottom;
  }
  for (int i = 1; i < rows - 1; ++i) {
    t[IDX(i, 0)] = o->left;
    t[IDX(i, cols - 1)] = o->right;
  }
}

__global__ void jacobi(const double *__restrict__ old, double *__restrict__ next, double *block_max,
                       int rows, int cols) {
  __shared__ double tile[BY + 2][BX + 2];
  __shared__ double change[BX * BY];
  const int j = blockIdx.x * BX + threadIdx.x, i = blockIdx.y * BY + threadIdx.y;
  const int tid = threadIdx.y * BX + threadIdx.x;
  const bool inside = i < rows && j < cols;
  if (inside) {
    tile[threadIdx.y + 1][threadIdx.x + 1] = old[IDX(i, j)];
    if (threadIdx.y == 0 && i > 0) tile[0][threadIdx.x + 1] = old[IDX(i - 1, j)];
    if (threadIdx.y == BY - 1 && i + 1 < rows) tile[BY + 1][threadIdx.x + 1] = old[IDX(i + 1, j)];
    if (threadIdx.x == 0 && j > 0) tile[threadIdx.y + 1][0] = old[IDX(i, j - 1)];
    if (threadIdx.x == BX - 1 && j + 1 < cols) tile[threadIdx.y + 1][BX + 1] = old[IDX(i, j + 1)];
  }
  __syncthreads();
  double d = 0.0;
  if (inside) {
    double centre = tile[threadIdx.y + 1][threadIdx.x + 1], value = centre;
    if (i > 0 && i < rows - 1 && j > 0 && j < cols - 1)
      value = 0.25 * (tile[threadIdx.y][threadIdx.x + 1] + tile[threadIdx.y + 2][threadIdx.x + 1] +
                      tile[threadIdx.y + 1][threadIdx.x] + tile[threadIdx.y + 1][threadIdx.x + 2]);
    next[IDX(i, j)] = value;
    d = fabs(value - centre);
  }
  change[tid] = d;
  __syncthreads();
  for (int s = BX * BY / 2; s > 0; s >>= 1) {
    if (tid < s) change[tid] = fmax(change[tid], change[tid + s]);
    __syncthreads();
  }
  if (tid == 0) block_max[blockIdx.y * gridDim.x + blockIdx.x] = change[0];
}

static void write_field(const char *name, const double *t, int rows, int cols) {
  FILE *f = fopen(name, "w");
  if (!f) {
    perror(name);
    exit(EXIT_FAILURE);
  }
  fprintf(f, "# %d %d\n", rows, cols);
  for (int i = 0; i < rows; ++i)
    for (int j = 0; j < cols; ++j)
      fprintf(f, "%.6e%c", t[IDX(i, j)], j == cols - 1 ? '\n' : ' ');
  fclose(f);
}

static double read_average(const char *name) {
  FILE *f = fopen(name, "r");
  int rows, cols, n = 0;
  double sum = 0.0, v;
  if (!f || fscanf(f, "# %d %d", &rows, &cols) != 2) return -1;
  while (fscanf(f, "%lf", &v) == 1) {
    sum += v;
    n++;
  }
  fclose(f);
  remove(name);
  return n == rows * cols ? sum / n : -2;
}

int main(int argc, char *argv[]) {
  options_t o = parse(argc, argv);
  int rows = o.rows, cols = o.cols;
  size_t bytes = sizeof(double) * rows * cols;
  dim3 block(BX, BY), grid((cols + BX - 1) / BX, (rows + BY - 1) / BY);
  int blocks = grid.x * grid.y;
  double *host = (double *)malloc(bytes), *maxima = (double *)malloc(sizeof(double) * blocks);
  double *a, *b, *m;
  initialize(host, &o);
  CUDA_CHECK(cudaMalloc((void **)&a, bytes));
  CUDA_CHECK(cudaMalloc((void **)&b, bytes));
  CUDA_CHECK(cudaMalloc((void **)&m, sizeof(double) * blocks));
  CUDA_CHECK(cudaMemcpy(a, host, bytes, cudaMemcpyHostToDevice));
  printf("plate %d x %d, %d blocks\n", rows, cols, blocks);
  for (int it = 1; it <= o.iterations; ++it) {
    jacobi<<<grid, block>>>(a, b, m, rows, cols);
    CUDA_CHECK(cudaGetLastError());
    double *t = a;
    a = b;
    b = t;
    if (it % 50 == 0) {
      CUDA_CHECK(cudaMemcpy(maxima, m, sizeof(double) * blocks, cudaMemcpyDeviceToHost));
      double worst = 0.0;
      for (int k = 0; k < blocks; ++k)
        worst = fmax(worst, maxima[k]);
      printf("iteration %4d: largest change %.5e\n", it, worst);
      if (worst < 1e-3) break;
    }
  }
  CUDA_CHECK(cudaMemcpy(host, a, bytes, cudaMemcpyDeviceToHost));
  for (int i = 0; i < rows; i += rows / 5) {
    for (int j = 0; j < cols; j += cols / 5)
      printf("%9.4f", host[IDX(i, j)]);
    printf("\n");
  }
  if (o.output) {
    write_field(o.output, host, rows, cols);
    printf("average %.6f\n", read_average(o.output));
  }
  CUDA_CHECK(cudaFree(a));
  CUDA_CHECK(cudaFree(b));
  CUDA_CHECK(cudaFree(m));
  free(host);
  free(maxima);
  return EXIT_SUCCESS;
}
