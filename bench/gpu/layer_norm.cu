/* Layer normalization of rows of 1,024 floats, a block a row, one float4 a thread kept in registers. Verified in double for whole rows, tolerance 2e-5. Small size: 64. */
#include "bench.cuh"

constexpr int BLOCK = 256;
constexpr int COLUMNS = 4 * BLOCK;
constexpr float EPSILON = 1e-5f;

__device__ float block_sum(float value)
{
    __shared__ float partial[BLOCK / 32];
    for (int offset = 16; offset > 0; offset /= 2) value += __shfl_xor_sync(0xffffffff, value, offset);
    if (threadIdx.x % 32 == 0) partial[threadIdx.x / 32] = value;
    __syncthreads();
    value = 0.0f;
#pragma unroll
    for (int w = 0; w < BLOCK / 32; w++) value += partial[w];
    __syncthreads();
    return value;
}

__global__ void layer_norm(const float4 *__restrict__ in, const float4 *__restrict__ gamma, const float4 *__restrict__ beta, float4 *__restrict__ out)
{
    size_t i = (size_t)blockIdx.x * BLOCK + threadIdx.x;
    float4 v = in[i];
    float mean = block_sum(v.x + v.y + v.z + v.w) / COLUMNS;
    v.x -= mean;
    v.y -= mean;
    v.z -= mean;
    v.w -= mean;
    float variance = block_sum(v.x * v.x + v.y * v.y + v.z * v.z + v.w * v.w) / COLUMNS;
    float scale = rsqrtf(variance + EPSILON);
    float4 g = gamma[threadIdx.x], b = beta[threadIdx.x];
    out[i] = make_float4(v.x * scale * g.x + b.x, v.y * scale * g.y + b.y, v.z * scale * g.z + b.z, v.w * scale * g.w + b.w);
}

int main(int argc, char **argv)
{
    int rows = problem_size(argc, argv, 65536);
    size_t count = (size_t)rows * COLUMNS;
    printf("layer_norm: %d rows of %d floats\n", rows, COLUMNS);
    float *in = device_array<float>(count), *out = device_array<float>(count);
    float *gamma = device_array<float>(COLUMNS), *beta = device_array<float>(COLUMNS);
    fill_units(in, count, 1);
    fill_units(gamma, COLUMNS, 2);
    fill_units(beta, COLUMNS, 3);

    Timing t = time_launches([&] { layer_norm<<<rows, BLOCK>>>((const float4 *)in, (const float4 *)gamma, (const float4 *)beta, (float4 *)out); });
    bool ok = true;
    for (int r = 0; r < 64 && ok; r++) {
        size_t begin = (size_t)((double)(rows - 1) * r / 63) * COLUMNS;
        double mean = 0.0, variance = 0.0;
        for (int c = 0; c < COLUMNS; c++) mean += unit(begin + c, 1) / (double)COLUMNS;
        for (int c = 0; c < COLUMNS; c++) variance += (unit(begin + c, 1) - mean) * (unit(begin + c, 1) - mean) / COLUMNS;
        double scale = 1.0 / std::sqrt(variance + EPSILON);
        auto expected = [=](size_t c) { return (unit(begin + c, 1) - mean) * scale * unit(c, 2) + unit(c, 3); };
        ok = verify(out + begin, COLUMNS, expected, 2e-5, 1.0, 1, COLUMNS);
    }
    return report(ok, t, 2.0 * count * sizeof(float), "GB");
}
