__global__ void sums(unsigned long long *total, long long *least, double *mean, unsigned long long *slot) {
  __shared__ unsigned long long block_total;
  __shared__ double block_mean;
  if (threadIdx.x == 0) {
    block_total = 0;
    block_mean = 0;
  }
  __syncthreads();
  atomicAdd(&block_total, 1ull << threadIdx.x);
  atomicAdd(&block_mean, threadIdx.x * 0.5);
  __syncthreads();
  if (threadIdx.x == 0) {
    atomicAdd(total, block_total);
    atomicAdd(mean, block_mean);
  }
  atomicMin(least, (long long)threadIdx.x - 5);
  unsigned long long old = atomicCAS(slot, 0ull, (unsigned long long)threadIdx.x);
  if (old == 0) atomicOr(slot + 1, 1ull << 40);
}

__global__ void shorts(unsigned short *s) {
  unsigned short seen = *s, old;
  do {
    old = seen;
    seen = atomicCAS(s, old, (unsigned short)(old + 3));
  } while (seen != old);
}
