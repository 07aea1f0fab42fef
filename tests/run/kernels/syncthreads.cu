// run: tolerance=0
// Barriers in loops, in uniform branches, in device functions, after early returns of whole warps, with count, and, or; values that live across them.
#include <stdio.h>

__device__ int sum_block(int v, int *s) {
  int t = threadIdx.x;
  s[t] = v;
  __syncthreads();
  for (int w = blockDim.x / 2; w > 0; w >>= 1) {
    if (t < w) s[t] += s[t + w];
    __syncthreads();
  }
  int r = s[0];
  __syncthreads();
  return r;
}
__global__ void loops(int *out, int rounds) {
  __shared__ int a[128];
  int t = threadIdx.x, local = t * 3 + 1, kept[4] = {t, t + 1, t + 2, t + 3};
  a[t] = local;
  __syncthreads();
  for (int r = 0; r < rounds; r++) {
    int v = a[(t + r + 1) & 127];
    __syncthreads();
    a[t] = v * 3 + kept[r & 3];
    if (r % 3 == 2) {
      __syncthreads();
      a[t] ^= a[(t * 5) & 127] & 0;
    }
    __syncthreads();
    if (r == 7) continue;
    if (r == 11) break;
    local += a[127 - t];
    __syncthreads();
  }
  out[blockIdx.x * 128 + t] = local;
}
__global__ void uniform_branch(int *out) {
  __shared__ int s[64];
  int t = threadIdx.x, v = t;
  if (blockIdx.x & 1) {
    s[t] = t * 2;
    __syncthreads();
    v = s[63 - t];
  } else if (blockIdx.x & 2) {
    s[63 - t] = t;
    __syncthreads();
    v = s[t] * 10;
  }
  switch (blockIdx.x) {
    case 0:
      s[t] = v;
      __syncthreads();
      v += s[t ^ 1];
      __syncthreads();
      break;
    case 3:
      __syncthreads();
      v += sum_block(v, s);
      break;
    default:
      __syncthreads();
  }
  int i = 0;
  while (i < (int)blockIdx.x) {
    s[t] = v;
    __syncthreads();
    v += s[(t + 1) & 63];
    __syncthreads();
    i++;
  }
  do {
    s[t] = v;
    __syncthreads();
    v -= s[0];
    __syncthreads();
  } while (++i < 3);
  out[blockIdx.x * 64 + t] = v;
}
__global__ void early_exit(int *out, int n) {
  __shared__ int s[128];
  int t = threadIdx.x;
  s[t] = 1000 + t;
  __syncthreads();
  if (t >= n) return;
  out[t] = s[t] + s[127 - t];
}
__global__ void early_then_barrier(int *out) {
  __shared__ int s[96];
  int t = threadIdx.x;
  s[t] = t;
  __syncthreads();
  if (t >= 64) return;
  int v = s[t + 32] * 2;
  __syncthreads();
  s[t] = v;
  __syncthreads();
  out[t] = s[63 - t];
}
__global__ void votes(int *out) {
  int t = threadIdx.x;
  int c = __syncthreads_count(t % 3 == 0), all = __syncthreads_and(t < 100),
      any = __syncthreads_or(t == 77), none = __syncthreads_or(0), every = __syncthreads_and(1);
  int more = 0;
  for (int i = 0; i < 5; i++)
    more += __syncthreads_count(t > i * 20) * (i + 1);
  out[t] = c * 1000 + all + any * 2 + none * 4 + every * 8 + more * 16;
}
__global__ void until_stable(int *out, int *rounds) {
  __shared__ int v[64];
  int t = threadIdx.x, n = 0;
  v[t] = (t * 37) & 63;
  __syncthreads();
  int changed = 1;
  while (__syncthreads_or(changed)) {
    changed = 0;
    int i = 2 * (t & 31) + (n & 1);
    if (t < 32 && i + 1 < 64 && v[i] > v[i + 1]) {
      int x = v[i];
      v[i] = v[i + 1];
      v[i + 1] = x;
      changed = 1;
    }
    n++;
    __syncthreads();
    if (n & 1) changed = 1;
  }
  out[t] = v[t];
  if (t == 0) *rounds = n;
}
static int *device, host[512];
static void show(const char *name, int n) {
  cudaError_t e = cudaMemcpy(host, device, n * sizeof(int), cudaMemcpyDeviceToHost);
  unsigned h = 0;
  for (int i = 0; i < n; i++)
    h = h * 31 + host[i];
  printf("%s %d %08x %d %d %d\n", name, e, h, host[0], host[1], host[n - 1]);
}
int main() {
  cudaMalloc(&device, sizeof host);
  for (int r = 0; r < 15; r += 7) {
    loops<<<2, 128>>>(device, r);
    show("loops", 256);
  }
  uniform_branch<<<5, 64>>>(device);
  show("uniform", 320);
  early_exit<<<1, 128>>>(device, 100);
  show("early", 100);
  early_then_barrier<<<1, 96>>>(device);
  show("early then barrier", 64);
  votes<<<1, 128>>>(device);
  show("votes", 128);
  votes<<<1, 90>>>(device);
  show("votes 90", 90);
  int *rounds, n;
  cudaMalloc(&rounds, 4);
  until_stable<<<1, 64>>>(device, rounds);
  show("sorted", 64);
  cudaMemcpy(&n, rounds, 4, cudaMemcpyDeviceToHost);
  printf("%d rounds\n", n);
  return 0;
}
