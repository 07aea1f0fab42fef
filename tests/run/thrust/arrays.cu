// run: tolerance=0
// Arrays in host memory as ranges: their names are pointers to their first elements.
#include <cstdio>
#include <thrust/copy.h>
#include <thrust/functional.h>
#include <thrust/reduce.h>
#include <thrust/scan.h>
#include <thrust/sort.h>
#include <thrust/transform.h>

int main() {
  int data[] = {-5, 0, 2, -3, 2, 4, 0, -1, 2, 8};
  int out[10];
  const float in[3] = {1, 2, 3};
  float negated[3];
  thrust::exclusive_scan(data, data + 10, out, 1, thrust::maximum<int>());
  for (int value : out) printf("%d ", value);
  thrust::sort(data, data + 10);
  printf("%d %d %d\n", data[0], data[9], thrust::reduce(data, data + 10));
  thrust::transform(in, in + 3, negated, thrust::negate<float>());
  thrust::copy(in, in + 2, negated);
  printf("%g %g %g %g\n", negated[0], negated[1], negated[2], thrust::reduce(in, in + 3, 0.0f, thrust::plus<float>()));
  int *at = out;
  thrust::advance(at, 3);
  printf("%d %d\n", *at, (int)thrust::distance(out, at));
  return 0;
}
