// run: tolerance=0
// numeric_limits and type_traits of the arithmetic types; integer sequences; bit operations of C++20's names; typeid.
#include <cfloat>
#include <climits>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <string>
#include <type_traits>
#include <typeinfo>
#include <utility>

template <class T> void integer(const char* name) {
  typedef std::numeric_limits<T> L;
  printf("%s: %lld %llu digits %d %d signed %d modulo %d size %zu\n", name, (long long)L::min(), (unsigned long long)L::max(), L::digits, L::digits10, L::is_signed, L::is_modulo, sizeof(T));
}
template <class T> void floating(const char* name) {
  typedef std::numeric_limits<T> L;
  printf("%s: %.9g %.9g %.9g %.9g %d %d %d %d %d inf %d nan %d iec %d\n", name, (double)L::min(), (double)L::max(), (double)L::epsilon(), (double)L::denorm_min(), L::digits, L::digits10, L::max_digits10, L::min_exponent, L::max_exponent10, L::has_infinity, L::has_quiet_NaN, L::is_iec559);
}
enum Small : unsigned char { one };
struct Pod {
  int a;
  char b;
};
struct Virtual {
  virtual ~Virtual() {}
};
template <size_t... I> long sum(std::index_sequence<I...>) { return (0 + ... + (long)(I * I)); }

int main() {
  integer<char>("char");
  integer<signed char>("signed char");
  integer<unsigned char>("unsigned char");
  integer<short>("short");
  integer<int>("int");
  integer<unsigned>("unsigned");
  integer<long>("long");
  integer<unsigned long long>("unsigned long long");
  integer<bool>("bool");
  integer<wchar_t>("wchar_t");
  floating<float>("float");
  floating<double>("double");
  using namespace std;
  printf("%d%d%d%d%d%d%d%d\n", is_trivial<Pod>::value, is_polymorphic<Virtual>::value, is_enum<Small>::value, is_same<underlying_type<Small>::type, unsigned char>::value, is_base_of<Virtual, Pod>::value, is_convertible<int, double>::value, is_constructible<string, const char*>::value, is_nothrow_move_constructible<string>::value);
  printf("%d%d%d%d%d%d\n", is_same<decay_t<int[3]>, int*>::value, is_same<common_type_t<int, double>, double>::value, is_same<remove_cv_t<remove_reference_t<const int&>>, int>::value, is_same<conditional_t<(sizeof(int) > 2), long, char>, long>::value, is_same<make_unsigned_t<long>, unsigned long>::value, is_invocable_r<int, int (*)(char), int>::value);
  printf("%zu %zu %zu %d %d %d\n", sizeof(Pod), alignof(double), extent<int[4][5], 1>::value, rank<int[4][5]>::value, is_empty<Pod>::value, is_aggregate<Pod>::value);
  printf("%ld %d %d\n", sum(make_index_sequence<6>()), typeid(int) == typeid(int), typeid(Virtual) != typeid(Pod));
  printf("%d %d %g %g %ld %d\n", CHAR_BIT, INT_MAX, (double)FLT_MAX, DBL_EPSILON, (long)INT32_MIN, UINT16_MAX);
}
