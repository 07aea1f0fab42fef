// <curand.h>: the host API of cuRAND. Numbers are made by the host and copied to where they belong, behind what the generator's stream has been given. XORWOW's output n is number n / 4096 of
// sequence n % 4096; Philox's is number n of sequence 0. The other generators are not there: creating one gives CURAND_STATUS_TYPE_ERROR.
#define QUALIFIERS static inline __host__ __device__
#include <curand_kernel.h>
#include <stdio.h>
#include <stdlib.h>

static const unsigned SEQUENCES = 4096;

struct curandGenerator_st {
  bool philox, host, ready;
  unsigned long long seed, offset;
  cudaStream_t stream;
  curandStatePhilox4_32_10_t one;
  curandState* many;
  unsigned turn;
};

static curandStatus_t create(curandGenerator_t* generator, curandRngType_t type, bool host) {
  bool philox = type == CURAND_RNG_PSEUDO_PHILOX4_32_10;
  if (!philox && type != CURAND_RNG_PSEUDO_DEFAULT && type != CURAND_RNG_PSEUDO_XORWOW) {
    fprintf(stderr, "cuda-wasm: generators of cuRAND other than XORWOW and Philox4_32_10 are not available\n");
    return CURAND_STATUS_TYPE_ERROR;
  }
  curandGenerator_t made = (curandGenerator_t)calloc(1, sizeof(curandGenerator_st));
  if (!made) return CURAND_STATUS_ALLOCATION_FAILED;
  made->philox = philox;
  made->host = host;
  *generator = made;
  return CURAND_STATUS_SUCCESS;
}

static curandStatus_t prepare(curandGenerator_t g) {
  if (!g) return CURAND_STATUS_NOT_INITIALIZED;
  if (g->ready) return CURAND_STATUS_SUCCESS;
  if (g->philox) curand_init(g->seed, 0, g->offset, &g->one);
  else {
    if (!g->many) g->many = (curandState*)malloc(SEQUENCES * sizeof(curandState));
    if (!g->many) return CURAND_STATUS_ALLOCATION_FAILED;
    curandState first;
    curand_init(g->seed, 0, 0, &first);
    for (unsigned i = 0; i < SEQUENCES; i++) {
      g->many[i] = first;
      skipahead(g->offset / SEQUENCES + (i < g->offset % SEQUENCES), &g->many[i]);
      skipahead_sequence(1, &first);
    }
    g->turn = (unsigned)(g->offset % SEQUENCES);
  }
  g->ready = true;
  return CURAND_STATUS_SUCCESS;
}

// Fills `output` with what `next` makes of each sequence's numbers.
template <class T, class Next> static curandStatus_t fill(curandGenerator_t g, T* output, size_t count, Next next) {
  if (curandStatus_t status = prepare(g)) return status;
  T* numbers = g->host ? output : (T*)malloc(count * sizeof(T));
  if (!numbers) return CURAND_STATUS_ALLOCATION_FAILED;
  for (size_t i = 0; i < count; i++) {
    if (g->philox) numbers[i] = next(&g->one);
    else {
      numbers[i] = next(&g->many[g->turn]);
      g->turn = (g->turn + 1) % SEQUENCES;
    }
  }
  if (g->host) return CURAND_STATUS_SUCCESS;
  cudaError_t error = cudaMemcpyAsync(output, numbers, count * sizeof(T), cudaMemcpyDefault, g->stream);
  if (error == cudaSuccess) error = cudaStreamSynchronize(g->stream);
  free(numbers);
  return error == cudaSuccess ? CURAND_STATUS_SUCCESS : CURAND_STATUS_LAUNCH_FAILURE;
}

extern "C" {
curandStatus_t curandCreateGenerator(curandGenerator_t* generator, curandRngType_t type) { return create(generator, type, false); }
curandStatus_t curandCreateGeneratorHost(curandGenerator_t* generator, curandRngType_t type) { return create(generator, type, true); }
curandStatus_t curandDestroyGenerator(curandGenerator_t generator) {
  if (!generator) return CURAND_STATUS_NOT_INITIALIZED;
  free(generator->many);
  free(generator);
  return CURAND_STATUS_SUCCESS;
}
curandStatus_t curandGetVersion(int* version) {
  *version = CURAND_VERSION;
  return CURAND_STATUS_SUCCESS;
}
curandStatus_t curandSetStream(curandGenerator_t generator, cudaStream_t stream) {
  if (!generator) return CURAND_STATUS_NOT_INITIALIZED;
  generator->stream = stream;
  return CURAND_STATUS_SUCCESS;
}
curandStatus_t curandSetPseudoRandomGeneratorSeed(curandGenerator_t generator, unsigned long long seed) {
  if (!generator) return CURAND_STATUS_NOT_INITIALIZED;
  generator->seed = seed;
  generator->ready = false;
  return CURAND_STATUS_SUCCESS;
}
curandStatus_t curandSetGeneratorOffset(curandGenerator_t generator, unsigned long long offset) {
  if (!generator) return CURAND_STATUS_NOT_INITIALIZED;
  generator->offset = offset;
  generator->ready = false;
  return CURAND_STATUS_SUCCESS;
}
curandStatus_t curandSetGeneratorOrdering(curandGenerator_t generator, curandOrdering_t order) {
  if (!generator) return CURAND_STATUS_NOT_INITIALIZED;
  return order == CURAND_ORDERING_QUASI_DEFAULT ? CURAND_STATUS_OUT_OF_RANGE : CURAND_STATUS_SUCCESS;
}
curandStatus_t curandGenerateSeeds(curandGenerator_t generator) { return prepare(generator); }

curandStatus_t curandGenerate(curandGenerator_t generator, unsigned* output, size_t count) {
  return fill(generator, output, count, [](auto* state) { return curand(state); });
}
curandStatus_t curandGenerateUniform(curandGenerator_t generator, float* output, size_t count) {
  return fill(generator, output, count, [](auto* state) { return curand_uniform(state); });
}
curandStatus_t curandGenerateUniformDouble(curandGenerator_t generator, double* output, size_t count) {
  return fill(generator, output, count, [](auto* state) { return curand_uniform_double(state); });
}
curandStatus_t curandGenerateNormal(curandGenerator_t generator, float* output, size_t count, float mean, float stddev) {
  if (count % 2) return CURAND_STATUS_LENGTH_NOT_MULTIPLE;
  return fill(generator, output, count, [=](auto* state) { return mean + stddev * curand_normal(state); });
}
curandStatus_t curandGenerateNormalDouble(curandGenerator_t generator, double* output, size_t count, double mean, double stddev) {
  if (count % 2) return CURAND_STATUS_LENGTH_NOT_MULTIPLE;
  return fill(generator, output, count, [=](auto* state) { return mean + stddev * curand_normal_double(state); });
}
curandStatus_t curandGenerateLogNormal(curandGenerator_t generator, float* output, size_t count, float mean, float stddev) {
  if (count % 2) return CURAND_STATUS_LENGTH_NOT_MULTIPLE;
  return fill(generator, output, count, [=](auto* state) { return curand_log_normal(state, mean, stddev); });
}
curandStatus_t curandGenerateLogNormalDouble(curandGenerator_t generator, double* output, size_t count, double mean, double stddev) {
  if (count % 2) return CURAND_STATUS_LENGTH_NOT_MULTIPLE;
  return fill(generator, output, count, [=](auto* state) { return curand_log_normal_double(state, mean, stddev); });
}
}
