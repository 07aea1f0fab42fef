/* Barriers, fences, votes, shuffles and what else concerns more than one thread. */
#ifndef __CUDA_WASM_DEVICE_SYNC_H
#define __CUDA_WASM_DEVICE_SYNC_H
#include <__cuda_wasm/host_defines.h>

void __syncthreads() __CW_BUILTIN("syncthreads");
int __syncthreads_count(int predicate) __CW_BUILTIN("syncthreads_count");
int __syncthreads_and(int predicate) __CW_BUILTIN("syncthreads_and");
int __syncthreads_or(int predicate) __CW_BUILTIN("syncthreads_or");
void __cw_syncgrid() __CW_BUILTIN("syncgrid"); /* all threads of a cooperative launch */
void __syncwarp(unsigned mask = 0xffffffff) __CW_BUILTIN("syncwarp");
void __threadfence_block() __CW_BUILTIN("threadfence_block");
void __threadfence() __CW_BUILTIN("threadfence");
void __threadfence_system() __CW_BUILTIN("threadfence_system");
void __nanosleep(unsigned ns) __CW_BUILTIN("nanosleep");
void __cw_await_arrivals() __CW_BUILTIN("await_arrivals");
void __trap() __CW_BUILTIN("trap");
void __brkpt() __CW_BUILTIN("brkpt");
void __cw_exit_thread() __CW_BUILTIN("exit_thread");
unsigned __cw_laneid() __CW_BUILTIN("laneid");
unsigned __cw_smid() __CW_BUILTIN("smid");
int __cw_clock() __CW_BUILTIN("clock");
long long clock64() __CW_BUILTIN("clock64");
unsigned long long __cw_globaltimer() __CW_BUILTIN("globaltimer");
__device__ inline void __barrier_sync(unsigned id) { __syncthreads(); }
__device__ inline void __prof_trigger(int) {}

unsigned __ballot_sync(unsigned mask, int predicate) __CW_BUILTIN("ballot_sync");
int __all_sync(unsigned mask, int predicate) __CW_BUILTIN("all_sync");
int __any_sync(unsigned mask, int predicate) __CW_BUILTIN("any_sync");
unsigned __activemask() __CW_BUILTIN("activemask");
__device__ inline int __uni_sync(unsigned mask, int predicate) {
  unsigned votes = __ballot_sync(mask, predicate);
  return votes == 0 || votes == (mask & __activemask());
}

/* Shuffles: one builtin on 32 bits; wider types go in two halves. */
#define __CW_SHUFFLE(f, name, X)                                                                                   \
  unsigned f(unsigned mask, unsigned v, X x, int width = 32) __CW_BUILTIN(name);                                   \
  __device__ inline int f(unsigned mask, int v, X x, int width = 32) { return (int)f(mask, (unsigned)v, x, width); } \
  __device__ inline float f(unsigned mask, float v, X x, int width = 32) {                                         \
    return __builtin_bit_cast(float, f(mask, __builtin_bit_cast(unsigned, v), x, width));                          \
  }                                                                                                                \
  __device__ inline unsigned long long f(unsigned mask, unsigned long long v, X x, int width = 32) {               \
    unsigned low = f(mask, (unsigned)v, x, width), high = f(mask, (unsigned)(v >> 32), x, width);                  \
    return (unsigned long long)high << 32 | low;                                                                   \
  }                                                                                                                \
  __device__ inline long long f(unsigned mask, long long v, X x, int width = 32) {                                 \
    return (long long)f(mask, (unsigned long long)v, x, width);                                                    \
  }                                                                                                                \
  __device__ inline unsigned long f(unsigned mask, unsigned long v, X x, int width = 32) {                         \
    return (unsigned long)f(mask, (unsigned long long)v, x, width);                                                \
  }                                                                                                                \
  __device__ inline long f(unsigned mask, long v, X x, int width = 32) {                                           \
    return (long)f(mask, (unsigned long long)v, x, width);                                                         \
  }                                                                                                                \
  __device__ inline double f(unsigned mask, double v, X x, int width = 32) {                                       \
    return __builtin_bit_cast(double, f(mask, __builtin_bit_cast(unsigned long long, v), x, width));               \
  }
__CW_SHUFFLE(__shfl_sync, "shfl_sync", int)
__CW_SHUFFLE(__shfl_up_sync, "shfl_up_sync", unsigned)
__CW_SHUFFLE(__shfl_down_sync, "shfl_down_sync", unsigned)
__CW_SHUFFLE(__shfl_xor_sync, "shfl_xor_sync", int)
#undef __CW_SHUFFLE

/* Match: which lanes hold the same value; all: the mask if every lane does, else 0. */
unsigned __match_any_sync(unsigned mask, unsigned v) __CW_BUILTIN("match_any_sync");
unsigned __match_any_sync(unsigned mask, unsigned long long v) __CW_BUILTIN("match_any_sync64");
unsigned __cw_match_all_sync(unsigned mask, unsigned v) __CW_BUILTIN("match_all_sync");
__device__ inline unsigned __match_all_sync(unsigned mask, unsigned v, int* all) {
  unsigned lanes = __cw_match_all_sync(mask, v);
  *all = lanes != 0;
  return lanes;
}
__device__ inline unsigned __match_all_sync(unsigned mask, unsigned long long v, int* all) {
  unsigned low = __cw_match_all_sync(mask, (unsigned)v), high = __cw_match_all_sync(mask, (unsigned)(v >> 32));
  *all = low != 0 && high != 0;
  return *all ? low : 0;
}
#define __CW_MATCH(T, U)                                                                                          \
  __device__ inline unsigned __match_any_sync(unsigned mask, T v) {                                               \
    return __match_any_sync(mask, __builtin_bit_cast(U, v));                                                      \
  }                                                                                                               \
  __device__ inline unsigned __match_all_sync(unsigned mask, T v, int* all) {                                     \
    return __match_all_sync(mask, __builtin_bit_cast(U, v), all);                                                 \
  }
__CW_MATCH(int, unsigned)
__CW_MATCH(float, unsigned)
__CW_MATCH(long, unsigned long long)
__CW_MATCH(unsigned long, unsigned long long)
__CW_MATCH(long long, unsigned long long)
__CW_MATCH(double, unsigned long long)
#undef __CW_MATCH

unsigned __reduce_add_sync(unsigned mask, unsigned v) __CW_BUILTIN("reduce_add_sync");
unsigned __reduce_min_sync(unsigned mask, unsigned v) __CW_BUILTIN("reduce_min_sync");
unsigned __reduce_max_sync(unsigned mask, unsigned v) __CW_BUILTIN("reduce_max_sync");
unsigned __reduce_and_sync(unsigned mask, unsigned v) __CW_BUILTIN("reduce_and_sync");
unsigned __reduce_or_sync(unsigned mask, unsigned v) __CW_BUILTIN("reduce_or_sync");
unsigned __reduce_xor_sync(unsigned mask, unsigned v) __CW_BUILTIN("reduce_xor_sync");
int __reduce_min_sync(unsigned mask, int v) __CW_BUILTIN("reduce_min_sync_s");
int __reduce_max_sync(unsigned mask, int v) __CW_BUILTIN("reduce_max_sync_s");
__device__ inline int __reduce_add_sync(unsigned mask, int v) { return (int)__reduce_add_sync(mask, (unsigned)v); }

#endif
