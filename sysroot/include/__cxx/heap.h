// Binary heaps over random access iterators, and the sorts that stand on them. Comparisons and moves come in the order of
// gcc's library, so that elements that compare equal end up in the same places.
#ifndef _CXX_HEAP_H
#define _CXX_HEAP_H
#include <__cxx/algobase.h>

namespace std {

struct __less_than {
  template <class A, class B> __CW_HD constexpr bool operator()(const A& a, const B& b) const { return a < b; }
  template <class A, class B> __CW_HD constexpr bool operator()(A& a, B& b) const { return a < b; }
};
struct __same_as {
  template <class A, class B> __CW_HD constexpr bool operator()(const A& a, const B& b) const { return a == b; }
  template <class A, class B> __CW_HD constexpr bool operator()(A& a, B& b) const { return a == b; }
};

// The value rises from `hole` to its place below `top`.
template <class I, class D, class T, class C> __CW_HD constexpr void __sift_up(I first, D hole, D top, T value, C& less) {
  D parent = (hole - 1) / 2;
  while (hole > top && less(first[parent], value)) {
    first[hole] = std::move(first[parent]);
    hole = parent;
    parent = (hole - 1) / 2;
  }
  first[hole] = std::move(value);
}
// The hole sinks to a leaf along the greater children; from there the value rises.
template <class I, class D, class T, class C> __CW_HD constexpr void __sift_down(I first, D hole, D n, T value, C& less) {
  const D top = hole;
  D child = hole;
  while (child < (n - 1) / 2) {
    child = 2 * (child + 1);
    if (less(first[child], first[child - 1])) --child;
    first[hole] = std::move(first[child]);
    hole = child;
  }
  if ((n & 1) == 0 && child == (n - 2) / 2) {
    child = 2 * child + 1;
    first[hole] = std::move(first[child]);
    hole = child;
  }
  std::__sift_up(first, hole, top, std::move(value), less);
}
template <class I, class C> __CW_HD constexpr void __push_heap(I first, I last, C& less) {
  __iter_value_t<I> value = std::move(last[-1]);
  std::__sift_up(first, (last - first) - 1, __iter_diff_t<I>(0), std::move(value), less);
}
// The greatest goes to `result`, whose value takes its place in the heap.
template <class I, class C> __CW_HD constexpr void __pop_heap(I first, I last, I result, C& less) {
  __iter_value_t<I> value = std::move(*result);
  *result = std::move(*first);
  std::__sift_down(first, __iter_diff_t<I>(0), last - first, std::move(value), less);
}
template <class I, class C> __CW_HD constexpr void __make_heap(I first, I last, C& less) {
  const __iter_diff_t<I> n = last - first;
  for (__iter_diff_t<I> i = n / 2; i-- > 0;) {
    __iter_value_t<I> value = std::move(first[i]);
    std::__sift_down(first, i, n, std::move(value), less);
  }
}
template <class I, class C> __CW_HD constexpr void __sort_heap(I first, I last, C& less) {
  while (last - first > 1) {
    --last;
    std::__pop_heap(first, last, last, less);
  }
}
template <class I, class C = __less_than> __CW_HD constexpr void push_heap(I first, I last, C less = C()) { std::__push_heap(first, last, less); }
template <class I, class C = __less_than> __CW_HD constexpr void pop_heap(I first, I last, C less = C()) {
  if (last - first > 1) {
    --last;
    std::__pop_heap(first, last, last, less);
  }
}
template <class I, class C = __less_than> __CW_HD constexpr void make_heap(I first, I last, C less = C()) { std::__make_heap(first, last, less); }
template <class I, class C = __less_than> __CW_HD constexpr void sort_heap(I first, I last, C less = C()) { std::__sort_heap(first, last, less); }
template <class I, class C = __less_than> __CW_HD constexpr I is_heap_until(I first, I last, C less = C()) {
  const __iter_diff_t<I> n = last - first;
  for (__iter_diff_t<I> i = 1; i < n; i++)
    if (less(first[(i - 1) / 2], first[i])) return first + i;
  return last;
}
template <class I, class C = __less_than> __CW_HD constexpr bool is_heap(I first, I last, C less = C()) { return std::is_heap_until(first, last, less) == last; }

// ---- introsort: quicksort by the median of three down to runs of 16, heapsort where it degenerates, then insertion sort

// The smallest `middle - first` of [first, last), as a heap in [first, middle).
template <class I, class C> __CW_HD constexpr void __heap_select(I first, I middle, I last, C& less) {
  std::__make_heap(first, middle, less);
  for (I i = middle; i < last; ++i)
    if (less(*i, *first)) std::__pop_heap(first, middle, i, less);
}
template <class I, class C> __CW_HD constexpr void __insert_unguarded(I last, C& less) {
  __iter_value_t<I> value = std::move(*last);
  I before = last;
  --before;
  while (less(value, *before)) {
    *last = std::move(*before);
    last = before;
    --before;
  }
  *last = std::move(value);
}
template <class I, class C> __CW_HD constexpr void __insertion_sort(I first, I last, C& less) {
  if (first == last) return;
  for (I i = first + 1; i != last; ++i) {
    if (less(*i, *first)) {
      __iter_value_t<I> value = std::move(*i);
      std::move_backward(first, i, i + 1);
      *first = std::move(value);
    } else {
      std::__insert_unguarded(i, less);
    }
  }
}
// The median of a, b and c comes to `to`.
template <class I, class C> __CW_HD constexpr void __median_to(I to, I a, I b, I c, C& less) {
  if (less(*a, *b)) std::iter_swap(to, less(*b, *c) ? b : less(*a, *c) ? c : a);
  else std::iter_swap(to, less(*a, *c) ? a : less(*b, *c) ? c : b);
}
template <class I, class C> __CW_HD constexpr I __partition_by_median(I first, I last, C& less) {
  I pivot = first;
  std::__median_to(first, first + 1, first + (last - first) / 2, last - 1, less);
  ++first;
  for (;;) {
    while (less(*first, *pivot)) ++first;
    --last;
    while (less(*pivot, *last)) --last;
    if (!(first < last)) return first;
    std::iter_swap(first, last);
    ++first;
  }
}
template <class D> __CW_HD constexpr int __depth_limit(D n) {
  int log = 0;
  for (; n > 1; n >>= 1) ++log;
  return 2 * log;
}
template <class I, class C> __CW_HD constexpr void __introsort(I first, I last, int depth, C& less) {
  while (last - first > 16) {
    if (depth-- == 0) {
      std::__heap_select(first, last, last, less);
      std::__sort_heap(first, last, less);
      return;
    }
    I cut = std::__partition_by_median(first, last, less);
    std::__introsort(cut, last, depth, less);
    last = cut;
  }
}
template <class I, class C = __less_than> __CW_HD constexpr void sort(I first_, I last_, C less = C()) {
  // Through plain pointers, so that all containers of one element type share the code.
  auto first = std::__unwrap_iterator(first_);
  auto last = std::__unwrap_iterator(last_);
  if (first == last) return;
  std::__introsort(first, last, std::__depth_limit(last - first), less);
  if (last - first > 16) {
    std::__insertion_sort(first, first + 16, less);
    for (auto i = first + 16; i != last; ++i) std::__insert_unguarded(i, less);
  } else {
    std::__insertion_sort(first, last, less);
  }
}
template <class I, class C = __less_than> __CW_HD constexpr void partial_sort(I first, I middle, I last, C less = C()) {
  std::__heap_select(first, middle, last, less);
  std::__sort_heap(first, middle, less);
}
template <class I, class C = __less_than> __CW_HD constexpr void nth_element(I first, I nth, I last, C less = C()) {
  if (first == last || nth == last) return;
  for (int depth = std::__depth_limit(last - first); last - first > 3;) {
    if (depth-- == 0) {
      std::__heap_select(first, nth + 1, last, less);
      std::iter_swap(first, nth);
      return;
    }
    I cut = std::__partition_by_median(first, last, less);
    if (cut <= nth) first = cut;
    else last = cut;
  }
  std::__insertion_sort(first, last, less);
}

}
#endif
