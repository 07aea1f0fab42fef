// run: tolerance=0
// std::string: searching in all directions, replacing, comparing, substrings, appending, growing over the short form; iterators; conversions to and from numbers.
#include <algorithm>
#include <iostream>
#include <stdexcept>
#include <string>

int main() {
  std::string s = "the quick brown fox jumps over the lazy dog";
  std::cout << s.find("the") << ' ' << s.find("the", 1) << ' ' << s.rfind("the") << ' ' << s.rfind("the", 10) << ' ' << (s.find("cat") == std::string::npos) << '\n';
  std::cout << s.find_first_of("aeiou") << ' ' << s.find_last_of("aeiou") << ' ' << s.find_first_not_of("the ") << ' ' << s.find_last_not_of("dgo") << '\n';
  std::string t = s;
  t.replace(4, 5, "slow").replace(t.find("fox"), 3, 2, '!');
  std::cout << t << '\n';
  t.insert(0, "> ").insert(t.size(), 3, '<').erase(2, 4);
  std::cout << t << '\n';
  std::cout << s.substr(16, 3) << '|' << s.substr(40) << '|' << s.compare("the slow") << ' ' << (s.compare(4, 5, "quick") == 0) << (s > "tha") << (s < std::string("thf")) << '\n';
  std::string grown;
  for (int i = 0; i < 50; i++) grown += (char)('a' + i % 26);
  std::cout << grown << ' ' << grown.size() << '\n';
  std::reverse(grown.begin(), grown.begin() + 10);
  grown.resize(12);
  std::cout << grown << '|' << grown.front() << grown.back() << '\n';
  grown.resize(15, '.');
  std::cout << grown << " " << std::string(5, '-') + "x" + 'y' + std::string("z") << '\n';
  std::cout << std::to_string(-12) << ' ' << std::to_string(3.5) << ' ' << std::to_string(1e10f) << ' ' << std::to_string(18446744073709551615ull) << '\n';
  size_t used = 0;
  std::cout << std::stoi("  42abc", &used) << ' ' << used << ' ' << std::stol("-0x1f", nullptr, 16) << ' ' << std::stoul("777", nullptr, 8) << ' ' << std::stod("2.5e-3") << ' ' << std::stof("1e2") << '\n';
  for (const char* bad : {"x1", "99999999999999", ""}) {
    try {
      std::cout << std::stoi(bad) << '\n';
    } catch (const std::invalid_argument& e) {
      std::cout << "invalid: " << e.what() << '\n';
    } catch (const std::out_of_range& e) {
      std::cout << "range: " << e.what() << '\n';
    }
  }
  try {
    s.substr(100);
  } catch (const std::out_of_range&) {
    std::cout << "out of range\n";
  }
  std::string with_zero("a\0b", 3);
  std::cout << with_zero.size() << ' ' << with_zero.find('\0') << ' ' << (with_zero == "a") << '\n';
  s.clear();
  std::cout << s.empty() << s.length() << '\n';
}
