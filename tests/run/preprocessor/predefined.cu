// run: tolerance=0
// Predefined macros of the language, the compiler and the CUDA passes; __CUDA_ARCH__ selects code in host and device passes.
#include <stdio.h>
#include <string.h>

#ifdef __CUDACC__
#define CUDACC 1
#else
#define CUDACC 0
#endif

__host__ __device__ int side() {
#ifdef __CUDA_ARCH__
  return __CUDA_ARCH__;
#else
  return -1;
#endif
}

#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ >= 700
__device__ int modern() { return 1; }
#else
__device__ int modern() { return 0; }
#endif

struct Both {
  int value;
  __host__ __device__ Both() {
#if defined(__CUDA_ARCH__)
    value = 100;
#else
    value = 200;
#endif
  }
};

template <typename T>
__host__ __device__ T scale(T x) {
#ifndef __CUDA_ARCH__
  return x * 2;
#else
  return x * 3;
#endif
}

__global__ void kernel(int *out) {
  out[0] = side();
  out[1] = modern();
  out[2] = Both().value;
  out[3] = scale(7);
  out[4] = (int)scale(1.5f * 2);
#ifdef __CUDACC__
  out[5] = 1;
#endif
}

int main() {
  printf("__CUDACC__ %d\n", CUDACC);
  printf("__cplusplus %ld\n", (long)__cplusplus);
  printf("side %d, both %d, scale %d\n", side(), Both().value, scale(7));
  int *out, host[6] = {0};
  cudaMalloc(&out, sizeof host);
  kernel<<<1, 1>>>(out);
  cudaMemcpy(host, out, sizeof host, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 6; i++) printf("%d ", host[i]);
  printf("\n");
  cudaFree(out);
  printf("sizes %d %d %d %d %d\n", __SIZEOF_INT__, __SIZEOF_LONG__, __SIZEOF_POINTER__, __SIZEOF_DOUBLE__, __CHAR_BIT__);
  printf("limits %d %ld %lu\n", __INT_MAX__, __LONG_MAX__, (unsigned long)__SIZE_MAX__);
  printf("little endian %d\n", __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__);
#if defined(__linux__) && defined(__unix__) && defined(__x86_64__) && defined(__LP64__)
  puts("linux x86_64 lp64");
#endif
#if defined(__GNUC__) && __GNUC__ >= 5 && defined(__STDC__) && __STDC_HOSTED__ == 1
  puts("gnu");
#endif
#if CUDART_VERSION >= 12000 && __CUDACC_VER_MAJOR__ >= 12
  puts("a recent toolkit");
#endif
#ifdef NDEBUG
  puts("NDEBUG");
#endif
  printf("%d %d\n", strlen(__DATE__) == 11, strlen(__TIME__) == 8);
  return 0;
}
