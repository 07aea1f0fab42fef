#ifndef _CUB_DEVICE_ADJACENT_DIFFERENCE_CUH
#define _CUB_DEVICE_ADJACENT_DIFFERENCE_CUH
#include <__cub/device.h>
#include <cub/thread/thread_operators.cuh>
namespace cub {
/* Differences of each element and its left (right) neighbour; the first (last) one stays as it is. In place from a copy. */
struct DeviceAdjacentDifference {
  template <class In, class Out, class N, class Op = Difference>
  static cudaError_t SubtractLeftCopy(void* d_temp_storage, size_t& temp_storage_bytes, In d_input, Out d_output, N num_items, Op op = {}, cudaStream_t stream = 0) {
    __impl::storage storage(d_temp_storage, temp_storage_bytes);
    if (!storage.ready()) return storage.report();
    return left(d_input, d_output, num_items, op, stream);
  }
  template <class In, class Out, class N, class Op = Difference>
  static cudaError_t SubtractRightCopy(void* d_temp_storage, size_t& temp_storage_bytes, In d_input, Out d_output, N num_items, Op op = {}, cudaStream_t stream = 0) {
    __impl::storage storage(d_temp_storage, temp_storage_bytes);
    if (!storage.ready()) return storage.report();
    return right(d_input, d_output, num_items, op, stream);
  }
  template <class It, class N, class Op = Difference> static cudaError_t SubtractLeft(void* d_temp_storage, size_t& temp_storage_bytes, It d_input, N num_items, Op op = {}, cudaStream_t stream = 0) {
    typedef __impl::value_of<It> T;
    __impl::storage storage(d_temp_storage, temp_storage_bytes);
    T* old = storage.take<T>(num_items);
    if (!storage.ready()) return storage.report();
    __impl::each(stream, num_items, [=] (unsigned i) mutable { old[i] = d_input[i]; });
    return left(old, d_input, num_items, op, stream);
  }
  template <class It, class N, class Op = Difference> static cudaError_t SubtractRight(void* d_temp_storage, size_t& temp_storage_bytes, It d_input, N num_items, Op op = {}, cudaStream_t stream = 0) {
    typedef __impl::value_of<It> T;
    __impl::storage storage(d_temp_storage, temp_storage_bytes);
    T* old = storage.take<T>(num_items);
    if (!storage.ready()) return storage.report();
    __impl::each(stream, num_items, [=] (unsigned i) mutable { old[i] = d_input[i]; });
    return right(old, d_input, num_items, op, stream);
  }

 private:
  template <class In, class Out, class N, class Op> static cudaError_t left(In in, Out out, N n, Op op, cudaStream_t stream) {
    if (!__impl::fits(n)) return cudaErrorInvalidValue;
    return __impl::each(stream, n, [=] (unsigned i) mutable {
      if (i == 0) out[i] = in[i];
      else out[i] = op(in[i], in[i - 1]);
    });
  }
  template <class In, class Out, class N, class Op> static cudaError_t right(In in, Out out, N n, Op op, cudaStream_t stream) {
    if (!__impl::fits(n)) return cudaErrorInvalidValue;
    unsigned last = (unsigned)n - 1;
    return __impl::each(stream, n, [=] (unsigned i) mutable {
      if (i == last) out[i] = in[i];
      else out[i] = op(in[i], in[i + 1]);
    });
  }
};
}  // namespace cub
#endif
