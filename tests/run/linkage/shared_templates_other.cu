#include "shared_templates.cuh"
template struct Box<double>;
template int cube<int>(int);
template __global__ void fill<int>(int *, int, int);
template <> const char *Special<int>::name() const { return "int"; }
int other_unit(int *data, int n) {
  Box<int> a{5}, b{6};
  Box<int> c = a + b;
  Box<double> x{0.5};
  x += Box<double>{1.0};
  fill<<<1, n>>>(data, 1, n);
  cudaDeviceSynchronize();
  return c.twice() + cube(2) + same(a, b) + int(x.value * 10) + Box<int>::zero() + (Special<int>().name()[0] == 'i') + reveal(Friendly());
}
