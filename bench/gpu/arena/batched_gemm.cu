/* Many products of 64 x 64 matrices through tables of pointers, a block a product, shared tiles, 4 x 4 elements a thread. Verified in double, tolerance 1e-5. Small size: 8. */
#include "../bench.cuh"

constexpr int N = 64;
constexpr int TILE = 16;

__global__ void batched_gemm(const float *const *As, const float *const *Bs, float *const *Cs)
{
    __shared__ float a[TILE][N];
    __shared__ float b[TILE][N];
    const float *A = As[blockIdx.x];
    const float *B = Bs[blockIdx.x];
    float *C = Cs[blockIdx.x];
    int tx = threadIdx.x % 16, ty = threadIdx.x / 16;
    float sum[4][4] = {};
    for (int k0 = 0; k0 < N; k0 += TILE) {
        for (int t = threadIdx.x; t < TILE * N; t += 256) {
            a[t % TILE][t / TILE] = A[t / TILE * N + k0 + t % TILE];
            b[t / N][t % N] = B[(k0 + t / N) * N + t % N];
        }
        __syncthreads();
#pragma unroll
        for (int k = 0; k < TILE; k++)
#pragma unroll
            for (int i = 0; i < 4; i++)
#pragma unroll
                for (int j = 0; j < 4; j++) sum[i][j] += a[k][ty * 4 + i] * b[k][tx + 16 * j];
        __syncthreads();
    }
#pragma unroll
    for (int i = 0; i < 4; i++)
#pragma unroll
        for (int j = 0; j < 4; j++) C[(ty * 4 + i) * N + tx + 16 * j] = sum[i][j];
}

int main(int argc, char **argv)
{
    int batch = problem_size(argc, argv, 8192);
    size_t count = (size_t)batch * N * N;
    printf("batched_gemm: %d products of %d x %d floats\n", batch, N, N);
    float *A = device_array<float>(count), *B = device_array<float>(count), *C = device_array<float>(count);
    fill_units(A, count, 1);
    fill_units(B, count, 2);
    std::vector<float *> a(batch), b(batch), c(batch);
    for (int m = 0; m < batch; m++) {
        a[m] = A + (size_t)m * N * N;
        b[m] = B + (size_t)(batch - 1 - m) * N * N;
        c[m] = C + (size_t)m * N * N;
    }
    float **As = device_copy(a), **Bs = device_copy(b), **Cs = device_copy(c);

    Timing t = time_launches([&] { batched_gemm<<<batch, 256>>>(As, Bs, Cs); });
    auto expected = [=](size_t i) {
        size_t m = i / (N * N), row = i / N % N, col = i % N;
        double sum = 0.0;
        for (int k = 0; k < N; k++) sum += (double)unit((m * N + row) * N + k, 1) * unit(((batch - 1 - m) * N + k) * N + col, 2);
        return sum;
    };
    bool ok = verify(C, count, expected, 1e-5, 1.0, 64, 64);
    return report(ok, t, 2.0 * N * N * N * batch, "GFLOP");
}
