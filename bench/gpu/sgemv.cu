/* y = A * x, a warp a row, shuffles. Tolerance 1e-5. Small size: 512. */
#include "bench.cuh"

__global__ void sgemv(const float *__restrict__ A, const float *__restrict__ x, float *__restrict__ y, int rows, int cols)
{
    int row = (blockIdx.x * blockDim.x + threadIdx.x) / 32;
    int lane = threadIdx.x % 32;
    if (row >= rows) return;
    const float *a = A + (size_t)row * cols;
    float sum = 0.0f;
    for (int j = lane; j < cols; j += 32) sum += a[j] * x[j];
    for (int offset = 16; offset > 0; offset /= 2) sum += __shfl_down_sync(0xffffffff, sum, offset);
    if (lane == 0) y[row] = sum;
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 8192);
    size_t count = (size_t)n * n;
    printf("sgemv: %d x %d floats\n", n, n);
    float *A = device_array<float>(count), *x = device_array<float>(n), *y = device_array<float>(n);
    fill_units(A, count, 1);
    fill_units(x, n, 2);

    Timing t = time_launches([&] { sgemv<<<blocks_for((size_t)n * 32, 256), 256>>>(A, x, y, n, n); });
    auto expected = [=](size_t row) {
        double sum = 0.0;
        for (int j = 0; j < n; j++) sum += (double)unit(row * n + j, 1) * unit(j, 2);
        return sum;
    };
    bool ok = verify(y, n, expected, 1e-5, 1.0, 32, 16);
    return report(ok, t, (double)count * sizeof(float), "GB");
}
