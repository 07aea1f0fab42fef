// run: tolerance=1e-3
// Soft spheres falling into a box: a uniform grid by counting sort and prefix sums over blocks, contact forces from 27 cells, against all pairs on the CPU.
#include <cuda_runtime.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECKED(code)                                                                     \
  do {                                                                                    \
    cudaError_t checked = (code);                                                         \
    if (checked != cudaSuccess) {                                                         \
      fprintf(stderr, "CUDA: %s at line %d\n", cudaGetErrorString(checked), __LINE__);    \
      exit(3);                                                                            \
    }                                                                                     \
  } while (0)

enum { BLOCK = 64, SCAN_BLOCK = 128 };

typedef struct {
  float radius, stiffness, damping, gravity, dt;
  float3 box;
  int3 cells; /* in each direction; a cell is at least one diameter wide */
  float3 cell_size;
  int particles;
} world_t;

typedef struct {
  float4 *position; /* w: mass */
  float4 *velocity; /* w: unused */
  float4 *sorted_position, *sorted_velocity;
  float3 *force;
  unsigned *cell, *order;
  unsigned *count, *start, *filled, *block_sum;
  int cell_total;
} store_t;

struct totals_t {
  double kinetic, potential;
  int contacts, busiest_cell;
  unsigned lowest; /* of the heights, as ordered bits */
};

__constant__ world_t world;
__device__ totals_t totals;
__device__ unsigned overflow_count;

/* ---- shared by host and device ---- */

__host__ __device__ inline float3 operator+(float3 a, float3 b) {
  return make_float3(a.x + b.x, a.y + b.y, a.z + b.z);
}

__host__ __device__ inline float3 operator*(float s, float3 a) {
  return make_float3(s * a.x, s * a.y, s * a.z);
}

__host__ __device__ inline float3 xyz(float4 v) {
  return make_float3(v.x, v.y, v.z);
}

/* The force on a sphere at p from one at q: a spring along the normal and friction of approach. */
__host__ __device__ static float3 contact(const world_t &w, float3 p, float3 q, float3 vp,
                                          float3 vq, int *touching) {
  float3 d = p + -1.0f * q, relative = vp + -1.0f * vq;
  float distance2 = d.x * d.x + d.y * d.y + d.z * d.z, reach = 2 * w.radius;
  if (distance2 >= reach * reach || distance2 == 0) return make_float3(0, 0, 0);
  float distance = sqrtf(distance2);
  float3 normal = 1 / distance * d;
  float speed = relative.x * normal.x + relative.y * normal.y + relative.z * normal.z;
  *touching += 1;
  return (w.stiffness * (reach - distance) - w.damping * speed) * normal;
}

__host__ __device__ static float wall(float x, float high, float radius, float stiffness) {
  if (x < radius) return stiffness * (radius - x);
  if (x > high - radius) return -stiffness * (x - high + radius);
  return 0;
}

__host__ __device__ static float3 walls(const world_t &w, float3 p) {
  return make_float3(wall(p.x, w.box.x, w.radius, w.stiffness),
                     wall(p.y, w.box.y, w.radius, w.stiffness),
                     wall(p.z, w.box.z, w.radius, w.stiffness));
}

__device__ static int3 cell_coordinates(float3 p) {
  return make_int3(min(max((int)(p.x / world.cell_size.x), 0), world.cells.x - 1),
                   min(max((int)(p.y / world.cell_size.y), 0), world.cells.y - 1),
                   min(max((int)(p.z / world.cell_size.z), 0), world.cells.z - 1));
}

__device__ static unsigned cell_number(int3 c) {
  return (c.z * world.cells.y + c.y) * world.cells.x + c.x;
}

/* ---- the grid ---- */

__global__ void count_cells(store_t s) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= world.particles) return;
  unsigned c = cell_number(cell_coordinates(xyz(s.position[i])));
  s.cell[i] = c;
  atomicAdd(&s.count[c], 1u);
}

/* Inclusive prefix sum of one value a thread over the block; all threads call. */
__device__ unsigned block_scan(unsigned value, unsigned *warp_total) {
  unsigned lane = threadIdx.x & 31, warp = threadIdx.x >> 5;
  for (int d = 1; d < 32; d <<= 1) {
    unsigned below = __shfl_up_sync(0xffffffff, value, d);
    if (lane >= d) value += below;
  }
  if (lane == 31) warp_total[warp] = value;
  __syncthreads();
  unsigned before = 0;
  for (unsigned w = 0; w < warp; w++)
    before += warp_total[w];
  __syncthreads();
  return value + before;
}

__global__ void scan_blocks(const unsigned *in, unsigned *out, unsigned *sums, int n) {
  __shared__ unsigned warp_total[SCAN_BLOCK / 32];
  int i = blockIdx.x * SCAN_BLOCK + threadIdx.x;
  unsigned own = i < n ? in[i] : 0;
  unsigned inclusive = block_scan(own, warp_total);
  if (i < n) out[i] = inclusive - own;
  if (threadIdx.x == SCAN_BLOCK - 1) sums[blockIdx.x] = inclusive;
}

__global__ void add_offsets(unsigned *out, const unsigned *scanned_sums, int n) {
  int i = blockIdx.x * SCAN_BLOCK + threadIdx.x;
  if (i < n) out[i] += scanned_sums[blockIdx.x];
}

__global__ void place(store_t s) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= world.particles) return;
  unsigned c = s.cell[i];
  s.order[s.start[c] + atomicAdd(&s.filled[c], 1u)] = i;
}

/* Within a cell the particles get the order of their numbers, which makes sums repeatable. */
__global__ void settle_order(store_t s) {
  int c = blockIdx.x * blockDim.x + threadIdx.x;
  if (c >= s.cell_total) return;
  unsigned *own = s.order + s.start[c], n = s.count[c];
  for (unsigned k = 1; k < n; k++) {
    unsigned key = own[k], j = k;
    for (; j > 0 && own[j - 1] > key; j--)
      own[j] = own[j - 1];
    own[j] = key;
  }
  if (n > 32) atomicInc(&overflow_count, 0xffffffffu);
  atomicMax(&totals.busiest_cell, (int)n);
}

__global__ void gather(store_t s) {
  int k = blockIdx.x * blockDim.x + threadIdx.x;
  if (k >= world.particles) return;
  s.sorted_position[k] = s.position[s.order[k]];
  s.sorted_velocity[k] = s.velocity[s.order[k]];
}

/* ---- motion ---- */

__global__ void forces(store_t s, int count_contacts) {
  int k = blockIdx.x * blockDim.x + threadIdx.x;
  if (k >= world.particles) return;
  float4 me = s.sorted_position[k];
  float3 p = xyz(me), v = xyz(s.sorted_velocity[k]), sum = walls(world, p);
  int3 c = cell_coordinates(p);
  int touching = 0;
  sum.z -= me.w * world.gravity;
  for (int z = max(c.z - 1, 0); z <= min(c.z + 1, world.cells.z - 1); z++)
    for (int y = max(c.y - 1, 0); y <= min(c.y + 1, world.cells.y - 1); y++)
      for (int x = max(c.x - 1, 0); x <= min(c.x + 1, world.cells.x - 1); x++) {
        unsigned other = cell_number(make_int3(x, y, z));
        unsigned end = s.start[other] + s.count[other];
        for (unsigned j = s.start[other]; j < end; j++) {
          if ((int)j == k) continue;
          float3 q = xyz(s.sorted_position[j]), vq = xyz(s.sorted_velocity[j]);
          sum = sum + contact(world, p, q, v, vq, &touching);
        }
      }
  s.force[s.order[k]] = sum;
  if (count_contacts && touching) atomicAdd(&totals.contacts, touching);
}

__global__ void move(store_t s) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= world.particles) return;
  float4 p = s.position[i], v = s.velocity[i];
  float3 f = s.force[i];
  float step = world.dt / p.w;
  v.x += step * f.x;
  v.y += step * f.y;
  v.z += step * f.z;
  p.x += world.dt * v.x;
  p.y += world.dt * v.y;
  p.z += world.dt * v.z;
  s.position[i] = p;
  s.velocity[i] = v;
}

/* Energies in one block, so that the order of the sums is fixed; dynamic shared memory. */
__global__ void measure(store_t s) {
  extern __shared__ double2 energy[];
  double kinetic = 0, potential = 0;
  float lowest = FLT_MAX;
  for (int i = threadIdx.x; i < world.particles; i += blockDim.x) {
    float4 p = s.position[i], v = s.velocity[i];
    kinetic += 0.5 * p.w * ((double)v.x * v.x + (double)v.y * v.y + (double)v.z * v.z);
    potential += (double)p.w * world.gravity * p.z;
    lowest = fminf(lowest, p.z);
  }
  energy[threadIdx.x] = make_double2(kinetic, potential);
  atomicMin(&totals.lowest, __float_as_uint(fmaxf(lowest, 0.0f)));
  __syncthreads();
  for (unsigned half = blockDim.x / 2; half; half >>= 1) {
    if (threadIdx.x < half) {
      energy[threadIdx.x].x += energy[threadIdx.x + half].x;
      energy[threadIdx.x].y += energy[threadIdx.x + half].y;
    }
    __syncthreads();
  }
  if (threadIdx.x == 0) {
    totals.kinetic = energy[0].x;
    totals.potential = energy[0].y;
  }
}

/* ---- host side ---- */

static void *allocate(size_t bytes) {
  void *p;
  CHECKED(cudaMalloc(&p, bytes));
  CHECKED(cudaMemset(p, 0, bytes));
  return p;
}

static store_t make_store(const world_t *w) {
  store_t s;
  size_t n = w->particles;
  s.cell_total = w->cells.x * w->cells.y * w->cells.z;
  s.position = (float4 *)allocate(4 * n * sizeof(float4));
  s.velocity = s.position + n;
  s.sorted_position = s.velocity + n;
  s.sorted_velocity = s.sorted_position + n;
  s.force = (float3 *)allocate(n * sizeof(float3));
  s.cell = (unsigned *)allocate(2 * n * sizeof(unsigned));
  s.order = s.cell + n;
  s.count = (unsigned *)allocate((3 * (size_t)s.cell_total + SCAN_BLOCK) * sizeof(unsigned));
  s.filled = s.count + s.cell_total;
  s.start = s.filled + s.cell_total;
  s.block_sum = s.start + s.cell_total;
  return s;
}

static void build_grid(const world_t *w, store_t s, cudaStream_t stream) {
  int blocks = (w->particles + BLOCK - 1) / BLOCK;
  int scans = (s.cell_total + SCAN_BLOCK - 1) / SCAN_BLOCK;
  CHECKED(cudaMemsetAsync(s.count, 0, 2 * s.cell_total * sizeof(unsigned), stream));
  count_cells<<<blocks, BLOCK, 0, stream>>>(s);
  scan_blocks<<<scans, SCAN_BLOCK, 0, stream>>>(s.count, s.start, s.block_sum, s.cell_total);
  /* The block sums are few: one block scans them in place, each thread its own element. */
  scan_blocks<<<1, SCAN_BLOCK, 0, stream>>>(s.block_sum, s.block_sum, s.block_sum + scans, scans);
  add_offsets<<<scans, SCAN_BLOCK, 0, stream>>>(s.start, s.block_sum, s.cell_total);
  place<<<blocks, BLOCK, 0, stream>>>(s);
  settle_order<<<(s.cell_total + BLOCK - 1) / BLOCK, BLOCK, 0, stream>>>(s);
  gather<<<blocks, BLOCK, 0, stream>>>(s);
}

static unsigned long long lattice_noise(unsigned long long *state) {
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return *state;
}

static void fill_box(const world_t *w, float4 *position, float4 *velocity) {
  unsigned long long state = 0x2545f4914f6cdd1dull;
  int side = (int)ceilf(cbrtf((float)w->particles));
  for (int i = 0; i < w->particles; i++) {
    float jitter[3];
    for (int k = 0; k < 3; k++)
      jitter[k] = (float)(lattice_noise(&state) >> 40) / (1 << 24) - 0.5f;
    int x = i % side, y = i / side % side, z = i / side / side;
    position[i].x = (x + 0.5f + 0.2f * jitter[0]) * w->box.x / side;
    position[i].y = (y + 0.5f + 0.2f * jitter[1]) * w->box.y / side;
    position[i].z = (z + 0.5f + 0.2f * jitter[2]) * w->box.z / side * 0.75f;
    position[i].w = i % 3 == 0 ? 1.5f : 1.0f;
    velocity[i] = make_float4(jitter[2], jitter[0], jitter[1], 0);
  }
}

static int host_steps(const world_t *w, float4 *position, float4 *velocity, int steps) {
  int n = w->particles, touching = 0;
  float3 *force = (float3 *)malloc(n * sizeof *force);
  for (int step = 0; step < steps; step++) {
    touching = 0;
    for (int i = 0; i < n; i++) {
      float3 p = xyz(position[i]), sum = walls(*w, p);
      sum.z -= position[i].w * w->gravity;
      for (int j = 0; j < n; j++)
        if (j != i)
          sum = sum + contact(*w, p, xyz(position[j]), xyz(velocity[i]), xyz(velocity[j]),
                              &touching);
      force[i] = sum;
    }
    for (int i = 0; i < n; i++) {
      float3 v = xyz(velocity[i]) + w->dt / position[i].w * force[i];
      float3 p = xyz(position[i]) + w->dt * v;
      velocity[i] = make_float4(v.x, v.y, v.z, 0);
      position[i] = make_float4(p.x, p.y, p.z, position[i].w);
    }
  }
  free(force);
  return touching;
}

static int order_is_sound(const store_t *s, const world_t *w) {
  int n = w->particles, good = 1;
  unsigned *cell = (unsigned *)malloc(2 * n * sizeof *cell), *order = cell + n;
  char *seen = (char *)calloc(n, 1);
  CHECKED(cudaMemcpy(cell, s->cell, 2 * n * sizeof *cell, cudaMemcpyDeviceToHost));
  for (int k = 0; k < n; k++) {
    if (order[k] >= (unsigned)n || seen[order[k]]++) good = 0;
    else if (k && cell[order[k]] < cell[order[k - 1]]) good = 0;
  }
  free(cell);
  free(seen);
  return good;
}

static int snapshot(const char *name, const float4 *position, int n) {
  FILE *f = fopen(name, "w+b");
  if (!f) return 0;
  float4 back;
  int good = fwrite(position, sizeof *position, n, f) == (size_t)n;
  rewind(f);
  for (int i = 0; i < n; i++)
    good = good && fread(&back, sizeof back, 1, f) == 1 &&
           !memcmp(&back, position + i, sizeof back);
  good = good && fgetc(f) == EOF;
  fclose(f);
  remove(name);
  return good;
}

int main(int argc, char **argv) {
  world_t w;
  int steps = 60, every = 10;
  w.particles = 343;
  for (int k = 1; k < argc; k++) {
    if (sscanf(argv[k], "particles=%d", &w.particles) == 1) continue;
    if (sscanf(argv[k], "steps=%d", &steps) == 1) continue;
    fprintf(stderr, "usage: %s [particles=N] [steps=N]\n", argv[0]);
    return 2;
  }
  w.radius = 0.5f, w.stiffness = 400, w.damping = 2, w.gravity = 9.81f, w.dt = 0.005f;
  w.box = make_float3(8, 8, 11);
  w.cells = make_int3(8, 8, 11);
  w.cell_size = make_float3(w.box.x / w.cells.x, w.box.y / w.cells.y, w.box.z / w.cells.z);
  CHECKED(cudaMemcpyToSymbol(world, &w, sizeof w));
  size_t bytes = w.particles * sizeof(float4);
  float4 *position, *velocity, *got;
  CHECKED(cudaMallocHost(&position, bytes));
  CHECKED(cudaMallocHost(&velocity, bytes));
  CHECKED(cudaMallocHost(&got, bytes));
  fill_box(&w, position, velocity);

  store_t s = make_store(&w);
  cudaStream_t stream;
  cudaEvent_t ready;
  CHECKED(cudaStreamCreate(&stream));
  CHECKED(cudaEventCreateWithFlags(&ready, cudaEventDisableTiming));
  CHECKED(cudaMemcpyAsync(s.position, position, bytes, cudaMemcpyHostToDevice, stream));
  CHECKED(cudaMemcpyAsync(s.velocity, velocity, bytes, cudaMemcpyHostToDevice, stream));

  printf("%d spheres, %d cells\n", w.particles, s.cell_total);
  printf("step  kinetic  potential  contacts  fullest\n");
  totals_t t;
  for (int step = 1; step <= steps; step++) {
    int report = step % every == 0;
    totals_t none = {0, 0, 0, 0, 0x7f7fffffu};
    if (report) CHECKED(cudaMemcpyToSymbolAsync(totals, &none, sizeof none, 0,
                                                cudaMemcpyHostToDevice, stream));
    build_grid(&w, s, stream);
    forces<<<(w.particles + BLOCK - 1) / BLOCK, BLOCK, 0, stream>>>(s, report);
    move<<<(w.particles + BLOCK - 1) / BLOCK, BLOCK, 0, stream>>>(s);
    if (!report) continue;
    measure<<<1, 128, 128 * sizeof(double2), stream>>>(s);
    CHECKED(cudaMemcpyFromSymbolAsync(&t, totals, sizeof t, 0, cudaMemcpyDeviceToHost, stream));
    CHECKED(cudaEventRecord(ready, stream));
    CHECKED(cudaEventSynchronize(ready));
    printf("%4d  %7.1f  %9.1f  %8d  %7d\n", step, t.kinetic, t.potential, t.contacts / 2,
           t.busiest_cell);
  }
  CHECKED(cudaMemcpyAsync(got, s.position, bytes, cudaMemcpyDeviceToHost, stream));
  CHECKED(cudaStreamSynchronize(stream));
  float lowest;
  memcpy(&lowest, &t.lowest, sizeof lowest);
  printf("lowest centre %.3f\n", lowest);

  int contacts = host_steps(&w, position, velocity, steps);
  float worst = 0;
  for (int i = 0; i < w.particles; i++) {
    worst = fmaxf(worst, fabsf(got[i].x - position[i].x));
    worst = fmaxf(worst, fabsf(got[i].y - position[i].y));
    worst = fmaxf(worst, fabsf(got[i].z - position[i].z));
  }
  unsigned crowded;
  CHECKED(cudaMemcpyFromSymbol(&crowded, overflow_count, sizeof crowded));
  int checks[] = {worst < 2e-3f, abs(contacts - t.contacts) <= 2, order_is_sound(&s, &w),
                  crowded == 0, snapshot("particle_grid.bin", got, w.particles)};
  const char *names[] = {"positions", "contacts", "counting sort", "no crowded cell", "snapshot"};
  int failures = 0;
  for (int k = 0; k < 5; k++) {
    printf("%-16s %s\n", names[k], checks[k] ? "PASS" : "FAIL");
    failures += !checks[k];
  }
  CHECKED(cudaFree(s.position));
  CHECKED(cudaFree(s.force));
  CHECKED(cudaFree(s.cell));
  CHECKED(cudaFree(s.count));
  CHECKED(cudaFreeHost(position));
  CHECKED(cudaFreeHost(velocity));
  CHECKED(cudaFreeHost(got));
  CHECKED(cudaEventDestroy(ready));
  CHECKED(cudaStreamDestroy(stream));
  return failures;
}
