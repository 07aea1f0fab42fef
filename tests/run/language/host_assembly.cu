// run:
// Inline assembly of host code: the counter of cycles, instructions that look at bits, fences.
#include <cstdint>
#include <cstdio>

static inline unsigned long long cycles() {
  unsigned int low, high;
  asm volatile("rdtsc" : "=a"(low), "=d"(high));
  return (unsigned long long)high << 32 | low;
}

static inline uint64_t serialized() {
  uint64_t low, high;
  unsigned core;
  __asm__ __volatile__("lfence\n\trdtscp\n\tlfence" : "=a"(low), "=d"(high), "=c"(core) : : "memory");
  return high << 32 | low;
}

__host__ __device__ int leadingZeros(uint64_t x) {
#ifdef __CUDA_ARCH__
  return __clzll(x);
#else
  uint64_t result;
  asm("lzcnt %1, %0" : "=r"(result) : "r"(x));
  return (int)result;
#endif
}

__global__ void count(uint64_t x, int* out) { *out = leadingZeros(x); }

int main() {
  unsigned long long first = cycles(), sum = 0;
  for (int i = 0; i < 1000; i++) sum += i;
  asm volatile("" : : : "memory");
  asm volatile("mfence; pause");
  unsigned long long second = cycles();
  uint64_t third = serialized();
  printf("%d %d %llu\n", second >= first, third >= second, sum);
  printf("%d\n", leadingZeros(0x10000));
  uint32_t x = 0x12345678, highest, lowest, bits;
  asm("bsrl %1, %0" : "=r"(highest) : "rm"(x) : "cc");
  asm("bsf %1, %0" : "=r"(lowest) : "r"(x) : "cc");
  asm("popcnt %[from], %[to]" : [to] "=r"(bits) : [from] "r"(x));
  asm("bswap %0" : "+r"(x));
  printf("%u %u %u %x\n", highest, lowest, bits, x);
  uint64_t wide = 0x0102030405060708;
  asm("bswapq %0" : "=r"(wide) : "0"(wide));
  printf("%llx\n", (unsigned long long)wide);
  int* out;
  cudaMallocManaged(&out, sizeof(int));
  count<<<1, 1>>>(0x10000, out);
  cudaDeviceSynchronize();
  printf("%d\n", *out);
}
