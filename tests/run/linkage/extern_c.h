#ifndef EXTERN_C_H
#define EXTERN_C_H
#ifdef __cplusplus
extern "C" {
#endif
typedef struct Point { int x, y; } Point;
typedef int (*Compare)(const Point *, const Point *);
extern int c_counter;
int c_add(int a, int b);
Point c_middle(Point a, Point b);
void c_sort(Point *points, int n, Compare compare);
int c_variadic(int n, ...);
#ifdef __cplusplus
}
#endif
#endif
