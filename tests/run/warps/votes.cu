// run: tolerance=0
// Votes, ballots, match, reduce, activemask and lane masks in convergent and branched code, partial warps, __syncwarp.
#include <stdio.h>
__global__ void votes(unsigned *out) {
  unsigned t = threadIdx.x, lane = t & 31, full = ~0u, r[12];
  r[0] = __ballot_sync(full, t % 3 == 0);
  r[1] = __any_sync(full, t == 40) * 2 + __all_sync(full, t < 64) * 4 + __any_sync(full, 0) +
         __all_sync(full, 1) * 8;
  r[2] = __match_any_sync(full, t / 5);
  int same;
  r[3] = __match_all_sync(full, t / 32, &same) + same;
  r[4] = __match_all_sync(full, lane == 31, &same);
  r[4] += same * 2;
  r[5] = __reduce_add_sync(full, lane * 3) + __reduce_max_sync(full, (int)lane - 100) +
         __reduce_min_sync(full, 50 - (int)lane);
  r[6] = __reduce_and_sync(full, t | 0x30) ^ __reduce_or_sync(full, 1u << lane) ^
         __reduce_xor_sync(full, t * t);
  r[7] = __reduce_max_sync(full, t * 2654435761u) ^ __reduce_min_sync(full, t * 2654435761u);
  r[8] = __match_any_sync(full, (unsigned long long)(t & 1) << 40);
  r[9] = __match_any_sync(full, lane < 10 ? 1.5f : -1.5f);
  r[10] = __activemask();
  r[11] = 0;
  if (lane < 20)
    r[11] = __ballot_sync(0xfffff, lane & 1) + __popc(__ballot_sync(0xfffff, 1));
  else if (lane >= 28)
    r[11] = __ballot_sync(0xf0000000, lane != 30) + __all_sync(0xf0000000, lane > 5);
  __syncwarp();
  for (int i = 0; i < 12; i++)
    out[t * 12 + i] = r[i];
}
__global__ void partial(unsigned *out) {
  unsigned t = threadIdx.x, mask = t < 32 ? ~0u : (1u << (blockDim.x - 32)) - 1;
  out[t] = __ballot_sync(mask, t & 2) + __reduce_add_sync(mask, 1u) + __activemask();
}
__global__ void communicate(int *out) {
  __shared__ int s[64];
  int t = threadIdx.x;
  s[t] = t;
  __syncwarp();
  int v = s[t ^ 1];
  __syncwarp();
  for (int o = 16; o > 0; o >>= 1) {
    s[t] = v;
    __syncwarp();
    if ((t & 31) < o) v += s[t + o];
    __syncwarp();
  }
  if ((t & 31) == 0) s[t] = v;
  __syncwarp(0xffffffff);
  out[t] = s[t & 32];
}
__global__ void leader(unsigned *count, unsigned *out) {
  unsigned t = threadIdx.x, lane = t & 31;
  bool take = t % 3 != 1;
  unsigned mask = __ballot_sync(~0u, take);
  if (take) {
    int first = __ffs(mask) - 1;
    unsigned base;
    if (lane == first) base = atomicAdd(count, __popc(mask));
    base = __shfl_sync(mask, base, first);
    out[base + __popc(mask & ((1u << lane) - 1))] = t;
  }
}
__global__ void by_key(const int *keys, int *sums) {
  int t = threadIdx.x, k = keys[t];
  unsigned peers = __match_any_sync(~0u, k);
  int rank = __popc(peers & ((1u << (t & 31)) - 1));
  if (rank == 0) atomicAdd(&sums[k], __popc(peers));
}
int main() {
  unsigned *d, h[64 * 12], count;
  cudaMalloc(&d, sizeof h + 4);
  votes<<<1, 64>>>(d);
  cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost);
  for (int t : {0, 17, 31, 40, 63}) {
    printf("%2d:", t);
    for (int i = 0; i < 12; i++)
      printf(" %x", h[t * 12 + i]);
    printf("\n");
  }
  unsigned sum = 0;
  for (unsigned v : h)
    sum = sum * 31 + v;
  printf("%08x\n", sum);
  partial<<<1, 50>>>(d);
  cudaMemcpy(h, d, 200, cudaMemcpyDeviceToHost);
  printf("%x %x %x\n", h[0], h[32], h[49]);
  communicate<<<1, 64>>>((int *)d);
  cudaMemcpy(h, d, 256, cudaMemcpyDeviceToHost);
  printf("%u %u\n", h[0], h[63]);
  cudaMemset(d, 0, 4);
  leader<<<1, 32>>>(d, d + 1);
  cudaMemcpy(&count, d, 4, cudaMemcpyDeviceToHost);
  cudaMemcpy(h, d + 1, 128, cudaMemcpyDeviceToHost);
  printf("%u:", count);
  for (unsigned i = 0; i < count; i++)
    printf(" %u", h[i]);
  printf("\n");
  int keys[96], sums[10], *dk, *ds;
  for (int i = 0; i < 96; i++)
    keys[i] = i * i % 10;
  cudaMalloc(&dk, sizeof keys);
  cudaMalloc(&ds, sizeof sums);
  cudaMemset(ds, 0, sizeof sums);
  cudaMemcpy(dk, keys, sizeof keys, cudaMemcpyHostToDevice);
  by_key<<<1, 96>>>(dk, ds);
  cudaMemcpy(sums, ds, sizeof sums, cudaMemcpyDeviceToHost);
  for (int s : sums)
    printf("%d ", s);
  printf("\n");
  return 0;
}
