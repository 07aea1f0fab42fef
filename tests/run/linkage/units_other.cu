#include "units.cuh"
static int hidden = 1000;
static int helper(int x) { return x * hidden; }
const char *message = "from the other unit";
__device__ int other_value = 50;
static __device__ int apart(int x) { return x * 10; }
__device__ int across(int x) { return apart(x) + device_value; }
__global__ void there(int *out, int add) { out[threadIdx.x] = other_value + factors[3] + add + across(1); }
void launch_other(int *out, int n) { there<<<1, n>>>(out, n); }
int other_helper(int x) { return helper(x); }
void increment() { shared_counter++; }
int other_inline_count() { return inline_count(); }
int other_largest(int a, int b) { return largest(a, b); }
