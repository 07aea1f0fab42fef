// run: tolerance=0
// Warp operations in branches: one warp of the block, half warps, both arms, nested branches, loops inside, threads that have returned, two-dimensional blocks.
#include <cstdio>

__device__ int warp_sum(int v, unsigned mask = 0xffffffffu) {
  for (int offset = 16; offset > 0; offset /= 2) v += __shfl_down_sync(mask, v, offset);
  return v;
}

__global__ void block_sum(const int* in, int* out, int n) {
  __shared__ int sums[32];
  int t = threadIdx.x, lane = t % 32, warp = t / 32, i = blockIdx.x * blockDim.x + t;
  int v = warp_sum(i < n ? in[i] : 0);
  if (lane == 0) sums[warp] = v;
  __syncthreads();
  if (warp == 0) {
    v = lane < (blockDim.x + 31) / 32 ? sums[lane] : 0;
    v = warp_sum(v);
    if (lane == 0) out[blockIdx.x] = v;
  }
}

__global__ void half_warps(const int* in, int* out) {
  int t = threadIdx.x, lane = t % 32, v = in[t], r;
  if (lane < 16) {
    r = __shfl_xor_sync(0x0000ffffu, v, 3) * 2;
    r += __popc(__ballot_sync(0x0000ffffu, v % 3 == 0));
  } else {
    r = __shfl_down_sync(0xffff0000u, v, 2) - 1;
    if (__any_sync(0xffff0000u, v > 900)) r = -r;
  }
  out[t] = r;
}

__global__ void nested(const int* in, int* out, int n) {
  int t = threadIdx.x, lane = t & 31, warp = t >> 5;
  int v = in[t], r = v;
  if (warp < 3) {
    int low = v;
    for (int d = 1; d < 32; d <<= 1) {
      int other = __shfl_up_sync(0xffffffffu, low, d);
      if (lane >= d && other < low) low = other;
    }
    if (warp == 1) {
      int first = __shfl_sync(0xffffffffu, low, 31);
      r = low * 1000 + first;
    } else {
      for (int k = 0; k < n; k++) r += __shfl_xor_sync(0xffffffffu, low, 1 << k) + k;
    }
  } else if (lane % 2) r = -v;
  __syncthreads();
  out[t] = r;
}

__global__ void returned(const int* in, int* out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  unsigned active = __activemask();
  int v = in[i], r = 0;
  if (threadIdx.x / 32 == 1) {
    r = __popc(active) * 10000;
    r += __reduce_max_sync(active, (unsigned)v);
  } else {
    unsigned odd = __ballot_sync(active, v & 1);
    r = __popc(odd);
  }
  out[i] = r;
}

__global__ void rows(const int* in, int* out) {
  int k = threadIdx.y * blockDim.x + threadIdx.x;
  int v = in[k];
  if (threadIdx.y < 4) v = __shfl_sync(0xffffffffu, v, threadIdx.x, 8) + 1;
  out[k] = v;
}

int main() {
  const int n = 512;
  int *in, *out;
  cudaMallocManaged(&in, n * sizeof(int));
  cudaMallocManaged(&out, n * sizeof(int));
  for (int i = 0; i < n; i++) in[i] = (i * 7919 + 5) % 1009;
  auto show = [&](const char* name, int count) {
    cudaError_t error = cudaDeviceSynchronize();
    long long sum = 0;
    for (int i = 0; i < count; i++) sum = (sum * 31 + out[i]) % 1000000007;
    printf("%s: %s, %d %d %d, %lld\n", name, cudaGetErrorString(error), out[0], out[count / 2], out[count - 1], sum);
  };
  block_sum<<<2, 256>>>(in, out, n - 30);
  show("block sum", 2);
  half_warps<<<1, 128>>>(in, out);
  show("half warps", 128);
  nested<<<1, 160>>>(in, out, 5);
  show("nested", 160);
  returned<<<4, 128>>>(in, out, n - 20);
  show("returned", n - 20);
  rows<<<1, dim3(8, 8)>>>(in, out);
  show("rows", 64);
}
