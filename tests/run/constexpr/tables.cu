// run: tolerance=0
// Tables computed at compile time: sieve, CRC, sorted arrays, permutations, Pascal's triangle; used in static_assert, as template arguments and in constant memory.
#include <stdio.h>
#include <string.h>

template <class T, int N>
struct Array {
  T v[N] = {};
  __host__ __device__ constexpr T &operator[](int i) { return v[i]; }
  __host__ __device__ constexpr const T &operator[](int i) const { return v[i]; }
  constexpr int size() const { return N; }
};

constexpr auto make_sieve() {
  Array<bool, 100> composite;
  for (int i = 2; i < 100; i++) {
    if (composite[i]) continue;
    for (int k = i * i; k < 100; k += i) composite[k] = true;
  }
  return composite;
}
constexpr int count_primes() {
  auto composite = make_sieve();
  int n = 0;
  for (int i = 2; i < 100; i++) n += !composite[i];
  return n;
}
constexpr auto make_primes() {
  Array<int, count_primes()> primes;
  auto composite = make_sieve();
  for (int i = 2, n = 0; i < 100; i++)
    if (!composite[i]) primes[n++] = i;
  return primes;
}
constexpr auto primes = make_primes();
static_assert(primes.size() == 25 && primes[24] == 97);

constexpr Array<unsigned, 256> make_crc() {
  Array<unsigned, 256> table;
  for (unsigned i = 0; i < 256; i++) {
    unsigned c = i;
    for (int k = 0; k < 8; k++) c = c & 1 ? 0xedb88320u ^ (c >> 1) : c >> 1;
    table[i] = c;
  }
  return table;
}
constexpr auto crc_table = make_crc();
constexpr unsigned crc(const char *text) {
  unsigned c = ~0u;
  while (*text) c = crc_table[(c ^ (unsigned char)*text++) & 255] ^ (c >> 8);
  return ~c;
}
static_assert(crc("123456789") == 0xcbf43926u);

template <int N>
constexpr auto sorted(Array<int, N> a) {
  for (int i = 1; i < N; i++)
    for (int k = i; k > 0 && a[k] < a[k - 1]; k--) {
      int t = a[k];
      a[k] = a[k - 1];
      a[k - 1] = t;
    }
  return a;
}
constexpr Array<int, 6> messy{{5, 3, 9, -1, 7, 0}};
constexpr auto tidy = sorted(messy);

constexpr auto make_pascal() {
  Array<Array<int, 8>, 8> rows;
  for (int n = 0; n < 8; n++) {
    rows[n][0] = 1;
    for (int k = 1; k <= n; k++) rows[n][k] = rows[n - 1][k - 1] + (k < n ? rows[n - 1][k] : 0);
  }
  return rows;
}
template <int N> struct Tag { static constexpr int value = N; };
__constant__ Array<int, 25> device_primes = make_primes();
__constant__ Array<Array<int, 8>, 8> device_pascal = make_pascal();

__global__ void lookup(int *out) {
  int i = threadIdx.x;
  out[i] = device_primes[i] * 1000 + device_pascal[7][i % 8];
}

int main() {
  for (int i = 0; i < primes.size(); i++) printf("%d ", primes[i]);
  printf("\n%08x %08x\n", crc("hello"), crc(""));
  for (int i = 0; i < 6; i++) printf("%d ", tidy[i]);
  printf("\n%d %d\n", Tag<primes[10]>::value, Tag<tidy[0] + 2>::value);
  int *d, h[25];
  cudaMalloc(&d, sizeof h);
  lookup<<<1, 25>>>(d);
  cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost);
  for (int v : h) printf("%d ", v);
  printf("\n");
  cudaFree(d);
}
