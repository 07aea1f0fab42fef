// run: tolerance=0
// pthread: threads that launch kernels and give results, mutexes, a counter with a condition, once, values by thread.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

struct Job {
  int first, n, sum;
};
struct Counter {
  pthread_mutex_t mutex;
  pthread_cond_t condition;
  int left;
};
static Counter counter;
static pthread_key_t key;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static int inits;
static void init_once() { inits++; }

__global__ void fill(int *p, int first, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) p[i] = first + i;
}

static void *work(void *argument) {
  Job *job = (Job *)argument;
  int *d, *h = (int *)malloc(job->n * sizeof(int));
  pthread_once(&once, init_once);
  pthread_setspecific(key, job);
  cudaMalloc(&d, job->n * sizeof(int));
  fill<<<(job->n + 63) / 64, 64>>>(d, job->first, job->n);
  cudaMemcpy(h, d, job->n * sizeof(int), cudaMemcpyDeviceToHost);
  for (int i = 0; i < job->n; i++) job->sum += h[i];
  cudaFree(d);
  free(h);
  pthread_mutex_lock(&counter.mutex);
  if (--counter.left == 0) pthread_cond_signal(&counter.condition);
  pthread_mutex_unlock(&counter.mutex);
  return pthread_getspecific(key) == job ? &job->sum : NULL;
}

int main() {
  Job jobs[4];
  pthread_t threads[4];
  pthread_mutex_init(&counter.mutex, NULL);
  pthread_cond_init(&counter.condition, NULL);
  pthread_key_create(&key, NULL);
  counter.left = 4;
  for (int i = 0; i < 4; i++) {
    jobs[i].first = i * 10;
    jobs[i].n = 100 + i;
    jobs[i].sum = 0;
    if (pthread_create(&threads[i], NULL, work, &jobs[i]) != 0) return 1;
  }
  pthread_mutex_lock(&counter.mutex);
  while (counter.left > 0) pthread_cond_wait(&counter.condition, &counter.mutex);
  pthread_mutex_unlock(&counter.mutex);
  for (int i = 0; i < 4; i++) {
    void *result = NULL;
    int error = pthread_join(threads[i], &result);
    printf("%d %d\n", error, *(int *)result);
  }
  printf("%d %d %d\n", inits, pthread_getspecific(key) == NULL, pthread_equal(pthread_self(), pthread_self()) != 0);
}
