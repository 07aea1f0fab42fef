// run: tolerance=0 nvcc="-std=c++20"
// C++20's small parts: span, bit functions, numbers, midpoint, ssize, contains, starts_with, three-way comparison, concepts, erase_if.
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <compare>
#include <concepts>
#include <cstdint>
#include <cstdio>
#include <map>
#include <numbers>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <vector>

template <std::integral T> const char* kind(T) { return "integral"; }
template <std::floating_point T> const char* kind(T) { return "floating"; }
template <class T>
concept Sized = requires(T t) {
  { t.size() } -> std::convertible_to<size_t>;
};
struct Version {
  int major, minor;
  auto operator<=>(const Version&) const = default;
};
int sum(std::span<const int> s) { return std::accumulate(s.begin(), s.end(), 0); }

int main() {
  int plain[] = {1, 2, 3, 4, 5};
  std::vector<int> v = {10, 20, 30};
  std::array<int, 2> a = {7, 8};
  std::span<int> s(plain);
  printf("%d %d %d %d %zu\n", sum(plain), sum(v), sum(a), sum(s.subspan(1, 3)), s.last(2).size_bytes());
  s.first(2)[0] = 100;
  printf("%d %d %zu %d\n", plain[0], s.back(), std::span<int, 3>(v).extent, s.empty());
  printf("%d %d %d %d %d %u %u\n", std::popcount(0xf0f0u), std::countl_zero(1u), std::countr_zero(8u), std::bit_width(1000u), std::has_single_bit(64u), std::bit_ceil(100u), std::rotl(0x80000001u, 4));
  printf("%08x %d\n", std::bit_cast<uint32_t>(1.0f), std::endian::native == std::endian::little);
  printf("%.15f %.15f %.6f\n", std::numbers::pi, std::numbers::e, std::numbers::sqrt2_v<float>);
  printf("%d %g %td %s %s %d%d\n", std::midpoint(1, 4), std::lerp(1.0, 3.0, 0.25), std::ssize(v), kind(1), kind(1.0f), Sized<std::string>, Sized<int>);
  std::map<int, int> m = {{1, 2}, {3, 4}};
  std::string_view text = "prefix.body.suffix";
  printf("%d %d %d %d\n", m.contains(3), m.contains(2), text.starts_with("prefix"), text.ends_with('x'));
  std::erase_if(v, [](int x) { return x == 20; });
  printf("%zu %zu\n", v.size(), std::erase(v, 10));
  Version x{1, 2}, y{1, 3};
  printf("%d %d %d %d %d\n", x < y, x == y, (x <=> y) < 0, std::max(x, y).minor, (1.0 <=> 2.0) == std::partial_ordering::less);
  auto generic = []<class T>(std::vector<T> const& c) { return sizeof(T) * c.size(); };
  printf("%zu\n", generic(std::vector<double>(3)));
}
