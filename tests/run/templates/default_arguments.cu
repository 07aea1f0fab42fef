// run: tolerance=0
// Default arguments of function templates that are declared before they are defined: in functions and in kernels.
#include <cstdio>

template <class T> void fill(T *a, int n, int seed = 5);
template <class T> void fill(T *a, int n, int seed)
{
    for (int i = 0; i < n; i++) a[i] = (T)(seed + i);
}
template void fill<float>(float *a, int n, int seed);

template <class T> __global__ void scale(T *a, T by = 3);
template <class T> __global__ void scale(T *a, T by) { a[threadIdx.x] *= by; }

int main()
{
    float a[3];
    fill(a, 3);
    std::printf("%g %g\n", a[0], a[2]);
    fill(a, 3, 1);
    std::printf("%g\n", a[1]);
    float *d;
    cudaMalloc(&d, sizeof a);
    cudaMemcpy(d, a, sizeof a, cudaMemcpyHostToDevice);
    scale<<<1, 3>>>(d, 3.0f);
    cudaMemcpy(a, d, sizeof a, cudaMemcpyDeviceToHost);
    std::printf("%g\n", a[2]);
    return 0;
}
