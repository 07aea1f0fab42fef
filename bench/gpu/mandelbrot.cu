/* Mandelbrot set, up to 512 iterations. Verified in float for a sample: rounding (fused or not) decides chaotic points, so 1% of the pixels may differ. Small size: 200. */
#include "bench.cuh"

constexpr int LIMIT = 512;

__host__ __device__ inline int escape(float cx, float cy)
{
    float x = 0.0f, y = 0.0f;
    int i = 0;
    while (i < LIMIT && x * x + y * y < 4.0f) {
        float next = x * x - y * y + cx;
        y = 2.0f * x * y + cy;
        x = next;
        i++;
    }
    return i;
}

__global__ void mandelbrot(int *out, int width, int height, float x0, float y0, float step)
{
    int px = blockIdx.x * blockDim.x + threadIdx.x;
    int py = blockIdx.y * blockDim.y + threadIdx.y;
    if (px < width && py < height) out[py * width + px] = escape(x0 + px * step, y0 + py * step);
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 4096);
    size_t count = (size_t)n * n;
    printf("mandelbrot: %d x %d pixels\n", n, n);
    int *out = device_array<int>(count);
    float step = 3.0f / n;

    dim3 block(16, 16), grid(blocks_for(n, 16), blocks_for(n, 16));
    Timing t = time_launches([&] { mandelbrot<<<grid, block>>>(out, n, n, -2.0f, -1.5f, step); });
    int visited = 0, different = 0;
    sample(out, count, [&](size_t i, int value) {
        visited++;
        different += value != escape(-2.0f + (int)(i % n) * step, -1.5f + (int)(i / n) * step);
        return true;
    }, 128, 256);
    if (different > 0) fprintf(stderr, "%d of %d pixels differ\n", different, visited);
    return report(different * 100 <= visited, t, (double)count, "Gpixel");
}
