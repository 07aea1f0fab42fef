// run: tolerance=0
// Every thread adds to one float, or to one of a few: whole numbers, so that any order gives the same sum. Alone in the kernel, beside reads of the same memory, through two pointers to it, in a variable.
#include <cstdio>
#include <cuda_runtime.h>

__device__ float total_of_all;

__global__ void add_to_one(const int *in, float *sum, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) atomicAdd(sum, (float)in[i]);
}

__global__ void add_to_variable(const int *in, int n)
{
    for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x) atomicAdd(&total_of_all, (float)in[i]);
}

__global__ void add_to_some(const int *in, float *sums, int n, int count)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= n) return;
    atomicAdd(&sums[i % count], (float)in[i]);
    atomicAdd(sums + (i / 32) % count, -1.0f);
}

/** The threads' numbers come from the sum itself: each sees another one. */
__global__ void count_off(float *sum, int *seen, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) atomicAdd(&seen[(int)atomicAdd(sum, 1.0f)], 1);
}

__global__ void add_through_both(const int *in, float *left, float *right, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= n) return;
    if (i & 1) atomicAdd(left, (float)in[i]);
    else atomicAdd(right + 1, (float)in[i]);
}

__global__ void add_and_limit(const int *in, float *sum, unsigned *most, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= n) return;
    atomicAdd(sum, (float)in[i]);
    atomicMax(most, (unsigned)in[i]);
    if (*(volatile float *)sum < 0) atomicExch(most, 1000u);
}

int main()
{
    const int n = 200000, blocks = (n + 255) / 256;
    int *in, *seen;
    float *sums;
    unsigned *most;
    cudaMallocManaged(&in, n * sizeof(int));
    cudaMallocManaged(&seen, n * sizeof(int));
    cudaMallocManaged(&sums, 64 * sizeof(float));
    cudaMallocManaged(&most, sizeof(unsigned));
    long long expected = 0;
    for (int i = 0; i < n; i++) {
        in[i] = i % 7;
        seen[i] = 0;
        expected += in[i];
    }
    for (int i = 0; i < 64; i++) sums[i] = 0;
    *most = 0;

    sums[0] = 5;
    add_to_one<<<blocks, 256>>>(in, sums, n);
    cudaDeviceSynchronize();
    printf("one: %.1f, %lld expected\n", sums[0], expected + 5);

    add_to_variable<<<120, 256>>>(in, n);
    float variable;
    cudaMemcpyFromSymbol(&variable, total_of_all, sizeof(float));
    printf("variable: %.1f\n", variable);

    sums[0] = 0;
    add_to_some<<<blocks, 256>>>(in, sums, n, 5);
    cudaDeviceSynchronize();
    for (int i = 0; i < 6; i++) printf("some %d: %.1f\n", i, sums[i]);

    sums[0] = 0;
    count_off<<<blocks, 256>>>(sums, seen, n);
    cudaDeviceSynchronize();
    int wrong = 0;
    for (int i = 0; i < n; i++) wrong += seen[i] != 1;
    printf("counted: %.1f, %d wrong\n", sums[0], wrong);

    sums[0] = sums[1] = 0;
    add_through_both<<<blocks, 256>>>(in, sums + 1, sums, n);
    cudaDeviceSynchronize();
    printf("both: %.1f %.1f\n", sums[0], sums[1]);

    sums[0] = 0;
    add_and_limit<<<blocks, 256>>>(in, sums, most, n);
    cudaDeviceSynchronize();
    printf("limit: %.1f %u\n", sums[0], *most);
    return 0;
}
