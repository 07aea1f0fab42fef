#ifndef _CUB_DEVICE_REDUCE_CUH
#define _CUB_DEVICE_REDUCE_CUH
#include <__cub/device.h>
namespace cub {
struct DeviceReduce {
  template <class In, class Out, class Op, class F, class T, class N>
  static cudaError_t TransformReduce(void* d_temp_storage, size_t& temp_storage_bytes, In d_in, Out d_out, N num_items, Op op, F transform, T init, cudaStream_t stream = 0) {
    typedef __accumulator_t<Op, T, decltype(transform(std::declval<__impl::value_of<In>>()))> A;
    if (!__impl::fits(num_items)) return cudaErrorInvalidValue;
    __impl::storage storage(d_temp_storage, temp_storage_bytes);
    A* parts = storage.take<A>(__impl::reduce_blocks(num_items));
    if (!storage.ready()) return storage.report();
    if (num_items == 0) return __impl::each(stream, 1, [=] (unsigned) mutable { *d_out = init; });
    return __impl::reduce<A>(stream, parts, num_items, [=] (unsigned i) mutable -> A { return (A)transform(d_in[i]); }, op, [=] (unsigned, const A& sum) mutable { *d_out = op(init, sum); });
  }
  template <class In, class Out, class Op, class T, class N>
  static cudaError_t Reduce(void* d_temp_storage, size_t& temp_storage_bytes, In d_in, Out d_out, N num_items, Op op, T init, cudaStream_t stream = 0, bool = false) {
    return TransformReduce(d_temp_storage, temp_storage_bytes, d_in, d_out, num_items, op, [] (const __impl::value_of<In>& x) { return x; }, init, stream);
  }
  template <class In, class Out, class N> static cudaError_t Sum(void* d_temp_storage, size_t& temp_storage_bytes, In d_in, Out d_out, N num_items, cudaStream_t stream = 0, bool = false) {
    typedef __impl::output_of<Out, __impl::value_of<In>> T;
    return Reduce(d_temp_storage, temp_storage_bytes, d_in, d_out, num_items, cub::Sum(), T{}, stream);
  }
  template <class In, class Out, class N> static cudaError_t Min(void* d_temp_storage, size_t& temp_storage_bytes, In d_in, Out d_out, N num_items, cudaStream_t stream = 0, bool = false) {
    typedef __impl::value_of<In> T;
    return Reduce(d_temp_storage, temp_storage_bytes, d_in, d_out, num_items, cub::Min(), std::numeric_limits<T>::max(), stream);
  }
  template <class In, class Out, class N> static cudaError_t Max(void* d_temp_storage, size_t& temp_storage_bytes, In d_in, Out d_out, N num_items, cudaStream_t stream = 0, bool = false) {
    typedef __impl::value_of<In> T;
    return Reduce(d_temp_storage, temp_storage_bytes, d_in, d_out, num_items, cub::Max(), std::numeric_limits<T>::lowest(), stream);
  }

 private:
  /* No elements give the index 1 and `none`. */
  template <class T, class In, class N, class Op, class Finish> static cudaError_t arg(void* d_temp_storage, size_t& temp_storage_bytes, In d_in, N num_items, Op op, T none, Finish finish, cudaStream_t stream) {
    typedef KeyValuePair<int, T> A;
    if (!__impl::fits(num_items)) return cudaErrorInvalidValue;
    __impl::storage storage(d_temp_storage, temp_storage_bytes);
    A* parts = storage.take<A>(__impl::reduce_blocks(num_items));
    if (!storage.ready()) return storage.report();
    if (num_items == 0) return __impl::each(stream, 1, [=] (unsigned) mutable { finish(0, A(1, none)); });
    return __impl::reduce<A>(stream, parts, num_items, [=] (unsigned i) mutable { return A((int)i, d_in[i]); }, op, finish);
  }

 public:
#define __CUB_ARG(name, none)                                                                                                                                                     \
  template <class In, class Out> static cudaError_t name(void* d_temp_storage, size_t& temp_storage_bytes, In d_in, Out d_out, int num_items, cudaStream_t stream = 0, bool = false) { \
    typedef __impl::value_of<In> T;                                                                                                                                               \
    auto finish = [=] (unsigned, const KeyValuePair<int, T>& best) mutable { *d_out = best; };                                                                                    \
    return arg(d_temp_storage, temp_storage_bytes, d_in, num_items, cub::name(), std::numeric_limits<T>::none(), finish, stream);                                                 \
  }                                                                                                                                                                               \
  template <class In, class Out, class Index, std::enable_if_t<!std::is_arithmetic_v<Index>, int> = 0>                                                                            \
  static cudaError_t name(void* d_temp_storage, size_t& temp_storage_bytes, In d_in, Out d_out, Index d_index_out, long long num_items, cudaStream_t stream = 0) {                \
    typedef __impl::value_of<In> T;                                                                                                                                               \
    auto finish = [=] (unsigned, const KeyValuePair<int, T>& best) mutable {                                                                                                      \
      *d_out = best.value;                                                                                                                                                        \
      *d_index_out = best.key;                                                                                                                                                    \
    };                                                                                                                                                                            \
    return arg(d_temp_storage, temp_storage_bytes, d_in, num_items, cub::name(), std::numeric_limits<T>::none(), finish, stream);                                                 \
  }
  __CUB_ARG(ArgMin, max)
  __CUB_ARG(ArgMax, lowest)
#undef __CUB_ARG

  template <class K, class KO, class V, class VO, class Count, class Op>
  static cudaError_t ReduceByKey(void* d_temp_storage, size_t& temp_storage_bytes, K d_keys_in, KO d_unique_out, V d_values_in, VO d_aggregates_out, Count d_num_runs_out, Op op, int num_items, cudaStream_t stream = 0, bool = false) {
    typedef __accumulator_t<Op, __impl::value_of<V>> A;
    typedef __impl::run<A> Run;
    if (!__impl::fits(num_items)) return cudaErrorInvalidValue;
    __impl::storage storage(d_temp_storage, temp_storage_bytes);
    Run* sums = storage.take<Run>(__impl::scan_parts(num_items));
    if (!storage.ready()) return storage.report();
    if (num_items == 0) return __impl::each(stream, 1, [=] (unsigned) mutable { *d_num_runs_out = 0; });
    unsigned last = num_items - 1;
    return __impl::scan<Run>(
        stream, sums, num_items, [=] (unsigned i) mutable { return Run{i == 0 || !(d_keys_in[i - 1] == d_keys_in[i]) ? 1u : 0u, (A)d_values_in[i]}; },
        [=] (unsigned i, bool, const Run&, const Run& sum) mutable {
          if (i == last || !(d_keys_in[i] == d_keys_in[i + 1])) {
            d_unique_out[sum.runs - 1] = d_keys_in[i];
            d_aggregates_out[sum.runs - 1] = sum.sum;
          }
          if (i == last) *d_num_runs_out = sum.runs;
        },
        __impl::run_op<Op>{op});
  }
};
}  // namespace cub
#endif
