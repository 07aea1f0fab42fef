// run: tolerance=1e-3
// Lid-driven cavity in stream function and vorticity: wall kernels, upwind transport in shared tiles, red-black relaxation, against the same steps on the CPU.
#include <cuda_runtime.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CUDA_OK(call)                                                                            \
  do {                                                                                           \
    cudaError_t status_ = (call);                                                                \
    if (status_ != cudaSuccess) {                                                                \
      fprintf(stderr, "%s:%d: %s: %s\n", __FILE__, __LINE__, #call, cudaGetErrorString(status_)); \
      exit(EXIT_FAILURE);                                                                        \
    }                                                                                            \
  } while (0)

#define TILE_X 16
#define TILE_Y 8

typedef struct {
  int n;            /* nodes along a side, walls included */
  int steps;        /* time steps */
  int sweeps;       /* relaxation sweeps a step */
  double reynolds;
  double dt;
  double omega;     /* over-relaxation factor */
  const char *file; /* where the centre line goes */
  int verbose;
} settings_t;

/* What every kernel needs to know about the grid. */
typedef struct {
  int n;
  double h, dt, nu, omega, lid;
} grid_t;

/* A field of n rows, each `pitch` bytes after the one before. */
typedef struct {
  double *base;
  size_t pitch;
} field_t;

typedef struct {
  field_t psi, vorticity, next, u, v;
} flow_t;

__constant__ grid_t grid;
__device__ double largest_speed;
__device__ unsigned long long largest_change_bits;

__device__ __forceinline__ double *row_of(field_t f, int j) {
  return (double *)((char *)f.base + j * f.pitch);
}

/* ---- boundary kernels: Thom's formula, one thread a wall node ---- */

__global__ void wall_lid(flow_t flow) {
  int i = blockIdx.x * blockDim.x + threadIdx.x, top = grid.n - 1;
  if (i >= grid.n) return;
  double below = row_of(flow.psi, top - 1)[i];
  row_of(flow.vorticity, top)[i] = -2 * (below + grid.lid * grid.h) / (grid.h * grid.h);
}

__global__ void wall_floor(flow_t flow) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= grid.n) return;
  row_of(flow.vorticity, 0)[i] = -2 * row_of(flow.psi, 1)[i] / (grid.h * grid.h);
}

/* Both side walls; the corners were written by the lid and the floor. */
__global__ void wall_sides(flow_t flow) {
  int j = blockIdx.x * blockDim.x + threadIdx.x + 1;
  if (j >= grid.n - 1) return;
  const double *psi = row_of(flow.psi, j);
  double *w = row_of(flow.vorticity, j);
  double scale = -2 / (grid.h * grid.h);
  w[0] = scale * psi[1];
  w[grid.n - 1] = scale * psi[grid.n - 2];
}

/* ---- interior kernels ---- */

__global__ void clear_fields(flow_t flow) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  int j = blockIdx.y * blockDim.y + threadIdx.y;
  if (i >= grid.n || j >= grid.n) return;
  row_of(flow.psi, j)[i] = 0;
  row_of(flow.vorticity, j)[i] = 0;
  row_of(flow.next, j)[i] = 0;
  row_of(flow.u, j)[i] = j == grid.n - 1 ? grid.lid : 0;
  row_of(flow.v, j)[i] = 0;
}

/* Nodes of one colour; each reads only the other colour. */
__global__ void relax(flow_t flow, int colour) {
  int j = blockIdx.y * blockDim.y + threadIdx.y + 1;
  int i = 2 * (blockIdx.x * blockDim.x + threadIdx.x) + 1 + ((j + colour) & 1);
  if (i >= grid.n - 1 || j >= grid.n - 1) return;
  double *here = row_of(flow.psi, j);
  const double *up = row_of(flow.psi, j + 1), *down = row_of(flow.psi, j - 1);
  double target =
      0.25 * (here[i - 1] + here[i + 1] + up[i] + down[i] +
              grid.h * grid.h * row_of(flow.vorticity, j)[i]);
  here[i] += grid.omega * (target - here[i]);
}

__global__ void velocities(flow_t flow) {
  int i = blockIdx.x * blockDim.x + threadIdx.x + 1;
  int j = blockIdx.y * blockDim.y + threadIdx.y + 1;
  if (i >= grid.n - 1 || j >= grid.n - 1) return;
  double half = 0.5 / grid.h;
  row_of(flow.u, j)[i] = half * (row_of(flow.psi, j + 1)[i] - row_of(flow.psi, j - 1)[i]);
  row_of(flow.v, j)[i] = -half * (row_of(flow.psi, j)[i + 1] - row_of(flow.psi, j)[i - 1]);
}

__host__ __device__ static inline double transported(double c, double l, double r, double d,
                                                     double t, double u, double v, double h,
                                                     double dt, double nu) {
  double dx = u > 0 ? c - l : r - c;
  double dy = v > 0 ? c - d : t - c;
  double diffusion = nu * (l + r + d + t - 4 * c) / (h * h);
  return c + dt * (diffusion - (u * dx + v * dy) / h);
}

/* One explicit step of the vorticity, from a tile with a rim of one node. */
__global__ void transport(flow_t flow) {
  __shared__ double tile[TILE_Y + 2][TILE_X + 2];
  int x0 = blockIdx.x * TILE_X, y0 = blockIdx.y * TILE_Y;
  int rank = threadIdx.y * TILE_X + threadIdx.x;
  for (int k = rank; k < (TILE_X + 2) * (TILE_Y + 2); k += TILE_X * TILE_Y) {
    int ty = k / (TILE_X + 2), tx = k % (TILE_X + 2);
    int i = min(x0 + tx, grid.n - 1), j = min(y0 + ty, grid.n - 1);
    tile[ty][tx] = row_of(flow.vorticity, j)[i];
  }
  __syncthreads();
  int tx = threadIdx.x + 1, ty = threadIdx.y + 1;
  int i = x0 + tx, j = y0 + ty;
  if (i >= grid.n - 1 || j >= grid.n - 1) return;
  row_of(flow.next, j)[i] =
      transported(tile[ty][tx], tile[ty][tx - 1], tile[ty][tx + 1], tile[ty - 1][tx],
                  tile[ty + 1][tx], row_of(flow.u, j)[i], row_of(flow.v, j)[i], grid.h, grid.dt,
                  grid.nu);
}

__device__ double block_maximum(double value) {
  __shared__ double best[TILE_X * TILE_Y];
  int rank = threadIdx.y * blockDim.x + threadIdx.x;
  best[rank] = value;
  __syncthreads();
  for (int half = TILE_X * TILE_Y / 2; half > 0; half /= 2) {
    if (rank < half) best[rank] = fmax(best[rank], best[rank + half]);
    __syncthreads();
  }
  return best[0];
}

/* Takes the new vorticity over and records how far it moved; positive doubles order as bits. */
__global__ void accept(flow_t flow) {
  int i = blockIdx.x * blockDim.x + threadIdx.x + 1;
  int j = blockIdx.y * blockDim.y + threadIdx.y + 1;
  double change = 0;
  if (i < grid.n - 1 && j < grid.n - 1) {
    double *old = &row_of(flow.vorticity, j)[i];
    double fresh = row_of(flow.next, j)[i];
    change = fabs(fresh - *old);
    *old = fresh;
  }
  change = block_maximum(change);
  if (threadIdx.x == 0 && threadIdx.y == 0)
    atomicMax(&largest_change_bits, (unsigned long long)__double_as_longlong(change));
}

__global__ void fastest(flow_t flow) {
  double best = 0;
  for (int j = threadIdx.y; j < grid.n - 1; j += blockDim.y)
    for (int i = threadIdx.x; i < grid.n; i += blockDim.x) {
      double u = row_of(flow.u, j)[i], v = row_of(flow.v, j)[i];
      best = fmax(best, sqrt(u * u + v * v));
    }
  best = block_maximum(best);
  if (threadIdx.x == 0 && threadIdx.y == 0) largest_speed = best;
}

/* ---- host side ---- */

static field_t new_field(int n) {
  field_t f;
  CUDA_OK(cudaMallocPitch((void **)&f.base, &f.pitch, n * sizeof(double), n));
  return f;
}

static void fetch_field(double *to, field_t from, int n) {
  size_t width = n * sizeof(double);
  CUDA_OK(cudaMemcpy2D(to, width, from.base, from.pitch, width, n, cudaMemcpyDeviceToHost));
}

static double run_device(const settings_t *s, grid_t g, double *psi, double *w, double *u,
                         double *speed) {
  int n = s->n;
  flow_t flow;
  flow.psi = new_field(n);
  flow.vorticity = new_field(n);
  flow.next = new_field(n);
  flow.u = new_field(n);
  flow.v = new_field(n);
  CUDA_OK(cudaMemcpyToSymbol(grid, &g, sizeof g));

  dim3 block(TILE_X, TILE_Y);
  dim3 whole((n + TILE_X - 1) / TILE_X, (n + TILE_Y - 1) / TILE_Y);
  dim3 inner((n - 2 + TILE_X - 1) / TILE_X, (n - 2 + TILE_Y - 1) / TILE_Y);
  dim3 half((n / 2 + TILE_X - 1) / TILE_X, inner.y);
  int line = (n + 63) / 64;
  cudaEvent_t begin, end;
  CUDA_OK(cudaEventCreate(&begin));
  CUDA_OK(cudaEventCreate(&end));
  CUDA_OK(cudaEventRecord(begin));

  clear_fields<<<whole, block>>>(flow);
  for (int step = 0; step < s->steps; step++) {
    unsigned long long zero = 0;
    for (int sweep = 0; sweep < s->sweeps; sweep++)
      for (int colour = 0; colour < 2; colour++)
        relax<<<half, block>>>(flow, colour);
    wall_lid<<<line, 64>>>(flow);
    wall_floor<<<line, 64>>>(flow);
    wall_sides<<<line, 64>>>(flow);
    velocities<<<inner, block>>>(flow);
    transport<<<inner, block>>>(flow);
    CUDA_OK(cudaMemcpyToSymbol(largest_change_bits, &zero, sizeof zero));
    accept<<<inner, block>>>(flow);
  }
  fastest<<<1, block>>>(flow);
  CUDA_OK(cudaGetLastError());
  CUDA_OK(cudaEventRecord(end));
  CUDA_OK(cudaEventSynchronize(end));
  float ms;
  CUDA_OK(cudaEventElapsedTime(&ms, begin, end));
  if (s->verbose) fprintf(stderr, "device: %.3f ms\n", ms);

  unsigned long long bits;
  double change;
  CUDA_OK(cudaMemcpyFromSymbol(&bits, largest_change_bits, sizeof bits));
  memcpy(&change, &bits, sizeof change);
  CUDA_OK(cudaMemcpyFromSymbol(speed, largest_speed, sizeof *speed));
  fetch_field(psi, flow.psi, n);
  fetch_field(w, flow.vorticity, n);
  fetch_field(u, flow.u, n);
  field_t all[] = {flow.psi, flow.vorticity, flow.next, flow.u, flow.v};
  for (size_t k = 0; k < sizeof all / sizeof all[0]; k++)
    CUDA_OK(cudaFree(all[k].base));
  CUDA_OK(cudaEventDestroy(begin));
  CUDA_OK(cudaEventDestroy(end));
  return change;
}

#define AT(f, i, j) (f)[(size_t)(j)*n + (i)]

static void run_host(const settings_t *s, grid_t g, double *psi, double *w, double *u) {
  int n = s->n;
  double h = g.h;
  double *v = (double *)calloc(n * n, sizeof *v), *next = (double *)calloc(n * n, sizeof *v);
  memset(psi, 0, n * n * sizeof *psi);
  memset(w, 0, n * n * sizeof *w);
  memset(u, 0, n * n * sizeof *u);
  for (int i = 0; i < n; i++)
    AT(u, i, n - 1) = g.lid;
  for (int step = 0; step < s->steps; step++) {
    for (int half = 0; half < 2 * s->sweeps; half++)
      for (int j = 1; j < n - 1; j++)
        for (int i = 1 + ((j + half) & 1); i < n - 1; i += 2) {
          double target = 0.25 * (AT(psi, i - 1, j) + AT(psi, i + 1, j) + AT(psi, i, j + 1) +
                                  AT(psi, i, j - 1) + h * h * AT(w, i, j));
          AT(psi, i, j) += g.omega * (target - AT(psi, i, j));
        }
    for (int i = 0; i < n; i++) {
      AT(w, i, n - 1) = -2 * (AT(psi, i, n - 2) + g.lid * h) / (h * h);
      AT(w, i, 0) = -2 * AT(psi, i, 1) / (h * h);
    }
    for (int j = 1; j < n - 1; j++) {
      AT(w, 0, j) = -2 / (h * h) * AT(psi, 1, j);
      AT(w, n - 1, j) = -2 / (h * h) * AT(psi, n - 2, j);
    }
    for (int j = 1; j < n - 1; j++)
      for (int i = 1; i < n - 1; i++) {
        AT(u, i, j) = 0.5 / h * (AT(psi, i, j + 1) - AT(psi, i, j - 1));
        AT(v, i, j) = -0.5 / h * (AT(psi, i + 1, j) - AT(psi, i - 1, j));
      }
    for (int j = 1; j < n - 1; j++)
      for (int i = 1; i < n - 1; i++)
        AT(next, i, j) = transported(AT(w, i, j), AT(w, i - 1, j), AT(w, i + 1, j),
                                     AT(w, i, j - 1), AT(w, i, j + 1), AT(u, i, j), AT(v, i, j),
                                     h, g.dt, g.nu);
    for (int j = 1; j < n - 1; j++)
      memcpy(&AT(w, 1, j), &AT(next, 1, j), (n - 2) * sizeof *w);
  }
  free(v);
  free(next);
}

static double largest_difference(const double *a, const double *b, int count) {
  double worst = 0;
  for (int k = 0; k < count; k++)
    worst = fmax(worst, fabs(a[k] - b[k]));
  return worst;
}

static int save_and_reload(const settings_t *s, const double *u, double h) {
  int n = s->n, good = 0, lines = 0;
  FILE *f = fopen(s->file, "w");
  if (!f) return 0;
  fprintf(f, "# y u\n");
  for (int j = 0; j < n; j++)
    fprintf(f, "%.6f %.17g\n", j * h, AT(u, n / 2, j));
  fclose(f);
  f = fopen(s->file, "r");
  char text[128];
  while (fgets(text, sizeof text, f)) {
    double y, value;
    if (text[0] == '#' || sscanf(text, "%lf %lf", &y, &value) != 2) continue;
    if (fabs(y - lines * h) < 1e-5 && value == AT(u, n / 2, lines)) good++;
    lines++;
  }
  fclose(f);
  remove(s->file);
  return lines == n && good == n;
}

static void read_options(settings_t *s, int argc, char **argv) {
  for (int k = 1; k < argc; k++) {
    const char *value = k + 1 < argc ? argv[k + 1] : "0";
    if (!strcmp(argv[k], "-n")) s->n = atoi(value), k++;
    else if (!strcmp(argv[k], "-steps")) s->steps = atoi(value), k++;
    else if (!strcmp(argv[k], "-sweeps")) s->sweeps = atoi(value), k++;
    else if (!strcmp(argv[k], "-re")) s->reynolds = atof(value), k++;
    else if (!strcmp(argv[k], "-dt")) s->dt = atof(value), k++;
    else if (!strcmp(argv[k], "-o")) s->file = value, k++;
    else if (!strcmp(argv[k], "-v")) s->verbose = 1;
    else {
      fprintf(stderr, "usage: %s [-n N] [-steps K] [-sweeps K] [-re R] [-dt T] [-o FILE] [-v]\n",
              argv[0]);
      exit(2);
    }
  }
  if (s->n < 9) s->n = 9;
}

int main(int argc, char **argv) {
  settings_t s = {41, 160, 12, 100.0, 0.004, 1.6, "cavity_centre_line.txt", 0};
  read_options(&s, argc, argv);
  int n = s.n;
  grid_t g = {n, 1.0 / (n - 1), s.dt, 1.0 / s.reynolds, s.omega, 1.0};
  double *fields = (double *)malloc(6 * (size_t)n * n * sizeof(double));
  double *psi = fields, *w = psi + n * n, *u = w + n * n;
  double *psi2 = u + n * n, *w2 = psi2 + n * n, *u2 = w2 + n * n, speed;
  double change = run_device(&s, g, psi, w, u, &speed);
  run_host(&s, g, psi2, w2, u2);

  printf("cavity %dx%d, Re %.0f, %d steps of %.3f\n", n, n, s.reynolds, s.steps, s.dt);
  printf("     y   u(centre)   psi(centre)\n");
  for (int j = 0; j < n; j += (n - 1) / 10)
    printf("  %.3f  %9.4f  %9.5f\n", j * g.h, AT(u, n / 2, j), AT(psi, n / 2, j));
  int eye = 0;
  for (int k = 1; k < n * n; k++)
    if (psi[k] < psi[eye]) eye = k;
  printf("vortex centre near (%.3f, %.3f), psi %.4f\n", eye % n * g.h, eye / n * g.h, psi[eye]);
  printf("fastest interior node %.3f, last change of vorticity %.3f\n", speed, change);

  int ok_psi = largest_difference(psi, psi2, n * n) < 1e-10;
  int ok_w = largest_difference(w, w2, n * n) < 1e-8;
  int ok_u = largest_difference(u, u2, n * n) < 1e-9;
  int ok_file = save_and_reload(&s, u, g.h);
  printf("stream function %s\nvorticity %s\nvelocity %s\nfile %s\n", ok_psi ? "PASS" : "FAIL",
         ok_w ? "PASS" : "FAIL", ok_u ? "PASS" : "FAIL", ok_file ? "PASS" : "FAIL");
  free(fields);
  return ok_psi && ok_w && ok_u && ok_file ? 0 : 1;
}
