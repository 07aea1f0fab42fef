#ifndef _CUB_DEVICE_FOR_CUH
#define _CUB_DEVICE_FOR_CUH
#include <__cub/device.h>
namespace cub {
/* Functions over indices and elements. Forms with temporary storage need none. */
struct DeviceFor {
  template <class N, class Op> static cudaError_t Bulk(N shape, Op op, cudaStream_t stream = 0) {
    if (!__impl::fits(shape)) return cudaErrorInvalidValue;
    return __impl::each(stream, shape, [=] (unsigned i) mutable { op((N)i); });
  }
  template <class It, class N, class Op> static cudaError_t ForEachN(It first, N num_items, Op op, cudaStream_t stream = 0) {
    if (!__impl::fits(num_items)) return cudaErrorInvalidValue;
    return __impl::each(stream, num_items, [=] (unsigned i) mutable { op(first[i]); });
  }
  template <class It, class Op> static cudaError_t ForEach(It first, It last, Op op, cudaStream_t stream = 0) { return ForEachN(first, last - first, op, stream); }
  template <class It, class N, class Op> static cudaError_t ForEachCopyN(It first, N num_items, Op op, cudaStream_t stream = 0) {
    if (!__impl::fits(num_items)) return cudaErrorInvalidValue;
    return __impl::each(stream, num_items, [=] (unsigned i) mutable {
      __impl::value_of<It> item = first[i];
      op(item);
    });
  }
  template <class It, class Op> static cudaError_t ForEachCopy(It first, It last, Op op, cudaStream_t stream = 0) { return ForEachCopyN(first, last - first, op, stream); }
  template <class N, class Op> static cudaError_t Bulk(void* d_temp_storage, size_t& temp_storage_bytes, N shape, Op op, cudaStream_t stream = 0) { return d_temp_storage ? Bulk(shape, op, stream) : none(temp_storage_bytes); }
  template <class It, class N, class Op> static cudaError_t ForEachN(void* d_temp_storage, size_t& temp_storage_bytes, It first, N num_items, Op op, cudaStream_t stream = 0) {
    return d_temp_storage ? ForEachN(first, num_items, op, stream) : none(temp_storage_bytes);
  }

 private:
  static cudaError_t none(size_t& bytes) {
    bytes = 1;
    return cudaSuccess;
  }
};
}  // namespace cub
#endif
