// run:
// Device-wide algorithms, of few and of many elements.
#include <cub/cub.cuh>
#include <algorithm>
#include <cstdio>
#include <vector>

// Both phases: how much storage, then the work.
template <class F> void two_phases(F f) {
  size_t bytes = 0;
  f(nullptr, bytes);
  void* storage;
  cudaMalloc(&storage, bytes);
  cudaError_t error = f(storage, bytes);
  if (error != cudaSuccess) printf("%s\n", cudaGetErrorString(error));
  cudaFree(storage);
}
template <class T> struct Device {
  T* p;
  size_t n;
  Device(size_t count) : n(count) { cudaMalloc(&p, (n + 16) * sizeof(T)); }
  Device(const std::vector<T>& from) : Device(from.size()) { cudaMemcpy(p, from.data(), n * sizeof(T), cudaMemcpyHostToDevice); }
  ~Device() { cudaFree(p); }
  std::vector<T> get(size_t count) {
    std::vector<T> to(count);
    cudaMemcpy(to.data(), p, count * sizeof(T), cudaMemcpyDeviceToHost);
    return to;
  }
};
struct Larger {
  __host__ __device__ int operator()(int a, int b) const { return a > b ? a : b; }
};
struct Odd {
  __host__ __device__ bool operator()(int x) const { return x & 1; }
};

void check(int n) {
  unsigned seed = n;
  auto next = [&] { return (seed = seed * 1664525u + 1013904223u) >> 10; };
  std::vector<int> in(n), keys(n), flags(n);
  for (int i = 0; i < n; i++) {
    in[i] = (int)(next() % 2001) - 1000;
    keys[i] = i / 3 / 2 % 50;
    flags[i] = next() % 3 == 0;
  }
  Device<int> d_in(in), d_keys(keys), d_flags(flags), d_out(n), d_count(3), d_more(n);
  auto count = [&] { return d_count.get(1)[0]; };

  int sum = 0, most = in[0], least = in[0];
  for (int x : in) sum += x, most = std::max(most, x), least = std::min(least, x);
  two_phases([&] (void* s, size_t& b) { return cub::DeviceReduce::Sum(s, b, d_in.p, d_count.p, n); });
  printf("%d:", count() == sum);
  two_phases([&] (void* s, size_t& b) { return cub::DeviceReduce::Max(s, b, d_in.p, d_count.p, n); });
  printf(" %d", count() == most);
  two_phases([&] (void* s, size_t& b) { return cub::DeviceReduce::Min(s, b, d_in.p, d_count.p, n); });
  printf(" %d", count() == least);
  two_phases([&] (void* s, size_t& b) { return cub::DeviceReduce::Reduce(s, b, d_in.p, d_count.p, n, Larger(), 990); });
  printf(" %d", count() == std::max(most, 990));
  Device<cub::KeyValuePair<int, int>> d_best(1);
  two_phases([&] (void* s, size_t& b) { return cub::DeviceReduce::ArgMax(s, b, d_in.p, d_best.p, n); });
  cub::KeyValuePair<int, int> best = d_best.get(1)[0];
  printf(" %d", best.value == most && best.key == std::max_element(in.begin(), in.end()) - in.begin());

  std::vector<int> expected(n);
  for (int i = 0, s = 0; i < n; i++) expected[i] = s += in[i];
  two_phases([&] (void* s, size_t& b) { return cub::DeviceScan::InclusiveSum(s, b, d_in.p, d_out.p, n); });
  printf(" scan %d", d_out.get(n) == expected);
  for (int i = 0, s = 0; i < n; i++) expected[i] = s, s += in[i];
  two_phases([&] (void* s, size_t& b) { return cub::DeviceScan::ExclusiveSum(s, b, d_in.p, d_out.p, n); });
  printf(" %d", d_out.get(n) == expected);
  for (int i = 0, s = 7; i < n; i++) expected[i] = s, s = std::max(s, in[i]);
  two_phases([&] (void* s, size_t& b) { return cub::DeviceScan::ExclusiveScan(s, b, d_in.p, d_out.p, Larger(), 7, n); });
  printf(" %d", d_out.get(n) == expected);

  std::vector<int> picked, rest, unique;
  for (int i = 0; i < n; i++) {
    if (flags[i]) picked.push_back(in[i]);
  }
  two_phases([&] (void* s, size_t& b) { return cub::DeviceSelect::Flagged(s, b, d_in.p, d_flags.p, d_out.p, d_count.p, n); });
  printf(" select %d", count() == (int)picked.size() && d_out.get(picked.size()) == picked);
  picked.clear();
  for (int x : in) (x & 1 ? picked : rest).push_back(x);
  two_phases([&] (void* s, size_t& b) { return cub::DeviceSelect::If(s, b, d_in.p, d_out.p, d_count.p, n, Odd()); });
  printf(" %d", count() == (int)picked.size() && d_out.get(picked.size()) == picked);
  two_phases([&] (void* s, size_t& b) { return cub::DevicePartition::If(s, b, d_in.p, d_out.p, d_count.p, n, Odd()); });
  std::vector<int> both = picked;
  both.insert(both.end(), rest.rbegin(), rest.rend());
  printf(" %d", count() == (int)picked.size() && d_out.get(n) == both);
  std::unique_copy(keys.begin(), keys.end(), std::back_inserter(unique));
  two_phases([&] (void* s, size_t& b) { return cub::DeviceSelect::Unique(s, b, d_keys.p, d_out.p, d_count.p, n); });
  printf(" %d", count() == (int)unique.size() && d_out.get(unique.size()) == unique);

  std::vector<int> lengths;
  for (int i = 0; i < n; i++) {
    if (i == 0 || keys[i] != keys[i - 1]) lengths.push_back(0);
    lengths.back()++;
  }
  two_phases([&] (void* s, size_t& b) { return cub::DeviceRunLengthEncode::Encode(s, b, d_keys.p, d_out.p, d_more.p, d_count.p, n); });
  printf(" runs %d", count() == (int)unique.size() && d_out.get(unique.size()) == unique && d_more.get(unique.size()) == lengths);
  two_phases([&] (void* s, size_t& b) { return cub::DeviceReduce::ReduceByKey(s, b, d_keys.p, d_out.p, d_in.p, d_more.p, d_count.p, Larger(), n); });
  std::vector<int> highest;
  for (int i = 0; i < n; i++) {
    if (i == 0 || keys[i] != keys[i - 1]) highest.push_back(in[i]);
    highest.back() = std::max(highest.back(), in[i]);
  }
  printf(" %d", count() == (int)unique.size() && d_more.get(unique.size()) == highest);

  expected = in;
  std::sort(expected.begin(), expected.end());
  two_phases([&] (void* s, size_t& b) { return cub::DeviceRadixSort::SortKeys(s, b, d_in.p, d_out.p, n); });
  printf(" sort %d", d_out.get(n) == expected && d_in.get(n) == in);
  std::vector<int> order(n);
  for (int i = 0; i < n; i++) order[i] = i;
  Device<int> d_order(order), d_sorted(n);
  std::stable_sort(order.begin(), order.end(), [&] (int a, int b) { return in[a] > in[b]; });
  two_phases([&] (void* s, size_t& b) { return cub::DeviceRadixSort::SortPairsDescending(s, b, d_in.p, d_out.p, d_order.p, d_sorted.p, n); });
  printf(" %d", d_sorted.get(n) == order);
  std::vector<float> floats(n);
  for (float& x : floats) x = ((int)(next() % 4000) - 2000) / 16.0f;
  Device<float> d_floats(floats), d_other(n);
  cub::DoubleBuffer<float> buffer(d_floats.p, d_other.p);
  std::sort(floats.begin(), floats.end());
  two_phases([&] (void* s, size_t& b) { return cub::DeviceRadixSort::SortKeys(s, b, buffer, n); });
  std::vector<float> sorted(n);
  cudaMemcpy(sorted.data(), buffer.Current(), n * sizeof(float), cudaMemcpyDeviceToHost);
  printf(" %d", sorted == floats);

  std::vector<int> bins(10);
  for (int x : in) {
    if (x >= -500 && x < 500) bins[(x + 500) / 100]++;
  }
  two_phases([&] (void* s, size_t& b) { return cub::DeviceHistogram::HistogramEven(s, b, d_in.p, d_out.p, 11, -500, 500, n); });
  printf(" histogram %d", d_out.get(10) == bins);

  std::vector<int> offsets{0, n / 7, n / 7, n / 2, n}, totals(4);
  Device<int> d_offsets(offsets);
  for (int s = 0; s < 4; s++) {
    for (int i = offsets[s]; i < offsets[s + 1]; i++) totals[s] += in[i];
  }
  two_phases([&] (void* s, size_t& b) { return cub::DeviceSegmentedReduce::Sum(s, b, d_in.p, d_out.p, 4, d_offsets.p, d_offsets.p + 1); });
  printf(" segments %d\n", d_out.get(4) == totals);
}

int main() {
  check(8);
  check(1000);
  check(10007);
  check(70000);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
}
