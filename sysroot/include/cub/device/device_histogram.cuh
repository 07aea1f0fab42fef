#ifndef _CUB_DEVICE_HISTOGRAM_CUH
#define _CUB_DEVICE_HISTOGRAM_CUH
#include <__cub/device.h>
namespace cub {
/* Counts samples by bins: even ones between a lower and an upper level, or ranges between sorted levels. Samples outside are not counted. */
struct DeviceHistogram {
  template <class In, class C, class L, class N>
  static cudaError_t HistogramEven(void* d_temp_storage, size_t& temp_storage_bytes, In d_samples, C* d_histogram, int num_levels, L lower, L upper, N num_samples, cudaStream_t stream = 0, bool = false) {
    return HistogramEven(d_temp_storage, temp_storage_bytes, d_samples, d_histogram, num_levels, lower, upper, num_samples, (N)1, sizeof(__impl::value_of<In>) * (size_t)num_samples, stream);
  }
  template <class In, class C, class L, class N>
  static cudaError_t HistogramEven(void* d_temp_storage, size_t& temp_storage_bytes, In d_samples, C* d_histogram, int num_levels, L lower, L upper, N num_row_samples, N num_rows, size_t row_stride_bytes, cudaStream_t stream = 0, bool = false) {
    return count<1>(d_temp_storage, temp_storage_bytes, d_samples, 0, d_histogram, num_levels, even<__impl::value_of<In>, L>{lower, upper, num_levels - 1}, num_row_samples, num_rows, row_stride_bytes, stream);
  }
  template <class In, class C, class L, class N>
  static cudaError_t HistogramRange(void* d_temp_storage, size_t& temp_storage_bytes, In d_samples, C* d_histogram, int num_levels, const L* d_levels, N num_samples, cudaStream_t stream = 0, bool = false) {
    return HistogramRange(d_temp_storage, temp_storage_bytes, d_samples, d_histogram, num_levels, d_levels, num_samples, (N)1, sizeof(__impl::value_of<In>) * (size_t)num_samples, stream);
  }
  template <class In, class C, class L, class N>
  static cudaError_t HistogramRange(void* d_temp_storage, size_t& temp_storage_bytes, In d_samples, C* d_histogram, int num_levels, const L* d_levels, N num_row_samples, N num_rows, size_t row_stride_bytes, cudaStream_t stream = 0, bool = false) {
    return count<1>(d_temp_storage, temp_storage_bytes, d_samples, 0, d_histogram, num_levels, ranges<L>{d_levels, num_levels}, num_row_samples, num_rows, row_stride_bytes, stream);
  }
  /* Samples of CHANNELS values, of which the first ACTIVE are counted, each in a histogram of its own. */
  template <int CHANNELS, int ACTIVE, class In, class Histograms, class Levels, class Lower, class Upper, class N>
  static cudaError_t MultiHistogramEven(void* d_temp_storage, size_t& temp_storage_bytes, In d_samples, Histograms d_histogram, Levels num_levels, Lower lower, Upper upper, N num_pixels, cudaStream_t stream = 0, bool = false) {
    typedef __impl::value_of<In> T;
    typedef std::decay_t<decltype(lower[0])> L;
    cudaError_t error = cudaSuccess;
    for (int channel = 0; channel < ACTIVE && error == cudaSuccess; channel++) {
      error = count<CHANNELS>(d_temp_storage, temp_storage_bytes, d_samples, channel, d_histogram[channel], num_levels[channel], even<T, L>{lower[channel], upper[channel], num_levels[channel] - 1}, num_pixels, (N)1, sizeof(T) * CHANNELS * (size_t)num_pixels, stream);
    }
    return error;
  }
  template <int CHANNELS, int ACTIVE, class In, class Histograms, class Levels, class Bounds, class N>
  static cudaError_t MultiHistogramRange(void* d_temp_storage, size_t& temp_storage_bytes, In d_samples, Histograms d_histogram, Levels num_levels, Bounds d_levels, N num_pixels, cudaStream_t stream = 0, bool = false) {
    typedef __impl::value_of<In> T;
    typedef std::remove_cv_t<std::remove_reference_t<decltype(d_levels[0][0])>> L;
    cudaError_t error = cudaSuccess;
    for (int channel = 0; channel < ACTIVE && error == cudaSuccess; channel++) {
      error = count<CHANNELS>(d_temp_storage, temp_storage_bytes, d_samples, channel, d_histogram[channel], num_levels[channel], ranges<L>{d_levels[channel], num_levels[channel]}, num_pixels, (N)1, sizeof(T) * CHANNELS * (size_t)num_pixels, stream);
    }
    return error;
  }

 private:
  /* The bin of a sample, negative if there is none. */
  template <class T, class L> struct even {
    L lower, upper;
    int bins;
    __CW_HD int operator()(const T& sample) const {
      typedef std::common_type_t<T, L> Wide;
      if (!((Wide)sample >= (Wide)lower && (Wide)sample < (Wide)upper)) return -1;
      if constexpr (std::is_integral_v<Wide>) return (int)((unsigned long long)((Wide)sample - (Wide)lower) * (unsigned)bins / (unsigned long long)((Wide)upper - (Wide)lower));
      else {
        int bin = (int)(((Wide)sample - (Wide)lower) * ((Wide)bins / ((Wide)upper - (Wide)lower)));
        return bin < bins ? bin : bins - 1;
      }
    }
  };
  template <class L> struct ranges {
    const L* levels;
    int count;
    template <class T> __CW_HD int operator()(const T& sample) const {
      int low = 0, high = count;
      while (low < high) {
        int middle = (low + high) / 2;
        if (sample < levels[middle]) high = middle;
        else low = middle + 1;
      }
      return low < count ? low - 1 : -1;
    }
  };
  template <int CHANNELS, class In, class C, class Bin, class N>
  static cudaError_t count(void* d_temp_storage, size_t& temp_storage_bytes, In d_samples, int channel, C* d_histogram, int num_levels, Bin bin, N row_samples, N rows, size_t row_stride_bytes, cudaStream_t stream) {
    typedef __impl::value_of<In> T;
    if (!__impl::fits(row_samples) || !__impl::fits((unsigned long long)row_samples * rows)) return cudaErrorInvalidValue;
    __impl::storage storage(d_temp_storage, temp_storage_bytes);
    if (!storage.ready()) return storage.report();
    unsigned row = (unsigned)row_samples, stride = (unsigned)(row_stride_bytes / sizeof(T));
    __impl::each(stream, num_levels - 1, [=] (unsigned i) { d_histogram[i] = 0; });
    return __impl::each(stream, (size_t)row_samples * rows, [=] (unsigned i) mutable {
      int b = bin(d_samples[i / row * stride + i % row * CHANNELS + channel]);
      if (b >= 0) atomicAdd(&d_histogram[b], (C)1);
    });
  }
};
}  // namespace cub
#endif
