/* Where Thrust's algorithms run: execution policies, the systems of iterators, and the error that a failed call of CUDA becomes. */
#ifndef __THRUST_SYSTEM_H
#define __THRUST_SYSTEM_H
#include <cuda_runtime.h>
#include <__thrust/along.h>
#include <iterator>
#include <new>
#include <stdexcept>
#include <system_error>
#include <type_traits>
#include <utility>

#define THRUST_MAJOR_VERSION 3
#define THRUST_MINOR_VERSION 0
#define THRUST_SUBMINOR_VERSION 1
#define THRUST_VERSION 300001
#define THRUST_PATCH_NUMBER 0
#define THRUST_PREVENT_MACRO_SUBSTITUTION

/* 1 where host code has to copy what lies in device memory, and in no kernel. */
extern "C" __CW_HD int __cw_reads_remotely(void);
extern "C" __CW_HD void __cw_copy_remotely(void* to, const void* from, size_t bytes);

namespace thrust {

using std::swap;

struct host_system_tag {};
struct device_system_tag {};
struct any_system_tag {};

template <class Derived> struct execution_policy {};
template <class Derived> using host_execution_policy = execution_policy<Derived>;
template <class Derived> using device_execution_policy = execution_policy<Derived>;

struct __host_policy : execution_policy<__host_policy> {
  template <class Allocator> __CW_HD __host_policy operator()(const Allocator&) const { return {}; }
};
struct __device_policy : execution_policy<__device_policy> {
  cudaStream_t stream = nullptr;
  bool waits = true;
  constexpr __device_policy() = default;
  constexpr __device_policy(cudaStream_t s, bool w) : stream(s), waits(w) {}
  __device_policy on(cudaStream_t s) const { return {s, waits}; }
  /* Temporary storage comes from the runtime's own pool, whichever allocator is offered. */
  template <class Allocator> const __device_policy& operator()(Allocator&&) const { return *this; }
};

inline constexpr __host_policy host{}, seq{};
inline constexpr __device_policy device{};

namespace cuda_cub {
inline constexpr __device_policy par{}, par_nosync{nullptr, false};
typedef device_system_tag tag;
}  // namespace cuda_cub
namespace system {
namespace cuda {
using cuda_cub::par;
using cuda_cub::par_nosync;
using cuda_cub::tag;
}  // namespace cuda
namespace cpp { inline constexpr __host_policy par{}; }
namespace omp { inline constexpr __host_policy par{}; }
namespace tbb { inline constexpr __host_policy par{}; }
using std::errc;
using std::error_code;
using std::error_condition;
inline const std::error_category& cuda_category() {
  struct category : std::error_category {
    const char* name() const noexcept override { return "cuda"; }
    std::string message(int code) const override {
      std::string text = cudaGetErrorName((cudaError_t)code);
      return text + ": " + cudaGetErrorString((cudaError_t)code);
    }
  };
  static const category it;
  return it;
}
class system_error : public std::system_error {
 public:
  using std::system_error::system_error;
};
}  // namespace system
namespace cuda = system::cuda;
namespace cpp = system::cpp;
namespace omp = system::omp;
namespace tbb = system::tbb;
using system::cuda_category;
using system::errc;
using system::error_code;
using system::error_condition;
using system::system_error;

namespace __impl {

template <class T> using plain = std::remove_cv_t<std::remove_reference_t<T>>;
template <class P> inline constexpr bool is_policy = std::is_base_of_v<__host_policy, plain<P>> || std::is_base_of_v<__device_policy, plain<P>>;
template <class P> inline constexpr bool on_device = std::is_base_of_v<__device_policy, plain<P>>;

/* The system that an argument of an algorithm stands for: pointers and iterators of others are the host's, what is no iterator stands for none. */
template <class T, class = void> struct system_of_ { typedef any_system_tag type; };
template <class T> struct system_of_<T*, std::enable_if_t<!std::is_function_v<T>>> { typedef host_system_tag type; };
template <class T> struct system_of_<T, std::void_t<typename T::__system>> { typedef typename T::__system type; };
template <class T, class = void> inline constexpr bool says_system = false;
template <class T> inline constexpr bool says_system<T, std::void_t<typename T::__system>> = true;
template <class T> struct system_of_<T, std::enable_if_t<std::is_class_v<T> && !says_system<T>, std::void_t<typename T::iterator_category>>> { typedef host_system_tag type; };
template <class T> using system_of = typename system_of_<plain<T>>::type;

template <class Tag, class... T> inline constexpr bool any_of_system = (std::is_same_v<system_of<T>, Tag> || ...);
template <class... T> using common_system = std::conditional_t<any_of_system<device_system_tag, T...>, device_system_tag, std::conditional_t<any_of_system<host_system_tag, T...>, host_system_tag, any_system_tag>>;
template <class... T> using select = std::conditional_t<std::is_same_v<common_system<T...>, host_system_tag>, __host_policy, __device_policy>;

/* What a kernel gets of an iterator: raw pointers in place of device_ptr. */
template <class It, class = void> inline constexpr bool unwraps = false;
template <class It> inline constexpr bool unwraps<It, std::void_t<decltype(std::declval<const It&>().__unwrap())>> = true;
template <class It> __CW_HD auto unwrap(const It& it) {
  if constexpr (unwraps<It>) return it.__unwrap();
  else return it;
}
template <class It> using value_of = std::remove_cv_t<typename std::iterator_traits<It>::value_type>;

inline void check(cudaError_t error, const char* what) {
  if (error == cudaSuccess) return;
  cudaGetLastError();
  throw system_error(error, cuda_category(), what);
}
template <class P> __CW_HD void wait(const P& policy) {
  if constexpr (on_device<P>) {
    check(cudaPeekAtLastError(), "kernel launch");
    if (policy.waits) check(cudaStreamSynchronize(policy.stream), "synchronize");
  }
}

}  // namespace __impl

/* The form of an algorithm without a policy: its iterators say where it runs. */
#define __THRUST_WITHOUT_POLICY(name)                                                                                          \
  template <class I, class... A, std::enable_if_t<!thrust::__impl::is_policy<I>, int> = 0> __CW_HD auto name(I first, A... rest) { \
    return thrust::name(thrust::__impl::select<I, A...>(), first, rest...);                                                    \
  }
#define __THRUST_POLICY class P, std::enable_if_t<thrust::__impl::is_policy<P>, int> = 0

}  // namespace thrust
#endif
