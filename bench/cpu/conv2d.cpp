/* 5 x 5 convolution with zero border. */
#include "bench.hpp"

static const char *source = R"(
kernel void conv2d(global const float *restrict in, global float *restrict out, constant float *weights, int width, int height)
{
    int x = get_global_id(0), y = get_global_id(1);
    if (x >= width || y >= height) return;
    float sum = 0.0f;
    for (int dy = -2; dy <= 2; dy++)
        for (int dx = -2; dx <= 2; dx++) {
            int sx = x + dx, sy = y + dy;
            if (sx >= 0 && sx < width && sy >= 0 && sy < height) sum += weights[(dy + 2) * 5 + dx + 2] * in[sy * width + sx];
        }
    out[y * width + x] = sum;
}
)";

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv);
    size_t count = (size_t)n * n;
    auto in = units(count, 1), w = units(25, 2);
    for (float &x : w) x -= 0.5f;
    std::vector<float> out(count);
    OpenCL cl(source);
    cl_mem din = cl.buffer(in), dout = cl.buffer(out), dw = cl.buffer(w);
    cl_kernel k = cl.kernel("conv2d");
    double pocl = time_opencl(cl, [&] { cl.launch(k, shape(blocks_for(n, 32), blocks_for(n, 8), 32, 8), din, dout, dw, n, n); });
    double openmp = time_loop([&] {
        const float *a = in.data(), *weights = w.data();
        float *b = out.data();
#pragma omp parallel for
        for (int y = 0; y < n; y++)
            for (int x = 0; x < n; x++) {
                float sum = 0.0f;
                for (int dy = -2; dy <= 2; dy++)
                    for (int dx = -2; dx <= 2; dx++) {
                        int sx = x + dx, sy = y + dy;
                        if (sx >= 0 && sx < n && sy >= 0 && sy < n) sum += weights[(dy + 2) * 5 + dx + 2] * a[(size_t)sy * n + sx];
                    }
                b[(size_t)y * n + x] = sum;
            }
    });
    return report(agree(cl.read<float>(dout, count), out, 1e-5), pocl, openmp);
}
