// run: tolerance=1e-3
// Geometric multigrid for the Poisson equation in a cube: two smoothers, full weighting, trilinear prolongation, V and W cycles, nested iteration, against the CPU.
#include <assert.h>
#include <cuda_runtime.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fail(const char *what, const char *file, int line) {
  fprintf(stderr, "%s(%d): %s\n", file, line, what);
  exit(1);
}
#define TRY(expression)                                                                 \
  do {                                                                                  \
    cudaError_t error = (expression);                                                   \
    if (error != cudaSuccess) fail(cudaGetErrorString(error), __FILE__, __LINE__);      \
  } while (0)
#define LAUNCHED() TRY(cudaPeekAtLastError())

#define MAX_LEVELS 8
#define PI 3.14159265358979323846

/* One grid: side nodes in each direction, the outermost of which are boundary with value 0. */
typedef struct level_t {
  int side;
  double spacing;
  double *solution, *source, *residual, *spare;
} level_t;

typedef struct hierarchy_t {
  int levels;
  int before, after; /* smoothing steps */
  int gamma;         /* 1: V cycle, 2: W cycle */
  level_t level[MAX_LEVELS];
  double *partial; /* block sums of a norm */
} hierarchy_t;

typedef void (*smoother_t)(level_t *, int steps);

/* Weights of full weighting by distance class: centre, face, edge, corner. */
__constant__ double restriction_weight[4] = {1.0 / 8, 1.0 / 16, 1.0 / 32, 1.0 / 64};
static const double restriction_weight_host[4] = {1.0 / 8, 1.0 / 16, 1.0 / 32, 1.0 / 64};

__host__ __device__ static inline int at(int side, int x, int y, int z) {
  return (z * side + y) * side + x;
}

__host__ __device__ static inline double neighbours(const double *u, int side, int p) {
  int plane = side * side;
  return u[p - 1] + u[p + 1] + u[p - side] + u[p + side] + u[p - plane] + u[p + plane];
}

struct place_t {
  int x, y, z;
  bool inside;
};

__device__ static place_t my_node(int side) {
  place_t p;
  p.x = blockIdx.x * blockDim.x + threadIdx.x + 1;
  p.y = blockIdx.y * blockDim.y + threadIdx.y + 1;
  p.z = blockIdx.z * blockDim.z + threadIdx.z + 1;
  p.inside = p.x < side - 1 && p.y < side - 1 && p.z < side - 1;
  return p;
}

__global__ void jacobi_kernel(level_t l, double damping) {
  place_t p = my_node(l.side);
  if (!p.inside) return;
  int c = at(l.side, p.x, p.y, p.z);
  double target = (neighbours(l.solution, l.side, c) + l.spacing * l.spacing * l.source[c]) / 6;
  l.spare[c] = l.solution[c] + damping * (target - l.solution[c]);
}

__global__ void red_black_kernel(level_t l, int colour) {
  place_t p = my_node(l.side);
  if (!p.inside || ((p.x + p.y + p.z) & 1) != colour) return;
  int c = at(l.side, p.x, p.y, p.z);
  l.solution[c] = (neighbours(l.solution, l.side, c) + l.spacing * l.spacing * l.source[c]) / 6;
}

__global__ void residual_kernel(level_t l) {
  place_t p = my_node(l.side);
  if (!p.inside) return;
  int c = at(l.side, p.x, p.y, p.z);
  double inverse = 1 / (l.spacing * l.spacing);
  l.residual[c] =
      l.source[c] + (neighbours(l.solution, l.side, c) - 6 * l.solution[c]) * inverse;
}

__global__ void restrict_kernel(level_t fine, level_t coarse) {
  place_t p = my_node(coarse.side);
  if (!p.inside) return;
  double sum = 0;
  for (int dz = -1; dz <= 1; dz++)
    for (int dy = -1; dy <= 1; dy++)
      for (int dx = -1; dx <= 1; dx++)
        sum += restriction_weight[abs(dx) + abs(dy) + abs(dz)] *
               fine.residual[at(fine.side, 2 * p.x + dx, 2 * p.y + dy, 2 * p.z + dz)];
  int c = at(coarse.side, p.x, p.y, p.z);
  coarse.source[c] = sum;
  coarse.solution[c] = 0;
}

__host__ __device__ static double interpolate(const double *u, int side, int x, int y, int z) {
  int x0 = x / 2, y0 = y / 2, z0 = z / 2, x1 = (x + 1) / 2, y1 = (y + 1) / 2, z1 = (z + 1) / 2;
  double low = u[at(side, x0, y0, z0)] + u[at(side, x1, y0, z0)] + u[at(side, x0, y1, z0)] +
               u[at(side, x1, y1, z0)];
  double high = u[at(side, x0, y0, z1)] + u[at(side, x1, y0, z1)] + u[at(side, x0, y1, z1)] +
                u[at(side, x1, y1, z1)];
  return 0.125 * (low + high);
}

/* Adds the coarse correction (or replaces the solution by it). */
template <bool Add>
__global__ void prolong_kernel(level_t fine, level_t coarse) {
  place_t p = my_node(fine.side);
  if (!p.inside) return;
  int c = at(fine.side, p.x, p.y, p.z);
  double value = interpolate(coarse.solution, coarse.side, p.x, p.y, p.z);
  if (Add) fine.solution[c] += value;
  else fine.solution[c] = value;
}

/* Sums of squares by block: shuffles inside a warp, shared memory between the warps. */
__global__ void squares_kernel(const double *values, int count, double *partial) {
  extern __shared__ double warp_sum[];
  double sum = 0;
  for (int k = blockIdx.x * blockDim.x + threadIdx.x; k < count; k += gridDim.x * blockDim.x)
    sum += values[k] * values[k];
  for (int offset = warpSize / 2; offset > 0; offset >>= 1)
    sum += __shfl_down_sync(0xffffffffu, sum, offset);
  if (threadIdx.x % warpSize == 0) warp_sum[threadIdx.x / warpSize] = sum;
  __syncthreads();
  if (threadIdx.x == 0) {
    for (unsigned w = 1; w < blockDim.x / warpSize; w++)
      sum += warp_sum[w];
    partial[blockIdx.x] = sum;
  }
}

/* ---- the device side of the solver ---- */

static dim3 blocks_for(int side, dim3 block) {
  unsigned inner = side - 2;
  return dim3((inner + block.x - 1) / block.x, (inner + block.y - 1) / block.y,
              (inner + block.z - 1) / block.z);
}

static dim3 block_for(int side) {
  return side > 8 ? dim3(8, 4, 4) : dim3(4, 4, 2);
}

#define OVER(kernel, side) kernel<<<blocks_for(side, block_for(side)), block_for(side)>>>

static void smooth_jacobi(level_t *l, int steps) {
  for (int s = 0; s < steps; s++) {
    OVER(jacobi_kernel, l->side)(*l, 6.0 / 7);
    double *old = l->solution;
    l->solution = l->spare;
    l->spare = old;
  }
  LAUNCHED();
}

static void smooth_red_black(level_t *l, int steps) {
  for (int s = 0; s < 2 * steps; s++)
    OVER(red_black_kernel, l->side)(*l, s & 1);
  LAUNCHED();
}

static void cycle(hierarchy_t *h, int k, smoother_t smooth) {
  level_t *l = &h->level[k];
  if (k == h->levels - 1) {
    smooth_red_black(l, l->side == 3 ? 1 : 40);
    return;
  }
  smooth(l, h->before);
  for (int visit = 0; visit < (k + 2 < h->levels ? h->gamma : 1); visit++) {
    OVER(residual_kernel, l->side)(*l);
    OVER(restrict_kernel, l[1].side)(l[0], l[1]);
    cycle(h, k + 1, smooth);
    OVER(prolong_kernel<true>, l->side)(l[0], l[1]);
    smooth(l, h->after);
  }
}

static double residual_norm(hierarchy_t *h) {
  enum { BLOCKS = 8, THREADS = 128 };
  level_t *l = &h->level[0];
  double partial[BLOCKS], sum = 0;
  int count = l->side * l->side * l->side;
  OVER(residual_kernel, l->side)(*l);
  squares_kernel<<<BLOCKS, THREADS, THREADS / 32 * sizeof(double)>>>(l->residual, count,
                                                                     h->partial);
  TRY(cudaMemcpy(partial, h->partial, sizeof partial, cudaMemcpyDeviceToHost));
  for (int b = 0; b < BLOCKS; b++)
    sum += partial[b];
  return sqrt(sum * l->spacing * l->spacing * l->spacing);
}

static double exact(double x, double y, double z) {
  return sin(PI * x) * sin(PI * y) * z * (1 - z);
}

static double right_side(double x, double y, double z) {
  return sin(PI * x) * sin(PI * y) * (2 * PI * PI * z * (1 - z) + 2);
}

static void fill(double *values, int side, double (*f)(double, double, double)) {
  double h = 1.0 / (side - 1);
  for (int z = 0; z < side; z++)
    for (int y = 0; y < side; y++)
      for (int x = 0; x < side; x++)
        values[at(side, x, y, z)] = f(x * h, y * h, z * h);
}

static void build(hierarchy_t *h, int finest) {
  memset(h, 0, sizeof *h);
  h->before = h->after = 2;
  h->gamma = 1;
  for (int side = finest; side >= 3 && h->levels < MAX_LEVELS; side = (side + 1) / 2) {
    assert(side % 2 == 1);
    level_t *l = &h->level[h->levels++];
    size_t count = (size_t)side * side * side;
    double *pool;
    TRY(cudaMalloc(&pool, 4 * count * sizeof(double)));
    TRY(cudaMemset(pool, 0, 4 * count * sizeof(double)));
    l->side = side;
    l->spacing = 1.0 / (side - 1);
    l->solution = pool;
    l->source = pool + count;
    l->residual = pool + 2 * count;
    l->spare = pool + 3 * count;
    if (side == 3) break;
  }
  TRY(cudaMalloc(&h->partial, 8 * sizeof(double)));
}

static void destroy(hierarchy_t *h) {
  for (int k = 0; k < h->levels; k++) { /* Jacobi may have swapped the first and last quarter */
    level_t *l = &h->level[k];
    TRY(cudaFree(l->solution < l->spare ? l->solution : l->spare));
  }
  TRY(cudaFree(h->partial));
}

static void start_with_zero(hierarchy_t *h, const double *source) {
  level_t *l = &h->level[0];
  size_t bytes = (size_t)l->side * l->side * l->side * sizeof(double);
  TRY(cudaMemcpy(l->source, source, bytes, cudaMemcpyHostToDevice));
  TRY(cudaMemset(l->solution, 0, bytes));
}

/* Nested iteration: solve on the coarsest grid, carry the answer up, one cycle on each grid. */
static void nested(hierarchy_t *h, double *scratch) {
  for (int k = h->levels - 1; k >= 0; k--) {
    level_t *l = &h->level[k];
    size_t bytes = (size_t)l->side * l->side * l->side * sizeof(double);
    fill(scratch, l->side, right_side);
    TRY(cudaMemcpy(l->source, scratch, bytes, cudaMemcpyHostToDevice));
    if (k == h->levels - 1) TRY(cudaMemset(l->solution, 0, bytes));
    else OVER(prolong_kernel<false>, l->side)(l[0], l[1]);
    hierarchy_t from_here = *h;
    from_here.levels = h->levels - k;
    memmove(from_here.level, l, from_here.levels * sizeof *l);
    cycle(&from_here, 0, smooth_red_black);
  }
}

/* ---- the same V cycle on the CPU ---- */

static void host_relax(double *u, const double *f, int side, int steps) {
  double h2 = 1.0 / (side - 1) / (side - 1);
  for (int s = 0; s < 2 * steps; s++)
    for (int z = 1; z < side - 1; z++)
      for (int y = 1; y < side - 1; y++)
        for (int x = 1 + ((1 + y + z + s) & 1); x < side - 1; x += 2) {
          int c = at(side, x, y, z);
          u[c] = (neighbours(u, side, c) + h2 * f[c]) / 6;
        }
}

static void host_cycle(double *u, const double *f, int side) {
  host_relax(u, f, side, side == 3 ? 1 : 2);
  if (side == 3) return;
  int half = (side + 1) / 2, count = side * side * side, few = half * half * half;
  double *r = (double *)calloc(count + 2 * few, sizeof *r), *f2 = r + count, *u2 = f2 + few;
  double inverse = (double)(side - 1) * (side - 1);
  for (int z = 1; z < side - 1; z++)
    for (int y = 1; y < side - 1; y++)
      for (int x = 1; x < side - 1; x++) {
        int c = at(side, x, y, z);
        r[c] = f[c] + (neighbours(u, side, c) - 6 * u[c]) * inverse;
      }
  for (int z = 1; z < half - 1; z++)
    for (int y = 1; y < half - 1; y++)
      for (int x = 1; x < half - 1; x++)
        for (int d = 0; d < 27; d++) {
          int dx = d % 3 - 1, dy = d / 3 % 3 - 1, dz = d / 9 - 1;
          f2[at(half, x, y, z)] += restriction_weight_host[abs(dx) + abs(dy) + abs(dz)] *
                                   r[at(side, 2 * x + dx, 2 * y + dy, 2 * z + dz)];
        }
  host_cycle(u2, f2, half);
  for (int z = 1; z < side - 1; z++)
    for (int y = 1; y < side - 1; y++)
      for (int x = 1; x < side - 1; x++)
        u[at(side, x, y, z)] += interpolate(u2, half, x, y, z);
  host_relax(u, f, side, 2);
  free(r);
}

static double worst(const double *a, const double *b, int count) {
  double most = 0;
  for (int k = 0; k < count; k++)
    most = fmax(most, fabs(a[k] - b[k]));
  return most;
}

int main(int argc, char **argv) {
  int side = 33, cycles = 6;
  for (int k = 1; k + 1 < argc; k += 2) {
    if (strcmp(argv[k], "--side") == 0) side = atoi(argv[k + 1]);
    else if (strcmp(argv[k], "--cycles") == 0) cycles = atoi(argv[k + 1]);
    else fail("options: --side N --cycles K", argv[0], 0);
  }
  int count = side * side * side, failures = 0;
  size_t bytes = count * sizeof(double);
  double *source = (double *)malloc(bytes), *solution = (double *)malloc(bytes);
  double *truth = (double *)malloc(bytes), *reference = (double *)calloc(count, sizeof(double));
  fill(source, side, right_side);
  fill(truth, side, exact);
  hierarchy_t h;
  build(&h, side);
  printf("grids:");
  for (int k = 0; k < h.levels; k++)
    printf(" %d^3", h.level[k].side);
  printf("\n");

  struct {
    const char *name;
    smoother_t smooth;
    int gamma, cycles;
  } methods[] = {{"V cycle, Jacobi", smooth_jacobi, 1, cycles},
                 {"W cycle, red-black", smooth_red_black, 2, (cycles + 1) / 2},
                 {"V cycle, red-black", smooth_red_black, 1, cycles}};
  for (int m = 0; m < 3; m++) {
    h.gamma = methods[m].gamma;
    start_with_zero(&h, source);
    double norm = residual_norm(&h), first = norm;
    printf("%s\n  start  %.4e\n", methods[m].name, norm);
    for (int k = 1; k <= methods[m].cycles; k++) {
      cycle(&h, 0, methods[m].smooth);
      double next = residual_norm(&h);
      printf("  %5d  %.3e  factor %.3f\n", k, next, next / norm);
      norm = next;
    }
    int good = norm < first * pow(0.4, methods[m].cycles);
    printf("  convergence %s\n", good ? "PASS" : "FAIL");
    failures += !good;
  }
  TRY(cudaMemcpy(solution, h.level[0].solution, bytes, cudaMemcpyDeviceToHost));
  for (int k = 0; k < cycles; k++)
    host_cycle(reference, source, side);
  int same = worst(solution, reference, count) < 1e-12;
  printf("V cycle on the CPU: %s\n", same ? "PASS" : "FAIL");
  double error = worst(solution, truth, count);
  printf("error of the discretization %.3e: %s\n", error, error < 1e-3 ? "PASS" : "FAIL");

  nested(&h, solution);
  TRY(cudaMemcpy(solution, h.level[0].solution, bytes, cudaMemcpyDeviceToHost));
  double quick = worst(solution, truth, count);
  printf("nested iteration, error %.3e: %s\n", quick, quick < 2 * error ? "PASS" : "FAIL");
  printf("middle %.6f, exactly %.6f\n", solution[count / 2], truth[count / 2]);

  FILE *out = fopen("multigrid.raw", "wb");
  int32_t header[3] = {0x3347, side, (int32_t)sizeof(double)}, back[3];
  int written = out && fwrite(header, sizeof header, 1, out) == 1 &&
                fwrite(solution, sizeof(double), count, out) == (size_t)count;
  if (out) fclose(out);
  FILE *in = fopen("multigrid.raw", "rb");
  int read = in && fread(back, sizeof back, 1, in) == 1 && !memcmp(back, header, sizeof back) &&
             fread(reference, sizeof(double), count, in) == (size_t)count;
  long size = in ? ftell(in) : 0;
  if (in) fclose(in);
  remove("multigrid.raw");
  int intact = written && read && memcmp(reference, solution, bytes) == 0;
  printf("file of %ld bytes: %s\n", size, intact ? "PASS" : "FAIL");
  failures += !same + !(error < 1e-3) + !(quick < 2 * error) + !intact;
  destroy(&h);
  free(source);
  free(solution);
  free(truth);
  free(reference);
  printf("%s\n", failures ? "FAIL" : "PASS");
  return failures != 0;
}
