// The CUDA runtime over the CPU device, compiled natively: kernels are descriptors made by hand, the guard is a long jump.
// Prints one line for each expectation that fails; runtime.test.ts builds and runs it.
#include <cuda_runtime.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <__cuda_wasm/device.h>

extern "C" unsigned char __heap_base;
unsigned char __heap_base;
/* malloc's hook for the checks of --check: nobody watches here. And its zeroed blocks. */
extern "C" {
void (*__cw_heap_watch)(void* p, unsigned long bytes, unsigned long room);
void* __cw_zeroed_alloc(unsigned long alignment, unsigned long size) {
  void* p = aligned_alloc(alignment, size);
  return p ? memset(p, 0, size) : p;
}
}

static void* guard[5];
static int guard_error;
typedef void (*BlockFunction)(const __cw_launch*, unsigned, unsigned);

static void fill_kernel(const __cw_launch* l, unsigned first, unsigned end) {
  // void fill(int* p, int n, short add)
  int* p = *(int**)l->params;
  int n = *(const int*)((const char*)l->params + 8);
  short add = *(const short*)((const char*)l->params + 12);
  for (unsigned b = first; b < end; b++) {
    for (unsigned t = 0; t < l->block_x; t++) {
      int i = (int)(b * l->block_x + t);
      if (i < n) p[i] = i + add;
    }
  }
  __cw_device_print("filled\n", 7);
}
static void fault_kernel(const __cw_launch*, unsigned, unsigned) { __cw_abort_kernel(700); }
static void assert_kernel(const __cw_launch*, unsigned first, unsigned) {
  __cw_current_block = first;
  __cw_current_thread = 3;
  __cw_device_assert("x > 0", "k.cu", 7, "void k(int)");
}
static BlockFunction table[] = {fill_kernel, fault_kernel, assert_kernel};
static const unsigned fill_params[] = {8, 0, 4, 8, 2, 12};
static __cw_kernel fill_k = {"_Z4fillPiis", fill_params, 0, 3, 16, 0, 1024, 0, 49152, 0};
static __cw_kernel fault_k = {"_Z5faultv", 0, 1, 0, 0, 1024, 256, 0, 49152, 0};
static __cw_kernel assert_k = {"_Z1ki", 0, 2, 0, 0, 0, 1024, 0, 49152, 0};

extern "C" int __cw_call_guarded(unsigned entry, const __cw_launch* launch, unsigned first, unsigned end) {
  if (__builtin_setjmp(guard)) return guard_error;
  table[entry](launch, first, end);
  return 0;
}
extern "C" void __cw_abort_kernel(int error) {
  guard_error = error;
  __builtin_longjmp(guard, 1);
}
/* Address space begins with pages that nothing can be stored to. */
extern "C" void __cw_check_null_page(void) {}

static int failures;
#define EXPECT(call, error)                                                                                        \
  do {                                                                                                             \
    cudaError_t got = (call);                                                                                      \
    if (got != (error)) failures++, printf("line %d: %s gave %s\n", __LINE__, #call, cudaGetErrorName(got));       \
  } while (0)
#define TRUE(condition) \
  do { if (!(condition)) failures++, printf("line %d: not %s\n", __LINE__, #condition); } while (0)
#define OK(call) EXPECT(call, cudaSuccess)
#define INVALID(call) EXPECT(call, cudaErrorInvalidValue)

static int symbol[4];

static void run(const __cw_kernel* k, unsigned grid, unsigned block, unsigned long shared, void** args) {
  __cw_launch_kernel(k, grid, 1, 1, block, 1, 1, shared, 0, args);
}

static void test_memory() {
  int *d, *e, h[100];
  size_t pitch, before, after, total;
  OK(cudaMemGetInfo(&before, &total));
  OK(cudaMalloc(&d, 400));
  TRUE(((size_t)d & 255) == 0);
  OK(cudaMemGetInfo(&after, &total));
  TRUE(before - after == 512);
  for (int i = 0; i < 100; i++) h[i] = i;
  OK(cudaMemcpy(d, h, 400, cudaMemcpyHostToDevice));
  OK(cudaMemset(d, 0, 200));
  OK(cudaMemcpy(h, d, 400, cudaMemcpyDeviceToHost));
  TRUE(h[49] == 0 && h[50] == 50);
  INVALID(cudaMemcpy(d, h, 401, cudaMemcpyHostToDevice));
  INVALID(cudaMemcpy(d, h, 4, cudaMemcpyDeviceToHost));
  INVALID(cudaMemcpy(h, h + 10, 4, cudaMemcpyDeviceToDevice));
  OK(cudaMemcpy(d, d + 10, 4, cudaMemcpyHostToDevice));
  OK(cudaMemcpy(d, d + 10, 4, cudaMemcpyHostToHost));
  INVALID(cudaMemset(h, 0, 4));
  INVALID(cudaMemcpy(h, d, 4, cudaMemcpyHostToDevice));
  INVALID(cudaGetLastError());
  OK(cudaGetLastError());
  EXPECT(cudaMemcpy(d, h, 4, (cudaMemcpyKind)9), cudaErrorInvalidMemcpyDirection);
  INVALID(cudaFree(h));
  INVALID(cudaFree(d + 1));
  OK(cudaFree(d));
  INVALID(cudaFree(d));
  OK(cudaFree(0));
  OK(cudaMalloc(&d, 0));
  TRUE(d == 0);
  EXPECT(cudaMalloc(&d, 1ul << 40), cudaErrorMemoryAllocation);
  OK(cudaMallocPitch(&d, &pitch, 100, 10));
  TRUE(pitch == 512);
  OK(cudaMemcpy2D(d, pitch, h, 100, 100, 3, cudaMemcpyHostToDevice));
  EXPECT(cudaMemcpy2D(d, 50, h, 100, 100, 3, cudaMemcpyHostToDevice), cudaErrorInvalidPitchValue);
  INVALID(cudaMemset2D(d, 50, 0, 100, 2));
  cudaPointerAttributes a;
  OK(cudaPointerGetAttributes(&a, d + 3));
  TRUE(a.type == cudaMemoryTypeDevice);
  OK(cudaPointerGetAttributes(&a, h));
  TRUE(a.type == cudaMemoryTypeUnregistered);
  OK(cudaMallocHost(&e, 64));
  INVALID(cudaFree(e));
  OK(cudaMemcpy(d, e, 64, cudaMemcpyDefault));
  OK(cudaFreeHost(e));
  OK(cudaFree(d));
  OK(cudaHostRegister(h, sizeof h, 0));
  EXPECT(cudaHostRegister(h, sizeof h, 0), cudaErrorHostMemoryAlreadyRegistered);
  OK(cudaHostUnregister(h));
  int source[4] = {1, 2, 3, 4}, back[2];
  OK(cudaMemcpyToSymbol(symbol, source, 16));
  OK(cudaMemcpyFromSymbol(back, symbol, 8, 8));
  TRUE(back[0] == 3 && back[1] == 4);
  INVALID(cudaMemcpyToSymbol(symbol, source, 16, 4));
  void* address;
  OK(cudaGetSymbolAddress(&address, symbol));
  TRUE(address == symbol);
  OK(cudaMemGetInfo(&after, &total));
  TRUE(before == after);
  // Many allocations, freed in another order.
  void* many[300];
  for (int i = 0; i < 300; i++) OK(cudaMalloc(&many[i], 100 + i));
  for (int i = 0; i < 300; i++) OK(cudaFree(many[(i * 7) % 300]));
  OK(cudaMemGetInfo(&after, &total));
  TRUE(before == after);
}

static void test_launches() {
  int *d, n = 1000, h[1000];
  short add = 5;
  void* args[] = {&d, &n, &add};
  OK(cudaMalloc(&d, sizeof h));
  run(&fill_k, 8, 128, 0, args);
  OK(cudaGetLastError());
  OK(cudaDeviceSynchronize());
  OK(cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost));
  TRUE(h[0] == 5 && h[999] == 1004);
  run(&fill_k, 0, 128, 0, args);
  INVALID(cudaGetLastError());
  run(&fill_k, 1, 1025, 0, args);
  INVALID(cudaGetLastError());
  run(&fill_k, 1, 32, 49153, args);
  INVALID(cudaGetLastError());
  OK(cudaFuncSetAttribute((const void*)&fill_k, cudaFuncAttributeMaxDynamicSharedMemorySize, 100000));
  run(&fill_k, 1, 32, 100000, args);
  OK(cudaGetLastError());
  INVALID(cudaFuncSetAttribute((const void*)&fill_k, cudaFuncAttributeMaxDynamicSharedMemorySize, 300000));
  int blocks, block;
  OK(cudaOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, (const void*)&fill_k, 256, 0));
  TRUE(blocks == 8);
  OK(cudaOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, (const void*)&fill_k, 256, 40000));
  TRUE(blocks == 5);
  OK(cudaOccupancyMaxPotentialBlockSize(&blocks, &block, (const void*)&fill_k));
  TRUE(block == 1024 && blocks == 2);
  EXPECT(cudaLaunchCooperativeKernel((const void*)&fill_k, 1000, 1024, args, 0, 0), cudaErrorCooperativeLaunchTooLarge);
  OK(cudaDeviceSynchronize());
  cudaGetLastError();
}

static void count_up(void* p) { ++*(int*)p; }
static void test_streams() {
  cudaStream_t s;
  cudaEvent_t a, b;
  float ms;
  int calls = 0;
  OK(cudaStreamCreate(&s));
  OK(cudaEventCreate(&a));
  OK(cudaEventCreate(&b));
  EXPECT(cudaEventElapsedTime(&ms, a, b), cudaErrorInvalidResourceHandle);
  OK(cudaEventRecord(a, s));
  OK(cudaLaunchHostFunc(s, count_up, &calls));
  OK(cudaEventRecord(b, s));
  OK(cudaEventSynchronize(b));
  OK(cudaEventElapsedTime(&ms, a, b));
  TRUE(ms >= 0 && ms < 1000 && calls == 1);
  OK(cudaStreamQuery(s));
  OK(cudaStreamWaitEvent(s, a));
  OK(cudaStreamDestroy(s));
  EXPECT(cudaStreamSynchronize(s), cudaErrorInvalidResourceHandle);
  OK(cudaEventDestroy(a));
  EXPECT(cudaEventRecord(a, 0), cudaErrorInvalidResourceHandle);
  cudaGetLastError();
}

static void test_faults() {
  void* p;
  run(&fault_k, 2, 32, 0, 0);
  OK(cudaGetLastError());
  EXPECT(cudaDeviceSynchronize(), cudaErrorIllegalAddress);
  EXPECT(cudaMalloc(&p, 4), cudaErrorIllegalAddress);
  EXPECT(cudaGetLastError(), cudaErrorIllegalAddress);
  OK(cudaPeekAtLastError());
  run(&fill_k, 1, 32, 0, 0);
  EXPECT(cudaGetLastError(), cudaErrorIllegalAddress);
  TRUE(__cw_in_kernel == 0);
  OK(cudaDeviceReset());
  OK(cudaMalloc(&p, 4));
  run(&fault_k, 1, 512, 0, 0);
  INVALID(cudaGetLastError());
  run(&assert_k, 2, 32, 0, 0);
  EXPECT(cudaDeviceSynchronize(), cudaErrorAssert);
  OK(cudaDeviceReset());
}

int main() {
  int count;
  cudaDeviceProp prop;
  OK(cudaGetDeviceCount(&count));
  TRUE(count == 1);
  EXPECT(cudaSetDevice(1), cudaErrorInvalidDevice);
  OK(cudaGetDeviceProperties(&prop, 0));
  TRUE(prop.major == 9 && prop.warpSize == 32);
  cudaGetLastError();
  test_memory();
  cudaGetLastError();
  test_launches();
  test_streams();
  test_faults();
  printf("%d failures\n", failures);
  return failures != 0;
}
