/* CUB's iterators: random access by index, for algorithms on the device; what they give is computed, or read in some way of its own. */
#ifndef __CUB_ITERATORS_H
#define __CUB_ITERATORS_H
#include <cub/thread/thread_load.cuh>
#include <cub/thread/thread_store.cuh>

namespace cub {
namespace __impl {

/* All that follows from `at` (the element n from here) and a place that can be moved. */
template <class Self, class V, class Reference, class Difference> struct random_access {
  typedef Self self_type;
  typedef Difference difference_type;
  typedef V value_type;
  typedef V* pointer;
  typedef Reference reference;
  typedef std::random_access_iterator_tag iterator_category;
  typedef iterator_category iterator_concept;

  __CW_HD Self& self() { return *(Self*)this; }
  __CW_HD const Self& self() const { return *(const Self*)this; }
  __CW_HD Reference operator*() const { return self().at(0); }
  template <class N> __CW_HD Reference operator[](N n) const { return self().at((Difference)n); }
  __CW_HD Self& operator++() { return *this += 1; }
  __CW_HD Self& operator--() { return *this += -1; }
  __CW_HD Self operator++(int) {
    Self before = self();
    *this += 1;
    return before;
  }
  __CW_HD Self operator--(int) {
    Self before = self();
    *this += -1;
    return before;
  }
  template <class N> __CW_HD Self& operator+=(N n) {
    self().place() += (Difference)n;
    return self();
  }
  template <class N> __CW_HD Self& operator-=(N n) {
    self().place() -= (Difference)n;
    return self();
  }
  template <class N> __CW_HD Self operator+(N n) const {
    Self other = self();
    return other += n;
  }
  template <class N, std::enable_if_t<std::is_integral_v<N>, int> = 0> __CW_HD Self operator-(N n) const {
    Self other = self();
    return other -= n;
  }
  friend __CW_HD Self operator+(Difference n, const Self& it) { return it + n; }
  __CW_HD Difference operator-(const Self& other) const { return (Difference)(const_cast<Self&>(self()).place() - const_cast<Self&>(other).place()); }
  __CW_HD bool operator==(const Self& other) const { return const_cast<Self&>(self()).place() == const_cast<Self&>(other).place(); }
  __CW_HD bool operator!=(const Self& other) const { return !(*this == other); }
  __CW_HD bool operator<(const Self& other) const { return *this - other < 0; }
};
template <class It> using element_of = std::remove_cv_t<std::remove_reference_t<decltype(*std::declval<It&>())>>;

}  // namespace __impl

template <class V, class Offset = ptrdiff_t> class ConstantInputIterator : public __impl::random_access<ConstantInputIterator<V, Offset>, V, V, Offset> {
  V value;
  Offset offset;

 public:
  __CW_HD ConstantInputIterator(V v, Offset base = 0) : value(v), offset(base) {}
  __CW_HD V at(Offset) const { return value; }
  __CW_HD Offset& place() { return offset; }
};

template <class V, class Offset = ptrdiff_t> class CountingInputIterator : public __impl::random_access<CountingInputIterator<V, Offset>, V, V, Offset> {
  V value;

 public:
  __CW_HD CountingInputIterator(const V& v) : value(v) {}
  __CW_HD V at(Offset n) const { return value + (V)n; }
  __CW_HD V& place() { return value; }
};

template <class V, class Op, class It, class Offset = ptrdiff_t> class TransformInputIterator : public __impl::random_access<TransformInputIterator<V, Op, It, Offset>, V, V, Offset> {
  It it;
  mutable Op op;

 public:
  __CW_HD TransformInputIterator(It from, Op by) : it(from), op(by) {}
  __CW_HD V at(Offset n) const { return op(it[n]); }
  __CW_HD It& place() { return it; }
};

/* Elements with the places where they stand. */
template <class It, class Offset = ptrdiff_t, class V = __impl::element_of<It>>
class ArgIndexInputIterator : public __impl::random_access<ArgIndexInputIterator<It, Offset, V>, KeyValuePair<Offset, V>, KeyValuePair<Offset, V>, Offset> {
  It it;
  Offset offset;

 public:
  __CW_HD ArgIndexInputIterator(It from, Offset at = 0) : it(from), offset(at) {}
  __CW_HD KeyValuePair<Offset, V> at(Offset n) const { return KeyValuePair<Offset, V>(offset + n, it[offset + n]); }
  __CW_HD Offset& place() { return offset; }
  __CW_HD void normalize() {
    it += offset;
    offset = 0;
  }
};

template <CacheLoadModifier MODIFIER, class V, class Offset = ptrdiff_t> class CacheModifiedInputIterator : public __impl::random_access<CacheModifiedInputIterator<MODIFIER, V, Offset>, V, V, Offset> {
 public:
  V* ptr;
  template <class T> __CW_HD CacheModifiedInputIterator(T* p) : ptr(const_cast<std::remove_cv_t<T>*>(p)) {}
  __device__ V at(Offset n) const { return ThreadLoad<MODIFIER>(ptr + n); }
  __CW_HD V*& place() { return ptr; }
};

template <CacheStoreModifier MODIFIER, class V, class Offset = ptrdiff_t> class CacheModifiedOutputIterator {
  struct target {
    V* p;
    __device__ V operator=(V value) {
      ThreadStore<MODIFIER>(p, value);
      return value;
    }
  };
  V* ptr;

 public:
  typedef CacheModifiedOutputIterator self_type;
  typedef Offset difference_type;
  typedef void value_type;
  typedef void pointer;
  typedef target reference;
  typedef std::random_access_iterator_tag iterator_category;
  template <class T> __CW_HD CacheModifiedOutputIterator(T* p) : ptr(const_cast<std::remove_cv_t<T>*>(p)) {}
  __device__ target operator*() const { return {ptr}; }
  template <class N> __device__ target operator[](N n) const { return {ptr + n}; }
  template <class N> __CW_HD self_type operator+(N n) const { return ptr + n; }
  template <class N> __CW_HD self_type& operator+=(N n) {
    ptr += n;
    return *this;
  }
  __CW_HD self_type& operator++() { return *this += 1; }
  __CW_HD Offset operator-(const self_type& other) const { return ptr - other.ptr; }
  __CW_HD bool operator==(const self_type& other) const { return ptr == other.ptr; }
  __CW_HD bool operator!=(const self_type& other) const { return ptr != other.ptr; }
};

template <class Offset = ptrdiff_t> class DiscardOutputIterator {
  struct sink {
    template <class T> __CW_HD void operator=(const T&) const {}
  };
  Offset offset;

 public:
  typedef DiscardOutputIterator self_type;
  typedef Offset difference_type;
  typedef void value_type;
  typedef void pointer;
  typedef sink reference;
  typedef std::random_access_iterator_tag iterator_category;
  __CW_HD DiscardOutputIterator(Offset at = 0) : offset(at) {}
  __CW_HD sink operator*() const { return {}; }
  template <class N> __CW_HD sink operator[](N) const { return {}; }
  template <class N> __CW_HD self_type operator+(N n) const { return offset + (Offset)n; }
  template <class N> __CW_HD self_type& operator+=(N n) {
    offset += (Offset)n;
    return *this;
  }
  __CW_HD self_type& operator++() { return *this += 1; }
  __CW_HD Offset operator-(const self_type& other) const { return offset - other.offset; }
};

}  // namespace cub
#endif
