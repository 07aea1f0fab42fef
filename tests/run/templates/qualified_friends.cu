// run: tolerance=0
// Class templates of other namespaces and classes as friends: in classes and in class templates.
#include <cstdio>

namespace parts {
enum class Kind { sum, product };
template <Kind> struct Reader;
template <> struct Reader<Kind::sum> {
  template <class C> static __host__ __device__ int read(const C& c) { return c.a + c.b; }
};
template <> struct Reader<Kind::product> {
  template <class C> static __host__ __device__ int read(const C& c) { return c.a * c.b; }
};
}  // namespace parts

struct Outer {
  template <class T> struct Inner { static int read(const T& t) { return t.a - t.b; } };
};

template <class T> class Pair {
  template <parts::Kind> friend struct parts::Reader;
  template <class U> friend struct Outer::Inner;
  T a, b;
 public:
  __host__ __device__ Pair(T a, T b) : a(a), b(b) {}
};

class Plain {
  template <parts::Kind> friend struct ::parts::Reader;
  template <class U> friend struct Outer::Inner;
  int a = 9, b = 4;
};

__global__ void kernel(int* out) {
  Pair<int> p(threadIdx.x, 5);
  out[threadIdx.x] = parts::Reader<parts::Kind::sum>::read(p) * 100 + parts::Reader<parts::Kind::product>::read(p);
}

int main() {
  int* out;
  cudaMallocManaged(&out, 4 * sizeof(int));
  kernel<<<1, 4>>>(out);
  cudaDeviceSynchronize();
  printf("%d %d %d %d\n", out[0], out[1], out[2], out[3]);
  Pair<long> p(7, 3);
  Plain q;
  printf("%d %d %d\n", parts::Reader<parts::Kind::sum>::read(p), parts::Reader<parts::Kind::product>::read(p), Outer::Inner<Pair<long>>::read(p));
  printf("%d %d %d\n", parts::Reader<parts::Kind::sum>::read(q), parts::Reader<parts::Kind::product>::read(q), Outer::Inner<Plain>::read(q));
  cudaFree(out);
}
