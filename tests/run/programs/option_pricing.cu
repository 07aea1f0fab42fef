// run: tolerance=1e-3
// European and Asian options by simulation with a counter-based generator, Box-Muller normals, against the closed formula.
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#define PATHS 8192
#define STEPS 8
struct option_t {
  float spot, strike, rate, volatility, years;
};
__host__ __device__ static inline uint32_t mix(uint32_t a, uint32_t b) {
  uint32_t x = a * 0x9e3779b1u ^ (b + 0x7f4a7c15u) * 0x85ebca6bu;
  x ^= x >> 16;
  x *= 0x7feb352du;
  x ^= x >> 15;
  x *= 0x846ca68bu;
  return x ^ x >> 16;
}
__device__ static float2 normals(uint32_t path, uint32_t step) {
  float u = (mix(path, 2 * step) + 1.0f) * 2.3283064e-10f,
        v = mix(path, 2 * step + 1) * 2.3283064e-10f;
  u = fminf(u, 1.0f);
  float r = sqrtf(-2 * logf(u)), s, c;
  sincosf(6.2831853f * v, &s, &c);
  return make_float2(r * c, r * s);
}
__global__ void simulate(option_t o, double *european, double *asian) {
  __shared__ double se[256], sa[256];
  int t = threadIdx.x;
  double e = 0, a = 0;
  float dt = o.years / STEPS, drift = (o.rate - 0.5f * o.volatility * o.volatility) * dt,
        diffusion = o.volatility * sqrtf(dt);
  for (int p = blockIdx.x * blockDim.x + t; p < PATHS; p += gridDim.x * blockDim.x) {
    float log_spot = logf(o.spot), sum = 0;
    for (int s = 0; s < STEPS; s += 2) {
      float2 n = normals(p, s);
      log_spot += drift + diffusion * n.x;
      sum += expf(log_spot);
      log_spot += drift + diffusion * n.y;
      sum += expf(log_spot);
    }
    e += fmaxf(expf(log_spot) - o.strike, 0.0f);
    a += fmaxf(sum / STEPS - o.strike, 0.0f);
  }
  se[t] = e;
  sa[t] = a;
  __syncthreads();
  for (int w = 128; w; w >>= 1) {
    if (t < w) {
      se[t] += se[t + w];
      sa[t] += sa[t + w];
    }
    __syncthreads();
  }
  if (t == 0) {
    atomicAdd(european, se[0]);
    atomicAdd(asian, sa[0]);
  }
}
static double cumulative(double x) {
  return 0.5 * erfc(-x / sqrt(2.0));
}
static double closed(const option_t *o) {
  double sd = o->volatility * sqrt(o->years),
         d1 = (log(o->spot / o->strike) +
               (o->rate + 0.5 * o->volatility * o->volatility) * o->years) /
              sd;
  return o->spot * cumulative(d1) - o->strike * exp(-o->rate * o->years) * cumulative(d1 - sd);
}
int main(void) {
  option_t list[] = {
      {100, 100, 0.05f, 0.2f, 1}, {100, 110, 0.02f, 0.3f, 0.5f}, {50, 40, 0.1f, 0.25f, 2}};
  double *d, h[2];
  cudaMalloc(&d, sizeof h);
  for (option_t &o : list) {
    cudaMemset(d, 0, sizeof h);
    simulate<<<8, 256>>>(o, d, d + 1);
    cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost);
    double discount = exp(-o.rate * o.years) / PATHS, price = h[0] * discount, exact = closed(&o);
    printf("european %.5f (closed %.5f, %s), asian %.5f\n", price, exact,
           fabs(price - exact) < 0.6 ? "near" : "far", h[1] * discount);
  }
  return 0;
}
