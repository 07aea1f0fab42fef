// run: tolerance=0
// Blocks of up to 1024 threads in all shapes: without barriers, with barriers in loops, counting barriers, early returns, shared memory of static and dynamic size, local arrays, and warp operations.
#include <stdio.h>

__global__ void places(int *out, int n) {
  int t = threadIdx.x + blockDim.x * (threadIdx.y + blockDim.y * threadIdx.z);
  int i = (blockIdx.x + gridDim.x * blockIdx.y) * blockDim.x * blockDim.y * blockDim.z + t;
  if (i >= n) return;
  out[i] = threadIdx.x + 2000 * threadIdx.y + 4000000 * threadIdx.z + blockIdx.x * 7 + blockIdx.y * 13;
}

__global__ void scan(const int *in, int *out, int n) {
  extern __shared__ int part[];
  int t = threadIdx.x, i = blockIdx.x * blockDim.x + t;
  part[t] = i < n ? in[i] : 0;
  __syncthreads();
  for (int d = 1; d < blockDim.x; d *= 2) {
    int add = t >= d ? part[t - d] : 0;
    __syncthreads();
    part[t] += add;
    __syncthreads();
  }
  if (i < n) out[i] = part[t];
}

__global__ void votes(const int *in, int *out, int n) {
  int t = threadIdx.x, i = blockIdx.x * blockDim.x + t;
  int odd = __syncthreads_count(i < n && in[i] % 2 != 0);
  int any = __syncthreads_or(i < n && in[i] == 77), all = __syncthreads_and(i >= n || in[i] >= 0);
  if (t == 0) {
    out[3 * blockIdx.x] = odd;
    out[3 * blockIdx.x + 1] = any;
    out[3 * blockIdx.x + 2] = all;
  }
}

__global__ void leaving(int *out, int n) {
  __shared__ int sums[1024];
  int t = threadIdx.y * blockDim.x + threadIdx.x;
  if (t >= n) return;
  int own[4];
  for (int j = 0; j < 4; j++) own[j] = t * (j + 3) % 11;
  sums[t] = own[t % 4];
  __syncthreads();
  int other = sums[n - 1 - t];
  __syncthreads();
  sums[t] = other + own[other % 4];
  __syncthreads();
  out[t] = sums[(t + 1) % n];
}

/** A pointer that each thread moves on, across barriers. */
__global__ void walking(const int *in, int *out, int n) {
  __shared__ int tile[1024];
  const int *p = in + threadIdx.x;
  int *q = out + blockIdx.x * blockDim.x;
  int sum = 0;
  for (int at = 0; at < n; at += blockDim.x, p += blockDim.x) {
    tile[threadIdx.x] = *p;
    __syncthreads();
    sum += tile[(threadIdx.x * 5 + at) % blockDim.x] * (at + 1 + blockIdx.x);
    __syncthreads();
  }
  q[threadIdx.x] = sum;
}

__global__ void warps(const int *in, int *out) {
  __shared__ int sums[32];
  int t = threadIdx.x, v = in[t];
  for (int d = 16; d > 0; d /= 2) v += __shfl_down_sync(0xffffffffu, v, d);
  if (t % 32 == 0) sums[t / 32] = v;
  __syncthreads();
  if (t < 32) {
    v = t < blockDim.x / 32 ? sums[t] : 0;
    for (int d = 16; d > 0; d /= 2) v += __shfl_xor_sync(0xffffffffu, v, d);
    out[t] = v + __popc(__ballot_sync(0xffffffffu, in[t] & 1));
  }
}

int hash(const int *x, int n) {
  unsigned h = 17;
  for (int i = 0; i < n; i++) h = h * 31 + x[i];
  return (int)h;
}

int main() {
  const int n = 5000;
  int *in, *out;
  cudaMallocManaged(&in, n * sizeof(int));
  cudaMallocManaged(&out, 2 * n * sizeof(int));
  for (int i = 0; i < n; i++) in[i] = (i * 37 + 11) % 101;
  dim3 shapes[] = {dim3(1024), dim3(32, 32), dim3(8, 16, 8), dim3(1, 1024), dim3(3, 5, 60), dim3(300), dim3(4, 4, 64)};
  for (dim3 block : shapes) {
    for (int i = 0; i < n; i++) out[i] = -1;
    int threads = block.x * block.y * block.z;
    places<<<dim3(2, (n + 2 * threads - 1) / (2 * threads)), block>>>(out, n);
    cudaDeviceSynchronize();
    printf("places %u x %u x %u: %d\n", block.x, block.y, block.z, hash(out, n));
  }
  for (int threads : {1024, 512, 640, 1000, 64}) {
    scan<<<(n + threads - 1) / threads, threads, threads * sizeof(int)>>>(in, out, n);
    cudaDeviceSynchronize();
    printf("scan %d: %d\n", threads, hash(out, n));
    votes<<<(n + threads - 1) / threads, threads>>>(in, out, n);
    cudaDeviceSynchronize();
    printf("votes %d: %d %d %d %d\n", threads, out[0], out[1], out[2], hash(out, 3 * ((n + threads - 1) / threads)));
  }
  for (int left : {1024, 700, 33}) {
    leaving<<<1, dim3(64, 16)>>>(out, left);
    cudaDeviceSynchronize();
    printf("leaving %d: %d\n", left, hash(out, left));
  }
  for (int threads : {1000, 500, 100}) {
    walking<<<3, threads>>>(in, out, n);
    cudaDeviceSynchronize();
    printf("walking %d: %d\n", threads, hash(out, 3 * threads));
  }
  for (int threads : {1024, 512, 96}) {
    warps<<<1, threads>>>(in, out);
    cudaDeviceSynchronize();
    printf("warps %d: %d %d\n", threads, out[0], hash(out, 32));
  }
  printf("%s\n", cudaGetErrorString(cudaGetLastError()));
}
