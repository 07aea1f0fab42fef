/* The vectors: V is the vector itself, A the allocator that says which memory they are in. Elements of device memory are constructed by kernels, or by cudaMemset where all bytes are zero. */
#ifndef __THRUST_VECTOR_H
#define __THRUST_VECTOR_H
#include <thrust/copy.h>
#include <thrust/equal.h>
#include <thrust/fill.h>
#include <thrust/generate.h>
#include <thrust/iterator/reverse_iterator.h>
#include <thrust/iterator/zip_iterator.h>
#include <thrust/tuple.h>
#include <thrust/uninitialized_copy.h>
#include <thrust/uninitialized_fill.h>
#include <initializer_list>
#include <memory>
#include <vector>

namespace thrust {
namespace __impl {

template <class I, class = void> inline constexpr bool is_iterator = false;
template <class I> inline constexpr bool is_iterator<I, std::void_t<typename std::iterator_traits<I>::iterator_category>> = true;

template <class V, class T, class Pointer, class ConstPointer, class A> class vector_base : public A {
 public:
  typedef T value_type;
  typedef A allocator_type;
  typedef Pointer pointer;
  typedef ConstPointer const_pointer;
  typedef typename std::iterator_traits<Pointer>::reference reference;
  typedef typename std::iterator_traits<ConstPointer>::reference const_reference;
  typedef size_t size_type;
  typedef ptrdiff_t difference_type;
  typedef Pointer iterator;
  typedef ConstPointer const_iterator;
  typedef thrust::reverse_iterator<iterator> reverse_iterator;
  typedef thrust::reverse_iterator<const_iterator> const_reverse_iterator;

 private:
  typedef std::conditional_t<std::is_same_v<system_of<Pointer>, device_system_tag>, __device_policy, __host_policy> Policy;
  Pointer first{};
  size_t count = 0, room = 0;

  void construct(Pointer at, size_t n) {
    if constexpr (on_device<Policy> && std::is_trivial_v<T>) {
      if (n != 0) check(cudaMemset((void*)unwrap(at), 0, n * sizeof(T)), "fill");
    } else {
      auto to = unwrap(at);
      each(Policy(), n, [=] (unsigned i) mutable { new ((void*)(to + i)) T(); });
      wait(Policy());
    }
  }
  void construct(Pointer at, size_t n, const T& value) { thrust::uninitialized_fill_n(Policy(), at, n, value); }
  template <class I> void construct_from(I from, size_t n, Pointer at) {
    if constexpr (std::is_trivially_copyable_v<T> || !std::is_same_v<system_of<I>, system_of<Pointer>>) thrust::copy(from, std::next(from, n), at);
    else thrust::uninitialized_copy_n(Policy(), from, n, at);
  }
  void destroy(Pointer at, size_t n) {
    if constexpr (!std::is_trivially_destructible_v<T>) {
      auto p = unwrap(at);
      each(Policy(), n, [=] (unsigned i) mutable { p[i].~T(); });
      wait(Policy());
    }
  }
  void release() {
    if (room == 0) return;
    destroy(first, count);
    this->deallocate(first, room);
    first = Pointer();
    count = room = 0;
  }
  void grow(size_t n) {
    if (n > room) reserve(n > 2 * room ? n : 2 * room);
  }
  /* Makes n places free at index `at`. */
  void open(size_t at, size_t n) {
    V old;
    old.swap_with(*this);
    reserve(old.size() + n > 2 * old.size() ? old.size() + n : 2 * old.size());
    construct_from(old.begin(), at, first);
    construct_from(old.begin() + at, old.size() - at, first + (at + n));
    count = old.size() + n;
  }

 public:
  void swap_with(vector_base& other) {
    std::swap(first, other.first);
    std::swap(count, other.count);
    std::swap(room, other.room);
  }
  vector_base() {}
  explicit vector_base(size_t n) {
    reserve(n);
    construct(first, n);
    count = n;
  }
  vector_base(size_t n, const T& value) {
    reserve(n);
    construct(first, n, value);
    count = n;
  }
  template <class I, class = std::enable_if_t<is_iterator<I>>> vector_base(I from, I to) { assign(from, to); }
  vector_base(std::initializer_list<T> list) { assign(list.begin(), list.end()); }
  vector_base(const vector_base& other) { assign(other.begin(), other.end()); }
  vector_base(vector_base&& other) { swap_with(other); }
  ~vector_base() { release(); }
  void take(const vector_base& other) {
    if (this != &other) assign(other.begin(), other.end());
  }

  template <class I, class = std::enable_if_t<is_iterator<I>>> void assign(I from, I to) {
    size_t n = std::distance(from, to);
    if (n > room || !std::is_trivially_copyable_v<T>) {
      release();
      reserve(n);
    }
    construct_from(from, n, first);
    count = n;
  }
  void assign(size_t n, const T& value) {
    T v = value;
    clear();
    reserve(n);
    construct(first, n, v);
    count = n;
  }
  void assign(std::initializer_list<T> list) { assign(list.begin(), list.end()); }
  void reserve(size_t n) {
    if (n <= room) return;
    Pointer made = this->allocate(n);
    if (count != 0) {
      construct_from(first, count, made);
      destroy(first, count);
    }
    if (room != 0) this->deallocate(first, room);
    first = made;
    room = n;
  }
  void resize(size_t n) {
    if (n < count) destroy(first + n, count - n);
    else if (n > count) {
      grow(n);
      construct(first + count, n - count);
    }
    count = n;
  }
  void resize(size_t n, const T& value) {
    if (n < count) destroy(first + n, count - n);
    else if (n > count) {
      T v = value;
      grow(n);
      construct(first + count, n - count, v);
    }
    count = n;
  }
  void shrink_to_fit() {
    if (count == room) return;
    V fit(begin(), end());
    swap_with(fit);
  }
  void clear() { resize(0); }
  void push_back(const T& value) {
    T v = value;
    grow(count + 1);
    construct(first + count, 1, v);
    count++;
  }
  template <class... X> void emplace_back(X&&... x) { push_back(T(static_cast<X&&>(x)...)); }
  void pop_back() { resize(count - 1); }
  iterator erase(iterator at) { return erase(at, at + 1); }
  iterator erase(iterator from, iterator to) {
    size_t keep = from - begin(), gone = to - from;
    if (gone != 0) {
      V rest(to, end());
      thrust::copy(rest.begin(), rest.end(), from);
      destroy(first + (count - gone), gone);
      count -= gone;
    }
    return begin() + keep;
  }
  iterator insert(iterator at, const T& value) { return insert(at, (size_t)1, value); }
  iterator insert(iterator at, size_t n, const T& value) {
    size_t place = at - begin();
    T v = value;
    open(place, n);
    construct(first + place, n, v);
    return begin() + place;
  }
  template <class I, class = std::enable_if_t<is_iterator<I>>> iterator insert(iterator at, I from, I to) {
    size_t place = at - begin(), n = std::distance(from, to);
    open(place, n);
    construct_from(from, n, first + place);
    return begin() + place;
  }

  __CW_HD size_t size() const { return count; }
  __CW_HD size_t capacity() const { return room; }
  __CW_HD size_t max_size() const { return (size_t)0xffffffff / sizeof(T); }
  __CW_HD bool empty() const { return count == 0; }
  __CW_HD pointer data() { return first; }
  __CW_HD const_pointer data() const { return first; }
  __CW_HD iterator begin() { return first; }
  __CW_HD iterator end() { return first + count; }
  __CW_HD const_iterator begin() const { return first; }
  __CW_HD const_iterator end() const { return const_iterator(first) + count; }
  __CW_HD const_iterator cbegin() const { return begin(); }
  __CW_HD const_iterator cend() const { return end(); }
  reverse_iterator rbegin() { return reverse_iterator(end()); }
  reverse_iterator rend() { return reverse_iterator(begin()); }
  const_reverse_iterator rbegin() const { return const_reverse_iterator(end()); }
  const_reverse_iterator rend() const { return const_reverse_iterator(begin()); }
  const_reverse_iterator crbegin() const { return rbegin(); }
  const_reverse_iterator crend() const { return rend(); }
  __CW_HD reference operator[](size_t i) { return begin()[i]; }
  __CW_HD const_reference operator[](size_t i) const { return begin()[i]; }
  reference front() { return begin()[0]; }
  const_reference front() const { return begin()[0]; }
  reference back() { return begin()[count - 1]; }
  const_reference back() const { return begin()[count - 1]; }
  allocator_type get_allocator() const { return *this; }
};

/* What is compared in host memory. */
template <class X> auto in_host_memory(const X& x) {
  typedef typename X::value_type T;
  if constexpr (std::is_same_v<system_of<decltype(x.begin())>, device_system_tag>) {
    std::vector<std::conditional_t<std::is_same_v<T, bool>, char, T>> values(x.size());
    if constexpr (std::is_same_v<T, bool>) {
      for (size_t i = 0; i < x.size(); i++) values[i] = x[i];
    } else thrust::copy(x.begin(), x.end(), values.begin());
    return values;
  } else {
    return std::vector<std::conditional_t<std::is_same_v<T, bool>, char, T>>(x.begin(), x.end());
  }
}
struct any_vector {};
template <class X> inline constexpr bool is_vector = std::is_base_of_v<any_vector, X>;
template <class T> inline constexpr bool is_vector<std::vector<T>> = true;

}  // namespace __impl

template <class X, class Y, class = std::enable_if_t<(std::is_base_of_v<__impl::any_vector, X> || std::is_base_of_v<__impl::any_vector, Y>) && __impl::is_vector<X> && __impl::is_vector<Y>>>
bool operator==(const X& a, const Y& b) { return a.size() == b.size() && __impl::in_host_memory(a) == __impl::in_host_memory(b); }
template <class X, class Y, class = std::enable_if_t<(std::is_base_of_v<__impl::any_vector, X> || std::is_base_of_v<__impl::any_vector, Y>) && __impl::is_vector<X> && __impl::is_vector<Y>>>
bool operator!=(const X& a, const Y& b) { return !(a == b); }

/* The constructors and assignments of vector class V<T>. */
#define __THRUST_VECTOR(V, Base)                                                                                  \
 public:                                                                                                          \
  V() {}                                                                                                          \
  template <class Allocator, class = std::enable_if_t<std::is_base_of_v<Allocator, Base>>> explicit V(const Allocator&) {} \
  explicit V(size_t n) : Base(n) {}                                                                               \
  V(size_t n, const T& value) : Base(n, value) {}                                                                 \
  V(size_t n, const T& value, const A&) : Base(n, value) {}                                                       \
  V(std::initializer_list<T> list) : Base(list) {}                                                                \
  template <class I, class = std::enable_if_t<__impl::is_iterator<I>>> V(I first, I last) : Base(first, last) {}  \
  V(const V& other) : Base(other) {}                                                                              \
  V(V&& other) : Base(static_cast<Base&&>(other)) {}                                                              \
  template <class X, class = std::enable_if_t<__impl::is_vector<X>>> V(const X& other) { this->assign(other.begin(), other.end()); } \
  V& operator=(const V& other) {                                                                                  \
    this->take(other);                                                                                            \
    return *this;                                                                                                 \
  }                                                                                                               \
  V& operator=(V&& other) {                                                                                       \
    this->swap_with(other);                                                                                       \
    return *this;                                                                                                 \
  }                                                                                                               \
  V& operator=(std::initializer_list<T> list) {                                                                   \
    this->assign(list.begin(), list.end());                                                                       \
    return *this;                                                                                                 \
  }                                                                                                               \
  template <class X, class = std::enable_if_t<__impl::is_vector<X>>> V& operator=(const X& other) {               \
    this->assign(other.begin(), other.end());                                                                     \
    return *this;                                                                                                 \
  }                                                                                                               \
  void swap(V& other) { this->swap_with(other); }                                                                 \
  friend void swap(V& a, V& b) { a.swap_with(b); }

}  // namespace thrust
#endif
