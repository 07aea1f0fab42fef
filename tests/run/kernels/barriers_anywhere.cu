// run: tolerance=0
// Barriers where all threads of a block come to them together, but for reasons that only the data know: each thread reads its own copy of what decides. Switches, loops, gotos into loops, votes, warp operations, threads that have returned.
#include <stdio.h>

// A little machine whose program each thread reads for itself.
enum Op { ADD, ROTATE, SUM, JUMP_IF_ANY, COUNT, HALT };
__global__ void machine(const int *code, int *out) {
  __shared__ int x[64];
  int t = threadIdx.x, r = blockIdx.x * 100 + t;
  for (int pc = 0;;) {
    int op = code[pc * 64 + t], arg = code[(pc + 1) * 64 + t];
    pc += 2;
    switch (op) {
      case ADD:
        r += arg;
        break;
      case ROTATE:
        x[t] = r;
        __syncthreads();
        r = x[(t + arg) % 64];
        __syncthreads();
        break;
      case SUM:
        for (int k = 1; k < arg; k *= 2) {
          x[t] = r;
          __syncthreads();
          r += x[t ^ k];
          __syncthreads();
        }
        break;
      case JUMP_IF_ANY:
        if (__syncthreads_or(r % 97 == 0)) break;
        r++;
        pc = arg;
        break;
      case COUNT:
        r += __syncthreads_count(r & 1) * 1000 + __syncthreads_and(r > arg);
        break;
      case HALT:
        out[blockIdx.x * 64 + t] = r;
        return;
    }
  }
}

// Into the middle of a loop.
__global__ void into_loop(const int *start, int *out) {
  __shared__ int x[64];
  int t = threadIdx.x, i = 0, r = t * 3;
  if (start[t] & 1) goto middle;
again:
  x[t] = r;
  __syncthreads();
  r += x[63 - t];
  __syncthreads();
middle:
  r ^= i << 4;
  x[t] = r;
  __syncthreads();
  if (x[(t + 1) % 64] & 1) r += 5;
  __syncthreads();
  if (++i < start[64 + t]) goto again;
  out[t] = r;
}

// Threads return one after the other, in the loop that the others wait in.
__global__ void leaving(const int *limits, int *out) {
  __shared__ int x[300];
  int t = threadIdx.x, r = 1;
  x[t] = 0;
  for (int i = 0;; i++) {
    __syncthreads();
    if (i == limits[t]) {
      out[t] = r;
      return;
    }
    x[t] += i + t;
    __syncthreads();
    r = r * 5 + x[(t + 7) % 300] + __syncthreads_count(i + 1 == limits[t]);
  }
}

// Whole warps work together between the barriers, and lanes go their own ways.
__global__ void warps(const int *code, int *out) {
  __shared__ int x[128];
  int t = threadIdx.x, lane = t % 32, r = t * 7;
  for (int i = 0; code[i * 128 + t] >= 0; i++) {
    int n = 0;
    if (code[i * 128 + t] == 1) {
      while (n < (lane & 3)) n += 1 + (r & 1);
      r += __shfl_xor_sync(0xffffffffu, r + n, 5);
      x[t] = r;
      __syncthreads();
      r -= x[t ^ 64];
      __syncthreads();
    } else if (code[i * 128 + t] == 2) {
      if (lane < 16) r += __reduce_add_sync(0xffffu, r & 15);
      else r ^= (int)__ballot_sync(0xffff0000u, r & 2);
      if (__syncthreads_or(r == 12345)) return;
    } else {
      r += __popc(__ballot_sync(0xffffffffu, r % 3 == 0)) + __shfl_down_sync(0xffffffffu, r, 3, 8);
    }
  }
  out[t] = r;
}

// A volatile variable of the thread's own decides about a loop: nobody else is waited for.
__global__ void own_volatile(int *out) {
  __shared__ int x[64];
  int t = threadIdx.x;
  volatile int limit = t % 5 + 1;
  x[t] = t;
  __syncthreads();
  int r = x[63 - t];
  for (int i = 0; i < limit; i++) r = r * 3 + i;
  r += __shfl_xor_sync(0xffffffffu, r, 3);
  out[t] = r;
}

static void show(const char *name, const int *values, int n) {
  unsigned h = 2166136261u;
  for (int i = 0; i < n; i++) h = (h ^ (unsigned)values[i]) * 16777619u;
  printf("%s %d %d %d %08x\n", name, values[0], values[1], values[n - 1], h);
}

int main() {
  int *in, *out;
  cudaMallocManaged(&in, 4096 * sizeof(int));
  cudaMallocManaged(&out, 512 * sizeof(int));

  const int program[] = {ADD, 5, ROTATE, 9, SUM, 8, JUMP_IF_ANY, 0, COUNT, 500, ROTATE, 33, HALT, 0};
  for (int i = 0; i < 14; i++) for (int t = 0; t < 64; t++) in[i * 64 + t] = program[i];
  machine<<<3, 64>>>(in, out);
  cudaDeviceSynchronize();
  show("machine", out, 192);

  for (int start = 0; start < 2; start++) {
    for (int t = 0; t < 64; t++) in[t] = start, in[64 + t] = 5;
    into_loop<<<1, 64>>>(in, out);
    cudaDeviceSynchronize();
    show("into_loop", out, 64);
  }

  for (int t = 0; t < 300; t++) in[t] = 3 + t % 5;
  leaving<<<1, 300>>>(in, out);
  cudaDeviceSynchronize();
  show("leaving", out, 300);

  own_volatile<<<1, 64>>>(out);
  cudaDeviceSynchronize();
  show("own_volatile", out, 64);

  const int work[] = {1, 0, 2, 1, 0, 2, -1};
  for (int i = 0; i < 7; i++) for (int t = 0; t < 128; t++) in[i * 128 + t] = work[i];
  warps<<<1, 128>>>(in, out);
  cudaDeviceSynchronize();
  show("warps", out, 128);
  return cudaGetLastError() == cudaSuccess ? 0 : 1;
}
