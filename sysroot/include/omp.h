/* OpenMP's functions for programs whose parallel regions run in one thread. */
#ifndef __CUDA_WASM_OMP_H
#define __CUDA_WASM_OMP_H
#include <time.h>

typedef enum omp_sched_t {
  omp_sched_static = 1, omp_sched_dynamic = 2, omp_sched_guided = 3, omp_sched_auto = 4, omp_sched_monotonic = (int)0x80000000u
} omp_sched_t;
typedef enum omp_proc_bind_t {
  omp_proc_bind_false = 0, omp_proc_bind_true = 1, omp_proc_bind_master = 2, omp_proc_bind_primary = 2, omp_proc_bind_close = 3,
  omp_proc_bind_spread = 4
} omp_proc_bind_t;
typedef struct omp_lock_t { int held; } omp_lock_t;
typedef struct omp_nest_lock_t { int held; } omp_nest_lock_t;

#ifdef __cplusplus
#define __CW_OMP inline
extern "C" {
#else
#define __CW_OMP static inline
#endif

__CW_OMP void omp_set_num_threads(int n) { (void)n; }
__CW_OMP int omp_get_num_threads(void) { return 1; }
__CW_OMP int omp_get_max_threads(void) { return 1; }
__CW_OMP int omp_get_thread_num(void) { return 0; }
__CW_OMP int omp_get_num_procs(void) { return 1; }
__CW_OMP int omp_in_parallel(void) { return 0; }
__CW_OMP void omp_set_dynamic(int on) { (void)on; }
__CW_OMP int omp_get_dynamic(void) { return 0; }
__CW_OMP void omp_set_nested(int on) { (void)on; }
__CW_OMP int omp_get_nested(void) { return 0; }
__CW_OMP void omp_set_schedule(omp_sched_t kind, int chunk) { (void)kind; (void)chunk; }
__CW_OMP void omp_get_schedule(omp_sched_t* kind, int* chunk) {
  *kind = omp_sched_static;
  *chunk = 0;
}
__CW_OMP int omp_get_thread_limit(void) { return 1; }
__CW_OMP void omp_set_max_active_levels(int n) { (void)n; }
__CW_OMP int omp_get_max_active_levels(void) { return 1; }
__CW_OMP int omp_get_level(void) { return 0; }
__CW_OMP int omp_get_active_level(void) { return 0; }
__CW_OMP int omp_get_ancestor_thread_num(int level) { return level == 0 ? 0 : -1; }
__CW_OMP int omp_get_team_size(int level) { return level == 0 ? 1 : -1; }
__CW_OMP int omp_in_final(void) { return 1; }
__CW_OMP int omp_get_cancellation(void) { return 0; }
__CW_OMP omp_proc_bind_t omp_get_proc_bind(void) { return omp_proc_bind_false; }
__CW_OMP int omp_get_num_teams(void) { return 1; }
__CW_OMP int omp_get_team_num(void) { return 0; }
__CW_OMP int omp_get_num_devices(void) { return 0; }
__CW_OMP int omp_get_default_device(void) { return 0; }
__CW_OMP void omp_set_default_device(int device) { (void)device; }
__CW_OMP int omp_is_initial_device(void) { return 1; }
__CW_OMP int omp_get_initial_device(void) { return 0; }

__CW_OMP double omp_get_wtime(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}
__CW_OMP double omp_get_wtick(void) { return 1e-9; }

__CW_OMP void omp_init_lock(omp_lock_t* lock) { lock->held = 0; }
__CW_OMP void omp_destroy_lock(omp_lock_t* lock) { (void)lock; }
/* Nobody else could release a lock that is held. */
__CW_OMP void omp_set_lock(omp_lock_t* lock) {
  if (lock->held) __builtin_trap();
  lock->held = 1;
}
__CW_OMP void omp_unset_lock(omp_lock_t* lock) { lock->held = 0; }
__CW_OMP int omp_test_lock(omp_lock_t* lock) { return lock->held ? 0 : (lock->held = 1); }
__CW_OMP void omp_init_nest_lock(omp_nest_lock_t* lock) { lock->held = 0; }
__CW_OMP void omp_destroy_nest_lock(omp_nest_lock_t* lock) { (void)lock; }
__CW_OMP void omp_set_nest_lock(omp_nest_lock_t* lock) { lock->held++; }
__CW_OMP void omp_unset_nest_lock(omp_nest_lock_t* lock) { lock->held--; }
__CW_OMP int omp_test_nest_lock(omp_nest_lock_t* lock) { return ++lock->held; }

#undef __CW_OMP
#ifdef __cplusplus
}
#endif
#endif
