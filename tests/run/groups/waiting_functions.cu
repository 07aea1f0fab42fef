// run: tolerance=0
// Threads that wait for each other in functions which stay functions: large ones, ones that are not copied, the read in a function and the loop around it in another.
#include <cstdio>

__device__ __noinline__ int peek(volatile int *p) { return *p; }
__device__ __noinline__ int poll(int *p) { return atomicAdd(p, 0); }
__device__ __noinline__ bool holds(int *p, int x) { return poll(p) == x; }

__device__ __noinline__ void wait_for(int *p, int x) {
  while (!holds(p, x)) {}
}
__device__ __noinline__ void wait_volatile(volatile int *p, int x) {
  while (peek(p) < x) {}
}
__device__ __noinline__ void wait_own(volatile int *p, int x) {
  while (*p != x) {}
}

/** Each thread hands on to the one before it: all others of the block must get a turn. */
__global__ void chain(int *turn, int *order, int *count) {
  int me = threadIdx.x, n = blockDim.x;
  wait_for(&turn[blockIdx.x], n - 1 - me);
  order[blockIdx.x * n + me] = atomicAdd(&count[blockIdx.x], 1);
  __threadfence();
  atomicAdd(&turn[blockIdx.x], 1);
}

__global__ void relay(int *flags, int *out) {
  int me = threadIdx.x, n = blockDim.x;
  if (me < n - 1) wait_volatile(&flags[me + 1], 1);
  __threadfence();
  out[me] = me < n - 1 ? out[me + 1] + me : me;
  __threadfence();
  atomicExch(&flags[me], 1);
}

__global__ void ping_pong(int *ball, int *out, int rounds) {
  if (threadIdx.x % 32 != 0) return;
  int side = threadIdx.x / 32, sum = 0;
  for (int i = 0; i < rounds; i++) {
    wait_own(ball, 2 * i + 1 - side);
    sum += *(volatile int *)ball;
    __threadfence();
    atomicAdd(ball, 1);
  }
  out[side] = sum;
}

int main() {
  int *m;
  cudaMallocManaged(&m, 1024 * sizeof(int));
  chain<<<2, 20>>>(m, m + 100, m + 50);
  printf("%s:", cudaGetErrorString(cudaDeviceSynchronize()));
  for (int i = 0; i < 40; i++) printf(" %d", m[100 + i]);
  relay<<<1, 40>>>(m + 200, m + 300);
  cudaDeviceSynchronize();
  printf("\n%s: %d %d %d\n", cudaGetErrorString(cudaDeviceSynchronize()), m[300], m[320], m[339]);
  ping_pong<<<1, 64>>>(m + 400, m + 500, 10);
  cudaDeviceSynchronize();
  printf("%s: %d %d\n", cudaGetErrorString(cudaDeviceSynchronize()), m[500], m[501]);
}
