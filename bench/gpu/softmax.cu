/* Softmax of rows, a block a row, maximum and sum by shuffles. Verified in double for whole rows, tolerance 1e-5 relative. Small size: 64. */
#include "bench.cuh"

constexpr int BLOCK = 256;
constexpr int COLUMNS = 1024;

template <bool MAXIMUM> __device__ float block_reduce(float value)
{
    __shared__ float partial[BLOCK / 32];
    for (int offset = 16; offset > 0; offset /= 2) {
        float other = __shfl_xor_sync(0xffffffff, value, offset);
        value = MAXIMUM ? fmaxf(value, other) : value + other;
    }
    if (threadIdx.x % 32 == 0) partial[threadIdx.x / 32] = value;
    __syncthreads();
    value = partial[0];
    for (int w = 1; w < BLOCK / 32; w++) value = MAXIMUM ? fmaxf(value, partial[w]) : value + partial[w];
    __syncthreads();
    return value;
}

__global__ void softmax(const float *in, float *out, int columns)
{
    const float *row = in + (size_t)blockIdx.x * columns;
    float *result = out + (size_t)blockIdx.x * columns;
    float maximum = -INFINITY;
    for (int c = threadIdx.x; c < columns; c += BLOCK) maximum = fmaxf(maximum, row[c]);
    maximum = block_reduce<true>(maximum);
    float sum = 0.0f;
    for (int c = threadIdx.x; c < columns; c += BLOCK) sum += expf(row[c] - maximum);
    sum = block_reduce<false>(sum);
    float scale = 1.0f / sum;
    for (int c = threadIdx.x; c < columns; c += BLOCK) result[c] = expf(row[c] - maximum) * scale;
}

int main(int argc, char **argv)
{
    int rows = problem_size(argc, argv, 65536);
    size_t count = (size_t)rows * COLUMNS;
    printf("softmax: %d rows of %d floats\n", rows, COLUMNS);
    float *in = device_array<float>(count), *out = device_array<float>(count);
    fill_units(in, count, 1);

    Timing t = time_launches([&] { softmax<<<rows, BLOCK>>>(in, out, COLUMNS); });
    bool ok = true;
    for (int r = 0; r < 64 && ok; r++) {
        size_t begin = (size_t)((double)(rows - 1) * r / 63) * COLUMNS;
        double sum = 0.0;
        for (int c = 0; c < COLUMNS; c++) sum += std::exp((double)unit(begin + c, 1));
        ok = verify(out + begin, COLUMNS, [=](size_t c) { return std::exp((double)unit(begin + c, 1)) / sum; }, 1e-5, 1e-4, 1, COLUMNS);
    }
    return report(ok, t, 2.0 * count * sizeof(float), "GB");
}
