/* C = A * B through 32 x 32 shared tiles, one element a thread; n is a multiple of 32. Tolerance 1e-5. Small size: 128. */
#include "bench.cuh"
#include "gemm.cuh"

constexpr int TILE = 32;

__global__ void sgemm(const float *A, const float *B, float *C, int n)
{
    __shared__ float As[TILE][TILE];
    __shared__ float Bs[TILE][TILE];
    int tx = threadIdx.x, ty = threadIdx.y;
    int row = blockIdx.y * TILE + ty, col = blockIdx.x * TILE + tx;
    float sum = 0.0f;
    for (int t = 0; t < n / TILE; t++) {
        As[ty][tx] = A[row * n + t * TILE + tx];
        Bs[ty][tx] = B[(t * TILE + ty) * n + col];
        __syncthreads();
#pragma unroll
        for (int k = 0; k < TILE; k++) sum += As[ty][k] * Bs[k][tx];
        __syncthreads();
    }
    C[row * n + col] = sum;
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 2048) / TILE * TILE;
    dim3 block(TILE, TILE), grid(n / TILE, n / TILE);
    return bench_gemm("sgemm_tile32", n, [&](const float *A, const float *B, float *C) { sgemm<<<grid, block>>>(A, B, C, n); });
}
