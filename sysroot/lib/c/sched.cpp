/* One process on one processor. Real-time policies are refused as Linux refuses them to ordinary users. */
#include <__cuda_wasm/host_threads.h>
#include <errno.h>
#include <sched.h>
#include <string.h>

static int fail(int error) {
  errno = error;
  return -1;
}

static bool is_known(int policy) { return policy == SCHED_OTHER || policy == SCHED_FIFO || policy == SCHED_RR || policy == SCHED_BATCH || policy == SCHED_IDLE; }

static bool is_real_time(int policy) { return policy == SCHED_FIFO || policy == SCHED_RR; }

extern "C" {
int sched_yield(void) {
  __cw_thread_yield();
  return 0;
}
int sched_getcpu(void) { return 0; }
int sched_getscheduler(pid_t) { return SCHED_OTHER; }

int sched_setscheduler(pid_t, int policy, const struct sched_param* param) {
  if (param == nullptr || !is_known(policy)) return fail(EINVAL);
  if (is_real_time(policy)) return fail(EPERM);
  return param->sched_priority == 0 ? 0 : fail(EINVAL);
}

int sched_getparam(pid_t, struct sched_param* param) {
  if (param == nullptr) return fail(EINVAL);
  param->sched_priority = 0;
  return 0;
}

int sched_setparam(pid_t, const struct sched_param* param) { return param != nullptr && param->sched_priority == 0 ? 0 : fail(EINVAL); }
int sched_get_priority_max(int policy) { return !is_known(policy) ? fail(EINVAL) : is_real_time(policy) ? 99 : 0; }
int sched_get_priority_min(int policy) { return !is_known(policy) ? fail(EINVAL) : is_real_time(policy) ? 1 : 0; }

int sched_getaffinity(pid_t, size_t size, cpu_set_t* set) {
  if (size < 8) return fail(EINVAL);
  memset(set, 0, size);
  CPU_SET(0, set);
  return 0;
}

int sched_setaffinity(pid_t, size_t size, const cpu_set_t* set) { return size >= 8 && CPU_ISSET(0, set) ? 0 : fail(EINVAL); }
}
