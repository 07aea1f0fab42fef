// run:
// Shuffles and votes within parts of a warp, whose lanes name the members of their own part only, with constant and computed lanes, in blocks of whole warps and of others.
#include <cstdio>

__device__ unsigned part_of(int lane, int size) { return size == 32 ? 0xffffffffu : ((1u << size) - 1) << (lane & ~(size - 1)); }

template <int SIZE> __global__ void exchange(int* out) {
  int thread = threadIdx.x + blockIdx.x * blockDim.x;
  int lane = threadIdx.x % 32;
  unsigned own = part_of(lane, SIZE);
  int x = thread * 3 + 1;
  int sum = x;
  for (int offset = SIZE / 2; offset > 0; offset /= 2) sum += __shfl_xor_sync(own, sum, offset);
  int next = __shfl_down_sync(own, x, 1, SIZE);
  int last = __shfl_up_sync(own, x, 2, SIZE);
  int turned = __shfl_sync(own, x, (lane & ~(SIZE - 1)) + (lane + 1) % SIZE);
  int first = __shfl_sync(own, x, 0, SIZE);
  unsigned odd = __ballot_sync(own, x % 5 == 0);
  int any = __any_sync(own, thread % 7 == 3), all = __all_sync(own, thread % 16 < 9);
  int row[10] = {sum, next, last, turned, first, (int)odd, any, all, __popc(own), lane / SIZE};
  for (int i = 0; i < 10; i++) out[thread * 10 + i] = row[i];
}

template <int SIZE> int check(int blocks, int threads) {
  int n = blocks * threads, *out;
  cudaMallocManaged(&out, n * 10 * sizeof(int));
  exchange<SIZE><<<blocks, threads>>>(out);
  cudaDeviceSynchronize();
  int wrong = 0;
  for (int t = 0; t < n; t++) {
    int in_block = t % threads, lane = in_block % 32, in_part = lane % SIZE, start = t - in_part;
    auto value = [](int thread) { return thread * 3 + 1; };
    int sum = 0, any = 0, all = 1;
    unsigned odd = 0;
    for (int i = 0; i < SIZE; i++) {
      sum += value(start + i);
      odd |= (unsigned)(value(start + i) % 5 == 0) << (lane - in_part + i);
      any |= (start + i) % 7 == 3;
      all &= (start + i) % 16 < 9;
    }
    int row[10] = {sum, in_part + 1 < SIZE ? value(t + 1) : value(t), in_part >= 2 ? value(t - 2) : value(t), value(start + (in_part + 1) % SIZE), value(start), (int)odd, any, all, SIZE, lane / SIZE};
    for (int i = 0; i < 10; i++) wrong += out[t * 10 + i] != row[i];
  }
  cudaFree(out);
  return wrong;
}

// Lanes that leave early, and a running subset that votes.
__global__ void some(int* out, int limit) {
  int lane = threadIdx.x & 31;
  out[threadIdx.x] = -1;
  if (lane / 8 >= limit) return;
  unsigned own = 0xffu << (lane & 24);
  int x = lane * lane;
  int best = x;
  for (int offset = 4; offset > 0; offset >>= 1) best = max(best, __shfl_down_sync(own, best, offset, 8));
  best = __shfl_sync(own, best, lane & 24);
  out[threadIdx.x] = best + 1000 * __popc(__ballot_sync(own, x % 2));
}

int main() {
  printf("whole warps: %d %d %d %d %d\n", check<2>(3, 64), check<4>(2, 128), check<8>(5, 32), check<16>(2, 96), check<32>(2, 64));
  printf("others: %d %d %d\n", check<4>(2, 40), check<8>(3, 8), check<16>(2, 80));
  int* out;
  cudaMallocManaged(&out, 64 * sizeof(int));
  some<<<1, 64>>>(out, 3);
  cudaDeviceSynchronize();
  for (int i = 0; i < 64; i += 4) printf("%d%c", out[i], i == 28 || i == 60 ? '\n' : ' ');
  cudaFree(out);
}
