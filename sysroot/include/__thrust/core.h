/* What Thrust's algorithms are made of: a loop over indices, a reduction and a scan, in host code as loops, on the device as kernels. Functions are given by index. */
#ifndef __THRUST_CORE_H
#define __THRUST_CORE_H
#include <__thrust/iterators.h>
#include <stdlib.h>

namespace thrust {
namespace __impl {

template <class F> __global__ void __launch_bounds__(256) each_kernel(F f, unsigned n) {
  unsigned i = blockIdx.x * 256 + threadIdx.x;
  if (i < n) f(i);
}

inline unsigned kernel_size(size_t n) {
  if (n > 0xffffff00u) throw system_error(cudaErrorInvalidValue, cuda_category(), "more elements than 32 bits can number");
  return (unsigned)n;
}

/* f(i) for each i below n. */
template <class P, class F> __CW_HD void each(const P& policy, size_t n, F f) {
  if constexpr (on_device<P>) {
    if (n != 0) each_kernel<<<(kernel_size(n) + 255) / 256, 256, 0, policy.stream>>>(f, (unsigned)n);
  } else {
    for (size_t i = 0; i < n; i++) f(i);
  }
}

/* Memory for n objects where the policy works; nothing is constructed in it. */
template <class P, class T> struct temporary {
  T* p = nullptr;
  __CW_HD temporary(const P&, size_t n) {
    if constexpr (on_device<P>) {
      if (cudaMalloc((void**)&p, n * sizeof(T) + 1) != cudaSuccess) {
        cudaGetLastError();
        throw std::bad_alloc();
      }
    } else {
      p = (T*)malloc(n * sizeof(T) + 1);
    }
  }
  temporary(const temporary&) = delete;
  __CW_HD ~temporary() {
    if constexpr (on_device<P>) cudaFree(p);
    else free(p);
  }
};

/* The object at p, behind what the policy's stream has been given. */
template <class P, class T> __CW_HD T read_back(const P& policy, const T* p) {
  if constexpr (on_device<P>) {
    alignas(T) unsigned char bytes[sizeof(T)];
    check(cudaPeekAtLastError(), "kernel launch");
    check(cudaMemcpyAsync(bytes, p, sizeof(T), cudaMemcpyDeviceToHost, policy.stream), "copy");
    check(cudaStreamSynchronize(policy.stream), "synchronize");
    return *reinterpret_cast<T*>(bytes);
  } else {
    return *p;
  }
}

/* What the steps after the first one read and write: a type of their own, so that these end. */
template <class T> struct element_of {
  T* p;
  __CW_HD const T& operator()(unsigned i) const { return p[i]; }
  __CW_HD void operator()(unsigned i, bool, const T&, const T& through) const { p[i] = through; }
};

/* The sum, by op, of load(i) and init. On the device op has to be commutative, as Thrust says. Each block sums up a range of its own, of which each thread takes every 256th element. */
template <class P, class Load, class T, class Op> __CW_HD T reduce_by_index(const P& policy, size_t n, Load load, T init, Op op) {
  if constexpr (on_device<P>) {
    if (n == 0) return init;
    if (n <= 64) {
      temporary<P, T> result(policy, 1);
      T* out = result.p;
      each(policy, 1, [=] (unsigned) mutable {
        T sum = init;
        for (unsigned i = 0; i < (unsigned)n; i++) sum = op(sum, load(i));
        new (out) T(sum);
      });
      return read_back(policy, out);
    }
    unsigned size = kernel_size(n), blocks = (size + 4095) / 4096;
    if (blocks > 64) blocks = 64;
    unsigned range = (size + blocks - 1) / blocks, lanes = blocks > 1 ? 256 : (size + 15) / 16;
    blocks = (size + range - 1) / range;
    // The last range may be shorter than a block.
    unsigned last = size - (blocks - 1) * range, parts = (blocks - 1) * lanes + (last < lanes ? last : lanes);
    temporary<P, T> sums(policy, parts);
    T* out = sums.p;
    each(policy, parts, [=] (unsigned t) mutable {
      unsigned begin = t / lanes * range, end = begin + range < size ? begin + range : size;
      unsigned i = begin + t % lanes;
      T sum = load(i);
      for (i += lanes; i < end; i += lanes) sum = op(sum, load(i));
      new (out + t) T(sum);
    });
    return reduce_by_index(policy, parts, element_of<T>{out}, init, op);
  } else {
    for (size_t i = 0; i < n; i++) init = op(init, load(i));
    return init;
  }
}

/* store(i, follows, before, through): `through` is the sum of load(0) to load(i), `before` the one without load(i) if there is one. Each thread scans a range of its own. */
template <class A, class P, class Load, class Store, class Op> __CW_HD void scan_by_index(const P& policy, size_t n, Load load, Store store, Op op) {
  if (n == 0) return;
  if constexpr (on_device<P>) {
    unsigned size = kernel_size(n), range = size <= 64 ? size : size <= 1u << 19 ? 32 : (size + 16383) / 16384, parts = (size + range - 1) / range;
    temporary<P, A> sums(policy, parts);
    A* sum = sums.p;
    if (parts > 1) {
      each(policy, parts - 1, [=] (unsigned t) mutable {
        unsigned i = t * range, end = i + range;
        A a = load(i);
        while (++i < end) a = op(a, load(i));
        new (sum + t) A(a);
      });
      scan_by_index<A>(policy, parts - 1, element_of<A>{sum}, element_of<A>{sum}, op);
    }
    each(policy, parts, [=] (unsigned t) mutable {
      unsigned i = t * range, end = i + range < size ? i + range : size;
      A a = load(i);
      if (t == 0) store(i, false, a, a);
      else {
        A before = sum[t - 1];
        a = op(before, a);
        store(i, true, before, a);
      }
      while (++i < end) {
        A before = a;
        a = op(before, load(i));
        store(i, true, before, a);
      }
    });
    // What the kernels read goes with this call.
    if (parts > 1) check(cudaStreamSynchronize(policy.stream), "synchronize");
  } else {
    A a = load(0);
    store(0, false, a, a);
    for (size_t i = 1; i < n; i++) {
      A before = a;
      a = op(before, load(i));
      store(i, true, before, a);
    }
  }
}

/* Moves the elements for which flag(i) holds: move(i, place). Returns how many there are. */
template <class P, class Flag, class Move> __CW_HD size_t compact_by_index(const P& policy, size_t n, Flag flag, Move move) {
  if (n == 0) return 0;
  if constexpr (on_device<P>) {
    temporary<P, unsigned> total(policy, 1);
    unsigned* out = total.p;
    unsigned last = kernel_size(n) - 1;
    scan_by_index<unsigned>(
        policy, n, [=] (unsigned i) mutable { return flag(i) ? 1u : 0u; },
        [=] (unsigned i, bool follows, unsigned before, unsigned through) mutable {
          unsigned place = follows ? before : 0u;
          if (through != place) move(i, place);
          if (i == last) *out = through;
        },
        [] (unsigned a, unsigned b) { return a + b; });
    return read_back(policy, out);
  } else {
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
      if (flag(i)) move(i, count++);
    }
    return count;
  }
}

/* A copy of the n elements at `it`, for algorithms whose result may lie where their input does. */
template <class P, class It> struct copy_of {
  typedef value_of<It> T;
  temporary<P, T> memory;
  T* p;
  size_t n;
  __CW_HD copy_of(const P& policy, It it, size_t count) : memory(policy, count), p(memory.p), n(count) {
    T* to = p;
    each(policy, n, [=] (unsigned i) mutable { new (to + i) T(it[i]); });
  }
  /* Host code that holds objects with destructors ends them. */
  __CW_HD ~copy_of() {
    if constexpr (!on_device<P> && !std::is_trivially_destructible_v<T>) {
      for (size_t i = 0; i < n; i++) p[i].~T();
    }
  }
};

/* The first i in [0, n) for which pred holds, n if there is none. */
template <class P, class Pred> __CW_HD size_t find_by_index(const P& policy, size_t n, Pred pred) {
  if constexpr (on_device<P>) {
    unsigned size = kernel_size(n);
    return reduce_by_index(policy, n, [=] (unsigned i) mutable { return pred(i) ? i : size; }, size, [] (unsigned a, unsigned b) { return a < b ? a : b; });
  } else {
    for (size_t i = 0; i < n; i++) {
      if (pred(i)) return i;
    }
    return n;
  }
}

/* How many of the n sorted elements at `it` come before value (upper: do not come after it). */
template <class It, class T, class Less> __CW_HD size_t lower(It it, size_t n, const T& value, Less less) {
  size_t first = 0;
  while (n > 0) {
    size_t half = n / 2;
    if (less(it[first + half], value)) {
      first += half + 1;
      n -= half + 1;
    } else n = half;
  }
  return first;
}
template <class It, class T, class Less> __CW_HD size_t upper(It it, size_t n, const T& value, Less less) {
  size_t first = 0;
  while (n > 0) {
    size_t half = n / 2;
    if (!less(value, it[first + half])) {
      first += half + 1;
      n -= half + 1;
    } else n = half;
  }
  return first;
}

/* Of the first `diagonal` elements of the merge of a and b, how many are a's. Of equal ones a's come first. */
template <class A, class B, class Less> __CW_HD unsigned merge_split(A a, unsigned na, B b, unsigned nb, unsigned diagonal, Less less) {
  unsigned low = diagonal > nb ? diagonal - nb : 0, high = diagonal < na ? diagonal : na;
  while (low < high) {
    unsigned middle = (low + high) / 2;
    if (less(b[diagonal - 1 - middle], a[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}

/* Merges two sorted sequences: store(place, from_b, index). */
template <class P, class A, class B, class Store, class Less> __CW_HD void merge_by_index(const P& policy, A a, size_t na, B b, size_t nb, Store store, Less less) {
  const unsigned STEP = 8;
  unsigned size_a = (unsigned)na, size_b = (unsigned)nb, total = size_a + size_b;
  each(policy, (total + STEP - 1) / STEP, [=] (unsigned t) mutable {
    unsigned place = t * STEP, end = place + STEP < total ? place + STEP : total;
    unsigned i = merge_split(a, size_a, b, size_b, place, less), j = place - i;
    for (; place < end; place++) {
      if (j >= size_b || (i < size_a && !less(b[j], a[i]))) store(place, false, i++);
      else store(place, true, j++);
    }
  });
}

/* Sorts the n elements at p, keeping the order of equal ones. */
template <class P, class T, class Less> __CW_HD void merge_sort(const P& policy, T* p, size_t n, Less less) {
  const unsigned RUN = 8;
  if (n < 2) return;
  unsigned size = (unsigned)n;
  each(policy, (size + RUN - 1) / RUN, [=] (unsigned t) mutable {
    unsigned begin = t * RUN, end = begin + RUN < size ? begin + RUN : size;
    for (unsigned i = begin + 1; i < end; i++) {
      T x = p[i];
      unsigned j = i;
      for (; j > begin && less(x, p[j - 1]); j--) p[j] = p[j - 1];
      p[j] = x;
    }
  });
  if (size <= RUN) return;
  temporary<P, T> other(policy, n);
  T *from = p, *to = other.p;
  if constexpr (!std::is_trivially_copyable_v<T>) each(policy, n, [=] (unsigned i) mutable { new (to + i) T(p[i]); });
  for (unsigned width = RUN; width < size; width *= 2) {
    each(policy, (size + RUN - 1) / RUN, [=] (unsigned t) mutable {
      unsigned place = t * RUN, begin = place / (2 * width) * (2 * width), end = place + RUN < size ? place + RUN : size;
      const T *a = from + begin, *b = a + width;
      unsigned left = size - begin, na = left < width ? left : width, nb = left - na < width ? left - na : width;
      unsigned i = merge_split(a, na, b, nb, place - begin, less), j = place - begin - i;
      for (; place < end; place++) {
        if (j >= nb || (i < na && !less(b[j], a[i]))) to[place] = a[i++];
        else to[place] = b[j++];
      }
    });
    T* swapped = from;
    from = to;
    to = swapped;
  }
  if (from != p) each(policy, n, [=] (unsigned i) mutable { to[i] = from[i]; });
  if constexpr (!on_device<P> && !std::is_trivially_destructible_v<T>) {
    for (unsigned i = 0; i < size; i++) other.p[i].~T();
  }
  if constexpr (on_device<P>) check(cudaStreamSynchronize(policy.stream), "synchronize");
}

}  // namespace __impl
}  // namespace thrust
#endif
