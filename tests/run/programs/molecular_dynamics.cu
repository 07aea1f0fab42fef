// run: tolerance=1e-3 nvcc="-fmad=false"
// Molecular dynamics of Lennard-Jones particles in a periodic box: cell lists built with atomics, forces from neighbouring cells in sorted order, velocity Verlet, energy.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#define SIDE 6
#define N (SIDE * SIDE * SIDE)
#define CELLS 3
#define CAPACITY 32
#define BOX 9.0
#define CUTOFF 2.5
typedef double3 vec;
__device__ int cell_of(vec p) {
  int x = (int)(p.x * CELLS / BOX) % CELLS, y = (int)(p.y * CELLS / BOX) % CELLS,
      z = (int)(p.z * CELLS / BOX) % CELLS;
  return (z * CELLS + y) * CELLS + x;
}
__global__ void bin(const vec *x, int *counts, int (*members)[CAPACITY]) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < N) {
    int c = cell_of(x[i]), slot = atomicAdd(&counts[c], 1);
    if (slot < CAPACITY) members[c][slot] = i;
  }
}
__global__ void sort_cells(const int *counts, int (*members)[CAPACITY]) {
  int c = threadIdx.x;
  for (int i = 1; i < counts[c]; i++) {
    int v = members[c][i], j = i;
    while (j > 0 && members[c][j - 1] > v) {
      members[c][j] = members[c][j - 1];
      j--;
    }
    members[c][j] = v;
  }
}
__device__ double wrap(double d) {
  return d - BOX * rint(d / BOX);
}
__global__ void forces(const vec *x, const int *counts, const int (*members)[CAPACITY], vec *f,
                       double *potential) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= N) return;
  vec p = x[i], s = make_double3(0, 0, 0);
  double e = 0;
  for (int c = 0; c < CELLS * CELLS * CELLS; c++)
    for (int k = 0; k < counts[c]; k++) {
      int j = members[c][k];
      if (j == i) continue;
      double dx = wrap(p.x - x[j].x), dy = wrap(p.y - x[j].y), dz = wrap(p.z - x[j].z),
             r2 = dx * dx + dy * dy + dz * dz;
      if (r2 > CUTOFF * CUTOFF) continue;
      double i2 = 1 / r2, i6 = i2 * i2 * i2, w = 24 * i2 * i6 * (2 * i6 - 1);
      s.x += w * dx;
      s.y += w * dy;
      s.z += w * dz;
      e += 2 * i6 * (i6 - 1);
    }
  f[i] = s;
  potential[i] = e;
}
__global__ void move(vec *x, vec *v, const vec *f, double dt) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= N) return;
  v[i].x += f[i].x * dt / 2;
  v[i].y += f[i].y * dt / 2;
  v[i].z += f[i].z * dt / 2;
  x[i].x = fmod(x[i].x + v[i].x * dt + BOX, BOX);
  x[i].y = fmod(x[i].y + v[i].y * dt + BOX, BOX);
  x[i].z = fmod(x[i].z + v[i].z * dt + BOX, BOX);
}
__global__ void kick(vec *v, const vec *f, double dt) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < N) {
    v[i].x += f[i].x * dt / 2;
    v[i].y += f[i].y * dt / 2;
    v[i].z += f[i].z * dt / 2;
  }
}
static vec *x, *v, *f;
static double *e;
static int *counts, (*members)[CAPACITY];
static int blocks = (N + 63) / 64;
static void compute(void) {
  cudaMemset(counts, 0, CELLS * CELLS * CELLS * sizeof(int));
  bin<<<blocks, 64>>>(x, counts, members);
  sort_cells<<<1, CELLS * CELLS * CELLS>>>(counts, members);
  forces<<<blocks, 64>>>(x, counts, members, f, e);
}
int main(void) {
  static vec hx[N], hv[N];
  static double he[N];
  vec mean = {0, 0, 0};
  srand(5);
  for (int i = 0; i < N; i++) {
    hx[i] = make_double3((i % SIDE + 0.5) * BOX / SIDE, (i / SIDE % SIDE + 0.5) * BOX / SIDE,
                         (i / SIDE / SIDE + 0.5) * BOX / SIDE);
    hv[i] = make_double3(rand() % 1000 / 500.0 - 1, rand() % 1000 / 500.0 - 1,
                         rand() % 1000 / 500.0 - 1);
    mean.x += hv[i].x / N;
    mean.y += hv[i].y / N;
    mean.z += hv[i].z / N;
  }
  for (vec &u : hv) {
    u.x -= mean.x;
    u.y -= mean.y;
    u.z -= mean.z;
  }
  cudaMalloc(&x, sizeof hx);
  cudaMalloc(&v, sizeof hv);
  cudaMalloc(&f, sizeof hx);
  cudaMalloc(&e, sizeof he);
  cudaMalloc(&counts, CELLS * CELLS * CELLS * sizeof(int));
  cudaMalloc(&members, CELLS * CELLS * CELLS * sizeof *members);
  cudaMemcpy(x, hx, sizeof hx, cudaMemcpyHostToDevice);
  cudaMemcpy(v, hv, sizeof hv, cudaMemcpyHostToDevice);
  compute();
  for (int step = 0; step <= 20; step++) {
    if (step % 10 == 0) {
      cudaMemcpy(hv, v, sizeof hv, cudaMemcpyDeviceToHost);
      cudaMemcpy(he, e, sizeof he, cudaMemcpyDeviceToHost);
      double kinetic = 0, potential = 0;
      for (int i = 0; i < N; i++) {
        kinetic += 0.5 * (hv[i].x * hv[i].x + hv[i].y * hv[i].y + hv[i].z * hv[i].z);
        potential += he[i];
      }
      printf("step %d: kinetic %.5f, potential %.5f, total %.4f\n", step, kinetic, potential,
             kinetic + potential);
    }
    move<<<blocks, 64>>>(x, v, f, 0.004);
    compute();
    kick<<<blocks, 64>>>(v, f, 0.004);
  }
  int c[27], most = 0;
  cudaMemcpy(c, counts, sizeof c, cudaMemcpyDeviceToHost);
  int total = 0;
  for (int k : c) {
    total += k;
    most = k > most ? k : most;
  }
  printf("%d binned, %s, %s\n", total, most <= CAPACITY ? "none lost" : "overflow",
         cudaGetErrorName(cudaGetLastError()));
  return 0;
}
