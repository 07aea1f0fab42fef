// run: tolerance=0
// A kernel reads through one pointer and writes through another, with barriers between that order device memory where both lead into one allocation, in kernels that follow pointers out of memory too.
#include <cstdio>
__global__ void rotate(const int *in, int *out, int rounds)
{
    int *mine = out + blockIdx.x * blockDim.x;
    const int *theirs = in + blockIdx.x * blockDim.x;
    for (int k = 0; k < rounds; k++) {
        int v = theirs[(threadIdx.x + 1) % blockDim.x];
        __syncthreads();
        mine[threadIdx.x] = v;
        __syncthreads();
    }
}
int main()
{
    int *a, *b, h[512];
    for (int i = 0; i < 512; i++) h[i] = i * i % 1000;
    cudaMalloc(&a, sizeof h); cudaMalloc(&b, sizeof h);
    cudaMemcpy(a, h, sizeof h, cudaMemcpyHostToDevice);
    rotate<<<2, 256>>>(a, b, 3);
    rotate<<<2, 256>>>(b, b, 3);
    cudaMemcpy(h, b, sizeof h, cudaMemcpyDeviceToHost);
    long sum = 0; for (int i = 0; i < 512; i++) sum += (long)h[i] * (i + 1);
    printf("%ld %d %d\n", sum, h[0], h[511]);
    rotate<<<2, 256>>>(a + 128, a, 1);
    printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
}
