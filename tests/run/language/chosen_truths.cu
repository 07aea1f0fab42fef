// run: tolerance=0
// A truth chosen of comparisons, which WGSL would read as a list of template arguments; and given to a function that is called.
#include <cstdio>
__device__ __noinline__ int both(bool less, bool more, unsigned x) { int sum = 0; for (unsigned i = 0; i < x % 7; i++) sum += less ? i : more ? 2 * i : 1; return sum; }
__global__ void choose(const unsigned *a, int *out)
{
    unsigned x = a[threadIdx.x];
    bool chosen = x ? x >= 124543178u : x < 318u;
    bool other = (x & 1) ? x < 700u : x > 31u;
    out[threadIdx.x] = (chosen ? 8 : 0) + (other ? 1 : 2) + both(x < 99u, x > 1000u, x >> 2) + both(x > 12u, x < 3000u, x >> 1);
}
int main()
{
    unsigned h[32], *a; int r[32], *out;
    for (int i = 0; i < 32; i++) h[i] = i * i * 977u * (i % 5 == 4 ? 123457u : 1u);
    cudaMalloc(&a, sizeof h); cudaMalloc(&out, sizeof r);
    cudaMemcpy(a, h, sizeof h, cudaMemcpyHostToDevice);
    choose<<<1, 32>>>(a, out);
    cudaMemcpy(r, out, sizeof r, cudaMemcpyDeviceToHost);
    for (int i = 0; i < 32; i++) printf("%d ", r[i]);
    printf("\n");
}
