#include <stdarg.h>
#include "extern_c.h"
int c_counter = 40;
int c_add(int a, int b) { c_counter++; return a + b; }
Point c_middle(Point a, Point b) { Point m = {(a.x + b.x) / 2, (a.y + b.y) / 2}; return m; }
void c_sort(Point *points, int n, Compare compare) {
  for (int i = 1; i < n; i++)
    for (int k = i; k > 0 && compare(&points[k], &points[k - 1]) < 0; k--) {
      Point t = points[k];
      points[k] = points[k - 1];
      points[k - 1] = t;
    }
}
int c_variadic(int n, ...) {
  va_list list;
  va_start(list, n);
  int sum = 0;
  while (n--) sum += va_arg(list, int);
  va_end(list);
  return sum;
}
