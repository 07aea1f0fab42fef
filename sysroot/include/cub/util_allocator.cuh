/* An allocator of device memory that keeps what is freed, for the next allocation of its size class. */
#ifndef _CUB_UTIL_ALLOCATOR_CUH
#define _CUB_UTIL_ALLOCATOR_CUH
#include <cub/util_debug.cuh>
#include <map>
#include <mutex>
namespace cub {
class CachingDeviceAllocator {
  struct Block {
    size_t bytes;
    int device;
    cudaStream_t stream;
  };
  std::mutex lock;
  std::map<void*, Block> live;
  std::multimap<size_t, std::pair<void*, Block>> kept;
  size_t kept_bytes = 0;

  /* Sizes are rounded up to powers of the growth factor, within bounds; 0 for what is too large to keep. */
  size_t size_class(size_t bytes) const {
    size_t size = 1;
    for (unsigned i = 0; i < max_bin; i++) {
      if (i >= min_bin && size >= bytes) return size;
      size *= bin_growth;
    }
    return size >= bytes ? size : 0;
  }

 public:
  static constexpr unsigned INVALID_BIN = (unsigned)-1;
  static constexpr size_t INVALID_SIZE = (size_t)-1;
  static constexpr int INVALID_DEVICE_ORDINAL = -1;
  unsigned bin_growth, min_bin, max_bin;
  size_t max_cached_bytes;
  bool skip_cleanup, debug;

  CachingDeviceAllocator(unsigned growth, unsigned min = 1, unsigned max = INVALID_BIN, size_t most = INVALID_SIZE, bool skip = false, bool verbose = false)
      : bin_growth(growth), min_bin(min), max_bin(max == INVALID_BIN ? 8 : max), max_cached_bytes(most), skip_cleanup(skip), debug(verbose) {}
  CachingDeviceAllocator(bool skip = false, bool verbose = false) : CachingDeviceAllocator(8, 3, 7, 6 * (1 << 20) - 1, skip, verbose) {}
  ~CachingDeviceAllocator() {
    if (!skip_cleanup) FreeAllCached();
  }
  cudaError_t SetMaxCachedBytes(size_t most) {
    max_cached_bytes = most;
    return cudaSuccess;
  }
  cudaError_t DeviceAllocate(int device, void** d_ptr, size_t bytes, cudaStream_t stream = 0) {
    std::lock_guard<std::mutex> guard(lock);
    if (device == INVALID_DEVICE_ORDINAL) cudaGetDevice(&device);
    size_t size = size_class(bytes);
    for (auto [it, end] = kept.equal_range(size); it != end; ++it) {
      if (size == 0 || it->second.second.device != device || it->second.second.stream != stream) continue;
      *d_ptr = it->second.first;
      live[*d_ptr] = it->second.second;
      kept_bytes -= size;
      kept.erase(it);
      return cudaSuccess;
    }
    cudaError_t error = cudaMalloc(d_ptr, size ? size : bytes);
    if (error == cudaSuccess) live[*d_ptr] = Block{size, device, stream};
    return error;
  }
  cudaError_t DeviceAllocate(void** d_ptr, size_t bytes, cudaStream_t stream = 0) { return DeviceAllocate(INVALID_DEVICE_ORDINAL, d_ptr, bytes, stream); }
  cudaError_t DeviceFree(int, void* d_ptr) {
    std::lock_guard<std::mutex> guard(lock);
    auto it = live.find(d_ptr);
    if (it != live.end()) {
      Block block = it->second;
      live.erase(it);
      if (block.bytes != 0 && kept_bytes + block.bytes <= max_cached_bytes) {
        kept.emplace(block.bytes, std::make_pair(d_ptr, block));
        kept_bytes += block.bytes;
        return cudaSuccess;
      }
    }
    return cudaFree(d_ptr);
  }
  cudaError_t DeviceFree(void* d_ptr) { return DeviceFree(INVALID_DEVICE_ORDINAL, d_ptr); }
  cudaError_t FreeAllCached() {
    std::lock_guard<std::mutex> guard(lock);
    cudaError_t error = cudaSuccess;
    for (auto& entry : kept) {
      cudaError_t freed = cudaFree(entry.second.first);
      if (freed != cudaSuccess) error = freed;
    }
    kept.clear();
    kept_bytes = 0;
    return error;
  }
};
}  // namespace cub
#endif
