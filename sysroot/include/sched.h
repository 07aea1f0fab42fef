/* Scheduling: one process on one processor, whose policy cannot be changed. */
#ifndef __CUDA_WASM_SCHED_H
#define __CUDA_WASM_SCHED_H
#include <__cuda_wasm/defs.h>
#include <__cuda_wasm/types.h>

#define SCHED_OTHER 0
#define SCHED_FIFO 1
#define SCHED_RR 2
#define SCHED_BATCH 3
#define SCHED_IDLE 5

struct sched_param {
  int sched_priority;
};

#define CPU_SETSIZE 1024
typedef struct {
  unsigned long __bits[CPU_SETSIZE / 64];
} cpu_set_t;
#define CPU_ZERO(set) __builtin_memset((set), 0, sizeof(cpu_set_t))
#define CPU_SET(cpu, set) ((set)->__bits[(cpu) / 64] |= 1ul << ((cpu) % 64))
#define CPU_CLR(cpu, set) ((set)->__bits[(cpu) / 64] &= ~(1ul << ((cpu) % 64)))
#define CPU_ISSET(cpu, set) ((int)((set)->__bits[(cpu) / 64] >> ((cpu) % 64) & 1))

__CW_BEGIN
int sched_yield(void);
int sched_getcpu(void);
int sched_getscheduler(pid_t process);
int sched_setscheduler(pid_t process, int policy, const struct sched_param* param);
int sched_getparam(pid_t process, struct sched_param* param);
int sched_setparam(pid_t process, const struct sched_param* param);
int sched_get_priority_max(int policy);
int sched_get_priority_min(int policy);
int sched_getaffinity(pid_t process, size_t size, cpu_set_t* set);
int sched_setaffinity(pid_t process, size_t size, const cpu_set_t* set);
__CW_END

#endif
