// run: tolerance=0 nvcc="-std=c++17 --expt-relaxed-constexpr"
// Constant evaluation of classes that compute: a fixed vector, a matrix with operators, a string hash for switch labels, a sorted table, a state machine, all folded and used by host and device alike.
#include <cstdio>

template <class T, int N> struct Fixed {
  T items[N]{};
  int size = 0;
  constexpr void push(const T &item) { items[size++] = item; }
  constexpr T &operator[](int i) { return items[i]; }
  constexpr const T &operator[](int i) const { return items[i]; }
  constexpr const T *begin() const { return items; }
  constexpr const T *end() const { return items + size; }
};

template <int R, int C> struct Matrix {
  long at[R][C]{};
  template <int K> constexpr Matrix<R, K> operator*(const Matrix<C, K> &o) const {
    Matrix<R, K> result{};
    for (int i = 0; i < R; i++)
      for (int j = 0; j < K; j++)
        for (int k = 0; k < C; k++) result.at[i][j] += at[i][k] * o.at[k][j];
    return result;
  }
};

constexpr Matrix<2, 2> power(Matrix<2, 2> base, unsigned n) {
  Matrix<2, 2> result{{{1, 0}, {0, 1}}};
  for (; n > 0; n >>= 1) {
    if (n & 1) result = result * base;
    base = base * base;
  }
  return result;
}
constexpr long fibonacci(unsigned n) { return power(Matrix<2, 2>{{{1, 1}, {1, 0}}}, n).at[0][1]; }
static_assert(fibonacci(50) == 12586269025, "by squaring");

constexpr unsigned hash(const char *text) {
  unsigned h = 2166136261u;
  while (*text) h = (h ^ (unsigned char)*text++) * 16777619u;
  return h;
}
static int command(const char *name) {
  switch (hash(name)) {
    case hash("start"): return 1;
    case hash("stop"): return 2;
    case hash("pause"): return 3;
    default: return -1;
  }
}

constexpr auto primes = [] {
  Fixed<int, 64> found{};
  for (int n = 2; found.size < 20; n++) {
    bool prime = true;
    for (int p : found)
      if (n % p == 0) { prime = false; break; }
    if (prime) found.push(n);
  }
  return found;
}();
static_assert(primes.size == 20 && primes[19] == 71, "the twentieth");

struct Entry { char key; int value; };
template <int N> constexpr Fixed<Entry, N> sorted(const Entry (&entries)[N]) {
  Fixed<Entry, N> table{};
  for (const Entry &e : entries) table.push(e);
  for (int i = 1; i < N; i++)
    for (int j = i; j > 0 && table[j].key < table[j - 1].key; j--) {
      Entry other = table[j];
      table[j] = table[j - 1];
      table[j - 1] = other;
    }
  return table;
}
constexpr Entry written[] = {{'q', 17}, {'c', 3}, {'x', 24}, {'a', 1}, {'m', 13}};
constexpr auto table = sorted(written);
constexpr int find(char key) {
  int low = 0, high = table.size - 1;
  while (low <= high) {
    int middle = (low + high) / 2;
    if (table[middle].key == key) return table[middle].value;
    if (table[middle].key < key) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
}
static_assert(find('m') == 13 && find('b') == 0, "by halves");

enum class State { start, sign, digits, bad };
constexpr State next(State s, char c) {
  const bool digit = c >= '0' && c <= '9';
  if (digit && s != State::bad) return State::digits;
  return s == State::start && (c == '-' || c == '+') ? State::sign : State::bad;
}
constexpr bool is_number(const char *text) {
  State s = State::start;
  for (; *text; ++text) s = next(s, *text);
  return s == State::digits;
}
static_assert(is_number("-42") && !is_number("4-2") && !is_number("+"), "recognized");

constexpr double root(double x) {
  double guess = x > 1 ? x : 1;
  for (int i = 0; i < 60; i++) guess = 0.5 * (guess + x / guess);
  return guess;
}

union Word { unsigned whole; struct { unsigned low : 16, high : 16; } parts; };
template <unsigned... Values> struct List { static constexpr unsigned sum = (Values + ... + 0u), largest = [] { unsigned m = 0; ((m = Values > m ? Values : m), ...); return m; }(); };

__constant__ long device_fibonacci[8] = {fibonacci(10), fibonacci(20), fibonacci(30), fibonacci(40), fibonacci(45), fibonacci(50), fibonacci(55), fibonacci(60)};
__global__ void use(long *out) {
  constexpr int local = find('q') + primes[3];
  int buffer[primes[4]];
  for (int i = 0; i < primes[4]; i++) buffer[i] = i * local;
  out[threadIdx.x] = device_fibonacci[threadIdx.x] + buffer[threadIdx.x % 11] + (is_number("12") ? 1 : 0);
}

int main() {
  long *d, h[8];
  cudaMalloc(&d, sizeof h);
  use<<<1, 8>>>(d);
  cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost);
  for (long v : h) printf("%ld ", v);
  printf("\n%d %d %d %d\n", command("start"), command("stop"), command("pause"), command("other"));
  int sum = 0;
  for (int p : primes) sum += p;
  printf("%d %d %d\n", sum, find('x'), find('z'));
  static constexpr double two = root(2);
  printf("%.15g %d %u %u\n", two, (int)(root(1e6) + 0.5), List<3, 9, 4>::sum, List<3, 9, 4>::largest);
  volatile unsigned n = 45;
  printf("%ld\n", fibonacci(n));
  cudaFree(d);
}
