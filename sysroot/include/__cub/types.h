/* What CUB's parts stand on: macros, pairs of key and value, type traits, storage in shared memory, ranks of threads. */
#ifndef __CUB_TYPES_H
#define __CUB_TYPES_H
#include <cuda_runtime.h>
#include <float.h>
#include <iterator>
#include <limits>
#include <string.h>
#include <type_traits>
#include <utility>

#define CUB_VERSION 300001
#define CUB_MAJOR_VERSION 3
#define CUB_MINOR_VERSION 0
#define CUB_SUBMINOR_VERSION 1
#define CUB_PATCH_NUMBER 0
#define CUB_NS_QUALIFIER ::cub
#define CUB_NAMESPACE_BEGIN namespace cub {
#define CUB_NAMESPACE_END }
#define CUB_RUNTIME_FUNCTION __host__ __device__
#define CUB_MAX(a, b) (((b) > (a)) ? (b) : (a))
#define CUB_MIN(a, b) (((b) < (a)) ? (b) : (a))
#define CUB_QUOTIENT_FLOOR(x, y) ((x) / (y))
#define CUB_QUOTIENT_CEILING(x, y) (((x) + (y) - 1) / (y))
#define CUB_ROUND_UP_NEAREST(x, y) (CUB_QUOTIENT_CEILING(x, y) * (y))
#define CUB_ROUND_DOWN_NEAREST(x, y) (((x) / (y)) * (y))
#define CUB_PTX_WARP_THREADS 32
#define CUB_LOG_WARP_THREADS(unused) 5
#define CUB_WARP_THREADS(unused) 32
#define CUB_PTX_LOG_WARP_THREADS 5
#ifdef __CUDA_ARCH__
#define CUB_PTX_ARCH __CUDA_ARCH__
#else
#define CUB_PTX_ARCH 0
#endif

namespace cub {

struct NullType {
  template <class T> __CW_HD NullType& operator=(const T&) { return *this; }
  __CW_HD bool operator==(const NullType&) const { return true; }
  __CW_HD bool operator!=(const NullType&) const { return false; }
};

template <int N> struct Int2Type { enum { VALUE = N }; };
template <bool Condition, class A, class B> struct If { typedef std::conditional_t<Condition, A, B> Type; };
template <class A, class B> struct Equals { enum { VALUE = std::is_same_v<A, B>, NEGATE = !VALUE }; };
template <bool Condition, class T = void> struct EnableIf { typedef std::enable_if_t<Condition, T> Type; };
template <class T> struct IsPointer { enum { VALUE = std::is_pointer_v<T> }; };
template <int N> struct PowerOfTwo { enum { VALUE = (N & (N - 1)) == 0 }; };
template <int N> struct Log2 {
  static constexpr int rounded_up() {
    int log = 0;
    while ((1ll << log) < N) log++;
    return log;
  }
  enum { VALUE = rounded_up() };
};

template <class K, class V> struct KeyValuePair {
  typedef K Key;
  typedef V Value;
  K key;
  V value;
  KeyValuePair() = default;
  __CW_HD KeyValuePair(const K& k, const V& v) : key(k), value(v) {}
  __CW_HD bool operator==(const KeyValuePair& b) const { return key == b.key && value == b.value; }
  __CW_HD bool operator!=(const KeyValuePair& b) const { return !(*this == b); }
};

/* Two buffers of which one is current; which one is known to the host. */
template <class T> struct DoubleBuffer {
  T* d_buffers[2];
  int selector;
  __CW_HD DoubleBuffer() : d_buffers{nullptr, nullptr}, selector(0) {}
  __CW_HD DoubleBuffer(T* current, T* alternate) : d_buffers{current, alternate}, selector(0) {}
  __CW_HD T* Current() const { return d_buffers[selector]; }
  __CW_HD T* Alternate() const { return d_buffers[selector ^ 1]; }
};

/* What reduces and scans accumulate in. */
template <class Op, class A, class B = A> using __accumulator_t = std::decay_t<decltype(std::declval<Op&>()(std::declval<A>(), std::declval<B>()))>;

enum Category { NOT_A_NUMBER, SIGNED_INTEGER, UNSIGNED_INTEGER, FLOATING_POINT };

namespace __impl {

template <size_t Bytes> struct bits_of_size;
template <> struct bits_of_size<1> { typedef unsigned char type; };
template <> struct bits_of_size<2> { typedef unsigned short type; };
template <> struct bits_of_size<4> { typedef unsigned type; };
template <> struct bits_of_size<8> { typedef unsigned long long type; };

/* Numbers that can be sorted by their bits. The narrow floats come with their headers, by name. */
template <class T> inline constexpr bool is_narrow_float = false;

template <class T> using value_of = std::remove_cv_t<typename std::iterator_traits<T>::value_type>;
/* The type of what an output iterator takes; `fallback` where it does not say. */
template <class It, class Fallback, class = void> struct output_of_ { typedef Fallback type; };
template <class It, class Fallback> struct output_of_<It, Fallback, std::enable_if_t<!std::is_void_v<typename std::iterator_traits<It>::value_type>>> { typedef value_of<It> type; };
template <class It, class Fallback> using output_of = typename output_of_<It, Fallback>::type;

/* N objects in shared memory, never constructed: assigned before they are read. */
template <class T, int N, bool Trivial = std::is_trivially_default_constructible_v<T>> struct slots {
  T items[N];
  __device__ T& operator[](int i) { return items[i]; }
};
template <class T, int N> struct slots<T, N, false> {
  alignas(T) unsigned char bytes[N * sizeof(T)];
  __device__ T& operator[](int i) { return reinterpret_cast<T*>(bytes)[i]; }
};

template <int X, int Y, int Z> __device__ inline int linear_rank() {
  if constexpr (Y == 1 && Z == 1) return (int)threadIdx.x;
  else return (int)((threadIdx.z * Y + threadIdx.y) * X + threadIdx.x);
}
__device__ inline int lane_of_block() { return (int)((threadIdx.x + blockDim.x * (threadIdx.y + blockDim.y * threadIdx.z)) & 31); }

template <int Lanes> __device__ inline unsigned logical_mask(int lane) {
  if constexpr (Lanes == 32) return 0xffffffffu;
  else return ((1u << Lanes) - 1) << (lane / Lanes * Lanes);
}

/* v of another lane, of whatever type it is. */
template <class T> __device__ inline T shuffle(unsigned mask, const T& v, int lane) {
  if constexpr (std::is_arithmetic_v<T> && sizeof(T) < 4) return (T)__shfl_sync(mask, (int)v, lane);
  else if constexpr (std::is_arithmetic_v<T>) return __shfl_sync(mask, v, lane);
  else {
    constexpr int WORDS = (sizeof(T) + 3) / 4;
    unsigned words[WORDS];
    words[WORDS - 1] = 0;
    memcpy(words, &v, sizeof(T));
    for (int i = 0; i < WORDS; i++) words[i] = __shfl_sync(mask, words[i], lane);
    T result = v;
    memcpy((void*)&result, words, sizeof(T));
    return result;
  }
}

}  // namespace __impl

/* How numbers of a type are ordered by bits: TwiddleIn makes unsigned integers of them whose order is theirs. */
template <class T, bool Number = (std::is_arithmetic_v<T> || __impl::is_narrow_float<T>)> struct Traits {
  static constexpr Category CATEGORY = NOT_A_NUMBER;
  enum { PRIMITIVE = false, NULL_TYPE = std::is_same_v<T, NullType> };
};
template <class T> struct Traits<T, true> {
  typedef typename __impl::bits_of_size<sizeof(T)>::type UnsignedBits;
  static constexpr bool FLOATS = !std::is_integral_v<T>;
  static constexpr Category CATEGORY = FLOATS ? FLOATING_POINT : std::is_signed_v<T> ? SIGNED_INTEGER : UNSIGNED_INTEGER;
  static constexpr UnsignedBits HIGH_BIT = (UnsignedBits)((UnsignedBits)1 << (sizeof(T) * 8 - 1));
  enum { PRIMITIVE = true, NULL_TYPE = false };
  static __CW_HD UnsignedBits TwiddleIn(UnsignedBits key) {
    if constexpr (FLOATS) return (UnsignedBits)(key ^ (key & HIGH_BIT ? (UnsignedBits)-1 : HIGH_BIT));
    else if constexpr (std::is_signed_v<T>) return (UnsignedBits)(key ^ HIGH_BIT);
    else return key;
  }
  static __CW_HD UnsignedBits TwiddleOut(UnsignedBits key) {
    if constexpr (FLOATS) return (UnsignedBits)(key ^ (key & HIGH_BIT ? HIGH_BIT : (UnsignedBits)-1));
    else return TwiddleIn(key);
  }
  static __CW_HD T Max() { return std::numeric_limits<T>::max(); }
  static __CW_HD T Lowest() { return std::numeric_limits<T>::lowest(); }
};
template <class T> using NumericTraits = Traits<T>;

}  // namespace cub
#endif
