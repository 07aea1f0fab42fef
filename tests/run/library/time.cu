// run: tolerance=0
// Clocks are monotonic; calendar functions on fixed times; strftime, mktime, gmtime, difftime.
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <sys/time.h>
int main() {
  clock_t c = clock();
  time_t t = time(nullptr), u;
  time(&u);
  timeval v;
  gettimeofday(&v, nullptr);
  timespec a, b;
  clock_gettime(CLOCK_MONOTONIC, &a);
  volatile double x = 0;
  for (int i = 0; i < 100000; i++)
    x += i;
  clock_gettime(CLOCK_MONOTONIC, &b);
  printf("%d %d %d %d %d\n", clock() >= c, u >= t, labs(v.tv_sec - t) < 5,
         (b.tv_sec - a.tv_sec) * 1000000000L + b.tv_nsec - a.tv_nsec >= 0, t > 1600000000);
  time_t fixed = 951782400;
  tm g = *gmtime(&fixed);
  printf("%d-%02d-%02d %02d:%02d:%02d %d %d\n", g.tm_year + 1900, g.tm_mon + 1, g.tm_mday,
         g.tm_hour, g.tm_min, g.tm_sec, g.tm_wday, g.tm_yday);
  char s[80];
  printf("%zu ", strftime(s, sizeof s, "%Y-%m-%d %H:%M:%S %a %b %j %%", &g));
  printf("%s\n", s);
  printf("%.1f %ld %s", difftime(fixed + 10, fixed), (long)CLOCKS_PER_SEC, asctime(&g));
  return 0;
}
