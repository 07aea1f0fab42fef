// run:
// Blocks that wait for each other: a scan that looks back at the blocks before, a reduction whose last block sums up, and blocks that meet at the grid's barrier again and again.
#include <cooperative_groups.h>
#include <cstdio>
#include <cuda_runtime.h>

namespace cg = cooperative_groups;

__global__ void scan(const int *in, int *out, volatile int *state, volatile int *total)
{
    __shared__ int values[128];
    __shared__ int before;
    int b = blockIdx.x, t = threadIdx.x;
    values[t] = in[b * 128 + t];
    __syncthreads();
    for (int step = 1; step < 128; step *= 2) {
        int add = t >= step ? values[t - step] : 0;
        __syncthreads();
        values[t] += add;
        __syncthreads();
    }
    if (t == 0) {
        int sum = 0;
        if (b > 0) {
            while (state[b - 1] == 0) {
            }
            __threadfence();
            sum = total[b - 1];
        }
        total[b] = sum + values[127];
        __threadfence();
        state[b] = 1;
        before = sum;
    }
    __syncthreads();
    out[b * 128 + t] = before + values[t];
}

__global__ void reduce(const int *in, long long *partial, unsigned *arrived, long long *result)
{
    __shared__ bool last;
    if (threadIdx.x == 0) {
        long long sum = 0;
        for (int i = 0; i < 128; i++) sum += in[blockIdx.x * 128 + i];
        partial[blockIdx.x] = sum;
        __threadfence();
        last = atomicInc(arrived, gridDim.x - 1) == gridDim.x - 1;
    }
    __syncthreads();
    if (last && threadIdx.x == 0) {
        long long sum = 0;
        for (unsigned b = 0; b < gridDim.x; b++) sum += *(volatile long long *)&partial[b];
        *result = sum;
    }
}

__global__ void relax(int *a, int *b, int rounds)
{
    cg::grid_group grid = cg::this_grid();
    int n = gridDim.x * blockDim.x, i = blockIdx.x * blockDim.x + threadIdx.x;
    for (int r = 0; r < rounds; r++) {
        int left = *(volatile int *)&a[(i + n - 1) % n], right = *(volatile int *)&a[(i + 1) % n];
        b[i] = (left + right * 3 + r) & 0xffff;
        grid.sync();
        int *swap = a;
        a = b;
        b = swap;
    }
}

int main()
{
    const int blocks = 300, n = blocks * 128;
    static int h[n], back[n];
    for (int i = 0; i < n; i++) h[i] = i * 37 % 101 - 40;
    int *in, *out, *state, *total;
    long long *partial, *result, r;
    unsigned *arrived;
    cudaMalloc(&in, sizeof h);
    cudaMalloc(&out, sizeof h);
    cudaMalloc(&state, blocks * 4);
    cudaMalloc(&total, blocks * 4);
    cudaMalloc(&partial, blocks * 8);
    cudaMalloc(&result, 8);
    cudaMalloc(&arrived, 4);
    cudaMemcpy(in, h, sizeof h, cudaMemcpyHostToDevice);
    bool right = true;
    for (int round = 0; round < 3; round++) {
        cudaMemset(state, 0, blocks * 4);
        cudaMemset(arrived, 0, 4);
        scan<<<blocks, 128>>>(in, out, state, total);
        reduce<<<blocks, 128>>>(in, partial, arrived, result);
        cudaMemcpy(back, out, sizeof back, cudaMemcpyDeviceToHost);
        cudaMemcpy(&r, result, 8, cudaMemcpyDeviceToHost);
        int sum = 0;
        for (int i = 0; i < n; i++) right = right && back[i] == (sum += h[i]);
        right = right && r == sum;
    }
    printf("%s: scan and sum are %s, %lld\n", cudaGetErrorString(cudaGetLastError()), right ? "right" : "wrong", r);

    int rounds = 20, cooperative = 24 * 64;
    void *args[] = {&in, &out, &rounds};
    cudaLaunchCooperativeKernel((void *)relax, dim3(24), dim3(64), args, 0, 0);
    cudaMemcpy(back, in, sizeof back, cudaMemcpyDeviceToHost);
    unsigned check = 0;
    for (int i = 0; i < cooperative; i++) check = check * 31 + back[i];
    printf("%s: %u\n", cudaGetErrorString(cudaGetLastError()), check);
}
