// run:
// Kernel parameters of reference type beside others: what they refer to is smaller or larger than an address.
#include <cstdio>
#include <cuda_runtime.h>

struct Large {
    double values[9];
    int count;
};

__global__ void mix(char &letter, int v, Large &large, const short &step, double d)
{
    if (threadIdx.x == 0 && blockIdx.x == 0) letter = (char)(letter + step);
    atomicAdd(&large.count, v);
    if (threadIdx.x < 9 && blockIdx.x == 1) large.values[threadIdx.x] += d * threadIdx.x;
}

int main()
{
    char *letters;
    short *steps;
    Large *large;
    cudaMallocManaged(&letters, 8);
    cudaMallocManaged(&steps, 4 * sizeof(short));
    cudaMallocManaged(&large, sizeof(Large));
    for (int i = 0; i < 8; i++) letters[i] = 'a';
    steps[3] = 7;
    *large = Large{};
    mix<<<2, 16>>>(letters[5], 3, *large, steps[3], 0.5);
    cudaDeviceSynchronize();
    printf("%.8s %d", letters, large->count);
    for (double value : large->values) printf(" %g", value);
    printf("\n%s\n", cudaGetErrorString(cudaGetLastError()));
}
