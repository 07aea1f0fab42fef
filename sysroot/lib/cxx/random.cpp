// random_device, and seed_seq's mixing.
#include <random>
#include <unistd.h>

namespace std {

unsigned random_device::operator()() {
  unsigned n;
  if (getentropy(&n, sizeof n) != 0) __throw_runtime_error("random_device could not be read");
  return n;
}

// [rand.util.seedseq]
void seed_seq::mix(unsigned* b, size_t n) {
  if (n == 0) return;
  const size_t s = v.size(), t = n >= 623 ? 11 : n >= 68 ? 7 : n >= 39 ? 5 : n >= 7 ? 3 : (n - 1) / 2, p = (n - t) / 2, q = p + t, m = s + 1 > n ? s + 1 : n;
  const auto shaken = [](unsigned x) { return x ^ (x >> 27); };
  for (size_t k = 0; k < m; k++) {
    const unsigned r1 = 1664525u * shaken(b[k % n] ^ b[(k + p) % n] ^ b[(k + n - 1) % n]);
    const unsigned r2 = r1 + unsigned(k == 0 ? s : k <= s ? k % n + v[k - 1] : k % n);
    b[(k + p) % n] += r1;
    b[(k + q) % n] += r2;
    b[k % n] = r2;
  }
  for (size_t k = m; k < m + n; k++) {
    const unsigned r3 = 1566083941u * shaken(b[k % n] + b[(k + p) % n] + b[(k + n - 1) % n]), r4 = r3 - unsigned(k % n);
    b[(k + p) % n] ^= r3;
    b[(k + q) % n] ^= r4;
    b[k % n] = r4;
  }
}

}
