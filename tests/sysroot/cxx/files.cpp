// Paths and files, and numbers by <charconv>.
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>
namespace fs = std::filesystem;

template <class T> void chars(T value, int base = 10) {
  char text[80];
  const std::to_chars_result r = std::to_chars(text, text + 80, value, base);
  std::cout << std::string(text, r.ptr) << ' ';
  T back = 0;
  const std::from_chars_result f = std::from_chars(text, r.ptr, back, base);
  std::cout << (back == value) << (f.ptr == r.ptr) << '\n';
}
int main() {
  for (const char* t : {"/a/b.txt", "a/b/", "/", "", "..", ".hidden", "a.tar.gz", "/a//b", "x/./y/../z", "../a/../b", "a/..", "."}) {
    const fs::path p = t;
    std::cout << p << ' ' << p.filename() << p.stem() << p.extension() << p.parent_path() << p.relative_path() << p.lexically_normal() << p.is_absolute() << ':';
    for (const fs::path& part : p) std::cout << ' ' << part;
    std::cout << ' ' << p / "q" << ' ' << fs::path(p).replace_extension(".x") << '\n';
  }
  std::cout << fs::path("/a/d").lexically_relative("/a/b/c") << fs::path("a/b") / "/c" << (fs::path("a/b") == "a//b") << '\n';
  fs::remove_all("cx-files-dir");
  std::cout << fs::create_directories("cx-files-dir/one/two") << fs::create_directory("cx-files-dir") << fs::is_directory("cx-files-dir/one") << '\n';
  std::ofstream(fs::path("cx-files-dir") / "f.txt") << "12345";
  std::cout << fs::file_size("cx-files-dir/f.txt") << fs::exists("cx-files-dir/no") << fs::is_regular_file("cx-files-dir/f.txt") << '\n';
  fs::copy_file("cx-files-dir/f.txt", "cx-files-dir/one/g.txt");
  fs::rename("cx-files-dir/f.txt", "cx-files-dir/h.txt");
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator("cx-files-dir")) names.insert(entry.path().string());
  for (const auto& entry : fs::recursive_directory_iterator("cx-files-dir")) names.insert("r " + entry.path().string());
  for (const auto& name : names) std::cout << name << '\n';
  std::error_code e;
  fs::file_size("cx-files-dir/none", e);
  std::cout << e.value() << (e == std::errc::no_such_file_or_directory) << ' ' << fs::remove("cx-files-dir/h.txt") << fs::remove("cx-files-dir/h.txt") << fs::remove_all("cx-files-dir") << '\n';
  try {
    fs::file_size("cx-none");
  } catch (const fs::filesystem_error& f) {
    std::cout << f.path1() << f.code() << '\n';
  }
  chars(0), chars(-42), chars(2147483647, 2), chars(-9223372036854775807l - 1), chars(255u, 16), chars(~0ul, 36);
  for (double x : {0.1, 1.0, 1e21, 1e22, 123456.0, 5e-324, 1.7976931348623157e308, -0.0, 3.14159, 1e-5, 0.0001, 100000.0}) {
    char text[400];
    std::cout << std::string(text, std::to_chars(text, text + 400, x).ptr) << ' ' << std::string(text, std::to_chars(text, text + 400, x, std::chars_format::scientific).ptr) << ' '
              << std::string(text, std::to_chars(text, text + 400, x, std::chars_format::general).ptr) << ' ' << std::string(text, std::to_chars(text, text + 400, float(x)).ptr) << ' '
              << std::string(text, std::to_chars(text, text + 400, x, std::chars_format::fixed, 3).ptr) << '\n';
  }
  for (std::string t : {"1.5e3x", "inf", "-", "1e400", ".5", "x"}) {
    double x = -1;
    const auto r = std::from_chars(t.data(), t.data() + t.size(), x);
    std::cout << x << ' ' << r.ptr - t.data() << ' ' << int(r.ec) << '\n';
  }
}
