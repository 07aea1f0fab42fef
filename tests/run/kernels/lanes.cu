// run: tolerance=1e-5
// Neighbouring threads that part and meet again: exits, loops of different lengths, switches, narrow and wide types, gathers, local arrays, barriers after exits.
#include <cstdio>
#include <cmath>

#define N 256

struct Pair {
  int key;
  float value;
};

__global__ void strided(const int* in, int* out, int n) {
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x) out[i] = in[n - 1 - i] * 3 - i;
}

__global__ void lengths(const int* in, int* out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  int sum = 0;
  for (int k = 0; k < in[i] % 17; k++) {
    if ((k + i) % 3 == 0) continue;
    if (sum > 60) break;
    for (int j = k; j < 5; j++) {
      if (j == i % 4) continue;
      sum += j * k;
      if (sum % 7 == 6) break;
    }
    sum += k;
    if (in[i] % 29 == 28) {
      out[i] = -sum;
      return;
    }
  }
  out[i] = sum;
}

__global__ void cases(const int* in, int* out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    int v = in[i], r = 0;
    switch (v % 6) {
      case 0: r = v; break;
      case 1: r = v * 2;
      case 2: r += 5; break;
      case 3:
        while (v > 0) {
          r += v & 1;
          v >>= 1;
        }
        break;
      case 4: out[i] = 7777; return;
      default: r = i > 40 ? -v : v / (i + 1) + v % (i + 3);
    }
    out[i] = r;
  }
}

__global__ void wide(const int* in, long long* out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  long long a = in[i] - 500, b = (long long)i << 33;
  unsigned long long c = (unsigned long long)a * 2654435761u;
  if (a < b) c ^= c >> 17;
  else c += (unsigned long long)b;
  if (c > 0x8000000000000000ull) c = ~c;
  unsigned wrapped = (unsigned)i - 3u;
  out[i] = (long long)(c % 1000003u) + (wrapped < 100u ? 1 : 0) + (long long)(size_t)wrapped;
}

__global__ void narrow(const signed char* bytes, const unsigned short* halves, const bool* flags, short* out, bool* marks, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  short s = (short)(bytes[i] * 300 + halves[(i * 7) % n]);
  if (flags[i]) s = (short)(s >> 3);
  out[i] = s;
  marks[i] = s > 0 && !flags[n - 1 - i];
}

__global__ void locals(const int* in, int* out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  int heap[8], count = 0;
  for (int k = 0; k < 8; k++) heap[k] = in[(i * 5 + k * k) % n];
  for (int a = 1; a < 8; a++) {
    int x = heap[a], p = a;
    while (p > 0 && heap[p - 1] > x) {
      heap[p] = heap[p - 1];
      p--;
      count++;
    }
    heap[p] = x;
  }
  out[i] = heap[i % 8] * 100 + count;
}

__device__ __noinline__ int collatz(int x) {
  int steps = 0;
  while (x != 1) {
    x = x % 2 ? 3 * x + 1 : x / 2;
    if (++steps > 150) return -x;
  }
  return steps;
}

__global__ void calls(const int* in, int* out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i % 3 != 1) out[i] = collatz(in[i] + 1);
  else out[i] = collatz(blockIdx.x + 27);
}

__global__ void pairs(const Pair* in, Pair* out, int* const* rows, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  Pair p = in[n - 1 - i];
  p.key += rows[p.key & 3][i % 16];
  p.value = p.value * 0.5f + (float)p.key;
  out[i] = p;
}

__global__ void tallies(const int* in, unsigned* bins, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n && in[i] % 2) {
    atomicAdd(&bins[in[i] % 10], 1u);
    if (in[i] % 5 == 0) atomicMax(&bins[10], (unsigned)in[i]);
  }
}

__global__ void exits(const int* in, int* out, int n) {
  __shared__ int tile[64];
  int t = threadIdx.x, i = blockIdx.x * blockDim.x + t;
  tile[t] = 0;
  __syncthreads();
  if (i >= n || in[i] % 11 == 3) return;
  tile[t] = in[i];
  double scaled = in[i] * 0.25;
  __syncthreads();
  int sum = 0;
  for (int k = 0; k < 64; k += 1 + t % 2) sum += tile[k];
  __syncthreads();
  tile[63 - t] = sum;
  out[i] = sum + (int)scaled + (t % 2 ? tile[63 - t] : 0);
}

__global__ void curves(const float* x, float* f, double* d, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  float v = x[i];
  f[i] = sinf(v * 40) + expf(-v) * logf(v + 1) + powf(v + 0.5f, 1.7f) + rsqrtf(v + 1) + tanhf(v - 1) + erff(v) + fminf(v, 0.4f) + atan2f(v, 0.7f) + cbrtf(v) + floorf(v * 10) + fmodf(v * 9, 0.7f);
  d[i] = v > 1.3f ? exp((double)v) : sqrt((double)v) + cos(v * 100.0) + fabs(v - 1.0);
}

__global__ void plane(int* out, int w) {
  int x = threadIdx.x, y = threadIdx.y, z = threadIdx.z;
  int k = (z * blockDim.y + y) * blockDim.x + x;
  int v = y * 10 + z;
  if (y % 2) v += x;
  if (x > y) v = v * 3 - z;
  out[k] = v + w;
}

__global__ void groups(const int* in, int* out, int n) {
  int t = threadIdx.x, i = blockIdx.x * blockDim.x + t;
  int lane = t % 32, warp = t / 32, quad = t >> 2;
  if (lane == 0) out[n + blockIdx.x * 3 + warp] = in[i];
  if (lane < 8 && warp != 1) out[i] = in[i] + quad;
  else if (lane > 27) out[i] = -warp;
  else out[i] = (i / 4) * 2 + (i & 15);
  if (t == 5 || t == n / 4 - 3) out[i] = 12345;
}

template <class T> long long check(const T* p, int n) {
  long long sum = 0;
  for (int i = 0; i < n; i++) sum = sum * 31 % 1000000007 + (long long)p[i];
  return sum;
}

int main() {
  int *in, *out, **rows;
  long long* longs;
  signed char* bytes;
  unsigned short* halves;
  bool *flags, *marks;
  short* shorts;
  Pair *from, *to;
  unsigned* bins;
  float *x, *f;
  double* d;
  cudaMallocManaged(&in, N * 4), cudaMallocManaged(&out, N * 4), cudaMallocManaged(&rows, 32), cudaMallocManaged(&longs, N * 8), cudaMallocManaged(&bytes, N);
  cudaMallocManaged(&halves, N * 2), cudaMallocManaged(&flags, N), cudaMallocManaged(&marks, N), cudaMallocManaged(&shorts, N * 2), cudaMallocManaged(&from, N * 8), cudaMallocManaged(&to, N * 8);
  cudaMallocManaged(&bins, 44), cudaMallocManaged(&x, N * 4), cudaMallocManaged(&f, N * 4), cudaMallocManaged(&d, N * 8);
  for (int i = 0; i < N; i++) {
    in[i] = (i * 7919 + 13) % 1009;
    bytes[i] = (signed char)(i * 37), halves[i] = (unsigned short)(i * 1231), flags[i] = i % 5 == 2, marks[i] = false;
    from[i] = {i * 3, i * 0.5f};
    x[i] = i / 128.0f;
    f[i] = 0, d[i] = 0, shorts[i] = 0, longs[i] = 0;
  }
  for (int i = 0; i < 4; i++) rows[i] = in + i * 20;
  for (int i = 0; i < 11; i++) bins[i] = 0;
  const int sizes[] = {1, 3, 4, 37, 64, 256};
  for (int size : sizes) {
    int blocks = (N + size - 1) / size;
    for (int i = 0; i < N; i++) out[i] = -1;
    strided<<<2, size>>>(in, out, N - 3);
    cudaDeviceSynchronize();
    printf("%d: strided %lld", size, check(out, N));
    lengths<<<blocks, size>>>(in, out, N - 1);
    cudaDeviceSynchronize();
    printf(" lengths %lld", check(out, N));
    cases<<<blocks, size>>>(in, out, N - 2);
    cudaDeviceSynchronize();
    printf(" cases %lld", check(out, N));
    narrow<<<blocks, size>>>(bytes, halves, flags, shorts, marks, N - 5);
    cudaDeviceSynchronize();
    printf(" narrow %lld %lld", check(shorts, N), check(marks, N));
    pairs<<<blocks, size>>>(from, to, rows, N - 1);
    cudaDeviceSynchronize();
    double values = 0;
    long long keys = 0;
    for (int i = 0; i < N - 1; i++) values += to[i].value, keys += to[i].key * (i + 1);
    printf(" pairs %lld %.2f", keys, values);
    tallies<<<blocks, size>>>(in, bins, N - 7);
    cudaDeviceSynchronize();
    printf(" tallies %lld", check(bins, 11));
    curves<<<blocks, size>>>(x, f, d, N);
    cudaDeviceSynchronize();
    double sums[2] = {0, 0};
    for (int i = 0; i < N; i++) sums[0] += f[i], sums[1] += d[i];
    printf(" curves %.3f %.6f\n", sums[0], sums[1]);
  }
  wide<<<4, 64>>>(in, longs, N);
  cudaDeviceSynchronize();
  printf("wide %lld\n", check(longs, N));
  locals<<<8, 32>>>(in, out, N);
  cudaDeviceSynchronize();
  printf("locals %lld\n", check(out, N));
  calls<<<8, 32>>>(in, out, N);
  cudaDeviceSynchronize();
  printf("calls %lld\n", check(out, N));
  for (int i = 0; i < N; i++) out[i] = -1;
  exits<<<4, 64>>>(in, out, N - 9);
  cudaDeviceSynchronize();
  printf("exits %lld\n", check(out, N));
  plane<<<1, dim3(6, 5, 4)>>>(out, 9);
  cudaDeviceSynchronize();
  printf("plane %lld\n", check(out, 120));
  groups<<<2, 128 - 32>>>(in, out, 192);
  cudaDeviceSynchronize();
  printf("groups %lld\n", check(out, 198));
}
