// run: tolerance=1e-3
// Monte Carlo with a counter-based generator: options with payoffs behind function pointers, integrals in several dimensions, Ising model on a checkerboard, against the CPU.
#include <cuda_runtime.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK_CUDA(f)                                                                    \
  do {                                                                                   \
    cudaError_t err = (f);                                                               \
    if (err != cudaSuccess) {                                                            \
      fprintf(stderr, "[%s:%d] %s\n", __FILE__, __LINE__, cudaGetErrorString(err));      \
      exit(-1);                                                                          \
    }                                                                                    \
  } while (0)

#define THREADS 128
#define BLOCKS 16
#define MAX_DIMENSIONS 6
#define LATTICE 48
#define TEMPERATURES 4

/* ---- the generator: a pure function of a key and a counter ---- */

struct counter_t {
  uint32_t stream, sample, index, lane;
};

__host__ __device__ static inline void multiply_wide(uint32_t a, uint32_t b, uint32_t *high,
                                                     uint32_t *low) {
  uint64_t product = (uint64_t)a * b;
  *high = (uint32_t)(product >> 32);
  *low = (uint32_t)product;
}

/* Six rounds of multiplying, swapping and adding round keys; 64 random bits a call. */
__host__ __device__ static uint64_t random_bits(counter_t c, uint64_t key) {
  uint32_t x = c.stream ^ (uint32_t)key, y = c.sample, z = c.index ^ (uint32_t)(key >> 32);
  uint32_t w = c.lane;
  for (uint32_t round = 1; round <= 6; round++) {
    uint32_t high, low, high2, low2;
    multiply_wide(x, 0xb5ad4ecbu, &high, &low);
    multiply_wide(z, 0xca9b0c4du, &high2, &low2);
    x = high2 ^ y + 0x9e3779b9u * round;
    y = low2;
    z = high ^ w + 0x7f4a7c15u * round;
    w = low;
  }
  return (uint64_t)(x ^ w) << 32 | (y ^ z);
}

/* Uniform in (0, 1), never either end. */
__host__ __device__ static double uniform(counter_t c, uint64_t key) {
  return ((double)(random_bits(c, key) >> 12) + 0.5) * (1.0 / 4503599627370496.0);
}

/* Two independent normal numbers by the polar formula. */
__host__ __device__ static double2 two_normals(counter_t c, uint64_t key) {
  c.lane = 1;
  double u = uniform(c, key);
  c.lane = 2;
  double angle = 6.283185307179586 * uniform(c, key), radius = sqrt(-2 * log(u));
  return make_double2(radius * cos(angle), radius * sin(angle));
}

/* ---- sums with a fixed order ---- */

struct estimate_t {
  double sum, squares;
};

__device__ static void store_block_sum(estimate_t mine, estimate_t *out) {
  __shared__ estimate_t part[THREADS / 32];
  for (int d = 16; d > 0; d /= 2) {
    mine.sum += __shfl_down_sync(0xffffffffu, mine.sum, d);
    mine.squares += __shfl_down_sync(0xffffffffu, mine.squares, d);
  }
  if (threadIdx.x % 32 == 0) part[threadIdx.x / 32] = mine;
  __syncthreads();
  if (threadIdx.x == 0) {
    for (int w = 1; w < THREADS / 32; w++) {
      mine.sum += part[w].sum;
      mine.squares += part[w].squares;
    }
    out[blockIdx.x] = mine;
  }
}

static void finish(const estimate_t *part, int parts, double samples, double *mean,
                   double *error) {
  double sum = 0, squares = 0;
  for (int k = 0; k < parts; k++) {
    sum += part[k].sum;
    squares += part[k].squares;
  }
  *mean = sum / samples;
  *error = sqrt((squares / samples - *mean * *mean) / samples);
}

/* ---- options ---- */

struct market_t {
  double spot, strike, rate, volatility, years, barrier;
  int steps;
};

/* What a payoff may look at of a path. */
struct path_t {
  double last, sum, low, high;
};

typedef double (*payoff_t)(const market_t *, const path_t *);

__constant__ market_t market;

__host__ __device__ static double positive(double x) {
  return x > 0 ? x : 0;
}
__host__ __device__ double pay_call(const market_t *m, const path_t *p) {
  return positive(p->last - m->strike);
}
__host__ __device__ double pay_put(const market_t *m, const path_t *p) {
  return positive(m->strike - p->last);
}
__host__ __device__ double pay_average(const market_t *m, const path_t *p) {
  return positive(p->sum / m->steps - m->strike);
}
__host__ __device__ double pay_knocked_out(const market_t *m, const path_t *p) {
  return p->low <= m->barrier ? 0 : positive(p->last - m->strike);
}
__host__ __device__ double pay_look_back(const market_t *, const path_t *p) {
  return p->high - p->last;
}
__host__ __device__ double pay_digital(const market_t *m, const path_t *p) {
  return p->last > m->strike ? 10 : 0;
}

enum { PAYOFFS = 6 };
__device__ payoff_t device_payoffs[PAYOFFS] = {pay_call,        pay_put,       pay_average,
                                               pay_knocked_out, pay_look_back, pay_digital};
static const payoff_t host_payoffs[PAYOFFS] = {pay_call,        pay_put,       pay_average,
                                               pay_knocked_out, pay_look_back, pay_digital};
static const char *const payoff_names[PAYOFFS] = {"call",    "put",       "average",
                                                  "barrier", "look-back", "digital"};

__host__ __device__ static path_t walk(const market_t &m, uint32_t sample, uint64_t key) {
  double dt = m.years / m.steps, logarithm = log(m.spot);
  double drift = (m.rate - 0.5 * m.volatility * m.volatility) * dt;
  double diffusion = m.volatility * sqrt(dt);
  path_t p = {m.spot, 0, m.spot, m.spot};
  for (int s = 0; s < m.steps; s += 2) {
    counter_t c = {0x0b5, sample, (uint32_t)s, 0};
    double2 normal = two_normals(c, key);
    for (int half = 0; half < 2 && s + half < m.steps; half++) {
      logarithm += drift + diffusion * (half ? normal.y : normal.x);
      p.last = exp(logarithm);
      p.sum += p.last;
      p.low = fmin(p.low, p.last);
      p.high = fmax(p.high, p.last);
    }
  }
  return p;
}

/* All payoffs on the same paths; blockIdx.y says which. */
__global__ void price_options(int paths, uint64_t key, estimate_t *out) {
  payoff_t payoff = device_payoffs[blockIdx.y];
  estimate_t mine = {0, 0};
  for (int p = blockIdx.x * blockDim.x + threadIdx.x; p < paths; p += gridDim.x * blockDim.x) {
    path_t path = walk(market, p, key);
    double value = payoff(&market, &path);
    mine.sum += value;
    mine.squares += value * value;
  }
  store_block_sum(mine, out + blockIdx.y * gridDim.x);
}

static double normal_distribution(double x) {
  return 0.5 * erfc(-x / sqrt(2.0));
}

static double closed_formula(const market_t *m, int which) {
  double spread = m->volatility * sqrt(m->years);
  double d1 = (log(m->spot / m->strike) + m->rate * m->years) / spread + spread / 2;
  double d2 = d1 - spread, discounted = m->strike * exp(-m->rate * m->years);
  if (which == 0)
    return m->spot * normal_distribution(d1) - discounted * normal_distribution(d2);
  if (which == 1)
    return discounted * normal_distribution(-d2) - m->spot * normal_distribution(-d1);
  return 10 * exp(-m->rate * m->years) * normal_distribution(d2);
}

/* ---- integrals ---- */

typedef float (*integrand_t)(const float *x, int dimensions);

template <int Which>
__host__ __device__ float integrand(const float *x, int dimensions) {
  float value = Which == 0 ? 0.0f : 1.0f;
  for (int d = 0; d < dimensions; d++) {
    if (Which == 0) value += x[d] * x[d];
    if (Which == 1) value *= expf(-x[d] * x[d]);
    if (Which == 2) value *= 1.0f + 0.5f * sinf(6.2831853f * x[d]) * x[d];
  }
  return value;
}

template <int Which>
__global__ void integrate(int dimensions, int samples, uint64_t key, estimate_t *out) {
  float x[MAX_DIMENSIONS];
  estimate_t mine = {0, 0};
  for (int s = blockIdx.x * blockDim.x + threadIdx.x; s < samples; s += gridDim.x * blockDim.x) {
    for (int d = 0; d < dimensions; d++) {
      counter_t c = {0x1e7u + Which, (uint32_t)s, (uint32_t)d, 0};
      x[d] = (float)uniform(c, key);
    }
    double value = integrand<Which>(x, dimensions);
    mine.sum += value;
    mine.squares += value * value;
  }
  store_block_sum(mine, out);
}

/* Points of a ball, counted exactly: coordinates are integers of 24 bits. */
__host__ __device__ static int in_ball(uint32_t sample, int dimensions, uint64_t key) {
  uint64_t radius2 = 0;
  for (int d = 0; d < dimensions; d++) {
    counter_t c = {0xba11, sample, (uint32_t)d, (uint32_t)dimensions};
    uint64_t x = random_bits(c, key) >> 40;
    radius2 += x * x;
  }
  return radius2 < 1ull << 48;
}

__global__ void count_ball(int samples, uint64_t key, unsigned long long *hits) {
  __shared__ unsigned long long block_hits;
  int dimensions = blockIdx.y + 2;
  if (threadIdx.x == 0) block_hits = 0;
  __syncthreads();
  for (int s = blockIdx.x * blockDim.x + threadIdx.x; s < samples; s += gridDim.x * blockDim.x)
    if (in_ball(s, dimensions, key)) atomicAdd(&block_hits, 1ull);
  __syncthreads();
  if (threadIdx.x == 0) atomicAdd(&hits[blockIdx.y], block_hits);
}

/* ---- Ising ---- */

/* A spin flips if 32 random bits lie below the threshold of its alignment with its neighbours. */
struct thresholds_t {
  uint32_t by_alignment[5]; /* spin * sum of neighbours: -4, -2, 0, 2, 4 */
};

__constant__ thresholds_t thresholds[TEMPERATURES];

__host__ __device__ static int flips(const int8_t *spin, int x, int y, uint32_t stream,
                                     uint32_t sweep, const thresholds_t &t, uint64_t key) {
  int left = (x + LATTICE - 1) % LATTICE, right = (x + 1) % LATTICE;
  int up = (y + LATTICE - 1) % LATTICE, down = (y + 1) % LATTICE;
  int sum = spin[y * LATTICE + left] + spin[y * LATTICE + right] + spin[up * LATTICE + x] +
            spin[down * LATTICE + x];
  counter_t c = {0x151u + stream, sweep, (uint32_t)(y * LATTICE + x), 0};
  uint32_t limit = t.by_alignment[(spin[y * LATTICE + x] * sum + 4) / 2];
  return (uint32_t)random_bits(c, key) < limit || limit == 0xffffffffu;
}

__global__ void half_sweep(int8_t *spin, int colour, int which, uint32_t sweep, uint64_t key) {
  int y = blockIdx.y * blockDim.y + threadIdx.y;
  int x = 2 * (blockIdx.x * blockDim.x + threadIdx.x) + ((y + colour) & 1);
  if (x >= LATTICE || y >= LATTICE) return;
  int8_t *own = &spin[y * LATTICE + x];
  if (flips(spin, x, y, which, sweep, thresholds[which], key)) *own = -*own;
}

__global__ void observe(const int8_t *spin, int *magnetization, int *bonds) {
  int m = 0, b = 0;
  for (int k = blockIdx.x * blockDim.x + threadIdx.x; k < LATTICE * LATTICE;
       k += gridDim.x * blockDim.x) {
    int x = k % LATTICE, y = k / LATTICE;
    int right = spin[y * LATTICE + (x + 1) % LATTICE];
    int down = spin[(y + 1) % LATTICE * LATTICE + x];
    m += spin[k];
    b += spin[k] * (right + down);
  }
  for (int mask = 1; mask < 32; mask <<= 1) {
    m += __shfl_xor_sync(0xffffffff, m, mask);
    b += __shfl_xor_sync(0xffffffff, b, mask);
  }
  if ((threadIdx.x & 31) == 0) {
    atomicAdd(magnetization, m);
    atomicSub(bonds, -b);
  }
}

static void sweep_host(int8_t *spin, int which, uint32_t sweep, const thresholds_t *t,
                       uint64_t key) {
  for (int colour = 0; colour < 2; colour++)
    for (int y = 0; y < LATTICE; y++)
      for (int x = (y + colour) & 1; x < LATTICE; x += 2)
        if (flips(spin, x, y, which, sweep, t[which], key))
          spin[y * LATTICE + x] = -spin[y * LATTICE + x];
}

/* ---- host side ---- */

static int failures;
static const char *verdict(int good) {
  failures += !good;
  return good ? "PASS" : "FAIL";
}

static void try_generator(uint64_t key) {
  int bits[64] = {0}, samples = 4096, worst = 0;
  uint64_t mixed = 0;
  for (int s = 0; s < samples; s++) {
    counter_t c = {1, (uint32_t)s, 2, 3};
    uint64_t r = random_bits(c, key);
    mixed = mixed * 31 + r;
    for (int b = 0; b < 64; b++)
      bits[b] += r >> b & 1;
  }
  for (int b = 0; b < 64; b++)
    worst = abs(bits[b] - samples / 2) > worst ? abs(bits[b] - samples / 2) : worst;
  printf("generator: %016llx, bits balanced %s\n", (unsigned long long)mixed,
         verdict(worst < 160));
}

static void try_options(const market_t *m, int paths, uint64_t key, FILE *log) {
  estimate_t *part, got[PAYOFFS * BLOCKS], reference[PAYOFFS] = {};
  double discount = exp(-m->rate * m->years), mean, error, mean2, error2;
  CHECK_CUDA(cudaMalloc(&part, sizeof got));
  CHECK_CUDA(cudaMemcpyToSymbol(market, m, sizeof *m));
  price_options<<<dim3(BLOCKS, PAYOFFS), THREADS>>>(paths, key, part);
  CHECK_CUDA(cudaMemcpy(got, part, sizeof got, cudaMemcpyDeviceToHost));
  CHECK_CUDA(cudaFree(part));
  for (int p = 0; p < paths; p++) {
    path_t path = walk(*m, p, key);
    for (int k = 0; k < PAYOFFS; k++) {
      double value = host_payoffs[k](m, &path);
      reference[k].sum += value;
      reference[k].squares += value * value;
    }
  }
  printf("options on %d paths of %d steps\n", paths, m->steps);
  for (int k = 0; k < PAYOFFS; k++) {
    finish(got + k * BLOCKS, BLOCKS, paths, &mean, &error);
    finish(reference + k, 1, paths, &mean2, &error2);
    int good = fabs(mean - mean2) < 1e-4 * mean2 && fabs(error - error2) < 1e-3 * error2;
    printf("  %-10s %7.3f +- %.3f", payoff_names[k], discount * mean, discount * error);
    if (k < 2 || k == PAYOFFS - 1) {
      double exact = closed_formula(m, k);
      printf("  exactly %7.3f", exact);
      good = good && fabs(discount * mean - exact) < 4 * discount * error;
    }
    printf("  %s\n", verdict(good));
    fprintf(log, "%s %.10e %.10e\n", payoff_names[k], discount * mean, discount * error);
  }
}

static void try_integrals(int samples, uint64_t key, FILE *log) {
  static const char *names[] = {"squares", "bell", "waves"};
  static const int dimensions[] = {3, 2, 4};
  const double wave = 1 - 0.25 / M_PI;
  const double exact[] = {1.0, pow(sqrt(M_PI) / 2 * erf(1.0), 2), pow(wave, 4)};
  const integrand_t functions[] = {integrand<0>, integrand<1>, integrand<2>};
  estimate_t *part, got[BLOCKS], reference;
  CHECK_CUDA(cudaMallocManaged(&part, BLOCKS * sizeof *part));
  printf("integrals with %d samples\n", samples);
  for (int k = 0; k < 3; k++) {
    float x[MAX_DIMENSIONS];
    double mean, error, mean2, error2;
    if (k == 0) integrate<0><<<BLOCKS, THREADS>>>(dimensions[k], samples, key, part);
    else if (k == 1) integrate<1><<<BLOCKS, THREADS>>>(dimensions[k], samples, key, part);
    else integrate<2><<<BLOCKS, THREADS>>>(dimensions[k], samples, key, part);
    CHECK_CUDA(cudaDeviceSynchronize());
    memcpy(got, part, sizeof got);
    reference.sum = reference.squares = 0;
    for (int s = 0; s < samples; s++) {
      for (int d = 0; d < dimensions[k]; d++) {
        counter_t c = {0x1e7u + k, (uint32_t)s, (uint32_t)d, 0};
        x[d] = (float)uniform(c, key);
      }
      double value = functions[k](x, dimensions[k]);
      reference.sum += value;
      reference.squares += value * value;
    }
    finish(got, BLOCKS, samples, &mean, &error);
    finish(&reference, 1, samples, &mean2, &error2);
    printf("  %-8s %.4f, exactly %.4f  %s\n", names[k], mean, exact[k],
           verdict(fabs(mean - mean2) < 1e-5 && fabs(mean - exact[k]) < 4 * error));
    fprintf(log, "%s %.10e %.10e\n", names[k], mean, error);
  }
  CHECK_CUDA(cudaFree(part));
}

static void try_balls(int samples, uint64_t key, FILE *log) {
  enum { BALLS = 3 };
  unsigned long long *hits, got[BALLS], expected;
  CHECK_CUDA(cudaMalloc(&hits, sizeof got));
  CHECK_CUDA(cudaMemset(hits, 0, sizeof got));
  count_ball<<<dim3(8, BALLS), THREADS>>>(samples, key, hits);
  CHECK_CUDA(cudaMemcpy(got, hits, sizeof got, cudaMemcpyDeviceToHost));
  CHECK_CUDA(cudaFree(hits));
  printf("balls\n");
  for (int k = 0; k < BALLS; k++) {
    int dimensions = k + 2;
    double exact = pow(M_PI, dimensions / 2.0) / tgamma(dimensions / 2.0 + 1);
    double volume = (double)(got[k] << dimensions) / samples;
    expected = 0;
    for (int s = 0; s < samples; s++)
      expected += in_ball(s, dimensions, key);
    printf("  %d dimensions: %llu hits, volume %.3f, exactly %.3f  %s\n", dimensions, got[k],
           volume, exact, verdict(got[k] == expected && fabs(volume / exact - 1) < 0.03));
    fprintf(log, "ball%d %.10e 0\n", dimensions, volume);
  }
}

static void try_ising(int sweeps, uint64_t key, FILE *log) {
  const double temperature[TEMPERATURES] = {1.0, 1.8, 2.269, 3.5};
  const size_t size = LATTICE * LATTICE;
  thresholds_t table[TEMPERATURES];
  cudaStream_t streams[TEMPERATURES];
  int8_t *spin[TEMPERATURES], *host = (int8_t *)malloc(size), *got = (int8_t *)malloc(size);
  int *sums, result[2 * TEMPERATURES];
  for (int k = 0; k < TEMPERATURES; k++)
    for (int a = 0; a < 5; a++) {
      double chance = exp(-2.0 * (2 * a - 4) / temperature[k]);
      table[k].by_alignment[a] = chance >= 1 ? 0xffffffffu : (uint32_t)(chance * 4294967295.0);
    }
  CHECK_CUDA(cudaMemcpyToSymbol(thresholds, table, sizeof table));
  CHECK_CUDA(cudaMalloc(&sums, sizeof result));
  CHECK_CUDA(cudaMemset(sums, 0, sizeof result));
  dim3 block(8, 8), grid((LATTICE / 2 + 7) / 8, (LATTICE + 7) / 8);
  for (int k = 0; k < TEMPERATURES; k++) {
    CHECK_CUDA(cudaStreamCreateWithFlags(&streams[k], cudaStreamNonBlocking));
    CHECK_CUDA(cudaMalloc(&spin[k], size));
    CHECK_CUDA(cudaMemset(spin[k], 1, size));
  }
  CHECK_CUDA(cudaDeviceSynchronize());
  for (int s = 0; s < sweeps; s++)
    for (int k = 0; k < TEMPERATURES; k++)
      for (int colour = 0; colour < 2; colour++)
        half_sweep<<<grid, block, 0, streams[k]>>>(spin[k], colour, k, s, key);
  for (int k = 0; k < TEMPERATURES; k++)
    observe<<<4, 64, 0, streams[k]>>>(spin[k], sums + 2 * k, sums + 2 * k + 1);
  CHECK_CUDA(cudaDeviceSynchronize());
  CHECK_CUDA(cudaMemcpy(result, sums, sizeof result, cudaMemcpyDeviceToHost));
  printf("Ising model, %d x %d spins, %d sweeps\n", LATTICE, LATTICE, sweeps);
  for (int k = 0; k < TEMPERATURES; k++) {
    int m = 0;
    memset(host, 1, size);
    for (int s = 0; s < sweeps; s++)
      sweep_host(host, k, s, table, key);
    CHECK_CUDA(cudaMemcpy(got, spin[k], size, cudaMemcpyDeviceToHost));
    for (size_t p = 0; p < size; p++)
      m += host[p];
    printf("  T %.3f: magnetization %7.4f, energy %7.4f  %s\n", temperature[k],
           (double)result[2 * k] / size, -(double)result[2 * k + 1] / size,
           verdict(m == result[2 * k] && !memcmp(host, got, size)));
    fprintf(log, "ising%d %.10e 0\n", k, (double)m / size);
    CHECK_CUDA(cudaFree(spin[k]));
    CHECK_CUDA(cudaStreamDestroy(streams[k]));
  }
  CHECK_CUDA(cudaFree(sums));
  free(host);
  free(got);
}

int main(int argc, char **argv) {
  uint64_t key = 0x243f6a8885a308d3ull;
  int samples = 4096, sweeps = 30;
  const char *file = "monte_carlo.log";
  for (int k = 1; k < argc; k++) {
    if (!strncmp(argv[k], "--samples=", 10)) samples = atoi(argv[k] + 10);
    else if (!strncmp(argv[k], "--sweeps=", 9)) sweeps = atoi(argv[k] + 9);
    else if (!strncmp(argv[k], "--key=", 6)) key = strtoull(argv[k] + 6, NULL, 0);
    else return fprintf(stderr, "unknown option %s\n", argv[k]), 2;
  }
  market_t m = {100, 105, 0.03, 0.25, 1.5, 85, 12};
  FILE *log = fopen(file, "w");
  if (!log) return perror(file), 1;
  try_generator(key);
  try_options(&m, samples, key, log);
  try_integrals(4 * samples, key, log);
  try_balls(4 * samples, key, log);
  try_ising(sweeps, key, log);
  fclose(log);

  int lines = 0;
  char name[32];
  double value, error, sum = 0;
  log = fopen(file, "r");
  while (log && fscanf(log, "%31s %le %le", name, &value, &error) == 3) {
    lines++;
    sum += value;
  }
  if (log) fclose(log);
  remove(file);
  printf("log of %d lines, sum %.2f  %s\n", lines, sum,
         verdict(lines == PAYOFFS + 3 + 3 + TEMPERATURES));
  printf("%s\n", failures ? "FAIL" : "PASS");
  return failures != 0;
}
