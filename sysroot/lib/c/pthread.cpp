// <pthread.h> in one thread: threads run when they are created, one within the other.
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

struct Thread {
  void* result;
  bool alive;                                  // neither joined nor detached
  const void* specific[PTHREAD_KEYS_MAX];
};
static Thread first_thread = {nullptr, true, {}};
static Thread** threads;                       // the handle n is threads[n - 1]; handle 0 is the first thread
static pthread_t thread_count, current;
static void (*destructors[PTHREAD_KEYS_MAX])(void*);
static bool keys_used[PTHREAD_KEYS_MAX];

static Thread* find(pthread_t thread) { return thread == 0 ? &first_thread : thread <= thread_count ? threads[thread - 1] : nullptr; }

/** What pthread_exit throws, so that the thread's destructors run on the way. */
struct Leave {
  void* result;
};

static void waits_forever(const char* function) {
  fflush(stdout);
  fprintf(stderr, "cuda-wasm: %s would wait forever: host code runs in one thread\n", function);
  abort();
}

static void destroy_values(Thread* t) {
  for (unsigned key = 0; key < PTHREAD_KEYS_MAX; key++) {
    const void* value = t->specific[key];
    t->specific[key] = nullptr;
    if (value && keys_used[key] && destructors[key]) destructors[key]((void*)value);
  }
}

extern "C" {
int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*function)(void*), void* argument) {
  Thread** grown = (Thread**)realloc(threads, (thread_count + 1) * sizeof(Thread*));
  if (!grown) return EAGAIN;
  threads = grown;
  Thread* t = (Thread*)calloc(1, sizeof(Thread));
  if (!t) return EAGAIN;
  t->alive = !attributes || attributes->detached == PTHREAD_CREATE_JOINABLE;
  threads[thread_count++] = t;
  pthread_t caller = current;
  *thread = current = thread_count;
  try {
    t->result = function(argument);
  } catch (const Leave& leave) {
    t->result = leave.result;
  }
  destroy_values(t);
  current = caller;
  return 0;
}
int pthread_join(pthread_t thread, void** result) {
  Thread* t = find(thread);
  if (!t) return ESRCH;
  if (thread == current) return EDEADLK;
  if (!t->alive) return EINVAL;
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
// The thread has ended already.
int pthread_cancel(pthread_t thread) { return find(thread) ? 0 : ESRCH; }
void pthread_exit(void* result) {
  if (current == 0) exit(0);
  throw Leave{result};
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
  return 0;
}
int pthread_mutex_destroy(pthread_mutex_t* mutex) { return mutex->held ? EBUSY : 0; }
int pthread_mutex_lock(pthread_mutex_t* mutex) {
  if (mutex->held && mutex->kind == PTHREAD_MUTEX_ERRORCHECK) return EDEADLK;
  if (mutex->held && mutex->kind != PTHREAD_MUTEX_RECURSIVE) waits_forever("pthread_mutex_lock");
  mutex->held++;
  return 0;
}
int pthread_mutex_trylock(pthread_mutex_t* mutex) {
  if (mutex->held && mutex->kind != PTHREAD_MUTEX_RECURSIVE) return EBUSY;
  mutex->held++;
  return 0;
}
int pthread_mutex_unlock(pthread_mutex_t* mutex) {
  if (!mutex->held) return EPERM;
  mutex->held--;
  return 0;
}

int pthread_cond_init(pthread_cond_t* condition, const pthread_condattr_t*) {
  condition->signals = 0;
  return 0;
}
int pthread_cond_destroy(pthread_cond_t*) { return 0; }
int pthread_cond_wait(pthread_cond_t*, pthread_mutex_t*) {
  waits_forever("pthread_cond_wait");
  return 0;
}
int pthread_cond_timedwait(pthread_cond_t*, pthread_mutex_t*, const timespec*) { return ETIMEDOUT; }
int pthread_cond_signal(pthread_cond_t*) { return 0; }
int pthread_cond_broadcast(pthread_cond_t*) { return 0; }

int pthread_once(pthread_once_t* once, void (*function)(void)) {
  if (*once == 0) {
    *once = 1;
    function();
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
