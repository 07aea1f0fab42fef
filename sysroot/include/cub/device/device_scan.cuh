#ifndef _CUB_DEVICE_SCAN_CUH
#define _CUB_DEVICE_SCAN_CUH
#include <__cub/device.h>
namespace cub {
struct DeviceScan {
  template <class In, class Out, class Op, class T, class N>
  static cudaError_t ExclusiveScan(void* d_temp_storage, size_t& temp_storage_bytes, In d_in, Out d_out, Op op, T init, N num_items, cudaStream_t stream = 0, bool = false) {
    typedef typename initial<T>::type I;
    typedef __accumulator_t<Op, I, __impl::value_of<In>> A;
    return scan<A>(d_temp_storage, temp_storage_bytes, d_in, op, num_items, [=] (unsigned i, bool follows, const A& before, const A&) mutable { d_out[i] = follows ? (A)op((I)init, before) : (A)(I)init; }, stream);
  }
  template <class In, class Out, class N> static cudaError_t ExclusiveSum(void* d_temp_storage, size_t& temp_storage_bytes, In d_in, Out d_out, N num_items, cudaStream_t stream = 0, bool = false) {
    return ExclusiveScan(d_temp_storage, temp_storage_bytes, d_in, d_out, cub::Sum(), __impl::value_of<In>{}, num_items, stream);
  }
  template <class In, class Out, class Op, class N> static cudaError_t InclusiveScan(void* d_temp_storage, size_t& temp_storage_bytes, In d_in, Out d_out, Op op, N num_items, cudaStream_t stream = 0, bool = false) {
    typedef __accumulator_t<Op, __impl::value_of<In>> A;
    return scan<A>(d_temp_storage, temp_storage_bytes, d_in, op, num_items, [=] (unsigned i, bool, const A&, const A& sum) mutable { d_out[i] = sum; }, stream);
  }
  template <class In, class Out, class Op, class T, class N> static cudaError_t InclusiveScanInit(void* d_temp_storage, size_t& temp_storage_bytes, In d_in, Out d_out, Op op, T init, N num_items, cudaStream_t stream = 0) {
    typedef __accumulator_t<Op, T, __impl::value_of<In>> A;
    return scan<A>(d_temp_storage, temp_storage_bytes, d_in, op, num_items, [=] (unsigned i, bool, const A&, const A& sum) mutable { d_out[i] = op(init, sum); }, stream);
  }
  template <class In, class Out, class N> static cudaError_t InclusiveSum(void* d_temp_storage, size_t& temp_storage_bytes, In d_in, Out d_out, N num_items, cudaStream_t stream = 0, bool = false) {
    return InclusiveScan(d_temp_storage, temp_storage_bytes, d_in, d_out, cub::Sum(), num_items, stream);
  }
  /* In place. */
  template <class It, class N, std::enable_if_t<std::is_integral_v<N>, int> = 0> static cudaError_t ExclusiveSum(void* d_temp_storage, size_t& temp_storage_bytes, It d_data, N num_items, cudaStream_t stream = 0) {
    return ExclusiveSum(d_temp_storage, temp_storage_bytes, d_data, d_data, num_items, stream);
  }
  template <class It, class N, std::enable_if_t<std::is_integral_v<N>, int> = 0> static cudaError_t InclusiveSum(void* d_temp_storage, size_t& temp_storage_bytes, It d_data, N num_items, cudaStream_t stream = 0) {
    return InclusiveSum(d_temp_storage, temp_storage_bytes, d_data, d_data, num_items, stream);
  }

  template <class K, class V, class Out, class Op, class T, class Equal = Equality>
  static cudaError_t ExclusiveScanByKey(void* d_temp_storage, size_t& temp_storage_bytes, K d_keys_in, V d_values_in, Out d_values_out, Op op, T init, size_t num_items, Equal equal = Equal(), cudaStream_t stream = 0) {
    typedef __accumulator_t<Op, T, __impl::value_of<V>> A;
    return by_key<A>(d_temp_storage, temp_storage_bytes, d_keys_in, d_values_in, op, num_items, equal, [=] (unsigned i, bool begins, const A& before, const A&) mutable { d_values_out[i] = begins ? (A)init : (A)op(init, before); }, stream);
  }
  template <class K, class V, class Out, class Equal = Equality>
  static cudaError_t ExclusiveSumByKey(void* d_temp_storage, size_t& temp_storage_bytes, K d_keys_in, V d_values_in, Out d_values_out, size_t num_items, Equal equal = Equal(), cudaStream_t stream = 0) {
    return ExclusiveScanByKey(d_temp_storage, temp_storage_bytes, d_keys_in, d_values_in, d_values_out, cub::Sum(), __impl::value_of<V>{}, num_items, equal, stream);
  }
  template <class K, class V, class Out, class Op, class Equal = Equality>
  static cudaError_t InclusiveScanByKey(void* d_temp_storage, size_t& temp_storage_bytes, K d_keys_in, V d_values_in, Out d_values_out, Op op, size_t num_items, Equal equal = Equal(), cudaStream_t stream = 0) {
    typedef __accumulator_t<Op, __impl::value_of<V>> A;
    return by_key<A>(d_temp_storage, temp_storage_bytes, d_keys_in, d_values_in, op, num_items, equal, [=] (unsigned i, bool, const A&, const A& sum) mutable { d_values_out[i] = sum; }, stream);
  }
  template <class K, class V, class Out, class Equal = Equality>
  static cudaError_t InclusiveSumByKey(void* d_temp_storage, size_t& temp_storage_bytes, K d_keys_in, V d_values_in, Out d_values_out, size_t num_items, Equal equal = Equal(), cudaStream_t stream = 0) {
    return InclusiveScanByKey(d_temp_storage, temp_storage_bytes, d_keys_in, d_values_in, d_values_out, cub::Sum(), num_items, equal, stream);
  }

 private:
  template <class T> struct initial { typedef T type; };
  template <class T, class It> struct initial<FutureValue<T, It>> { typedef T type; };

  template <class A, class In, class Op, class N, class Store> static cudaError_t scan(void* d_temp_storage, size_t& temp_storage_bytes, In d_in, Op op, N num_items, Store store, cudaStream_t stream) {
    if (!__impl::fits(num_items)) return cudaErrorInvalidValue;
    __impl::storage storage(d_temp_storage, temp_storage_bytes);
    A* sums = storage.take<A>(__impl::scan_parts(num_items));
    if (!storage.ready()) return storage.report();
    return __impl::scan<A>(stream, sums, num_items, [=] (unsigned i) mutable -> A { return (A)d_in[i]; }, store, op);
  }
  template <class A, class K, class V, class Op, class Equal, class Store> static cudaError_t by_key(void* d_temp_storage, size_t& temp_storage_bytes, K keys, V values, Op op, size_t num_items, Equal equal, Store store, cudaStream_t stream) {
    typedef __impl::run<A> Run;
    if (!__impl::fits(num_items)) return cudaErrorInvalidValue;
    __impl::storage storage(d_temp_storage, temp_storage_bytes);
    Run* sums = storage.take<Run>(__impl::scan_parts(num_items));
    if (!storage.ready()) return storage.report();
    auto begins = [=] (unsigned i) mutable { return i == 0 || !equal(keys[i - 1], keys[i]); };
    return __impl::scan<Run>(
        stream, sums, num_items, [=] (unsigned i) mutable { return Run{begins(i) ? 1u : 0u, (A)values[i]}; },
        [=] (unsigned i, bool, const Run& before, const Run& through) mutable { store(i, begins(i), before.sum, through.sum); }, __impl::run_op<Op>{op});
  }
};
}  // namespace cub
#endif
