// run:
// Sums that a loop keeps in memory: of restrict pointers, beside shared memory, in members of structs, with loops that make no round, and where what is added overlaps with the sum.
#include <cstdio>

struct Body {
  unsigned x, y;
  long long z;
};

__global__ void products(int* __restrict__ c, const int* __restrict__ a, const int* __restrict__ b, int n) {
  int i = threadIdx.y, j = threadIdx.x;
  for (int k = 0; k < n; k++) c[i * n + j] += a[i * n + k] * b[k * n + j];
}

// Rounds differ from thread to thread; threads that make none have nothing there.
__global__ void ragged(long long* __restrict__ sums, int** __restrict__ extra, const int* __restrict__ lengths) {
  int t = threadIdx.x;
  int* own = extra[t];
  for (int k = 0; k < lengths[t]; k++) {
    sums[t] += k * k;
    own[0] += 1;
  }
}

__global__ void pull(Body* bodies, const int* in, int n) {
  __shared__ int tile[32];
  int t = threadIdx.x;
  for (int start = 0; start < n; start += 32) {
    tile[t] = in[start + t];
    __syncthreads();
    for (int k = 0; k < 32; k++) {
      bodies[t].x += tile[k];
      bodies[t].y = bodies[t].y * 3 + bodies[t].x;
      bodies[t].z ^= (long long)((unsigned long long)(int)bodies[t].y << (k % 24));
    }
    __syncthreads();
  }
}

// What is read may be the sum itself.
__global__ void overlapping(int* sum, const int* in, int n) {
  if (threadIdx.x != 0) return;
  for (int k = 0; k < n; k++) *sum += in[k];
}

// The sum is looked at in some rounds, and changed in others.
__global__ void sometimes(int* __restrict__ out, int n) {
  int t = threadIdx.x;
  for (int k = 0; k < n; k++) {
    out[t] += k;
    if (out[t] % 5 == t % 5) out[t] -= t;
  }
}

int main() {
  const int n = 12;
  int *a, *b, *c, *lengths, **extra;
  long long* sums;
  Body* bodies;
  cudaMallocManaged(&a, 256 * sizeof(int));
  cudaMallocManaged(&b, 256 * sizeof(int));
  cudaMallocManaged(&c, 256 * sizeof(int));
  cudaMallocManaged(&lengths, 40 * sizeof(int));
  cudaMallocManaged(&extra, 40 * sizeof(int*));
  cudaMallocManaged(&sums, 40 * sizeof(long long));
  cudaMallocManaged(&bodies, 32 * sizeof(Body));
  int wrong = 0;
  for (int i = 0; i < 256; i++) a[i] = i % 7, b[i] = i % 5 - 2, c[i] = i;
  products<<<1, dim3(n, n)>>>(c, a, b, n);
  cudaDeviceSynchronize();
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) {
      int sum = i * n + j;
      for (int k = 0; k < n; k++) sum += ((i * n + k) % 7) * ((k * n + j) % 5 - 2);
      wrong += c[i * n + j] != sum;
    }
  printf("products: %d\n", wrong);

  wrong = 0;
  for (int i = 0; i < 40; i++) lengths[i] = i % 4 == 1 ? 0 : i, extra[i] = lengths[i] == 0 ? nullptr : c + i, c[i] = 0, sums[i] = i;
  ragged<<<1, 40>>>(sums, extra, lengths);
  cudaDeviceSynchronize();
  for (int i = 0; i < 40; i++) {
    long long sum = i;
    for (int k = 0; k < lengths[i]; k++) sum += k * k;
    wrong += sums[i] != sum || c[i] != lengths[i];
  }
  printf("ragged: %d\n", wrong);

  wrong = 0;
  for (int i = 0; i < 32; i++) bodies[i] = {(unsigned)i, 2u * i, i};
  pull<<<1, 32>>>(bodies, a, 96);
  cudaDeviceSynchronize();
  for (int i = 0; i < 32; i++) {
    unsigned x = i, y = 2 * i;
    long long z = i;
    for (int k = 0; k < 96; k++) x += k % 7, y = y * 3 + x, z ^= (long long)((unsigned long long)(int)y << (k % 32 % 24));
    wrong += bodies[i].x != x || bodies[i].y != y || bodies[i].z != z;
  }
  printf("members: %d\n", wrong);

  for (int i = 0; i < 8; i++) c[i] = 1;
  overlapping<<<1, 32>>>(c + 3, c, 8);
  cudaDeviceSynchronize();
  printf("overlapping: %d\n", c[3]);

  wrong = 0;
  for (int i = 0; i < 37; i++) c[i] = i;
  sometimes<<<1, 37>>>(c, 20);
  cudaDeviceSynchronize();
  for (int i = 0; i < 37; i++) {
    int x = i;
    for (int k = 0; k < 20; k++) {
      x += k;
      if (x % 5 == i % 5) x -= i;
    }
    wrong += c[i] != x;
  }
  printf("sometimes: %d\n", wrong);
}
