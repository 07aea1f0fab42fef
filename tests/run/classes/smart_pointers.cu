// run: tolerance=0
// RAII: unique and shared ownership written out, deleters, arrays, weak references, scope guards, device buffers that free themselves.
#include <stdio.h>
#include <utility>

struct Node { int v; Node(int v) : v(v) { printf("+%d ", v); } virtual ~Node() { printf("-%d ", v); } }; struct Big : Node { int w; Big(int v, int w) : Node(v), w(w) {} ~Big() { printf("big "); } };
template <class T> struct Delete { void operator()(T* p) const { delete p; } }; template <class T> struct Delete<T[]> { void operator()(T* p) const { delete[] p; } };
template <class T, class D = Delete<T>> class Unique {
  T* p_;
 public:
  explicit Unique(T* p = nullptr) : p_(p) {} Unique(Unique&& o) noexcept : p_(o.release()) {} template <class U, class E> Unique(Unique<U, E>&& o) : p_(o.release()) {} Unique(const Unique&) = delete;
  Unique& operator=(Unique&& o) noexcept { reset(o.release()); return *this; } ~Unique() { reset(); }
  void reset(T* p = nullptr) { T* old = p_; p_ = p; if (old) D()(old); } T* release() { return std::exchange(p_, nullptr); }
  T* operator->() const { return p_; } T& operator*() const { return *p_; } explicit operator bool() const { return p_; } T* get() const { return p_; }
};
template <class T, class... A> Unique<T> make_unique(A&&... a) { return Unique<T>(new T(std::forward<A>(a)...)); }
template <class T> class Shared {
  struct Block { T* p; int strong; }; Block* b_;
 public:
  explicit Shared(T* p) : b_(new Block{p, 1}) {} Shared(const Shared& o) : b_(o.b_) { ++b_->strong; } Shared(Shared&& o) : b_(o.b_) { o.b_ = nullptr; }
  Shared& operator=(Shared o) { std::swap(b_, o.b_); return *this; } ~Shared() { if (b_ && --b_->strong == 0) { delete b_->p; delete b_; } }
  int use_count() const { return b_ ? b_->strong : 0; } T* operator->() const { return b_->p; }
};
template <class T> class DeviceBuffer {
  T* p_ = nullptr; int n_;
 public:
  static int live; explicit DeviceBuffer(int n) : n_(n) { cudaMalloc(&p_, n * sizeof(T)); live++; } DeviceBuffer(DeviceBuffer&& o) noexcept : p_(o.p_), n_(o.n_) { o.p_ = nullptr; } DeviceBuffer(const DeviceBuffer&) = delete; ~DeviceBuffer() { if (p_) { cudaFree(p_); live--; } }
  operator T*() const { return p_; } void download(T* h) const { cudaMemcpy(h, p_, n_ * sizeof(T), cudaMemcpyDeviceToHost); } int size() const { return n_; }
};
template <class T> int DeviceBuffer<T>::live = 0;
__global__ void iota(int* p, int start) { p[threadIdx.x] = start + threadIdx.x; }
static DeviceBuffer<int> filled(int n) { DeviceBuffer<int> b(n); iota<<<1, n>>>(b, 10); return b; }

int main() {
  { auto a = make_unique<Node>(1); Unique<Node> b = std::move(a), c = make_unique<Big>(2, 3); printf("%d %d ", !a, b->v); b = std::move(c); printf("%d ", (*b).v); } printf("\n");
  { Unique<Node, Delete<Node>> moved(make_unique<Node>(4)); Node* raw = moved.release(); delete raw; } printf("\n");
  { Shared<Node> s(new Node(5)); { Shared<Node> t = s, u(new Big(6, 7)); printf("%d ", s.use_count()); u = t; printf("%d ", s.use_count()); } printf("%d ", s.use_count()); Shared<Node> v = std::move(s); printf("%d %d ", v.use_count(), s.use_count()); } printf("\n");
  try { auto p = make_unique<Node>(8); throw 1; } catch (int) { printf("caught\n"); }
  { DeviceBuffer<int> b = filled(4), c = std::move(b); int h[4]; c.download(h); printf("%d %d %d %d\n", h[0], h[3], c.size(), DeviceBuffer<int>::live); } printf("%d\n", DeviceBuffer<int>::live);
}
