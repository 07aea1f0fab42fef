// <filesystem>.
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <dirent.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace std {
namespace filesystem {

size_t path::extension_start() const noexcept {
  const size_t start = name_start(), dot = text.rfind('.');
  if (dot == std::string::npos || dot <= start || text.compare(start, std::string::npos, "..") == 0) return text.size();
  return dot;
}
path& path::operator/=(const path& p) {
  if (p.is_absolute()) return *this = p;
  if (has_filename()) text += '/';
  text += p.text;
  return *this;
}
path& path::replace_extension(const path& p) {
  text.resize(extension_start());
  if (!p.empty() && p.text[0] != '.') text += '.';
  text += p.text;
  return *this;
}
path::iterator path::begin() const {
  iterator i;
  i.whole = this;
  size_t at = 0;
  if (is_absolute()) {
    i.parts.push_back("/");
    at = text.find_first_not_of('/');
  }
  while (at < text.size()) {
    const size_t end = std::min(text.find('/', at), text.size());
    i.parts.push_back(text.substr(at, end - at));
    at = text.find_first_not_of('/', end);
    if (at == std::string::npos && end < text.size()) i.parts.push_back("");
  }
  return i;
}
int path::compare(const path& p) const noexcept {
  if (is_absolute() != p.is_absolute()) return is_absolute() ? 1 : -1;
  const vector<std::string> a = begin().parts, b = p.begin().parts;
  return a < b ? -1 : b < a ? 1 : 0;
}
path path::relative_path() const {
  const size_t start = text.find_first_not_of('/');
  return start == std::string::npos ? path() : path(text.substr(start));
}
path path::parent_path() const {
  if (relative_path().empty()) return *this;
  size_t end = name_start();
  while (end > 1 && text[end - 1] == '/') end--;
  return path(text.substr(0, end));
}
path path::lexically_normal() const {
  vector<std::string> out;
  bool directory = false;
  for (const std::string& part : begin().parts) {
    directory = part.empty() || part == "." || part == "..";
    if (part.empty() || part == ".") continue;
    if (part == ".." && !out.empty() && out.back() != "..") {
      if (out.back() != "/") out.pop_back();
    } else {
      out.push_back(part);
    }
  }
  path result;
  for (const std::string& part : out) result /= path(part);
  if (directory && !out.empty() && out.back() != ".." && out.back() != "/") result.text += '/';
  if (result.empty() && !empty()) result.text = ".";
  return result;
}
path path::lexically_relative(const path& base) const {
  const vector<std::string> a = begin().parts, b = base.begin().parts;
  if (is_absolute() != base.is_absolute()) return path();
  size_t same = 0;
  while (same < a.size() && same < b.size() && a[same] == b[same]) same++;
  if (same == a.size() && same == b.size()) return path(".");
  long up = 0;
  for (size_t i = same; i < b.size(); i++) up += b[i] == ".." ? -1 : b[i].empty() || b[i] == "." ? 0 : 1;
  if (up < 0) return path();
  if (up == 0 && (same == a.size() || a[same].empty())) return path(".");
  path result;
  while (up-- > 0) result /= path("..");
  for (size_t i = same; i < a.size(); i++) result /= path(a[i]);
  return result;
}

static string described(const string& what, const path* p, const path* q) {
  string text = "filesystem error: " + what;
  for (const path* each : {p, q})
    if (each) text += " [" + each->native() + "]";
  return text;
}
// system_error puts the error's own text behind `what`; the paths come last.
filesystem_error::filesystem_error(const string& what, error_code e) : system_error(e, "filesystem error: " + what) {}
filesystem_error::filesystem_error(const string& what, const path& p, error_code e) : system_error(e, described(what, &p, nullptr)), first(p) {}
filesystem_error::filesystem_error(const string& what, const path& p, const path& q, error_code e) : system_error(e, described(what, &p, &q)), first(p), second(q) {}
filesystem_error::~filesystem_error() noexcept {}

static error_code last_error() { return error_code(errno, generic_category()); }

static file_status as_status(int result, const struct stat& s, error_code& e) {
  e.clear();
  if (result != 0) {
    if (errno == ENOENT || errno == ENOTDIR) return file_status(file_type::not_found, perms::none);
    e = last_error();
    return file_status(file_type::none);
  }
  const mode_t m = s.st_mode;
  const file_type t = S_ISREG(m) ? file_type::regular : S_ISDIR(m) ? file_type::directory : S_ISLNK(m) ? file_type::symlink : S_ISCHR(m) ? file_type::character
    : S_ISBLK(m) ? file_type::block : S_ISFIFO(m) ? file_type::fifo : S_ISSOCK(m) ? file_type::socket : file_type::unknown;
  return file_status(t, perms(m & 07777));
}
file_status status(const path& p, error_code& e) noexcept {
  struct stat s;
  const int result = ::stat(p.c_str(), &s);
  return as_status(result, s, e);
}
file_status symlink_status(const path& p, error_code& e) noexcept {
  struct stat s;
  const int result = ::lstat(p.c_str(), &s);
  return as_status(result, s, e);
}
bool create_directory(const path& p, error_code& e) noexcept {
  e.clear();
  if (::mkdir(p.c_str(), 0777) == 0) return true;
  const error_code failed = last_error();
  if (!is_directory(p, e)) e = failed;
  else e.clear();
  return false;
}
bool create_directories(const path& p, error_code& e) noexcept {
  e.clear();
  if (p.empty()) {
    e = make_error_code(errc::no_such_file_or_directory);
    return false;
  }
  if (is_directory(p, e)) return false;
  const path parent = (p.has_filename() ? p : p.parent_path()).parent_path();
  if (!parent.empty() && !exists(parent, e)) create_directories(parent, e);
  return e ? false : create_directory(p.has_filename() ? p : p.parent_path(), e);
}
bool remove(const path& p, error_code& e) noexcept {
  e.clear();
  if (::remove(p.c_str()) == 0) return true;
  if (errno != ENOENT) e = last_error();
  return false;
}
size_t remove_all(const path& p, error_code& e) noexcept {
  const file_status s = symlink_status(p, e);
  if (e) return size_t(-1);
  if (!exists(s)) return 0;
  size_t count = 0;
  if (is_directory(s)) {
    for (directory_iterator i(p, e), stop; !e && i != stop; ++i) {
      const size_t n = remove_all(i->path(), e);
      if (e) return size_t(-1);
      count += n;
    }
    if (e) return size_t(-1);
  }
  if (remove(p, e)) count++;
  return e ? size_t(-1) : count;
}
size_t file_size(const path& p, error_code& e) noexcept {
  struct stat s;
  e.clear();
  if (::stat(p.c_str(), &s) != 0) e = last_error();
  else if (S_ISDIR(s.st_mode)) e = make_error_code(errc::is_a_directory);
  else if (!S_ISREG(s.st_mode)) e = make_error_code(errc::not_supported);
  return e ? size_t(-1) : size_t(s.st_size);
}
void current_path(const path& p, error_code& e) noexcept {
  e.clear();
  if (::chdir(p.c_str()) != 0) e = last_error();
}
void rename(const path& from, const path& to, error_code& e) noexcept {
  e.clear();
  if (::rename(from.c_str(), to.c_str()) != 0) e = last_error();
}
bool copy_file(const path& from, const path& to, copy_options o, error_code& e) {
  e.clear();
  if (exists(to, e)) {
    if (unsigned(o) & unsigned(copy_options::skip_existing)) return false;
    if (!(unsigned(o) & unsigned(copy_options::overwrite_existing))) {
      e = make_error_code(errc::file_exists);
      return false;
    }
  }
  FILE* in = fopen(from.c_str(), "rb");
  if (!in) {
    e = last_error();
    return false;
  }
  FILE* out = fopen(to.c_str(), "wb");
  if (!out) e = last_error();
  char buffer[8192];
  for (size_t n; !e && (n = fread(buffer, 1, sizeof buffer, in)) > 0;)
    if (fwrite(buffer, 1, n, out) != n) e = last_error();
  if (ferror(in)) e = last_error();
  fclose(in);
  if (out && fclose(out) != 0 && !e) e = last_error();
  return !e;
}

#define CW_THROWING(Result, name, what)                     \
  Result name(const path& p) {                              \
    error_code e;                                           \
    const Result r = name(p, e);                            \
    if (e) throw filesystem_error(what, p, e);              \
    return r;                                               \
  }
CW_THROWING(file_status, status, "status")
CW_THROWING(file_status, symlink_status, "symlink_status")
CW_THROWING(bool, create_directory, "cannot create directory")
CW_THROWING(bool, create_directories, "cannot create directories")
CW_THROWING(bool, remove, "cannot remove")
CW_THROWING(size_t, remove_all, "cannot remove all")
CW_THROWING(size_t, file_size, "cannot get file size")
#undef CW_THROWING
void current_path(const path& p) {
  error_code e;
  current_path(p, e);
  if (e) throw filesystem_error("cannot set current path", e);
}
void rename(const path& from, const path& to) {
  error_code e;
  rename(from, to, e);
  if (e) throw filesystem_error("cannot rename", from, to, e);
}
bool copy_file(const path& from, const path& to, copy_options o) {
  error_code e;
  const bool done = copy_file(from, to, o, e);
  if (e) throw filesystem_error("cannot copy file", from, to, e);
  return done;
}
path current_path() {
  char* text = getcwd(nullptr, 0);
  if (!text) throw filesystem_error("cannot get current path", last_error());
  path p(text);
  free(text);
  return p;
}
path absolute(const path& p) { return p.is_absolute() ? p : current_path() / p; }
path temp_directory_path() {
  for (const char* name : {"TMPDIR", "TMP", "TEMP", "TEMPDIR"})
    if (const char* value = getenv(name)) return path(value);
  return path("/tmp");
}
bool is_empty(const path& p) { return is_directory(p) ? directory_iterator(p) == directory_iterator() : file_size(p) == 0; }

void __listing::read(const path& p, bool deep, int depth, error_code& e) {
  e.clear();
  DIR* d = opendir(p.c_str());
  if (!d) {
    e = last_error();
    return;
  }
  vector<path> found;
  while (const dirent* entry = readdir(d)) {
    const std::string name = entry->d_name;
    if (name != "." && name != "..") found.push_back(p / path(name));
  }
  closedir(d);
  for (const path& f : found) {
    entries.emplace_back(f);
    depths.push_back(depth);
    if (!deep) continue;
    const file_status s = symlink_status(f, e);
    if (!e && is_directory(s)) read(f, true, depth + 1, e);
    if (e) return;
  }
}

}
}
