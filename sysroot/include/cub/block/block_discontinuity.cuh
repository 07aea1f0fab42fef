#ifndef _CUB_BLOCK_DISCONTINUITY_CUH
#define _CUB_BLOCK_DISCONTINUITY_CUH
#include <__cub/types.h>
namespace cub {
/* Flags items that differ from the one before (heads) or behind (tails). The first and the last item of the block are compared with the one given, or flagged. */
template <class T, int X, int Y = 1, int Z = 1, int PTX_ARCH = 0> class BlockDiscontinuity {
  static constexpr int THREADS = X * Y * Z;

 public:
  struct TempStorage {
    __impl::slots<T, THREADS> firsts, lasts;
  };

 private:
  TempStorage& temp;
  int thread;
  static __device__ TempStorage& own_storage() {
    __shared__ TempStorage storage;
    return storage;
  }
  /* With three parameters the operator gets the item's index too. */
  template <class Op> static __device__ bool differs(Op& op, const T& a, const T& b, int index) {
    if constexpr (std::is_invocable_v<Op&, const T&, const T&, int>) return op(a, b, index);
    else return op(a, b);
  }
  template <int N> __device__ void publish(T (&items)[N]) {
    temp.firsts[thread] = items[0];
    temp.lasts[thread] = items[N - 1];
    __syncthreads();
  }
  template <int N, class F, class Op> __device__ void heads(F (&flags)[N], T (&items)[N], Op& op, const T* before) {
    if (thread > 0) flags[0] = (F)differs(op, temp.lasts[thread - 1], items[0], thread * N);
    else flags[0] = before ? (F)differs(op, *before, items[0], 0) : (F)1;
    for (int i = 1; i < N; i++) flags[i] = (F)differs(op, items[i - 1], items[i], thread * N + i);
  }
  template <int N, class F, class Op> __device__ void tails(F (&flags)[N], T (&items)[N], Op& op, const T* behind) {
    for (int i = 0; i + 1 < N; i++) flags[i] = (F)differs(op, items[i], items[i + 1], thread * N + i + 1);
    if (thread + 1 < THREADS) flags[N - 1] = (F)differs(op, items[N - 1], temp.firsts[thread + 1], thread * N + N);
    else flags[N - 1] = behind ? (F)differs(op, items[N - 1], *behind, THREADS * N) : (F)1;
  }

 public:
  __device__ BlockDiscontinuity() : temp(own_storage()), thread(__impl::linear_rank<X, Y, Z>()) {}
  __device__ BlockDiscontinuity(TempStorage& storage) : temp(storage), thread(__impl::linear_rank<X, Y, Z>()) {}

  template <int N, class F, class Op> __device__ void FlagHeads(F (&head_flags)[N], T (&input)[N], Op op) {
    publish(input);
    heads(head_flags, input, op, nullptr);
  }
  template <int N, class F, class Op> __device__ void FlagHeads(F (&head_flags)[N], T (&input)[N], Op op, T before) {
    publish(input);
    heads(head_flags, input, op, &before);
  }
  template <int N, class F, class Op> __device__ void FlagTails(F (&tail_flags)[N], T (&input)[N], Op op) {
    publish(input);
    tails(tail_flags, input, op, nullptr);
  }
  template <int N, class F, class Op> __device__ void FlagTails(F (&tail_flags)[N], T (&input)[N], Op op, T behind) {
    publish(input);
    tails(tail_flags, input, op, &behind);
  }
  template <int N, class F, class Op> __device__ void FlagHeadsAndTails(F (&head_flags)[N], F (&tail_flags)[N], T (&input)[N], Op op) {
    publish(input);
    heads(head_flags, input, op, nullptr);
    tails(tail_flags, input, op, nullptr);
  }
  template <int N, class F, class Op> __device__ void FlagHeadsAndTails(F (&head_flags)[N], F (&tail_flags)[N], T behind, T (&input)[N], Op op) {
    publish(input);
    heads(head_flags, input, op, nullptr);
    tails(tail_flags, input, op, &behind);
  }
  template <int N, class F, class Op> __device__ void FlagHeadsAndTails(F (&head_flags)[N], T before, F (&tail_flags)[N], T (&input)[N], Op op) {
    publish(input);
    heads(head_flags, input, op, &before);
    tails(tail_flags, input, op, nullptr);
  }
  template <int N, class F, class Op> __device__ void FlagHeadsAndTails(F (&head_flags)[N], T before, F (&tail_flags)[N], T behind, T (&input)[N], Op op) {
    publish(input);
    heads(head_flags, input, op, &before);
    tails(tail_flags, input, op, &behind);
  }
};
}  // namespace cub
#endif
