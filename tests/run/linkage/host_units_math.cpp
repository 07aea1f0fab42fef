namespace geometry {
int calls = 0;
double area(double w, double h) { calls++; return w * h; }
double area(double r) { calls++; return 3.14159265358979 * r * r; }
}
static int twice(int x) { return 2 * x; }
int (*chosen)(int) = twice;
int start() { return 41; }
int each(const int *v, int n, int (*f)(int, void *), void *data) { int count = 0; for (int i = 0; i < n; i++) count += f(v[i], data); return count; }
