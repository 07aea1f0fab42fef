// run: tolerance=0
// optional, variant, any, string_view, tuple, pair: making, changing, visiting, comparing, failing.
#include <any>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

template <class... F> struct overloaded : F... {
  using F::operator()...;
};
template <class... F> overloaded(F...) -> overloaded<F...>;

std::optional<int> half(int x) {
  if (x % 2) return std::nullopt;
  return x / 2;
}

int main() {
  using namespace std;
  cout << half(8).value() << half(7).has_value() << half(7).value_or(-1) << (half(4) == 2) << (half(3) < half(2)) << '\n';
  optional<string> s;
  s.emplace(3, 'x');
  *s += "y";
  cout << *s << s->size();
  s.reset();
  try {
    s.value();
  } catch (const bad_optional_access& e) {
    cout << ' ' << e.what() << '\n';
  }
  variant<int, double, string> v = 3;
  auto name = overloaded{[](int i) { return "int " + to_string(i); }, [](double d) { return "double " + to_string(d); }, [](const string& t) { return "string " + t; }};
  cout << visit(name, v) << ' ' << v.index();
  v = "text";
  cout << ", " << visit(name, v) << ' ' << holds_alternative<string>(v) << (get_if<int>(&v) == nullptr);
  v.emplace<1>(2.5);
  cout << ", " << visit(name, v) << ' ' << get<double>(v) << '\n';
  try {
    get<int>(v);
  } catch (const bad_variant_access&) {
    cout << "bad variant access\n";
  }
  variant<monostate, vector<int>> w;
  cout << w.index() << (w == variant<monostate, vector<int>>()) << variant_size_v<decltype(w)> << '\n';
  any a = 5;
  cout << any_cast<int>(a) << (any_cast<double>(&a) == nullptr);
  a = string("any");
  cout << any_cast<string&>(a) << (a.type() == typeid(string));
  try {
    any_cast<int>(a);
  } catch (const bad_any_cast& e) {
    cout << ' ' << e.what() << '\n';
  }
  string_view text = "key = value # comment";
  size_t eq = text.find('=');
  string_view key = text.substr(0, eq), value = text.substr(eq + 1, text.find('#') - eq - 1);
  key.remove_suffix(1);
  value.remove_prefix(1);
  value = value.substr(0, value.find_last_not_of(' ') + 1);
  cout << key << '|' << value << '|' << (key < value) << text.rfind('e') << ' ' << string(key) + "!" << ' ' << (value == "value"sv) << '\n';
  auto t = make_tuple(1, 2.5, string("three"));
  auto& [i, d, str] = t;
  i = 10;
  int x;
  string y;
  tie(x, ignore, y) = t;
  cout << x << y << tuple_size_v<decltype(t)> << get<double>(t) << ' ' << (make_tuple(1, 2) < make_tuple(1, 3)) << '\n';
  auto joined = tuple_cat(t, make_pair('c', 4));
  cout << get<3>(joined) << get<4>(joined) << ' ' << apply([](auto... p) { return sizeof...(p); }, joined) << ' ' << make_from_tuple<pair<int, int>>(make_tuple(6, 7)).second << '\n';
  pair<int, string> p(1, "one"), q = {1, "two"};
  swap(p, q);
  cout << p.second << (q < p) << get<0>(p) << '\n';
}
