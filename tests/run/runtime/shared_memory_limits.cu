// run: tolerance=0
// What a device says of the shared memory of its blocks is what kernels can be launched with: asking for more fails, and a program can do with less.
#include <cstdio>

__global__ void sum(const int *from, int *to, int n)
{
    extern __shared__ int kept[];
    for (int i = threadIdx.x; i < n; i += blockDim.x) kept[i] = from[i];
    __syncthreads();
    if (threadIdx.x == 0) {
        int total = 0;
        for (int i = 0; i < n; i++) total += kept[i];
        *to = total;
    }
}

int main()
{
    cudaDeviceProp p;
    cudaGetDeviceProperties(&p, 0);
    int optin = 0, per_multiprocessor = 0, per_block = 0;
    cudaDeviceGetAttribute(&optin, cudaDevAttrMaxSharedMemoryPerBlockOptin, 0);
    cudaDeviceGetAttribute(&per_multiprocessor, cudaDevAttrMaxSharedMemoryPerMultiprocessor, 0);
    cudaDeviceGetAttribute(&per_block, cudaDevAttrMaxSharedMemoryPerBlock, 0);
    std::printf("%d %d %d\n", optin == (int)p.sharedMemPerBlockOptin, per_multiprocessor == (int)p.sharedMemPerMultiprocessor, per_block == (int)p.sharedMemPerBlock);
    std::printf("%d %d %d\n", per_block <= 49152, per_block <= optin, optin <= per_multiprocessor);
    std::printf("%s\n", cudaGetErrorName(cudaFuncSetAttribute(sum, cudaFuncAttributeMaxDynamicSharedMemorySize, 1 << 20)));
    cudaGetLastError();
    cudaError_t error = cudaFuncSetAttribute(sum, cudaFuncAttributeMaxDynamicSharedMemorySize, optin);
    std::printf("%s\n", cudaGetErrorName(error));
    // As programs do that have a second way: by what the device says, and by whether it can be had.
    int wanted = 73728;
    bool fits = wanted <= p.sharedMemPerMultiprocessor;
    bool granted = cudaFuncSetAttribute(sum, cudaFuncAttributeMaxDynamicSharedMemorySize, wanted) == cudaSuccess;
    cudaGetLastError();
    std::printf("%d\n", fits == granted);
    int bytes = granted ? wanted : 16384, n = bytes / 4, *from, *to;
    cudaMallocManaged(&from, bytes);
    cudaMallocManaged(&to, 4);
    for (int i = 0; i < n; i++) from[i] = i % 3;
    sum<<<1, 64, bytes>>>(from, to, n);
    error = cudaDeviceSynchronize();
    std::printf("%s %d\n", cudaGetErrorName(error), *to == n / 3 * 3 + (n % 3 == 2));
}
