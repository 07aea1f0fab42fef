// run: tolerance=0
// Pointers to no memory: a kernel may be given them, and what it does is a fault only when it uses one.
#include <cstdio>
#include <cuda_runtime.h>

struct Pair {
    int a[2];
};

__global__ void choose(const int *in, const int *other, const Pair *pairs, const signed char *bytes, int *out, int n, int which)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= n) return;
    int value = in[i];
    if (which == 1) value = other[other[i] & 1];
    if (which == 2) value = pairs[i].a[i & 1];
    if (which == 3) value = bytes[i];
    out[i] = value * 2;
}

__global__ void store(int *to, unsigned *counter, float *block, int which)
{
    __shared__ float tile[64];
    tile[threadIdx.x] = threadIdx.x;
    if (which == 1) to[threadIdx.x] = 0;
    if (which == 2) atomicAdd(counter, 1u);
    __syncthreads();
    if (which == 3) block[threadIdx.x] += tile[63 - threadIdx.x];
}

template <typename T>
static T *nowhere(int i)
{
    return reinterpret_cast<T *>(0x7ffffff00000 + i * 0x10000);
}

int main(int argc, char **argv)
{
    const int n = 1000;
    int *in, *out;
    cudaMalloc(&in, n * sizeof(int));
    cudaMalloc(&out, n * sizeof(int));
    cudaMemset(in, 1, n * sizeof(int));
    choose<<<8, 128>>>(in, nowhere<int>(0), nowhere<Pair>(1), nowhere<signed char>(2), out, n, 0);
    choose<<<8, 128>>>(in, in, nowhere<Pair>(1), nullptr, out, n, 1);
    store<<<1, 64>>>(nowhere<int>(0), nowhere<unsigned>(1), nowhere<float>(2), 0);
    int first = 0;
    printf("%s\n", cudaGetErrorString(cudaMemcpy(&first, out, sizeof(int), cudaMemcpyDeviceToHost)));
    printf("%d\n", first);
    // 1 to 6: which pointer is used.
    int which = argc > 1 ? argv[1][0] - '0' : 2;
    if (which < 4) choose<<<8, 128>>>(in, nowhere<int>(0), nowhere<Pair>(1), nowhere<signed char>(2), out, n, which);
    else store<<<1, 64>>>(nowhere<int>(0), nowhere<unsigned>(1), nowhere<float>(2), which - 3);
    printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
    printf("%s\n", cudaGetErrorString(cudaMalloc(&in, 4)));
    return 0;
}
