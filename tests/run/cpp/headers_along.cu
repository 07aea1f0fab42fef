// run: tolerance=0
// What gcc's headers and CUDA's bring along: integers, output and strings through cooperative_groups.h, function objects and streams through <vector> and <string>.
#include <cooperative_groups.h>
#include <functional>
#include <string>
#include <vector>
namespace cg = cooperative_groups;

enum class Mode : uint8_t { Up, Down };

struct Row {
  std::string name;
  std::vector<int> values;
};
std::ostream& operator<<(std::ostream& out, const Row& row);

template <class Compare>
bool ordered(const std::vector<int>& values, Compare before) {
  for (size_t i = 1; i < values.size(); i++)
    if (before(values[i], values[i - 1])) return false;
  return true;
}

__global__ void fill(uint64_t* out, Mode mode) {
  auto warp = cg::tiled_partition<32>(cg::this_thread_block());
  out[threadIdx.x] = mode == Mode::Down ? UINT64_C(1) << (31 - warp.thread_rank()) : warp.thread_rank();
}

int main() {
  uint64_t* out;
  cudaMallocManaged(&out, 32 * sizeof(uint64_t));
  fill<<<1, 32>>>(out, Mode::Down);
  cudaDeviceSynchronize();
  assert(out[31] == 1);
  Row row{"row", {1, 2, 5}};
  for (char& c : row.name) c = toupper(c);
  std::vector<int> sorted(row.values);
  std::sort(sorted.begin(), sorted.end(), std::greater<int>());
  int factor = 3;
  auto scale = [](int& by, int x) { return by++ * x; };
  std::function<int(int)> scaled = std::bind(scale, std::ref(factor), std::placeholders::_1);
  const int first = scaled(2), second = scaled(2);
  fprintf(stdout, "%llu %s %d %d %d %d %d\n", (unsigned long long)out[0], row.name.c_str(), ordered(row.values, std::less<int>()), ordered(sorted, std::less<int>()), first, second, factor);
  cudaFree(out);
  return 0;
}
