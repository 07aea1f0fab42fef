/* nvcuda::experimental::pipeline, which counts stages of copies, and the primitives below it. */
#ifndef _CUDA_PIPELINE_H_
#define _CUDA_PIPELINE_H_
#include <cuda_pipeline_primitives.h>

#ifdef __cplusplus
namespace nvcuda {
namespace experimental {

class pipeline {
  unsigned stage;

 public:
  pipeline(const pipeline&) = delete;
  pipeline& operator=(const pipeline&) = delete;
  __device__ pipeline() : stage(0) {}
  __device__ size_t commit() { return stage++; }
  __device__ void commit_and_wait() {
    commit();
    wait_prior<0>();
  }
  __device__ void wait(size_t) { __threadfence_block(); }
  template <unsigned N> __device__ void wait_prior() { __threadfence_block(); }
};

template <class T> __device__ inline void memcpy_async(T& to, const T& from, pipeline&) { to = from; }

}
}
#endif
#endif
