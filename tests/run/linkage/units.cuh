#ifndef UNITS_CUH
#define UNITS_CUH
extern int shared_counter;
extern const char *message;
extern const int table[3];
int other_helper(int x);
void increment();
double host_only(double x);
extern "C" int c_function(int x);
inline int inline_count() { static int n = 0; return ++n; }
int other_inline_count();
template <typename T> T largest(T a, T b) { return a > b ? a : b; }
int other_largest(int a, int b);
struct Point { int x, y; int sum() const { return x + y; } };
#ifdef __CUDACC__
extern __device__ int device_value, other_value;
extern __constant__ int factors[4];
__device__ int across(int x);
__global__ void there(int *out, int add);
void launch_other(int *out, int n);
#endif
#endif
