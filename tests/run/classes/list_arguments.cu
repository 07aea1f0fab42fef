// run:
// A braced list in parentheses is an argument of a constructor: T x({…}), T({…}), new T({…}), members and bases.
#include <cstdio>
#include <initializer_list>
#include <utility>
#include <vector>

struct Extent {
  int rows, columns;
};

struct Grid {
  Extent extent;
  explicit Grid(Extent e) : extent(e) { printf("extent %d %d\n", e.rows, e.columns); }
  Grid(Extent e, float value) : extent(e) { printf("extent %d %d, %g\n", e.rows, e.columns, value); }
  explicit Grid(float value) : extent{1, 1} { printf("value %g\n", value); }
  Grid(const Grid& other) : extent(other.extent) { printf("copy\n"); }
};

struct Pair {
  int sum;
  Pair(int a, int b) : sum(a + b) { printf("pair\n"); }
  Pair(Pair&& other) : sum(other.sum) { printf("move\n"); }
};

struct Values {
  Values(const std::vector<int>& values) { printf("%zu values\n", values.size()); }
  Values(int n, int m) { printf("%d by %d\n", n, m); }
};

struct List {
  List(std::initializer_list<int> items) { printf("%zu items\n", items.size()); }
  List(int a, int b) { printf("no list %d %d\n", a, b); }
};

struct Shape {
  __host__ __device__ Shape(Extent e) : area(e.rows * e.columns) {}
  int area;
};

struct Box : Grid {
  Extent inner;
  Shape shape;
  Box() : Grid({7, 8}), inner({1, 2}), shape({3, 4}) {}
};

__global__ void areas(int* out) {
  Shape shape({int(threadIdx.x) + 1, 5});
  Shape* other = new Shape({int(threadIdx.x), 2});
  out[threadIdx.x] = shape.area + other->area + Shape({1, 1}).area;
  delete other;
}

int main() {
  Grid a({2, 3});
  Grid b({4, 5}, 6.5f);
  Grid c({1.5f});
  Pair p({20, 22});
  Pair q = Pair({1, 2});
  printf("%d %d\n", p.sum, q.sum);
  Values braces{3, 4};
  Grid* g = new Grid({9, 10});
  delete g;
  List l({1, 2, 3});
  List two({1, 2});
  Box box;
  printf("%d %d %d\n", box.inner.rows, box.inner.columns, box.shape.area);
  std::pair<int, Extent> keyed({1, {2, 3}});
  printf("%d %d\n", keyed.first, keyed.second.columns);
  std::vector<int> one({7});
  printf("%zu %d\n", one.size(), one[0]);
  int* device;
  int host[4];
  cudaMalloc(&device, sizeof host);
  areas<<<1, 4>>>(device);
  cudaMemcpy(host, device, sizeof host, cudaMemcpyDeviceToHost);
  for (int i = 0; i < 4; i++) printf("%d ", host[i]);
  printf("\n");
  cudaFree(device);
}
