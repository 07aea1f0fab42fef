// run: tolerance=0
// Calendar times in UTC: gmtime, mktime's inverse, strftime, leap years; chrono's durations, casts, rounding and literals; ratio.
#include <chrono>
#include <cstdio>
#include <ctime>
#include <ratio>

int main() {
  const long moments[] = {0, 951782400, 1709164800, 1234567890, -1, 4102444799, 253402300799};
  for (long m : moments) {
    time_t t = m;
    tm* u = gmtime(&t);
    char text[100];
    strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S %a %A %b %B %j %U %w %y %e %I %p %D %T %%", u);
    printf("%s | %ld\n", text, (long)timegm(u));
  }
  tm odd = {};
  odd.tm_year = 124;
  odd.tm_mon = 13;
  odd.tm_mday = 31;
  odd.tm_hour = 25;
  time_t fixed = timegm(&odd);
  printf("%ld %d-%d-%d %d wday %d yday %d\n", (long)fixed, odd.tm_year + 1900, odd.tm_mon + 1, odd.tm_mday, odd.tm_hour, odd.tm_wday, odd.tm_yday);
  time_t zero = 0;
  printf("%s%.0f\n", asctime(gmtime(&zero)), difftime(100, 40));
  using namespace std::chrono;
  using namespace std::chrono_literals;
  auto d = 1h + 30min + 5s + 250ms;
  printf("%lld %lld %lld %lld\n", (long long)duration_cast<seconds>(d).count(), (long long)duration_cast<minutes>(d).count(), (long long)milliseconds(d).count(), (long long)duration_cast<microseconds>(d).count());
  duration<double> real = d;
  duration<float, std::milli> f = 1.5s;
  printf("%g %g %d %d\n", real.count(), f.count(), 1000ms == 1s, 59s < 1min);
  printf("%lld %lld %lld\n", (long long)floor<seconds>(-1500ms).count(), (long long)ceil<seconds>(1500ms).count(), (long long)round<seconds>(2500ms).count());
  printf("%lld %lld %lld\n", (long long)(90min % 1h).count(), (long long)(3 * 20s).count(), (long long)(1min / 7s));
  system_clock::time_point epoch{};
  auto later = epoch + 24h * 365;
  printf("%ld %d\n", (long)system_clock::to_time_t(later), later > epoch);
  auto a = steady_clock::now();
  auto b = steady_clock::now();
  printf("%d %d\n", b >= a, steady_clock::is_steady);
  typedef std::ratio_add<std::ratio<1, 6>, std::ratio<1, 3>> half;
  printf("%ld/%ld %d %ld\n", (long)half::num, (long)half::den, std::ratio_less<half, std::ratio<2, 3>>::value, (long)std::micro::den);
}
