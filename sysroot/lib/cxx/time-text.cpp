// std::put_time's text.
#include <ctime>
#include <string>

namespace std {
string __time_text(const tm* time, const char* format) {
  // A character more tells an empty text from one that does not fit.
  const string guarded = string(format) + 'x';
  for (size_t n = 128;; n *= 2) {
    string text(n, '\0');
    const size_t k = strftime(text.data(), n, guarded.c_str(), time);
    if (k == 0) continue;
    text.resize(k - 1);
    return text;
  }
}
}
