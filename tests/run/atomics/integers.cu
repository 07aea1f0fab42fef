// run: tolerance=0
// Every integer atomic, 32 and 64 bits, on global and shared memory, with their return values, _block and _system forms.
#include <stdio.h>
typedef unsigned long long u64;
__global__ void contended(int *i, unsigned *u, u64 *l) {
  int t = blockIdx.x * blockDim.x + threadIdx.x;
  atomicAdd(&i[0], t);
  atomicSub(&i[1], t);
  atomicMin(&i[2], 50 - t);
  atomicMax(&i[3], t * 3 % 1000);
  atomicAnd(&i[4], ~(1 << (t & 7)));
  atomicOr(&i[5], 1 << (t & 15));
  atomicXor(&i[6], t * 77);
  atomicAdd(&u[0], 3000000000u);
  atomicMin(&u[1], 4000000000u - t);
  atomicMax(&u[2], 2147483648u + t);
  atomicInc(&u[3], 99);
  atomicDec(&u[4], 150);
  atomicAnd(&u[5], ~(1u << (t & 31)));
  atomicOr(&u[6], 1u << (t & 31));
  atomicXor(&u[7], 1u << (t % 31));
  atomicSub(&u[8], 7);
  atomicAdd(&l[0], (u64)t << 33);
  atomicMin(&l[1], (1ull << 50) - t);
  atomicMax(&l[2], (1ull << 40) + t);
  atomicAnd(&l[3], ~(1ull << (t & 63)));
  atomicOr(&l[4], 1ull << (t & 63));
  atomicXor(&l[5], (u64)t * t << 20);
  atomicMin((long long *)&l[6], (long long)-t);
  atomicMax((long long *)&l[7], (long long)t - 1000);
  atomicAdd_system(&i[7], 1);
  atomicAdd_block(&i[8 + blockIdx.x], 2);
  atomicMax_system(&i[12], t);
  atomicOr_block(&i[13 + blockIdx.x], 1 << (t & 3));
}
__global__ void returned(int *out) {
  __shared__ int s;
  __shared__ unsigned w;
  __shared__ u64 l;
  s = 10;
  w = 3;
  l = 1ull << 40;
  int n = 0;
  out[n++] = atomicAdd(&s, 5);
  out[n++] = atomicSub(&s, 20);
  out[n++] = atomicMin(&s, -9);
  out[n++] = atomicMax(&s, 100);
  out[n++] = atomicAnd(&s, 0x66);
  out[n++] = atomicOr(&s, 0x11);
  out[n++] = atomicXor(&s, 0xff);
  out[n++] = atomicExch(&s, -1);
  out[n++] = atomicCAS(&s, -1, 7);
  out[n++] = atomicCAS(&s, -1, 8);
  out[n++] = s;
  out[n++] = atomicInc(&w, 4);
  out[n++] = atomicInc(&w, 4);
  out[n++] = w;
  out[n++] = atomicDec(&w, 9);
  out[n++] = atomicDec(&w, 9);
  out[n++] = w;
  w = 50;
  out[n++] = atomicDec(&w, 9);
  out[n++] = w;
  w = 50;
  out[n++] = atomicInc(&w, 9);
  out[n++] = w;
  out[n++] = atomicExch(&w, 6u);
  out[n++] = atomicCAS(&w, 6u, 60u);
  out[n++] = w;
  out[n++] = (int)(atomicAdd(&l, 1ull << 35) >> 30);
  out[n++] = (int)(atomicExch(&l, 5ull) >> 30);
  out[n++] = (int)atomicCAS(&l, 5ull, ~0ull);
  out[n++] = (int)(atomicMin(&l, 9ull) >> 40);
  out[n++] = (int)atomicMax(&l, 1ull << 60);
  out[n++] = (int)(l >> 56);
}
__global__ void shared_count(int *out, const int *in, int n) {
  __shared__ int bins[16];
  __shared__ u64 total;
  if (threadIdx.x < 16) bins[threadIdx.x] = 0;
  if (!threadIdx.x) total = 0;
  __syncthreads();
  for (int i = threadIdx.x; i < n; i += blockDim.x) {
    atomicAdd(&bins[in[i] & 15], 1);
    atomicAdd(&total, (u64)in[i] * 1000000);
  }
  __syncthreads();
  if (threadIdx.x < 16) out[threadIdx.x] = bins[threadIdx.x];
  if (threadIdx.x == 16) out[16] = (int)(total >> 10);
}
__global__ void shorts(unsigned short *s) {
  unsigned short old = *s, seen;
  do {
    seen = old;
    old = atomicCAS(s, seen, (unsigned short)(seen + 3));
  } while (old != seen);
}
__global__ void unique(int *slots, int *wins) {
  int t = blockIdx.x * blockDim.x + threadIdx.x;
  if (atomicCAS(&slots[t % 37], 0, 1) == 0) atomicAdd(wins, 1);
}
int main() {
  int hi[16] = {0, 0, 1000, -5, -1, 0, 0}, *i;
  unsigned hu[9] = {0, ~0u, 0, 0, 20, ~0u, 0, 0, 0}, *u;
  u64 hl[8] = {0, ~0ull, 0, ~0ull, 0, 0, 5, (u64)-5000}, *l;
  cudaMalloc(&i, 1024);
  cudaMalloc(&u, sizeof hu);
  cudaMalloc(&l, sizeof hl);
  cudaMemcpy(i, hi, sizeof hi, cudaMemcpyHostToDevice);
  cudaMemcpy(u, hu, sizeof hu, cudaMemcpyHostToDevice);
  cudaMemcpy(l, hl, sizeof hl, cudaMemcpyHostToDevice);
  contended<<<3, 200>>>(i, u, l);
  cudaMemcpy(hi, i, sizeof hi, cudaMemcpyDeviceToHost);
  cudaMemcpy(hu, u, sizeof hu, cudaMemcpyDeviceToHost);
  cudaMemcpy(hl, l, sizeof hl, cudaMemcpyDeviceToHost);
  for (int v : hi)
    printf("%d ", v);
  printf("\n");
  for (unsigned v : hu)
    printf("%u ", v);
  printf("\n");
  for (u64 v : hl)
    printf("%llx ", v);
  printf("\n");
  int r[40];
  returned<<<1, 1>>>(i);
  cudaMemcpy(r, i, 120, cudaMemcpyDeviceToHost);
  for (int k = 0; k < 30; k++)
    printf("%d ", r[k]);
  printf("\n");
  int in[500], *d;
  for (int k = 0; k < 500; k++)
    in[k] = k * k % 1009;
  cudaMalloc(&d, sizeof in);
  cudaMemcpy(d, in, sizeof in, cudaMemcpyHostToDevice);
  shared_count<<<1, 128>>>(i, d, 500);
  cudaMemcpy(r, i, 68, cudaMemcpyDeviceToHost);
  for (int k = 0; k < 17; k++)
    printf("%d ", r[k]);
  printf("\n");
  unsigned short hs[2] = {65000, 7}, *s;
  cudaMalloc(&s, 4);
  cudaMemcpy(s, hs, 4, cudaMemcpyHostToDevice);
  shorts<<<4, 64>>>(s);
  shorts<<<2, 50>>>(s + 1);
  cudaMemcpy(hs, s, 4, cudaMemcpyDeviceToHost);
  printf("%d %d\n", hs[0], hs[1]);
  cudaMemset(i, 0, 1024);
  unique<<<5, 70>>>(i + 1, i);
  cudaMemcpy(r, i, 4, cudaMemcpyDeviceToHost);
  printf("%d\n", r[0]);
  return 0;
}
