/* 5 x 5 convolution with weights in constant memory, zero border, straight from global memory. Verified in double, tolerance 1e-5. Small size: 300. */
#include "bench.cuh"

constexpr int RADIUS = 2;
constexpr int WIDTH = 2 * RADIUS + 1;

__constant__ float weights[WIDTH * WIDTH];

__global__ void conv2d(const float *__restrict__ in, float *__restrict__ out, int width, int height)
{
    int x = blockIdx.x * blockDim.x + threadIdx.x;
    int y = blockIdx.y * blockDim.y + threadIdx.y;
    if (x >= width || y >= height) return;
    float sum = 0.0f;
#pragma unroll
    for (int dy = -RADIUS; dy <= RADIUS; dy++) {
#pragma unroll
        for (int dx = -RADIUS; dx <= RADIUS; dx++) {
            int sx = x + dx, sy = y + dy;
            if (sx >= 0 && sx < width && sy >= 0 && sy < height) sum += weights[(dy + RADIUS) * WIDTH + dx + RADIUS] * in[sy * width + sx];
        }
    }
    out[y * width + x] = sum;
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 8192);
    size_t count = (size_t)n * n;
    printf("conv2d: %d x %d floats\n", n, n);
    float *in = device_array<float>(count), *out = device_array<float>(count);
    fill_units(in, count, 1);
    float w[WIDTH * WIDTH];
    for (int k = 0; k < WIDTH * WIDTH; k++) w[k] = unit(k, 2) - 0.5f;
    CHECK(cudaMemcpyToSymbol(weights, w, sizeof w));

    dim3 block(32, 8), grid(blocks_for(n, 32), blocks_for(n, 8));
    Timing t = time_launches([&] { conv2d<<<grid, block>>>(in, out, n, n); });
    auto expected = [&](size_t i) {
        int x = i % n, y = i / n;
        double sum = 0.0;
        for (int dy = -RADIUS; dy <= RADIUS; dy++)
            for (int dx = -RADIUS; dx <= RADIUS; dx++)
                if (x + dx >= 0 && x + dx < n && y + dy >= 0 && y + dy < n)
                    sum += (double)w[(dy + RADIUS) * WIDTH + dx + RADIUS] * unit((unsigned)((y + dy) * n + x + dx), 1);
        return sum;
    };
    bool ok = verify(out, count, expected, 1e-5);
    return report(ok, t, 2.0 * WIDTH * WIDTH * count, "GFLOP");
}
