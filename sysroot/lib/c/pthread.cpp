// <pthread.h> on the threads of host-threads.cpp: one of them runs at a time, until it waits. With one thread, threads run when they are created, one within the other.
#include <__cuda_wasm/host_threads.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct Thread {
  void* (*function)(void*);
  void* argument;
  void* result;
  bool alive;                                  // neither joined nor detached
  bool ended;
  const void* specific[PTHREAD_KEYS_MAX];
};
static Thread first_thread = {nullptr, nullptr, nullptr, true, false, {}};
static Thread** threads;                       // the handle n is threads[n - 1]; handle 0 is the first thread
static pthread_t thread_count;
static thread_local pthread_t current;
static void (*destructors[PTHREAD_KEYS_MAX])(void*);
static bool keys_used[PTHREAD_KEYS_MAX];

static Thread* find(pthread_t thread) { return thread == 0 ? &first_thread : thread <= thread_count ? threads[thread - 1] : nullptr; }

/** What pthread_exit throws, so that the thread's destructors run on the way. */
struct Leave {
  void* result;
};

// Waits for what another thread will change.
static void wait_for_change(const char* function) {
  int waited = __cw_thread_wait(-1);
  if (waited > 0) return;
  fflush(stdout);
  fprintf(stderr, "cuda-wasm: %s would wait forever: %s\n", function, waited < 0 ? "host code runs in one thread" : "all threads wait");
  abort();
}

static void destroy_values(Thread* t) {
  for (unsigned key = 0; key < PTHREAD_KEYS_MAX; key++) {
    const void* value = t->specific[key];
    t->specific[key] = nullptr;
    if (value && keys_used[key] && destructors[key]) destructors[key]((void*)value);
  }
}

static void run(void* handle) {
  pthread_t caller = current;
  current = (pthread_t)handle;
  Thread* t = find(current);
  try {
    t->result = t->function(t->argument);
  } catch (const Leave& leave) {
    t->result = leave.result;
  }
  destroy_values(find(current));
  t->ended = true;
  __cw_thread_changed();
  current = caller;
}

// Nanoseconds until a time of the wall clock.
static long time_until(const timespec* end) {
  timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (end->tv_sec - now.tv_sec) * 1000000000l + (end->tv_nsec - now.tv_nsec);
}

extern "C" {
int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*function)(void*), void* argument) {
  Thread** grown = (Thread**)realloc(threads, (thread_count + 1) * sizeof(Thread*));
  if (!grown) return EAGAIN;
  threads = grown;
  Thread* t = (Thread*)calloc(1, sizeof(Thread));
  if (!t) return EAGAIN;
  t->function = function;
  t->argument = argument;
  t->alive = !attributes || attributes->detached == PTHREAD_CREATE_JOINABLE;
  threads[thread_count++] = t;
  *thread = thread_count;
  return __cw_thread_start(run, (void*)thread_count) ? 0 : EAGAIN;
}
int pthread_join(pthread_t thread, void** result) {
  Thread* t = find(thread);
  if (!t) return ESRCH;
  if (thread == current) return EDEADLK;
  if (!t->alive) return EINVAL;
  while (!t->ended) wait_for_change("pthread_join");
  t->alive = false;
  if (result) *result = t->result;
  return 0;
}
int pthread_detach(pthread_t thread) {
  Thread* t = find(thread);
  if (!t) return ESRCH;
  if (!t->alive) return EINVAL;
  t->alive = false;
  return 0;
}
// A thread ends by itself.
int pthread_cancel(pthread_t thread) {
  Thread* t = find(thread);
  return !t ? ESRCH : t->ended ? 0 : ENOSYS;
}
void pthread_exit(void* result) {
  if (current != 0) throw Leave{result};
  // The program goes on as long as other threads do.
  for (pthread_t i = 0; i < thread_count; i++) {
    while (!threads[i]->ended) wait_for_change("pthread_exit");
  }
  exit(0);
}
pthread_t pthread_self(void) { return current; }
int pthread_equal(pthread_t a, pthread_t b) { return a == b; }

int pthread_attr_init(pthread_attr_t* attributes) {
  attributes->detached = PTHREAD_CREATE_JOINABLE;
  attributes->stack = 0;
  return 0;
}
int pthread_attr_destroy(pthread_attr_t*) { return 0; }
int pthread_attr_setdetachstate(pthread_attr_t* attributes, int state) {
  attributes->detached = state;
  return 0;
}
int pthread_attr_setstacksize(pthread_attr_t* attributes, size_t size) {
  attributes->stack = size;
  return 0;
}

int pthread_mutexattr_init(pthread_mutexattr_t* attributes) {
  attributes->kind = PTHREAD_MUTEX_DEFAULT;
  return 0;
}
int pthread_mutexattr_settype(pthread_mutexattr_t* attributes, int kind) {
  attributes->kind = kind;
  return 0;
}
int pthread_mutexattr_destroy(pthread_mutexattr_t*) { return 0; }
int pthread_mutex_init(pthread_mutex_t* mutex, const pthread_mutexattr_t* attributes) {
  mutex->held = 0;
  mutex->kind = attributes ? attributes->kind : PTHREAD_MUTEX_DEFAULT;
  mutex->owner = 0;
  return 0;
}
int pthread_mutex_destroy(pthread_mutex_t* mutex) { return mutex->held ? EBUSY : 0; }
int pthread_mutex_trylock(pthread_mutex_t* mutex) {
  if (mutex->held && (mutex->kind != PTHREAD_MUTEX_RECURSIVE || mutex->owner != current)) return EBUSY;
  mutex->held++;
  mutex->owner = current;
  return 0;
}
int pthread_mutex_lock(pthread_mutex_t* mutex) {
  if (mutex->held && mutex->kind == PTHREAD_MUTEX_ERRORCHECK && mutex->owner == current) return EDEADLK;
  while (pthread_mutex_trylock(mutex) != 0) wait_for_change("pthread_mutex_lock");
  return 0;
}
int pthread_mutex_unlock(pthread_mutex_t* mutex) {
  if (!mutex->held) return EPERM;
  mutex->held--;
  __cw_thread_changed();
  return 0;
}

int pthread_cond_init(pthread_cond_t* condition, const pthread_condattr_t*) {
  condition->signals = 0;
  return 0;
}
int pthread_cond_destroy(pthread_cond_t*) { return 0; }
int pthread_cond_wait(pthread_cond_t* condition, pthread_mutex_t* mutex) {
  unsigned seen = condition->signals;
  pthread_mutex_unlock(mutex);
  while (condition->signals == seen) wait_for_change("pthread_cond_wait");
  return pthread_mutex_lock(mutex);
}
int pthread_cond_timedwait(pthread_cond_t* condition, pthread_mutex_t* mutex, const timespec* until) {
  unsigned seen = condition->signals;
  pthread_mutex_unlock(mutex);
  bool in_time = true;
  while (in_time && condition->signals == seen) {
    long left = time_until(until);
    in_time = left > 0 && __cw_thread_wait(left) > 0;
  }
  pthread_mutex_lock(mutex);
  return in_time ? 0 : ETIMEDOUT;
}
// More threads may wake than need to.
int pthread_cond_signal(pthread_cond_t* condition) { return pthread_cond_broadcast(condition); }
int pthread_cond_broadcast(pthread_cond_t* condition) {
  condition->signals++;
  __cw_thread_changed();
  return 0;
}

int pthread_barrier_init(pthread_barrier_t* barrier, const pthread_barrierattr_t*, unsigned count) {
  if (count == 0) return EINVAL;
  barrier->count = count;
  barrier->here = barrier->round = 0;
  return 0;
}
int pthread_barrier_destroy(pthread_barrier_t*) { return 0; }
int pthread_barrier_wait(pthread_barrier_t* barrier) {
  unsigned round = barrier->round;
  if (++barrier->here == barrier->count) {
    barrier->here = 0;
    barrier->round++;
    __cw_thread_changed();
    return PTHREAD_BARRIER_SERIAL_THREAD;
  }
  while (barrier->round == round) wait_for_change("pthread_barrier_wait");
  return 0;
}

int pthread_once(pthread_once_t* once, void (*function)(void)) {
  while (*once == 1) wait_for_change("pthread_once");
  if (*once == 0) {
    *once = 1;
    function();
    *once = 2;
    __cw_thread_changed();
  }
  return 0;
}
int pthread_key_create(pthread_key_t* key, void (*destructor)(void*)) {
  for (unsigned i = 0; i < PTHREAD_KEYS_MAX; i++) {
    if (keys_used[i]) continue;
    keys_used[i] = true;
    destructors[i] = destructor;
    *key = i;
    return 0;
  }
  return EAGAIN;
}
int pthread_key_delete(pthread_key_t key) {
  if (key >= PTHREAD_KEYS_MAX || !keys_used[key]) return EINVAL;
  keys_used[key] = false;
  first_thread.specific[key] = nullptr;
  for (pthread_t i = 0; i < thread_count; i++) threads[i]->specific[key] = nullptr;
  return 0;
}
void* pthread_getspecific(pthread_key_t key) { return key < PTHREAD_KEYS_MAX ? (void*)find(current)->specific[key] : nullptr; }
int pthread_setspecific(pthread_key_t key, const void* value) {
  if (key >= PTHREAD_KEYS_MAX || !keys_used[key]) return EINVAL;
  find(current)->specific[key] = value;
  return 0;
}
}
