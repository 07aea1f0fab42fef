#ifndef _THRUST_COPY_H
#define _THRUST_COPY_H
#include <__thrust/core.h>
namespace thrust {
namespace __impl {
template <class I, class = void> inline constexpr bool is_random = false;
template <class I> inline constexpr bool is_random<I, std::void_t<typename std::iterator_traits<I>::iterator_category>> = std::is_base_of_v<std::random_access_iterator_tag, typename std::iterator_traits<I>::iterator_category>;
template <class I, class O> inline constexpr bool same_bytes = std::is_pointer_v<I> && std::is_pointer_v<O> && std::is_same_v<value_of<I>, value_of<O>> && std::is_trivially_copyable_v<value_of<I>>;

/* Between host and device, by way of memory in one piece where it is not. */
template <class I, class O> O copy_across(I first, size_t n, O out, cudaStream_t stream) {
  auto in = unwrap(first);
  auto to = unwrap(out);
  typedef decltype(in) In;
  typedef decltype(to) To;
  typedef value_of<O> T;
  if (n == 0) return out;
  if constexpr (same_bytes<In, To>) {
    check(cudaMemcpyAsync(to, in, n * sizeof(T), cudaMemcpyDefault, stream), "copy");
    check(cudaStreamSynchronize(stream), "copy");
    return out + n;
  } else if constexpr (std::is_same_v<system_of<O>, device_system_tag>) {
    if constexpr (std::is_pointer_v<To> && std::is_trivially_copyable_v<T>) {
      temporary<__host_policy, T> values({}, n);
      for (size_t i = 0; i < n; i++, ++first) values.p[i] = (T)*first;
      copy_across(values.p, n, out, stream);
    } else {
      typedef value_of<I> V;
      temporary<__host_policy, V> values({}, n);
      for (size_t i = 0; i < n; i++, ++first) new (values.p + i) V(*first);
      temporary<__device_policy, V> there({stream, true}, n);
      check(cudaMemcpyAsync(there.p, values.p, n * sizeof(V), cudaMemcpyDefault, stream), "copy");
      V* from = there.p;
      each(__device_policy(stream, true), n, [=] (unsigned i) mutable { to[i] = from[i]; });
      check(cudaStreamSynchronize(stream), "copy");
    }
    return out + n;
  } else {
    typedef value_of<I> V;
    temporary<__host_policy, V> values({}, n);
    if constexpr (std::is_pointer_v<In>) {
      check(cudaMemcpyAsync(values.p, in, n * sizeof(V), cudaMemcpyDefault, stream), "copy");
      check(cudaStreamSynchronize(stream), "copy");
    } else {
      temporary<__device_policy, V> there({stream, true}, n);
      V* from = there.p;
      each(__device_policy(stream, true), n, [=] (unsigned i) mutable { new (from + i) V(in[i]); });
      check(cudaMemcpyAsync(values.p, from, n * sizeof(V), cudaMemcpyDefault, stream), "copy");
      check(cudaStreamSynchronize(stream), "copy");
    }
    O o = out;
    for (size_t i = 0; i < n; i++, ++o) *o = values.p[i];
    return o;
  }
}
}  // namespace __impl
template <__THRUST_POLICY, class I, class O> __CW_HD O copy_n(const P& policy, I first, size_t n, O out) {
  auto in = __impl::unwrap(first);
  auto to = __impl::unwrap(out);
  if constexpr (__impl::on_device<P>) {
    if constexpr (__impl::same_bytes<decltype(in), decltype(to)>) {
      if (n != 0) __impl::check(cudaMemcpyAsync(to, in, n * sizeof(*in), cudaMemcpyDefault, policy.stream), "copy");
    } else {
      __impl::each(policy, n, [=] (unsigned i) mutable { to[i] = in[i]; });
    }
    __impl::wait(policy);
    return out + n;
  } else {
    for (size_t i = 0; i < n; i++, ++first, ++out) *out = *first;
    return out;
  }
}
template <__THRUST_POLICY, class I, class O> __CW_HD O copy(const P& policy, I first, I last, O out) {
  if constexpr (__impl::on_device<P>) {
    // The policy of a stream may come with a copy between host and device.
    if constexpr (std::is_same_v<__impl::system_of<I>, device_system_tag> != std::is_same_v<__impl::system_of<O>, device_system_tag> && !std::is_same_v<__impl::system_of<I>, any_system_tag>) return __impl::copy_across(first, std::distance(first, last), out, policy.stream);
    else return thrust::copy_n(policy, first, last - first, out);
  } else {
    for (; first != last; ++first, ++out) *out = *first;
    return out;
  }
}
template <class I, class O, std::enable_if_t<!__impl::is_policy<I>, int> = 0> __CW_HD O copy(I first, I last, O out) {
  typedef __impl::system_of<I> From;
  typedef __impl::system_of<O> To;
  constexpr bool across = (std::is_same_v<From, device_system_tag> && std::is_same_v<To, host_system_tag>) || (std::is_same_v<From, host_system_tag> && std::is_same_v<To, device_system_tag>);
  // Iterators that say nothing of where they are (of streams, say) are the host's.
  constexpr bool output = std::is_same_v<typename std::iterator_traits<O>::iterator_category, std::output_iterator_tag>;
  if constexpr (across || (output && std::is_same_v<From, device_system_tag>)) return __impl::copy_across(first, std::distance(first, last), out, nullptr);
  else return thrust::copy(__impl::select<I, O>(), first, last, out);
}
template <class I, class O, std::enable_if_t<!__impl::is_policy<I>, int> = 0> __CW_HD O copy_n(I first, size_t n, O out) { return thrust::copy(first, std::next(first, n), out); }

namespace __impl {
template <class P, class I, class S, class O, class Pred> __CW_HD O copy_where(const P& policy, I first, size_t n, S stencil, O out, Pred pred) {
  auto in = unwrap(first);
  auto where = unwrap(stencil);
  auto to = unwrap(out);
  size_t count = compact_by_index(policy, n, [=] (unsigned i) mutable { return (bool)pred(where[i]); }, [=] (unsigned i, unsigned place) mutable { to[place] = in[i]; });
  return out + count;
}
}  // namespace __impl
template <__THRUST_POLICY, class I, class O, class Pred> __CW_HD O copy_if(const P& policy, I first, I last, O out, Pred pred) {
  return __impl::copy_where(policy, first, last - first, first, out, pred);
}
template <__THRUST_POLICY, class I, class S, class O, class Pred> __CW_HD O copy_if(const P& policy, I first, I last, S stencil, O out, Pred pred) {
  return __impl::copy_where(policy, first, last - first, stencil, out, pred);
}
__THRUST_WITHOUT_POLICY(copy_if)
}  // namespace thrust
#include <__thrust/algorithms.h>
#endif
