/* gcc's __sync_… functions, for host code: one of its threads runs at a time, so plain operations are atomic. */
#ifndef __CUDA_WASM_SYNC_BUILTINS_H
#define __CUDA_WASM_SYNC_BUILTINS_H

/* Other compilers have their own. */
#ifdef __CUDA_WASM__
#include <__cuda_wasm/host_threads.h>

#define __CW_SYNC(name, result)                                                                \
  template <class T, class U> inline T __sync_fetch_and_##name(volatile T* p, U value) {        \
    T old = *p, v = (T)value;                                                                  \
    *p = result;                                                                               \
    return old;                                                                                \
  }                                                                                            \
  template <class T, class U> inline T __sync_##name##_and_fetch(volatile T* p, U value) {      \
    T old = *p, v = (T)value;                                                                  \
    *p = result;                                                                               \
    return *p;                                                                                 \
  }
__CW_SYNC(add, (T)(old + v))
__CW_SYNC(sub, (T)(old - v))
__CW_SYNC(or, (T)(old | v))
__CW_SYNC(and, (T)(old & v))
__CW_SYNC(xor, (T)(old ^ v))
__CW_SYNC(nand, (T)~(old & v))
#undef __CW_SYNC
template <class T, class U, class V> inline T __sync_val_compare_and_swap(volatile T* p, U expected, V value) {
  __cw_thread_spin();
  T old = *p;
  if (old == (T)expected) *p = (T)value;
  return old;
}
template <class T, class U, class V> inline bool __sync_bool_compare_and_swap(volatile T* p, U expected, V value) {
  return __sync_val_compare_and_swap(p, expected, value) == (T)expected;
}
template <class T, class U> inline T __sync_lock_test_and_set(volatile T* p, U value) {
  __cw_thread_spin();
  T old = *p;
  *p = (T)value;
  return old;
}
template <class T> inline void __sync_lock_release(volatile T* p) { *p = 0; }
inline void __sync_synchronize() {}
#endif

#endif
