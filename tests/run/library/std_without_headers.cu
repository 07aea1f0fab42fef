// run: tolerance=0
// What gcc's headers bring along, and what is known without any: namespace std, pthreads and string streams behind other headers, glibc's own integer types, <complex.h> and <version>.
using namespace std;
#include <ccomplex>
#include <complex.h>
#include <csignal>
#include <cstdio>
#include <iomanip>
#include <iostream>
#include <queue>
#include <version>

static void* work(void* p) {
  *(int*)p = 7;
  return 0;
}

int main() {
  std::stringstream text;
  text << std::setw(4) << 5 << std::setfill('.') << std::setw(4) << 6;
  std::deque<int> d{1, 2};
  pthread_t thread;
  int value = 0;
  pthread_create(&thread, 0, work, &value);
  pthread_join(thread, 0);
  usleep(1);
  __uint8_t byte = 300 & 0xff;
  __int64_t wide = 1ll << 40;
  std::complex<double> z(0, 1);
  printf("%s %d %d %d %lld %.0f\n", text.str().c_str(), (int)d.size(), value, byte, (long long)wide, (z * z).real());
}
