// run: tolerance=0
// Kernels of one dimension that are launched with blocks of two or three: threads that differ in nothing the kernel looks at do what one does, also where they add to memory.
#include <cstdio>

__global__ void sums(const float *a, float *x, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n)
        for (int j = 0; j < n; j++) x[i] += a[i * n + j];
}
__global__ void grow(int *x, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) x[i] = x[i] * 2 + 1;
}
__global__ void count(int *x, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) atomicAdd(&x[i], 1);
}
__global__ void width(int *x, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) x[i] = (int)(blockDim.x * 10000 + blockDim.y * 100 + blockDim.z);
}
__global__ void rows(int *x, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x, y = threadIdx.y;
    if (i < n && y < 3) x[y * n + i] = 100 * y + i;
}

int main()
{
    const int n = 48;
    float *a, *x;
    int *y;
    cudaMallocManaged(&a, n * n * sizeof(float));
    cudaMallocManaged(&x, n * sizeof(float));
    cudaMallocManaged(&y, 3 * n * sizeof(int));
    for (int i = 0; i < n * n; i++) a[i] = i % 7;
    for (int i = 0; i < n; i++) x[i] = (float)i, y[i] = i;
    sums<<<3, dim3(16, 2, 1)>>>(a, x, n);
    cudaDeviceSynchronize();
    for (int i = 0; i < n; i += 5) std::printf("%g ", x[i]);
    std::printf("\n");
    grow<<<3, dim3(16, 2)>>>(y, n);
    cudaDeviceSynchronize();
    for (int i = 0; i < n; i += 5) std::printf("%d ", y[i]);
    std::printf("\n");
    for (int i = 0; i < n; i++) y[i] = 0;
    count<<<3, dim3(16, 8, 2)>>>(y, n);
    cudaDeviceSynchronize();
    for (int i = 0; i < n; i += 5) std::printf("%d ", y[i]);
    std::printf("\n");
    width<<<3, dim3(16, 4, 2)>>>(y, n);
    cudaDeviceSynchronize();
    std::printf("%d %d\n", y[0], y[n - 1]);
    rows<<<3, dim3(16, 4, 2)>>>(y, n);
    cudaDeviceSynchronize();
    std::printf("%d %d %d\n", y[1], y[n + 2], y[3 * n - 1]);
}
