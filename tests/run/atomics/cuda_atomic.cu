// run: tolerance=0 nvcc="-std=c++17"
// cuda::atomic and cuda::atomic_ref of all widths and kinds, on the host and in kernels; cuda::std::atomic.
#include <cstdio>
#include <cuda/atomic>
#include <cuda/std/atomic>

struct Shared {
  cuda::atomic<int, cuda::thread_scope_device> count;
  cuda::atomic<unsigned> bits;
  cuda::atomic<unsigned long long> wide;
  cuda::atomic<float> sum;
  cuda::atomic<double> total;
  cuda::atomic<int> least, most;
  cuda::std::atomic<int> standard;
  int plain;
  long long plain_wide;
  unsigned char bytes[4];
  short shorts[2];
};

__global__ void kernel(Shared* s) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  s->count.fetch_add(1, cuda::memory_order_relaxed);
  s->count++;
  --s->count;
  s->bits |= 1u << (i % 32);
  s->wide += 1ull << 32;
  s->sum.fetch_add(0.5f);
  s->total += 0.25;
  s->least.fetch_min(i * 7 % 101 - 50);
  s->most.fetch_max(i * 7 % 101 - 50);
  s->standard.fetch_sub(2);
  cuda::atomic_ref<int, cuda::thread_scope_device>(s->plain).fetch_add(i);
  cuda::atomic_ref<long long>(s->plain_wide).fetch_sub(i);
}

struct Pair {
  float x;
  int n;
};
__global__ void exchange(cuda::atomic<Pair>* p, cuda::atomic<int*>* pointer) {
  Pair expected = p->load();
  Pair next;
  do {
    next.x = expected.x + 1;
    next.n = expected.n + 2;
  } while (!p->compare_exchange_weak(expected, next));
  pointer->fetch_add(1);
}

int main() {
  Shared* s;
  cudaMallocManaged(&s, sizeof(Shared));
  new (s) Shared();
  s->least = 1000;
  s->most = -1000;
  s->standard = 5;
  s->plain = 3;
  s->plain_wide = 0;
  kernel<<<4, 64>>>(s);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
  printf("%d %08x %llx %g %g %d %d %d %d %lld\n", s->count.load(), s->bits.load(), s->wide.load(), s->sum.load(), s->total.load(), s->least.load(), s->most.load(), s->standard.load(), s->plain, s->plain_wide);

  cuda::atomic<Pair>* p;
  cuda::atomic<int*>* q;
  cudaMallocManaged(&p, sizeof *p);
  cudaMallocManaged(&q, sizeof *q);
  p->store(Pair{0.0f, 10});
  q->store(nullptr);
  exchange<<<2, 32>>>(p, q);
  cudaDeviceSynchronize();
  Pair end = p->load();
  printf("%g %d %d\n", end.x, end.n, (int)(q->load() - (int*)nullptr));

  cuda::atomic<int> host(7);
  int expected = 8;
  bool changed = host.compare_exchange_strong(expected, 9);
  printf("%d %d %d\n", changed, expected, host.exchange(12));
  changed = host.compare_exchange_strong(expected = 12, 13);
  int after = host++, before = ++host;
  printf("%d %d %d %d\n", changed, after, before, host.load());
  printf("%d\n", cuda::atomic<int>::is_always_lock_free);
}
