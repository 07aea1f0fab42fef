// run: tolerance=0
// The number of a thread in its warp by inline PTX, in kernels that ask nothing else of warps; rows of warps in blocks with several dimensions.
#include <cstdio>
__device__ unsigned laneid() { unsigned r; asm("mov.u32 %0, %%laneid;" : "=r"(r)); return r; }
__global__ void k(unsigned* out) { out[blockIdx.x * blockDim.x + threadIdx.x] = laneid() + 100 * blockIdx.x; }
__global__ void two(unsigned* out) { unsigned r; asm("mov.u32 %0, %%laneid;" : "=r"(r)); out[threadIdx.x + blockDim.x * (threadIdx.y + blockDim.y * threadIdx.z)] = r + 1000 * threadIdx.z; }
int main() { unsigned* d; cudaMallocManaged(&d, 4 * 192); k<<<2, 96>>>(d); cudaDeviceSynchronize(); unsigned s = 0; for (int i = 0; i < 192; i++) s = s * 31 + d[i]; printf("%u %u %u %u\n", d[31], d[32], d[95], s);
 two<<<1, dim3(5, 7, 4)>>>(d); cudaDeviceSynchronize(); for (int i : {0, 31, 32, 63, 64, 139}) printf("%u ", d[i]); printf("\n"); }
