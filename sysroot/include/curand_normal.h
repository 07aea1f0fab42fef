/* cuRAND's normal distributions, by Box and Muller: two numbers at a time, the second of which waits in the state. */
#ifndef CURAND_NORMAL_H_
#define CURAND_NORMAL_H_
#include <curand_uniform.h>
#define CURAND_2PI (6.2831855f)
#define CURAND_2POW32_INV_2PI (2.3283064e-10f * CURAND_2PI)
#define EXTRA_FLAG_NORMAL 1
#define EXTRA_FLAG_LOG_NORMAL 2

QUALIFIERS float2 _curand_box_muller(unsigned int x, unsigned int y) {
  float u = x * CURAND_2POW32_INV + (CURAND_2POW32_INV / 2), v = y * CURAND_2POW32_INV_2PI + (CURAND_2POW32_INV_2PI / 2);
  float s = sqrtf(-2.0f * logf(u));
  float2 result;
  __sincosf(v, &result.x, &result.y);
  result.x *= s;
  result.y *= s;
  return result;
}
QUALIFIERS double2 _curand_box_muller_double(unsigned int x0, unsigned int x1, unsigned int y0, unsigned int y1) {
  double u = ((unsigned long long)x0 ^ ((unsigned long long)x1 << (53 - 32))) * CURAND_2POW53_INV_DOUBLE + (CURAND_2POW53_INV_DOUBLE / 2.0);
  double v = ((unsigned long long)y0 ^ ((unsigned long long)y1 << (53 - 32))) * (CURAND_2POW53_INV_DOUBLE * 2.0) + CURAND_2POW53_INV_DOUBLE;
  double s = sqrt(-2.0 * log(u));
  double2 result;
  sincospi(v, &result.x, &result.y);
  result.x *= s;
  result.y *= s;
  return result;
}
template <class State> QUALIFIERS float2 __cw_box_muller(State* state) {
  unsigned int x = curand(state), y = curand(state);
  return _curand_box_muller(x, y);
}
template <class State> QUALIFIERS double2 __cw_box_muller_double(State* state) {
  unsigned int x0 = curand(state), x1 = curand(state), y0 = curand(state), y1 = curand(state);
  return _curand_box_muller_double(x0, x1, y0, y1);
}
template <class State> QUALIFIERS float __cw_normal(State* state) {
  if (state->boxmuller_flag != EXTRA_FLAG_NORMAL) {
    float2 v = __cw_box_muller(state);
    state->boxmuller_extra = v.y;
    state->boxmuller_flag = EXTRA_FLAG_NORMAL;
    return v.x;
  }
  state->boxmuller_flag = 0;
  return state->boxmuller_extra;
}
template <class State> QUALIFIERS double __cw_normal_double(State* state) {
  if (state->boxmuller_flag_double != EXTRA_FLAG_NORMAL) {
    double2 v = __cw_box_muller_double(state);
    state->boxmuller_extra_double = v.y;
    state->boxmuller_flag_double = EXTRA_FLAG_NORMAL;
    return v.x;
  }
  state->boxmuller_flag_double = 0;
  return state->boxmuller_extra_double;
}
QUALIFIERS float4 __cw_box_muller4(uint4 x) {
  float2 a = _curand_box_muller(x.x, x.y), b = _curand_box_muller(x.z, x.w);
  return make_float4(a.x, a.y, b.x, b.y);
}

QUALIFIERS float curand_normal(curandStateXORWOW_t* state) { return __cw_normal(state); }
QUALIFIERS float curand_normal(curandStatePhilox4_32_10_t* state) { return __cw_normal(state); }
QUALIFIERS float2 curand_normal2(curandStateXORWOW_t* state) { return __cw_box_muller(state); }
QUALIFIERS float2 curand_normal2(curandStatePhilox4_32_10_t* state) { return __cw_box_muller(state); }
QUALIFIERS float4 curand_normal4(curandStatePhilox4_32_10_t* state) { return __cw_box_muller4(curand4(state)); }
QUALIFIERS double curand_normal_double(curandStateXORWOW_t* state) { return __cw_normal_double(state); }
QUALIFIERS double curand_normal_double(curandStatePhilox4_32_10_t* state) { return __cw_normal_double(state); }
QUALIFIERS double2 curand_normal2_double(curandStateXORWOW_t* state) { return __cw_box_muller_double(state); }
QUALIFIERS double2 curand_normal2_double(curandStatePhilox4_32_10_t* state) {
  uint4 x = curand4(state);
  return _curand_box_muller_double(x.x, x.y, x.z, x.w);
}
#endif
