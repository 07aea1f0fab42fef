/* Dates of the Gregorian calendar in UTC, which is also the local time. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

extern "C" {
static char utc[] = "UTC";
static char gmt[] = "GMT";
int daylight;
long timezone;
char* tzname[2] = {utc, utc};
void tzset(void) {}

/* Days since 1970-01-01 of a day; years begin in March, so that the leap day is a year's last. */
static long days_from_date(long year, int month, int day) {
  year -= month < 2;
  long era = (year >= 0 ? year : year - 399) / 400;
  long year_of_era = year - era * 400;
  long day_of_year = (153 * ((month + 10) % 12) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

static int split(time_t t, struct tm* r, const char* zone) {
  long days = t / 86400, rest = t % 86400;
  if (rest < 0) {
    rest += 86400;
    days--;
  }
  long shifted = days + 719468, era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  long day = shifted - era * 146097;
  long year_of_era = (day - day / 1460 + day / 36524 - day / 146096) / 365;
  long day_of_year = day - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  long month = (5 * day_of_year + 2) / 153;
  long year = year_of_era + era * 400 + (month >= 10) - 1900;
  if (year < INT_MIN || year > INT_MAX) {
    errno = EOVERFLOW;
    return 0;
  }
  r->tm_sec = (int)(rest % 60);
  r->tm_min = (int)(rest / 60 % 60);
  r->tm_hour = (int)(rest / 3600);
  r->tm_mday = (int)(day_of_year - (153 * month + 2) / 5 + 1);
  r->tm_mon = (int)(month < 10 ? month + 2 : month - 10);
  r->tm_year = (int)year;
  long weekday = (days + 4) % 7;
  r->tm_wday = (int)(weekday < 0 ? weekday + 7 : weekday);
  r->tm_yday = (int)(days - days_from_date(year + 1900, 0, 1));
  r->tm_isdst = 0;
  r->tm_gmtoff = 0;
  r->tm_zone = zone;
  return 1;
}

struct tm* gmtime_r(const time_t* t, struct tm* r) { return split(*t, r, gmt) ? r : nullptr; }
struct tm* localtime_r(const time_t* t, struct tm* r) { return split(*t, r, utc) ? r : nullptr; }

static struct tm shared;
struct tm* gmtime(const time_t* t) { return gmtime_r(t, &shared); }
struct tm* localtime(const time_t* t) { return localtime_r(t, &shared); }

static time_t join(struct tm* p, const char* zone) {
  long months = (long)p->tm_year * 12 + p->tm_mon;
  long year = months / 12, month = months % 12;
  if (month < 0) {
    month += 12;
    year--;
  }
  time_t t = (days_from_date(year + 1900, (int)month, 1) + p->tm_mday - 1) * 86400 + (long)p->tm_hour * 3600 +
             (long)p->tm_min * 60 + p->tm_sec;
  return split(t, p, zone) ? t : -1;
}

time_t mktime(struct tm* p) { return join(p, utc); }
time_t timelocal(struct tm* p) { return join(p, utc); }
time_t timegm(struct tm* p) { return join(p, gmt); }
double difftime(time_t a, time_t b) { return (double)(a - b); }

char* asctime_r(const struct tm* p, char* to) {
  strftime(to, 26, "%a %b %e %H:%M:%S ", p);
  sprintf(to + 20, "%ld\n", (long)p->tm_year + 1900);
  return to;
}
char* asctime(const struct tm* p) {
  static char text[64];
  return asctime_r(p, text);
}
char* ctime_r(const time_t* t, char* to) {
  struct tm p;
  return localtime_r(t, &p) ? asctime_r(&p, to) : nullptr;
}
char* ctime(const time_t* t) {
  struct tm* p = localtime(t);
  return p ? asctime(p) : nullptr;
}
}
