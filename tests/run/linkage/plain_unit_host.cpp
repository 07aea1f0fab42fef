#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

const char* describe(int n) {
  std::vector<double> v(static_cast<std::size_t>(n), 1.5);
  std::ptrdiff_t d = &v[2] - &v[0];
  std::nullptr_t none = nullptr;
  uint64_t big = 1;
  static std::string text;
  text = std::to_string(v.size()) + " " + std::to_string(d) + " " + std::to_string(none == nullptr) + " " + std::to_string(big << 40);
  return text.c_str();
}

double farthest(const double* values, int n) {
  double far = std::numeric_limits<double>::lowest();
  for (int i = 0; i < n; i++) far = std::max(far, values[i]);
  return std::sqrt(far);
}
