// run: tolerance=0
// Warps that run in step without saying so: lanes tell each other through volatile shared memory, as programs from before __syncwarp do.
#include <cstdio>

__device__ void warpReduce(volatile int* s, int t) {
  s[t] += s[t + 32];
  s[t] += s[t + 16];
  s[t] += s[t + 8];
  s[t] += s[t + 4];
  s[t] += s[t + 2];
  s[t] += s[t + 1];
}

__global__ void reduce(const int* in, int* out, int n) {
  extern __shared__ int data[];
  unsigned t = threadIdx.x, i = blockIdx.x * blockDim.x * 2 + t;
  data[t] = (i < n ? in[i] : 0) + (i + blockDim.x < n ? in[i + blockDim.x] : 0);
  __syncthreads();
  for (unsigned s = blockDim.x / 2; s > 32; s >>= 1) {
    if (t < s) data[t] += data[t + s];
    __syncthreads();
  }
  if (t < 32) warpReduce(data, t);
  if (t == 0) out[blockIdx.x] = data[0];
}

template <unsigned SIZE>
__global__ void reduceUnrolled(const float* in, float* out) {
  __shared__ float data[SIZE];
  unsigned t = threadIdx.x;
  data[t] = in[blockIdx.x * SIZE + t];
  __syncthreads();
  if (SIZE >= 128) {
    if (t < 64) data[t] += data[t + 64];
    __syncthreads();
  }
  if (t < 32) {
    volatile float* v = data;
    if (SIZE >= 64) v[t] += v[t + 32];
    if (SIZE >= 32) v[t] += v[t + 16];
    if (SIZE >= 16) v[t] += v[t + 8];
    if (SIZE >= 8) v[t] += v[t + 4];
    if (SIZE >= 4) v[t] += v[t + 2];
    if (SIZE >= 2) v[t] += v[t + 1];
  }
  if (t == 0) out[blockIdx.x] = data[0];
}

// Sums of all before, lane by lane under conditions that part the lanes.
__device__ int scanWarp(volatile int* p, int i) {
  int lane = i & 31;
  if (lane >= 1) p[i] = p[i - 1] + p[i];
  if (lane >= 2) p[i] = p[i - 2] + p[i];
  if (lane >= 4) p[i] = p[i - 4] + p[i];
  if (lane >= 8) p[i] = p[i - 8] + p[i];
  if (lane >= 16) p[i] = p[i - 16] + p[i];
  return p[i];
}

__global__ void scan(int* data) {
  __shared__ int values[128];
  int i = threadIdx.x;
  values[i] = data[blockIdx.x * 128 + i];
  int sum = scanWarp(values, i);
  __shared__ int sums[4];
  if ((i & 31) == 31) sums[i / 32] = sum;
  __syncthreads();
  for (int w = 0; w < i / 32; w++) sum += sums[w];
  data[blockIdx.x * 128 + i] = sum;
}

// Half a warp, a rotation, and a loop.
__global__ void rotate(int* out, int rounds) {
  volatile __shared__ int ring[64];
  int t = threadIdx.x;
  ring[t] = t * t;
  if (t < 16) {
    for (int r = 0; r < rounds; r++) {
      int next = ring[(t + 1) % 16];
      ring[t] = next + r;
    }
  }
  __syncthreads();
  out[t] = ring[t];
}

int main() {
  const int n = 1000;
  int *in, *out;
  float *fin, *fout;
  cudaMallocManaged(&in, 1024 * sizeof(int));
  cudaMallocManaged(&out, 1024 * sizeof(int));
  cudaMallocManaged(&fin, 512 * sizeof(float));
  cudaMallocManaged(&fout, 16 * sizeof(float));
  for (int i = 0; i < 1024; i++) in[i] = (i * 37) % 101;
  for (int i = 0; i < 512; i++) fin[i] = (i % 17) * 0.5f;
  reduce<<<4, 128, 128 * sizeof(int)>>>(in, out, n);
  reduceUnrolled<128><<<4, 128>>>(fin, fout);
  reduceUnrolled<64><<<4, 64>>>(fin, fout + 4);
  cudaDeviceSynchronize();
  std::printf("%d %d %d %d\n", out[0], out[1], out[2], out[3]);
  for (int i = 0; i < 8; i++) std::printf("%g ", fout[i]);
  std::printf("\n");
  scan<<<2, 128>>>(in);
  cudaDeviceSynchronize();
  std::printf("%d %d %d %d %d\n", in[0], in[31], in[64], in[127], in[255]);
  rotate<<<1, 64>>>(out, 20);
  cudaDeviceSynchronize();
  for (int i = 0; i < 20; i++) std::printf("%d ", out[i]);
  std::printf("\n");
  return 0;
}
