/* Matrix transpose through a padded shared tile, 32 x 8 threads, four rows a thread. Exact. Small size: 500. */
#include "bench.cuh"

constexpr int TILE = 32;
constexpr int ROWS = 8;

__global__ void transpose(const float *in, float *out, int width, int height)
{
    __shared__ float tile[TILE][TILE + 1];
    int x = blockIdx.x * TILE + threadIdx.x;
    int y = blockIdx.y * TILE + threadIdx.y;
    for (int j = 0; j < TILE; j += ROWS)
        if (x < width && y + j < height) tile[threadIdx.y + j][threadIdx.x] = in[(y + j) * width + x];
    __syncthreads();
    x = blockIdx.y * TILE + threadIdx.x;
    y = blockIdx.x * TILE + threadIdx.y;
    for (int j = 0; j < TILE; j += ROWS)
        if (x < height && y + j < width) out[(y + j) * height + x] = tile[threadIdx.x][threadIdx.y + j];
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 8192);
    size_t count = (size_t)n * n;
    printf("transpose_tiled: %d x %d floats\n", n, n);
    float *in = device_array<float>(count), *out = device_array<float>(count);
    fill_units(in, count, 1);

    dim3 block(TILE, ROWS), grid(blocks_for(n, TILE), blocks_for(n, TILE));
    Timing t = time_launches([&] { transpose<<<grid, block>>>(in, out, n, n); });
    bool ok = verify(out, count, [=](size_t i) { return unit(i % n * n + i / n, 1); }, 0.0);
    return report(ok, t, 2.0 * count * sizeof(float), "GB");
}
