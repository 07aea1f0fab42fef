/* cuRAND's log-normal distributions: the exponentials of normal ones. */
#ifndef CURAND_LOGNORMAL_H_
#define CURAND_LOGNORMAL_H_
#include <curand_normal.h>

template <class State> QUALIFIERS float __cw_log_normal(State* state, float mean, float stddev) {
  if (state->boxmuller_flag != EXTRA_FLAG_LOG_NORMAL) {
    float2 v = __cw_box_muller(state);
    state->boxmuller_extra = expf(mean + stddev * v.y);
    state->boxmuller_flag = EXTRA_FLAG_LOG_NORMAL;
    return expf(mean + stddev * v.x);
  }
  state->boxmuller_flag = 0;
  return state->boxmuller_extra;
}
template <class State> QUALIFIERS double __cw_log_normal_double(State* state, double mean, double stddev) {
  if (state->boxmuller_flag_double != EXTRA_FLAG_LOG_NORMAL) {
    double2 v = __cw_box_muller_double(state);
    state->boxmuller_extra_double = exp(mean + stddev * v.y);
    state->boxmuller_flag_double = EXTRA_FLAG_LOG_NORMAL;
    return exp(mean + stddev * v.x);
  }
  state->boxmuller_flag_double = 0;
  return state->boxmuller_extra_double;
}
QUALIFIERS float curand_log_normal(curandStateXORWOW_t* state, float mean, float stddev) { return __cw_log_normal(state, mean, stddev); }
QUALIFIERS float curand_log_normal(curandStatePhilox4_32_10_t* state, float mean, float stddev) { return __cw_log_normal(state, mean, stddev); }
QUALIFIERS double curand_log_normal_double(curandStateXORWOW_t* state, double mean, double stddev) { return __cw_log_normal_double(state, mean, stddev); }
QUALIFIERS double curand_log_normal_double(curandStatePhilox4_32_10_t* state, double mean, double stddev) { return __cw_log_normal_double(state, mean, stddev); }
QUALIFIERS float2 curand_log_normal2(curandStateXORWOW_t* state, float mean, float stddev) {
  float2 v = __cw_box_muller(state);
  return make_float2(expf(mean + stddev * v.x), expf(mean + stddev * v.y));
}
QUALIFIERS float4 curand_log_normal4(curandStatePhilox4_32_10_t* state, float mean, float stddev) {
  float4 v = __cw_box_muller4(curand4(state));
  return make_float4(expf(mean + stddev * v.x), expf(mean + stddev * v.y), expf(mean + stddev * v.z), expf(mean + stddev * v.w));
}
#endif
