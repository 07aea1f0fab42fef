// run:
// What CUDA's containers and algorithms bring along: programs use it without including it.
#include <thrust/device_vector.h>
#include <thrust/host_vector.h>
#include <thrust/sort.h>

struct Scale {
  float by;
  __host__ __device__ float operator()(float x) const { return x * by; }
};

int main() {
  thrust::device_vector<float> v(6);
  thrust::sequence(v.begin(), v.end(), 1.0f);
  thrust::transform(v.begin(), v.end(), v.begin(), Scale{2});
  thrust::host_vector<float> h = v;
  std::cout << thrust::reduce(v.begin(), v.end()) << " " << thrust::transform_reduce(v.begin(), v.end(), Scale{0.5f}, 0.0f, thrust::plus<float>()) << std::endl;
  thrust::inclusive_scan(v.begin(), v.end(), v.begin());
  thrust::sort(v.begin(), v.end(), thrust::greater<float>());
  std::vector<float> out(v.size());
  thrust::copy(v.begin(), v.end(), out.begin());
  for (float x : out) printf("%g ", x);
  printf("\n%g %d %d\n", float(*thrust::max_element(v.begin(), v.end())), FLT_MAX > 1e38f, INT_MAX > 0);
  thrust::device_vector<int> keys(4, 1), where(thrust::make_counting_iterator(0), thrust::make_counting_iterator(4));
  thrust::fill(keys.begin(), keys.begin() + 2, 7);
  auto first = thrust::make_zip_iterator(thrust::make_tuple(keys.begin(), where.begin()));
  std::cout << thrust::get<0>(first[1]) << thrust::get<1>(first[3]) << std::string("!") << '\n';
  assert(fabs(h[0] - 2) < 1e-6);
}
