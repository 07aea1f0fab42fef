/* cuRAND's Philox4x32-10: a counter that ten rounds of multiplications turn into four words (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3"). */
#ifndef CURAND_PHILOX4X32_X__H_
#define CURAND_PHILOX4X32_X__H_
#include <cuda_runtime.h>
#ifndef QUALIFIERS
#define QUALIFIERS static __forceinline__ __device__
#endif

struct curandStatePhilox4_32_10 {
  uint4 ctr, output;
  uint2 key;
  unsigned int STATE;
  int boxmuller_flag, boxmuller_flag_double;
  float boxmuller_extra;
  double boxmuller_extra_double;
};
typedef struct curandStatePhilox4_32_10 curandStatePhilox4_32_10_t;

QUALIFIERS void Philox_State_Incr(curandStatePhilox4_32_10_t* s, unsigned long long n) {
  unsigned int low = (unsigned int)n, high = (unsigned int)(n >> 32);
  s->ctr.x += low;
  if (s->ctr.x < low) high++;
  s->ctr.y += high;
  if (high <= s->ctr.y) return;
  if (++s->ctr.z) return;
  ++s->ctr.w;
}
QUALIFIERS void Philox_State_Incr_hi(curandStatePhilox4_32_10_t* s, unsigned long long n) {
  unsigned int low = (unsigned int)n, high = (unsigned int)(n >> 32);
  s->ctr.z += low;
  if (s->ctr.z < low) high++;
  s->ctr.w += high;
}
QUALIFIERS void Philox_State_Incr(curandStatePhilox4_32_10_t* s) {
  if (++s->ctr.x) return;
  if (++s->ctr.y) return;
  if (++s->ctr.z) return;
  ++s->ctr.w;
}

QUALIFIERS uint4 curand_Philox4x32_10(uint4 c, uint2 k) {
  for (int round = 0; round < 10; round++) {
    unsigned long long first = 0xd2511f53ull * c.x, second = 0xcd9e8d57ull * c.z;
    c = make_uint4((unsigned int)(second >> 32) ^ c.y ^ k.x, (unsigned int)second, (unsigned int)(first >> 32) ^ c.w ^ k.y, (unsigned int)first);
    k.x += 0x9e3779b9u;
    k.y += 0xbb67ae85u;
  }
  return c;
}
#endif
