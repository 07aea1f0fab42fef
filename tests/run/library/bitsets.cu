// run: tolerance=0
// std::bitset: setting, counting, shifting, logic, conversions to text and numbers, comparisons, hashing into sets.
#include <bitset>
#include <iostream>
#include <stdexcept>
#include <string>

int main() {
  using namespace std;
  bitset<70> b;
  b.set(3).set(69).set(64).flip(0);
  cout << b << ' ' << b.count() << b.test(69) << b[4] << b.any() << b.none() << b.all() << b.size() << '\n';
  bitset<8> x("10110010"), y(0x0f);
  cout << (x & y) << ' ' << (x | y) << ' ' << (x ^ y) << ' ' << ~x << ' ' << (x << 3) << ' ' << (x >> 2) << '\n';
  x <<= 1;
  y.reset(0);
  x[7] = true;
  cout << x.to_ulong() << ' ' << y.to_string('.', '#') << ' ' << (x == y) << (x != y) << ' ' << bitset<4>(string("xxabaa"), 2, 3, 'a', 'b') << '\n';
  try {
    x.test(8);
  } catch (const out_of_range&) {
    cout << "range\n";
  }
  try {
    b.to_ulong();
  } catch (const overflow_error&) {
    cout << "overflow\n";
  }
  try {
    bitset<4> bad("0121");
  } catch (const invalid_argument&) {
    cout << "invalid\n";
  }
  bitset<1000> sieve;
  sieve.set();
  sieve[0] = sieve[1] = false;
  for (size_t i = 2; i * i < sieve.size(); i++)
    if (sieve[i])
      for (size_t k = i * i; k < sieve.size(); k += i) sieve.reset(k);
  cout << sieve.count() << ' ' << bitset<70>(b).flip().count() << ' ' << (hash<bitset<8>>()(x) == hash<bitset<8>>()(x)) << '\n';
}
