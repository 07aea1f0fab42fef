/* Cooperative groups: blocks, the grid, tiles, coalesced threads and partitions of them. A group of at most a warp is a mask of lanes; tiles of several warps wait for each other
   in shared memory. Algorithms over groups are in cooperative_groups/{reduce,scan,memcpy_async}.h. */
#ifndef __CUDA_WASM_COOPERATIVE_GROUPS_H
#define __CUDA_WASM_COOPERATIVE_GROUPS_H
#include <cuda_runtime.h>

namespace cooperative_groups {

namespace details {

template <class A, class B> struct is_same { static const bool value = false; };
template <class A> struct is_same<A, A> { static const bool value = true; };
template <class T> struct bare { typedef T type; };
template <class T> struct bare<T&> { typedef T type; };
template <class T> struct bare<T&&> { typedef T type; };
template <class T> struct bare<const T> { typedef T type; };
template <class T> struct bare<const T&> { typedef T type; };
template <class T> using bare_t = typename bare<T>::type;

__device__ inline unsigned thread_rank() { return threadIdx.x + blockDim.x * (threadIdx.y + blockDim.y * threadIdx.z); }
__device__ inline unsigned thread_count() { return blockDim.x * blockDim.y * blockDim.z; }
__device__ inline unsigned long long block_rank() {
  return blockIdx.x + (unsigned long long)gridDim.x * (blockIdx.y + (unsigned long long)gridDim.y * blockIdx.z);
}
__device__ inline unsigned long long block_count() { return (unsigned long long)gridDim.x * gridDim.y * gridDim.z; }

/* The lanes of `lanes` as consecutive bits: bit i is that of the i-th lane of `mask`. */
__device__ inline unsigned pack(unsigned mask, unsigned lanes) {
  if (mask == 0xffffffff) return lanes;
  unsigned packed = 0, rank = 0;
  for (; mask; mask &= mask - 1, rank++) packed |= (lanes >> (__ffs((int)mask) - 1) & 1) << rank;
  return packed;
}

/* The lane of the thread with this rank; 32 or more where there is none. */
__device__ inline unsigned lane_of(unsigned mask, unsigned rank) {
  if (mask == 0xffffffff) return rank;
  for (; rank && mask; rank--) mask &= mask - 1;
  return mask ? (unsigned)__ffs((int)mask) - 1 : 32;
}

__device__ inline unsigned rank_in(unsigned mask) { return (unsigned)__popc((int)(mask & ((1u << __cw_laneid()) - 1))); }
/* The mask without lanes that the block does not have. */
__device__ inline unsigned existing(unsigned mask) {
  unsigned left = thread_count() - (thread_rank() & ~31u);
  return left < 32 ? mask & ((1u << left) - 1) : mask;
}

enum shuffle { any_lane, up, down, across };
template <shuffle S> __device__ inline unsigned shuffle_word(unsigned mask, unsigned v, unsigned x, int width) {
  return S == any_lane ? __shfl_sync(mask, v, (int)x, width)
         : S == up     ? __shfl_up_sync(mask, v, x, width)
         : S == down   ? __shfl_down_sync(mask, v, x, width)
                       : __shfl_xor_sync(mask, v, (int)x, width);
}
/* Shuffles a value of any trivially copyable type. */
template <shuffle S, class T> __device__ inline T shuffle_value(unsigned mask, T v, unsigned x, int width) {
  if constexpr (sizeof(T) == 4) {
    return __builtin_bit_cast(T, shuffle_word<S>(mask, __builtin_bit_cast(unsigned, v), x, width));
  } else if constexpr (sizeof(T) == 8) {
    unsigned long long bits = __builtin_bit_cast(unsigned long long, v);
    unsigned low = shuffle_word<S>(mask, (unsigned)bits, x, width), high = shuffle_word<S>(mask, (unsigned)(bits >> 32), x, width);
    return __builtin_bit_cast(T, (unsigned long long)high << 32 | low);
  } else if constexpr (sizeof(T) == 2) {
    return __builtin_bit_cast(T, (unsigned short)shuffle_word<S>(mask, __builtin_bit_cast(unsigned short, v), x, width));
  } else if constexpr (sizeof(T) == 1) {
    return __builtin_bit_cast(T, (unsigned char)shuffle_word<S>(mask, __builtin_bit_cast(unsigned char, v), x, width));
  } else {
    unsigned words[(sizeof(T) + 3) / 4];
    words[sizeof words / 4 - 1] = 0;
    memcpy(words, &v, sizeof(T));
    for (unsigned i = 0; i < sizeof words / 4; i++) words[i] = shuffle_word<S>(mask, words[i], x, width);
    memcpy(&v, words, sizeof(T));
    return v;
  }
}

/* The bits of a value of at most 8 bytes. */
template <class T> __device__ inline auto bits_of(T v) {
  static_assert(sizeof(T) == 1 || sizeof(T) == 2 || sizeof(T) == 4 || sizeof(T) == 8, "the value takes 1, 2, 4 or 8 bytes");
  if constexpr (sizeof(T) == 8) return __builtin_bit_cast(unsigned long long, v);
  else if constexpr (sizeof(T) == 4) return __builtin_bit_cast(unsigned, v);
  else if constexpr (sizeof(T) == 2) return (unsigned)__builtin_bit_cast(unsigned short, v);
  else return (unsigned)__builtin_bit_cast(unsigned char, v);
}
template <class T> __device__ inline unsigned match_any(unsigned mask, T v) { return __match_any_sync(mask, bits_of(v)); }
template <class T> __device__ inline unsigned match_all(unsigned mask, T v, int* all) { return __match_all_sync(mask, bits_of(v), all); }

/* What the tiles of several warps share: where they meet (number 1024/Size + i is that of the i-th tile of Size threads), and a place for each thread's value. Made ready where
   the block is partitioned. */
struct tile_meeting {
  unsigned arrived, generation;
};
struct tile_memory {
  tile_meeting meetings[32];
  unsigned long long values[1024];
};
__device__ inline tile_memory* memory_of_tiles() {
  __shared__ tile_memory memory;
  return &memory;
}
__device__ inline void prepare_tiles() {
  __syncthreads();
  for (unsigned i = thread_rank(); i < 32; i += thread_count()) memory_of_tiles()->meetings[i].arrived = memory_of_tiles()->meetings[i].generation = 0;
  __syncthreads();
}

enum group_kind { block_group, lanes_group, whole_grid };
/* Lanes of the warp, which part of the partitioned group they are, and how many parts there are. */
struct part {
  unsigned lanes, rank, count;
};

}  // namespace details

/* ---- a group of any kind, and the kinds */

class thread_group {
 protected:
  details::group_kind kind_;
  unsigned mask_; /* lanes, of groups within a warp */
  unsigned meta_rank_, meta_size_;
  __device__ thread_group(details::group_kind kind) : kind_(kind), mask_(0), meta_rank_(0), meta_size_(1) {}

 public:
  __device__ explicit thread_group(details::part p) : kind_(details::lanes_group), mask_(p.lanes), meta_rank_(p.rank), meta_size_(p.count) {}
  __device__ bool __within_warp() const { return kind_ == details::lanes_group; }
  __device__ unsigned __lanes() const { return mask_; }
  __device__ unsigned long long num_threads() const {
    return kind_ == details::lanes_group   ? (unsigned long long)__popc((int)mask_)
           : kind_ == details::block_group ? details::thread_count()
                                           : details::block_count() * details::thread_count();
  }
  __device__ unsigned long long size() const { return num_threads(); }
  __device__ unsigned long long thread_rank() const {
    return kind_ == details::lanes_group   ? details::rank_in(mask_)
           : kind_ == details::block_group ? details::thread_rank()
                                           : details::block_rank() * details::thread_count() + details::thread_rank();
  }
  __device__ bool is_valid() const { return true; }
  __device__ void sync() const {
    if (kind_ == details::lanes_group) __syncwarp(mask_);
    else if (kind_ == details::block_group) __syncthreads();
    else __cw_syncgrid();
  }
};

class thread_block : public thread_group {
 public:
  __device__ thread_block() : thread_group(details::block_group) {}
  struct arrival_token {};
  static __device__ void sync() { __syncthreads(); }
  static __device__ unsigned thread_rank() { return details::thread_rank(); }
  static __device__ unsigned num_threads() { return details::thread_count(); }
  static __device__ unsigned size() { return details::thread_count(); }
  static __device__ dim3 group_index() { return dim3(blockIdx.x, blockIdx.y, blockIdx.z); }
  static __device__ dim3 thread_index() { return dim3(threadIdx.x, threadIdx.y, threadIdx.z); }
  static __device__ dim3 dim_threads() { return dim3(blockDim.x, blockDim.y, blockDim.z); }
  static __device__ dim3 group_dim() { return dim_threads(); }
  /* All threads wait at the second half. */
  static __device__ arrival_token barrier_arrive() { return arrival_token(); }
  static __device__ void barrier_wait(arrival_token&&) { __syncthreads(); }
  static __device__ void barrier_wait() { __syncthreads(); }
};
__device__ inline thread_block this_thread_block() { return thread_block(); }

class grid_group : public thread_group {
 public:
  __device__ grid_group() : thread_group(details::whole_grid) {}
  struct arrival_token {};
  /* As on the device, in any launch; sync() outside of a cooperative one is a fault. */
  static __device__ bool is_valid() { return true; }
  static __device__ void sync() { __cw_syncgrid(); }
  static __device__ unsigned long long num_threads() { return details::block_count() * details::thread_count(); }
  static __device__ unsigned long long size() { return num_threads(); }
  static __device__ unsigned long long thread_rank() { return details::block_rank() * details::thread_count() + details::thread_rank(); }
  static __device__ dim3 group_dim() { return dim_blocks(); }
  static __device__ dim3 dim_blocks() { return dim3(gridDim.x, gridDim.y, gridDim.z); }
  static __device__ unsigned long long num_blocks() { return details::block_count(); }
  static __device__ dim3 block_index() { return dim3(blockIdx.x, blockIdx.y, blockIdx.z); }
  static __device__ unsigned long long block_rank() { return details::block_rank(); }
  static __device__ arrival_token barrier_arrive() { return arrival_token(); }
  static __device__ void barrier_wait(arrival_token&&) { __cw_syncgrid(); }
};
__device__ inline grid_group this_grid() { return grid_group(); }

/* A cluster is one block: launches of larger ones fail, and kernels that ask for them are refused. */
class cluster_group : public thread_group {
 public:
  __device__ cluster_group() : thread_group(details::block_group) {}
  struct arrival_token {};
  static __device__ void sync() { __syncthreads(); }
  static __device__ arrival_token barrier_arrive() { return arrival_token(); }
  static __device__ void barrier_wait() { __syncthreads(); }
  static __device__ void barrier_wait(arrival_token&&) { __syncthreads(); }
  static __device__ unsigned query_shared_rank(const void*) { return 0; }
  template <class T> static __device__ T* map_shared_rank(T* address, int) { return address; }
  static __device__ dim3 block_index() { return dim3(0, 0, 0); }
  static __device__ unsigned block_rank() { return 0; }
  static __device__ dim3 dim_blocks() { return dim3(1, 1, 1); }
  static __device__ unsigned num_blocks() { return 1; }
  static __device__ dim3 thread_index() { return dim3(threadIdx.x, threadIdx.y, threadIdx.z); }
  static __device__ unsigned thread_rank() { return (unsigned)details::thread_rank(); }
  static __device__ dim3 dim_threads() { return dim3(blockDim.x, blockDim.y, blockDim.z); }
  static __device__ unsigned num_threads() { return (unsigned)details::thread_count(); }
  static __device__ unsigned size() { return num_threads(); }
};
__device__ inline cluster_group this_cluster() { return cluster_group(); }

class coalesced_group : public thread_group {
 public:
  __device__ explicit coalesced_group(details::part p) : thread_group(p) {}
  __device__ unsigned num_threads() const { return (unsigned)__popc((int)mask_); }
  __device__ unsigned size() const { return num_threads(); }
  __device__ unsigned thread_rank() const { return details::rank_in(mask_); }
  __device__ unsigned meta_group_rank() const { return meta_rank_; }
  __device__ unsigned meta_group_size() const { return meta_size_; }
  __device__ void sync() const { __syncwarp(mask_); }

  template <class T> __device__ details::bare_t<T> shfl(T&& v, int rank) const {
    return details::shuffle_value<details::any_lane>(mask_, details::bare_t<T>(v), details::lane_of(mask_, (unsigned)rank), 32);
  }
  template <class T> __device__ details::bare_t<T> shfl_up(T&& v, int delta) const {
    unsigned rank = thread_rank(), from = rank - (unsigned)delta;
    unsigned lane = from <= rank ? details::lane_of(mask_, from) : __cw_laneid();
    return details::shuffle_value<details::any_lane>(mask_, details::bare_t<T>(v), lane, 32);
  }
  template <class T> __device__ details::bare_t<T> shfl_down(T&& v, unsigned delta) const {
    unsigned lane = details::lane_of(mask_, thread_rank() + delta);
    return details::shuffle_value<details::any_lane>(mask_, details::bare_t<T>(v), lane < 32 ? lane : __cw_laneid(), 32);
  }
  __device__ int any(int predicate) const { return __any_sync(mask_, predicate); }
  __device__ int all(int predicate) const { return __all_sync(mask_, predicate); }
  __device__ unsigned ballot(int predicate) const { return details::pack(mask_, __ballot_sync(mask_, predicate)); }
  template <class T> __device__ unsigned match_any(T v) const { return details::pack(mask_, details::match_any(mask_, v)); }
  template <class T> __device__ unsigned match_all(T v, int& all) const { return details::pack(mask_, details::match_all(mask_, v, &all)); }
};
__device__ inline coalesced_group coalesced_threads() { return coalesced_group(details::part{__activemask(), 0, 1}); }

namespace details {
/* The part of a group within a warp, cut into pieces of `size` threads, that the thread is in. */
__device__ inline part cut(unsigned lanes, unsigned size) {
  unsigned rank = rank_in(lanes), own = 0;
  for (unsigned i = rank / size * size, end = i + size; i < end; i++) {
    unsigned lane = lane_of(lanes, i);
    if (lane < 32) own |= 1u << lane;
  }
  return part{own, rank / size, ((unsigned)__popc((int)lanes) + size - 1) / size};
}
}  // namespace details

__device__ inline thread_group tiled_partition(const thread_group& parent, unsigned size) {
  if (parent.__within_warp()) return thread_group(details::cut(parent.__lanes(), size));
  unsigned lanes = size >= 32 ? 0xffffffff : ((1u << size) - 1) << (__cw_laneid() & ~(size - 1));
  return thread_group(details::part{details::existing(lanes), details::thread_rank() / size, (details::thread_count() + size - 1) / size});
}
__device__ inline coalesced_group tiled_partition(const coalesced_group& parent, unsigned size) {
  return coalesced_group(details::cut(parent.__lanes(), size));
}

/* ---- tiles: Size is a power of two */

namespace details {

/* Which part of Parent a tile is. */
template <unsigned Size, class Parent> struct tile_place {
  static __device__ unsigned meta_rank() { return Parent::thread_rank() / Size; }
  static __device__ unsigned meta_size() { return (Parent::num_threads() + Size - 1) / Size; }
};
template <unsigned Size> struct tile_place<Size, void> : tile_place<Size, thread_block> {};

/* The two sizes of tiles: within a warp, and of several warps. */
template <unsigned Size, bool WithinWarp = (Size <= 32)> struct tile_of_size {
  static __device__ unsigned thread_rank() { return details::thread_rank() & (Size - 1); }
  static constexpr __device__ unsigned num_threads() { return Size; }
  static __device__ unsigned __lanes() {
    if constexpr (Size == 32) return 0xffffffff;
    else return ((1u << (Size & 31)) - 1) << (__cw_laneid() & ~(Size - 1));
  }
  static __device__ void sync() { __syncwarp(__lanes()); }
  template <class T> __device__ bare_t<T> shfl(T&& v, int rank) const { return shuffle_value<any_lane>(__lanes(), bare_t<T>(v), (unsigned)rank, Size); }
  template <class T> __device__ bare_t<T> shfl_up(T&& v, unsigned delta) const { return shuffle_value<up>(__lanes(), bare_t<T>(v), delta, Size); }
  template <class T> __device__ bare_t<T> shfl_down(T&& v, unsigned delta) const { return shuffle_value<down>(__lanes(), bare_t<T>(v), delta, Size); }
  template <class T> __device__ bare_t<T> shfl_xor(T&& v, unsigned mask) const { return shuffle_value<across>(__lanes(), bare_t<T>(v), mask, Size); }
  static __device__ int any(int predicate) { return __any_sync(__lanes(), predicate); }
  static __device__ int all(int predicate) { return __all_sync(__lanes(), predicate); }
  static __device__ unsigned ballot(int predicate) { return down_to_rank(__ballot_sync(__lanes(), predicate)); }
  template <class T> __device__ unsigned match_any(T v) const { return down_to_rank(details::match_any(__lanes(), v)); }
  template <class T> __device__ unsigned match_all(T v, int& all) const { return down_to_rank(details::match_all(__lanes(), v, &all)); }

 private:
  static __device__ unsigned down_to_rank(unsigned lanes) {
    if constexpr (Size == 32) return lanes;
    else return lanes >> (__cw_laneid() & ~(Size - 1));
  }
};

template <unsigned Size> struct tile_of_size<Size, false> {
  static __device__ unsigned thread_rank() { return details::thread_rank() & (Size - 1); }
  static __device__ unsigned num_threads() { return Size; }
  static __device__ void sync() {
    if (thread_count() <= Size) {
      __syncthreads();
      return;
    }
    __syncwarp();
    if (__cw_laneid() == 0) {
      tile_meeting* meeting = &memory_of_tiles()->meetings[1024 / Size + details::thread_rank() / Size];
      volatile unsigned* generation = &meeting->generation;
      unsigned before = *generation, first = details::thread_rank() & ~(Size - 1);
      unsigned threads = thread_count() - first < Size ? thread_count() - first : Size;
      if (atomicAdd(&meeting->arrived, 1) + 1 == (threads + 31) / 32) {
        atomicExch(&meeting->arrived, 0);
        atomicAdd(&meeting->generation, 1);
      } else
        while (*generation == before) {
        }
    }
    __syncwarp();
  }
  template <class T> __device__ bare_t<T> shfl(T&& v, int rank) const {
    bare_t<T> result = v;
    unsigned long long* values = memory_of_tiles()->values;
    unsigned own = details::thread_rank(), from = (own & ~(Size - 1)) + ((unsigned)rank & (Size - 1));
    unsigned long long words[(sizeof result + 7) / 8] = {};
    memcpy(words, &result, sizeof result);
    for (unsigned i = 0; i < sizeof words / 8; i++) {
      values[own] = words[i];
      sync();
      words[i] = values[from];
      sync();
    }
    memcpy(&result, words, sizeof result);
    return result;
  }
  static __device__ int any(int predicate) { return votes(predicate, false); }
  static __device__ int all(int predicate) { return !votes(!predicate, false); }

 private:
  static __device__ int votes(int predicate, int found) {
    unsigned long long* values = memory_of_tiles()->values;
    unsigned own = details::thread_rank(), first = own & ~(Size - 1);
    values[own] = predicate != 0;
    sync();
    for (unsigned i = first; i < first + Size && i < thread_count(); i++) found |= values[i] != 0;
    sync();
    return found;
  }
};

}  // namespace details

template <unsigned Size, class Parent = void> class thread_block_tile : public details::tile_of_size<Size> {
  static_assert(Size >= 1 && Size <= 1024 && (Size & (Size - 1)) == 0, "the size of a tile is a power of two up to 1024");

 public:
  __device__ thread_block_tile() {}
  template <class Other> __device__ thread_block_tile(const thread_block_tile<Size, Other>&) {}
  static __device__ unsigned size() { return Size; }
  static __device__ unsigned meta_group_rank() { return details::tile_place<Size, Parent>::meta_rank(); }
  static __device__ unsigned meta_group_size() { return details::tile_place<Size, Parent>::meta_size(); }
  __device__ operator thread_group() const {
    static_assert(Size <= 32, "a tile of several warps has no untyped form");
    return tiled_partition(this_thread_block(), Size);
  }
};

/* Memory for tiles of several warps: the groups here have their own, this one is for programs that declare it. */
template <unsigned MaxBlockSize = 1024> struct block_tile_memory {};
template <unsigned MaxBlockSize> __device__ inline thread_block this_thread_block(block_tile_memory<MaxBlockSize>&) { return this_thread_block(); }

/* ---- partitions */

__device__ inline thread_block_tile<1> this_thread() { return thread_block_tile<1>(); }

template <unsigned Size> __device__ inline thread_block_tile<Size, thread_block> tiled_partition(const thread_block&) {
  if constexpr (Size > 32) details::prepare_tiles();
  return thread_block_tile<Size, thread_block>();
}
template <unsigned Size, unsigned ParentSize, class GrandParent>
__device__ inline thread_block_tile<Size, thread_block_tile<ParentSize, GrandParent>> tiled_partition(const thread_block_tile<ParentSize, GrandParent>&) {
  static_assert(Size <= ParentSize, "a tile is not larger than the one that it partitions");
  return thread_block_tile<Size, thread_block_tile<ParentSize, GrandParent>>();
}

template <class Group> __device__ inline coalesced_group binary_partition(const Group& group, bool predicate) {
  unsigned lanes = group.__lanes(), votes = __ballot_sync(lanes, predicate);
  return predicate ? coalesced_group(details::part{votes, 1, 2}) : coalesced_group(details::part{details::existing(lanes) & ~votes, 0, 2});
}
/* The parts are numbered by their first thread. */
template <class T, class Group> __device__ inline coalesced_group labeled_partition(const Group& group, T label) {
  unsigned lanes = group.__lanes(), same = details::match_any(lanes, label);
  unsigned first = (same & (0u - same)) == 1u << __cw_laneid();
  unsigned firsts = __ballot_sync(lanes, (int)first);
  unsigned own = (unsigned)__popc((int)(firsts & ((same & (0u - same)) - 1)));
  return coalesced_group(details::part{same, own, (unsigned)__popc((int)firsts)});
}

/* ---- functions over groups */

template <class Group> __device__ inline void sync(const Group& group) { group.sync(); }
template <class Group> __device__ inline auto thread_rank(const Group& group) -> decltype(group.thread_rank()) { return group.thread_rank(); }
template <class Group> __device__ inline auto group_size(const Group& group) -> decltype(group.num_threads()) { return group.num_threads(); }
template <class Group> __device__ inline bool is_valid(const Group& group) { return group.is_valid(); }

template <class Group, class F, class... A> __device__ inline void invoke_one(const Group& group, F&& f, A&&... args) {
  if (group.thread_rank() == 0) f(args...);
}
template <class Group, class F, class... A> __device__ inline auto invoke_one_broadcast(const Group& group, F&& f, A&&... args) -> decltype(f(args...)) {
  decltype(f(args...)) result{};
  if (group.thread_rank() == 0) result = f(args...);
  return group.shfl(result, 0);
}

template <class T> struct plus {
  __device__ T operator()(T a, T b) const { return a + b; }
};
template <class T> struct less {
  __device__ T operator()(T a, T b) const { return b < a ? b : a; }
};
template <class T> struct greater {
  __device__ T operator()(T a, T b) const { return a < b ? b : a; }
};
template <class T> struct bit_and {
  __device__ T operator()(T a, T b) const { return a & b; }
};
template <class T> struct bit_or {
  __device__ T operator()(T a, T b) const { return a | b; }
};
template <class T> struct bit_xor {
  __device__ T operator()(T a, T b) const { return a ^ b; }
};

}  // namespace cooperative_groups
#endif
