// run: tolerance=0
// alignas, alignof, placement new, explicit destructor calls, over-aligned types, unions with non-trivial members, storage of structures.
#include <stdio.h>
#include <stdint.h>
#include <new>

struct alignas(16) Quad { float v[4]; };
struct Padded { char c; alignas(8) char d; Quad q; };
struct Loud { int v; explicit Loud(int v) : v(v) { printf("+%d ", v); } ~Loud() { printf("-%d ", v); } };
union Either { int i; Loud loud; Either() : i(1) {} ~Either() {} };
template <class T, int n> class Slots {
  alignas(T) unsigned char raw_[n * sizeof(T)];
  int used_ = 0;
 public:
  template <class... A> T& emplace(A... a) { return *new (raw_ + sizeof(T) * used_++) T(a...); }
  T& operator[](int i) { return *reinterpret_cast<T*>(raw_ + sizeof(T) * i); }
  ~Slots() { while (used_ > 0) (*this)[--used_].~T(); }
};
__global__ void aligned(int* out) { __shared__ Quad tile[2]; alignas(32) char local[32]; local[0] = 1; out[0] = int((uintptr_t)tile % 16) + int((uintptr_t)local % 32) * local[0] + int(alignof(Quad)) * 100; }

int main() {
  printf("%d %d %d %d\n", (int)alignof(Quad), (int)sizeof(Padded), (int)alignof(Padded), (int)alignof(double));
  alignas(64) char buffer[64]; printf("%d\n", int((uintptr_t)buffer % 64));
  Loud* l = new (buffer) Loud(1); printf("%d ", l->v); l->~Loud(); printf("\n");
  { Slots<Loud, 3> slots; slots.emplace(2); slots.emplace(3).v = 30; printf("%d ", slots[1].v); } printf("\n");
  Either e; new (&e.loud) Loud(7); e.loud.~Loud(); e.i = 5; printf("%d\n", e.i);
  Quad* heap = new Quad[2]{{{1, 2, 3, 4}}, {{5, 6, 7, 8}}}; printf("%d %.0f\n", int((uintptr_t)heap % 16), heap[1].v[2]); delete[] heap;
  void* raw = ::operator new(sizeof(Loud)); Loud* r = ::new (raw) Loud(9); r->~Loud(); ::operator delete(raw); printf("\n");
  int* zero = new (std::nothrow) int[3](); printf("%d %d\n", zero != nullptr, zero[0] + zero[1] + zero[2]); delete[] zero;
  int *d, h; cudaMalloc(&d, sizeof h); aligned<<<1, 1>>>(d); cudaMemcpy(&h, d, sizeof h, cudaMemcpyDeviceToHost); printf("%d\n", h);
}
