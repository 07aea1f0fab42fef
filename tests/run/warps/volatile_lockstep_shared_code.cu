// run: nvcc=--extended-lambda tolerance=0
// Lanes in step in functions that host and device have in common, and where reading and writing are functions of their own.
#include <cstdio>

template <class T>
__host__ __device__ void sumOf64(volatile T* s, int t) {
  s[t] += s[t + 32];
  s[t] += s[t + 16];
  s[t] += s[t + 8];
  s[t] += s[t + 4];
  s[t] += s[t + 2];
  s[t] += s[t + 1];
}

template <class T>
struct Window {
  volatile T* data;
  __host__ __device__ T get(int i) const { return data[i]; }
  __host__ __device__ void set(int i, T value) { data[i] = value; }
};

__device__ void put(volatile int* p, int i, int value) { p[i] = value; }
__device__ int take(const volatile int* p, int i) { return p[i]; }

__global__ void sums(const int* in, int* out) {
  __shared__ int data[64];
  int t = threadIdx.x;
  data[t] = in[t];
  __syncthreads();
  if (t < 32) sumOf64(data, t);
  if (t == 0) out[0] = data[0];
}

__global__ void windows(const double* in, double* out) {
  __shared__ double data[64];
  int t = threadIdx.x;
  data[t] = in[t];
  __syncthreads();
  Window<double> w{data};
  if (t < 32)
    for (int d = 32; d > 0; d /= 2) w.set(t, w.get(t) + w.get(t + d));
  if (t == 0) out[0] = data[0];
}

__global__ void apart(const int* in, int* out) {
  __shared__ int data[32];
  int t = threadIdx.x;
  put(data, t, in[t]);
  for (int d = 1; d < 32; d *= 2) {
    int left = t >= d ? take(data, t - d) : 0;
    put(data, t, take(data, t) + left);
  }
  out[t] = take(data, t);
}

template <class F>
__global__ void eachLane(F f) {
  __shared__ int data[64];
  data[threadIdx.x] = threadIdx.x + 1;
  data[threadIdx.x + 32] = 0;
  __syncwarp();
  f(data, threadIdx.x);
}

// The host's half of the same code: one lane at a time.
int onHost() {
  int values[128];
  for (int i = 0; i < 128; i++) values[i] = i;
  sumOf64<int>(values, 0);
  return values[0];
}

int main() {
  int *in, *out;
  double *din, *dout;
  cudaMallocManaged(&in, 64 * sizeof(int));
  cudaMallocManaged(&out, 64 * sizeof(int));
  cudaMallocManaged(&din, 64 * sizeof(double));
  cudaMallocManaged(&dout, sizeof(double));
  for (int i = 0; i < 64; i++) {
    in[i] = i * i;
    din[i] = i * 0.25;
  }
  sums<<<1, 64>>>(in, out);
  windows<<<1, 64>>>(din, dout);
  cudaDeviceSynchronize();
  std::printf("%d %g %d\n", out[0], dout[0], onHost());
  apart<<<1, 32>>>(in, out);
  cudaDeviceSynchronize();
  for (int i = 0; i < 32; i++) std::printf("%d ", out[i]);
  std::printf("\n");
  eachLane<<<1, 32>>>([=] __host__ __device__(volatile int* p, int t) {
    for (int d = 16; d > 0; d >>= 1) p[t] = p[t] + p[t + d];
    if (t == 0) out[0] = p[0];
  });
  cudaDeviceSynchronize();
  std::printf("%d\n", out[0]);
  return 0;
}
