// run: tolerance=0
// The engines of <random>: their sequences are fixed by the standard; seeding, discarding, state through streams.
#include <iostream>
#include <random>
#include <sstream>

template <class E> void show(const char* name) {
  E e;
  std::cout << name << ':';
  for (int i = 0; i < 4; i++) std::cout << ' ' << e();
  E seeded(42);
  std::cout << " | " << seeded() << ' ' << seeded();
  e.discard(1000);
  std::cout << " | " << e() << " [" << E::min() << ", " << E::max() << "]\n";
}

int main() {
  show<std::minstd_rand0>("minstd_rand0");
  show<std::minstd_rand>("minstd_rand");
  show<std::mt19937>("mt19937");
  show<std::mt19937_64>("mt19937_64");
  show<std::ranlux24_base>("ranlux24_base");
  show<std::ranlux48_base>("ranlux48_base");
  show<std::ranlux24>("ranlux24");
  show<std::knuth_b>("knuth_b");
  std::mt19937 check;
  check.discard(9999);
  std::cout << check() << '\n';  // the standard says 4123659995
  std::mt19937_64 check64;
  check64.discard(9999);
  std::cout << check64() << '\n';  // 9981545732273789042
  std::mt19937 a(7), b;
  a.discard(10);
  std::stringstream state;
  state << a;
  state >> b;
  std::cout << (a == b) << (a() == b()) << '\n';
  std::seed_seq seq{1, 2, 3};
  std::mt19937 c(seq);
  std::cout << c() << ' ' << c() << '\n';
  std::independent_bits_engine<std::mt19937, 5, unsigned> bits(3);
  for (int i = 0; i < 6; i++) std::cout << bits() << ' ';
  std::cout << '\n';
}
