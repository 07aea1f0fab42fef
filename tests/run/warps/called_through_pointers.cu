// run: tolerance=0
// Barriers and warp operations in virtual functions and in functions called through pointers out of a table: which one is called, only the launch tells.
#include <cstdio>
struct Stage { __device__ virtual void run(int *s, int t) const = 0; };
struct Reverse : Stage { __device__ void run(int *s, int t) const override { int v = s[63 - t]; __syncthreads(); s[t] = v; __syncthreads(); } };
struct Scan : Stage { __device__ void run(int *s, int t) const override { for (int d = 1; d < 64; d *= 2) { int v = t >= d ? s[t - d] : 0; __syncthreads(); s[t] += v; __syncthreads(); } } };
typedef void (*Step)(int *, int);
__device__ void rotate(int *s, int t) { int v = s[(t + 1) % 64]; __syncthreads(); s[t] = v; __syncthreads(); }
__device__ void shuffle(int *s, int t) { s[t] += __shfl_xor_sync(~0u, s[t], 1); __syncthreads(); }
__device__ Step steps[2] = {rotate, shuffle};
__global__ void kernel(int *out, int which)
{
    __shared__ int s[64];
    int t = threadIdx.x;
    s[t] = t * t % 17;
    __syncthreads();
    Reverse reverse; Scan scan;
    const Stage *stages[2] = {&reverse, &scan};
    for (int i = 0; i < 3; i++) stages[(i + which) % 2]->run(s, t);
    for (int i = 0; i < 3; i++) steps[(i + which) % 2](s, t);
    out[t] = s[t];
}
int main()
{
    int *d, h[64];
    cudaMalloc(&d, sizeof h);
    for (int which = 0; which < 2; which++) {
        kernel<<<1, 64>>>(d, which);
        cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost);
        for (int i = 0; i < 64; i++) printf("%d%c", h[i], i % 16 == 15 ? '\n' : ' ');
    }
}
