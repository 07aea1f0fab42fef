// run: tolerance=0
// The library's exceptions: their hierarchy and texts, nesting, rethrowing, exception_ptr, error codes, bad_alloc, functions that throw through algorithms.
#include <algorithm>
#include <exception>
#include <iostream>
#include <new>
#include <stdexcept>
#include <string>
#include <system_error>
#include <typeinfo>
#include <vector>

struct Own : std::runtime_error {
  int code;
  Own(int c) : std::runtime_error("own " + std::to_string(c)), code(c) {}
};

void nested(int depth) {
  try {
    if (depth == 0) throw std::invalid_argument("the root");
    nested(depth - 1);
  } catch (...) {
    std::throw_with_nested(std::runtime_error("level " + std::to_string(depth)));
  }
}
void unfold(const std::exception& e) {
  std::cout << e.what() << " < ";
  try {
    std::rethrow_if_nested(e);
  } catch (const std::exception& inner) {
    unfold(inner);
  }
}

int main() {
  using namespace std;
  auto attempt = [](auto f) {
    try {
      f();
    } catch (const Own& e) {
      cout << "Own " << e.code << '\n';
    } catch (const logic_error& e) {
      cout << "logic: " << e.what() << '\n';
    } catch (const runtime_error& e) {
      cout << "runtime: " << e.what() << '\n';
    } catch (const exception& e) {
      cout << "exception: " << e.what() << '\n';
    } catch (int i) {
      cout << "int " << i << '\n';
    } catch (...) {
      cout << "unknown\n";
    }
  };
  attempt([] { throw Own(3); });
  attempt([] { throw domain_error("domain"); });
  attempt([] { throw overflow_error("overflow"); });
  attempt([] { throw bad_alloc(); });
  attempt([] { throw 42; });
  attempt([] { throw "text"; });
  attempt([] { throw length_error(string(40, 'x')); });
  attempt([] { vector<int> v; v.reserve(v.max_size() + 1); });
  attempt([] { static char* volatile kept; kept = new char[1ull << 62]; });
  attempt([] {
    vector<int> v = {3, 2, 1};
    sort(v.begin(), v.end(), [](int, int) -> bool { throw Own(7); });
  });
  attempt([] { throw system_error(make_error_code(errc::no_such_file_or_directory), "opening"); });
  attempt([] { nested(2); });
  try {
    nested(2);
  } catch (const exception& e) {
    unfold(e);
    cout << '\n';
  }
  exception_ptr kept;
  try {
    throw Own(9);
  } catch (...) {
    kept = current_exception();
  }
  attempt([&] { rethrow_exception(kept); });
  error_code ec = make_error_code(errc::invalid_argument);
  cout << ec.value() << ' ' << ec.message() << ' ' << ec.category().name() << ' ' << (ec == errc::invalid_argument) << (bool)error_code() << '\n';
  int unwound = 0;
  struct Guard {
    int& n;
    ~Guard() { n += uncaught_exceptions(); }
  };
  try {
    Guard g{unwound};
    throw 1;
  } catch (int) {
  }
  cout << unwound << uncaught_exceptions() << '\n';
}
