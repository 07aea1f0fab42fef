// run:
// Memory pools: attributes, limits, trimming, reuse in stream order, pools of one's own, errors.
#include <cstdio>
#include <cuda_runtime.h>

typedef unsigned long long u64;
static bool ok = true;
#define CHECK(call) check(call, #call)
static void check(cudaError_t error, const char* call) {
  if (error == cudaSuccess) return;
  printf("%s: %s\n", call, cudaGetErrorName(error));
  ok = false;
}
static u64 get(cudaMemPool_t pool, cudaMemPoolAttr attribute) {
  u64 value = 0;
  CHECK(cudaMemPoolGetAttribute(pool, attribute, &value));
  return value;
}
static void set(cudaMemPool_t pool, cudaMemPoolAttr attribute, u64 value) { CHECK(cudaMemPoolSetAttribute(pool, attribute, &value)); }

__global__ void fill(int* p, int n, int value) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) p[i] = value + i;
}

int main() {
  cudaMemPool_t pool, current;
  CHECK(cudaDeviceGetDefaultMemPool(&pool, 0));
  CHECK(cudaDeviceGetMemPool(&current, 0));
  printf("the default pool is current: %d\n", pool == current);
  printf("release threshold %llu, used %llu\n", get(pool, cudaMemPoolAttrReleaseThreshold), get(pool, cudaMemPoolAttrUsedMemCurrent));
  int allowed = 0;
  CHECK(cudaMemPoolGetAttribute(pool, cudaMemPoolReuseAllowOpportunistic, &allowed));
  printf("opportunistic reuse %d\n", allowed);

  // What is freed stays reserved where the threshold allows it, and is used again.
  set(pool, cudaMemPoolAttrReleaseThreshold, ~0ull);
  cudaStream_t stream;
  CHECK(cudaStreamCreate(&stream));
  const int n = 100000;
  int *a, *b, host[3];
  CHECK(cudaMallocAsync((void**)&a, n * sizeof(int), stream));
  printf("used enough: %d, reserved enough: %d\n", get(pool, cudaMemPoolAttrUsedMemCurrent) >= n * sizeof(int),
         get(pool, cudaMemPoolAttrReservedMemCurrent) >= get(pool, cudaMemPoolAttrUsedMemCurrent));
  fill<<<(n + 255) / 256, 256, 0, stream>>>(a, n, 7);
  CHECK(cudaMemcpyAsync(host, a + n - 3, sizeof host, cudaMemcpyDeviceToHost, stream));
  CHECK(cudaFreeAsync(a, stream));
  CHECK(cudaMallocAsync(&b, n * sizeof(int), stream));
  CHECK(cudaStreamSynchronize(stream));
  printf("%d %d %d, the same memory again: %d\n", host[0], host[1], host[2], a == b);
  CHECK(cudaFreeAsync(b, stream));
  CHECK(cudaStreamSynchronize(stream));
  printf("kept: %d, used %llu, most used enough: %d\n", get(pool, cudaMemPoolAttrReservedMemCurrent) > 0, get(pool, cudaMemPoolAttrUsedMemCurrent),
         get(pool, cudaMemPoolAttrUsedMemHigh) >= n * sizeof(int));
  CHECK(cudaMemPoolTrimTo(pool, 0));
  printf("after trimming %llu\n", get(pool, cudaMemPoolAttrReservedMemCurrent));
  set(pool, cudaMemPoolAttrUsedMemHigh, 0);
  set(pool, cudaMemPoolAttrReservedMemHigh, 0);
  printf("marks %llu %llu\n", get(pool, cudaMemPoolAttrUsedMemHigh), get(pool, cudaMemPoolAttrReservedMemHigh));

  // With a threshold of 0 a synchronization gives it back.
  set(pool, cudaMemPoolAttrReleaseThreshold, 0);
  CHECK(cudaMallocAsync((void**)&a, 1 << 20, stream));
  CHECK(cudaFreeAsync(a, stream));
  CHECK(cudaDeviceSynchronize());
  printf("given back: %d\n", get(pool, cudaMemPoolAttrReservedMemCurrent) == 0);

  // A pool of one's own, as the device's; destroyed while memory of it is in use.
  cudaMemPoolProps properties = {};
  properties.allocType = cudaMemAllocationTypePinned;
  properties.location.type = cudaMemLocationTypeDevice;
  properties.location.id = 0;
  cudaMemPool_t own;
  CHECK(cudaMemPoolCreate(&own, &properties));
  CHECK(cudaDeviceSetMemPool(0, own));
  CHECK(cudaDeviceGetMemPool(&current, 0));
  CHECK(cudaMallocAsync((void**)&a, 5000, stream));
  CHECK(cudaMallocFromPoolAsync((void**)&b, 6000, pool, stream));
  printf("own pool is current: %d, uses %d, the default one %d\n", current == own, get(own, cudaMemPoolAttrUsedMemCurrent) >= 5000, get(pool, cudaMemPoolAttrUsedMemCurrent) >= 6000);
  cudaPointerAttributes attributes;
  CHECK(cudaPointerGetAttributes(&attributes, a));
  printf("type %d\n", (int)attributes.type);
  CHECK(cudaMemPoolDestroy(own));
  CHECK(cudaDeviceGetMemPool(&current, 0));
  printf("the default pool is current again: %d\n", pool == current);
  CHECK(cudaMemsetAsync(a, 1, 5000, stream));
  CHECK(cudaFreeAsync(a, stream));
  CHECK(cudaFreeAsync(b, stream));

  // Many streams, many sizes.
  cudaStream_t streams[4];
  for (cudaStream_t& s : streams) CHECK(cudaStreamCreate(&s));
  set(pool, cudaMemPoolAttrReleaseThreshold, 64ull << 20);
  int wrong = 0;
  unsigned seed = 1;
  for (int round = 0; round < 40; round++) {
    int* parts[4];
    int sizes[4], last[4];
    for (int i = 0; i < 4; i++) {
      seed = seed * 1664525u + 1013904223u;
      sizes[i] = 1 + (seed >> 8) % 50000;
      CHECK(cudaMallocAsync((void**)&parts[i], sizes[i] * sizeof(int), streams[i]));
      fill<<<(sizes[i] + 127) / 128, 128, 0, streams[i]>>>(parts[i], sizes[i], round * i);
    }
    for (int i = 0; i < 4; i++) {
      CHECK(cudaMemcpyAsync(&last[i], parts[i] + sizes[i] - 1, sizeof(int), cudaMemcpyDeviceToHost, streams[i]));
      CHECK(cudaFreeAsync(parts[i], streams[i]));
    }
    CHECK(cudaDeviceSynchronize());
    for (int i = 0; i < 4; i++) wrong += last[i] != round * i + sizes[i] - 1;
  }
  printf("%d wrong, used %llu\n", wrong, get(pool, cudaMemPoolAttrUsedMemCurrent));

  u64 value = 5;
  printf("%s\n", cudaGetErrorName(cudaMemPoolSetAttribute(pool, cudaMemPoolAttrUsedMemHigh, &value)));
  printf("%s\n", cudaGetErrorName(cudaMemPoolDestroy(pool)));
  printf("%s\n", cudaGetErrorName(cudaDeviceGetMemPool(&current, 7)));
  cudaGetLastError();
  for (cudaStream_t s : streams) CHECK(cudaStreamDestroy(s));
  CHECK(cudaStreamDestroy(stream));
  printf("%s\n", ok ? "ok" : "failed");
}
