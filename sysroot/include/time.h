#ifndef _TIME_H
#define _TIME_H
#include <__cuda_wasm/types.h>

#define CLOCKS_PER_SEC ((clock_t)1000000)
#define CLOCK_REALTIME 0
#define CLOCK_MONOTONIC 1
#define CLOCK_PROCESS_CPUTIME_ID 2
#define CLOCK_THREAD_CPUTIME_ID 3
#define CLOCK_MONOTONIC_RAW 4
#define CLOCK_REALTIME_COARSE 5
#define CLOCK_MONOTONIC_COARSE 6
#define CLOCK_BOOTTIME 7
#define TIMER_ABSTIME 1
#define TIME_UTC 1

struct tm {
  int tm_sec, tm_min, tm_hour, tm_mday, tm_mon, tm_year, tm_wday, tm_yday, tm_isdst;
  long tm_gmtoff;
  const char* tm_zone;
};

__CW_BEGIN
extern int daylight;
extern long timezone;
extern char* tzname[2];
__CW_HD clock_t clock(void);
time_t time(time_t* result);
double difftime(time_t a, time_t b);
time_t mktime(struct tm* parts);
time_t timegm(struct tm* parts);
time_t timelocal(struct tm* parts);
struct tm* gmtime(const time_t* t);
struct tm* gmtime_r(const time_t* t, struct tm* result);
struct tm* localtime(const time_t* t);
struct tm* localtime_r(const time_t* t, struct tm* result);
char* asctime(const struct tm* parts);
char* asctime_r(const struct tm* parts, char* result);
char* ctime(const time_t* t);
char* ctime_r(const time_t* t, char* result);
size_t strftime(char* to, size_t size, const char* format, const struct tm* parts);
char* strptime(const char* text, const char* format, struct tm* result);
void tzset(void);
int clock_gettime(clockid_t clock, struct timespec* result);
int clock_getres(clockid_t clock, struct timespec* result);
int clock_nanosleep(clockid_t clock, int flags, const struct timespec* duration, struct timespec* rest);
int timespec_get(struct timespec* result, int base);
int nanosleep(const struct timespec* duration, struct timespec* rest);
__CW_END
#endif
