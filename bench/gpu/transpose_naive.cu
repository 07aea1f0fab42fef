/* Matrix transpose, reads coalesced, writes strided. Exact. Small size: 500. */
#include "bench.cuh"

__global__ void transpose(const float *in, float *out, int width, int height)
{
    int x = blockIdx.x * blockDim.x + threadIdx.x;
    int y = blockIdx.y * blockDim.y + threadIdx.y;
    if (x < width && y < height) out[x * height + y] = in[y * width + x];
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 8192);
    size_t count = (size_t)n * n;
    printf("transpose_naive: %d x %d floats\n", n, n);
    float *in = device_array<float>(count), *out = device_array<float>(count);
    fill_units(in, count, 1);

    dim3 block(16, 16), grid(blocks_for(n, 16), blocks_for(n, 16));
    Timing t = time_launches([&] { transpose<<<grid, block>>>(in, out, n, n); });
    bool ok = verify(out, count, [=](size_t i) { return unit(i % n * n + i / n, 1); }, 0.0);
    return report(ok, t, 2.0 * count * sizeof(float), "GB");
}
