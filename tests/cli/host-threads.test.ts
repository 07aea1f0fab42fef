/** Threads of host code: how a program ends from one of them, what waits for ever, files. */
import { beforeAll, describe, expect, test } from 'vitest';
import { useSoftwareGpu } from '../run/software-gpu.js';
import { createWorkplace } from './command.js';

const { run } = createWorkplace({
  'ends.cpp': `#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>
int main(int, char **argv) {
  const char *how = argv[1];
  std::thread([how] {
    printf("thread\\n");
    if (!strcmp(how, "exit")) exit(7);
    if (!strcmp(how, "abort")) abort();
    if (!strcmp(how, "throw")) throw 5;
    if (!strcmp(how, "fault")) {
      fflush(stdout);
      *(volatile int *)0xfffffff0u = 1;
    }
  }).join();
  printf("end\\n");
}
`,
  'files.cpp': `#include <cstdio>
#include <thread>
int main() {
  FILE *f = nullptr;
  std::thread([&f] { f = fopen("made", "w+"); fprintf(f, "by a thread\\n"); }).join();
  rewind(f);
  char line[32];
  fputs(fgets(line, sizeof line, f), stdout);
  std::thread([f] { fclose(f); remove("made"); }).join();
  printf("%d\\n", fopen("made", "r") == nullptr);
}
`,
  'waits.cpp': `#include <atomic>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <system_error>
#include <thread>
int main() {
  std::mutex a, b;
  std::atomic<bool> has_b{false};
  a.lock();
  std::thread other([&] {
    b.lock();
    has_b = true;
    try {
      a.lock();
    } catch (const std::system_error &e) {
      printf("%s\\n", e.what());
    }
    b.unlock();
  });
  while (!has_b) std::this_thread::yield();
  try {
    b.lock();
    b.unlock();
    printf("had b\\n");
  } catch (const std::system_error &e) {
    fprintf(stderr, "main: %s\\n", e.what());
  }
  other.join();
}
`,
  'condition.c': `#include <pthread.h>
#include <stdio.h>
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
static void *wait(void *unused) {
  pthread_mutex_lock(&mutex);
  pthread_cond_wait(&condition, &mutex);
  return unused;
}
int main() {
  pthread_t thread;
  pthread_create(&thread, NULL, wait, NULL);
  pthread_join(thread, NULL);
}
`,
});

/** With kernels elsewhere, host code has threads all the same. */
const devices = ['--threads 2', '--device webgpu'];
beforeAll(useSoftwareGpu);

describe.each(devices)('a program ends from a thread (%s)', (device) => {
  test('by exit, with what was printed', () => {
    expect(run(`run ${device} ends.cpp -- exit`)).toEqual({ stdout: 'thread\n', stderr: '', code: 7 });
    expect(run(`run ${device} ends.cpp -- return`)).toEqual({ stdout: 'thread\nend\n', stderr: '', code: 0 });
  });
  test('by a fault, with the source line', () => {
    expect(run(`run ${device} ends.cpp -- fault`)).toMatchObject({ stdout: 'thread\n', stderr: expect.stringMatching(/^ends\.cpp:14: Segmentation fault: invalid memory access\n/), code: 139 });
  });
  test('by abort, or an exception that nobody catches', () => {
    expect(run(`run ${device} ends.cpp -- abort`)).toMatchObject({ code: 134 });
    expect(run(`run ${device} ends.cpp -- throw`)).toMatchObject({ code: 134, stderr: expect.stringContaining("terminate called after throwing an instance of 'int'") });
  });
});

test.each(devices)('files belong to all threads (%s)', (device) => {
  expect(run(`run ${device} files.cpp`)).toEqual({ stdout: 'by a thread\n1\n', stderr: '', code: 0 });
});

test('threads that wait for each other are told so', () => {
  for (const device of devices) expect(run(`run ${device} waits.cpp`)).toMatchObject({ stderr: expect.stringMatching(/^main: Resource deadlock avoided\nterminate called/), code: 134 });
  expect(run('run --threads 2 condition.c')).toMatchObject({ stderr: expect.stringMatching(/^cuda-wasm: pthread_\w+ would wait forever: all threads wait\n/), code: 134 });
  expect(run('run --threads 1 condition.c')).toMatchObject({ stderr: 'cuda-wasm: pthread_cond_wait would wait forever: host code runs in one thread\n', code: 134 });
});
