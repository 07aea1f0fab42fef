// run:
// Thousands of allocations and frees of two memory pools in a random order, on several streams, some with trimming and synchronization between: what is allocated keeps its contents, and nothing is lost.
#include <cstdio>
#include <cuda_runtime.h>

__global__ void fill(unsigned* p, unsigned words, unsigned value) {
  for (unsigned i = blockIdx.x * blockDim.x + threadIdx.x; i < words; i += gridDim.x * blockDim.x) p[i] = value + i;
}
__global__ void check(const unsigned* p, unsigned words, unsigned value, unsigned* wrong) {
  for (unsigned i = blockIdx.x * blockDim.x + threadIdx.x; i < words; i += gridDim.x * blockDim.x) {
    if (p[i] != value + i) atomicAdd(wrong, 1u);
  }
}

static unsigned state = 12345;
static unsigned draw(unsigned below) {
  state = state * 1664525u + 1013904223u;
  return (unsigned)(((unsigned long long)state * below) >> 32);
}

struct Piece {
  unsigned* p;
  unsigned words, value;
};

int main() {
  cudaMemPool_t pools[2];
  cudaDeviceGetDefaultMemPool(&pools[0], 0);
  cudaMemPoolProps properties = {};
  properties.allocType = cudaMemAllocationTypePinned;
  properties.location.type = cudaMemLocationTypeDevice;
  cudaMemPoolCreate(&pools[1], &properties);
  unsigned long long threshold = 1 << 20;
  cudaMemPoolSetAttribute(pools[0], cudaMemPoolAttrReleaseThreshold, &threshold);
  cudaStream_t stream;
  cudaStreamCreate(&stream);
  unsigned* wrong;
  cudaMalloc(&wrong, 4);
  cudaMemset(wrong, 0, 4);
  cudaDeviceSynchronize();

  const int most = 40;
  Piece pieces[most];
  int count = 0, allocated = 0, overlapping = 0, failed = 0;
  for (int i = 0; i < 2000; i++) {
    unsigned what = draw(100);
    if (what < 50 && count < most) {
      Piece piece = {nullptr, 1 + (draw(4) ? draw(2000) : draw(60000)), draw(1u << 30)};
      if (cudaMallocFromPoolAsync((void**)&piece.p, piece.words * 4ul, pools[draw(2)], stream) != cudaSuccess) failed++;
      for (int k = 0; k < count; k++) overlapping += piece.p < pieces[k].p + pieces[k].words && pieces[k].p < piece.p + piece.words;
      fill<<<4, 64, 0, stream>>>(piece.p, piece.words, piece.value);
      pieces[count++] = piece;
      allocated++;
    } else if (what < 95 && count > 0) {
      int k = (int)draw(count);
      Piece piece = pieces[k];
      pieces[k] = pieces[--count];
      check<<<4, 64, 0, stream>>>(piece.p, piece.words, piece.value, wrong);
      bool later = draw(8);
      // cudaFree does not wait for what uses memory of pools.
      if (!later) cudaStreamSynchronize(stream);
      if ((later ? cudaFreeAsync(piece.p, stream) : cudaFree(piece.p)) != cudaSuccess) failed++;
    } else if (what == 95) {
      cudaMemPoolTrimTo(pools[draw(2)], draw(1 << 20));
    } else if (what == 96) {
      cudaStreamSynchronize(stream);
    }
  }
  while (count > 0) {
    Piece piece = pieces[--count];
    check<<<4, 64, 0, stream>>>(piece.p, piece.words, piece.value, wrong);
    cudaFreeAsync(piece.p, stream);
  }
  cudaDeviceSynchronize();
  unsigned host_wrong = ~0u;
  cudaMemcpy(&host_wrong, wrong, 4, cudaMemcpyDeviceToHost);
  unsigned long long used[2];
  for (int i = 0; i < 2; i++) cudaMemPoolGetAttribute(pools[i], cudaMemPoolAttrUsedMemCurrent, &used[i]);
  printf("%d allocations, %d overlapping, %d failed, %u wrong\n", allocated, overlapping, failed, host_wrong);
  // What cudaFree gave back may still count.
  printf("no more in use than was allocated: %d, pool destroyed: %d\n", used[0] + used[1] < 40u * 60000u * 4u, cudaMemPoolDestroy(pools[1]) == cudaSuccess);
  printf("%s\n", cudaGetErrorName(cudaGetLastError()));
}
