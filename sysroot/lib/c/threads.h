/* What the library does where several threads of the machine run a program (built with CW_THREADS), and leaves out where one does. */
#ifndef CW_THREADS_H
#define CW_THREADS_H

namespace cw {

#ifdef CW_THREADS
#define CW_SYNC(name) __attribute__((cw_builtin(name)))
int atomic_add(int* p, int value) CW_SYNC("atomic_add_i32");
int atomic_exchange(int* p, int value) CW_SYNC("atomic_exch_i32");
int atomic_swap_if(int* p, int expected, int value) CW_SYNC("atomic_cas_i32");
unsigned long long atomic_swap_if(unsigned long long* p, unsigned long long expected, unsigned long long value) CW_SYNC("atomic_cas_u64");
inline int read(const int* p) { return atomic_add((int*)p, 0); }
inline unsigned long long read(const unsigned long long* p) { return *(const volatile unsigned long long*)p; }

/* Looks at *p for some microseconds: true as soon as it is not value any more. */
inline bool changes_soon(const int* p, int value) {
  for (unsigned i = 0; i < 4000; i++) {
    if (*(const volatile int*)p != value) return true;
  }
  return false;
}

/* A page's own thread must not sleep (modules of kernels run on it, programs do not). */
extern "C" thread_local int __cw_never_sleeps;

/* Sleeps while *p is value, but no longer than so many nanoseconds (negative: without end). Callers look again themselves: threads that never sleep come back sooner. */
inline void sleep_while(const int* p, int value, long long nanoseconds) {
  if (__cw_never_sleeps) changes_soon(p, value);
  else __builtin_wasm_memory_atomic_wait32(p, value, nanoseconds);
}
inline void wake(const int* p, unsigned threads) { __builtin_wasm_memory_atomic_notify(p, threads); }
#else
inline int atomic_add(int* p, int value) {
  int old = *p;
  *p = old + value;
  return old;
}
inline int atomic_exchange(int* p, int value) {
  int old = *p;
  *p = value;
  return old;
}
inline unsigned long long atomic_swap_if(unsigned long long* p, unsigned long long expected, unsigned long long value) {
  unsigned long long old = *p;
  if (old == expected) *p = value;
  return old;
}
inline int read(const int* p) { return *p; }
inline unsigned long long read(const unsigned long long* p) { return *p; }
inline void sleep_while(const int*, int, long long) {}
inline void wake(const int*, unsigned) {}
inline bool changes_soon(const int*, int) { return false; }
#endif

/* 0: free, 1: held, 2: held, and others sleep. */
struct Lock {
#ifdef CW_THREADS
  int state;
  void take() {
    for (unsigned i = 0; i < 100; i++) {
      if (*(volatile int*)&state == 0 && atomic_swap_if(&state, 0, 1) == 0) return;
    }
    /* Others may sleep from here on, beside this one and after it. */
    while (atomic_exchange(&state, 2) != 0) sleep_while(&state, 2, -1);
  }
  void give() {
    if (atomic_exchange(&state, 0) == 2) wake(&state, 1);
  }
#else
  void take() {}
  void give() {}
#endif
};

/* Holds a lock for as long as it lives. */
struct Holds {
  Lock& lock;
  explicit Holds(Lock& l) : lock(l) { lock.take(); }
  ~Holds() { lock.give(); }
};

}  // namespace cw
#endif
