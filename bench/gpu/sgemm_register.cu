/* C = A * B, 128 x 128 x 8 block tiles, 8 x 8 elements a thread in registers, float4 loads and stores; n is a multiple of 128. Tolerance 1e-5. Small size: 256. */
#include "bench.cuh"
#include "gemm.cuh"

constexpr int BM = 128, BN = 128, BK = 8;
constexpr int TM = 8, TN = 8;

__global__ void __launch_bounds__(256) sgemm(const float *__restrict__ A, const float *__restrict__ B, float *__restrict__ C, int n)
{
    __shared__ float As[BK][BM];
    __shared__ float Bs[BK][BN];
    int tid = threadIdx.x;
    int tx = tid % 16, ty = tid / 16;
    int a_row = tid / 2, a_col = tid % 2 * 4;
    int b_row = tid / 32, b_col = tid % 32 * 4;
    A += blockIdx.y * BM * n;
    B += blockIdx.x * BN;
    C += blockIdx.y * BM * n + blockIdx.x * BN;

    float acc[TM][TN] = {};
    float a[TM], b[TN];
    for (int k0 = 0; k0 < n; k0 += BK) {
        float4 va = *reinterpret_cast<const float4 *>(&A[a_row * n + k0 + a_col]);
        As[a_col + 0][a_row] = va.x;
        As[a_col + 1][a_row] = va.y;
        As[a_col + 2][a_row] = va.z;
        As[a_col + 3][a_row] = va.w;
        *reinterpret_cast<float4 *>(&Bs[b_row][b_col]) = *reinterpret_cast<const float4 *>(&B[(k0 + b_row) * n + b_col]);
        __syncthreads();
#pragma unroll
        for (int k = 0; k < BK; k++) {
#pragma unroll
            for (int i = 0; i < TM; i++) a[i] = As[k][ty * TM + i];
#pragma unroll
            for (int j = 0; j < TN; j++) b[j] = Bs[k][tx * TN + j];
#pragma unroll
            for (int i = 0; i < TM; i++)
#pragma unroll
                for (int j = 0; j < TN; j++) acc[i][j] += a[i] * b[j];
        }
        __syncthreads();
    }
#pragma unroll
    for (int i = 0; i < TM; i++)
#pragma unroll
        for (int j = 0; j < TN; j += 4)
            *reinterpret_cast<float4 *>(&C[(ty * TM + i) * n + tx * TN + j]) = make_float4(acc[i][j], acc[i][j + 1], acc[i][j + 2], acc[i][j + 3]);
}

int main(int argc, char **argv)
{
    int n = std::max(BM, problem_size(argc, argv, 4096) / BM * BM);
    dim3 grid(n / BN, n / BM);
    return bench_gemm("sgemm_register", n, [&](const float *A, const float *B, float *C) { sgemm<<<grid, 256>>>(A, B, C, n); });
}
