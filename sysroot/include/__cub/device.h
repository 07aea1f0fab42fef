/* What CUB's device-wide algorithms are made of: temporary storage in two phases, a loop over indices, a reduction and a scan. Nothing waits for the device; functions are given by index. */
#ifndef __CUB_DEVICE_H
#define __CUB_DEVICE_H
#include <cub/block/block_reduce.cuh>
#include <cub/block/block_scan.cuh>
namespace cub {

/* An initial value that is in device memory when the algorithm runs. */
template <class T, class It = T*> struct FutureValue {
  typedef T value_type;
  It at;
  explicit __CW_HD FutureValue(It it) : at(it) {}
  __CW_HD operator T() const { return *at; }
};

namespace __impl {

/* Without memory the first phase tells how much is needed. */
class storage {
  char* base;
  size_t& bytes;
  size_t used = 0;

 public:
  storage(void* memory, size_t& size) : base((char*)memory), bytes(size) {}
  template <class T> T* take(size_t n) {
    T* result = base ? (T*)(base + used) : nullptr;
    used += (n * sizeof(T) + 255) / 256 * 256;
    return result;
  }
  bool ready() const { return base && used <= bytes; }
  cudaError_t report() {
    if (base) return cudaErrorInvalidValue;
    bytes = used ? used : 1;
    return cudaSuccess;
  }
};

/* Kernels number elements with 32 bits. */
template <class N> bool fits(N n) { return n >= 0 && (unsigned long long)n <= 0x7fffff00u; }

template <class F> __global__ void __launch_bounds__(256) each_kernel(F f, unsigned n) {
  unsigned i = blockIdx.x * 256 + threadIdx.x;
  if (i < n) f(i);
}
/* f(i) for each i below n. */
template <class F> cudaError_t each(cudaStream_t stream, size_t n, F f) {
  if (n != 0) each_kernel<<<(unsigned)((n + 255) / 256), 256, 0, stream>>>(f, (unsigned)n);
  return cudaPeekAtLastError();
}

inline unsigned reduce_blocks(size_t n) { return n <= 2048 ? 1 : n >= 2048 * 64 ? 64 : (unsigned)((n + 2047) / 2048); }
template <class A, class Load, class Op, class Finish> __global__ void __launch_bounds__(256) reduce_kernel(unsigned n, Load load, Op op, Finish finish) {
  typedef BlockReduce<A, 256> Reduce;
  __shared__ typename Reduce::TempStorage temp;
  unsigned first = blockIdx.x * 256, i = first + threadIdx.x;
  A sum = load(i < n ? i : 0);
  for (i += gridDim.x * 256; i < n; i += gridDim.x * 256) sum = (A)op(sum, load(i));
  sum = Reduce(temp).Reduce(sum, op, n - first < 256 ? (int)(n - first) : 256);
  if (threadIdx.x == 0) finish(blockIdx.x, sum);
}
/* finish(0, sum of load(i)) for n > 0; op is commutative. `parts` has room for reduce_blocks(n). */
template <class A, class Load, class Op, class Finish> cudaError_t reduce(cudaStream_t stream, A* parts, size_t n, Load load, Op op, Finish finish) {
  unsigned blocks = reduce_blocks(n);
  if (blocks > 1) {
    reduce_kernel<A><<<blocks, 256, 0, stream>>>((unsigned)n, load, op, [=] (unsigned i, const A& sum) mutable { parts[i] = sum; });
    reduce_kernel<A><<<1, 256, 0, stream>>>(blocks, [=] (unsigned i) mutable -> A { return parts[i]; }, op, finish);
  } else {
    reduce_kernel<A><<<1, 256, 0, stream>>>((unsigned)n, load, op, finish);
  }
  return cudaPeekAtLastError();
}

/* Up to this many elements are scanned by one block. */
inline constexpr unsigned SCAN_SMALL = 4096;
inline unsigned scan_range(size_t n) { return n <= 32 * 16384 ? 32 : (unsigned)((n + 16383) / 16384); }
inline size_t scan_parts(size_t n) { return n <= SCAN_SMALL ? 0 : (n + scan_range(n) - 1) / scan_range(n); }
template <class A, class Load, class Store, class Op> __global__ void __launch_bounds__(256) scan_kernel(unsigned n, Load load, Store store, Op op) {
  typedef BlockScan<A, 256> Scan;
  __shared__ typename Scan::TempStorage temp;
  unsigned range = (n + 255) / 256, i = threadIdx.x * range, end = i + range < n ? i + range : n;
  A sum = load(i < n ? i : 0);
  for (unsigned j = i + 1; j < end; j++) sum = (A)op(sum, load(j));
  A before;
  Scan(temp).ExclusiveScan(sum, before, op);
  bool follows = i > 0;
  for (; i < end; i++) {
    A item = load(i), through = follows ? (A)op(before, item) : item;
    store(i, follows, before, through);
    before = through;
    follows = true;
  }
}
/* store(i, follows, before, through): `through` is the sum of load(0) to load(i), `before` the one without load(i) if there is one. `sums` has room for scan_parts(n). */
template <class A, class Load, class Store, class Op> cudaError_t scan(cudaStream_t stream, A* sums, size_t n, Load load, Store store, Op op) {
  if (n == 0) return cudaPeekAtLastError();
  unsigned size = (unsigned)n;
  if (size <= SCAN_SMALL) {
    scan_kernel<A><<<1, 256, 0, stream>>>(size, load, store, op);
    return cudaPeekAtLastError();
  }
  unsigned range = scan_range(n), parts = (unsigned)scan_parts(n);
  each(stream, parts - 1, [=] (unsigned t) mutable {
    unsigned i = t * range, end = i + range;
    A sum = load(i);
    while (++i < end) sum = (A)op(sum, load(i));
    sums[t] = sum;
  });
  scan_kernel<A><<<1, 256, 0, stream>>>(parts - 1, [=] (unsigned i) mutable -> A { return sums[i]; }, [=] (unsigned i, bool, const A&, const A& sum) mutable { sums[i] = sum; }, op);
  return each(stream, parts, [=] (unsigned t) mutable {
    unsigned i = t * range, end = i + range < size ? i + range : size;
    bool follows = t > 0;
    A before = sums[follows ? t - 1 : 0];
    for (; i < end; i++) {
      A item = load(i), through = follows ? (A)op(before, item) : item;
      store(i, follows, before, through);
      before = through;
      follows = true;
    }
  });
}

/* Places for the elements for which flag(i) holds: move(i, holds, how many held before). Their number goes to *count. */
template <class Flag, class Move, class Count> cudaError_t compact(cudaStream_t stream, unsigned* sums, size_t n, Flag flag, Move move, Count count) {
  unsigned last = (unsigned)n - 1;
  if (n == 0) return each(stream, 1, [=] (unsigned) mutable { *count = 0; });
  return scan<unsigned>(
      stream, sums, n, [=] (unsigned i) mutable { return flag(i) ? 1u : 0u; },
      [=] (unsigned i, bool follows, unsigned before, unsigned through) mutable {
        unsigned place = follows ? before : 0u;
        move(i, through != place, place);
        if (i == last) *count = through;
      },
      [] (unsigned a, unsigned b) { return a + b; });
}

/* A sum within a run of neighbours that belong together: how many runs have begun, and the sum of the last. */
template <class V> struct run {
  unsigned runs;
  V sum;
};
template <class Op> struct run_op {
  Op op;
  template <class V> __CW_HD run<V> operator()(const run<V>& a, const run<V>& b) { return run<V>{a.runs + b.runs, b.runs ? b.sum : (V)op(a.sum, b.sum)}; }
};

}  // namespace __impl
}  // namespace cub
#endif
