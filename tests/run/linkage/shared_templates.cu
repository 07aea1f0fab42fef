// run: nvcc="-rdc=true" units="shared_templates_other.cu" tolerance=0
// Templates in two units: see shared_templates.cuh.
#include "shared_templates.cuh"
int other_unit(int *data, int n);
int main() {
  Box<double> a{1.5}, b{2.25};
  Box<double> c = a + b;
  printf("%g %g %d %d\n", c.twice(), c.as<float>(), same(a, b), Box<double>::count);
  Box<int> d{3};
  d += Box<int>{4};
  printf("%d %d %d\n", d.value, Box<int>::Inner().get(d), Box<int>::count);
  printf("%d %ld %s %s %s %s\n", cube(3), cube(3L), Special<int>().name(), Special<char>().name(), Special<long>().name(), Special<int>().other());
  int *data;
  cudaMallocManaged(&data, 16 * sizeof(int));
  fill<<<1, 16>>>(data, 100, 16);
  cudaDeviceSynchronize();
  printf("%d %d\n", data[0], data[15]);
  int result = other_unit(data, 16);
  printf("%d %d\n", result, data[3]);
  printf("%d %d %d\n", Box<int>::count, Box<double>::count, reveal(Friendly()));
  cudaFree(data);
}
