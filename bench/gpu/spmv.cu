/* y = A * x, A sparse (CSR, 16 to 47 entries a row within a band), a warp a row. Verified in double, tolerance 1e-5. Small size: 10000. */
#include "bench.cuh"

constexpr int BAND = 8192;

__host__ __device__ inline int row_length(unsigned row) { return 16 + (int)(hash32(row) & 31); }

__host__ __device__ inline int column_of(unsigned row, unsigned entry, unsigned rows)
{
    return (int)((row + hash32(entry ^ 0x5bd1e995u) % BAND) % rows);
}

__global__ void fill(const int *row_start, int *columns, float *values, int rows)
{
    int row = blockIdx.x * blockDim.x + threadIdx.x;
    if (row >= rows) return;
    for (int k = row_start[row]; k < row_start[row + 1]; k++) {
        columns[k] = column_of(row, k, rows);
        values[k] = unit(k, 1);
    }
}

__global__ void spmv(const int *__restrict__ row_start, const int *__restrict__ columns, const float *__restrict__ values,
                     const float *__restrict__ x, float *__restrict__ y, int rows)
{
    int row = (blockIdx.x * blockDim.x + threadIdx.x) / 32;
    int lane = threadIdx.x & 31;
    if (row >= rows) return;
    int end = row_start[row + 1];
    float sum = 0.0f;
    for (int k = row_start[row] + lane; k < end; k += 32) sum += values[k] * x[columns[k]];
    for (int offset = 16; offset > 0; offset >>= 1) sum += __shfl_xor_sync(0xffffffff, sum, offset);
    if (lane == 0) y[row] = sum;
}

int main(int argc, char **argv)
{
    int rows = problem_size(argc, argv, 2 << 20);
    std::vector<int> starts(rows + 1, 0);
    for (int row = 0; row < rows; row++) starts[row + 1] = starts[row] + row_length(row);
    int entries = starts[rows];
    printf("spmv: %d rows, %d entries\n", rows, entries);
    int *row_start = device_copy(starts), *columns = device_array<int>(entries);
    float *values = device_array<float>(entries), *x = device_array<float>(rows), *y = device_array<float>(rows);
    fill<<<blocks_for(rows, 256), 256>>>(row_start, columns, values, rows);
    fill_units(x, rows, 2);

    Timing t = time_launches([&] { spmv<<<blocks_for((size_t)rows * 32, 256), 256>>>(row_start, columns, values, x, y, rows); });
    auto expected = [&](size_t row) {
        double sum = 0.0;
        for (int k = starts[row]; k < starts[row + 1]; k++) sum += (double)unit(k, 1) * unit(column_of(row, k, rows), 2);
        return sum;
    };
    bool ok = verify(y, rows, expected, 1e-5);
    return report(ok, t, 8.0 * entries + 12.0 * rows, "GB");
}
