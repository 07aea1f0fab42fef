// run: tolerance=0
// What programs read clocks for: loops that wait for an amount of time, times of blocks, waiting for a flag with a limit. Clocks never go back, in a thread or behind a kernel.
#include <cstdio>

__global__ void delay(long long ticks, long long *out) {
  long long start = clock64();
  while (clock64() - start < ticks) {
  }
  if (blockIdx.x + threadIdx.x == 0) *out = clock64() - start;
}

__global__ void timed(clock_t *times, float *data) {
  __shared__ float s[256];
  int i = threadIdx.x;
  if (i == 0) times[blockIdx.x] = clock();
  s[i] = data[i];
  for (int d = 128; d > 0; d /= 2) {
    __syncthreads();
    if (i < d) s[i] += s[i + d];
  }
  if (i == 0) data[256 + blockIdx.x] = s[0];
  __syncthreads();
  if (i == 0) times[blockIdx.x + gridDim.x] = clock();
}

__device__ unsigned long long nanoseconds() {
  unsigned long long t;
  asm volatile("mov.u64 %0, %%globaltimer;" : "=l"(t));
  return t;
}

__global__ void look(const volatile int *flag, long long limit, int *out) {
  long long start = clock64();
  int rounds = 0;
  bool gave_up = false;
  while (*flag == 0 && !gave_up) {
    gave_up = clock64() - start > limit;
    rounds++;
  }
  out[0] = gave_up;
  out[1] = rounds > 0;
}

__global__ void order(unsigned long long *last, int *back) {
  unsigned long long before = *last, t = nanoseconds();
  if (t < before) atomicAdd(back, 1);
  for (int i = 0; i < 200; i++) {
    unsigned long long next = nanoseconds();
    if (next < t) atomicAdd(back, 1);
    t = next;
    __nanosleep(20);
  }
  atomicMax(last + 1, t);
}

int main() {
  long long *ticks;
  unsigned long long *last;
  clock_t *times;
  float *data;
  int *out;
  cudaMallocManaged(&ticks, sizeof *ticks);
  cudaMallocManaged(&last, 2 * sizeof *last);
  cudaMallocManaged(&times, 32 * sizeof *times);
  cudaMallocManaged(&data, 512 * sizeof *data);
  cudaMallocManaged(&out, 2 * sizeof *out);

  for (int blocks = 1; blocks <= 16; blocks *= 4) {
    delay<<<blocks, 64>>>(200000, ticks);
    cudaDeviceSynchronize();
    printf("%d ", *ticks >= 200000);
  }
  printf("%s\n", cudaGetErrorString(cudaGetLastError()));

  for (int i = 0; i < 256; i++) data[i] = 1;
  timed<<<16, 256>>>(times, data);
  cudaDeviceSynchronize();
  int wrong = 0;
  for (int i = 0; i < 16; i++) wrong += times[16 + i] <= times[i] || data[256 + i] != 256;
  printf("%d wrong\n", wrong);

  out[0] = out[1] = 0;
  int *flag;
  cudaMalloc(&flag, sizeof *flag);
  cudaMemset(flag, 0, sizeof *flag);
  look<<<1, 1>>>(flag, 1000000, out);
  cudaDeviceSynchronize();
  printf("%d %d\n", out[0], out[1]);

  out[0] = 0;
  last[0] = last[1] = 0;
  for (int round = 0; round < 3; round++) {
    order<<<4, 32>>>(last, out);
    cudaDeviceSynchronize();
    last[0] = last[1];
  }
  printf("%d back, %s\n", out[0], cudaGetErrorString(cudaGetLastError()));
}
