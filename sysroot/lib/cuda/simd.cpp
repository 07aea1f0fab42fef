// The video SIMD intrinsics: two 16-bit or four 8-bit lanes in a word, each lane by itself.
#include <cuda_runtime.h>

// Lane i of a word, as a signed or unsigned number.
template <int BITS> static __device__ inline int lane_s(unsigned word, int i) {
  return (int)(word << (32 - BITS - i * BITS)) >> (32 - BITS);
}
template <int BITS> static __device__ inline int lane_u(unsigned word, int i) {
  return (int)(word << (32 - BITS - i * BITS) >> (32 - BITS));
}
static __device__ inline int clamp(int x, int low, int high) { return x < low ? low : x > high ? high : x; }
static __device__ inline int magnitude(int x) { return x < 0 ? -x : x; }

// An operation on lanes x (of a) and y (of b), both read as signed (S) or unsigned (U): result e, stored in its lane.
#define CW_LANES(name, BITS, KIND, e)                                     \
  extern "C" __device__ unsigned name(unsigned a, unsigned b) {           \
    const int low = -(1 << (BITS - 1)), high = (1 << (BITS - 1)) - 1;     \
    const int most = (1 << BITS) - 1;                                     \
    unsigned result = 0;                                                  \
    for (int i = 0; i < 32 / BITS; i++) {                                 \
      int x = lane_##KIND<BITS>(a, i), y = lane_##KIND<BITS>(b, i);       \
      result |= ((unsigned)(e) & (unsigned)most) << (i * BITS);           \
    }                                                                     \
    (void)low, (void)high;                                                \
    return result;                                                        \
  }
#define CW_BOTH(name, KIND, e) CW_LANES(name##2, 16, KIND, e) CW_LANES(name##4, 8, KIND, e)
#define CW_ONE_LANES(name, BITS, e)                                       \
  extern "C" __device__ unsigned name(unsigned a) {                       \
    const int low = -(1 << (BITS - 1)), high = (1 << (BITS - 1)) - 1;     \
    unsigned result = 0;                                                  \
    for (int i = 0; i < 32 / BITS; i++) {                                 \
      int x = lane_s<BITS>(a, i);                                         \
      result |= ((unsigned)(e) & (unsigned)((1 << BITS) - 1)) << (i * BITS); \
    }                                                                     \
    (void)low, (void)high;                                                \
    return result;                                                        \
  }
#define CW_ONE(name, e) CW_ONE_LANES(name##2, 16, e) CW_ONE_LANES(name##4, 8, e)
#define CW_COMPARE(name, KIND, op) CW_BOTH(__vcmp##name, KIND, x op y ? most : 0) CW_BOTH(__vset##name, KIND, x op y)
#define CW_SUM(name, BITS, KIND)                                          \
  extern "C" __device__ unsigned name(unsigned a, unsigned b) {           \
    unsigned result = 0;                                                  \
    for (int i = 0; i < 32 / BITS; i++) {                                 \
      result += (unsigned)magnitude(lane_##KIND<BITS>(a, i) - lane_##KIND<BITS>(b, i)); \
    }                                                                     \
    return result;                                                        \
  }

CW_ONE(__vabs, magnitude(x))
CW_ONE(__vabsss, clamp(magnitude(x), low, high))
CW_ONE(__vneg, -x)
CW_ONE(__vnegss, clamp(-x, low, high))
CW_BOTH(__vadd, u, x + y)
CW_BOTH(__vaddss, s, clamp(x + y, low, high))
CW_BOTH(__vaddus, u, clamp(x + y, 0, most))
CW_BOTH(__vsub, u, x - y)
CW_BOTH(__vsubss, s, clamp(x - y, low, high))
CW_BOTH(__vsubus, u, clamp(x - y, 0, most))
CW_BOTH(__vabsdiffs, s, magnitude(x - y))
CW_BOTH(__vabsdiffu, u, magnitude(x - y))
CW_BOTH(__vavgs, s, (x + y + (x + y >= 0)) >> 1)
CW_BOTH(__vavgu, u, (x + y + 1) >> 1)
CW_BOTH(__vhaddu, u, (x + y) >> 1)
CW_BOTH(__vmaxs, s, x > y ? x : y)
CW_BOTH(__vmaxu, u, x > y ? x : y)
CW_BOTH(__vmins, s, x < y ? x : y)
CW_BOTH(__vminu, u, x < y ? x : y)
CW_COMPARE(eq, u, ==)
CW_COMPARE(ne, u, !=)
CW_COMPARE(ges, s, >=)
CW_COMPARE(geu, u, >=)
CW_COMPARE(gts, s, >)
CW_COMPARE(gtu, u, >)
CW_COMPARE(les, s, <=)
CW_COMPARE(leu, u, <=)
CW_COMPARE(lts, s, <)
CW_COMPARE(ltu, u, <)
CW_SUM(__vsads2, 16, s)
CW_SUM(__vsads4, 8, s)
CW_SUM(__vsadu2, 16, u)
CW_SUM(__vsadu4, 8, u)
