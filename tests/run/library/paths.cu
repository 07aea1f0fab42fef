// run: tolerance=0
// <filesystem>: paths and their parts, folders and files made, listed, copied, renamed and removed in the working folder.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>
namespace fs = std::filesystem;

int main() {
  using std::cout;
  fs::path p = "/usr/local/lib/libx.tar.gz";
  cout << p.filename() << p.stem() << p.extension() << p.parent_path() << p.root_path() << p.is_absolute() << '\n';
  cout << (fs::path("a") / "b" / "../c").lexically_normal() << fs::path("x/y").replace_extension("txt") << fs::path("/a/b/c").lexically_relative("/a/d") << fs::path("a//b").lexically_normal() << '\n';
  for (const auto& part : fs::path("/one/two/three.x")) cout << part << ' ';
  cout << (fs::path("a/b") < fs::path("a/c")) << (fs::path("a") / "/b") << fs::path("dir/").filename().empty() << '\n';
  fs::path root = "paths_test";
  fs::remove_all(root);
  cout << fs::create_directories(root / "in" / "ner") << fs::create_directory(root / "in") << fs::exists(root / "in") << fs::is_directory(root) << '\n';
  for (const char* name : {"b.txt", "a.txt", "in/c.dat"}) std::ofstream(root / name) << name;
  std::vector<std::string> names;
  for (const auto& e : fs::directory_iterator(root)) names.push_back(e.path().filename().string() + (e.is_directory() ? "/" : ""));
  std::sort(names.begin(), names.end());
  for (auto& n : names) cout << n << ' ';
  size_t all = 0;
  for (const auto& e : fs::recursive_directory_iterator(root)) all += e.is_regular_file();
  cout << all << ' ' << fs::file_size(root / "in/c.dat") << '\n';
  fs::copy_file(root / "a.txt", root / "copy.txt");
  fs::rename(root / "copy.txt", root / "in" / "moved.txt");
  std::string text;
  std::ifstream(root / "in" / "moved.txt") >> text;
  cout << text << ' ' << fs::exists(root / "copy.txt") << fs::remove(root / "b.txt") << fs::remove(root / "b.txt") << '\n';
  std::error_code ec;
  cout << fs::file_size(root / "a.txt") << ' ' << (fs::file_size(root / "none", ec) == (uintmax_t)-1) << (bool)ec << '\n';
  try {
    fs::file_size(root / "none");
  } catch (const fs::filesystem_error& e) {
    cout << e.path1() << ' ' << (e.code() == std::errc::no_such_file_or_directory) << '\n';
  }
  cout << fs::remove_all(root) << fs::exists(root) << '\n';
}
