// run: tolerance=0
// goto in every direction, in host code and in kernels: back, forward, out of loops, between branches and cases, into loops, over each other; barriers and warp operations behind gotos that threads take apart.
#include <stdio.h>

__host__ __device__ inline unsigned step(unsigned h, unsigned v) { return (h ^ v) * 16777619u; }

/** Labels that cross: some gotos become loops and blocks, others do not. */
__host__ __device__ unsigned crossing(unsigned x) {
  unsigned h = 7;
  int fuel = 40;
first:
  h = step(h, x);
  if (fuel-- > 0 && h % 3 == 0) goto second;
  if (fuel-- > 0 && h % 5 == 0) goto third;
  x += 11;
second:
  h = step(h, x + 1);
  if (fuel-- > 0 && h % 4 == 1) goto first;
  x ^= h >> 7;
third:
  h = step(h, x + 2);
  if (fuel-- > 0 && h % 7 < 3) goto second;
  if (fuel-- > 0 && h % 2 == 0) goto last;
  x *= 3;
  if (fuel-- > 0) goto first;
last:
  return h + x;
}

/** From one branch into the other, from case to case, into a loop, out of two. */
__host__ __device__ unsigned between(unsigned x) {
  unsigned h = x, i = 0, j = 0;
  int fuel = 30;
  if (x & 1) {
    h = step(h, 1);
    if (x & 2) goto other;
    h = step(h, 2);
  } else {
    h = step(h, 3);
  other:
    h = step(h, 4);
  }
  switch (h % 4) {
    case 0:
      h = step(h, 5);
      if (h & 8) goto two;
      break;
    case 1: {
    again:
      h = step(h, 6);
      if (fuel-- > 0 && h % 3 != 0) goto again;
    }
    case 2:
    two:
      h = step(h, 7);
      break;
    default:
      if (fuel-- > 0) goto inside;
  }
  for (i = 0; i < 4; i++) {
    for (j = 0; j < 4; j++) {
      h = step(h, i * 4 + j);
      if (h % 13 == 0) goto out;
    inside:
      h = step(h, fuel);
      if (fuel-- > 0 && h % 11 == 0) continue;
    }
    if (h % 17 == 0) break;
  }
out:
  return step(h, i * 10 + j);
}

struct Noisy {
  int id;
  Noisy(int id) : id(id) { printf("+%d ", id); }
  ~Noisy() { printf("-%d ", id); }
};

void lives(int n) {
  int i = 0;
again:
  Noisy a(i);
  if (i < n) {
    Noisy b(i + 10);
    i++;
    if (i == 2) goto done;
    goto again;
  }
done:
  Noisy c(20);
  if (++i < n + 2) goto done;
  printf("\n");
}

__global__ void everything(unsigned *out) {
  unsigned t = blockIdx.x * blockDim.x + threadIdx.x;
  out[t] = step(crossing(t), between(t * 7));
}

/** Threads repeat and leave apart, and are together again behind the labels. */
__global__ void together(int *out) {
  __shared__ int x[64];
  int t = threadIdx.x, r = t, tries = 0;
retry:
  tries++;
  r = r * 3 + 1;
  if (tries < t % 5) goto retry;
  r += __shfl_xor_sync(0xffffffffu, r, 1);
  x[t] = r;
  __syncthreads();
  r += x[63 - t];
  if (t % 3 == 0) goto skip;
  for (int i = 0; i < 4; i++) {
    r += i;
    if (r % (t + 2) == 0) goto skip;
  }
  r ^= 5;
skip:
  r += __popc(__ballot_sync(0xffffffffu, r & 1));
  __syncthreads();
  x[t] = r;
  __syncthreads();
  out[t] = r + x[t ^ 32];
}

int main() {
  for (unsigned x = 0; x < 8; x++) printf("%u %u\n", crossing(x), between(x));
  lives(0);
  lives(1);
  lives(4);
  unsigned *words;
  int *numbers;
  cudaMallocManaged(&words, 128 * sizeof(unsigned));
  cudaMallocManaged(&numbers, 64 * sizeof(int));
  everything<<<2, 64>>>(words);
  together<<<1, 64>>>(numbers);
  cudaDeviceSynchronize();
  unsigned h = 1, same = 0;
  for (unsigned i = 0; i < 128; i++) h = step(h, words[i]), same += words[i] == step(crossing(i), between(i * 7));
  printf("%08x %u\n", h, same);
  for (int i = 0; i < 64; i++) printf("%d%c", numbers[i], i % 16 == 15 ? '\n' : ' ');
  return cudaGetLastError() == cudaSuccess ? 0 : 1;
}
