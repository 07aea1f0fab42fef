// run: tolerance=1e-3
// Lattice Boltzmann D2Q9: flow in a channel around a square, structure of arrays, bounce-back, periodic in x; mass is conserved.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#define NX 64
#define NY 32
#define N (NX * NY)
__constant__ int ex[9] = {0, 1, 0, -1, 0, 1, -1, -1, 1}, ey[9] = {0, 0, 1, 0, -1, 1, 1, -1, -1},
                 opposite[9] = {0, 3, 4, 1, 2, 7, 8, 5, 6};
__constant__ float weight[9] = {4 / 9.f,  1 / 9.f,  1 / 9.f,  1 / 9.f, 1 / 9.f,
                                1 / 36.f, 1 / 36.f, 1 / 36.f, 1 / 36.f};
__host__ __device__ inline bool wall(int x, int y) {
  return y == 0 || y == NY - 1 || (x >= 12 && x < 18 && y >= 12 && y < 19);
}
__global__ void start(float *f) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < N)
    for (int q = 0; q < 9; q++)
      f[q * N + i] = weight[q];
}
__global__ void collide(float *f, float omega, float force) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= N) return;
  int x = i % NX, y = i / NX;
  float g[9], rho = 0, ux = 0, uy = 0;
#pragma unroll
  for (int q = 0; q < 9; q++) {
    g[q] = f[q * N + i];
    rho += g[q];
    ux += g[q] * ex[q];
    uy += g[q] * ey[q];
  }
  if (wall(x, y)) {
    for (int q = 0; q < 9; q++)
      f[q * N + i] = g[opposite[q]];
    return;
  }
  ux /= rho;
  uy /= rho;
  float uu = ux * ux + uy * uy;
  for (int q = 0; q < 9; q++) {
    float eu = ex[q] * ux + ey[q] * uy,
          eq = weight[q] * rho * (1 + 3 * eu + 4.5f * eu * eu - 1.5f * uu);
    f[q * N + i] = g[q] + omega * (eq - g[q]) + 3 * weight[q] * force * ex[q];
  }
}
__global__ void stream(const float *f, float *to) {
  int x = threadIdx.x, y = blockIdx.x;
  for (int q = 0; q < 9; q++) {
    int sx = (x - ex[q] + NX) % NX, sy = (y - ey[q] + NY) % NY;
    to[q * N + y * NX + x] = f[q * N + sy * NX + sx];
  }
}
__global__ void moments(const float *f, float *rho, float2 *u) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= N) return;
  float r = 0;
  float2 v = make_float2(0, 0);
  for (int q = 0; q < 9; q++) {
    float g = f[q * N + i];
    r += g;
    v.x += g * ex[q];
    v.y += g * ey[q];
  }
  rho[i] = r;
  u[i] = make_float2(v.x / r, v.y / r);
}
int main() {
  float *a, *b, *rho, hr[N];
  float2 *u, hu[N];
  cudaMalloc(&a, 9 * N * 4);
  cudaMalloc(&b, 9 * N * 4);
  cudaMalloc(&rho, N * 4);
  cudaMalloc(&u, N * 8);
  start<<<(N + 127) / 128, 128>>>(a);
  for (int step = 1; step <= 60; step++) {
    collide<<<(N + 127) / 128, 128>>>(a, 1.2f, 1e-4f);
    stream<<<NY, NX>>>(a, b);
    float *t = a;
    a = b;
    b = t;
    if (step % 20 == 0) {
      moments<<<(N + 127) / 128, 128>>>(a, rho, u);
      cudaMemcpy(hr, rho, sizeof hr, cudaMemcpyDeviceToHost);
      cudaMemcpy(hu, u, sizeof hu, cudaMemcpyDeviceToHost);
      double mass = 0, flow = 0;
      for (int i = 0; i < N; i++) {
        mass += hr[i];
        if (!wall(i % NX, i / NX)) flow += hu[i].x;
      }
      printf("step %d: mass %.1f, flow %.5f\n", step, mass, flow);
    }
  }
  for (int y = 1; y < NY - 1; y += 4)
    printf("%2d %.4e %.4e\n", y, hu[y * NX + 40].x, hu[y * NX + 5].x);
  printf("%s\n", cudaGetErrorName(cudaGetLastError()));
  return 0;
}
