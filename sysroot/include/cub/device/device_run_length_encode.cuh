#ifndef _CUB_DEVICE_RUN_LENGTH_ENCODE_CUH
#define _CUB_DEVICE_RUN_LENGTH_ENCODE_CUH
#include <cub/device/device_reduce.cuh>
namespace cub {
struct DeviceRunLengthEncode {
  template <class In, class Unique, class Lengths, class Count>
  static cudaError_t Encode(void* d_temp_storage, size_t& temp_storage_bytes, In d_in, Unique d_unique_out, Lengths d_counts_out, Count d_num_runs_out, int num_items, cudaStream_t stream = 0, bool = false) {
    return DeviceReduce::ReduceByKey(d_temp_storage, temp_storage_bytes, d_in, d_unique_out, ones(), d_counts_out, d_num_runs_out, cub::Sum(), num_items, stream);
  }
  /* Where the runs of more than one item begin, and how long they are. */
  template <class In, class Offsets, class Lengths, class Count>
  static cudaError_t NonTrivialRuns(void* d_temp_storage, size_t& temp_storage_bytes, In d_in, Offsets d_offsets_out, Lengths d_lengths_out, Count d_num_runs_out, int num_items, cudaStream_t stream = 0, bool = false) {
    if (!__impl::fits(num_items)) return cudaErrorInvalidValue;
    __impl::storage storage(d_temp_storage, temp_storage_bytes);
    position* sums = storage.take<position>(__impl::scan_parts(num_items));
    if (!storage.ready()) return storage.report();
    if (num_items == 0) return __impl::each(stream, 1, [=] (unsigned) mutable { *d_num_runs_out = 0; });
    unsigned last = num_items - 1;
    return __impl::scan<position>(
        stream, sums, num_items,
        [=] (unsigned i) mutable {
          bool begins = i == 0 || !(d_in[i - 1] == d_in[i]), ends = i == last || !(d_in[i] == d_in[i + 1]);
          return position{begins && !ends ? 1u : 0u, begins ? 1u : 0u, 1u};
        },
        [=] (unsigned i, bool, const position&, const position& p) mutable {
          bool ends = i == last || !(d_in[i] == d_in[i + 1]);
          if (ends && p.length > 1) {
            d_offsets_out[p.runs - 1] = i + 1 - p.length;
            d_lengths_out[p.runs - 1] = p.length;
          }
          if (i == last) *d_num_runs_out = p.runs;
        },
        [] (const position& a, const position& b) { return position{a.runs + b.runs, a.begins | b.begins, b.begins ? b.length : a.length + b.length}; });
  }

 private:
  struct ones {
    typedef int value_type;
    typedef int reference;
    typedef ptrdiff_t difference_type;
    typedef const int* pointer;
    typedef std::random_access_iterator_tag iterator_category;
    __CW_HD int operator[](size_t) const { return 1; }
  };
  /* How many runs of more than one item have begun, whether any run has, the length of the last so far. */
  struct position {
    unsigned runs, begins, length;
  };
};
}  // namespace cub
#endif
