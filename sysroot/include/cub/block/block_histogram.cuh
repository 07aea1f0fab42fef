#ifndef _CUB_BLOCK_HISTOGRAM_CUH
#define _CUB_BLOCK_HISTOGRAM_CUH
#include <__cub/types.h>
namespace cub {
enum BlockHistogramAlgorithm { BLOCK_HISTO_SORT, BLOCK_HISTO_ATOMIC };
/* Counts the items of a block, which are numbers of bins. Every algorithm counts by atomic additions. */
template <class T, int X, int N, int BINS, BlockHistogramAlgorithm ALGORITHM = BLOCK_HISTO_SORT, int Y = 1, int Z = 1, int PTX_ARCH = 0> class BlockHistogram {
  int thread;

 public:
  struct TempStorage {
    unsigned char unused;
  };
  __device__ BlockHistogram() : thread(__impl::linear_rank<X, Y, Z>()) {}
  __device__ BlockHistogram(TempStorage&) : thread(__impl::linear_rank<X, Y, Z>()) {}

  template <class C> __device__ void InitHistogram(C (&histogram)[BINS]) {
    for (int i = thread; i < BINS; i += X * Y * Z) histogram[i] = 0;
  }
  template <class C> __device__ void Composite(T (&items)[N], C (&histogram)[BINS]) {
    for (int i = 0; i < N; i++) atomicAdd(&histogram[items[i]], (C)1);
    __syncthreads();
  }
  template <class C> __device__ void Histogram(T (&items)[N], C (&histogram)[BINS]) {
    InitHistogram(histogram);
    __syncthreads();
    Composite(items, histogram);
  }
};
}  // namespace cub
#endif
