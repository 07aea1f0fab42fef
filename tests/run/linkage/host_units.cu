// run: tolerance=0 units="host_units_math.cpp"
// A program in two units where the second is plain C++: static initialization in each, function pointers and callbacks across, namespaces, overloads.
#include <stdio.h>
namespace geometry { double area(double w, double h); double area(double r); extern int calls; }
typedef int (*Callback)(int, void *);
int each(const int *v, int n, Callback f, void *data);
extern int (*chosen)(int);
int start();
static int from_start = start() + 1;
static int add(int v, void *total) { *(int *)total += v; return v > 2; }
__global__ void square(int *v) { v[threadIdx.x] *= v[threadIdx.x]; }
int main() { double a = geometry::area(2, 3), b = geometry::area(1); printf("%.2f %.2f %d\n", a, b, geometry::calls); int v[] = {1, 2, 3, 4}, total = 0, *d; printf("%d ", each(v, 4, add, &total)); printf("%d\n", total); printf("%d %d\n", chosen(20), from_start); cudaMalloc(&d, sizeof v); cudaMemcpy(d, v, sizeof v, cudaMemcpyHostToDevice); square<<<1, 4>>>(d); cudaMemcpy(v, d, sizeof v, cudaMemcpyDeviceToHost); total = 0; each(v, 4, add, &total); printf("%d\n", total); return 0; }
