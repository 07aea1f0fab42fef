// std::string's members, and the conversions between numbers and strings.
#define __CW_STRING_BODIES
#include <cerrno>
#include <climits>
#include <string>

namespace std {

template class basic_string<char>;

// One conversion by C's functions: errno keeps its value where all is well.
template <class R, class N> static R convert(const char* name, const string& text, size_t* end, N read) {
  const int saved = errno;
  errno = 0;
  char* stop;
  const char* start = text.c_str();
  const R value = read(start, &stop);
  const int code = errno;
  if (code == 0) errno = saved;
  if (stop == start) __throw_invalid_argument(name);
  if (code == ERANGE) __throw_out_of_range(name);
  if (end) *end = stop - start;
  return value;
}

int stoi(const string& text, size_t* end, int base) {
  size_t stop;
  const long value = convert<long>("stoi", text, &stop, [base](const char* s, char** e) { return strtol(s, e, base); });
  if (value < INT_MIN || value > INT_MAX) __throw_out_of_range("stoi");
  if (end) *end = stop;
  return int(value);
}
long stol(const string& text, size_t* end, int base) {
  return convert<long>("stol", text, end, [base](const char* s, char** e) { return strtol(s, e, base); });
}
unsigned long stoul(const string& text, size_t* end, int base) {
  return convert<unsigned long>("stoul", text, end, [base](const char* s, char** e) { return strtoul(s, e, base); });
}
long long stoll(const string& text, size_t* end, int base) {
  return convert<long long>("stoll", text, end, [base](const char* s, char** e) { return strtoll(s, e, base); });
}
unsigned long long stoull(const string& text, size_t* end, int base) {
  return convert<unsigned long long>("stoull", text, end, [base](const char* s, char** e) { return strtoull(s, e, base); });
}
float stof(const string& text, size_t* end) {
  return convert<float>("stof", text, end, [](const char* s, char** e) { return strtof(s, e); });
}
double stod(const string& text, size_t* end) {
  return convert<double>("stod", text, end, [](const char* s, char** e) { return strtod(s, e); });
}
long double stold(const string& text, size_t* end) {
  return convert<long double>("stold", text, end, [](const char* s, char** e) { return strtold(s, e); });
}

// Digits from the last to the first; the text begins at the result.
template <class C> static C* digits(unsigned long n, bool negative, C* end) {
  do {
    *--end = C('0' + n % 10);
    n /= 10;
  } while (n != 0);
  if (negative) *--end = C('-');
  return end;
}
template <class S> static S integer_text(unsigned long magnitude, bool negative) {
  typename S::value_type buffer[24];
  auto* end = buffer + 24;
  auto* start = digits(magnitude, negative, end);
  return S(start, size_t(end - start));
}
template <class S> static S signed_text(long n) { return integer_text<S>(n < 0 ? 0ul - (unsigned long)n : (unsigned long)n, n < 0); }

string to_string(int n) { return signed_text<string>(n); }
string to_string(long n) { return signed_text<string>(n); }
string to_string(long long n) { return signed_text<string>(n); }
string to_string(unsigned n) { return integer_text<string>(n, false); }
string to_string(unsigned long n) { return integer_text<string>(n, false); }
string to_string(unsigned long long n) { return integer_text<string>(n, false); }
wstring to_wstring(int n) { return signed_text<wstring>(n); }
wstring to_wstring(long n) { return signed_text<wstring>(n); }
wstring to_wstring(long long n) { return signed_text<wstring>(n); }
wstring to_wstring(unsigned n) { return integer_text<wstring>(n, false); }
wstring to_wstring(unsigned long n) { return integer_text<wstring>(n, false); }
wstring to_wstring(unsigned long long n) { return integer_text<wstring>(n, false); }

string to_string(double x) {
  char buffer[340]; // the largest double has 309 digits before its point
  return string(buffer, size_t(snprintf(buffer, sizeof buffer, "%f", x)));
}
string to_string(float x) { return to_string(double(x)); }
string to_string(long double x) { return to_string(double(x)); }
wstring to_wstring(double x) {
  const string s = to_string(x);
  return wstring(s.begin(), s.end());
}

}
