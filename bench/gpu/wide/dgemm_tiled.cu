/* C = A * B in double through 32 x 32 shared tiles; n is a multiple of 32. Tolerance 1e-12. Small size: 64. */
#include "../bench.cuh"

constexpr int TILE = 32;

__global__ void fill(double *out, int n, unsigned seed)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) out[i] = unit(i, seed);
}

__global__ void dgemm(const double *A, const double *B, double *C, int n)
{
    __shared__ double As[TILE][TILE];
    __shared__ double Bs[TILE][TILE];
    int tx = threadIdx.x, ty = threadIdx.y;
    int row = blockIdx.y * TILE + ty, col = blockIdx.x * TILE + tx;
    double sum = 0.0;
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
    int n = std::max(TILE, problem_size(argc, argv, 1024) / TILE * TILE);
    int count = n * n;
    printf("dgemm_tiled: %d x %d doubles\n", n, n);
    double *A = device_array<double>(count), *B = device_array<double>(count), *C = device_array<double>(count);
    fill<<<blocks_for(count, 256), 256>>>(A, count, 1);
    fill<<<blocks_for(count, 256), 256>>>(B, count, 2);

    dim3 block(TILE, TILE), grid(n / TILE, n / TILE);
    Timing t = time_launches([&] { dgemm<<<grid, block>>>(A, B, C, n); });
    auto expected = [=](size_t i) {
        size_t row = i / n, col = i % n;
        double sum = 0.0;
        for (int k = 0; k < n; k++) sum += (double)unit(row * n + k, 1) * unit(k * n + col, 2);
        return sum;
    };
    bool ok = verify(C, count, expected, 1e-12, 1.0, 32, 32);
    return report(ok, t, 2.0 * n * n * n, "GFLOP");
}
