// Bodies that attract each other: two clusters fall together. All pairs are summed up, tile by tile through
// shared memory; energy and momentum tell whether the integration is sound.
//
//   cuda-wasm run examples/nbody.cu -- 1024 100
//
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define THREADS 128
#define SOFTENING 0.05f

// Each body is a float4: its place, and its mass in w.
__global__ void accelerate(const float4 *bodies, float4 *accelerations, int n) {
  __shared__ float4 tile[THREADS];
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  float4 me = i < n ? bodies[i] : make_float4(0, 0, 0, 0);
  float ax = 0, ay = 0, az = 0, potential = 0;
  for (int first = 0; first < n; first += THREADS) {
    int j = first + threadIdx.x;
    tile[threadIdx.x] = j < n ? bodies[j] : make_float4(0, 0, 0, 0);  // no mass: no pull
    __syncthreads();
    for (int k = 0; k < THREADS; k++) {
      float4 other = tile[k];
      float dx = other.x - me.x, dy = other.y - me.y, dz = other.z - me.z;
      float inverse = rsqrtf(dx * dx + dy * dy + dz * dz + SOFTENING * SOFTENING);
      float pull = other.w * inverse * inverse * inverse;
      ax += dx * pull;
      ay += dy * pull;
      az += dz * pull;
      potential -= other.w * inverse;
    }
    __syncthreads();
  }
  if (i < n) {
    accelerations[i] = make_float4(ax, ay, az, potential + me.w / SOFTENING);  // without the body itself
  }
}

// Leapfrog: half a kick, a drift; then, with the new accelerations, the other half of the kick.
__global__ void kickAndDrift(float4 *bodies, float4 *velocities, const float4 *accelerations, int n, float dt, bool drift) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) {
    return;
  }
  float4 v = velocities[i], a = accelerations[i];
  v.x += a.x * dt / 2;
  v.y += a.y * dt / 2;
  v.z += a.z * dt / 2;
  velocities[i] = v;
  if (drift) {
    bodies[i].x += v.x * dt;
    bodies[i].y += v.y * dt;
    bodies[i].z += v.z * dt;
  }
}

static float uniform() { return rand() / (float)RAND_MAX * 2 - 1; }

static void report(int step, int n, const float4 *x, const float4 *v, const float4 *a) {
  double kinetic = 0, potential = 0, momentum = 0;
  for (int i = 0; i < n; i++) {
    kinetic += 0.5 * x[i].w * (v[i].x * v[i].x + v[i].y * v[i].y + v[i].z * v[i].z);
    potential += 0.5 * x[i].w * a[i].w;
    momentum += x[i].w * v[i].x;
  }
  printf("step %4d: kinetic %.4f, potential %.4f, total %.4f, momentum %.4f\n", step, kinetic, potential, kinetic + potential, fabs(momentum));
}

int main(int argc, char **argv) {
  int n = argc > 1 ? atoi(argv[1]) : 512, steps = argc > 2 ? atoi(argv[2]) : 50;
  if (n < 2 || steps < 1) {
    fprintf(stderr, "usage: nbody [bodies [steps]]\n");
    return 1;
  }
  size_t bytes = n * sizeof(float4);
  float4 *x = (float4 *)malloc(bytes), *v = (float4 *)malloc(bytes), *a = (float4 *)malloc(bytes), *dx, *dv, *da;
  srand(1);
  for (int i = 0; i < n; i++) {
    float side = i % 2 ? 1.0f : -1.0f;
    x[i] = make_float4(side * 1.5f + uniform() * 0.5f, uniform() * 0.5f, uniform() * 0.5f, 1.0f / n);
    v[i] = make_float4(-side * 0.1f, side * 0.3f, 0, 0);
  }
  cudaMalloc(&dx, bytes);
  cudaMalloc(&dv, bytes);
  cudaMalloc(&da, bytes);
  cudaMemcpy(dx, x, bytes, cudaMemcpyHostToDevice);
  cudaMemcpy(dv, v, bytes, cudaMemcpyHostToDevice);
  int blocks = (n + THREADS - 1) / THREADS;
  accelerate<<<blocks, THREADS>>>(dx, da, n);
  for (int step = 0; step <= steps; step++) {
    if (step % (steps / 5 > 0 ? steps / 5 : 1) == 0) {
      cudaMemcpy(x, dx, bytes, cudaMemcpyDeviceToHost);
      cudaMemcpy(v, dv, bytes, cudaMemcpyDeviceToHost);
      cudaMemcpy(a, da, bytes, cudaMemcpyDeviceToHost);
      report(step, n, x, v, a);
    }
    kickAndDrift<<<blocks, THREADS>>>(dx, dv, da, n, 0.01f, true);
    accelerate<<<blocks, THREADS>>>(dx, da, n);
    kickAndDrift<<<blocks, THREADS>>>(dx, dv, da, n, 0.01f, false);
  }
  cudaFree(dx);
  cudaFree(dv);
  cudaFree(da);
  free(x);
  free(v);
  free(a);
  return 0;
}
