/* Complex transforms of 1,024 points, radix 2 in shared memory, a block a transform, twiddles from a table. Verified by sampled sums of the definition in double, tolerance 1e-5 of the largest value. Small size: 16. */
#include "bench.cuh"

constexpr int POINTS = 1024;
constexpr int LOG = 10;
constexpr int BLOCK = POINTS / 2;

__global__ void fft(const float2 *__restrict__ in, float2 *__restrict__ out, const float2 *__restrict__ twiddles)
{
    __shared__ float2 data[POINTS];
    const float2 *from = in + (size_t)blockIdx.x * POINTS;
    float2 *to = out + (size_t)blockIdx.x * POINTS;
    int t = threadIdx.x;
    data[__brev(t) >> (32 - LOG)] = from[t];
    data[__brev(t + BLOCK) >> (32 - LOG)] = from[t + BLOCK];
    __syncthreads();
    for (int half = 1; half < POINTS; half *= 2) {
        int k = t & (half - 1);
        int i = 2 * t - k, j = i + half;
        float2 w = twiddles[k * (BLOCK / half)];
        float2 a = data[i], b = data[j];
        float2 product = make_float2(w.x * b.x - w.y * b.y, w.x * b.y + w.y * b.x);
        data[i] = make_float2(a.x + product.x, a.y + product.y);
        data[j] = make_float2(a.x - product.x, a.y - product.y);
        __syncthreads();
    }
    to[t] = data[t];
    to[t + BLOCK] = data[t + BLOCK];
}

int main(int argc, char **argv)
{
    int batch = problem_size(argc, argv, 16384);
    size_t floats = (size_t)batch * POINTS * 2;
    printf("fft: %d transforms of %d points\n", batch, POINTS);
    float *in = device_array<float>(floats), *out = device_array<float>(floats);
    fill_units(in, floats, 1);
    std::vector<float2> table(BLOCK);
    for (int k = 0; k < BLOCK; k++) table[k] = make_float2((float)std::cos(-2.0 * M_PI * k / POINTS), (float)std::sin(-2.0 * M_PI * k / POINTS));
    float2 *twiddles = device_copy(table);

    Timing t = time_launches([&] { fft<<<batch, BLOCK>>>((const float2 *)in, (float2 *)out, twiddles); });
    auto expected = [](size_t i) {
        size_t base = i / (2 * POINTS) * (2 * POINTS), bin = i / 2 % POINTS;
        double re = 0.0, im = 0.0;
        for (int k = 0; k < POINTS; k++) {
            double angle = -2.0 * M_PI * (double)(bin * k % POINTS) / POINTS;
            double x = unit(base + 2 * k, 1), y = unit(base + 2 * k + 1, 1);
            re += x * std::cos(angle) - y * std::sin(angle);
            im += x * std::sin(angle) + y * std::cos(angle);
        }
        return i % 2 == 0 ? re : im;
    };
    bool ok = verify(out, floats, expected, 1e-5, 0.5 * POINTS, 64, 8);
    return report(ok, t, 5.0 * LOG * POINTS * batch, "GFLOP");
}
