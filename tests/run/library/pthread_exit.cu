// run:
// Threads that leave early, and the first thread that leaves after them.
#include <pthread.h>
#include <cstdio>

struct Noisy {
  int id;
  ~Noisy() { printf("destroyed %d\n", id); }
};

static void leave(long value) { pthread_exit((void*)(value * 10)); }

static void* work(void* argument) {
  Noisy noisy{(int)(long)argument};
  if ((long)argument != 2) leave((long)argument);
  return (void*)7;
}

int main() {
  long sum = 0;
  for (long i = 1; i <= 3; i++) {
    pthread_t thread;
    void* result;
    pthread_create(&thread, nullptr, work, (void*)i);
    pthread_join(thread, &result);
    sum += (long)result;
  }
  printf("%ld\n", sum);
  pthread_exit(nullptr);
}
