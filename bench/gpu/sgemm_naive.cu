/* C = A * B, one element a thread straight from global memory. Tolerance 1e-5. Small size: 100. */
#include "bench.cuh"
#include "gemm.cuh"

__global__ void sgemm(const float *A, const float *B, float *C, int n)
{
    int col = blockIdx.x * blockDim.x + threadIdx.x;
    int row = blockIdx.y * blockDim.y + threadIdx.y;
    if (row >= n || col >= n) return;
    float sum = 0.0f;
    for (int k = 0; k < n; k++) sum += A[row * n + k] * B[k * n + col];
    C[row * n + col] = sum;
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 2048);
    dim3 block(16, 16), grid(blocks_for(n, 16), blocks_for(n, 16));
    return bench_gemm("sgemm_naive", n, [&](const float *A, const float *B, float *C) { sgemm<<<grid, block>>>(A, B, C, n); });
}
