#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>

struct stat;

struct interval {
  struct timeval from, to;
  struct interval *next;
};

void twice_on_device(int *values, int n);

static long microseconds(const struct interval *interval) {
  return (interval->to.tv_sec - interval->from.tv_sec) * 1000000 + interval->to.tv_usec - interval->from.tv_usec;
}

int use_headers(void) {
  struct interval interval = {{1, 250000}, {3, 750000}, NULL};
  struct timespec pause = {.tv_sec = 2, .tv_nsec = 5};
  struct tm day = {.tm_year = 120, .tm_mon = 1, .tm_mday = 29};
  struct stat status;
  struct timeval now;
  int values[] = {1, 2, 3};
  gettimeofday(&now, NULL);
  twice_on_device(values, 3);
  printf("%ld %ld %d %d %d\n", microseconds(&interval), pause.tv_sec * 10 + pause.tv_nsec, day.tm_year + 1900, day.tm_mday, now.tv_sec > 1000000000);
  printf("%d %d %d\n", (int)sizeof(struct timeval), (int)sizeof status.st_size, stat("no such file", &status));
  return values[0] + values[1] + values[2] + (int)div(7, 2).rem;
}
