#ifndef _THRUST_ZIP_ITERATOR_H
#define _THRUST_ZIP_ITERATOR_H
#include <__thrust/iterators.h>
#include <thrust/tuple.h>
namespace thrust {
template <class T> class zip_iterator;
template <class... It>
class zip_iterator<std::tuple<It...>>
    : public __impl::iterator_base<zip_iterator<std::tuple<It...>>, std::tuple<typename std::iterator_traits<It>::value_type...>, std::tuple<typename std::iterator_traits<It>::reference...>> {
  std::tuple<It...> its;
  typedef std::tuple<typename std::iterator_traits<It>::reference...> R;

 public:
  typedef __impl::common_system<It...> __system;
  typedef std::tuple<It...> iterator_tuple_type;
  __CW_HD zip_iterator() {}
  __CW_HD zip_iterator(const std::tuple<It...>& t) : its(t) {}
  template <class... U, class = std::enable_if_t<sizeof...(U) == sizeof...(It) && (std::is_convertible_v<U, It> && ...)>> __CW_HD zip_iterator(const zip_iterator<std::tuple<U...>>& other) : its(other.get_iterator_tuple()) {}
  __CW_HD const std::tuple<It...>& get_iterator_tuple() const { return its; }
  __CW_HD R __at(ptrdiff_t n) const {
    return std::apply([n] (const It&... it) { return R(it[n]...); }, its);
  }
  __CW_HD void __move(ptrdiff_t n) {
    std::apply([n] (It&... it) { ((it += n), ...); }, its);
  }
  __CW_HD ptrdiff_t __to(const zip_iterator& other) const { return std::get<0>(other.its) - std::get<0>(its); }
  __CW_HD auto __unwrap() const {
    return std::apply([] (const It&... it) { return zip_iterator<std::tuple<decltype(__impl::unwrap(it))...>>(std::tuple<decltype(__impl::unwrap(it))...>(__impl::unwrap(it)...)); }, its);
  }
};
template <class... It> zip_iterator(std::tuple<It...>) -> zip_iterator<std::tuple<It...>>;
template <class... It> __CW_HD zip_iterator<std::tuple<It...>> make_zip_iterator(const std::tuple<It...>& its) { return zip_iterator<std::tuple<It...>>(its); }
template <class... It> __CW_HD zip_iterator<std::tuple<It...>> make_zip_iterator(It... its) { return zip_iterator<std::tuple<It...>>(std::tuple<It...>(its...)); }
}  // namespace thrust
#endif
