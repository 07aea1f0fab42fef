// run:
// Chains of warp operations whose values go from one to the next: all shuffles with constant, shared and own lanes, in whole and narrower segments; votes and reductions; arms that some warps or threads take; blocks whose warps are rows, pieces of rows, and several rows; threads that have returned.
#include <cstdio>
#include <cuda_runtime.h>

#define ALL 0xffffffffu

__device__ int mix(int value, int key) { return (value ^ key) * 0x9e3779b1 + (value >> 7); }

__global__ void shuffles(int *out, int shared, int n)
{
    int t = threadIdx.y * blockDim.x + threadIdx.x, lane = t & 31;
    int v = mix(t, 5);
    v += __shfl_down_sync(ALL, v, 3);
    v ^= __shfl_up_sync(ALL, v, 5);
    v += __shfl_xor_sync(ALL, v, 9) * 3;
    v = mix(v, __shfl_sync(ALL, v, 17));
    v += __shfl_down_sync(ALL, v, 1, 8) - __shfl_up_sync(ALL, v, 2, 16);
    v ^= __shfl_xor_sync(ALL, v, 12, 8) + __shfl_sync(ALL, v, 5, 4);
    v += __shfl_down_sync(ALL, v, shared);
    v ^= __shfl_up_sync(ALL, v, shared + 1, 16);
    v += __shfl_sync(ALL, v, shared + 2);
    v = mix(v, __shfl_sync(ALL, v, lane * 7 + 3));
    v += __shfl_sync(ALL, v, lane & 5, 8);
    v ^= __shfl_xor_sync(ALL, v, lane & 3);
    v += __shfl_up_sync(ALL, v, n);
    out[t] = v;
}

__global__ void votes(int *out, int bit, unsigned mask)
{
    int t = threadIdx.y * blockDim.x + threadIdx.x, lane = t & 31;
    int v = mix(t, 77);
    unsigned odd = __ballot_sync(ALL, v & 1), high = __ballot_sync(ALL, v >> bit & 1);
    v += __popc(odd & ((1u << lane) - 1)) + (int)(high >> 3);
    v ^= __any_sync(ALL, v % 37 == 0) * 1000 + __all_sync(ALL, v != 5) * 100000;
    if (mask >> lane & 1) {
        v += __reduce_add_sync(mask, lane + (v & 255)) * 5;
        v ^= __reduce_max_sync(mask, v) + (int)__reduce_min_sync(mask, (unsigned)v);
        v += (int)__ballot_sync(mask, v & 4);
    }
    v += (int)__reduce_xor_sync(ALL, (unsigned)v) ^ (int)__reduce_and_sync(ALL, (unsigned)v | 255u) ^ (int)__reduce_or_sync(ALL, (unsigned)v & 4095u);
    out[t] = v;
}

__device__ float warp_sum(float v)
{
    for (int offset = 16; offset > 0; offset /= 2) v += __shfl_down_sync(ALL, v, offset);
    return v;
}

__global__ void sums(const float *in, float *out, int n)
{
    __shared__ float partial[32];
    int t = threadIdx.y * blockDim.x + threadIdx.x, threads = blockDim.x * blockDim.y;
    int lane = t % 32, warp = t / 32;
    float v = 0.0f;
    for (int i = blockIdx.x * threads + t; i < n; i += gridDim.x * threads) v += in[i];
    v = warp_sum(v);
    if (lane == 0) partial[warp] = v;
    __syncthreads();
    v = t < threads / 32 ? partial[lane] : 0.0f;
    if (warp == 0) v = warp_sum(v);
    if (t == 0) out[blockIdx.x] = v;
}

__global__ void arms(int *out, int n)
{
    int t = blockIdx.x * blockDim.x * blockDim.y + threadIdx.y * blockDim.x + threadIdx.x, lane = t & 31;
    if (t >= n) return;
    int v = mix(t, 3), rest = min(n - (t - lane), 32);
    unsigned here = rest == 32 ? ALL : (1u << rest) - 1;
    int other = __shfl_xor_sync(here, v, 1);
    if ((lane ^ 1) < rest) v += other;
    if (t / 32 % 2 == 1) {
        other = __shfl_down_sync(here, v, 4);
        v ^= (lane + 4 < rest ? other : 9) + __shfl_sync(here, v, 0);
    } else v -= __shfl_up_sync(here, v, 2);
    unsigned low = here & 0xffu;
    if (lane < 8) v += __shfl_down_sync(low, v, 3, 8) + (int)__ballot_sync(low, v & 2);
    v += (int)__ballot_sync(here, v & 1) ^ (int)here;
    out[t] = v;
}

static unsigned digest(const int *values, int n)
{
    unsigned hash = 2166136261u;
    for (int i = 0; i < n; i++) hash = (hash ^ (unsigned)values[i]) * 16777619u;
    return hash;
}

int main()
{
    const int n = 4096;
    int *out;
    float *in, *sum;
    cudaMallocManaged(&out, n * sizeof(int));
    cudaMallocManaged(&in, n * sizeof(float));
    cudaMallocManaged(&sum, 16 * sizeof(float));
    for (int i = 0; i < n; i++) in[i] = (float)(i * 7 % 31) * 0.25f;
    const dim3 blocks[] = {dim3(32), dim3(256), dim3(32, 4), dim3(16, 16), dim3(64, 2), dim3(8, 8), dim3(4, 16), dim3(96)};
    for (dim3 block : blocks) {
        int threads = block.x * block.y;
        shuffles<<<1, block>>>(out, 6, 1);
        cudaDeviceSynchronize();
        unsigned first = digest(out, threads);
        votes<<<1, block>>>(out, 9, 0x0ff0f00fu);
        cudaDeviceSynchronize();
        unsigned second = digest(out, threads);
        votes<<<1, block>>>(out, 3, 0x80000001u);
        cudaDeviceSynchronize();
        unsigned third = digest(out, threads);
        sums<<<4, block>>>(in, sum, n);
        cudaDeviceSynchronize();
        for (int i = 0; i < n; i++) out[i] = 0;
        arms<<<3, block>>>(out, 3 * threads - 19);
        cudaError_t status = cudaDeviceSynchronize();
        printf("%u x %u: %08x %08x %08x %g %g %g %g %08x %s\n", block.x, block.y, first, second, third, sum[0], sum[1], sum[2], sum[3], digest(out, 3 * threads), cudaGetErrorString(status));
    }
    return 0;
}
