/* cuRAND's device API: the generators XORWOW (curandState) and Philox4x32-10, number for number as cuRAND's, and their distributions. */
#ifndef CURAND_KERNEL_H_
#define CURAND_KERNEL_H_
#include <cuda_runtime.h>
#include <curand.h>

#ifndef QUALIFIERS
#define QUALIFIERS static __forceinline__ __device__
#endif
#include <__cuda_wasm/xorwow_jumps.h>

#define __CW_CURAND_ABSENT(what) __attribute__((unavailable(what " of cuRAND is not part of cuda-wasm: use XORWOW (curandState) or Philox4_32_10")))

struct curandStateXORWOW {
  unsigned int d, v[5];
  int boxmuller_flag, boxmuller_flag_double;
  float boxmuller_extra;
  double boxmuller_extra_double;
};
typedef struct curandStateXORWOW curandStateXORWOW_t;
typedef struct curandStateXORWOW curandState_t;
typedef struct curandStateXORWOW curandState;

#include <curand_philox4x32_x.h>

QUALIFIERS void __cw_xorwow_step(unsigned int* v) {
  unsigned int t = v[0] ^ (v[0] >> 2);
  v[0] = v[1];
  v[1] = v[2];
  v[2] = v[3];
  v[3] = v[4];
  v[4] = (v[4] ^ (v[4] << 4)) ^ (t ^ (t << 1));
}

/* The five words after as many steps as `count` says, in units of what the table's first row jumps. */
QUALIFIERS void __cw_xorwow_jump(unsigned int* v, unsigned long long count, const unsigned int (*table)[5]) {
  for (int row = 0; count != 0; row++, count >>= 1) {
    if ((count & 1) == 0) continue;
    unsigned int sum0 = 0, sum1 = 0, sum2 = 0, sum3 = 0, sum4 = 0;
    for (int word = 0; word < 5; word++) {
      unsigned int bits = table[row][word];
      for (int bit = 0; bit < 32; bit++, bits >>= 1) {
        unsigned int mask = 0u - (bits & 1);
        sum0 ^= v[0] & mask;
        sum1 ^= v[1] & mask;
        sum2 ^= v[2] & mask;
        sum3 ^= v[3] & mask;
        sum4 ^= v[4] & mask;
        __cw_xorwow_step(v);
      }
    }
    v[0] = sum0;
    v[1] = sum1;
    v[2] = sum2;
    v[3] = sum3;
    v[4] = sum4;
  }
}

QUALIFIERS void skipahead(unsigned long long n, curandStateXORWOW_t* state) {
  __cw_xorwow_jump(state->v, n, __cw_xorwow_steps());
  state->d += 362437u * (unsigned int)n;
}
QUALIFIERS void skipahead_sequence(unsigned long long n, curandStateXORWOW_t* state) { __cw_xorwow_jump(state->v, n, __cw_xorwow_sequences()); }

QUALIFIERS void curand_init(unsigned long long seed, unsigned long long subsequence, unsigned long long offset, curandStateXORWOW_t* state) {
  unsigned int s0 = (unsigned int)seed ^ 0xaad26b49u, s1 = (unsigned int)(seed >> 32) ^ 0xf7dcefddu;
  unsigned int t0 = 1099087573u * s0, t1 = 2591861531u * s1;
  state->d = 6615241u + t1 + t0;
  state->v[0] = 123456789u + t0;
  state->v[1] = 362436069u ^ t0;
  state->v[2] = 521288629u + t1;
  state->v[3] = 88675123u ^ t1;
  state->v[4] = 5783321u + t0;
  skipahead_sequence(subsequence, state);
  skipahead(offset, state);
  state->boxmuller_flag = 0;
  state->boxmuller_flag_double = 0;
  state->boxmuller_extra = 0.f;
  state->boxmuller_extra_double = 0.;
}

QUALIFIERS unsigned int curand(curandStateXORWOW_t* state) {
  __cw_xorwow_step(state->v);
  state->d += 362437u;
  return state->v[4] + state->d;
}

QUALIFIERS unsigned int curand(curandStatePhilox4_32_10_t* state) {
  unsigned int result;
  switch (state->STATE++) {
    case 1: result = state->output.y; break;
    case 2: result = state->output.z; break;
    case 3: result = state->output.w; break;
    default: result = state->output.x;
  }
  if (state->STATE == 4) {
    Philox_State_Incr(state);
    state->output = curand_Philox4x32_10(state->ctr, state->key);
    state->STATE = 0;
  }
  return result;
}

QUALIFIERS uint4 curand4(curandStatePhilox4_32_10_t* state) {
  uint4 old = state->output;
  Philox_State_Incr(state);
  state->output = curand_Philox4x32_10(state->ctr, state->key);
  uint4 now = state->output;
  switch (state->STATE) {
    case 1: return make_uint4(old.y, old.z, old.w, now.x);
    case 2: return make_uint4(old.z, old.w, now.x, now.y);
    case 3: return make_uint4(old.w, now.x, now.y, now.z);
    default: return old;
  }
}

QUALIFIERS void skipahead(unsigned long long n, curandStatePhilox4_32_10_t* state) {
  state->STATE += (unsigned int)(n & 3);
  n /= 4;
  if (state->STATE > 3) {
    n++;
    state->STATE -= 4;
  }
  Philox_State_Incr(state, n);
  state->output = curand_Philox4x32_10(state->ctr, state->key);
}
QUALIFIERS void skipahead_sequence(unsigned long long n, curandStatePhilox4_32_10_t* state) {
  Philox_State_Incr_hi(state, n);
  state->output = curand_Philox4x32_10(state->ctr, state->key);
}

QUALIFIERS void curand_init(unsigned long long seed, unsigned long long subsequence, unsigned long long offset, curandStatePhilox4_32_10_t* state) {
  state->ctr = make_uint4(0, 0, 0, 0);
  state->key.x = (unsigned int)seed;
  state->key.y = (unsigned int)(seed >> 32);
  state->STATE = 0;
  state->boxmuller_flag = 0;
  state->boxmuller_flag_double = 0;
  state->boxmuller_extra = 0.f;
  state->boxmuller_extra_double = 0.;
  skipahead_sequence(subsequence, state);
  skipahead(offset, state);
}

#include <curand_uniform.h>
#include <curand_normal.h>
#include <curand_lognormal.h>

struct curandStateMRG32k3a;
typedef struct curandStateMRG32k3a curandStateMRG32k3a_t;
template <class State> __CW_CURAND_ABSENT("the Poisson distribution") __device__ unsigned int curand_poisson(State* state, double lambda);
#endif
