// run: tolerance=0
// optional of strings and of aggregates, any, string_view, and error handling with them.
#include <any>
#include <cstdio>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct Config {
  std::string host = "localhost";
  std::optional<int> port;
  std::optional<std::string> user;
};

static std::optional<int> parse(std::string_view s) {
  if (s.empty()) return std::nullopt;
  int value = 0;
  for (char c : s) {
    if (c < '0' || c > '9') return {};
    value = value * 10 + (c - '0');
  }
  return value;
}

static std::optional<std::string> lookup(const std::map<std::string, std::string, std::less<>>& m, std::string_view key) {
  if (auto it = m.find(key); it != m.end()) return it->second;
  return std::nullopt;
}

static std::string_view trim(std::string_view s) {
  while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
  while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
  return s;
}

struct Counter {
  static inline int live = 0;
  int id;
  explicit Counter(int i) : id(i) { ++live; }
  Counter(const Counter& o) : id(o.id) { ++live; }
  Counter& operator=(const Counter&) = default;
  ~Counter() { --live; }
};

int main() {
  for (auto text : {"42", "x1", "", "007"}) {
    if (auto n = parse(text)) printf("%s -> %d\n", text, *n);
    else printf("'%s' is no number\n", text);
  }
  std::map<std::string, std::string, std::less<>> m{{"port", "8080"}, {"user", "root"}};
  Config c;
  if (auto p = lookup(m, "port")) c.port = parse(*p);
  c.user = lookup(m, "nobody");
  printf("%s %d %s\n", c.host.c_str(), c.port.value_or(80), c.user.value_or("anonymous").c_str());
  c.user = "admin";
  c.user->append("istrator");
  printf("%s %zu\n", c.user->c_str(), c.user->size());
  auto copy = c;
  c.user.reset();
  printf("%d %d %s\n", c.user.has_value(), copy.user.has_value(), copy.user.value().c_str());
  try {
    printf("%s\n", c.user.value().c_str());
  } catch (const std::bad_optional_access&) {
    printf("no user\n");
  }
  std::optional<std::string> moved = std::move(copy.user);
  moved.emplace(3, 'q');
  printf("%s\n", moved->c_str());
  {
    std::optional<Counter> o;
    printf("%d ", Counter::live);
    o.emplace(1);
    std::optional<Counter> q = o;
    printf("%d ", Counter::live);
    o = std::nullopt;
    printf("%d ", Counter::live);
    std::swap(o, q);
    o = Counter(7);
    printf("%d %d\n", o->id, Counter::live);
  }
  printf("%d\n", Counter::live);
  printf("%d %d %d\n", parse("3") == 3, parse("") < parse("0"), parse("5") == std::nullopt);
  printf("[%.*s]\n", (int)trim("  some text ").size(), trim("  some text ").data());
  std::vector<std::any> things{1, 2.5, std::string("s"), 'c'};
  for (const auto& t : things) {
    if (auto i = std::any_cast<int>(&t)) printf("int %d\n", *i);
    else if (t.type() == typeid(std::string)) printf("string %s\n", std::any_cast<const std::string&>(t).c_str());
    else printf("other\n");
  }
  constexpr std::string_view path = "/usr/local/lib";
  static_assert(path.substr(1, 3) == "usr");
  printf("%zu %zu %d\n", path.rfind('/'), path.find("local"), path.compare("/usr"));
}
