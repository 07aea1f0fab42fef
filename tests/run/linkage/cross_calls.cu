// run: tolerance=0 units="cross_calls_device.cu"
// Device code in two units: recursion across them, function pointers to functions of the other unit, shared memory passed along, structs with methods.
#include <stdio.h>
struct Accumulator { int total; __device__ void add(int v); __device__ int mean(int n) const; };
__device__ int ping(int n); __device__ int pong(int n) { return n <= 0 ? 0 : 1 + ping(n - 2); }
__device__ int reduce(int *shared, int v);
extern __device__ int (*const operations[2])(int);
__global__ void kernel(int *out) { __shared__ int s[64]; int t = threadIdx.x; Accumulator a = {t}; for (int i = 0; i < 4; i++) a.add(i); int r = reduce(s, t); out[t] = pong(t) * 1000000 + a.mean(2) * 1000 + operations[t & 1](t) + r; }
int main() { int *d, h[64]; cudaMalloc(&d, sizeof h); kernel<<<1, 64>>>(d); cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost); for (int i = 0; i < 64; i += 9) printf("%d ", h[i]); printf("\n"); return 0; }
